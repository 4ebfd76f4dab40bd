"""When two attributions are one: each as sets of tokens, and the pairs that fit."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from quotes.scoring.figures import Error, Scores
from quotes.scoring.gold import Attribution
from quotes.text.span import Span

TOKEN = re.compile(r"\w+|[^\w\s]")


ENOUGH_CONTENT = 0.5
"""Share of the contents' words that makes two contents one: our convention, not a tuned number."""


REASONS = ("cue found, wrong content", "cue found, wrong source", "duplicate")
"""Why an attribution is unmatched though some other has its cue; a duplicate fits one taken."""


class TokenSets(NamedTuple):
    """An attribution as sets of token positions, which the metrics compare."""

    given: Attribution
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    source_words: frozenset[int]
    content_words: frozenset[int]
    verb: str


def token_sets(text: str, attributions: Iterable[Attribution]) -> list[TokenSets]:
    """Token positions of the attributions of one text."""
    tokens = list(TOKEN.finditer(text))
    starts, ends = [t.start() for t in tokens], [t.end() for t in tokens]

    def touched(spans: Iterable[Span]) -> frozenset[int]:
        ranges = (range(bisect_right(ends, s), bisect_left(starts, e)) for s, e in spans)
        return frozenset(chain.from_iterable(ranges))

    def words(spans: Iterable[Span]) -> frozenset[int]:
        held = touched(spans)  # a role without words, such as "?!", is compared by its tokens
        return frozenset(t for t in held if re.match(r"\w", tokens[t][0])) or held

    return [
        TokenSets(
            given=a,
            source=touched(a.source),
            cue=touched(a.cue),
            content=touched(a.content),
            source_words=words(a.source),
            content_words=words(a.content),
            verb=" ".join(text[s:e] for s, e in a.cue).lower().strip(),
        )
        for a in attributions
    ]


def _agreement(gold: TokenSets, predicted: TokenSets) -> tuple[int, float]:
    """Say how far two attributions agree.

    Returns
    -------
    tuple
        0 if the cues share no token (if gold has no cue: the contents no word), 1 if the words of
        the contents do not reach `ENOUGH_CONTENT` of intersection / union by position, 2 if gold
        has a source and no word of it is shared, 3 if they fit; and that share of content.

    """
    shared = len(gold.content_words & predicted.content_words)
    content = shared / (len(gold.content_words | predicted.content_words) or 1)
    if not (gold.cue & predicted.cue if gold.cue else shared):
        return 0, content
    if content < ENOUGH_CONTENT:
        return 1, content
    return (2 if gold.source and not gold.source_words & predicted.source_words else 3), content


def matching(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give as many as possible one of their choices each, by augmenting paths: {choice: one}."""
    owner: dict[int, int] = {}

    def settle(one: int, tried: set[int]) -> bool:
        for choice in choices[one]:
            if choice not in tried:
                tried.add(choice)
                if choice not in owner or settle(owner[choice], tried):
                    owner[choice] = one
                    return True
        return False

    for one in range(len(choices)):
        settle(one, set())
    return owner


def count_relation(
    scores: Scores, gold: Sequence[TokenSets], predicted: Sequence[TokenSets], at: tuple[int, str]
) -> None:
    """Add one article, whose number and text are `at`, to `scores.relation` and its errors."""
    table = [[_agreement(g, p) for p in predicted] for g in gold]
    columns = [[row[p] for row in table] for p in range(len(predicted))]
    owner = matching([_fitting(row) for row in table])
    for side, matched, ones, others, agreements in (
        ("gold", set(owner.values()), gold, predicted, table),
        ("predicted", set(owner), predicted, gold, columns),
    ):
        for i, one in enumerate(ones):
            for key in ("all", one.given.type):
                tally = scores.relation[key]
                (tally.found if side == "gold" else tally.right).add(i in matched, 1)
            if i not in matched:
                reason, nearest = _reason(side, agreements[i], others)
                scores.errors.append(Error(*at, side, reason, one.given, nearest))


def fits(gold: Sequence[TokenSets], predicted: Sequence[TokenSets]) -> list[bool]:
    """For each prediction, whether it takes part in the pairs that `count_relation` makes."""
    owner = matching([_fitting([_agreement(g, p) for p in predicted]) for g in gold])
    return [i in owner for i in range(len(predicted))]


def _fitting(agreements: Sequence[tuple[int, float]]) -> list[int]:
    fits = [i for i, (step, _) in enumerate(agreements) if step == 3]
    return sorted(fits, key=agreements.__getitem__, reverse=True)


def _reason(
    side: str, agreements: Sequence[tuple[int, float]], others: Sequence[TokenSets]
) -> tuple[str, Attribution | None]:
    (step, _), nearest = max(
        zip(agreements, (o.given for o in others), strict=True),
        key=lambda pair: pair[0],
        default=((0, 0.0), None),
    )
    if step:
        return REASONS[step - 1], nearest
    return ("missed cue" if side == "gold" else "spurious"), None
