"""The commands, and how they begin and end."""

import sys
import warnings
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import quotes
from quotes.cli.options import (
    TABLE,
    Acts,
    ActsOption,
    Bom,
    DateFormat,
    Encoding,
    Guard,
    Known,
    Metadata,
    Models,
    Paths,
    RulesOnly,
    SomePaths,
    TextColumn,
    Threshold,
    check_report,
    check_table,
)
from quotes.decide.decision import THRESHOLD
from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.files import Options, Reading, begun, need_some, read
from quotes.table.suffixes import check_suffix

if TYPE_CHECKING:
    from quotes.extractor import Extractor
    from quotes.speakers.register import Register
    from quotes.table.extraction import Extraction


HELP = """Find who said what in news articles.

Reads articles, finds what is quoted in them, in quotation marks or without, works out
who says it, and writes a table with one row a quotation.

\b
One article:
    quotes extract article.txt -o quotes.csv
\b
A folder of articles, with a table of their titles, dates and outlets:
    quotes extract news/ -o quotes.parquet --metadata articles.csv
\b
A report to read and send on, of the same articles, or of a table made before:
    quotes report news/ -o report.html
    quotes report news/ -o report.html --from quotes.parquet
\b
How well it does on annotated articles, with five errors of each kind:
    quotes score gold.jsonl --errors 5

`quotes COMMAND --help` explains each command.
"""


TOP = 20  # speakers in the summary


app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; an error that the user can put right is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    warnings.showwarning = _tell_warning
    try:
        app(prog_name="quotes")
    except QuotesError as error:
        from quotes.views.summary import plain

        typer.echo(f"quotes: {plain(str(error), 2000)}", err=True)
        sys.exit(1)


def _tell_warning(message: Warning | str, *_: object, **__: object) -> None:
    from quotes.views.summary import plain

    typer.echo(f"quotes: warning: {plain(str(message), 500)}", err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {quotes.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None: ...


@app.command(short_help="Write a table of the quotations in articles.")
def extract(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help=f"The table: {TABLE}")],
    models: Models = None,
    rules_only: RulesOnly = False,
    threshold: Threshold = THRESHOLD,
    acts: ActsOption = Acts.SAID,
    encoding: Encoding = None,
    metadata: Metadata = None,
    speakers: Known = None,
    text_column: TextColumn = None,
    date_format: DateFormat = None,
    guard: Guard = True,
    bom: Bom = False,
    top: Annotated[int, typer.Option(min=1, help="Speakers to list in the summary.")] = TOP,
) -> None:
    """Write a table of the quotations in articles, and print who said how much.

    Articles that cannot be read are listed at the end. The exit code is 1 only when
    none could be read or the table could not be written.
    """
    check_suffix(output)
    options = _options_of(encoding, metadata, text_column, date_format)
    known = _register(speakers)
    articles = read(paths, **options)
    check_table(output, articles.files)
    found = _extracted(
        articles, options, partial(_extractor, models, rules_only, threshold, acts, known)
    )
    from quotes.table.extraction import save

    save(found, output, guard=guard, bom=bom)
    _tell(found, f"Table: {output}", top)


@app.command(short_help="Write an HTML report of who said what.")
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="The report: an .html file.")],
    paths: SomePaths = None,
    made: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="TABLE",
            help="Take the rows of a table that was made before; PATHS, its articles, may be left "
            "out, and so are then their texts.",
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(help=f"Write the table too: {TABLE}"),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the report.")] = None,
    models: Models = None,
    rules_only: RulesOnly = False,
    threshold: Threshold = THRESHOLD,
    acts: ActsOption = Acts.SAID,
    encoding: Encoding = None,
    metadata: Metadata = None,
    speakers: Known = None,
    text_column: TextColumn = None,
    date_format: DateFormat = None,
    guard: Guard = True,
    bom: Bom = False,
) -> None:
    """Find the quotations in articles and write a report about them: one HTML file.

    The file needs nothing beside it and no network. It lists who said what, with the whole table
    to search and narrow, charts, the statements that several sources print, and annotated articles.
    """
    options = _options_of(encoding, metadata, text_column, date_format)
    known = _register(speakers)
    articles = read(paths, **options) if paths else None
    inputs = [*(articles.files if articles else ()), *([made] if made else ())]
    check_report(output, inputs)
    if table:
        check_table(table, inputs)
    if made:
        found = _made_before(made, paths, options)
        method = f"from {made.name}"
    elif articles:
        found = _extracted(
            articles, options, partial(_extractor, models, rules_only, threshold, acts, known)
        )
        method = _method(found)
    else:
        raise QuotesError("nothing to report on: name articles, or a table with --from")
    from quotes.report.page import write_report
    from quotes.table.extraction import save

    if table:
        save(found, table, guard=guard, bom=bom)
    write_report(
        found, paths or (), output, title=title, method=method, options=options, progress=True
    )
    _tell(found, f"Report: {output}" + (f". Table: {table}" if table else ""))


