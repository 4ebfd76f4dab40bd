"""Where in an article words stand: in which line, and whether that is a title's."""

from bisect import bisect_right
from collections.abc import Sequence

from quotes.text.blocks import Block
from quotes.text.document import Document
from quotes.text.kinds import Section
from quotes.text.tree import Sentence

TITLES = (Section.HEADLINE, Section.SUBHEADING, Section.TEASER, Section.CAPTION)
"""Lines that stand by themselves beside the body."""


def block_number(document: Document, at: int) -> int:
    """Which line this offset lies in, counted from 0; -1 for none."""
    number = bisect_right(document.blocks, at, key=lambda block: block.span.start) - 1
    return number if number >= 0 and at < document.blocks[number].span.end else -1


def block_at(document: Document, at: int) -> Block | None:
    """The line that this offset lies in."""
    number = block_number(document, at)
    return document.blocks[number] if number >= 0 else None


def paragraph_at(document: Document, at: int) -> Sequence[Sentence]:
    """The sentences of the paragraph that this offset lies in."""
    here = document.sentence_at(at)
    return document.lines[document.line_of(here)] if here is not None else ()
