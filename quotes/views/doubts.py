"""What a reader should not trust yet: loose marks, quotations without speaker, unsure rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from quotes.compare.counts import LOW, contents
from quotes.html.view import Filled, View
from quotes.review.estimates import precision
from quotes.table.records import records
from quotes.text.article import Article
from quotes.text.kinds import Verdict
from quotes.text.marks import Quotation, find_marks
from quotes.text.span import Span

CONTEXT = 60
"""Characters shown on each side of an example."""


MOST = 50
"""Most examples of a kind that can be opened."""


FEW_WORDS = 4
"""Words in marks that are no row with fewer words than these are names and turns of phrase.

Chosen by reading, not measured.
"""


def unsure(quotes: pd.DataFrame, read: Sequence[Article], *, examples: int = 5) -> View:
    """Count what may be missed or wrong, with examples.

    Parameters
    ----------
    quotes : a quote table.
    read : the articles it was made from; without them only its rows are looked at.
    examples : how many of each kind stand in sight; more open.

    """
    in_marks, loose = _left_in_marks(quotes, read)
    nobody = quotes[quotes["speaker"].isna()]
    low = quotes[quotes["confidence"] < LOW].sort_values("confidence", kind="stable")
    texts = [
        (f"Words in quotation marks, {FEW_WORDS} or more, that are in no row", in_marks),
        ("Quotation marks without a partner", loose),
    ]
    kinds = [
        *(texts if read else ()),
        ("Quotations without a known speaker", _rows(nobody)),
        (f"Quotations with a confidence below {LOW:.0%}", _rows(low)),
    ]
    values = {"kinds": kinds, "examples": examples, "most": MOST}
    return Filled("unsure.html.j2", values)


def _rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {"source": row["source"], "before": "", "text": row["content"], "after": "", "row": row}
        for row in records(rows)
    ]


def _left_in_marks(
    quotes: pd.DataFrame, read: Sequence[Article]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    left, loose = [], []
    places = contents(quotes)
    for article in read:
        taken = places.get(article.id, ())
        marks = find_marks(article.text)
        left += [
            _context(article, Span(q.spans[0].start, q.spans[-1].end))
            for q in marks.quotations
            if q.depth == 0 and _many(article.text, q) and not _met(q, taken)
        ]
        loose += [_context(article, Span(at, at + 1)) for at in marks.loose]
    return left, loose


def _many(text: str, quotation: Quotation) -> bool:
    return sum(len(text[s.start : s.end].split()) for s in quotation.spans) >= FEW_WORDS


def _met(quotation: Quotation, taken: Sequence[Span]) -> bool:
    return any(s.overlaps(t) for s in quotation.spans for t in taken)


def _context(article: Article, span: Span) -> dict[str, Any]:
    text = article.text
    return {
        "source": article.source,
        "before": text[max(0, span.start - CONTEXT) : span.start],
        "text": text[span.start : span.end],
        "after": text[span.end : span.end + CONTEXT],
        "row": None,
    }


def reviewed(run: Mapping[str, Any]) -> View:
    """Say what reviewers found of the rows, and how many of them are right, with the interval.

    Parameters
    ----------
    run : of an `Extraction`: its `review` counts the verdicts.

    """
    tally = run.get("review", {})
    shares = [
        ("right as found", precision(tally, Verdict.ACCEPT)),
        ("statements, maybe with something to mend", precision(tally, Verdict.ACCEPT, Verdict.FIX)),
    ]
    return Filled("reviewed.html.j2", {"tally": tally, "shares": shares})
