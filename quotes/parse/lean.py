"""Lean heads: tags, trees and names of words from the encoder's states, without recurrent networks.

A word is seen with its neighbours and then attends to all words of its sentence, once for all
heads. How it is written is told, as the encoder knows no capitals. Words of all sentences are laid
end to end.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F

from quotes.products import feed_forward, gelu

COLUMNS = ("upos", "xpos", "feats")
SHAPES = 10
FARTHEST = 16  # words; farther heads are equally far


class Rows:
    """Where sentences stand among words laid end to end.

    Parameters
    ----------
    lengths : of the sentences; those of one length stand beside each other.

    """

    def __init__(self, lengths: Sequence[int]):
        self.lengths = lengths
        ends = torch.tensor(lengths).cumsum(0) - 1
        self.inner_start = torch.ones(int(ends[-1]) + 1, 1)
        self.inner_end = self.inner_start.clone()
        self.inner_start[0] = 0.0
        self.inner_start[ends[:-1] + 1] = 0.0
        self.inner_end[ends] = 0.0

    def groups(self) -> Iterator[tuple[slice, int, int]]:
        """Sentences of one length: their words, how many they are, their length."""
        start = 0
        for length, group in groupby(self.lengths):
            rows = len(list(group))
            yield slice(start, start + rows * length), rows, length
            start += rows * length


class Read(NamedTuple):
    """What `Lean.read` gives of words.

    `asking` and `far` tell what a word wants of its head and how far it may be, `asked` what it
    offers as one; `below` and `above` tell relations; `tags` and `names` are scores.
    """

    tags: Sequence[torch.Tensor]
    asking: torch.Tensor
    far: torch.Tensor
    asked: torch.Tensor
    below: torch.Tensor
    above: torch.Tensor
    names: torch.Tensor


class Near(nn.Module):
    """Words with the one before and the one after, added to the words."""

    def __init__(self, size: int, dropout: float):
        super().__init__()
        self.near = nn.Linear(size, 3 * size)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: torch.Tensor, rows: Rows) -> torch.Tensor:
        """Words × size."""
        before, here, after = self.near(words).chunk(3, 1)
        near = before.roll(1, 0) * rows.inner_start + here + after.roll(-1, 0) * rows.inner_end
        seen: torch.Tensor = self.norm(words + self.dropout(gelu(near)))
        return seen


class Attending(nn.Module):
    """One layer of a transformer over the words of a sentence."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.joint = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.wide = nn.Linear(size, inner)
        self.narrow = nn.Linear(inner, size)
        self.norms = nn.ModuleList(nn.LayerNorm(size) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: torch.Tensor, rows: Rows) -> torch.Tensor:
        """Words × size."""
        joint = self.joint(words)
        mixed = []
        for part, number, length in rows.groups():
            seen = joint[part].view(number, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            found = F.scaled_dot_product_attention(*seen)
            mixed.append(found.transpose(1, 2).reshape(number * length, -1))
        words = self.norms[0](words + self.dropout(self.out(torch.cat(mixed))))
        if self.training:
            inner = self.narrow(self.dropout(gelu(self.wide(words))))
        else:
            inner = feed_forward(self.wide, self.narrow, words)
        after: torch.Tensor = self.norms[1](words + self.dropout(inner))
        return after


class Lean(nn.Module):
    """Scores of tags, heads, relations and names.

    Parameters
    ----------
    upos, xpos, feats, relations, names : numbers of labels.
    width, layers : of the encoder's states.
    size, heads, inner : of the words in context.
    arc, label, entity : widths of what tells heads, relations and names.

    """

    def __init__(
        self,
        upos: int,
        xpos: int,
        feats: int,
        relations: int,
        names: int,
        width: int = 384,
        layers: int = 4,
        size: int = 320,
        heads: int = 5,
        inner: int = 512,
        arc: int = 128,
        label: int = 192,
        entity: int = 192,
        dropout: float = 0.25,
    ):
        super().__init__()
        self.cuts = (upos, xpos, feats)
        self.dropout = nn.Dropout(dropout)
        self.mix = nn.Parameter(torch.zeros(2, layers))  # for tags and trees, and for names
        self.shape = nn.Embedding(SHAPES, 32)
        self.enter = nn.Linear(width + 32, size)
        self.norm = nn.LayerNorm(size)
        self.near = Near(size, dropout)
        self.attending = Attending(size, heads, inner, dropout)
        self.tags = nn.Linear(size, sum(self.cuts))
        self.arcs = nn.Linear(size, 2 * arc)
        self.arc = nn.Linear(arc, arc)
        self.far = nn.Linear(arc, 2 * FARTHEST + 1)
        self.root = nn.Parameter(torch.randn(arc) / 10)
        self.labels = nn.Linear(size, 2 * label)
        self.root_label = nn.Parameter(torch.randn(label) / 10)
        self.relation = nn.Linear(label, relations)
        self.entity = nn.Linear(width + 32 + size, entity)
        self.entity_norm = nn.LayerNorm(entity)
        self.entity_near = Near(entity, dropout)
        self.names = nn.Linear(entity, names)
        self.transitions = nn.Parameter(torch.zeros(names, names))
        self.start = nn.Parameter(torch.zeros(names))

    def read(self, states: torch.Tensor, shapes: torch.Tensor, rows: Rows) -> Read:
        """Read sentences.

        Parameters
        ----------
        states : words × layers × width.
        shapes : of the words, as `shape` tells them.

        """
        syntax, named = (self.mix.softmax(1) @ states).unbind(1)
        shown = self.shape(shapes)
        words = self.norm(self.enter(torch.cat([self.dropout(syntax), shown], 1)))
        words = self.dropout(self.attending(self.near(words, rows), rows))
        asking, asked = self.dropout(self.arcs(words).relu()).chunk(2, 1)
        below, above = self.labels(words).chunk(2, 1)
        entity = self.entity(torch.cat([self.dropout(named), shown, words], 1))
        entity = self.entity_near(self.entity_norm(entity), rows)
        return Read(
            self.tags(words).split(self.cuts, 1),
            self.arc(asking),
            self.far(asking),
            asked,
            below,
            above,
            self.names(self.dropout(entity)),
        )

    def heads(self, read: Read, rows: Rows) -> Iterator[torch.Tensor]:
        """Scores of heads, a group of `rows` each: sentences × words × (root and words)."""
        for part, number, length in rows.groups():
            asked = read.asked[part].view(number, length, -1)
            asked = torch.cat([self.root.expand(number, 1, -1), asked], 1)
            asking = read.asking[part].view(number, length, -1)
            scores = asking @ asked.transpose(1, 2) / asking.shape[2] ** 0.5
            at = torch.arange(length, device=scores.device)
            away = (at - at.unsqueeze(1)).clamp(-FARTHEST, FARTHEST) + FARTHEST
            far = read.far[part].view(number, length, -1).gather(2, away.expand(number, -1, -1))
            itself = torch.diag(scores.new_full((length,), -1e4))
            yield scores + F.pad(far + itself, (1, 0))

    def relations(self, read: Read, above: torch.Tensor) -> torch.Tensor:
        """Scores of the relations of words to these heads, words × relations.

        Parameters
        ----------
        above : number of each word's head among all words; after the last for a root.

        """
        offered = torch.cat([read.above, self.root_label.unsqueeze(0)])[above]
        scores: torch.Tensor = self.relation(self.dropout((read.below + offered).relu()))
        return scores


def shape(word: str) -> int:
    """How a word is written."""
    if word.islower():
        return 1 if word.isalpha() else 2
    if any(c.isdigit() for c in word):
        return 3 if word.isdigit() else 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.isupper():
        return 6 if len(word) == 1 else 7
    return 8 if word[0].isupper() and word[1:].islower() else 9
