"""A sentence as one pass takes it, and what it says of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import torch


class Given(NamedTuple):
    """A sentence: its words, its tokens, and the last word of each token."""

    words: Sequence[str]
    tokens: Sequence[str]
    last: Sequence[int]


class Analysis(NamedTuple):
    """What the heads say of a sentence. Heads count from 1, the root's is 0.

    `names` tells of each name the first word, the last, and the type; `states` is what was asked
    to be kept of the encoder's.
    """

    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    names: Sequence[tuple[int, int, str]]
    states: "torch.Tensor | None"
