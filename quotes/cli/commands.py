"""The commands, and how they begin and end."""

import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import quotes
from quotes.cli.logs import logged
from quotes.cli.options import (
    TABLE,
    Acts,
    ActsOption,
    Bom,
    Corrections,
    DateFormat,
    Encoding,
    Guard,
    KeepParses,
    KeepParts,
    Known,
    Log,
    Metadata,
    Models,
    Paths,
    RulesOnly,
    SomePaths,
    Strict,
    TextColumn,
    Threshold,
    Workers,
    check_folder,
    check_report,
    check_table,
)
from quotes.decide.decision import THRESHOLD
from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.files import Options, Reading, begun, need_some, read
from quotes.table.suffixes import check_suffix
from quotes.text.article import Article, Failure
from quotes.text.span import Span

if TYPE_CHECKING:
    from quotes.extractor import Extractor
    from quotes.review.applied import Corrector
    from quotes.review.corrections import Judged
    from quotes.scoring.reviewed import Reviewed
    from quotes.speakers.register import Register
    from quotes.table.extraction import Extraction
    from quotes.views.summary import Tally


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


STOPPED = 130  # exit code after Ctrl-C
FAILED = 3  # exit code of a strict run in which an article failed


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
    signal.signal(signal.SIGTERM, _end)
    try:
        app(prog_name="quotes")
    except QuotesError as error:
        from quotes.views.summary import plain

        typer.echo(f"quotes: {plain(str(error), 2000)}", err=True)
        sys.exit(1)


def _end(number: int, _: object) -> None:
    """End as after an error, so that nothing is left behind."""
    sys.exit(128 + number)


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
    corrections: Corrections = None,
    text_column: TextColumn = None,
    date_format: DateFormat = None,
    guard: Guard = True,
    bom: Bom = False,
    workers: Workers = None,
    keep_parts: KeepParts = True,
    keep_parses: KeepParses = None,
    log: Log = None,
    strict: Strict = False,
    top: Annotated[int, typer.Option(min=1, help="Speakers to list in the summary.")] = TOP,
) -> None:
    """Write a table of the quotations in articles, and print who said how much.

    A run that was stopped goes on where it was when the same command is given again, and a later
    one analyses only what is new. Articles that cannot be read are listed at the end. The exit
    code is 1 only when none could be read or the table could not be written.
    """
    check_suffix(output)
    options = options_of(encoding, metadata, text_column, date_format)
    known = _register(speakers)
    corrector = _corrector(corrections)
    articles = read(paths, **options)
    check_table(output, [*articles.files, *([corrections] if corrections else ())])
    parses = check_folder(keep_parses)
    from quotes.batch.engine import ModelEngine
    from quotes.batch.run import extract_to
    from quotes.views.summary import Tally

    tally = Tally()
    with logged(log, articles.files), _going_on():
        done = extract_to(
            output,
            articles,
            ModelEngine(models, rules_only, threshold, acts.chosen(), parses),
            options=options,
            register=known,
            corrector=corrector,
            workers=workers,
            keep=keep_parts,
            guard=guard,
            bom=bom,
            seen=tally.add,
        )
    if done.articles:
        _tell(tally, done.articles, f"Table: {output}", top)
    if corrector:
        list_left(corrector.left)
    _list_failures(done.failures)
    need_some(range(done.articles))
    if strict and done.failures:
        raise typer.Exit(FAILED)


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
    corrections: Corrections = None,
    text_column: TextColumn = None,
    date_format: DateFormat = None,
    guard: Guard = True,
    bom: Bom = False,
    keep_parses: KeepParses = None,
) -> None:
    """Find the quotations in articles and write a report about them: one HTML file.

    The file needs nothing beside it and no network. It lists who said what, with the whole table
    to search and narrow, charts, the statements that several sources print, and annotated articles.
    """
    options = options_of(encoding, metadata, text_column, date_format)
    known = _register(speakers)
    articles = read(paths, **options) if paths else None
    given = [path for path in (made, speakers, corrections) if path]
    inputs = [*(articles.files if articles else ()), *given]
    check_report(output, inputs)
    if table:
        check_table(table, inputs)
    parses = check_folder(keep_parses)
    if made:
        found = made_before(made, paths, options, speakers)
        method = f"from {made.name}"
    elif articles:
        found = _extracted(
            articles,
            options,
            partial(_extractor, models, rules_only, threshold, acts, known, parses),
        )
        method = _method(found)
    else:
        raise QuotesError("nothing to report on: name articles, or a table with --from")
    if corrections:
        from quotes.review.applied import corrected
        from quotes.review.corrections import read_corrections

        found, left = corrected(found, read_corrections(corrections))
        list_left(left)
    from quotes.report.page import write_report
    from quotes.table.extraction import save
    from quotes.views.summary import Tally

    if table:
        save(found, table, guard=guard, bom=bom)
    write_report(
        found,
        paths or (),
        output,
        title=title,
        method=method,
        options=options,
        speakers=speakers,
        progress=True,
    )
    written = f"Report: {output}" + (f". Table: {table}" if table else "")
    _tell(Tally().add(found.frame), len(found.articles), written)
    _list_failures(found.failures)


