"""A workbook that a reviewer has filled in, read back as corrections."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import QuotesError
from quotes.files import shown
from quotes.review.corrections import Correction
from quotes.review.sheet import FOUND, MISSED, ORIGINAL, QUOTES, RENAMED, SPEAKERS
from quotes.review.verdicts import ADDED, EDITED, Reviewer, now
from quotes.text.article import Article

Row = dict[str, Any]


class Filled(NamedTuple):
    """What was filled in, and what of it could not be used: where it stands and why."""

    lines: list[Correction]
    problems: list[str]


def read_review(
    path: Path, articles: Iterable[Article] = (), *, who: str, when: str | None = None
) -> Filled:
    """Read the verdicts of a workbook that `write_review` wrote.

    Parameters
    ----------
    articles : those of the table; without them changed contents and missed statements, whose
        words are looked for in the text, are problems.
    who, when : the reviewer, and the time (ISO 8601); without it now.

    Raises
    ------
    QuotesError
        when the file is no such workbook.

    """
    sheets = _sheets(path)
    found = (row for _, row in sheets[FOUND] if row["quote_id"])
    reviewer = Reviewer(articles, found, who, when or now())
    readers: dict[str, Callable[[Row], Iterator[Correction]]] = {
        QUOTES: reviewer.verdict,
        MISSED: reviewer.missed,
        SPEAKERS: lambda row: reviewer.rename(row["speaker"], row["rename to"]),
    }
    lines: list[Correction] = []
    problems = []
    for name, read in readers.items():
        for number, row in sheets[name]:
            try:
                lines += read(row)
            except QuotesError as problem:
                problems.append(f"{name}, line {number}: {problem}")
    return Filled(lines, problems)


def _sheets(path: Path) -> dict[str, list[tuple[int, Row]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, InvalidFileException) as error:
        raise QuotesError(f"cannot read {shown(path)}: {error}") from error
    wanted = {
        QUOTES: ("verdict", *EDITED, "quote_id"), MISSED: ADDED, SPEAKERS: RENAMED, FOUND: ORIGINAL,
    }  # fmt: skip
    found = {}
    for name, columns in wanted.items():
        rows = book[name].iter_rows(values_only=True) if name in book.sheetnames else iter(())
        heading = [str(cell) for cell in next(rows, ())]
        if missing := [column for column in columns if column not in heading]:
            raise QuotesError(
                f"{shown(path)}: no sheet {name!r} with {', '.join(missing)}; give a file that "
                "`quotes review` wrote"
            )
        found[name] = [
            (number, {key: _cell(cell) for key, cell in zip(heading, row, strict=False)})
            for number, row in enumerate(rows, start=2)
            if any(cell is not None for cell in row)
        ]
    book.close()
    return found


def _cell(cell: object) -> str | None:
    return None if cell is None or str(cell) == "" else str(cell)
