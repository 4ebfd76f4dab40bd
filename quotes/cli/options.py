"""What several commands take, and what is checked before their work begins."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotes.errors import QuotesError
from quotes.text.kinds import SAID, Act

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATHS", help="Articles, or folders of articles.")
]


Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the articles; without it, UTF-8 or a guess.")
]


Metadata = Annotated[Path | None, typer.Option(help="Table of what is known about the articles.")]


Guard = Annotated[
    bool, typer.Option(help="In CSV, keep spreadsheets from running text as formulas.")
]


Models = Annotated[
    str | None,
    typer.Option(
        "--models", metavar="SPEC", help="Models to use; without it, those that `models` prints."
    ),
]


RulesOnly = Annotated[
    bool,
    typer.Option("--rules-only", help="Find with the rules alone, without trained attribution."),
]


Threshold = Annotated[
    float,
    typer.Option(
        min=0,
        max=1,
        help="How likely what stands in no quotation marks must be. "
        "A lower one finds more, and more that is wrong. Without effect with --rules-only.",
    ),
]


class Acts(StrEnum):
    """Which rows a table holds by what their speakers did."""

    SAID = "said"
    ALL = "all"

    def chosen(self) -> tuple[Act, ...]:
        """The acts themselves."""
        return SAID if self == Acts.SAID else tuple(Act)


ActsOption = Annotated[
    Acts,
    typer.Option(
        "--acts",
        help="said: what was said, written or shown by a document. all: thoughts and other acts "
        "too.",
    ),
]


def check_table(output: Path) -> None:
    """Refuse a table that could not be written, before the work and not after it."""
    from quotes.table.descriptor import check_suffix

    check_suffix(output)
    _check_target(output)


def check_report(output: Path) -> None:
    """Refuse a report that could not be written, likewise."""
    if output.suffix.lower() not in (".html", ".htm"):
        raise QuotesError(f"{output}: a report's file name ends in .html")
    _check_target(output)


def _check_target(output: Path) -> None:
    if output.is_dir():
        raise QuotesError(f"{output} is a folder: name a file in it")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuotesError(f"{output} cannot be written ({error}): choose another folder") from error
    if not os.access(output.parent, os.W_OK):
        raise QuotesError(f"{output.parent} is not open for writing: choose another folder")
