"""What a reader should know first: the articles, and who speaks where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from quotes.article import Article
from quotes.blocks import blocks
from quotes.counts import in_own_words, words
from quotes.html import View, anchor, render
from quotes.read import Failure
from quotes.repeats import Statement
from quotes.schema import QuoteType

SOURCES = 12
"""Most sources of which it is listed who speaks in them alone."""

OPENING = 160
"""Characters of an article's beginning, where it has no title."""


@dataclass(frozen=True)
class Filled(View):
    """A template with its values."""

    template: str
    values: dict[str, Any]

    def html(self) -> Markup:
        """Give the template filled."""
        return render(self.template, **self.values)


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
    body = [b.span for b in blocks(text) if b.section == "body"]
    start, end = body[0] if body else (0, len(text))
    line = text[start:end]
    return line if len(line) <= OPENING else f"{line[:OPENING].rsplit(' ', 1)[0]} …"


def failures(failed: Sequence[Failure]) -> View:
    """List what could not be read, and why."""
    return Filled("failures.html.j2", {"failed": failed})


def overview(
    quotes: pd.DataFrame, read: Sequence[Article], found: Sequence[Statement], *, top: int = 6
) -> View:
    """Say in short who speaks where, who is only paraphrased, and what stands in one source only.

    Parameters
    ----------
    quotes : a quote table.
    read : the articles it was made from.
    found : what `quotes.repeats.statements` gives.
    top : longest list.

    """
    speakers = in_own_words(quotes)
    known = quotes[quotes["speaker"].notna()]
    once = speakers[speakers["sources"] == 1].index
    alone = [
        (source, list(dict.fromkeys(group["speaker"]))[:top])
        for source, group in known[known["speaker"].isin(once)].groupby("source", sort=False)
    ]
    values = {
        "quotes": len(quotes),
        "words": int(words(quotes).sum()) if len(quotes) else 0,
        "articles": len(read),
        "sources": len({a.source for a in read}),
        "speakers": len(speakers),
        "unknown": int(quotes["speaker"].isna().sum()),
        "most": _most(quotes, speakers, top),
        "paraphrased": _only_paraphrased(speakers, top),
        "alone": alone[:SOURCES] if len({a.source for a in read}) > 1 else [],
        "more_alone": len(alone) - SOURCES,
        "shared": [s for s in found if s.speakers][:3],
        "loudest": _own_voice(known, top=3),
        "anchor": anchor,
    }
    return Filled("overview.html.j2", values)


def _most(quotes: pd.DataFrame, speakers: pd.DataFrame, top: int) -> list[dict[str, Any]]:
    rows = []
    for name, row in speakers.head(top).iterrows():
        roles = quotes[quotes["speaker"] == name]["speaker_role"].dropna().mode()
        rows.append({"name": name, "role": roles.iloc[0] if len(roles) else None, **row.to_dict()})
    return rows


def _only_paraphrased(speakers: pd.DataFrame, top: int) -> list[tuple[str, int]]:
    silent = speakers[speakers["in_marks"] == 0]
    return [(str(name), int(row["quotes"])) for name, row in silent.head(top).iterrows()]


def _own_voice(known: pd.DataFrame, top: int) -> list[dict[str, Any]]:
    """The longest direct quotations, each of another speaker."""
    direct = known[known["quote_type"] == QuoteType.DIRECT]
    ranked = direct.assign(words=words(direct)).sort_values("words", ascending=False, kind="stable")
    found: list[dict[str, Any]] = ranked.drop_duplicates("speaker").head(top).to_dict("records")
    return found
