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
    Ours: pairs one to one, as many as possible (`quotes.scoring.relation` says when). The
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

from collections.abc import Iterable, Sequence

from quotes.scoring.figures import GGT_THRESHOLDS, Scores
from quotes.scoring.fragments import count_fragments, fragments
from quotes.scoring.gold import Attribution
from quotes.scoring.peers import count_citron, count_ggt
from quotes.scoring.relation import count_relation, token_sets


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
        gold, predicted = token_sets(text, given_gold), token_sets(text, given_predicted)
        count_fragments(scores, fragments(gold), fragments(predicted))
        count_relation(scores, gold, predicted, (article, text))
        count_citron(scores, gold, predicted)
        for least in GGT_THRESHOLDS:
            count_ggt(scores, least, gold, predicted)
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
