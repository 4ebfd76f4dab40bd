"""LSTMs of Stanza's trainers over padded rows: packed ones are slow on the way back.

On a processor each step of a packed sequence takes a slice of all words, and its gradient is a
tensor of that size filled with noughts. Padded rows go through one kernel a direction.
"""

import torch
from torch import nn
from torch.nn.utils.rnn import PackedSequence

FULL = 0.4  # share of the padded rows that must be words
packed_forward = nn.LSTM.forward


def padded_forward(lstm, given, hx=None):
    """What `nn.LSTM.forward` gives, but for the last cells, which no Stanza trainer reads."""
    if not isinstance(given, PackedSequence) or not torch.is_grad_enabled() or hx is None:
        return packed_forward(lstm, given, hx)
    sizes = given.batch_sizes
    rows, steps = int(sizes[0]), len(sizes)
    if given.data.shape[0] < FULL * rows * steps:
        return packed_forward(lstm, given, hx)
    mask = torch.arange(rows) < sizes.unsqueeze(1)  # steps × rows
    lengths = mask.sum(0)
    first = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
    places = torch.where(mask, first.unsqueeze(1) + torch.arange(rows), 0).T
    flat = (torch.arange(rows) * steps + torch.arange(steps).unsqueeze(1))[mask]
    at = torch.arange(steps).expand(rows, steps)
    turned = torch.where(mask.T, lengths.unsqueeze(1) - 1 - at, at).unsqueeze(2)
    data, last = given.data, []
    for layer in range(lstm.num_layers):
        inputs = data.index_select(0, places.reshape(-1)).view(rows, steps, -1)
        outputs = []
        for way in range(2 if lstm.bidirectional else 1):
            i = layer * (2 if lstm.bidirectional else 1) + way
            start = [h[i : i + 1].contiguous() for h in hx]
            seen = inputs.gather(1, turned.expand_as(inputs)) if way else inputs
            weights = lstm._flat_weights[4 * i : 4 * i + 4]
            out = torch._VF.lstm(seen, start, weights, True, 1, 0.0, lstm.training, False, True)[0]
            last.append(out[torch.arange(rows), lengths - 1])
            outputs.append(out.gather(1, turned.expand_as(out)) if way else out)
        data = torch.cat(outputs, 2).flatten(0, 1).index_select(0, flat)
        if layer + 1 < lstm.num_layers:
            data = nn.functional.dropout(data, lstm.dropout, lstm.training)
    states = torch.stack(last)
    return PackedSequence(data, sizes), (states, torch.zeros_like(states))


def install():
    """Let every LSTM train so."""
    nn.LSTM.forward = padded_forward
