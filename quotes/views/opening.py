"""What a reader should know first: the articles, and the voices in short."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from quotes.compare.counts import LOW, in_own_words, types, words
from quotes.compare.repeats import Comparison, only_here
from quotes.html.view import Filled, View
from quotes.table.records import records
from quotes.text.article import Article, Failure
from quotes.text.kinds import QuoteType
from quotes.text.opening import opening

SOURCES = 12
"""Most sources of which it is listed who speaks in them alone."""


def articles(quotes: pd.DataFrame, read: Sequence[Article], *, top: int = 25) -> View:
    """List the articles: source, title or beginning, date, quotations.

    Parameters
    ----------
    quotes : a quote table.
    read : the articles it was made from; without them those are listed that the table names.
    top : how many stand in sight; the others open together.

    """
    counted = quotes["doc_id"].value_counts()
    in_marks = quotes[quotes["quote_type"] != QuoteType.INDIRECT]["doc_id"].value_counts()
    rows = [
        {
            "id": a.id,
            "source": a.source,
            "opening": a.title or (opening(a.text) if a.text else a.id),
            "url": a.url,
            "published": a.published,
            "words": len(a.text.split()),
            "quotes": int(counted.get(a.id, 0)),
            "in_marks": int(in_marks.get(a.id, 0)),
        }
        for a in read or _named(quotes)
    ]
    return Filled("articles.html.j2", {"shown": rows[:top], "hidden": rows[top:]})


def _named(quotes: pd.DataFrame) -> list[Article]:
    """The articles that a table tells of, without their texts."""
    known = quotes.drop_duplicates("doc_id")
    return [
        Article(row["doc_id"], "", row["source"], row["title"], row["published"], row["url"])
        for row in records(known)
    ]


def failures(failed: Sequence[Failure]) -> View:
    """List what could not be read, and why."""
    return Filled("failures.html.j2", {"failed": failed})


def overview(quotes: pd.DataFrame, compared: Comparison, *, top: int = 6) -> View:
    """Say in short who is only paraphrased, whom one source alone has, what several print.

    Parameters
    ----------
    quotes : a quote table. A speaker of whom only unsure rows tell is counted, not named.
    compared : what `quotes.find_repeats` gives.
    top : longest list in sight.

    """
    sure = quotes[(quotes["confidence"] >= LOW) & quotes["speaker"].notna()]
    speakers = in_own_words(quotes)
    heard = speakers[speakers.index.isin(list(sure["speaker"]))]
    silent = [(name, int(n)) for name, n in heard[heard["in_marks"] == 0]["quotes"].items()]
    sources = quotes["source"].nunique()
    alone = _alone(sure, speakers, compared, top) if sources > 1 else []
    values = {
        "quotes": len(quotes),
        "sources": sources,
        "by_source": types(quotes, "source", top=top).reset_index().to_dict("records"),
        "silent": silent[:top],
        "more_silent": silent[top:],
        "alone": alone[:SOURCES],
        "more_alone": len(alone) - SOURCES,
        "shared": [s for s in compared.statements if s.speakers][:3],
        "longest": _longest(sure).drop_duplicates("speaker").head(3).to_dict("records"),
    }
    return Filled("overview.html.j2", values)


def _longest(quotes: pd.DataFrame) -> pd.DataFrame:
    """Direct quotations, the longest first."""
    direct = quotes[quotes["quote_type"] == QuoteType.DIRECT]
    return direct.assign(words=words(direct)).sort_values("words", ascending=False, kind="stable")


def _alone(
    quotes: pd.DataFrame, speakers: pd.DataFrame, compared: Comparison, top: int
) -> list[dict[str, Any]]:
    """By source: speakers that no other source has, and the most telling of what they say."""
    once = quotes[quotes["speaker"].isin(list(speakers[speakers["sources"] == 1].index))]
    found = []
    for source, group in once.groupby("source", sort=False):
        names = list(dict.fromkeys(group["speaker"]))
        own = only_here(group, compared)
        in_marks = own[own["quote_type"] != QuoteType.INDIRECT]
        best = records((in_marks if len(in_marks) else own).nlargest(1, "confidence"))
        found.append({"source": source, "names": names[:top], "more": names[top:], "best": best})
    return found
