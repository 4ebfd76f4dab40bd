"""Statements that several sources print, side by side, and those that only one has."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from quotes.compare.counts import BY_MARKS
from quotes.compare.repeats import Comparison, only_here
from quotes.compare.wording import unlike
from quotes.html.view import View, render
from quotes.table.records import records

MOST = 20
"""Most sources of which it is listed what they alone have."""


MORE = 50
"""Most quotations of one source that can be opened."""


@dataclass(frozen=True)
class Wordings(View):
    """Statements with the wording of each source, words that no other has marked."""

    compared: Comparison
    top: int

    def html(self) -> Markup:
        """Give the statements as one element."""
        shown = [
            (s, list(zip(s.wordings, unlike([w.text for w in s.wordings]), strict=True)))
            for s in self.compared.statements
        ]
        return render("wordings.html.j2", statements=shown, top=self.top)


def wordings(compared: Comparison, *, top: int = 25) -> Wordings:
    """Show the wordings of statements side by side; those after the first `top` open."""
    return Wordings(compared, top)


@dataclass(frozen=True)
class OnlyHere(View):
    """By source, the quotations that no other source has, those in marks first."""

    quotes: pd.DataFrame
    compared: Comparison
    top: int

    def html(self) -> Markup:
        """Give the lists as one element."""
        several = self.quotes["source"].nunique() > 1
        alone = only_here(self.quotes, self.compared) if several else self.quotes.iloc[:0]
        ranked = alone.sort_values("quote_type", key=lambda c: c.map(BY_MARKS.index), kind="stable")
        groups = [
            (source, len(group), records(group[: self.top]), records(group[self.top : MORE]))
            for source, group in ranked.groupby("source")
        ]
        groups.sort(key=lambda group: -group[1])
        left = len(groups) - MOST
        return render("only.html.j2", groups=groups[:MOST], left=left)


def only_in_one_source(quotes: pd.DataFrame, compared: Comparison, *, top: int = 6) -> OnlyHere:
    """Show what only one source has, `top` quotations of each in sight."""
    return OnlyHere(quotes, compared, top)
