"""The names of a table's files: what their endings tell, and what stands beside them."""

from collections.abc import Sequence
from pathlib import Path

from quotes.errors import QuotesError
from quotes.files import DESCRIPTOR, shown

MEDIA = {
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".db": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".jsonld": "application/ld+json",
}


SUFFIXES = tuple(MEDIA)


READABLE = (".csv", ".jsonl", ".parquet", ".sqlite", ".db")
"""What `read_table` reads; the others are for other programs."""


PLAIN = (".csv", ".jsonl")
"""The file is plain text."""


TABULAR = (".csv", ".jsonl", ".parquet")
"""The file is the table: a data package can tell its columns."""


PACKED = ".gz"
"""A .csv or .jsonl file that ends in this too is read as it is, packed with gzip."""


def is_packed(path: Path) -> bool:
    """Whether this is a packed table: `quotes.csv.gz`."""
    return path.suffix.lower() == PACKED and path.with_suffix("").suffix.lower() in PLAIN


def check_readable(path: Path) -> str:
    """Return the suffix of a table's file to read, packed or not, or raise QuotesError."""
    return check_suffix(path.with_suffix("") if is_packed(path) else path, READABLE)


def check_suffix(path: Path, suffixes: Sequence[str] = SUFFIXES) -> str:
    """Return the suffix of a table's file in small letters, or raise QuotesError."""
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise QuotesError(
            f"{shown(path)}: a table's file name ends in {', '.join(suffixes)}, not in {suffix!r}"
        )
    return suffix


def descriptor_path(path: Path) -> Path:
    """Where a table's data package descriptor stands."""
    name = path.stem if is_packed(path) else path.name
    return path.with_name(f"{name}{DESCRIPTOR}")


def speakers_path(path: Path) -> Path:
    """Where the table of a quote table's speakers stands: `quotes.speakers.csv`."""
    return path.with_name(f"{path.stem}.speakers.csv")
