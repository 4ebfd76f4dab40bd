"""The counts of Citron and of the Gender Gap Tracker."""

from collections.abc import Iterable, Sequence

from quotes.scoring.figures import Scores
from quotes.scoring.relation import TokenSets
from quotes.text.span import Span


def count_citron(scores: Scores, gold: Sequence[TokenSets], predicted: Sequence[TokenSets]) -> None:
    """Count one article as Citron does."""
    for side, ones, others in (("found", gold, predicted), ("right", predicted, gold)):
        for one in ones:
            linked = [o for o in others if one.cue & o.cue or not (one.cue or o.cue)]
            for (role, how), tally in scores.citron.items():
                near = others if how == "overlap" else linked
                getattr(tally, side).add(*_citron(one, near, role, how))


def _citron(one: TokenSets, near: Sequence[TokenSets], role: str, how: str) -> tuple[int, int]:
    """Hits and total of one attribution: quotes if `how` is exact, else tokens."""
    if role == "quote":
        return any(one[1:4] == other[1:4] for other in near), 1
    tokens: frozenset[int] = getattr(one, role)
    theirs: list[frozenset[int]] = [getattr(other, role) for other in near]
    if how == "exact":
        return bool(tokens) and tokens in theirs, bool(tokens)
    return len(frozenset().union(*(tokens & others for others in theirs))), len(tokens)


def count_ggt(
    scores: Scores, least: float, gold: Sequence[TokenSets], predicted: Sequence[TokenSets]
) -> None:
    """Count one article as the Gender Gap Tracker does, from this coverage on."""
    free = sorted(predicted, key=lambda sets: sets.given)
    for one in sorted(gold, key=lambda sets: (sets.given.content, sets.given)):
        best = max(free, key=lambda other: _coverage(one, other), default=None)
        if best is None or _coverage(one, best)[0] <= least * _length(one.given.content):
            continue
        free.remove(best)
        speaker = _shared(one.given.source, best.given.source) or not (one.source or best.source)
        scores.ggt_matched[least, "speaker"].add(bool(speaker), 1)
        scores.ggt_matched[least, "verb"].add(one.verb == best.verb, 1)
    matched = len(predicted) - len(free)
    scores.ggt[least].found.add(matched, len(gold))
    scores.ggt[least].right.add(matched, len(predicted))


def _coverage(gold: TokenSets, predicted: TokenSets) -> tuple[int, int, bool]:
    """Order predictions for one gold content: shared characters, then less surplus, then equal."""
    one, other = gold.given, predicted.given
    return _shared(one.content, other.content), -_length(other.content), one == other


def _shared(ones: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ones for b in others)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
