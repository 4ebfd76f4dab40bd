"""Tables that lie beside articles and tell of them: outlet, title, date, address."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quotes.errors import QuotesError

Table = Mapping[str, Mapping[str, str]]


SIDECARS = ("metadata.csv", "metadata.tsv", "metadata.jsonl")


FIELDS = {  # name in a table or a header line, best first: what it tells of an article
    **dict.fromkeys(("source", "outlet", "publisher", "publication", "newspaper"), "source"),
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(("published", "date", "published on", "publication date"), "published"),
    **dict.fromkeys(("url", "link"), "url"),
    "id": "id",  # heard in a table only
}


def read_sidecar(path: Path) -> Table:
    """Read a sidecar table: for each file, what it tells.

    Raises
    ------
    QuotesError
        When it cannot be read, or a row names no file or one that another row names.

    """
    table: dict[str, dict[str, str]] = {}
    try:
        for number, row in enumerate(_rows(path), 1):
            file = row.get("file", "").replace("\\", "/").removeprefix("./")
            if not file:
                raise QuotesError(f"{path}, row {number}: no `file` among {sorted(row)}; add it")
            if file in table:
                raise QuotesError(f"{path}, row {number}: {file} stands there twice; keep one")
            table[file] = known_fields(row)
    except (OSError, ValueError, csv.Error) as error:
        raise QuotesError(f"{path}: {error}; give a UTF-8 .csv, .tsv or .jsonl") from None
    return table


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        raw: Iterable[object]
        if path.suffix == ".jsonl":
            raw = (json.loads(line) for line in lines if line.strip())
        elif path.suffix in (".csv", ".tsv"):
            raw = csv.DictReader(lines, delimiter="," if path.suffix == ".csv" else "\t")
        else:
            raise ValueError(f"unknown kind of table {path.suffix!r}")
        for row in raw:
            if not isinstance(row, dict):
                raise ValueError(f"{row!r} is no object")
            yield {str(k).strip().lower(): str(v).strip() for k, v in row.items() if v is not None}


def known_fields(pairs: Mapping[str, str]) -> dict[str, str]:
    """Keep what is known and filled, under an article's names."""
    spaced = {key.replace("_", " "): value for key, value in pairs.items()}
    known: dict[str, str] = {}
    for name, field in FIELDS.items():
        if value := spaced.get(name):
            known.setdefault(field, value)
    return known