@app.command(
    short_help="Open the notebooks in JupyterLab.",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def lab(
    context: typer.Context,
    serve: Annotated[
        bool,
        typer.Option("--serve", help="Serve them as a dashboard: what they show, without code."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether they could be opened, and where.")
    ] = False,
) -> None:
    """Open the notebooks in JupyterLab, with the Python that runs this command.

    Options are given on to JupyterLab, or with --serve to Voilà: `quotes lab --no-browser
    --port=8889`. Where the package is installed without its repository, notebooks and the demo's
    articles are first copied into the current folder.
    """
    from quotes.report.lab import check_lab, open_lab

    if check:
        typer.echo(check_lab())
        return
    open_lab(context.args, serve=serve)


def _extractor(
    models: str | None,
    rules_only: bool,
    threshold: float,
    acts: Acts,
    register: "Register | None" = None,
    parses: str | None = None,
) -> "Extractor":
    from quotes.extractor import Extractor

    return Extractor(models, rules_only, threshold, acts.chosen(), register, parses)


def _register(path: Path | None) -> "Register | None":
    from quotes.table.register import read_register

    return read_register(path) if path else None


def made_before(
    table: Path,
    paths: list[Path] | None,
    options: Options,
    speakers: Path | None = None,
) -> "Extraction":
    """Read a table and its articles; its speakers are called as the user knows them."""
    from quotes.calls import load

    if not table.is_file():
        raise QuotesError(f"{shown(table)} is no file: give a table that `quotes extract` wrote")
    return load(paths or None, table, speakers=speakers, **options)


def _corrector(path: Path | None) -> "Corrector | None":
    from quotes.review.applied import Corrector
    from quotes.review.corrections import read_corrections

    return Corrector(read_corrections(path)) if path else None


def list_left(left: "Sequence[tuple[Judged, str]]") -> None:
    """List on stderr the corrections that matched no row."""
    from quotes.review.applied import listed
    from quotes.views.summary import plain

    for line in listed(left) if left else ():
        typer.echo(f"{line[: len(line) - len(line.lstrip())]}{plain(line, 500)}", err=True)


@contextmanager
def _going_on() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("quotes: stopped; the same command goes on from here", err=True)
        raise typer.Exit(STOPPED) from None


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


def options_of(
    encoding: str | None,
    metadata: Path | None,
    text_column: str | None,
    date_format: str | None,
) -> Options:
    """How articles are read."""
    return Options(
        encoding=encoding, metadata=metadata, text_column=text_column, date_format=date_format
    )


def _extracted(
    articles: Reading, options: Options, extractor: Callable[[], "Extractor"]
) -> "Extraction":
    items = begun(articles)
    found = extractor().analyse(items, progress=True, options=options)
    if not found.articles:
        _list_failures(found.failures)
        need_some(found.articles)
    return found


def _tell(tally: "Tally", articles: int, written: str, top: int = TOP) -> None:
    from quotes.views.summary import summary

    typer.echo(f"{summary(tally, top=top)}\n")
    read = f"Articles read: {articles}. " if articles else ""
    typer.echo(f"{read}{written}")


def _list_failures(failures: Sequence[Failure]) -> None:
    from quotes.views.summary import plain

    if failures:
        typer.echo(f"Not read: {len(failures)}", err=True)
    for failure in failures:
        typer.echo(f"  {plain(f'{failure.name}: {failure.reason}', 500)}", err=True)


@app.command(short_help="Measure against annotated articles.")
def score(
    gold: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="GOLD",
            help="A .jsonl or .jsonl.gz file, or a .csv file of corrections.",
        ),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]", help="Of corrections: the articles that they are of."),
    ] = None,
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
    """Compare what is found in annotated articles with their annotations.

    Of reviewed articles, rows of which no reviewer said anything count neither way.
    """
    from tqdm import tqdm

    from quotes.scoring.gold import attribution_from_row
    from quotes.scoring.reliability import reliability
    from quotes.scoring.score import relations_by_source
    from quotes.scoring.score import score as compare
    from quotes.scoring.statements import statements

    articles = list(islice(_gold(gold, paths), limit))
    if not articles:
        raise QuotesError(f"{gold}: no article in it, or none of these articles")
    extractor = _extractor(models, rules_only, threshold, acts)
    found, rows = [], []
    for one in tqdm(articles, unit="article"):
        quotes = extractor.read_article(one.article)
        given = [attribution_from_row(asdict(quote)) for quote in quotes]
        kept = [one.judgeable(each) for each in given]
        found.append(list(compress(quotes, kept)))
        rows.append(
            (one.article.text, one.gold, [one.called(each) for each in compress(given, kept)])
        )
    scores = compare(rows)
    typer.echo(scores.report())
    told = any(gold.speaker for one in articles for gold in one.gold)
    editors = statements(rows) if told else None
    if editors:
        typer.echo(editors.report())
    if by_source:
        typer.echo(relations_by_source([one.article.source for one in articles], rows))
    if calibration:
        typer.echo(reliability(rows, [[q.confidence for q in quotes] for quotes in found]).report())
    if errors:
        typer.echo(f"\n{(editors or scores).examples(errors)}")


def _gold(path: Path, paths: list[Path] | None) -> "Iterator[Reviewed]":
    from quotes.review.corrections import read_corrections
    from quotes.scoring.gold import read_gold
    from quotes.scoring.reviewed import Reviewed, read_reviewed

    if path.suffix.lower() != ".csv":
        return (Reviewed(a, gold, (Span(0, len(a.text)),)) for a, gold in read_gold(path))
    if not paths:
        raise QuotesError(f"{shown(path)} holds corrections: name the articles too")
    return read_reviewed(
        read_corrections(path), (item for item in read(paths) if isinstance(item, Article))
    )


@app.command(name="models")
def list_models(models: Models = None) -> None:
    """Print which models would be used, and where."""
    from quotes.parse.bundle import describe_models

    typer.echo(describe_models(models))
