"""JupyterLab on the notebooks, with the kernel of the Python that has this package."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from quotes.report import notebooks


def workplace() -> Path:
    """Give the folder to work in: the repository's `analysis/`, or a copy of the notebooks.

    Where the package is installed without its repository, the notebooks are copied into
    `analysis/` of the current folder; one that is there already is left as it is.
    """
    originals = notebooks()
    folder = originals[0].parent
    if (folder.parent / "pyproject.toml").is_file():
        return folder
    here = Path("analysis")
    here.mkdir(exist_ok=True)
    for notebook in originals:
        if not (here / notebook.name).exists():
            shutil.copyfile(notebook, here / notebook.name)
    return here


def open_lab(options: Sequence[str] = ()) -> NoReturn:
    """Become JupyterLab on the notebooks, so that what stops this process stops it.

    Parameters
    ----------
    options : what JupyterLab itself takes, such as "--no-browser" or "--port=8889".

    """
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", str(workplace()), *options]
    os.execve(sys.executable, command, environment)
