"""What a container gives: one text, and what its container tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Piece(NamedTuple):
    """One text as read, what is known about it, and its number where there are several."""

    text: str
    known: Mapping[str, str] = MappingProxyType({})
    number: int | None = None


class Unread(NamedTuple):
    """Why one of several texts could not be read, and its number."""

    reason: str
    number: int | None = None


@dataclass(frozen=True)
class How:
    """How to read: what the user says of the articles."""

    encoding: str | None = None
    text_column: str | None = None
