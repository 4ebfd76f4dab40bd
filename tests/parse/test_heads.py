"""What runs beside Stanza: layouts of words, likeliest labels, best trees."""

from itertools import pairwise, product

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parse.heads import Layout, _narrowed, _products, likeliest
from quotes.parse.onepass import tree

LENGTHS = st.lists(st.integers(1, 6), min_size=1, max_size=5)


@given(LENGTHS)
@settings(deadline=None)
@torch.inference_mode()
def test_layout_keeps_sentences_apart(lengths):
    """A network over all sentences at once says of each what it says of it alone."""
    torch.manual_seed(0)
    network = torch.nn.LSTM(3, 4, bidirectional=True)
    first = (torch.zeros(2, 1, 4), torch.zeros(2, 1, 4))
    words = torch.randn(sum(lengths), 3)
    together = Layout.of(lengths).run(lambda x, _, hx: network(x, hx), words, first)
    alone = [network(part.unsqueeze(1))[0].squeeze(1) for part in words.split(lengths)]
    assert torch.allclose(together, torch.cat(alone), atol=1e-6)


@given(LENGTHS, st.integers(0, 99))
@settings(deadline=None)
def test_likeliest_labels_are_the_best_of_all(lengths, seed):
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(sum(lengths), 3)).astype(np.float32)
    moves = rng.normal(size=(3, 3)).astype(np.float32)
    start = 0
    for length, found in zip(lengths, likeliest(scores, lengths, moves), strict=True):
        part = scores[start : start + length]
        start += length

        def total(path, part=part):
            return sum(part[range(len(path)), path]) + sum(moves[a, b] for a, b in pairwise(path))

        best = max(map(total, product(range(3), repeat=length)))
        assert total(tuple(found)) == pytest.approx(best, abs=1e-4)


def is_tree(heads):
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return True


@given(st.integers(1, 5), st.integers(0, 10_000))
@settings(deadline=None, max_examples=60)
def test_tree_is_the_best_with_one_root(words, seed):
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    scores[np.arange(words), np.arange(1, words + 1)] = -np.inf

    def total(heads):
        return float(sum(scores[i, head] for i, head in enumerate(heads)))

    found = tree(scores)
    trees = filter(is_tree, product(range(words + 1), repeat=words))
    assert is_tree(tuple(found))
    assert total(found) == pytest.approx(max(map(total, trees)), abs=1e-4)


def test_narrow_products_are_near():
    torch.manual_seed(0)
    thin = torch.randn(12, 5) @ torch.randn(5, 12 * 7)
    weight = (thin.view(12, 12, 7) + 1e-3 * torch.randn(12, 12, 7)).transpose(0, 1)
    left, right, core = _narrowed(weight)
    a, b = torch.randn(6, 12), torch.randn(6, 12)
    exact = torch.einsum("ni,nj,ijo->no", a, b, weight)
    assert torch.allclose(_products(a @ left, b @ right, core), exact, atol=1e-2)