@app.command(
    short_help="Open the notebooks in JupyterLab.",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(context: typer.Context) -> None:
    """Open the notebooks in JupyterLab, with the Python that runs this command.

    Options are given on to JupyterLab: `quotes lab --no-browser --port=8889`.
    """
    from quotes.report.lab import open_lab

    open_lab(context.args)


def _extractor(
    models: str | None,
    rules_only: bool,
    threshold: float,
    acts: Acts,
    register: "Register | None" = None,
) -> "Extractor":
    from quotes.extractor import Extractor

    return Extractor(
        models, rules_only=rules_only, threshold=threshold, acts=acts.chosen(), register=register
    )


def _register(path: Path | None) -> "Register | None":
    from quotes.table.register import read_register

    return read_register(path) if path else None


def _made_before(table: Path, paths: list[Path] | None, options: Options) -> "Extraction":
    from quotes.calls import load

    if not table.is_file():
        raise QuotesError(f"{shown(table)} is no file: give a table that `quotes extract` wrote")
    return load(paths or None, table, **options)


def _method(found: "Extraction") -> str:
    """What a report says of how its rows were found."""
    from quotes.parse.bundle import describe_models

    run = found.run
    described = describe_models(run["models"]).partition(":")[0]
    learned = f"and by trained attribution, from {run['threshold']} sure on"
    return (
        f"{described}; rows found by rules over parsed sentences "
        f"{learned if run['learned'] else 'alone'}"
    )


def _options_of(
    encoding: str | None,
    metadata: Path | None,
    text_column: str | None,
    date_format: str | None,
) -> Options:
    return Options(
        encoding=encoding, metadata=metadata, text_column=text_column, date_format=date_format
    )


def _extracted(
    articles: Reading, options: Options, extractor: Callable[[], "Extractor"]
) -> "Extraction":
    items = begun(articles)
    found = extractor().analyse(items, progress=True, options=options)
    if not found.articles:
        _list_failures(found)
        need_some(found.articles)
    return found


def _tell(found: "Extraction", written: str, top: int = TOP) -> None:
    from quotes.views.summary import summary

    typer.echo(f"{summary(found.frame, top=top)}\n")
    read = f"Articles read: {len(found.articles)}. " if found.articles else ""
    typer.echo(f"{read}{written}")
    _list_failures(found)


def _list_failures(found: "Extraction") -> None:
    from quotes.views.summary import plain

    if found.failures:
        typer.echo(f"Not read: {len(found.failures)}", err=True)
    for failure in found.failures:
        typer.echo(f"  {plain(f'{failure.name}: {failure.reason}', 500)}", err=True)


@app.command(short_help="Measure against annotated articles.")
def score(
    gold: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, metavar="GOLD", help="A .jsonl or .jsonl.gz file."
        ),
    ],
    models: Models = None,
    rules_only: RulesOnly = False,
    threshold: Threshold = THRESHOLD,
    acts: ActsOption = Acts.SAID,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only the first articles, so many.")
    ] = None,
    by_source: Annotated[
        bool, typer.Option("--by-source", help="Print the relation figures of each outlet.")
    ] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Print how far confidence can be trusted.")
    ] = False,
    errors: Annotated[int, typer.Option(min=0, help="Errors of each kind to print.")] = 0,
) -> None:
    """Compare what is found in annotated articles with their annotations."""
    from tqdm import tqdm

    from quotes.scoring.gold import attribution_from_row, read_gold
    from quotes.scoring.reliability import reliability
    from quotes.scoring.score import relations_by_source
    from quotes.scoring.score import score as compare
    from quotes.scoring.statements import statements

    articles = list(islice(read_gold(gold), limit))
    if not articles:
        raise QuotesError(f"{gold}: no article in it")
    extractor = _extractor(models, rules_only, threshold, acts)
    found = [extractor.read_article(a) for a, _ in tqdm(articles, unit="article")]
    rows = [
        (article.text, expected, [attribution_from_row(asdict(quote)) for quote in quotes])
        for (article, expected), quotes in zip(articles, found, strict=True)
    ]
    scores = compare(rows)
    typer.echo(scores.report())
    told = any(gold.speaker for _, expected in articles for gold in expected)
    editors = statements(rows) if told else None
    if editors:
        typer.echo(editors.report())
    if by_source:
        typer.echo(relations_by_source([article.source for article, _ in articles], rows))
    if calibration:
        typer.echo(reliability(rows, [[q.confidence for q in quotes] for quotes in found]).report())
    if errors:
        typer.echo(f"\n{(editors or scores).examples(errors)}")


@app.command(name="models")
def list_models(models: Models = None) -> None:
    """Print which models would be used, and where."""
    from quotes.parse.bundle import describe_models

    typer.echo(describe_models(models))
