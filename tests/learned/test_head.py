"""The attribution head: its chain of labels, its segments, its batches."""

from itertools import pairwise, product

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quotes.learned.branches import BRANCHES, ELSEWHERE, HERE, Tree, branches, numbered
from quotes.learned.branches import RELATIONS as NUMBERED
from quotes.learned.crf import Crf
from quotes.learned.head import LINK_LABELS, AttributionHead, barred
from quotes.learned.model import ArticleSegment
from quotes.learned.proposals import batched, cue_runs, placed
from quotes.learned.segments import (
    LINK_REACH,
    LONGEST_SEGMENT,
    SIZES,
    EncodedSentence,
    Segment,
    features,
    paragraphs,
    segments,
    tree,
    window,
)
from quotes.text.marks import find_marks
from quotes.text.span import Span
from quotes.text.tree import RELATIONS


def _sequences(crf, scores):
    # every label sequence that is not barred, with its score
    labels = range(scores.shape[1])
    mask = torch.ones(1, len(scores), dtype=torch.bool)
    for tags in product(labels, repeat=len(scores)):
        moves = [crf.barred[a, b] for a, b in pairwise(tags)] + [crf.barred_start[tags[0]]]
        if not any(moves):
            yield tags, float(crf.score(scores[None], torch.tensor([tags]), mask))


@torch.no_grad()
@pytest.mark.parametrize("seed", range(5))
def test_crf_sums_and_maximises_over_all_sequences(seed):
    torch.manual_seed(seed)
    crf = Crf(len(LINK_LABELS), barred(LINK_LABELS))
    torch.nn.init.normal_(crf.transitions)
    scores = torch.randn(4, len(LINK_LABELS))
    every = dict(_sequences(crf, scores))
    padded = torch.cat([scores, torch.randn(2, len(LINK_LABELS))])[None]
    mask = torch.tensor([[True] * 4 + [False] * 2])
    tags, best = crf.best(padded, mask)
    assert tuple(tags[0, :4].tolist()) == max(every, key=every.__getitem__)
    assert float(best) == pytest.approx(max(every.values()), abs=1e-4)
    total = torch.logsumexp(torch.tensor(list(every.values())), 0)
    assert float(crf.log_norm(padded, mask)) == pytest.approx(float(total), abs=1e-4)
    assert float(crf.norm(padded, mask)) == pytest.approx(float(total), abs=1e-4)


def _words(texts, paragraph=0, spans=None):
    # a sentence whose words all hang from the first
    heads = [-1, *[0] * (len(texts) - 1)]
    spans = spans or [Span(0, 1)] * len(texts)
    return EncodedSentence(texts, spans, paragraph, heads, ["dep"] * len(texts))


def _part(length):
    flags = torch.zeros(length, len(SIZES), dtype=torch.long)
    tree = Tree([-1, *range(length - 1)], [numbered("dep")] * length)
    return ArticleSegment(Segment(0, 1, 0, length), flags, [0] * length, tree)


LENGTHS = st.lists(st.tuples(st.integers(1, 300), st.booleans()), max_size=30)


@given(LENGTHS)
def test_segments_hold_each_word_once(sentences):
    paragraph, given_words = 0, []
    for length, opens in sentences:
        paragraph += opens
        given_words.append(_words(["w"] * length, paragraph))
    cut = list(segments(given_words))
    edges = [0, *(s.end for s in cut)]
    assert [(s.start, s.end) for s in cut] == list(pairwise(edges))
    assert edges[-1] == sum(length for length, _ in sentences)
    assert all(s.end - s.start <= LONGEST_SEGMENT or s.last - s.first == 1 for s in cut)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=300), st.data())
def test_window_holds_the_cue_and_reaches_no_further(numbers, data):
    numbers.sort()
    first = data.draw(st.integers(0, len(numbers) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(numbers) - 1)))
    start, end = window(numbers, first, last)
    assert 0 <= start <= first <= last < end <= len(numbers)
    assert first - start <= LINK_REACH
    assert end - last - 1 <= LINK_REACH


