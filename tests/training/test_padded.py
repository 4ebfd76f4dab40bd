"""Padded LSTMs give what packed ones give: outputs, last states, gradients."""

import torch
from padded import PaddedLSTM, pad
from torch import nn
from torch.nn.utils.rnn import pack_sequence


def _model():
    torch.manual_seed(1)
    return nn.ModuleList([nn.LSTM(5, 4, 2, bidirectional=True, batch_first=True)])


def _run(model, monkeypatch):
    """Outputs, last states, gradients; and whether rows were padded."""
    padded = []
    inner = PaddedLSTM._padded
    monkeypatch.setattr(PaddedLSTM, "_padded", lambda *given: padded.append(1) or inner(*given))
    torch.manual_seed(2)
    rows = pack_sequence([torch.rand(n, 5) for n in (6, 3, 2)])
    start = (torch.rand(4, 3, 4), torch.rand(4, 3, 4))
    output, (states, _) = model[0](rows, start)
    (output.data.square().sum() + states.sum()).backward()
    gradients = [parameter.grad for parameter in model.parameters()]
    return bool(padded), [output.data, states, *gradients]


def test_padded_is_packed(monkeypatch):
    plain, model = _model(), _model()
    pad(model)
    packed, expected = _run(plain, monkeypatch)
    padded, found = _run(model, monkeypatch)
    assert (packed, padded) == (False, True)
    assert len(expected) == len(found) == 2 + 16
    for one, other in zip(expected, found, strict=True):
        torch.testing.assert_close(one, other)


def test_weights_stay_where_they_were():
    model = _model()
    before = dict(model.named_parameters())
    pad(model)
    after = dict(model.named_parameters())
    assert list(before) == list(after)
    assert all(before[name] is after[name] for name in before)
    assert type(nn.LSTM(1, 1)) is nn.LSTM  # no other LSTM is touched
