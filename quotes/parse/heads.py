"""The bundle's heads, run over words laid end to end: Stanza's weights, and what they compute.

Stanza's own processors make batches, characters and tensors anew for each head, score relations
for all pairs of words, and look for trees in Python. What is read here is the same: rows of
words are given once, letters are read once a word, relations are scored for the heads chosen.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as F
from torch.nn.utils.rnn import PackedSequence

NARROW = 96  # width of the vectors between which relations are scored first
CLOSE = 1.5  # the two best relations are scored anew, exactly, where they differ by less
AT_ONCE = 64  # words that are scored exactly together


class Layout(NamedTuple):
    """Where words laid end to end stand in a packed sequence."""

    places: torch.Tensor
    sizes: torch.Tensor

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "Layout":
        """The layout of sentences of these lengths."""
        all_lengths = np.array(lengths)
        order = np.argsort(-all_lengths, kind="stable")
        starts = (np.cumsum(all_lengths) - all_lengths)[order]
        steps = np.arange(all_lengths[order[0]])[:, None]
        there = steps < all_lengths[order]
        places = (starts + steps)[there]
        return cls(torch.from_numpy(places), torch.from_numpy(there.sum(1)))

    def run(self, network: Any, words: torch.Tensor, first: Sequence[torch.Tensor]) -> torch.Tensor:
        """The states of a recurrent network, in the order of the words."""
        places = self.places.to(words.device)
        start = tuple(state.expand(-1, int(self.sizes[0]), -1).contiguous() for state in first)
        packed = PackedSequence(words[places], self.sizes)
        found = network(packed, None, start)[0].data
        states = torch.empty_like(found)
        states[places] = found
        return states


class Letters:
    """What a head reads of the letters of words, each word once."""

    def __init__(self, model: Any, vocabulary: Any, transform: Any = None):
        self._model, self._vocabulary, self._transform = model, vocabulary, transform

    def __call__(self, words: Sequence[str]) -> torch.Tensor:
        """A row a word."""
        distinct = sorted(dict.fromkeys(words), key=len, reverse=True)
        lengths = [len(word) for word in distinct]
        numbers = torch.zeros(len(distinct), lengths[0], dtype=torch.long)
        for row, word in enumerate(distinct):
            numbers[row, : len(word)] = torch.tensor(self._vocabulary.map(list(word)))
        numbers = numbers.to(next(self._model.parameters()).device)
        order = list(range(len(distinct)))
        rows: torch.Tensor = self._model(numbers, None, order, [len(distinct)], lengths).data
        if self._transform is not None:
            rows = self._transform(rows)
        known = {word: row for row, word in enumerate(distinct)}
        return rows[torch.tensor([known[word] for word in words], device=rows.device)]


def mixed(layers: torch.Tensor, model: Any) -> torch.Tensor:
    """One vector a word of its states in each layer, as the head of a model weighs them."""
    weights = model.bert_layer_mix.weight[0] + 1 / model.bert_layer_mix.in_features
    return torch.einsum("nlw,l->nw", layers, weights)


class Tags:
    """The tagger: universal tag, treebank's tag and features."""

    def __init__(self, trainer: Any):
        self.model, self.vocabulary = trainer.model, trainer.vocab
        self._letters = Letters(
            self.model.charmodel, self.vocabulary["char"], self.model.trans_char
        )
        columns = [self.model.upos_clf, self.model.tag_clf["xpos"], *self.model.tag_clf["feats"]]
        self._weight = torch.cat([column.weight for column in columns])
        self._bias = torch.cat([column.bias for column in columns])
        self._cuts = [len(column.bias) for column in columns]
        self._features: dict[tuple[int, ...], str] = {}

    def __call__(
        self, layers: torch.Tensor, words: Sequence[str], layout: Layout
    ) -> tuple[list[str], list[str], list[str]]:
        """Tags of words, column by column."""
        model = self.model
        given = torch.cat([self._letters(words), mixed(layers, model)], 1)
        states = layout.run(
            model.taggerlstm, given, (model.taggerlstm_h_init, model.taggerlstm_c_init)
        )
        scores = F.linear(model.upos_hid(states).relu(), self._weight, self._bias)
        best = torch.stack(
            [part.argmax(1) for part in torch.split(scores, self._cuts, 1)], 1
        ).tolist()
        upos = self.vocabulary["upos"].unmap([row[0] for row in best])
        xpos = self.vocabulary["xpos"].unmap([row[1] for row in best])
        return upos, xpos, [self._named(tuple(row[2:])) for row in best]

    def _named(self, features: tuple[int, ...]) -> str:
        if features not in self._features:
            self._features[features] = self.vocabulary["feats"].unmap([list(features)])[0]
        return self._features[features]


