"""Lean heads: what they say of a sentence does not depend on those beside it."""

import pytest
import torch

from quotes.parse.lean import Lean, Rows, shape
from quotes.parse.leanpass import entities, follows


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("hill", "Hill"),
        ("Hill", "HILL"),
        ("HILL", "H"),
        ("12", "12th"),
        (",", "a"),
        ("hill's", "hill"),
    ],
)
def test_how_a_word_is_written(word, other):
    assert shape(word) != shape(other)


def test_each_sentence_is_read_by_itself():
    torch.manual_seed(1)
    heads = Lean(upos=3, xpos=4, feats=5, relations=6, names=5, width=8, size=20, inner=8).eval()
    lengths = [1, 3, 3, 5]
    states = torch.randn(sum(lengths), 4, 8)
    shapes = torch.arange(sum(lengths)) % 10
    together = heads.read(states, shapes, Rows(lengths))
    scores = [s for group in heads.heads(together, Rows(lengths)) for s in group]
    start = 0
    for number, length in enumerate(lengths):
        part = slice(start, start + length)
        start += length
        rows = Rows([length])
        alone = heads.read(states[part], shapes[part], rows)
        assert torch.allclose(alone.tags[0], together.tags[0][part], atol=1e-5)
        assert torch.allclose(alone.names, together.names[part], atol=1e-5)
        (own,) = heads.heads(alone, rows)
        assert torch.allclose(own[0], scores[number], atol=1e-4)


def test_names_are_whole():
    labels = ["B-PER", "E-PER", "O", "S-LOC", "B-ORG", "I-ORG"]
    assert entities(labels) == [(0, 1, "PER"), (3, 3, "LOC")]
    assert follows("B-PER", "E-PER")
    assert not follows("B-PER", "E-ORG")
    assert not follows("O", "I-PER")
