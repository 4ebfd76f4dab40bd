"""The commands that work on articles, their report and the notebooks."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.entry import app
from quotes.cli.inputs import (
    corrector_of,
    extracted,
    extractor_of,
    made_before,
    options_of,
    register_of,
)
from quotes.cli.logs import logged
from quotes.cli.options import (
    TABLE,
    Acts,
    ActsOption,
    Bom,
    Corrections,
    DateFormat,
    Encoding,
    EngineOption,
    Engines,
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
from quotes.cli.printed import TOP, list_failures, list_left, method_of, tell
from quotes.decide.decision import THRESHOLD
from quotes.errors import QuotesError
from quotes.read.files import need_some, read
from quotes.table.suffixes import check_suffix

if TYPE_CHECKING:
    pass


STOPPED = 130  # exit code after Ctrl-C
FAILED = 3  # exit code of a strict run in which an article failed


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
    engine: EngineOption = Engines.PROCESSES,
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
    known = register_of(speakers)
    corrector = corrector_of(corrections)
    articles = read(paths, **options)
    check_table(output, [*articles.files, *([corrections] if corrections else ())])
    parses = check_folder(keep_parses)
    from quotes.batch.engine import ModelEngine
    from quotes.batch.run import extract_to
    from quotes.views.summary import Tally

    tally = Tally()
    with logged(log, articles.files), _stopping("the same command goes on from here"):
        done = extract_to(
            output,
            articles,
            ModelEngine(models, rules_only, threshold, acts.chosen(), parses),
            options=options,
            register=known,
            corrector=corrector,
            workers=workers,
            ray=engine == Engines.RAY,
            keep=keep_parts,
            guard=guard,
            bom=bom,
            seen=tally.add,
        )
    if done.articles:
        tell(tally, done.articles, f"Table: {output}", top)
    if corrector:
        list_left(corrector.left)
    list_failures(done.failures)
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
    known = register_of(speakers)
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
        found = extracted(
            articles,
            options,
            partial(extractor_of, models, rules_only, threshold, acts, known, parses),
        )
        method = method_of(found)
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
    with _stopping("no report was written"):
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
    tell(Tally().add(found.frame), len(found.articles), written)
    list_failures(found.failures)


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


@contextmanager
def _stopping(what: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"quotes: stopped; {what}", err=True)
        raise typer.Exit(STOPPED) from None


@app.command(name="models")
def list_models(models: Models = None) -> None:
    """Print which models would be used, and where."""
    from quotes.parse.bundle import describe_models

    typer.echo(describe_models(models))
