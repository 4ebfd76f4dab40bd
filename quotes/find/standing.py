"""Where in an article words stand: in which line, and whether that is a title's."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotes.text.blocks import Block
from quotes.text.document import Document
from quotes.text.kinds import Section
from quotes.text.tree import Sentence

TITLES = (Section.HEADLINE, Section.SUBHEADING, Section.TEASER, Section.CAPTION)
"""Lines that stand by themselves beside the body."""


def block_at(document: Document, at: int) -> Block | None:
    """The line that this offset lies in."""
    number = bisect_right(document.blocks, at, key=lambda block: block.span.start) - 1
    found = document.blocks[number] if number >= 0 else None
    return found if found is not None and at < found.span.end else None


def paragraph_at(document: Document, at: int) -> Sequence[Sentence]:
    """The sentences of the paragraph that this offset lies in."""
    here, every = document.sentence_at(at), document.sentences
    if here is None:
        return ()
    first = bisect_left(every, here.paragraph, key=lambda s: s.paragraph)
    return every[first : bisect_right(every, here.paragraph, key=lambda s: s.paragraph)]