class Trees:
    """The parser: scores of heads, and relations to the heads chosen."""

    def __init__(self, trainer: Any):
        self.model, self.vocabulary = trainer.model, trainer.vocab["deprel"]
        weight = self.model.deprel.scorer.W_bilin.weight.detach()
        self._narrow = _narrowed(weight)
        self._labels = len(self.vocabulary) - weight.shape[2]  # before them: padding and such

    def read(self, layers: torch.Tensor, layout: Layout) -> torch.Tensor:
        """States of roots and words; before the words of each sentence stands its root."""
        model = self.model
        first = (model.parserlstm_h_init, model.parserlstm_c_init)
        return layout.run(model.parserlstm, mixed(layers, model), first)

    def heads(self, states: torch.Tensor, lengths: Sequence[int]) -> list[np.ndarray]:
        """For each sentence log probabilities of heads: words × (root and words)."""
        model = self.model
        pairs = [
            (
                _with_one(scorer.W1(states).relu()),
                _with_one(scorer.W2(states).relu()),
                scorer.scorer,
            )
            for scorer in (model.unlabeled, model.linearization, model.distance)
        ]
        asking = [
            (below @ scorer.W_bilin.weight[..., 0], above, scorer.W_bilin.bias)
            for below, above, scorer in pairs
        ]
        found = []
        start = 0
        for length in lengths:
            part = slice(start, start + length)
            start += length
            scores, order, distance = (
                ask[part][1:] @ above[part].T + bias for ask, above, bias in asking
            )
            at = torch.arange(length, device=states.device)
            offset = (at - at[1:, None]).float()
            scores += F.logsigmoid(order * offset.sign())
            scores += -torch.log((offset.abs() - (1 + F.softplus(distance))) ** 2 / 2 + 1)
            scores[at[1:] - 1, at[1:]] = -torch.inf
            found.append(scores.log_softmax(1).cpu().numpy())
        return found

    def relations(
        self, states: torch.Tensor, below: torch.Tensor, above: torch.Tensor
    ) -> list[str]:
        """Relations between words and their heads, both as rows of `states`."""
        deep = self.model.deprel
        asking, asked = _with_one(deep.W1(states).relu()), _with_one(deep.W2(states).relu())
        left, right, core = self._narrow
        scores = _products((asking @ left)[below], (asked @ right)[above], core)
        first, second = (scores + deep.scorer.W_bilin.bias).topk(2, 1).values.unbind(1)
        close = (first - second < CLOSE).nonzero().squeeze(1)
        whole = deep.scorer.W_bilin.weight.flatten(1)
        for some in close.split(AT_ONCE):
            scores[some] = _products(asking[below[some]], asked[above[some]], whole)
        best = (scores + deep.scorer.W_bilin.bias).argmax(1)
        found: list[str] = self.vocabulary.unmap((best + self._labels).tolist())
        return found


