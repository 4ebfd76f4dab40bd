"""HTML reports: the notebooks executed on a quote table, rendered into one self-contained page."""

import re
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from tqdm.auto import tqdm

import quotes
from quotes.errors import QuotesError
from quotes.files import replacing, shown
from quotes.html.naming import count
from quotes.html.view import TEMPLATES, style
from quotes.read.files import Options
from quotes.report.notebooks import Kernels, executed, notebooks, workshop
from quotes.table.extraction import Extraction, save, save_articles

ARTICLES = 20
"""So many articles, those with the most quotations, stand in a report with their whole text."""


KERNELS = 2
"""Notebooks that run at a time."""


SOON = 0.05
"""Seconds after which those that were still to begin are ended too."""


PAGE = Path(__file__).parent / "templates" / "report"
_LINK = re.compile(
    r'<a href="#(?P<name>[\w-]+)" class="to-(?P<kind>text|speaker)">(?P<words>[^<]*)</a>'
)
"""A link as `links.j2` writes it."""
_ID = re.compile(r' id="([\w-]+)"')
_HEADING = re.compile(r"^(#{1,2}) (.+)$", re.MULTILINE)


def write_report(
    found: Extraction,
    paths: Iterable[str | Path],
    output: Path,
    *,
    title: str | None = None,
    method: str = "",
    options: Options | None = None,
    speakers: Path | None = None,
    chapters: Sequence[Path] | None = None,
    progress: bool = False,
) -> None:
    """Execute the notebooks on what was found and write one HTML page.

    Parameters
    ----------
    found : quote table and articles.
    paths, options : how the articles were read, for the notebooks to tell; what they read is
        the articles found. Without any the report is of the table alone.
    speakers : the user's table of speakers, of which the notebooks tell what else it knows.
    chapters : the notebooks to run, which the page then shows with their code; without them
        those of a report.
    output : the page. The same input gives the same bytes.
    title : its heading; without it, how many quotations and articles there are.
    method : what to say at its end of how its rows were found.
    progress : show a bar.

    Raises
    ------
    QuotesError
        when a notebook fails or the page cannot be written.

    """
    code = chapters is not None
    chapters = notebooks() if chapters is None else chapters
    told: dict[str, Any] = {"articles": [shown(path) for path in paths] or None}
    told |= {name: shown(str(value)) for name, value in (options or {}).items() if value}
    told |= {"speakers": shown(speakers)} if speakers else {}
    with workshop() as folder:
        table, texts = Path(folder) / "quotes.parquet", Path(folder) / "articles.jsonl"
        save(found, table)
        save_articles(found.articles, texts)
        run = {
            "articles": str(texts) if found.articles else None,
            "table": str(table),
            "most": ARTICLES,
            "speakers": str(speakers.resolve()) if speakers else None,
        }
        with Kernels(folder) as kernels, ThreadPoolExecutor(KERNELS) as pool:
            shows = told | {"most": ARTICLES}
            runs = [pool.submit(executed, path, run, shows, kernels) for path in chapters]
            bar = tqdm(runs, "report", unit="notebook", disable=not progress)
            try:
                cells = [cell for one in bar for cell in one.result()]
            finally:  # where one failed, or Ctrl-C was pressed, the others end too
                pool.shutdown(wait=False, cancel_futures=True)
                while not all(one.done() for one in runs):
                    kernels.kill()
                    time.sleep(SOON)
    _cleaned(cells)
    if title is None:
        articles = len(found.articles) or found.frame["doc_id"].nunique()
        title = f"{count(len(found.frame), 'quotation')} in {count(articles, 'article')}"
    page = _rendered(cells, title, method, code)
    try:
        with replacing(output) as (part,):
            part.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise QuotesError(f"cannot write {shown(output)}: {error}") from error


def _rendered(cells: Sequence[NotebookNode], title: str, method: str, code: bool) -> str:
    from nbconvert import HTMLExporter, TemplateExporter

    contents: list[tuple[int, str, str]] = []
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
        if cell.cell_type == "markdown":
            cell.source = _HEADING.sub(lambda found: _heading(found, contents), cell.source)
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata={"title": title})
    exporter = HTMLExporter(
        template_name="report", extra_template_basedirs=[str(PAGE.parent)], embed_images=False
    )
    values = {
        "contents": contents,
        "title": title,
        "version": quotes.__version__,
        "method": method,
        "code": code,
        "style": (TEMPLATES / "views.css").read_text("utf-8")
        + (PAGE / "report.css").read_text("utf-8"),
    }
    # HTMLExporter's own would parse the whole page to describe pictures, which ours do themselves
    page, _ = TemplateExporter.from_notebook_node(exporter, notebook, {"quotes": values})
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
    kept = unlinked([data["text/html"].replace(str(style()), "") for data in shown])
    for data, html in zip(shown, kept, strict=True):
        data["text/html"] = html


def unlinked(parts: Sequence[str]) -> list[str]:
    """Parts of one page, without the links into texts and to speakers that it does not show.

    What else these parts hold is escaped, so that none of it reads like an element.
    """
    known = {name for part in parts for name in _ID.findall(part)}

    def kept(link: re.Match[str]) -> str:
        if link["name"] in known:
            return link[0]
        return "" if link["kind"] == "text" else link["words"]

    return [_LINK.sub(kept, part) for part in parts]
