"""What several commands take, and what is checked before their work begins."""

import os
from collections.abc import Collection
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quotes.errors import QuotesError
from quotes.files import shown
from quotes.table.suffixes import SUFFIXES, check_suffix, descriptor_path, speakers_path
from quotes.text.kinds import SAID, Act

_PATHS = typer.Argument(
    metavar="PATHS",
    help="Articles: text, HTML, zip files, tables with an article a row, folders of them, "
    "or - for standard input.",
)


Paths = Annotated[list[Path], _PATHS]


SomePaths = Annotated[list[Path] | None, _PATHS]


Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the articles; without it, UTF-8 or a guess.")
]


Metadata = Annotated[Path | None, typer.Option(help="Table of what is known about the articles.")]


Known = Annotated[
    Path | None,
    typer.Option(
        "--speakers",
        metavar="FILE",
        help="Table of what you know of speakers: name, alias, role, type, affiliation, party, "
        "gender, note. It wins over the articles.",
    ),
]


Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Corrections that `quotes review` has taken in; those that match no row are listed.",
    ),
]


TextColumn = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Column of the text in tables; without it, the one called text, body or content.",
    ),
]


DateFormat = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help="How dates are written that could be read in two ways, such as %d/%m/%Y.",
    ),
]


Guard = Annotated[
    bool, typer.Option(help="In CSV, keep spreadsheets from running text as formulas.")
]


Bom = Annotated[
    bool,
    typer.Option("--bom", help="Begin CSV with a byte order mark, for spreadsheets on Windows."),
]


TABLE = f"a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file."


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


Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Processes, each with its own models (0.7 GB of memory); without it one a "
        "processor, and fewer for few articles.",
    ),
]


class Engines(StrEnum):
    """What does the models' work."""

    PROCESSES = "processes"
    RAY = "ray"


EngineOption = Annotated[
    Engines,
    typer.Option(
        "--engine",
        help="processes: of this machine. ray: Ray Data, on the cluster at RAY_ADDRESS, or on one "
        "of this machine alone; --workers are then its actors. The table is the same.",
    ),
]


KeepParts = Annotated[
    bool,
    typer.Option(
        help="Leave what was found in each text beside the table (.TABLE.parts), so that the next "
        "run analyses only what is new."
    ),
]


KeepParses = Annotated[
    Path | None,
    typer.Option(
        "--keep-parses",
        metavar="FOLDER",
        help="Keep parses in this folder, as CoNLL-U, and parse no text anew that it has.",
    ),
]


Log = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Add to this file what the run does, and when.")
]


Strict = Annotated[
    bool, typer.Option("--strict", help="End with exit code 3 when an article failed.")
]


def check_table(output: Path, read: Collection[Path] = ()) -> None:
    """Refuse a table that could not be written, before the work and not after it.

    Parameters
    ----------
    read : the files that the articles and their metadata come from; none is written over.

    """
    check_suffix(output)
    check_target(output, read)
    check_target(descriptor_path(output), read)
    check_target(speakers_path(output), read)


def check_report(output: Path, read: Collection[Path] = ()) -> None:
    """Refuse a report that could not be written, likewise."""
    if output.suffix.lower() not in (".html", ".htm"):
        raise QuotesError(f"{shown(output)}: a report's file name ends in .html")
    check_target(output, read)


def check_folder(folder: Path | None) -> str | None:
    """Make a folder to keep things in, or refuse it; give its name."""
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise QuotesError(f"{shown(folder)} cannot be used ({error}): choose another") from error
    _check_open(folder)
    return str(folder)


def check_target(output: Path, read: Collection[Path]) -> None:
    """Refuse a file that could not be written, or that is read."""
    name = shown(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.is_dir():
            raise QuotesError(f"{name} is a folder: name a file in it")
        with suppress(FileNotFoundError):
            output.lstat()  # says whether the name is too long, or no name
        there = [path for path in read if path.exists()] if output.exists() else []
        same = any(output.samefile(path) for path in there)
    except (OSError, ValueError) as error:
        raise QuotesError(f"{name} cannot be written ({error}): choose another name") from error
    if same:
        raise QuotesError(f"{name} is read here and would be written over: choose another name")
    _check_open(output.parent)


def _check_open(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise QuotesError(f"{shown(folder)} is not open for writing: choose another folder")
