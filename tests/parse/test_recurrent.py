"""Recurrent networks over rows of unlike length."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parse.recurrent import CELLS, FEW, FILLED, Recurrent, groups


@pytest.mark.parametrize("bidirectional", [False, True])
@given(lengths=st.lists(st.integers(1, 9), min_size=1, max_size=12))
@settings(deadline=None)
@torch.inference_mode()
def test_rows_stay_apart(bidirectional, lengths):
    """A network over all rows at once says of each what it says of it alone."""
    torch.manual_seed(0)
    network = torch.nn.LSTM(3, 4, bidirectional=bidirectional)
    cells = torch.randn(sum(lengths), 3)
    together = Recurrent(network)(cells, lengths)
    alone = [network(part.unsqueeze(1))[0].squeeze(1) for part in cells.split(lengths)]
    assert torch.allclose(together, torch.cat(alone), atol=1e-6)


@given(st.lists(st.integers(1, 2 * CELLS), min_size=1, max_size=20))
def test_groups_fill_up_little(lengths):
    found = list(groups(np.array(lengths)))
    assert sorted(row for group in found for row in group) == list(range(len(lengths)))
    for group in found:
        cells = len(group) * lengths[group[0]]
        assert lengths[group[0]] == max(lengths[row] for row in group)
        assert cells <= CELLS or len(group) == 1
        assert len(group) <= FEW or cells <= FILLED * sum(lengths[row] for row in group)