def test_features_tell_marks_and_paragraphs():
    text = "“Go,” she said."
    spans = [Span(0, 1), Span(1, 3), Span(3, 4), Span(4, 5), Span(6, 9), Span(10, 14), Span(14, 15)]
    rows = features(find_marks(text), [_words([text[a:b] for a, b in spans], spans=spans)])
    assert [row[2] for row in rows] == [2, 1, 1, 3, 0, 0, 0]
    assert rows[0][:2] == (1, 2)
    assert all(value < size for row in rows for value, size in zip(row, SIZES, strict=True))


def test_padding_changes_nothing():
    torch.manual_seed(0)
    head = AttributionHead(width=8, layers=2, hidden=6, pair=6).eval()
    lengths = (5, 40, 17)
    states = [torch.randn(n, 8) for n in lengths]
    parts = [_part(n) for n in lengths]
    together = batched(head, states, parts)
    cues = [(0, range(1, 3)), (1, range(20, 21)), (2, range(16, 17))]
    scores, mask, valid = head.links(together.context, placed(together, cues))
    for row, run in cues:
        alone = batched(head, [states[row]], [parts[row]])
        own, _, sure = head.links(alone.context, placed(alone, [(0, run)]))
        assert torch.allclose(own[0], scores[row][mask[row]], atol=1e-5)
        assert torch.allclose(sure[0], valid[row], atol=1e-5)


def test_eagerness_finds_more_cues():
    torch.manual_seed(0)
    head = AttributionHead(width=8, layers=2, hidden=6, pair=6).eval()
    batch = batched(head, [torch.randn(50, 8)], [_part(50)])
    timid, eager = (len(cue_runs(head, batch, bias)) for bias in (-50.0, 50.0))
    assert timid == 0
    assert eager == 50


def test_paragraphs_follow_sentences():
    given_words = [_words(["a"] * n, p) for n, p in ((2, 0), (2, 3))]
    (segment,) = segments(given_words)
    assert paragraphs(segment, given_words) == [0, 0, 3, 3]
    assert tree(segment, given_words).heads == [-1, 0, -1, 2]


def test_branches_tell_how_words_hang_from_a_cue():
    # "She has said they won ." "No ."
    heads = [2, 2, -1, 4, 2, 2, -1, 6]
    names = ["nsubj", "aux", "root", "nsubj:pass", "ccomp", "punct", "root", "punct"]
    example = Tree(heads, [numbered(n) for n in names])
    found = branches(example, range(1, 3), 0, 8)
    below = [numbered(n) for n in ("nsubj", "ccomp", "ccomp", "punct")]
    assert found[0] == (HERE, below[0])
    assert found[1] == found[2] == (HERE, HERE)
    assert found[3:6] == [(HERE, relation) for relation in below[1:]]
    assert found[6:] == [(ELSEWHERE, ELSEWHERE)] * 2
    # seen from "they", which hangs from "won", which hangs from "said"
    beside = branches(example, range(3, 4), 0, 6)
    assert beside[4] == (numbered("nsubj"), HERE)
    assert beside[2] == (numbered("ccomp"), HERE)
    assert beside[0] == (numbered("ccomp"), numbered("nsubj"))


@given(st.data())
def test_branches_come_to_an_end_on_any_heads(data):
    size = data.draw(st.integers(1, 12))
    heads = data.draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size))
    first = data.draw(st.integers(0, size - 1))
    cue = range(first, data.draw(st.integers(first + 1, size)))
    found = branches(Tree(heads, [numbered("dep")] * size), cue, 0, size)
    assert all(found[i] == (HERE, HERE) for i in cue)
    assert all(0 <= side < BRANCHES for pair in found for side in pair)


def test_relations_are_those_that_rules_know():
    assert set(NUMBERED) == {name for name in RELATIONS if ":" not in name}
