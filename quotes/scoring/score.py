"""How well predicted attributions agree with gold ones, counted in four ways.

An attribution is source (the speaker's words), cue and content: PARC's and PolNeAR's terms.
The ways, which cannot be compared with each other:

fragments
    As CofeNet counts. Tokens are words and single marks of the whole article (CofeNet cuts it into
    instances of a few sentences, and a fragment with them); a span holds each token that it
    touches. As a BIO sequence has one label a token, attributions are laid down by length of
    content, longest first (of one length, in order of their spans), each with source, cue,
    content in that order, and a token keeps its first label: the outermost wins, in gold and
    predictions alike. A fragment is a run of tokens with one role of one attribution; so a
    discontinuous content is several. `exact` asks for the same start and end, `begin` for the
    same start. `jaccard` is one mean: for each gold fragment its best overlap / union with a
    predicted one, and a 0 for each predicted fragment that touches no gold one.
relation
    Ours: pairs one to one, as many as possible (`quotes.scoring.agreement` says when). The
    overall row is followed by recall by gold type beside precision by predicted type.
Citron
    A role is exact when some quote with an overlapping cue has the very same tokens; `cue` and
    `quote` (all three roles) need the same cue. `linked` counts the tokens that are shared with
    quotes whose cue overlaps, `overlap` with any quote, which is what Citron's own table has.
    A side without the role is not counted on that side; a token shared twice counts once.
GGT
    Gold contents in text order each take the free prediction that covers the most of it, if it
    covers more than 0.3 (0.8) of its characters; surplus is free but decides ties. Of the
    matched: speakers that share a character (or both have none), and cues of the same letters.
"""

from collections.abc import Iterable, Mapping, Sequence

from quotes.article import Span
from quotes.scoring.agreement import View, count_relation, views
from quotes.scoring.figures import GGT_THRESHOLDS, Scores, Share, Tally
from quotes.scoring.gold import ROLES, TYPES, Attribution, attribution_from_row, read_gold

__all__ = [
    "ROLES",
    "TYPES",
    "Attribution",
    "Scores",
    "Share",
    "Tally",
    "attribution_from_row",
    "read_gold",
    "relations_by_source",
    "score",
]


def score(
    pairs: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> Scores:
    """Compare predicted attributions with gold ones.

    Parameters
    ----------
    pairs
        For each article its text, the gold attributions and the predicted ones.

    Returns
    -------
    Scores
        Summed over all articles (micro average).

    """
    scores = Scores()
    for article, (text, given_gold, given_predicted) in enumerate(pairs):
        gold, predicted = views(text, given_gold), views(text, given_predicted)
        _count_fragments(scores, _fragments(gold), _fragments(predicted))
        count_relation(scores, gold, predicted, (article, text))
        _count_citron(scores, gold, predicted)
        for least in GGT_THRESHOLDS:
            _count_ggt(scores, least, gold, predicted)
    return scores


def relations_by_source(
    sources: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> str:
    """Give the relation figures of each outlet, a line each; `rows` are what `score` takes."""
    lines = ["Relation by source"]
    for source in sorted(set(sources)):
        mine = [row for name, row in zip(sources, rows, strict=True) if name == source]
        lines.append(score(mine).relation["all"].row(source))
    return "\n".join(lines)


def _fragments(attributions: Iterable[View]) -> dict[str, list[range]]:
    """Lay out attributions as one BIO sequence and cut it into the fragments of each role."""
    labels: dict[int, tuple[str, int]] = {}
    for rank, view in enumerate(sorted(attributions, key=lambda v: (-len(v.content), v.given))):
        for role in ROLES:
            for token in getattr(view, role):
                labels.setdefault(token, (role, rank))
    fragments: dict[str, list[range]] = {role: [] for role in ROLES}
    for token in sorted(labels):
        runs = fragments[labels[token][0]]
        if labels.get(token - 1) == labels[token]:
            runs[-1] = range(runs[-1].start, token + 1)
        else:
            runs.append(range(token, token + 1))
    return fragments


def _count_fragments(
    scores: Scores, gold: Mapping[str, list[range]], predicted: Mapping[str, list[range]]
) -> None:
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


def _count_citron(scores: Scores, gold: Sequence[View], predicted: Sequence[View]) -> None:
    for side, ones, others in (("found", gold, predicted), ("right", predicted, gold)):
        for one in ones:
            linked = [o for o in others if one.cue & o.cue or not (one.cue or o.cue)]
            for (role, how), tally in scores.citron.items():
                near = others if how == "overlap" else linked
                getattr(tally, side).add(*_citron(one, near, role, how))


def _citron(one: View, near: Sequence[View], role: str, how: str) -> tuple[int, int]:
    """Hits and total of one attribution: quotes if `how` is exact, else tokens."""
    if role == "quote":
        return any(one[1:4] == other[1:4] for other in near), 1
    tokens: frozenset[int] = getattr(one, role)
    theirs: list[frozenset[int]] = [getattr(other, role) for other in near]
    if how == "exact":
        return bool(tokens) and tokens in theirs, bool(tokens)
    return len(frozenset().union(*(tokens & others for others in theirs))), len(tokens)


def _count_ggt(
    scores: Scores, least: float, gold: Sequence[View], predicted: Sequence[View]
) -> None:
    free = sorted(predicted, key=lambda view: view.given)
    for one in sorted(gold, key=lambda view: (view.given.content, view.given)):
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


def _coverage(gold: View, predicted: View) -> tuple[int, int, bool]:
    """Order predictions for one gold content: shared characters, then less surplus, then equal."""
    one, other = gold.given, predicted.given
    return _shared(one.content, other.content), -_length(other.content), one == other


def _shared(ones: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ones for b in others)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)
