"""CofeNet's count: fragments, exact, by their beginning, by what they share."""

from collections.abc import Iterable, Mapping

from quotes.scoring.figures import Scores
from quotes.scoring.gold import ROLES
from quotes.scoring.relation import TokenSets


def fragments(attributions: Iterable[TokenSets]) -> dict[str, list[range]]:
    """Lay out attributions as one BIO sequence and cut it into the fragments of each role."""
    labels: dict[int, tuple[str, int]] = {}
    for rank, sets in enumerate(sorted(attributions, key=lambda s: (-len(s.content), s.given))):
        for role in ROLES:
            for token in getattr(sets, role):
                labels.setdefault(token, (role, rank))
    fragments: dict[str, list[range]] = {role: [] for role in ROLES}
    for token in sorted(labels):
        runs = fragments[labels[token][0]]
        if labels.get(token - 1) == labels[token]:
            runs[-1] = range(runs[-1].start, token + 1)
        else:
            runs.append(range(token, token + 1))
    return fragments


def count_fragments(
    scores: Scores, gold: Mapping[str, list[range]], predicted: Mapping[str, list[range]]
) -> None:
    """Count the fragments of one article, role by role."""
    for role in ROLES:
        ours, theirs = gold[role], predicted[role]
        same = len(set(ours) & set(theirs))
        begun = len({run.start for run in ours} & {run.start for run in theirs})
        for how, hits in (("exact", same), ("begin", begun)):
            scores.fragments[role, how].found.add(hits, len(ours))
            scores.fragments[role, how].right.add(hits, len(theirs))
        best = [max((_jaccard(o, t) for t in theirs), default=0.0) for o in ours]
        strays = sum(all(not _jaccard(t, o) for o in ours) for t in theirs)
        scores.jaccard[role].add(sum(best), len(best) + strays)


def _jaccard(one: range, other: range) -> float:
    both = min(one.stop, other.stop) - max(one.start, other.start)
    return both / (len(one) + len(other) - both) if both > 0 else 0.0
