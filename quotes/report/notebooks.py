"""The notebooks of a report: where they are, and how one is executed."""

import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory, gettempdir
from threading import local
from typing import Any

import nbformat
from nbformat import NotebookNode

import quotes
from quotes.errors import QuotesError


def workplace() -> Path:
    """Give the folder to work in: the repository's `analysis/`, or a copy of the notebooks.

    Where the package is installed without its repository, the notebooks are copied into
    `analysis/` of the current folder, and the demo's articles, which they read until they are told
    otherwise, into `seeds/`; a file that is there already is left as it is.
    """
    folder = notebooks()[0].parent
    if (folder.parent / "pyproject.toml").is_file():
        return folder
    for name in (folder.name, DEMO):
        here = Path(name)
        here.mkdir(exist_ok=True)
        for original in (folder.parent / name).iterdir():
            if original.is_file() and not (here / original.name).exists():
                shutil.copyfile(original, here / original.name)
    return Path(folder.name)


DEMO = "seeds"
"""The folder of the articles that notebooks read until they are told otherwise."""


PATIENCE = 600
"""Seconds that a kernel on a busy machine may take to start, and to hand over what it showed."""


WORKSHOP = "quotes-report-"


ABANDONED = 86_400
"""Seconds after which no run works in such a folder any more."""


_NAME = re.compile(r"^(\w+) = ", re.MULTILINE)


_ASSIGNED = re.compile(r"^(?P<name>\w+) = .*?(?P<rest>(?:  #.*)?)$", re.MULTILINE)


def notebooks() -> list[Path]:
    """Give the notebooks of a report, in their order: the repository's, or the package's own.

    Raises
    ------
    QuotesError
        when neither has any.

    """
    here = Path(quotes.__file__).parent
    checkout = (here.parent / "pyproject.toml").is_file()
    for folder in (here.parent / "analysis",) * checkout + (here / "analysis",):
        found = sorted(folder.glob("[0-9]*.ipynb"))
        if found:
            return found
    raise QuotesError(f"no notebooks were found in {here}: install the package anew")


@contextmanager
def workshop() -> Iterator[str]:
    """Give a folder for what the notebooks read, and remove those that killed runs have left."""
    for left in Path(gettempdir()).glob(f"{WORKSHOP}*"):
        with suppress(OSError):  # another user's, or gone by now
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left)
    with TemporaryDirectory(prefix=WORKSHOP) as folder:
        yield folder


class Kernels:
    """Kernels of a report's notebooks, one a thread: what one notebook imports the next one has.

    Each notebook begins with no names but Python's own. All end with the block.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._manager, self._here = kernel(folder), local()
        self._begun: list[Any] = []

    def __enter__(self) -> "Kernels":
        """Begin none yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them all."""
        from jupyter_core.utils import run_sync

        for manager in self._begun:
            if _lives(manager):
                run_sync(manager.shutdown_kernel)(now=True)

    def kill(self) -> None:
        """End those that run by now, at once; what runs in them fails."""
        for manager in self._begun:
            if _lives(manager):
                manager.provisioner.process.kill()

    def here(self) -> Any:
        """Give the one of this thread."""
        if not hasattr(self._here, "manager"):
            self._here.manager = self._manager(
                client_class="jupyter_client.asynchronous.AsyncKernelClient"
            )
            self._begun.append(self._here.manager)
        return self._here.manager


def _lives(manager: Any) -> bool:
    process = getattr(manager.provisioner, "process", None)
    return process is not None and process.poll() is None


def executed(
    path: Path, run: Mapping[str, Any], told: Mapping[str, Any], kernels: Kernels
) -> list[NotebookNode]:
    """Run a notebook and give its cells as the report shows them.

    `run` has the parameters, `told` those that the report shows in their place.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    notebook = nbformat.read(path, as_version=4)
    wanted = _NAME.findall(_parameters_cell(notebook).source)
    notebook.cells.insert(0, nbformat.v4.new_code_cell("get_ipython().reset()"))
    try:
        done = papermill.execute_notebook(
            notebook,
            None,
            parameters={name: run[name] for name in wanted if name in run},
            kernel_name="python3",
            km=kernels.here(),
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
            progress_bar=False,
            start_timeout=PATIENCE,
            iopub_timeout=PATIENCE,
            resources={"metadata": {"path": kernels.folder}},  # where the kernel works
        )
    except PapermillExecutionError as error:
        raise QuotesError(f"{path.name} failed: {error.ename}: {error.evalue}") from error
    except RuntimeError as error:
        raise QuotesError(f"{path.name} could not be run: {error}") from error
    cell = _parameters_cell(done)
    cell.source = _ASSIGNED.sub(lambda line: _told(line, told), cell.source)
    _, *cells = done.cells
    return [c for c in cells if "injected-parameters" not in c.metadata.get("tags", ())]


def kernel(folder: str) -> type:
    """Give the manager of a kernel that is this Python, without the user's IPython settings."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from traitlets import default

    class Kernel(AsyncKernelManager):  # type: ignore[misc]
        @default("connection_file")  # type: ignore[untyped-decorator]
        def _in_folder(self) -> str:  # so that it goes when the folder goes
            return str(Path(folder) / f"kernel-{token_hex(4)}.json")

        @property
        def kernel_spec(self) -> KernelSpec:
            launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            environment = {"IPYTHONDIR": folder, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
            return KernelSpec(argv=launch, env=environment, language="python")

    return Kernel


def _parameters_cell(notebook: NotebookNode) -> NotebookNode:
    return next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))


def _told(line: re.Match[str], told: Mapping[str, Any]) -> str:
    """Give a line of the parameters with the user's value, not with this run's places."""
    name = line["name"]
    return f"{name} = {told[name]!r}{line['rest']}" if name in told else line[0]
