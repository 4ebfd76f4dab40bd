"""Stanza's documents to sentences over the article's text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quotes.parse.analysis import Analysis, Given
from quotes.parse.boundaries import Token
from quotes.parse.datelines import opening
from quotes.text.blocks import Block
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word

PERSON = "PER"
SEVERAL = re.compile(r", (?!(?:Jr|Sr|[IVX]+)\b)")


class Piece(NamedTuple):
    """What is parsed by itself, and the block that it is of."""

    span: Span
    block: Block


def pieces_of(text: str, block: Block, *, first: bool = False) -> list[Span]:
    """The parts of a block to parse: the label of a dialogue's line, and what is said."""
    start, end = opening(text, block, first=first), block.span.end
    if block.label is None:
        return [Span(start, end)]
    cut = start + len(text[start : block.label.turn].rstrip())
    turn = [Span(block.label.turn, end)] if block.label.turn < end else []
    return [Span(start, cut), *turn]


class Plain(NamedTuple):
    """A sentence of a block: words and where they stand, what one pass says of them, lemmas."""

    block: Block
    words: Sequence[str]
    spans: Sequence[Span]
    analysis: Analysis
    lemmas: Sequence[str]


def article_sentences(text: str, documents: Sequence[tuple[Any, Piece]]) -> list[Sentence]:
    """Sentences of one article from those of its pieces."""
    sentences: list[Sentence] = []
    for document, (span, block) in documents:
        for sentence in _sentences(document, text, span.start):
            sentence.number = len(sentences)
            sentences.append(_of_block(sentence, block))
    return sentences


def plain_sentences(text: str, parts: Sequence[Plain]) -> list[Sentence]:
    """Sentences of one article from those that one pass analysed."""
    sentences = []
    for number, (block, words, spans, analysis, lemmas) in enumerate(parts):
        columns = zip(
            words, spans, lemmas, analysis.upos, analysis.xpos, analysis.feats,
            analysis.heads, analysis.relations, strict=True,
        )  # fmt: skip
        row = [
            Word(i, text[span.start : span.end], lemma, upos, feats, head - 1, relation,
                 span.start, span.end, xpos, form)
            for i, (form, span, lemma, upos, xpos, feats, head, relation) in enumerate(columns)
        ]  # fmt: skip
        names = [
            Entity(span, kind)
            for first, last, kind in analysis.names
            for span in _parts(text, Span(spans[first].start, spans[last].end), kind)
        ]
        sentences.append(_of_block(Sentence(row, number, entities=names), block))
    return sentences


def _of_block(sentence: Sentence, block: Block) -> Sentence:
    sentence.paragraph, sentence.section = block.paragraph, block.section
    if block.label is not None and block.label.who.overlaps(sentence.span):
        sentence.entities = [Entity(block.label.name, PERSON)] if block.label.name else []
    return sentence


def _sentences(document: Any, text: str, offset: int) -> Iterator[Sentence]:
    for parsed in document.sentences:
        words = [word for token in parsed.tokens for word in _words(token, text, offset)]
        if words:
            names = [name for e in parsed.ents for name in _names(e, text, offset)]
            yield Sentence(words, entities=names)


def _names(entity: Any, text: str, offset: int) -> Iterator[Entity]:
    span = Span(entity.start_char + offset, entity.end_char + offset)
    return (Entity(part, entity.type) for part in _parts(text, span, entity.type))


def _parts(text: str, span: Span, kind: str) -> Iterable[Span]:
    if kind not in PERSON_ENTITIES:
        return [span]
    return split_names(text[span.start : span.end], span.start)


def split_names(text: str, start: int) -> Iterator[Span]:
    """Where each name of these stands, the first one at `start`: "Roe, Doe" are two persons."""
    for part in SEVERAL.split(text):
        yield Span(start, start + len(part))
        start += len(part) + len(", ")


def token_spans(row: Sequence[Token], given: Given, offset: int) -> list[Span]:
    """Where the words of a sentence stand, given its tokens as the tokenizer cut them."""
    found: list[Span] = []
    for token, last in zip(row, given.last, strict=True):
        start, end = token["start_char"] + offset, token["end_char"] + offset
        if last == len(found):
            found.append(Span(start, end))
        else:
            found += word_spans(given.words[len(found) : last + 1], start, end)
    return found


def word_spans(forms: Sequence[str], start: int, end: int) -> list[Span]:
    """Offsets of a token's words; those of a split token follow from their lengths."""
    return [Span(*cut) for cut in pairwise(_cuts([len(form) for form in forms], start, end))]


def _words(token: Any, text: str, offset: int) -> Iterator[Word]:
    forms = [word.text for word in token.words]
    spans = word_spans(forms, token.start_char + offset, token.end_char + offset)
    for word, (left, right) in zip(token.words, spans, strict=True):
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
