"""What the commands print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from quotes.text.article import Failure

if TYPE_CHECKING:
    from quotes.review.corrections import Judged
    from quotes.table.extraction import Extraction
    from quotes.views.summary import Tally

TOP = 20  # speakers in the summary


def list_left(left: "Sequence[tuple[Judged, str]]") -> None:
    """List on stderr the corrections that matched no row."""
    from quotes.review.applied import listed
    from quotes.views.summary import plain

    for line in listed(left) if left else ():
        typer.echo(f"{line[: len(line) - len(line.lstrip())]}{plain(line, 500)}", err=True)


def method_of(found: "Extraction") -> str:
    """What a report says of how its rows were found."""
    from quotes.parse.bundle import describe_models

    run = found.run
    described = describe_models(run["models"]).partition(":")[0]
    learned = f"and by trained attribution, from {run['threshold']} sure on"
    return (
        f"{described}; rows found by rules over parsed sentences "
        f"{learned if run['learned'] else 'alone'}"
    )


def tell(tally: "Tally", articles: int, written: str, top: int = TOP) -> None:
    """Print who said how much, and what was written."""
    from quotes.views.summary import summary

    typer.echo(f"{summary(tally, top=top)}\n")
    read = f"Articles read: {articles}. " if articles else ""
    typer.echo(f"{read}{written}")


def list_failures(failures: Sequence[Failure]) -> None:
    """List on stderr the articles that were not read."""
    from quotes.views.summary import plain

    if failures:
        typer.echo(f"Not read: {len(failures)}", err=True)
    for failure in failures:
        typer.echo(f"  {plain(f'{failure.name}: {failure.reason}', 500)}", err=True)
