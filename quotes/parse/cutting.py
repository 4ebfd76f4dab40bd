"""Text cut into sentences and tokens by the network of Stanza's tokenizer, all paragraphs at once.

Stanza pads a paragraph to the longest one beside it, reads the padding too, and makes documents of
what comes out. Here a paragraph is read as if it stood alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional as F

from quotes.parse.boundaries import Token
from quotes.parse.recurrent import Recurrent

CHARACTERS = 32_000  # read at once
WINDOW = 1000  # characters: longer paragraphs are read from sentence to sentence
TOKEN, SENTENCE, SEVERAL, SEVERAL_LAST = 1, 2, 3, 4
"""What a character may end: a token, a sentence too, a token of several words, that and both."""

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


class Paragraph(NamedTuple):
    """What the tokenizer reads of a paragraph: no blank follows another.

    Attributes
    ----------
    text : its characters, all blanks alike.
    places : where each stands in the whole text.
    rows : numbers and features of the characters, characters × 6.

    """

    text: str
    places: np.ndarray
    rows: np.ndarray


class Cutting:
    """Stanza's tokenizer at work.

    Parameters
    ----------
    processor : Stanza's, one that `fits`.

    """

    def __init__(self, processor: Any):
        self._network = network = processor.trainer.model.eval()
        self._first, self._second = Recurrent(network.rnn), Recurrent(network.rnn2)
        self._sharpness = processor.trainer.args["hier_invtemp"]
        self._vocabulary = processor.vocab

    def __call__(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Sentences of each text, as rows of tokens with their offsets in it."""
        paragraphs = [list(self._paragraphs(text)) for text in texts]
        ends = iter(self._ends([part for some in paragraphs for part in some]))
        return [[row for part in some for row in _rows(part, next(ends))] for some in paragraphs]

    def _paragraphs(self, text: str) -> Iterator[Paragraph]:
        from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, WHITESPACE_RE

        plain = WHITESPACE_RE.sub(" ", text)
        start = 0
        for found in [*NEWLINE_WHITESPACE_RE.finditer(text), None]:
            part = plain[start : found.start() if found else None]
            part = part[: len(text[start : start + len(part)].rstrip())]
            if part:
                points = np.frombuffer(part.encode("utf-32-le", "surrogatepass"), np.uint32)
                blank = points == ord(" ")
                kept = np.flatnonzero(~(blank & np.roll(blank, 1)) | (np.arange(len(part)) == 0))
                points = points[kept]
                shown = "".join(map(chr, points.tolist())) if len(kept) < len(part) else part
                yield Paragraph(shown, kept + start, self._numbered(points))
            start = found.end() if found else start

    def _numbered(self, points: np.ndarray) -> np.ndarray:
        distinct, of = np.unique(points, return_inverse=True)
        table = np.zeros((len(distinct), 6), np.int64)
        for row, character in zip(table, map(chr, distinct.tolist()), strict=True):
            row[0] = self._vocabulary.unit2id(character)
            row[1:4] = character == " ", character.isupper(), character.isdecimal()
        rows: np.ndarray = table[of]
        rows[-1, 4] = rows[0, 5] = 1
        return rows

    @torch.inference_mode()
    def _ends(self, paragraphs: Sequence[Paragraph]) -> list[np.ndarray]:
        """What each character of each paragraph ends, as far as the network tells."""
        found = [np.zeros(len(part.text), np.int64) for part in paragraphs]
        left = dict.fromkeys(range(len(paragraphs)), 0)
        while left:
            windows = {i: paragraphs[i].rows[at : at + WINDOW] for i, at in left.items()}
            for batch in _batches({i: len(rows) for i, rows in windows.items()}):
                for i, best in zip(batch, self._read([windows[i] for i in batch]), strict=True):
                    at, breaks = left.pop(i), np.flatnonzero((best % 2 == 0) & (best > 0))
                    whole = at + len(best) == len(found[i])
                    size = len(best) if whole or not len(breaks) else int(breaks[-1]) + 1
                    found[i][at : at + size] = best[:size]
                    if not whole:
                        left[i] = at + size
        return found

    def _read(self, windows: Sequence[np.ndarray]) -> Iterator[np.ndarray]:
        """Of each character what it most likely ends."""
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
        best = torch.cat(scores, 1).argmax(1).cpu().numpy()
        for start, window in zip(np.cumsum(lengths) - lengths, windows, strict=True):
            yield best[start : start + len(window)]


def _batches(lengths: dict[int, int]) -> Iterator[list[int]]:
    """Windows, some `CHARACTERS` characters at a time."""
    batch: list[int] = []
    size = 0
    for i in sorted(lengths, key=lambda i: -lengths[i]):
        if batch and size + lengths[i] > CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += lengths[i]
    if batch:
        yield batch


def _rows(paragraph: Paragraph, ends: np.ndarray) -> Iterator[list[Token]]:
    """Sentences of a paragraph; an address is one token."""
    from stanza.models.tokenization.utils import MASK_RE

    text, places = paragraph.text, paragraph.places
    ends[-1] = SEVERAL_LAST if ends[-1] > SENTENCE else SENTENCE
    for address in MASK_RE.finditer(text):
        ends[address.start() : address.end() - 1] = 0
        ends[address.end() - 1] = max(ends[address.end() - 1], TOKEN)
    row: list[Token] = []
    start = 0
    for end in np.flatnonzero(ends).tolist():
        shown = text[start : end + 1].strip()
        first, start = text.find(shown, start), end + 1
        if not shown:
            continue
        last = first + len(shown) - 1
        token = {"text": shown, "start_char": int(places[first]), "end_char": int(places[last]) + 1}
        if ends[end] >= SEVERAL:
            token["misc"] = "MWT=Yes"
        row.append(token)
        if ends[end] in (SENTENCE, SEVERAL_LAST):
            yield row
            row = []
    if row:
        yield row
