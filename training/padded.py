"""LSTMs of Stanza's trainers over padded rows: packed ones are slow on the way back.

On a processor each step of a packed sequence takes a slice of all words, and its gradient is a
tensor of that size filled with noughts. Padded rows go through one kernel a direction.
"""

from typing import Any

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence

FULL = 0.4  # share of the padded rows that must be words


class PaddedLSTM(nn.LSTM):
    """An LSTM that gives what `nn.LSTM` gives, but for the last cells, which are noughts.

    Packed sequences go through padded rows in training, where enough of these are words.
    """

    @classmethod
    def over(cls, lstm: nn.LSTM) -> "PaddedLSTM":
        """One with the very weights of another LSTM."""
        made = cls(
            lstm.input_size,
            lstm.hidden_size,
            lstm.num_layers,
            lstm.bias,
            lstm.batch_first,
            lstm.dropout,
            lstm.bidirectional,
            device="meta",
        )
        for name, weights in lstm.named_parameters():
            setattr(made, name, weights)
        return made.train(lstm.training)

    def forward(self, given: Any, hx: Any = None) -> Any:  # as nn.LSTM takes and gives them
        """Outputs and last states."""
        if not isinstance(given, PackedSequence) or given.sorted_indices is not None:
            return super().forward(given, hx)  # Stanza sorts its rows
        if not torch.is_grad_enabled() or hx is None:
            return super().forward(given, hx)
        rows, steps = int(given.batch_sizes[0]), len(given.batch_sizes)
        if given.data.shape[0] < FULL * rows * steps:
            return super().forward(given, hx)
        return self._padded(given, hx)

    def _padded(
        self, given: PackedSequence, hx: tuple[torch.Tensor, torch.Tensor]
    ) -> tuple[PackedSequence, tuple[torch.Tensor, torch.Tensor]]:
        sizes = given.batch_sizes
        rows, steps = int(sizes[0]), len(sizes)
        mask = torch.arange(rows) < sizes.unsqueeze(1)  # steps × rows
        lengths = mask.sum(0)
        first = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
        places = torch.where(mask, first.unsqueeze(1) + torch.arange(rows), 0).T
        flat = (torch.arange(rows) * steps + torch.arange(steps).unsqueeze(1))[mask]
        at = torch.arange(steps).expand(rows, steps)
        turned = torch.where(mask.T, lengths.unsqueeze(1) - 1 - at, at).unsqueeze(2)
        ways = 2 if self.bidirectional else 1
        data, last = given.data, []
        for layer in range(self.num_layers):
            inputs = data.index_select(0, places.reshape(-1)).view(rows, steps, -1)
            outputs = []
            for way in range(ways):
                i = layer * ways + way
                start = [h[i : i + 1].contiguous() for h in hx]
                seen = inputs.gather(1, turned.expand_as(inputs)) if way else inputs
                weights = list[torch.Tensor](self.all_weights[i])
                one_way = (self.bias, 1, 0.0, self.training, False, True)  # layer, batch first
                out = torch.lstm(seen, start, weights, *one_way)[0]
                last.append(out[torch.arange(rows), lengths - 1])
                outputs.append(out.gather(1, turned.expand_as(out)) if way else out)
            data = torch.cat(outputs, 2).flatten(0, 1).index_select(0, flat)
            if layer + 1 < self.num_layers:
                data = nn.functional.dropout(data, self.dropout, self.training)
        states = torch.stack(last)
        return PackedSequence(data, sizes), (states, torch.zeros_like(states))


def pad(model: nn.Module) -> None:
    """Let the LSTMs of a model train so, with the weights that they have."""
    for name, module in list(model.named_modules()):
        if type(module) is nn.LSTM:
            parent, _, own = name.rpartition(".")
            setattr(model.get_submodule(parent), own, PaddedLSTM.over(module))
