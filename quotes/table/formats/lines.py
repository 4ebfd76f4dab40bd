"""JSON Lines."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import pyarrow as pa

from quotes.table.arrow import LENIENT
from quotes.table.formats.part import ROWS, Put, Style, opened
from quotes.table.schema import need_columns


def plain_rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Rows as mappings, not all of them at once."""
    for batch in table.to_batches(max_chunksize=ROWS):
        yield from batch.to_pylist()


@contextmanager
def write_jsonl(path: Path, _: Style) -> Iterator[Put]:
    """Write an object a row."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield lambda table, _: file.writelines(
            json.dumps(row, ensure_ascii=False) + "\n" for row in plain_rows(table)
        )


def read_jsonl(path: Path, _: Style) -> pa.Table:
    """Read an object a row."""
    with opened(path) as packed, TextIOWrapper(packed, "utf-8-sig", newline="\n") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    for number, row in enumerate(rows, start=1):
        names = list(row) if isinstance(row, dict) else []
        need_columns(names, f"cannot read {path}: line {number}")
    return pa.Table.from_pylist(rows, schema=LENIENT)
