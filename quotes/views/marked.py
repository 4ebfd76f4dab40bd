"""One article with its quotations marked in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from quotes.errors import QuotesError
from quotes.html.naming import who
from quotes.html.view import View, render
from quotes.table.cells import read_spans
from quotes.table.extraction import Extraction, some_of
from quotes.table.records import records
from quotes.text.article import Article
from quotes.text.blocks import blocks
from quotes.text.kinds import Section
from quotes.text.span import Span

ROLES = ("content", "mention", "cue")


class Piece(NamedTuple):
    """A stretch of text in which the same things are marked.

    Attributes
    ----------
    text : as printed.
    roles : what it is part of: content, mention, cue.
    rows : the quotations it is content of, the innermost first.
    begun : those of them that begin here.

    """

    text: str
    roles: tuple[str, ...]
    rows: list[dict[str, Any]]
    begun: list[dict[str, Any]]


class Paragraph(NamedTuple):
    """A line of the article, cut into pieces that, joined, are its text."""

    section: Section
    pieces: list[Piece]


@dataclass(frozen=True)
class AnnotatedArticle(View):
    """An article that shows itself with its quotations: speaker, cue, rule and confidence of each.

    Attributes
    ----------
    article : the article.
    quotes : its rows of the quote table; None to show the text alone.

    """

    article: Article
    quotes: pd.DataFrame | None = None

    def html(self) -> Markup:
        """Give text and list of quotations as one element."""
        rows = [] if self.quotes is None else records(self.quotes)
        return render(
            "article.html.j2",
            article=self.article,
            paragraphs=list(paragraphs(self.article.text, rows)),
            rows=rows,
            searched=self.quotes is not None,
            note=note,
        )


def annotated(article: Article, quotes: pd.DataFrame | None = None) -> AnnotatedArticle:
    """Give an article with those rows of a quote table that are of it."""
    rows = None if quotes is None else quotes[quotes["doc_id"] == article.id]
    return AnnotatedArticle(article, rows)


def article(found: Extraction, doc_id: str) -> AnnotatedArticle:
    """Give one article of a run with its quotations; in a notebook it shows them in its text.

    Raises
    ------
    QuotesError
        when no article has this identifier.

    """
    for one in found.articles:
        if one.id == doc_id:
            return annotated(one, found.frame)
    known = some_of(a.id for a in found.articles)
    raise QuotesError(f"no article is called {doc_id!r}: {known}")


def most_quoted(found: Extraction, count: int) -> list[AnnotatedArticle]:
    """Give the articles with the most quotations, so many at most, in the order of reading."""
    ranked = found.frame["doc_id"].value_counts()
    order = sorted(found.articles, key=lambda a: -int(ranked.get(a.id, 0)))
    wanted = {a.id for a in order[:count]}
    return [annotated(a, found.frame) for a in found.articles if a.id in wanted]


def note(row: dict[str, Any]) -> str:
    """Say of a quotation who speaks, by which cue, found by which rule, how surely."""
    role = f" ({row['speaker_role']})" if row["speaker_role"] else ""
    cue = f", “{row['cue']}”" if row["cue"] else ""
    to = f" to {row['addressee']}" if row["addressee"] else ""
    return (
        f"{who(row)}{role}{cue}{to} — {row['quote_type']}, {row['polarity']}; "
        f"rule {row['rule']}; {row['confidence']:.0%} sure"
    )


def paragraphs(text: str, rows: Sequence[dict[str, Any]]) -> Iterator[Paragraph]:
    """Cut a text into its lines, and each line where something begins or ends to be marked."""
    marked = [
        (span, role, row)
        for row in rows
        for role in ROLES
        for span in read_spans(row[f"{role}_spans"])
    ]
    begun: set[str] = set()
    for block in blocks(text):
        here = [m for m in marked if m[0].overlaps(block.span)]
        edges = {block.span.start, block.span.end}
        edges |= {p for span, *_ in here for p in span if block.span.start < p < block.span.end}
        yield Paragraph(
            block.section,
            [_piece(text, Span(*cut), here, begun) for cut in pairwise(sorted(edges))],
        )


def _piece(
    text: str, cut: Span, marked: Sequence[tuple[Span, str, dict[str, Any]]], begun: set[str]
) -> Piece:
    over = [m for m in marked if m[0].holds(cut)]
    roles = tuple(role for role in ROLES if any(r == role for _, r, _ in over))
    contents = sorted((m for m in over if m[1] == "content"), key=lambda m: m[0].end - m[0].start)
    rows = list({row["quote_id"]: row for *_, row in contents}.values())
    new = [row for row in rows if row["quote_id"] not in begun]
    begun.update(row["quote_id"] for row in new)
    return Piece(text[cut.start : cut.end], roles, rows, new)
