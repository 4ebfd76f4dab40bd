"""Hidden states of words, from one pass of the encoder over sentences laid end to end.

No sentence is padded: what the encoder computes for a word does not depend on the sentences beside
it, but for the last bits that a matrix product rounds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from quotes.parse.sizes import grouped
from quotes.parse.weights import LAYERS, Bert
from quotes.products import Product, feed_forward

PIECES = 512  # encoded at once, two tiled products' fill: more leave a processor's caches
REMEMBERED = 50_000  # words whose pieces are kept
PRODUCTS = ("joint", "attention.output.dense", "intermediate.dense", "output.dense")
Weights = Mapping[str, torch.Tensor]


class WordPieces:
    """Numbers of the pieces of words; a word's pieces are the same in each sentence."""

    def __init__(self, tokenizer: Tokenizer):
        self._tokenizer = tokenizer
        self._known: dict[str, list[int]] = {}
        self.first, self.last = tokenizer.encode("").ids

    def of(self, words: Sequence[str]) -> list[list[int]]:
        """Pieces of each word; one that the tokenizer takes for nothing is a dash."""
        new = list(dict.fromkeys(word for word in words if word not in self._known))
        if new:
            if len(self._known) > REMEMBERED:
                self._known.clear()
                new = list(dict.fromkeys(words))
            cut = self._tokenizer.encode_batch_fast(["-", *new], add_special_tokens=False)
            dash, *ids = (pieces.ids for pieces in cut)
            self._known.update((w, i or dash) for w, i in zip(new, ids, strict=True))
        return [self._known[word] for word in words]


class WordStates:
    """Runs a BERT over sentences, each cut into words.

    Parameters
    ----------
    bert : the transformer.

    """

    def __init__(self, bert: Bert):
        self.pieces = WordPieces(bert.tokenizer)
        self.longest = int(bert.config["max_position_embeddings"])
        self.heads = int(bert.config["num_attention_heads"])
        self._epsilon = float(bert.config["layer_norm_eps"])
        self._embeddings = _under(bert.state, "embeddings.")
        self._layers = []
        for number in range(int(bert.config["num_hidden_layers"])):
            layer = _under(bert.state, f"encoder.layer.{number}.")
            for kind in ("weight", "bias"):
                parts = [layer.pop(f"attention.self.{p}.{kind}") for p in ("query", "key", "value")]
                layer[f"joint.{kind}"] = torch.cat(parts)
            products = {
                name: Product(layer.pop(f"{name}.weight"), layer.pop(f"{name}.bias"))
                for name in PRODUCTS
            }
            self._layers.append((layer, products))

    @torch.inference_mode()
    def chunks(
        self, sentences: Sequence[Sequence[str]]
    ) -> Iterator[tuple[list[int], torch.Tensor]]:
        """Numbers of sentences, the shortest first, and states of their words laid end to end.

        Before the words of each sentence stands its root, the tokenizer's first piece. States are
        (roots and words) × `LAYERS` × width, the top layers from the lowest on.
        """
        rows, places = [], []
        for words in sentences:
            ids, ends = [self.pieces.first], [0]
            for pieces in self.pieces.of(words):
                ids += pieces
                ends.append(min(len(ids), self.longest) - 1)
            rows.append([*ids[: self.longest - 1], self.pieces.last])
            places.append(ends)
        lengths = [len(row) for row in rows]
        for chunk in grouped(sorted(range(len(rows)), key=lengths.__getitem__), lengths, PIECES):
            yield chunk, self.encode([rows[i] for i in chunk], [places[i] for i in chunk])

    def mixed(
        self, sentences: Sequence[Sequence[str]], mixed: Callable[[torch.Tensor], torch.Tensor]
    ) -> list[torch.Tensor]:
        """For each sentence what `mixed` makes of its words' states."""
        found: dict[int, torch.Tensor] = {}
        for chunk, states in self.chunks(sentences):
            parts = torch.split(mixed(states).cpu(), [1 + len(sentences[i]) for i in chunk])
            found.update((i, part[1:]) for i, part in zip(chunk, parts, strict=True))
        return [found[i] for i in range(len(sentences))]

    def encode(self, rows: Sequence[list[int]], places: Sequence[list[int]]) -> torch.Tensor:
        """States of the words of rows, which are in the order of their lengths."""
        embeddings = self._embeddings
        device = embeddings["word_embeddings.weight"].device
        lengths = [len(row) for row in rows]
        starts = [sum(lengths[:i]) for i in range(len(rows))]
        ends = torch.tensor(
            [start + end for start, row in zip(starts, places, strict=True) for end in row],
            device=device,
        )
        ids = torch.tensor([i for row in rows for i in row], device=device)
        at = torch.cat([torch.arange(n, device=device) for n in lengths])
        states = embeddings["word_embeddings.weight"][ids].float()
        if (scale := embeddings.get("word_embeddings.weight.scale")) is not None:
            states = states * scale[ids]
        states = states + embeddings["position_embeddings.weight"][at]
        states = states + embeddings["token_type_embeddings.weight"][0]
        states = self._normed(states, embeddings, "LayerNorm")
        kept = []
        last = len(self._layers) - 1
        for number, (layer, products) in enumerate(self._layers):
            mixed = self._attend(products["joint"](states), lengths)
            if number == last:  # only what the heads read
                mixed, states = mixed[ends], states[ends]
            states = products["attention.output.dense"](mixed) + states
            states = self._normed(states, layer, "attention.output.LayerNorm")
            wide, narrow = products["intermediate.dense"], products["output.dense"]
            states = feed_forward(wide, narrow, states) + states
            states = self._normed(states, layer, "output.LayerNorm")
            if number > last - LAYERS:
                kept.append(states if number == last else states[ends])
        return torch.stack(kept, 1)

    def _normed(self, states: torch.Tensor, weights: Weights, name: str) -> torch.Tensor:
        scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return F.layer_norm(states, scale.shape, scale, shift, self._epsilon)

    def _attend(self, joint: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """Each piece attends to those of its own sentence, by its query, key and value."""
        size = joint.shape[1] // (3 * self.heads)
        mixed, start = [], 0
        for length, group in groupby(lengths):
            rows = len(list(group))
            part = joint[start : start + rows * length]
            start += rows * length
            query, key, value = part.view(rows, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
            seen = F.scaled_dot_product_attention(query, key, value)
            mixed.append(seen.transpose(1, 2).reshape(rows * length, -1))
        return torch.cat(mixed)


def _under(state: Weights, place: str) -> dict[str, torch.Tensor]:
    return {k.removeprefix(place): v for k, v in state.items() if k.startswith(place)}
