"""The command `quotes review`: rows out to a reviewer, and verdicts back in."""

from pathlib import Path
from typing import Annotated

import typer

from quotes.cli.entry import app
from quotes.cli.inputs import made_before, options_of
from quotes.cli.options import (
    DateFormat,
    Encoding,
    Metadata,
    SomePaths,
    TextColumn,
    check_target,
)
from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.files import Options


@app.command(short_help="Give rows to a reviewer, and take the verdicts in.")
def review(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help="A table made before.")],
    paths: SomePaths = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The .xlsx file to fill in; TABLE.review.xlsx."),
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="So many rows by chance, not all by doubt."),
    ] = None,
    filled: Annotated[
        Path | None,
        typer.Option("--read", metavar="FILE", help="Take the verdicts of a file filled in."),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where verdicts are added; corrections.csv by TABLE."),
    ] = None,
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who reviewed; without it, the login name.")
    ] = None,
    encoding: Encoding = None,
    metadata: Metadata = None,
    text_column: TextColumn = None,
    date_format: DateFormat = None,
) -> None:
    """Write rows to an .xlsx file for a reviewer, or take the verdicts of one in with --read.

    The most doubtful rows stand first, each beside its sentences, which need PATHS, the articles.
    Verdicts are added to one file of corrections, which `extract` and `report` apply and `score`
    reads. What could not be used of the file is listed, and the exit code is then 1.
    """
    options = options_of(encoding, metadata, text_column, date_format)
    corrections = corrections or table.with_name("corrections.csv")
    if filled:
        _take_in(table, paths, filled, corrections, who, options)
        return
    from quotes.review.applied import corrected
    from quotes.review.corrections import read_corrections
    from quotes.review.sheet import write_review

    output = output or table.with_name(f"{table.stem}.review.xlsx")
    if output.suffix.lower() != ".xlsx":
        raise QuotesError(f"{shown(output)}: a file to fill in ends in .xlsx")
    check_target(output, [table])
    found = made_before(table, paths, options)
    if corrections.exists():
        found, _ = corrected(found, read_corrections(corrections))
    rows = write_review(found, output, sample=sample)
    typer.echo(f"Rows to review: {rows}. Fill in {output}, then give it back with --read")


def _take_in(
    table: Path,
    paths: list[Path] | None,
    filled: Path,
    corrections: Path,
    who: str | None,
    options: Options,
) -> None:
    from getpass import getuser

    from quotes.review.applied import corrected
    from quotes.review.corrections import add_corrections, judged, read_corrections
    from quotes.review.estimates import told
    from quotes.review.filled import read_review
    from quotes.views.summary import plain

    check_target(corrections, [table, filled])
    found = made_before(table, paths, options)
    taken = read_review(filled, found.articles, who=who or getuser())
    add_corrections(taken.lines, corrections)
    every = read_corrections(corrections)
    done, _ = corrected(found, every)
    typer.echo(f"{told(done.run['review'], judged(every))}\nCorrections: {corrections}")
    for problem in taken.problems:
        typer.echo(f"  {plain(problem, 500)}", err=True)
    if taken.problems:
        typer.echo(f"Not taken in: {len(taken.problems)}; mend these and read it again", err=True)
        raise typer.Exit(1)
