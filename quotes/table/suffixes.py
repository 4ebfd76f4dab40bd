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


TABULAR = (".csv", ".jsonl", ".parquet")
"""The file is the table: a data package can tell its columns."""


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
    return path.with_name(f"{path.name}{DESCRIPTOR}")


def speakers_path(path: Path) -> Path:
    """Where the table of a quote table's speakers stands: `quotes.speakers.csv`."""
    return path.with_name(f"{path.stem}.speakers.csv")
