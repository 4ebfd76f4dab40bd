"""Rows with what stands around them, the doubtful first; and words found in a text."""

import random
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from quotes.table.cells import JOIN, format_spans, read_spans
from quotes.table.records import records
from quotes.text.blocks import blocks
from quotes.text.characters import AFTER_STOP, QUOTE_CHARACTERS
from quotes.text.span import Span

NOBODY = 0.5
"""How sure a row without a speaker counts as, about its speaker: an open question."""
MOST_SHOWN = 300
"""Most characters shown before and after a quotation."""
_SENTENCE = re.compile(rf"[.!?]{AFTER_STOP}\s+(?=[{QUOTE_CHARACTERS}(]*[A-Z0-9])")


class Context(NamedTuple):
    """The words before, of and after a quotation, in its sentences."""

    before: str
    words: str
    after: str


def by_doubt(quotes: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that are least sure first: that it is a statement, and whose."""
    sure = quotes["confidence"] * quotes["speaker_confidence"].fillna(NOBODY)
    return quotes.loc[sure.sort_values(kind="stable").index]


def chosen(quotes: pd.DataFrame, sample: int | None) -> list[dict[str, Any]]:
    """Give rows to review: those not reviewed yet, all by doubt, or so many by chance.

    The same table gives the same rows.
    """
    open_rows = quotes[quotes["review"].isna()]
    open_rows = open_rows.drop_duplicates(["doc_id", "content_spans", "cue_spans"])
    if sample is not None and sample < len(open_rows):
        places = random.Random(0).sample(range(len(open_rows)), sample)
        open_rows = open_rows.iloc[places]
    return records(by_doubt(open_rows))


def context(row: dict[str, Any], text: str | None) -> Context:
    """Give the sentences that hold cue, mention and content of a row; without a text its words."""
    if text is None:
        return Context("", row["content"], "")
    inner = read_spans(row["content_spans"])
    held = [*inner, *read_spans(row["cue_spans"]), *read_spans(row["mention_spans"])]
    first, last = inner[0].start, inner[-1].end
    start = min(s.start for s in held if abs(s.start - first) <= MOST_SHOWN)
    end = max(s.end for s in held if abs(s.end - last) <= MOST_SHOWN)
    line = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    top, bottom = line[0], line[1] if line[1] >= 0 else len(text)
    begins = [m.end() for m in _SENTENCE.finditer(text, top, start)]
    stop = _SENTENCE.search(text, max(end - 1, 0), bottom)
    top = max(begins[-1] if begins else top, start - MOST_SHOWN)
    bottom = min(stop.end() if stop else bottom, end + MOST_SHOWN)
    parts = (text[top:first], text[first:last], text[last:bottom])
    return Context(*(re.sub(r"\s+", " ", part) for part in parts))


def located(text: str, words: str, near: int = 0) -> str | None:
    """Find words in a text, blanks and the shape of quotation marks aside.

    Parameters
    ----------
    words : parts that are joined by “ … ” may stand apart, in their order.
    near : of several places, the one nearest to this offset.

    Returns
    -------
    str or None
        The spans as a cell; None where the words do not stand there.

    """
    found: list[Span] = []
    for part in words.split(JOIN.strip()):
        if not part.strip():
            continue
        after = found[-1].end if found else 0
        places = [Span(*m.span()) for m in re.finditer(_pattern(part), text) if m.start() >= after]
        if not places:
            return None
        goal = after or near
        found.append(min(places, key=lambda span: abs(span.start - goal)))
    return format_spans(found) if found else None


def _pattern(part: str) -> str:
    marks = f"[{re.escape(QUOTE_CHARACTERS)}]"
    words = part.split()
    return r"\s+".join(
        "".join(marks if c in QUOTE_CHARACTERS else re.escape(c) for c in word) for word in words
    )


def standing(text: str, spans: str) -> dict[str, Any]:
    """Tell section and paragraph of a place; its sentence is not counted."""
    start = read_spans(spans)[0].start
    block = next(block for block in blocks(text) if block.span.contains(start))
    return {"section": block.section, "paragraph": block.paragraph, "sentence": 0}


def words_at(text: str, spans: str) -> str:
    """The words at a cell of spans, parts joined as in the table."""
    return JOIN.join(text[span.start : span.end] for span in read_spans(spans))


def names(quotes: Sequence[dict[str, Any]]) -> dict[str, str | None]:
    """The speakers of rows with their types, the most quoted first."""
    found: dict[str, list[str | None]] = {}
    for row in quotes:
        if row["speaker"]:
            found.setdefault(row["speaker"], []).append(row["speaker_type"])
    return {name: found[name][0] for name in sorted(found, key=lambda n: (-len(found[n]), n))}
