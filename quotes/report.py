"""HTML reports: the notebooks executed on a quote table, rendered into one self-contained page."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbformat import NotebookNode

import quotes
from quotes.article import QuotesError
from quotes.corpus import Extraction, save
from quotes.html import TEMPLATES, style

ARTICLES = 20
"""So many articles, those with the most quotations, stand in a report with their whole text."""

_HEADING = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)
_NAME = re.compile(r"^(\w+) = ", re.MULTILINE)
_ASSIGNED = re.compile(r"^(?P<name>\w+) = .*?(?P<rest>(?:  #.*)?)$", re.MULTILINE)
_ANCHOR = re.compile(r'<(?:mark|span) [^>]*?id="([\w-]+)"')
_LINK = re.compile(r' ?<a href="#([\w-]+)" class="to-text">.*?</a>')


def notebooks() -> list[Path]:
    """Give the notebooks of a report, in their order: the repository's, or the package's own.

    Raises
    ------
    QuotesError
        when neither has any.

    """
    here = Path(__file__).parent
    checkout = (here.parent / "pyproject.toml").is_file()
    for folder in (here.parent / "analysis",) * checkout + (here / "analysis",):
        found = sorted(folder.glob("[0-9]*.ipynb"))
        if found:
            return found
    raise QuotesError(f"no notebooks were found in {here}: install the package anew")


def write_report(
    found: Extraction,
    paths: Iterable[str | Path],
    output: Path,
    *,
    title: str | None = None,
    method: str = "",
    metadata: Path | None = None,
    encoding: str | None = None,
    progress: bool = False,
) -> None:
    """Execute the notebooks on what was found and write one HTML page.

    Parameters
    ----------
    found : quote table and articles.
    paths, metadata, encoding : how the articles were read; the notebooks read them again.
    output : the page. The same input gives the same bytes.
    title : its heading; without it, how many quotations and articles there are.
    method : what to say at its end of how its rows were found.
    progress : show a bar.

    Raises
    ------
    QuotesError
        when a notebook fails or the page cannot be written.

    """
    named = [str(path) for path in paths]
    told = {"articles": named, "metadata": metadata and str(metadata), "encoding": encoding}
    with TemporaryDirectory() as folder:
        table = Path(folder) / "quotes.parquet"
        save(found, table)
        run = told | {
            "articles": [str(Path(path).absolute()) for path in named],
            "metadata": metadata and str(metadata.absolute()),
            "table": str(table),
            "most": ARTICLES,
        }
        cells = [
            cell
            for path in _shown(notebooks(), progress)
            for cell in _executed(path, run, told | {"most": ARTICLES}, folder)
        ]
    _cleaned(cells)
    title = title or f"{_count(found.frame, 'quotation')} in {_count(found.articles, 'article')}"
    page = _rendered(cells, title, method)
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(page, encoding="utf-8", errors="replace", newline="\n")
        part.replace(output)
    except OSError as error:
        raise QuotesError(f"cannot write {output}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


def _shown(paths: Sequence[Path], progress: bool) -> Iterator[Path]:
    from tqdm.auto import tqdm

    with tqdm(paths, unit="notebook", disable=not progress) as bar:
        for path in bar:
            bar.set_description(path.stem)
            yield path


def _executed(
    path: Path, run: Mapping[str, Any], told: Mapping[str, Any], folder: str
) -> list[NotebookNode]:
    """Run a notebook in a kernel of its own and give its cells as the report shows them.

    `run` has the parameters, `told` those that the report shows in their place.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    notebook = nbformat.read(path, as_version=4)
    wanted = _NAME.findall(_parameters_cell(notebook).source)
    try:
        done = papermill.execute_notebook(
            notebook,
            None,
            parameters={name: run[name] for name in wanted if name in run},
            kernel_name="python3",
            kernel_manager_class=kernel(folder),
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
            progress_bar=False,
            cwd=folder,
        )
    except PapermillExecutionError as error:
        raise QuotesError(f"{path.name} failed: {error.ename}: {error.evalue}") from error
    except RuntimeError as error:
        raise QuotesError(f"{path.name} could not be run: {error}") from error
    cell = _parameters_cell(done)
    cell.source = _ASSIGNED.sub(lambda line: _told(line, told), cell.source)
    return [c for c in done.cells if "injected-parameters" not in c.metadata.get("tags", ())]


def kernel(folder: str) -> type:
    """Give the manager of a kernel that is this Python, without the user's IPython settings."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Kernel(AsyncKernelManager):  # type: ignore[misc]
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


def _rendered(cells: Sequence[NotebookNode], title: str, method: str) -> str:
    from nbconvert import HTMLExporter

    contents: list[tuple[int, str, str]] = []
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "markdown":
            cell.source = _HEADING.sub(lambda found: _heading(found, contents), cell.source)
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata={"title": title})
    exporter = HTMLExporter(
        template_name="report", extra_template_basedirs=[str(TEMPLATES)], embed_images=False
    )
    files = TEMPLATES / "report"
    values = {
        "contents": contents,
        "title": title,
        "version": quotes.__version__,
        "method": method,
        "style": (TEMPLATES / "views.css").read_text("utf-8")
        + (files / "report.css").read_text("utf-8"),
    }
    page, _ = exporter.from_notebook_node(notebook, {"quotes": values})
    return str(page)


def _heading(found: re.Match[str], contents: list[tuple[int, str, str]]) -> str:
    """Give a heading, one level deeper than in the notebook, that the contents list can name."""
    level, text = len(found[1]), found[2].strip()
    name = re.sub(r"\W+", "-", text.casefold()).strip("-")
    contents.append((level, name, text))
    return f'<h{level + 1} id="{name}">{text}</h{level + 1}>\n'


def _cleaned(cells: Sequence[NotebookNode]) -> None:
    """Take from what the cells show the style, which the page has, and links that lead nowhere."""
    shown = [
        output.data
        for cell in cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", ())
    ]
    known = {name for data in shown for name in _ANCHOR.findall(data["text/html"])}
    for data in shown:
        html = data["text/html"].replace(str(style()), "")
        data["text/html"] = _LINK.sub(lambda link: link[0] if link[1] in known else "", html)
