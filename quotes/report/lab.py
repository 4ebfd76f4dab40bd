"""JupyterLab or Voilà on the notebooks, with the kernel of the Python that has this package."""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import NoReturn

from quotes.errors import QuotesError
from quotes.files import shown
from quotes.report.notebooks import workplace


def check_lab() -> str:
    """Say where the notebooks are, once JupyterLab and Voilà can be started."""
    for program in ("jupyterlab", "voila"):
        done = subprocess.run(
            [sys.executable, "-m", program, "--version"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise QuotesError(f"{program} does not start: install the package anew. {done.stderr}")
    return f"JupyterLab and Voilà start; notebooks: {shown(workplace())}"


def open_lab(options: Sequence[str] = (), *, serve: bool = False) -> NoReturn:
    """Become JupyterLab on the notebooks, so that what stops this process stops it.

    Parameters
    ----------
    options : what JupyterLab itself takes, such as "--no-browser" or "--port=8889".
    serve : become Voilà instead, which shows what the notebooks show and lets nobody change them.

    """
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    program = "voila" if serve else "jupyterlab"
    command = [sys.executable, "-m", program, str(workplace()), *options]
    os.execve(sys.executable, command, environment)
