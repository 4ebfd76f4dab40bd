"""What travels: an article with its blocks, quotation marks, sentences and candidates."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from quotes.text.answers import answers
from quotes.text.article import Article
from quotes.text.blocks import Block, blocks
from quotes.text.decoded import Decoded, decoded
from quotes.text.dialogues import Turn, turns
from quotes.text.kinds import Section
from quotes.text.marks import Marks, Quotation, find_marks, near
from quotes.text.span import Span, held
from quotes.text.tree import Sentence


class Candidate(NamedTuple):
    """What learned attribution proposes: cue, mention, content, and how likely they are.

    `seen` is the probability of a cue there by its own words, `valid` that of an attribution with
    it, `path` that of just these words as its mention and content.
    """

    cue: Span
    mention: Span | None
    content: tuple[Span, ...]
    seen: float
    valid: float
    path: float


@dataclass(frozen=True)
class Document:
    """One article on its way to rows; each stage gives a new one that tells more.

    Attributes
    ----------
    article : the text, exactly as read.
    decoded : the text as models and rules read it.
    blocks : its lines, labelled.
    marks : its quotation marks, paired.
    turns : what the speakers of a dialogue say, each line under its label.
    sentences : with trees and names, in the order of the text; the parser's.
    candidates : in the order of their cues; learned attribution's.
    quotations : the outermost ones, as the rules read them.
    statements : those of them that say something.

    """

    article: Article
    decoded: Decoded
    blocks: Sequence[Block]
    marks: Marks
    turns: Sequence[Turn]
    sentences: Sequence[Sentence] = ()
    candidates: Sequence[Candidate] = ()
    quotations: Sequence[Quotation] = ()
    statements: Sequence[Quotation] = ()

    @classmethod
    def of(cls, article: Article) -> "Document":
        """Label the article's lines, pair its quotation marks, and find who speaks in turns."""
        read = decoded(article.text)
        labelled = tuple(blocks(read.text))
        lines = [(b.span, b.label) for b in labelled if b.section == Section.BODY]
        told = turns(read.text, lines) or answers(read.text, [b.span for b in labelled])
        return cls(article, read, labelled, find_marks(read.text), told)

    @property
    def text(self) -> str:
        """The text that all spans point into; `decoded` leads from there to the article's."""
        return self.decoded.text

    def turn_at(self, at: int) -> Turn | None:
        """The turn of a dialogue that this offset lies in."""
        inside = Span(at, at + 1)
        return next((t for t in self.turns if held(t.spans, inside)), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that this offset lies in."""
        number = bisect_right(self._starts, at) - 1
        found = self.sentences[number] if number >= 0 else None
        return found if found is not None and at < found.span.end else None

    def sentences_over(self, span: Span) -> Sequence[Sentence]:
        """The sentences that may share a character with a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return self.sentences[first : bisect_right(self._starts, span.end)]

    def statement_at(self, at: int) -> Quotation | None:
        """The statement in quotation marks that this offset lies in."""
        inside = Span(at, at + 1)
        some = near(self.statements, (inside,))
        return next((q for q in some if held(q.spans, inside)), None)

    @cached_property
    def lines(self) -> list[list[Sentence]]:
        """The sentences of each line that has any, in the order of the text."""
        return [list(some) for _, some in groupby(self.sentences, key=lambda s: s.paragraph)]

    def line_of(self, sentence: Sentence) -> int:
        """Which of the lines with sentences this one stands in, counted from 0."""
        return bisect_left(self.lines, sentence.paragraph, key=lambda line: line[0].paragraph)

    @cached_property
    def _marked(self) -> list[Span]:
        return sorted(part for quotation in self.marks.quotations for part in quotation.spans)

    def marked_within(self, span: Span) -> Sequence[Span]:
        """What stands in quotation marks, outer and inner ones, within a span."""
        first = bisect_left(self._marked, span.start, key=lambda part: part.start)
        last = bisect_right(self._marked, span.end, key=lambda part: part.start)
        return [part for part in self._marked[first:last] if span.holds(part)]

    def is_quoted(self, at: int) -> bool:
        """Whether this offset lies in one of the quotations."""
        return self.quotes(Span(at, at + 1))

    def quotes(self, span: Span) -> bool:
        """Whether one part of a quotation holds all of a span."""
        return any(held(q.spans, span) for q in near(self.quotations, (span,)))
