"""Parquet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from quotes.table.arrow import SCHEMA
from quotes.table.formats.part import Put, Style


@contextmanager
def write_parquet(path: Path, _: Style) -> Iterator[Put]:
    """Write columns with their descriptions, a group of rows a part."""
    with path.open("wb") as file, pq.ParquetWriter(file, SCHEMA) as writer:
        yield lambda table, _: writer.write_table(table.cast(SCHEMA))


def read_parquet(path: Path, _: Style) -> pa.Table:
    """Read one file."""
    with path.open("rb") as file:
        return pq.ParquetFile(file).read()
