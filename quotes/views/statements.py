"""Statements that several sources print, side by side, and those that only one has."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from quotes.html import View, anchor, render
from quotes.repeats import Statement, marked, only_here
from quotes.schema import QuoteType
from quotes.table import records

SOURCES = 20
"""Most sources of which it is listed what they alone have."""


@dataclass(frozen=True)
class Wordings(View):
    """Statements with the wording of each source, words that no other has marked."""

    found: Sequence[Statement]
    top: int

    def html(self) -> Markup:
        """Give the statements as one element."""
        shown = [(s, list(zip(s.wordings, marked(s), strict=True))) for s in self.found[: self.top]]
        return render(
            "wordings.html.j2", statements=shown, left=len(self.found) - len(shown), anchor=anchor
        )


def wordings(found: Sequence[Statement], *, top: int = 25) -> Wordings:
    """Show the wordings of statements side by side, the first `top` of them."""
    return Wordings(found, top)


@dataclass(frozen=True)
class OnlyHere(View):
    """By source, the quotations that no other source has, those in marks first."""

    quotes: pd.DataFrame
    top: int

    def html(self) -> Markup:
        """Give the lists as one element."""
        kinds = {str(kind): place for place, kind in enumerate(_BY_MARKS)}
        ranked = self.quotes.assign(rank=self.quotes["quote_type"].map(kinds))
        ranked = ranked.sort_values("rank", kind="stable")
        groups = [
            (source, len(group), records(group.head(self.top)))
            for source, group in ranked.groupby("source")
        ]
        groups.sort(key=lambda group: -group[1])
        left = len(groups) - SOURCES
        return render("only.html.j2", groups=groups[:SOURCES], left=left, anchor=anchor)


_BY_MARKS = (QuoteType.DIRECT, QuoteType.MIXED, QuoteType.INDIRECT)


def only_in_one_source(
    quotes: pd.DataFrame, found: Sequence[Statement], *, top: int = 6
) -> OnlyHere:
    """Show what only one source carries, at most `top` quotations of each."""
    known = quotes[quotes["speaker"].notna()]
    return OnlyHere(only_here(known, found), top)
