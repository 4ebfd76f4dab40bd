"""Tags, trees and names of sentences in one pass: the encoder once, then the bundle's heads."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from ufal.chu_liu_edmonds import chu_liu_edmonds

from quotes.parse.analysis import Analysis, Given
from quotes.parse.heads import Layout, Names, Tags, Trees
from quotes.parse.states import WordStates

BARRED = 1e4  # far more than any scores differ by

# options of heads that are run here; others are left to Stanza
TAGGER = {"share_hid": True, "num_layers": 1, "word_emb_dim": 0, "char": True, "charlm": False}
PARSER = {"num_layers": 1, "word_emb_dim": 0, "tag_emb_dim": 0, "char": False, "pretrain": False}
TREES = {"linearization": True, "distance": True, "use_arc_embedding": False}
NAMES = {"num_layers": 1, "word_emb_dim": 0, "char": True, "charlm": False, "input_transform": True}


Keep = Callable[[torch.Tensor], torch.Tensor]
"""Makes of words' states in each layer what is to be kept of them."""


def fits(processors: Mapping[str, Any]) -> bool:
    """Whether these processors of Stanza hold heads that can be run here."""
    wanted = (("pos", TAGGER), ("depparse", PARSER | TREES), ("ner", NAMES))
    return all(
        name in processors
        and processors[name].trainer.args.get("bert_hidden_layers")
        and all((processors[name].trainer.args.get(k) or 0) == v for k, v in options.items())
        for name, options in wanted
    )


class OnePass(ABC):
    """Heads over an encoder, which runs once for all of them."""

    states: WordStates

    @torch.inference_mode()
    def __call__(
        self,
        sentences: Sequence[Given],
        keep: Keep | None = None,
    ) -> list[Analysis]:
        """Analyse sentences; `keep` makes what is to be kept of words' states in each layer."""
        found: dict[int, Analysis] = {}
        for chunk, states in self.states.chunks([s.words for s in sentences]):
            some = [sentences[i] for i in chunk]
            found.update(zip(chunk, self.read(some, states, keep), strict=True))
        return [found[i] for i in range(len(sentences))]

    @abstractmethod
    def read(
        self,
        sentences: Sequence[Given],
        layers: torch.Tensor,
        keep: Keep | None,
    ) -> Iterator[Analysis]:
        """Read a chunk; before the states of each sentence's words stand those of its root."""


class StanzaPass(OnePass):
    """The heads that Stanza's processors hold.

    Parameters
    ----------
    processors : Stanza's.
    states : the encoder.

    """

    @torch.inference_mode()
    def __init__(self, processors: Mapping[str, Any], states: WordStates):
        self.states = states
        self.tags = Tags(processors["pos"].trainer)
        self.trees = Trees(processors["depparse"].trainer)
        self.names = Names(processors["ner"].trainer)
        for head in (self.tags, self.trees, self.names):
            head.model.eval()

    def read(
        self,
        sentences: Sequence[Given],
        layers: torch.Tensor,
        keep: Keep | None,
    ) -> Iterator[Analysis]:
        """Read a chunk, where Stanza has put its heads."""
        layers = layers.to(next(self.trees.model.parameters()).device)
        sizes = [len(s.words) for s in sentences]
        rooted = [size + 1 for size in sizes]
        starts = np.cumsum(rooted) - rooted
        places = np.concatenate(
            [np.arange(a + 1, a + 1 + n) for a, n in zip(starts, sizes, strict=True)]
        )
        below = torch.from_numpy(places).to(layers.device)
        words = layers[below]
        columns = self.tags(words, [w for s in sentences for w in s.words], Layout.of(sizes))
        states = self.trees.read(layers, Layout.of(rooted))
        heads = [tree(scores) for scores in self.trees.heads(states, rooted)]
        above = np.concatenate([a + np.array(row) for a, row in zip(starts, heads, strict=True)])
        relations = self.trees.relations(states, below, torch.from_numpy(above).to(layers.device))
        names = self._names(sentences, layers, starts)
        kept = keep(words).cpu() if keep else None
        at = 0
        for size, row, named in zip(sizes, heads, names, strict=True):
            part = slice(at, at + size)
            at += size
            upos, xpos, feats = (column[part] for column in columns)
            its_own = kept[part] if kept is not None else None
            yield Analysis(upos, xpos, feats, row, relations[part], named, its_own)

    def _names(
        self, sentences: Sequence[Given], layers: torch.Tensor, starts: np.ndarray
    ) -> Iterator[list[tuple[int, int, str]]]:
        """Names in words; the name finder reads tokens, each where its last word stands."""
        places = np.concatenate(
            [a + 1 + np.array(s.last) for a, s in zip(starts, sentences, strict=True)]
        )
        tokens = [text for s in sentences for text in s.tokens]
        lengths = [len(s.tokens) for s in sentences]
        states = layers[torch.from_numpy(places).to(layers.device)]
        for given, names in zip(sentences, self.names(states, tokens, lengths), strict=True):
            yield [
                (given.last[first - 1] + 1 if first else 0, given.last[last], kind)
                for first, last, kind in names
            ]


def tree(scores: np.ndarray) -> list[int]:
    """The best tree with one root: for each word its head, from 1; the root's is 0.

    Parameters
    ----------
    scores : words × (root and words).

    """
    heads: list[int] = scores.argmax(1).tolist()
    if _is_tree(heads):
        return heads
    words = len(scores)
    square = np.full((words + 1, words + 1), np.nan)
    square[1:] = scores
    square[1:, 0] -= BARRED  # each root costs so much that there is one only
    square[np.arange(1, words + 1), np.arange(1, words + 1)] = np.nan
    found, _ = chu_liu_edmonds(square)
    return list(found[1:])


def _is_tree(heads: Sequence[int]) -> bool:
    """Whether one word is the root and all others hang from it."""
    if heads.count(0) != 1:
        return False
    seen = [0] * (len(heads) + 1)
    for number in range(1, len(heads) + 1):
        word = number
        while word and not seen[word]:
            seen[word] = number
            word = heads[word - 1]
        if word and seen[word] == number:
            return False
    return True
