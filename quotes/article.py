"""Articles as they were read, and the spans that point into them."""

from dataclasses import dataclass
from typing import NamedTuple


class QuotesError(Exception):
    """What the user can put right: says what was found, where, and what was expected."""


class Span(NamedTuple):
    """A half-open range of code points of an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether both share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, inner: "Span") -> bool:
        """Whether the inner one lies within this one."""
        return self.start <= inner.start and inner.end <= self.end


@dataclass(frozen=True)
class Article:
    """One text, exactly as read, with what is known about it."""

    id: str
    text: str
    source: str
    title: str | None = None
    published: str | None = None
    url: str | None = None

    def _repr_html_(self) -> str:
        from quotes.views.article import AnnotatedArticle

        return AnnotatedArticle(self)._repr_html_()
