"""Recurrent networks over rows of unlike length, laid end to end.

Rows of like length are read together, filled up to the longest of them: for few long rows and a
narrow network torch is quicker at that than at packed rows, for many short rows slower. A group is
filled up to shapes that occur often, for each of which oneDNN makes a plan.
One network a direction, so that none begins in what fills up.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn

from quotes.products import BESIDE, STEPS

CELLS = 32_000  # at most at once, with those that fill up
FILLED = 1.25  # cells a word beyond which shorter rows are read by themselves
FEW = 4  # rows that stay together, however unlike


class Recurrent:
    """An LSTM of one layer, in one direction or both.

    Parameters
    ----------
    lstm : its weights are shared, not copied.

    """

    def __init__(self, lstm: nn.LSTM):
        self._directions = []
        self.width = lstm.hidden_size
        for suffix in ("", "_reverse")[: 1 + lstm.bidirectional]:
            part = nn.LSTM(lstm.input_size, lstm.hidden_size, batch_first=True)
            for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"):
                setattr(part, name, getattr(lstm, name + suffix))
            self._directions.append(part.eval())

    def __call__(self, cells: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """States of the cells, directions beside each other.

        Parameters
        ----------
        cells : of all rows, end to end, × what is read of each.
        lengths : of the rows.

        """
        all_lengths = np.array(lengths)
        starts = np.cumsum(all_lengths) - all_lengths
        states = cells.new_empty(len(cells), len(self._directions) * self.width)
        for rows in groups(all_lengths):
            sizes = np.pad(all_lengths[rows], (0, -len(rows) % BESIDE))[:, None]
            first = np.pad(starts[rows], (0, -len(rows) % BESIDE))[:, None]
            at = np.arange(sizes[0, 0] + -sizes[0, 0] % STEPS)
            there = at < sizes
            ahead = first + np.where(there, at, 0)
            back = first + np.where(there, sizes - 1 - at, 0)
            filled = torch.from_numpy(np.flatnonzero(there)).to(cells.device)
            for number, part in enumerate(self._directions):
                places = torch.from_numpy(back if number else ahead).to(cells.device)
                found = part(cells[places])[0].flatten(0, 1)
                column = slice(number * self.width, (number + 1) * self.width)
                states[places.flatten()[filled], column] = found[filled]
        return states


def groups(lengths: np.ndarray) -> Iterator[list[int]]:
    """Rows of like length, the longest first."""
    group: list[int] = []
    words = 0
    for row in np.argsort(-lengths, kind="stable").tolist():
        cells = (len(group) + 1) * int(lengths[group[0] if group else row])
        wasteful = len(group) >= FEW and cells > FILLED * (words + lengths[row])
        if group and (wasteful or cells > CELLS):
            yield group
            group, words = [], 0
        group.append(row)
        words += int(lengths[row])
    if group:
        yield group
