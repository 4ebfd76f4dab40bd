"""How a row, a name or an address is written into a page."""

import string
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

WEB = ("http", "https")


def anchor(name: str, kind: str = "quote") -> str:
    """Give the name by which a thing is found in a page: letters, digits, `-` and `_`.

    Two things of one kind never share one.
    """
    safe = frozenset(string.ascii_letters + string.digits + "-")
    letters = (c if c in safe else f"_{ord(c):x}_" for c in name)
    return f"{kind}-{''.join(letters)}"


def who(row: Mapping[str, Any]) -> str:
    """Name the speaker of a row; where no name is known, the words that stand for it."""
    if row["speaker"]:
        return str(row["speaker"])
    return f"“{row['mention']}” (name not found)" if row["mention"] else "nobody named"


def address(url: str | None) -> str | None:
    """Give an address that a page may link to: of the web, never one that runs something."""
    try:
        return url if url and urlsplit(url).scheme in WEB else None
    except ValueError:
        return None


def count(number: int, name: str) -> str:
    """Give a number with its noun: “1 article”, “2 articles”."""
    return f"{number} {name}{'' if number == 1 else 's'}"
