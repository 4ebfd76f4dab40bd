"""Who said how much: a quote table counted, as plain text for a terminal."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

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


COUNTED = ("speaker", "speaker_type", "source", "quote_type")


class Tally:
    """Counts of a quote table that comes in parts: all that the summary needs."""

    def __init__(self) -> None:
        self.counts = pd.DataFrame(columns=[*COUNTED, "quotes", "words"])

    def add(self, frame: pd.DataFrame) -> Self:
        """Count the next rows."""
        rows = frame[list(COUNTED)].assign(quotes=1, words=words(frame).astype(int))
        every = pd.concat([self.counts, rows], ignore_index=True) if len(self.counts) else rows
        by = every.groupby(list(COUNTED), dropna=False, as_index=False)
        self.counts = by[["quotes", "words"]].sum()
        return self


def summary(tally: Tally, *, top: int = 20) -> str:
    """Count a quote table by speaker and by source.

    Parameters
    ----------
    tally : the table, counted.
    top : how many speakers to list, those with the most quotations first. Quotations
        whose speaker is unknown are counted in a line of their own below them.

    Returns
    -------
    str
        Lines of at most some 100 characters. Words are those of the content, as
        separated by blanks.

    """
    counts = tally.counts
    if counts.empty:
        return "No quotations found."
    known = counts[counts["speaker"].notna()]
    speakers = _ranked((name, _kind(group), group) for name, group in known.groupby("speaker"))
    rows = speakers[:top]
    if rest := speakers[top:]:
        rows.append(_total(f"({len(rest)} more)", rest))
    unknown = counts[counts["speaker"].isna()]
    if len(unknown):
        rows += _ranked([("(unknown)", "", unknown)])
    total = counts["quotes"].sum()
    sources = _ranked((name, "", group) for name, group in counts.groupby("source"))
    return "\n\n".join(
        (
            f"Quotations: {total}. Speakers: {len(speakers)}. Sources: {len(sources)}.",
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
        types = group.groupby("quote_type")["quotes"].sum()
        direct, indirect, mixed = (int(types.get(str(each), 0)) for each in QuoteType)
        quotes, amount = (int(group[column].sum()) for column in ("quotes", "words"))
        rows.append(Count(name, kind, quotes, direct, indirect, mixed, amount))
    return sorted(rows, key=lambda row: (-row.quotes, -row.words, row.name))


def _kind(group: pd.DataFrame) -> str:
    kinds = group.groupby("speaker_type")["quotes"].sum()
    return str(kinds.idxmax()) if len(kinds) else ""


def _total(name: str, rows: list[Count]) -> Count:
    quotes, direct, indirect, mixed, words = (
        sum(column) for column in list(zip(*rows, strict=True))[2:]
    )
    return Count(name, "", quotes, direct, indirect, mixed, words)
