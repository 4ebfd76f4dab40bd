"""Reviewed rows as gold: what reviewers accepted, fixed or added, in the texts they looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from quotes.review.corrections import Correction, final, judged, renames
from quotes.scoring.gold import Attribution, attribution_from_row
from quotes.speakers.names import tokens
from quotes.table.cells import read_spans
from quotes.table.descriptor import fingerprint
from quotes.text.article import Article
from quotes.text.kinds import Verdict
from quotes.text.span import Span


class Reviewed(NamedTuple):
    """An article with its gold attributions, and the places that a reviewer looked at.

    `names` are speakers whom a reviewer calls otherwise: no fault of who finds the old name.
    """

    article: Article
    gold: tuple[Attribution, ...]
    places: tuple[Span, ...]
    names: Mapping[tuple[str, ...], str] = MappingProxyType({})

    def judgeable(self, one: Attribution) -> bool:
        """Whether a reviewer said anything of this one; others count neither way."""
        return any(span.overlaps(place) for span in one.content for place in self.places)

    def called(self, one: Attribution) -> Attribution:
        """The same with its speaker called as the reviewer does."""
        name = self.names.get(tokens(one.speaker)) if one.speaker else None
        return one._replace(speaker=name) if name else one


def read_reviewed(lines: Sequence[Correction], articles: Iterable[Article]) -> Iterator[Reviewed]:
    """Give those of the articles that corrections are of, each text once."""
    new = {tokens(old): name for old, name in renames(lines).items()}
    said: dict[str, list[tuple[Attribution | None, list[Span]]]] = {}
    for one in final(judged(lines)):
        gold = attribution_from_row(one.values) if one.verdict != Verdict.REJECT else None
        places = read_spans(one.spans) + read_spans(one.values.get("content_spans"))
        said.setdefault(one.sha256, []).append((gold, places))
    for article in articles:
        of_it = said.pop(fingerprint(article)["sha256"], None)
        if of_it:
            looked_at = tuple(place for _, places in of_it for place in places)
            reviewed = Reviewed(article, (), looked_at, new)
            yield reviewed._replace(gold=tuple(reviewed.called(g) for g, _ in of_it if g))
