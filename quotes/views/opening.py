"""What a reader should know first: the articles, and who speaks where."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from quotes.compare.counts import LOW, in_own_words, types, words
from quotes.compare.repeats import Comparison, only_here
from quotes.html.view import Filled, View, anchor
from quotes.table.files import records
from quotes.text.article import Article, Failure
from quotes.text.blocks import blocks
from quotes.text.kinds import QuoteType, Section

SOURCES = 12
"""Most sources of which it is listed who speaks in them alone."""


OPENING = 160
"""Characters of an article's beginning, where it has no title."""


def articles(quotes: pd.DataFrame, read: Sequence[Article], *, top: int = 100) -> View:
    """List the articles: source, title or beginning, date, quotations.

    Parameters
    ----------
    quotes : a quote table.
    read : the articles it was made from.
    top : how many to list.

    """
    counted = quotes["doc_id"].value_counts()
    in_marks = quotes[quotes["quote_type"] != QuoteType.INDIRECT]["doc_id"].value_counts()
    rows = [
        {
            "article": a,
            "opening": a.title or _opening(a.text),
            "words": len(a.text.split()),
            "quotes": int(counted.get(a.id, 0)),
            "in_marks": int(in_marks.get(a.id, 0)),
        }
        for a in read[:top]
    ]
    return Filled("articles.html.j2", {"rows": rows, "left": len(read) - len(rows)})


def _opening(text: str) -> str:
    body = [b.span for b in blocks(text) if b.section == Section.BODY]
    start, end = body[0] if body else (0, len(text))
    line = text[start:end]
    return line if len(line) <= OPENING else f"{line[:OPENING].rsplit(' ', 1)[0]} …"


def failures(failed: Sequence[Failure]) -> View:
    """List what could not be read, and why."""
    return Filled("failures.html.j2", {"failed": failed})


def overview(
    quotes: pd.DataFrame, read: Sequence[Article], compared: Comparison, *, top: int = 6
) -> View:
    """Say in short who speaks where, who is only paraphrased, and what one source alone has.

    Parameters
    ----------
    quotes : a quote table. A speaker of whom only unsure rows tell is counted, not named.
    read : the articles it was made from.
    compared : what `quotes.find_repeats` gives.
    top : longest list.

    """
    sure = quotes[(quotes["confidence"] >= LOW) & quotes["speaker"].notna()]
    speakers = in_own_words(quotes)
    heard = speakers[speakers.index.isin(list(sure["speaker"]))]
    silent = heard[heard["in_marks"] == 0]["quotes"]
    alone = _alone(sure, speakers, compared, top) if len({a.source for a in read}) > 1 else []
    values = {
        "quotes": len(quotes),
        "in_marks": int((quotes["quote_type"] != QuoteType.INDIRECT).sum()),
        "articles": len(read),
        "sources": len({a.source for a in read}),
        "speakers": quotes["speaker"].nunique(),
        "unknown": int(quotes["speaker"].isna().sum()),
        "most": _most(quotes, speakers, top),
        "by_source": types(quotes, "source", top=top).reset_index().to_dict("records"),
        "silent": [(name, int(count)) for name, count in silent.head(top).items()],
        "more_silent": len(silent) - top,
        "alone": alone[:SOURCES],
        "more_alone": len(alone) - SOURCES,
        "shared": [s for s in compared.statements if s.speakers][:3],
        "longest": _longest(sure).drop_duplicates("speaker").head(3).to_dict("records"),
        "anchor": anchor,
    }
    return Filled("overview.html.j2", values)


def _most(quotes: pd.DataFrame, speakers: pd.DataFrame, top: int) -> list[dict[str, Any]]:
    rows = []
    for name, row in speakers.head(top).iterrows():
        roles = quotes[quotes["speaker"] == name]["speaker_role"].dropna().mode()
        rows.append({"name": name, "role": roles.iloc[0] if len(roles) else None, **row.to_dict()})
    return rows


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
        found.append(
            {"source": source, "names": names[:top], "more": len(names) - top} | {"best": best}
        )
    return found
