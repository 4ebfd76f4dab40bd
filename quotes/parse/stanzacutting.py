"""Stanza's tokenizer at work on all paragraphs at once.

Stanza pads a paragraph to the longest one beside it, reads the padding too, and makes documents of
what comes out. Here a paragraph is read as if it stood alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from quotes.parse.cutting import Cutting, Paragraph
from quotes.parse.recurrent import Recurrent
from quotes.parse.sizes import grouped

CHARACTERS = 32_000  # read at once
WINDOW = 1000  # characters: longer paragraphs are read from sentence to sentence

OPTIONS = {
    "use_dictionary": False,
    "conv_res": None,
    "hierarchical": True,
    "use_mwt": True,
    "rnn_layers": 1,
}
FEATURES = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]


def fits(processor: Any) -> bool:
    """Whether this tokenizer of Stanza's can be run here."""
    options = processor.trainer.args
    return (
        all(options.get(name) == value for name, value in OPTIONS.items())
        and not options.get("charlm_forward_file")
        and not options.get("skip_newline")
        and list(options["feat_funcs"]) == FEATURES
    )


class StanzaCutting(Cutting):
    """The network of Stanza's tokenizer.

    Parameters
    ----------
    processor : Stanza's, one that `fits`.

    """

    def __init__(self, processor: Any):
        self._network = network = processor.trainer.model.eval()
        self._first, self._second = Recurrent(network.rnn), Recurrent(network.rnn2)
        self._sharpness = processor.trainer.args["hier_invtemp"]
        self._vocabulary = processor.vocab

    def _numbered(self, text: str) -> np.ndarray:
        """Numbers and features of characters, characters × 6."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        distinct, of = np.unique(points, return_inverse=True)
        table = np.zeros((len(distinct), 6), np.int64)
        for row, character in zip(table, map(chr, distinct.tolist()), strict=True):
            row[0] = self._vocabulary.unit2id(character)
            row[1:4] = character == " ", character.isupper(), character.isdecimal()
        rows: np.ndarray = table[of]
        rows[-1, 4] = rows[0, 5] = 1
        return rows

    @torch.inference_mode()
    def ends(self, paragraphs: Sequence[Paragraph]) -> list[np.ndarray]:
        """What each character of each paragraph ends, as far as the network tells."""
        rows = [self._numbered(part.text) for part in paragraphs]
        found = [np.zeros(len(part.text), np.int64) for part in paragraphs]
        left = dict.fromkeys(range(len(paragraphs)), 0)
        while left:
            windows = {i: rows[i][at : at + WINDOW] for i, at in left.items()}
            sizes = {i: len(given) for i, given in windows.items()}
            for batch in grouped(sorted(sizes, key=lambda i: -sizes[i]), sizes, CHARACTERS):
                for i, scores in zip(batch, self._read([windows[i] for i in batch]), strict=True):
                    at, best = left.pop(i), scores.argmax(1)
                    breaks = np.flatnonzero((best % 2 == 0) & (best > 0))
                    whole = at + len(best) == len(found[i])
                    size = len(best) if whole or not len(breaks) else int(breaks[-1]) + 1
                    found[i][at : at + size] = best[:size]
                    if not whole:
                        left[i] = at + size
        return found

    @torch.inference_mode()
    def likelihoods(self, paragraphs: Sequence[Paragraph]) -> list[np.ndarray]:
        """How likely each character ends what, characters × (nothing and what may end)."""
        scores = self._read([self._numbered(part.text) for part in paragraphs])
        return [np.exp(rows) for rows in scores]

    def _read(self, windows: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
        """Log probabilities of what each character ends."""
        network = self._network
        nothing = np.zeros((1, 6), np.int64)  # it stands at a paragraph's end
        given = [part for rows in windows for part in (rows, nothing[: rows[-1, 4]])]
        lengths = [len(rows) + int(rows[-1, 4]) for rows in windows]
        rows = torch.from_numpy(np.concatenate(given)).to(network.embeddings.weight.device)
        read = torch.cat([network.embeddings(rows[:, 0]), rows[:, 1:].float()], 1)
        states = self._first(read, lengths)
        token, last, several = (
            head(states) for head in (network.tok_clf, network.sent_clf, network.mwt_clf)
        )
        if self._sharpness > 0:
            states = states * (token * self._sharpness).sigmoid()
        states = self._second(states, lengths)
        token = token + network.tok_clf2(states)
        last = last + network.sent_clf2(states)
        several = several + network.mwt_clf2(states)
        ends = F.logsigmoid(token)
        scores = [F.logsigmoid(-token)]
        for many in (-several, several):
            scores += [ends + F.logsigmoid(one) + F.logsigmoid(many) for one in (-last, last)]
        found = torch.cat(scores, 1).cpu().numpy()
        for start, window in zip(np.cumsum(lengths) - lengths, windows, strict=True):
            yield found[start : start + len(window)]
