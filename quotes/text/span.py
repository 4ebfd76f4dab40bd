"""Ranges of code points of an article's text."""

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, at: int) -> bool:
        """Whether the character at this offset lies within."""
        return self.start <= at < self.end

    def holds(self, inner: "Span") -> bool:
        """Whether the inner one lies within this one."""
        return self.start <= inner.start and inner.end <= self.end


def held(spans: Sequence[Span], inner: Span) -> bool:
    """Whether one of the spans holds the inner one."""
    return any(span.holds(inner) for span in spans)
