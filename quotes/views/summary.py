"""Who said how much: a quote table counted, as plain text for a terminal."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from quotes.compare.counts import words
from quotes.text.kinds import QuoteType

WIDTH = 40
"""Longest name printed, in characters; a longer one is cut."""


class Count(NamedTuple):
    """How much one speaker, or one source, has in a quote table."""

    name: str
    kind: str
    quotes: int
    direct: int
    indirect: int
    mixed: int
    words: int


NUMBERS = Count._fields[2:]


def summary(frame: pd.DataFrame, *, top: int = 20) -> str:
    """Count a quote table by speaker and by source.

    Parameters
    ----------
    frame : a quote table.
    top : how many speakers to list, those with the most quotations first. Quotations
        whose speaker is unknown are counted in a line of their own below them.

    Returns
    -------
    str
        Lines of at most some 100 characters. Words are those of the content, as
        separated by blanks.

    """
    if frame.empty:
        return "No quotations found."
    known = frame[frame["speaker"].notna()]
    speakers = _ranked((name, _kind(group), group) for name, group in known.groupby("speaker"))
    rows = speakers[:top]
    if rest := speakers[top:]:
        rows.append(_total(f"({len(rest)} more)", rest))
    unknown = frame[frame["speaker"].isna()]
    if len(unknown):
        rows += _ranked([("(unknown)", "", unknown)])
    sources = _ranked((name, "", group) for name, group in frame.groupby("source"))
    return "\n\n".join(
        (
            f"Quotations: {len(frame)}. Speakers: {len(speakers)}. Sources: {len(sources)}.",
            aligned(("speaker", "type", *NUMBERS), rows),
            aligned(("source", *NUMBERS), [(row.name, *row[2:]) for row in sources]),
        )
    )


def aligned(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Set a table in columns: text to the left, numbers to the right."""
    table = [list(header), *([plain(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if name in NUMBERS else cell.ljust(width)
            for name, cell, width in zip(header, line, widths, strict=True)
        )
        for line in table
    )
    return "\n".join(line.rstrip() for line in lines)


def plain(cell: str | int, width: int = WIDTH) -> str:
    """Give a cell on one line, short, without what could command a terminal."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _ranked(groups: Iterable[tuple[str, str, pd.DataFrame]]) -> list[Count]:
    rows = []
    for name, kind, group in groups:
        types = group["quote_type"].value_counts()
        amount = words(group).sum()
        direct, indirect, mixed = (int(types.get(str(each), 0)) for each in QuoteType)
        rows.append(Count(name, kind, len(group), direct, indirect, mixed, int(amount)))
    return sorted(rows, key=lambda row: (-row.quotes, -row.words, row.name))


def _kind(group: pd.DataFrame) -> str:
    kinds = group["speaker_type"].mode()
    return str(kinds.iloc[0]) if len(kinds) else ""


def _total(name: str, rows: list[Count]) -> Count:
    quotes, direct, indirect, mixed, words = (
        sum(column) for column in list(zip(*rows, strict=True))[2:]
    )
    return Count(name, "", quotes, direct, indirect, mixed, words)
