"""Tags, trees and names of sentences in one pass: the encoder once, then the lean heads."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch

from quotes.parse.analysis import Analysis, Given
from quotes.parse.heads import likeliest
from quotes.parse.lean import COLUMNS, Lean, Read, Rows, shape
from quotes.parse.onepass import BARRED, Keep, OnePass, tree
from quotes.parse.states import WordStates
from quotes.products import packed

OUTSIDE = "O"


class LeanPass(OnePass):
    """The lean heads over an encoder.

    Parameters
    ----------
    path : the heads' file.
    states : the encoder.

    """

    def __init__(self, path: Path, states: WordStates):
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.states = states
        self.labels: dict[str, list[str]] = saved["labels"]
        self.heads = Lean(**saved["config"])
        self.heads.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        packed(self.heads.eval())
        names = self.labels["names"]
        barred = [[not follows(before, after) for after in names] for before in names]
        self._moves = self.heads.transitions.detach().numpy() - BARRED * np.array(barred)
        self._start = self.heads.start.detach().numpy() - BARRED * np.array(
            [not follows(OUTSIDE, name) for name in names]
        )
        self._shape = cache(shape)

    def read(
        self,
        sentences: Sequence[Given],
        layers: torch.Tensor,
        keep: Keep | None,
    ) -> Iterator[Analysis]:
        """Read a chunk, on the processor wherever the encoder is: these heads are small."""
        layers = layers.cpu()
        sizes = [len(s.words) for s in sentences]
        starts = np.cumsum(sizes) - sizes + np.arange(1, len(sizes) + 1)  # roots come first
        order = np.argsort(sizes, kind="stable").tolist()
        lengths = [sizes[i] for i in order]
        rows = Rows(lengths)
        places = np.concatenate([np.arange(starts[i], starts[i] + sizes[i]) for i in order])
        states = layers[torch.from_numpy(places)]
        shapes = torch.tensor([self._shape(w) for i in order for w in sentences[i].words])
        read = self.heads.read(states, shapes, rows)
        heads = [tree(s) for group in self.heads.heads(read, rows) for s in group.numpy()]
        columns = [
            [self.labels[column][n] for n in scores.argmax(1).tolist()]
            for column, scores in zip(COLUMNS, read.tags, strict=True)
        ]
        columns.append(self._relations(read, heads, lengths))
        names = self._named(read.names.numpy(), lengths)
        kept = keep(states).cpu() if keep else None
        found: list[Analysis | None] = [None] * len(sizes)
        start = 0
        for i, row, named in zip(order, heads, names, strict=True):
            part = slice(start, start + sizes[i])
            start += sizes[i]
            upos, xpos, feats, relations = (column[part] for column in columns)
            found[i] = Analysis(
                upos, xpos, feats, row, relations, named, kept[part] if kept is not None else None
            )
        return (analysis for analysis in found if analysis is not None)

    def _relations(
        self, read: Read, heads: Sequence[Sequence[int]], lengths: Sequence[int]
    ) -> list[str]:
        """The relation of each word to its head."""
        words = sum(lengths)
        starts = np.cumsum(lengths) - lengths
        above = [
            start + head - 1 if head else words
            for start, row in zip(starts.tolist(), heads, strict=True)
            for head in row
        ]
        best = self.heads.relations(read, torch.tensor(above)).argmax(1)
        return [self.labels["relations"][n] for n in best.tolist()]

    def _named(
        self, scores: np.ndarray, lengths: Sequence[int]
    ) -> list[list[tuple[int, int, str]]]:
        """Names of each sentence: first word, last word, type."""
        starts = np.cumsum(lengths) - lengths
        scores[starts] += self._start
        labels = self.labels["names"]
        return [
            entities([labels[n] for n in path]) for path in likeliest(scores, lengths, self._moves)
        ]


def follows(before: str, after: str) -> bool:
    """Whether a label of BIOES may stand after another."""
    if before[0] in "BI":
        return after[0] in "IE" and after[2:] == before[2:]
    return after[0] not in "IE"


def entities(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names in labels of BIOES: first word, last word, type. One that never ends is none."""
    found, first = [], 0
    for i, label in enumerate(labels):
        if label[0] in "BS":
            first = i
        if label[0] in "ES":
            found.append((first, i, label[2:]))
    return found
