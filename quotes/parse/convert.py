"""Stanza's documents to sentences over the article's text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quotes.text.blocks import INVISIBLE, Block
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word

PERSON = "PER"


SEVERAL = re.compile(r", (?!(?:Jr|Sr|[IVX]+)\b)")


# "LONDON (Reuters) - ", "NEW YORK, March 3 — ": place in capitals, day, agency, dash
DATELINE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3}(?:, [A-Z][\w. ]{1,20})?"
    r"(?: ?\([A-Z][^()\n]{1,30}\))? ?(?:--|[-–—]) ?(?=\S)"
)


class Piece(NamedTuple):
    """What is parsed by itself, and the block that it is of."""

    span: Span
    block: Block


def pieces_of(text: str, block: Block) -> list[Span]:
    """The parts of a block to parse: the label of a dialogue's line, and what is said."""
    start, end = opening(text, block), block.span.end
    if block.label is None:
        return [Span(start, end)]
    cut = start + len(text[start : block.label.turn].rstrip())
    turn = [Span(block.label.turn, end)] if block.label.turn < end else []
    return [Span(start, cut), *turn]


def opening(text: str, block: Block) -> int:
    """Where the sentences of a block begin: after marks of no width and `LONDON (Agency) - `."""
    start = block.span.start
    while start < block.span.end and text[start] in INVISIBLE:
        start += 1
    dated = block.section == "body" and block.label is None
    prefix = DATELINE.match(text, start, block.span.end) if dated else None
    return prefix.end() if prefix else start


def stanza_document(text: str, span: Span) -> Any:
    """What Stanza is given of a piece."""
    from stanza.models.common.doc import Document

    return Document([], text=text[slice(*span)])


def article_sentences(text: str, documents: Sequence[tuple[Any, Piece]]) -> list[Sentence]:
    """Sentences of one article from those of its pieces."""
    sentences: list[Sentence] = []
    for document, (span, block) in documents:
        for sentence in _sentences(document, text, span.start):
            sentence.number = len(sentences)
            sentence.paragraph, sentence.section = block.paragraph, block.section
            if block.label is not None and block.label.who.overlaps(sentence.span):
                name = block.label.name
                sentence.entities = [Entity(name, PERSON)] if name else []
            sentences.append(sentence)
    return sentences


def _sentences(document: Any, text: str, offset: int) -> Iterator[Sentence]:
    for parsed in document.sentences:
        words = [word for token in parsed.tokens for word in _words(token, text, offset)]
        if words:
            names = [name for e in parsed.ents for name in _names(e, offset)]
            yield Sentence(words, entities=names)


def _names(entity: Any, offset: int) -> Iterator[Entity]:
    start, end = entity.start_char + offset, entity.end_char + offset
    several = (
        split_names(entity.text, start) if entity.type in PERSON_ENTITIES else [Span(start, end)]
    )
    return (Entity(span, entity.type) for span in several)


def split_names(text: str, start: int) -> Iterator[Span]:
    """Where each name of these stands, the first one at `start`: "Roe, Doe" are two persons."""
    for part in SEVERAL.split(text):
        yield Span(start, start + len(part))
        start += len(part) + len(", ")


def _spans(token: Any, offset: int) -> list[Span]:
    """Offsets of the token's words; those of a split token follow from their lengths."""
    start, end = token.start_char + offset, token.end_char + offset
    cuts = _cuts([len(w.text) for w in token.words], start, end)
    return [Span(*cut) for cut in pairwise(cuts)]


def _words(token: Any, text: str, offset: int) -> Iterator[Word]:
    for word, (left, right) in zip(token.words, _spans(token, offset), strict=True):
        yield Word(
            index=word.id - 1,
            text=text[left:right],
            form=word.text,
            lemma=word.lemma or word.text,
            upos=word.upos or "X",
            xpos=word.xpos or "_",
            feats=word.feats or "_",
            head=word.head - 1,
            deprel=word.deprel,
            start=left,
            end=right,
        )


def _cuts(lengths: Sequence[int], start: int, end: int) -> list[int]:
    # "don't" is "do" + "n't"; where the expansion is not verbatim, the last word takes the rest
    cuts = [start]
    for length in lengths[:-1]:
        cuts.append(min(cuts[-1] + length, end))
    return [*cuts, end]
