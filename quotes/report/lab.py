"""JupyterLab on the notebooks, with the kernel of the Python that has this package."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from quotes.report.notebooks import workplace


def open_lab(options: Sequence[str] = ()) -> NoReturn:
    """Become JupyterLab on the notebooks, so that what stops this process stops it.

    Parameters
    ----------
    options : what JupyterLab itself takes, such as "--no-browser" or "--port=8889".

    """
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", str(workplace()), *options]
    os.execve(sys.executable, command, environment)
