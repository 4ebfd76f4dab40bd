"""Text cut into sentences and tokens, all paragraphs at once."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from quotes.parse.boundaries import Token

TOKEN, SENTENCE, SEVERAL, SEVERAL_LAST = 1, 2, 3, 4
"""What a character may end: a token, a sentence too, a token of several words, that and both."""


class Paragraph(NamedTuple):
    """What is read of a paragraph: no blank follows another.

    Attributes
    ----------
    text : its characters, all blanks alike.
    places : where each stands in the whole text.

    """

    text: str
    places: np.ndarray


class Cutting(ABC):
    """Tells sentences and tokens."""

    def __call__(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Sentences of each text, as rows of tokens with their offsets in it."""
        of_texts = [list(paragraphs(text)) for text in texts]
        ends = iter(self.ends([part for some in of_texts for part in some]))
        return [[row for part in some for row in _rows(part, next(ends))] for some in of_texts]

    @abstractmethod
    def ends(self, paragraphs: Sequence[Paragraph]) -> Sequence[np.ndarray]:
        """What each character of each paragraph ends; nought for nothing."""


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Paragraphs of a text, as Stanza cuts them."""
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
            if len(kept) < len(part):
                part = "".join(map(chr, points[kept].tolist()))
            yield Paragraph(part, kept + start)
        start = found.end() if found else start


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
