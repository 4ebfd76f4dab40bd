"""What a writer of any kind is given, and how a reader opens a file."""

import gzip
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import pyarrow as pa

from quotes.table.suffixes import PACKED
from quotes.text.article import Article


def opened(path: Path) -> BinaryIO:
    """Open a file to read, unpacked where its name ends in .gz."""
    packed = path.suffix.lower() == PACKED
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else path.open("rb")


class Style(NamedTuple):
    """How to write: `guard` and `bom` are for CSV."""

    guard: bool = True
    bom: bool = False


Put = Callable[[pa.Table, Iterable[Article]], Any]
"""Writes a part: rows, and the articles that they are of, also those without any row."""


Writer = Callable[[Path, Style], AbstractContextManager[Put]]
"""Opens a file for its parts; at the end of the context it is whole."""


ROWS = 10_000
"""Rows that are held as Python objects at once."""
