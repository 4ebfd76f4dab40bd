"""Articles as they were read, and what could not be read."""

import re
from dataclasses import MISSING, dataclass, fields
from typing import NamedTuple

from quotes.errors import QuotesError

_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """Put U+FFFD for half of a surrogate pair, which is no character."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


@dataclass(frozen=True)
class Article:
    """One text, exactly as read, with what is known about it.

    Half of a surrogate pair is no character, and no file can hold it: U+FFFD stands in its place.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    published: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what a row could not hold; put U+FFFD for half of a surrogate pair."""
        for field in fields(self):
            value = getattr(self, field.name)
            needed = field.default is MISSING
            if not isinstance(value, str) and (needed or value is not None):
                raise TypeError(f"Article: {field.name} is of {type(value).__name__}, not str")
            if not value and field.name in ("id", "source"):
                raise QuotesError(f"Article: an empty {field.name}; give each article its own")
            if value == "" and not needed:
                object.__setattr__(self, field.name, None)
            elif value:
                object.__setattr__(self, field.name, whole(value))


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
