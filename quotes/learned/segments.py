"""Articles cut into segments of whole paragraphs, with what the head reads of each word."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from quotes.learned.branches import Tree, numbered
from quotes.text.marks import Marks
from quotes.text.span import Span
from quotes.text.tree import Sentence

# The head is trained with these: other values need another training. Chosen by reading, and not
# measured against others.
LONGEST_SEGMENT = 220  # words: paragraphs are joined up to here, longer ones are cut at sentences
LINK_REACH = 96  # words before and after a cue that it may link to
OTHER_PARAGRAPHS = 24  # of these, words of other paragraphs
SIZES = (2, 3, 4, 4)
"""Values of each feature: sentence start, paragraph place, quotation, capitals."""


class EncodedSentence(NamedTuple):
    """One sentence as the head reads it: texts, offsets, number of its paragraph, its tree.

    `heads` count from 0 within the sentence, the root's is -1.
    """

    texts: Sequence[str]
    spans: Sequence[Span]
    paragraph: int
    heads: Sequence[int]
    relations: Sequence[str]

    @classmethod
    def of(cls, sentence: Sentence) -> "EncodedSentence":
        """The words of a parsed sentence, as the encoder was given them."""
        words = sentence.words
        return cls(
            [w.form for w in words],
            [w.span for w in words],
            sentence.paragraph,
            [w.head for w in words],
            [w.deprel for w in words],
        )


class Segment(NamedTuple):
    """Neighbouring sentences: numbers of the first and after the last, and their words' places.

    Attributes
    ----------
    first, last : sentences of the article, `last` excluded.
    start, end : words of the article, `end` excluded.

    """

    first: int
    last: int
    start: int
    end: int


def segments(sentences: Sequence[EncodedSentence]) -> Iterator[Segment]:
    """Cut an article between paragraphs where possible, else between sentences."""
    places = [0, *accumulate(len(s.texts) for s in sentences)]
    first = after = 0
    for i in range(1, len(sentences) + 1):
        if i < len(sentences):
            after = after if i < after else _next_break(sentences, i)
            if places[after] - places[first] <= LONGEST_SEGMENT:
                continue
            inside = sentences[i].paragraph == sentences[i - 1].paragraph
            if inside and places[i + 1] - places[first] <= LONGEST_SEGMENT:
                continue
        yield Segment(first, i, places[first], places[i])
        first = i


def _next_break(sentences: Sequence[EncodedSentence], i: int) -> int:
    """After the paragraph of sentence `i`."""
    end = i
    while end < len(sentences) and sentences[end].paragraph == sentences[i].paragraph:
        end += 1
    return end


def paragraphs(segment: Segment, sentences: Sequence[EncodedSentence]) -> list[int]:
    """Paragraph of each word of a segment."""
    inside = sentences[segment.first : segment.last]
    return [s.paragraph for s in inside for _ in s.texts]


def tree(segment: Segment, sentences: Sequence[EncodedSentence]) -> Tree:
    """Trees of a segment's sentences, as one: heads count from the segment's first word."""
    heads: list[int] = []
    relations: list[int] = []
    for sentence in sentences[segment.first : segment.last]:
        first = len(heads)
        heads += [h + first if h >= 0 else -1 for h in sentence.heads]
        relations += map(numbered, sentence.relations)
    return Tree(heads, relations)


def window(paragraphs: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """Words that a cue may link to: its paragraph and some words around, within `LINK_REACH`.

    Parameters
    ----------
    paragraphs : number of the paragraph of each word of the segment.
    first, last : words of the cue.

    """
    start, end = first, last + 1
    while start > 0 and paragraphs[start - 1] == paragraphs[first]:
        start -= 1
    while end < len(paragraphs) and paragraphs[end] == paragraphs[last]:
        end += 1
    start, end = start - OTHER_PARAGRAPHS, end + OTHER_PARAGRAPHS
    return max(start, first - LINK_REACH, 0), min(end, last + 1 + LINK_REACH, len(paragraphs))


def features(marks: Marks, sentences: Sequence[EncodedSentence]) -> list[tuple[int, ...]]:
    """For each word of an article a value of each feature of `SIZES`."""
    quoted = _quoted(marks)
    rows: list[tuple[int, ...]] = []
    before = -1
    for sentence in sentences:
        opens = sentence.paragraph != before
        before = sentence.paragraph
        for i, (word, span) in enumerate(zip(sentence.texts, sentence.spans, strict=True)):
            place = 2 if opens and i == 0 else int(opens)
            rows.append((int(i == 0), place, quoted.get(span.start, 0), _capitals(word)))
    return rows


def _quoted(marks: Marks) -> dict[int, int]:
    """Offsets within outermost quotations: 1 inside, 2 opening, 3 closing."""
    found: dict[int, int] = {}
    for quotation in marks.quotations:
        if quotation.depth == 0:
            for span in quotation.spans:
                found.update(dict.fromkeys(range(span.start, span.end), 1))
                found[span.start] = 2
                found[span.end - 1] = 3
    return found


def _capitals(word: str) -> int:
    if word[:1].isupper():
        return 2 if word.isupper() and len(word) > 1 else 1
    return 3 if any(c.isdigit() for c in word) else 0
