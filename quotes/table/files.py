"""Quote tables: data frames, and the files that keep them.

A table is written to CSV, JSON Lines or Parquet by the file's suffix and reads back
equal from each. Beside it stands a data package descriptor that explains the columns.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from quotes.errors import QuotesError
from quotes.table.descriptor import check_suffix, descriptor
from quotes.table.schema import COLUMNS, NAMES, SCHEMA, Quote
from quotes.text.article import Article, Failure

# What a spreadsheet would run as a formula, and the apostrophe that prevents it.
_RISKY = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n']")


def to_frame(quotes: Iterable[Quote]) -> pd.DataFrame:
    """Make a table of quotations: a row each, the columns of `SCHEMA`, also with no row.

    Raises
    ------
    QuotesError
        when a text holds what is no character (half of a surrogate pair).

    """
    rows = [{name: getattr(quote, name) for name in NAMES} for quote in quotes]
    with _explained("cannot make a table"):
        return pa.Table.from_pylist(rows, schema=SCHEMA).to_pandas()


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a quote table as mappings, in which None is no value."""
    return frame.astype("object").where(frame.notna(), None).to_dict("records")  # type: ignore[no-any-return]


def write_table(
    frame: pd.DataFrame,
    path: str | Path,
    *,
    guard: bool = True,
    articles: Sequence[Article] = (),
    failures: Sequence[Failure] = (),
) -> None:
    """Write a table, and its data package descriptor as `<file name>.datapackage.json`.

    Both files appear whole or not at all; missing folders are made.

    Parameters
    ----------
    frame : the columns of `SCHEMA`, in any order.
    path : ends in .csv, .jsonl or .parquet.
    guard : in CSV, put an apostrophe before text that a spreadsheet could run as a
        formula. `read_table` takes it away again.
    articles : those that the table was made from, also those without any row; the
        descriptor then tells which texts they were (SHA-256).
    failures : what could not be read or analysed, for the descriptor.

    Raises
    ------
    QuotesError
        when the suffix is unknown, the table has other columns or wrong values, or the
        file cannot be written.

    """
    path = Path(path)
    suffix = check_suffix(path)
    names = [str(name) for name in frame.columns]
    _need_columns(names, f"cannot write {path}")
    if extra := sorted(set(names) - set(NAMES)):
        raise QuotesError(f"cannot write {path}: columns not of a quote table: {', '.join(extra)}")
    with _explained(f"cannot write {path}"):
        table = pa.Table.from_pandas(frame[list(NAMES)], _lenient(), preserve_index=False)
        table = table.replace_schema_metadata(None)
        _check(table, f"cannot write {path}")
        if suffix == ".csv" and guard:
            table = _map_text(table, _guarded)
        described = descriptor(path.name, guard=guard, articles=articles, failures=failures)
        package = json.dumps(described, indent=2, ensure_ascii=False)
        _write_whole(path, lambda part: _WRITERS[suffix](table, part))
        _write_whole(descriptor_path(path), lambda part: part.write_bytes(f"{package}\n".encode()))


def read_table(path: str | Path, *, guard: bool = True) -> pd.DataFrame:
    """Read a table that `write_table` wrote, equal to the one that was written.

    Parameters
    ----------
    path : ends in .csv, .jsonl or .parquet. Columns that are not of `SCHEMA` are left out.
    guard : whether a CSV file was written with `guard`.

    Raises
    ------
    QuotesError
        when the file cannot be read, lacks a column or holds a wrong value. The message
        names the row, counted from 1 without the header.

    """
    path = Path(path)
    suffix = check_suffix(path)
    with _explained(f"cannot read {path}"):
        table = _READERS[suffix](path)
        _need_columns(table.column_names, f"cannot read {path}")
        table = table.select(list(NAMES)).cast(_lenient())
        if suffix == ".csv" and guard:
            table = _map_text(table, _unguarded)
        _check(table, f"cannot read {path}")
        return table.to_pandas()


def descriptor_path(path: Path) -> Path:
    """Where a table's data package descriptor stands."""
    return path.with_name(f"{path.name}.datapackage.json")


def _lenient() -> pa.Schema:
    # Lets a missing value through as far as `_check`, whose message names the row.
    return pa.schema([column.with_nullable(True) for column in SCHEMA])


def _need_columns(names: list[str], action: str) -> None:
    missing = [name for name in NAMES if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    if missing or twice:
        what = f"no column {', '.join(missing)}" if missing else f"two columns {', '.join(twice)}"
        found = ", ".join(names[:30])
        raise QuotesError(f"{action}: {what}; found {found}")


def _check(table: pa.Table, action: str) -> None:
    seen: set[str] = set()
    batches = table.to_batches(max_chunksize=10_000)
    rows = (row for batch in batches for row in batch.to_pylist())
    for number, row in enumerate(rows, start=1):
        try:
            quote = Quote(**row)
        except QuotesError as error:
            raise QuotesError(f"{action}: row {number}: {error}") from None
        if quote.quote_id in seen:
            raise QuotesError(f"{action}: row {number}: quote_id {quote.quote_id!r} stands twice")
        seen.add(quote.quote_id)


@contextmanager
def _explained(action: str) -> Iterator[None]:
    try:
        yield
    except (
        OSError,
        ValueError,
        TypeError,
        OverflowError,
        RecursionError,
        pa.ArrowException,
    ) as error:
        raise QuotesError(f"{action}: {error}") from error


def _map_text(table: pa.Table, change: Callable[[str], str]) -> pa.Table:
    for place, column in enumerate(COLUMNS):
        if column.base is str:
            cells = (cell if cell is None else change(cell) for cell in table[place].to_pylist())
            table = table.set_column(place, column.name, pa.array(cells, pa.string()))
    return table


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_jsonl(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in table.to_batches(max_chunksize=10_000):
            file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in batch.to_pylist())


def _read_csv(path: Path) -> pa.Table:
    # All as text: types are the schema's matter, and only an empty cell is no value.
    kinds = dict.fromkeys(NAMES, pa.string())
    return pa_csv.read_csv(
        path,
        pa_csv.ReadOptions(block_size=1 << 26),  # bytes: no row may be longer
        pa_csv.ParseOptions(newlines_in_values=True),
        pa_csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True),
    )


def _read_jsonl(path: Path) -> pa.Table:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    for number, row in enumerate(rows, start=1):
        names = list(row) if isinstance(row, dict) else []
        _need_columns(names, f"cannot read {path}: line {number}")
    return pa.Table.from_pylist(rows, schema=_lenient())


_READERS: dict[str, Callable[[Path], pa.Table]] = {
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": lambda path: pq.ParquetFile(path).read(),
}


_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".csv": pa_csv.write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": lambda table, path: pq.write_table(table.cast(SCHEMA), path),
}
