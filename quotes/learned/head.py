"""The network: words in context, cues among them, and for each cue what it links to."""

from itertools import accumulate
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

from quotes.learned.branches import BRANCHES
from quotes.learned.crf import Crf
from quotes.learned.segments import LINK_REACH, SIZES

CUE_LABELS = ("O", "B", "I")


LINK_LABELS = ("O", "B-mention", "I-mention", "B-content", "I-content")


class Cues(NamedTuple):
    """Places of cues: row of the batch, first word, last word, window of words around.

    `branches` (cues × words of the longest window × 2) tells how those words hang from the cue.
    """

    row: torch.Tensor
    first: torch.Tensor
    last: torch.Tensor
    start: torch.Tensor
    end: torch.Tensor
    branches: torch.Tensor


def barred(labels: tuple[str, ...]) -> list[tuple[int, int]]:
    """Pairs that may not follow each other: an I after anything but its own B or I."""
    return [
        (before, after)
        for after, name in enumerate(labels)
        if name.startswith("I")
        for before in range(-1, len(labels))
        if before < 0 or labels[before][1:] != name[1:] or labels[before] == "O"
    ]


class Reader(nn.Module):
    """A bidirectional LSTM over padded rows: packed ones are several times slower to train."""

    def __init__(self, inputs: int, hidden: int):
        super().__init__()
        self.ahead = nn.LSTM(inputs, hidden, batch_first=True)
        self.back = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, rows: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """States of both directions, whatever stands beyond a row's length."""
        at = torch.arange(rows.shape[1]).expand(rows.shape[:2])
        size = lengths.unsqueeze(1)
        turned = torch.where(at < size, size - 1 - at, at).unsqueeze(2)
        backwards = self.back(rows.gather(1, turned.expand_as(rows)))[0]
        backwards = backwards.gather(1, turned.expand_as(backwards))
        return torch.cat([self.ahead(rows)[0], backwards], -1)


class AttributionHead(nn.Module):
    """Scores of cues, and of the words around each cue as its mention or content.

    Parameters
    ----------
    width, layers : of the encoder's states.
    hidden, pair : widths of the network over words, and over words seen from a cue.

    """

    def __init__(
        self,
        width: int = 384,
        layers: int = 4,
        hidden: int = 256,
        pair: int = 128,
        dropout: float = 0.3,
    ):
        super().__init__()
        self.sizes = {"width": width, "layers": layers, "hidden": hidden, "pair": pair}
        self.mix = nn.Parameter(torch.zeros(layers))
        self.scale = nn.Parameter(torch.ones(1))
        self.features = nn.ModuleList(nn.Embedding(size, 8) for size in SIZES)
        inputs = width + 8 * len(SIZES)
        self.reader = Reader(inputs, hidden)
        context = 2 * hidden + width
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Sequential(
            nn.Linear(context, pair), nn.ReLU(), nn.Dropout(dropout), nn.Linear(pair, 3)
        )
        self.cue_crf = Crf(3, barred(CUE_LABELS))
        self.of_cue = nn.Linear(3 * context, pair)
        self.of_word = nn.Linear(context, pair)
        self.distance = nn.Embedding(2 * LINK_REACH + 2, pair)
        self.branches = nn.ModuleList(nn.Embedding(BRANCHES, pair) for _ in range(2))
        self.linker = Reader(pair, pair)
        self.link = nn.Linear(2 * pair, len(LINK_LABELS))
        self.link_crf = Crf(len(LINK_LABELS), barred(LINK_LABELS))
        self.valid = nn.Sequential(nn.Linear(5 * pair, pair), nn.ReLU(), nn.Linear(pair, 1))
        self.roles = nn.Linear(context, 2)  # mention or content of any cue: helps in training

    def mixed(self, states: torch.Tensor) -> torch.Tensor:
        """One vector a word from its states in each layer (the dimension before the last)."""
        weights = torch.softmax(self.mix, 0).unsqueeze(1)
        mixed: torch.Tensor = self.scale * (states * weights).sum(-2)
        return mixed

    def as_stanza_mixes(self) -> nn.Linear:
        """The weights of `mixed` as Stanza wants them: what each adds to the mean of all."""
        mix = nn.Linear(len(self.mix), 1, bias=False)
        weights = self.scale * torch.softmax(self.mix, 0) - 1 / len(self.mix)
        mix.weight = nn.Parameter(weights.detach().unsqueeze(0))
        return mix

    def read(
        self, words: torch.Tensor, features: torch.Tensor, lengths: torch.Tensor
    ) -> torch.Tensor:
        """Words in context: rows × words × context."""
        flags = [table(features[..., i]) for i, table in enumerate(self.features)]
        output = self.reader(self.dropout(torch.cat([words, *flags], -1)), lengths)
        context: torch.Tensor = self.dropout(torch.cat([output, words], -1))
        return context

    def links(
        self, context: torch.Tensor, cues: Cues
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Seen from each cue: label scores of the words of its window, their mask, its validity."""
        rows, words, _ = context.shape
        flat = context.reshape(rows * words, -1)
        base = cues.row * words
        ends = [flat[base + cues.first], flat[base + cues.last]]
        at = self.of_cue(torch.cat([*ends, flat[base + (cues.first + cues.last) // 2]], -1))
        size = int((cues.end - cues.start).max())
        place = cues.start.unsqueeze(1) + torch.arange(size)
        mask = place < cues.end.unsqueeze(1)
        place = torch.where(mask, place, cues.start.unsqueeze(1))
        near = self.of_word(flat)[base.unsqueeze(1) + place]
        seen = torch.relu(self._from_cue(place, cues).add_(near).add_(at.unsqueeze(1)))
        output = self.linker(self.dropout(seen), mask.sum(1))
        top = output.masked_fill(~mask.unsqueeze(2), -1e4).max(1).values
        middle = (cues.first - cues.start)[:, None, None].expand(-1, 1, output.shape[2])
        valid = self.valid(torch.cat([top, output.gather(1, middle).squeeze(1), at], -1))
        return self.link(self.dropout(output)), mask, valid.squeeze(1)

    def _from_cue(self, place: torch.Tensor, cues: Cues) -> torch.Tensor:
        """What tells how far words are from their cue, and how they hang from it: summed."""
        tables = [self.distance.weight, *self.branches.parameters()]
        numbers = [_distance(place, cues), *cues.branches.unbind(-1)]
        starts = [0, *accumulate(len(table) for table in tables)]
        rows = torch.stack([n + start for n, start in zip(numbers, starts, strict=False)], -1)
        found = functional.embedding_bag(rows.flatten(0, 1), torch.cat(tables), mode="sum")
        summed: torch.Tensor = found.view(*place.shape, -1)
        return summed


def _distance(place: torch.Tensor, cues: Cues) -> torch.Tensor:
    """Before the cue, after it, or (the last value) within it."""
    first, last = cues.first.unsqueeze(1), cues.last.unsqueeze(1)
    after = (place - last).clamp(1, LINK_REACH) + LINK_REACH - 1
    before = (place - first).clamp(-LINK_REACH, -1) + LINK_REACH
    within = torch.full_like(place, 2 * LINK_REACH + 1)
    return torch.where(place < first, before, torch.where(place > last, after, within))