class Names:
    """The name finder."""

    def __init__(self, trainer: Any):
        self.model, self.vocabulary = trainer.model, trainer.vocab
        self._letters = Letters(self.model.charmodel, self.vocabulary["char"])
        self._moves = self.model.crits[0]._transitions.detach().cpu().numpy()

    def __call__(
        self, layers: torch.Tensor, tokens: Sequence[str], lengths: Sequence[int]
    ) -> list[list[tuple[int, int, str]]]:
        """Names of each sentence: first token, last token, type."""
        model = self.model
        given = torch.cat([mixed(layers, model), self._letters(tokens)], 1)
        first = (model.taggerlstm_h_init, model.taggerlstm_c_init)
        states = Layout.of(lengths).run(model.taggerlstm, model.input_transform(given), first)
        scores = model.tag_clfs[0](states).cpu().numpy()
        return [self._decoded(path) for path in likeliest(scores, lengths, self._moves)]

    def _decoded(self, path: Sequence[int]) -> list[tuple[int, int, str]]:
        from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
        from stanza.models.ner.trainer import fix_singleton_tags
        from stanza.models.ner.utils import decode_from_bioes

        if max(path) <= VOCAB_PREFIX_SIZE:
            return []
        numbers = [[max(number, VOCAB_PREFIX_SIZE)] for number in path]
        tags = [tag[0] for tag in self.vocabulary["tag"].unmap(numbers)]
        found = decode_from_bioes(fix_singleton_tags(tags))
        return [(name["start"], name["end"], name["type"]) for name in found]


def likeliest(scores: np.ndarray, lengths: Sequence[int], moves: np.ndarray) -> list[list[int]]:
    """The likeliest labels of each sentence, all sentences at once.

    Parameters
    ----------
    scores : words, laid end to end, × labels.
    moves : from label to label.

    """
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(lengths, kind="stable")
    ends = np.array(lengths)[order]
    rows, steps, size = len(lengths), int(ends[-1]), scores.shape[1]
    padded = np.zeros((rows, steps, size), np.float32)
    for row, i in enumerate(order):
        padded[row, : lengths[i]] = scores[starts[i] : starts[i] + lengths[i]]
    best = padded[:, 0].copy()
    back = np.zeros((steps, rows, size), np.int32)
    first = 0  # rows before it have ended
    for step in range(1, steps):
        while ends[first] <= step:
            first += 1
        sums = best[first:, :, None] + moves
        back[step, first:] = sums.argmax(1)
        best[first:] = sums.max(1) + padded[first:, step]
    found: list[list[int]] = [[]] * rows
    for row, i in enumerate(order):
        label = int(best[row].argmax())
        path = [label]
        for step in range(lengths[i] - 1, 0, -1):
            label = int(back[step, row, label])
            path.append(label)
        found[i] = path[::-1]
    return found


def _with_one(rows: torch.Tensor) -> torch.Tensor:
    return F.pad(rows, (0, 1), value=1.0)


def _products(left: torch.Tensor, right: torch.Tensor, core: torch.Tensor) -> torch.Tensor:
    """For each row the product of two vectors for each relation."""
    width = right.shape[1]
    seen = (left @ core).view(len(left), width, core.shape[1] // width)
    product: torch.Tensor = (right.unsqueeze(1) @ seen).squeeze(1)
    return product


def _narrowed(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A product of two vectors for each relation, between shorter vectors.

    Parameters
    ----------
    weight : of words × of heads × relations.

    Returns
    -------
    What shortens the one and the other, and the product between them as a matrix.

    """
    left, right = _strongest(weight.flatten(1)), _strongest(weight.transpose(0, 1).flatten(1))
    core = torch.einsum("ijo,ia,jb->abo", weight, left, right)
    return left, right, core.reshape(left.shape[1], -1)


def _strongest(rows: torch.Tensor) -> torch.Tensor:
    """The first left singular vectors of a wide matrix."""
    vectors: torch.Tensor = torch.linalg.eigh(rows.double() @ rows.double().T)[1]
    return vectors[:, -NARROW:].flip(1).float()
