"""The lean tokenizer: convolutions over runs of letters, runs of digits, and single marks.

It says of each such piece whether a token, or a sentence, ends with it. A piece is known by what
it is, how it ends and is written, and whether a blank stands before it.
"""

import re
from collections.abc import Callable, Container, Sequence
from functools import lru_cache, partial
from pathlib import Path
from zlib import crc32

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from quotes.parse.cutting import Cutting, Paragraph
from quotes.parse.sizes import grouped

PIECE = re.compile(r" ?(?:[^\W\d_]+|\d+|\S)| ")
CLASSES = 5
"""What a piece may end: nothing, or one of what `quotes.parse.cutting` has."""
WORDS, ENDINGS = 2**13, 2**11  # told apart by checksums
ENDING = 3  # bytes
WAYS = 36  # of writing a piece
SEEN = 2  # pieces before and after that a convolution sees, times its step
STEPS = (1, 2, 4)
GAP = SEEN * max(STEPS)  # between paragraphs: no convolution reaches across
AT_ONCE = 8_000  # pieces
REMEMBERED = 50_000  # pieces whose description is kept


Description = tuple[int, int, int, int]
"""Numbers of a piece with the blank before it: word, ending, way of writing, blank."""


def _plain(piece: str) -> bytes:
    return piece.lstrip(" ").lower().encode("utf-8", "surrogatepass")


def checked(piece: str) -> int:
    """The checksum of a piece as a word."""
    return crc32(_plain(piece))


def described(piece: str, known: Container[int] | None = None) -> Description:
    """Describe a piece.

    Parameters
    ----------
    known : checksums of words seen in training; all others are one word, `WORDS`, lest a name be
        taken for the abbreviation whose number it shares. Without it every word is known.

    """
    text = piece.lstrip(" ")
    checksum = checked(piece)
    ending = crc32(_plain(piece)[-ENDING:]) % ENDINGS
    word = checksum % WORDS if known is None or checksum in known else WORDS
    return word, ending, written(text), int(len(text) < len(piece))


def written(text: str) -> int:
    """How a piece is written, and how long it is up to five."""
    if not text.isalpha():
        way = 4 if text.isdigit() else 5
    elif text.islower():
        way = 0
    elif text.isupper():
        way = 1
    else:
        way = 2 if text[0].isupper() and text[1:].islower() else 3
    return 6 * way + min(len(text), 5)


def numbered(
    pieces: Sequence[str], describe: Callable[[str], Description] = described
) -> np.ndarray:
    """Numbers of the pieces of a paragraph, pieces × 5; the last tells where it begins and ends."""
    distinct = {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}
    table = np.array([describe(piece) for piece in distinct], np.int64)
    places = np.fromiter(map(distinct.__getitem__, pieces), np.int64, len(pieces))
    rows = np.column_stack([table[places], np.zeros(len(pieces), np.int64)])
    rows[-1, -1] = 2
    rows[0, -1] += 1
    return rows


class Cutter(nn.Module):
    """Scores of what pieces end.

    Parameters
    ----------
    width : of what it knows of a piece.

    """

    def __init__(self, width: int = 64, dropout: float = 0.1):
        super().__init__()
        self.sizes = {"width": width}
        sizes = (WORDS + 1, ENDINGS, WAYS, 2, 4)
        self.tables = nn.ModuleList(nn.Embedding(size, width) for size in sizes)
        self.layers = nn.ModuleList(nn.Linear((2 * SEEN + 1) * width, width) for _ in STEPS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in STEPS)
        self.scores = nn.Linear(width, CLASSES)
        self.dropout = nn.Dropout(dropout)

    def forward(self, paragraphs: Sequence[np.ndarray]) -> torch.Tensor:
        """Scores of the pieces of paragraphs, given as `numbered`: all pieces × `CLASSES`."""
        lengths = np.array([len(rows) for rows in paragraphs])
        starts = np.cumsum(lengths + GAP) - lengths
        shift = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        at = torch.from_numpy(np.arange(len(shift)) + shift)
        rows = torch.from_numpy(np.concatenate(list(paragraphs)))
        states = sum(table(rows[:, i]) for i, table in enumerate(self.tables))
        room = states.new_zeros(starts[-1] + lengths[-1] + GAP, states.shape[1])
        for step, layer, norm in zip(STEPS, self.layers, self.norms, strict=True):
            wide = room.index_copy(0, at, self.dropout(states))
            near = [wide[at + step * away] for away in range(-SEEN, SEEN + 1)]
            states = norm(near[SEEN] + F.relu(layer(torch.cat(near, 1))))
        scores: torch.Tensor = self.scores(self.dropout(states))
        return scores


class LeanCutting(Cutting):
    """The lean tokenizer at work.

    Parameters
    ----------
    path : its file.

    """

    def __init__(self, path: Path):
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self._cutter = Cutter(**saved["config"]).eval()
        self._cutter.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        known = frozenset(checksum % 2**32 for checksum in saved["known"].tolist())
        self._described = lru_cache(REMEMBERED)(partial(described, known=known))

    @torch.inference_mode()
    def ends(self, paragraphs: Sequence[Paragraph]) -> list[np.ndarray]:
        """What each character of each paragraph ends, as far as the network tells."""
        found = []
        pieces = [PIECE.findall(part.text) for part in paragraphs]
        for group in grouped(range(len(pieces)), list(map(len, pieces)), AT_ONCE):
            batch = [pieces[i] for i in group]
            scores = self._cutter([numbered(some, self._described) for some in batch])
            best = scores.argmax(1).numpy()
            for some in batch:
                lasts = np.cumsum(np.fromiter(map(len, some), np.int64, len(some))) - 1
                ends = np.zeros(int(lasts[-1]) + 1, np.int64)
                ends[lasts], best = best[: len(some)], best[len(some) :]
                found.append(ends)
        return found
