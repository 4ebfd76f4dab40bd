"""Articles as they were read, and what could not be read."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Article:
    """One text, exactly as read, with what is known about it."""

    id: str
    text: str
    source: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


class Failure(NamedTuple):
    """What gave no article, or no rows: what was found there and what to do.

    `path` is where it was to be read, `id` the article's, where it was read but not analysed.
    """

    reason: str
    path: str | None = None
    id: str | None = None

    @property
    def name(self) -> str:
        """The path, or else the article's id."""
        return self.path or self.id or "?"
