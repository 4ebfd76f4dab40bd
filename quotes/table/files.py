"""Quote tables: data frames, and the files that keep them.

A table is written by the file's suffix, whole or in parts. Beside it stands a data package
descriptor that explains the columns and tells how the table was made.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from quotes.errors import QuotesError
from quotes.files import replacing, shown
from quotes.table.arrow import LENIENT, SCHEMA
from quotes.table.descriptor import descriptor, fingerprint
from quotes.table.formats.annotations import write_annotations
from quotes.table.formats.database import read_database, write_database
from quotes.table.formats.delimited import read_csv, write_csv
from quotes.table.formats.lines import plain_rows, read_jsonl, write_jsonl
from quotes.table.formats.parquet import read_parquet, write_parquet
from quotes.table.formats.part import Put, Style, Writer
from quotes.table.formats.workbook import write_workbook
from quotes.table.schema import NAMES, NEW, Quote, need_columns
from quotes.table.speakers import write_speakers
from quotes.table.suffixes import check_readable, check_suffix, descriptor_path, speakers_path
from quotes.text.article import Article, Failure

WRITERS: dict[str, Writer] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".sqlite": write_database,
    ".db": write_database,
    ".xlsx": write_workbook,
    ".jsonld": write_annotations,
}


READERS: dict[str, Callable[[Path, Style], pa.Table]] = {
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
    ".sqlite": read_database,
    ".db": read_database,
}


BROKEN = (
    OSError, EOFError, ValueError, TypeError, OverflowError, RecursionError, pa.ArrowException,
    sqlite3.Error, zlib.error,
)  # fmt: skip
"""What goes wrong with files and values: said as a QuotesError."""


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


class Parts:
    """A table that is being written; see `table_parts`.

    Attributes
    ----------
    speakers : the table of its speakers, to be written beside it, where there is one.

    """

    def __init__(self, put: Put, action: str) -> None:
        self._put, self._action = put, action
        self._seen: set[str] = set()
        self._rows = 0
        self.articles: list[Mapping[str, str]] = []
        self.failures: list[Failure] = []
        self.speakers: pd.DataFrame | None = None

    def add(
        self,
        frame: pd.DataFrame,
        articles: Sequence[Article] = (),
        failures: Sequence[Failure] = (),
    ) -> None:
        """Write the next rows.

        Parameters
        ----------
        frame : the columns of `SCHEMA`, in any order.
        articles : those that the rows are of, also those without any row; the descriptor then
            tells which texts they were (SHA-256).
        failures : what could not be read or analysed, for the descriptor.

        """
        names = [str(name) for name in frame.columns]
        need_columns(names, self._action)
        if extra := sorted(set(names) - set(NAMES)):
            raise QuotesError(f"{self._action}: columns not of a quote table: {', '.join(extra)}")
        with _explained(self._action):
            frame = frame.reindex(columns=list(NAMES))
            table = pa.Table.from_pandas(frame, LENIENT, preserve_index=False)
            table = table.replace_schema_metadata(None)
            check_rows(table, self._action, self._seen, self._rows)
            self._put(table, articles)
        self._rows += table.num_rows
        self.articles += map(fingerprint, articles)
        self.failures += failures


@contextmanager
def table_parts(
    path: str | Path,
    *,
    guard: bool = True,
    bom: bool = False,
    run: Mapping[str, Any] | None = None,
) -> Iterator[Parts]:
    """Write a table in parts, and at the end its descriptor as `<file name>.datapackage.json`.

    All files appear whole when all parts are written, or not at all; missing folders are made.

    Parameters
    ----------
    path, guard, bom, run : see `write_table`, also for the errors.

    """
    path = Path(path)
    suffix = check_suffix(path)
    action = f"cannot write {shown(path)}"
    elsewhere: BaseException | None = None  # what befell those who give the parts
    try:
        with replacing(path, speakers_path(path), descriptor_path(path)) as (file, heard, beside):
            with WRITERS[suffix](file, Style(guard, bom)) as put:
                parts = Parts(put, action)
                try:
                    yield parts
                except BaseException as error:
                    elsewhere = error
                    raise
            if parts.speakers is not None:
                write_speakers(parts.speakers, heard, Style(guard, bom))
            described = descriptor(
                shown(path.name),
                guard=guard,
                articles=parts.articles,
                failures=parts.failures,
                run=run,
            )
            text = json.dumps(described, indent=2, ensure_ascii=False)
            beside.write_bytes(f"{text}\n".encode("utf-8", "backslashreplace"))  # as JSON escapes
    except BROKEN as error:
        if error is elsewhere:
            raise
        raise QuotesError(f"{action}: {error}") from error


def write_table(
    frame: pd.DataFrame,
    path: str | Path,
    *,
    guard: bool = True,
    bom: bool = False,
    articles: Sequence[Article] = (),
    failures: Sequence[Failure] = (),
    run: Mapping[str, Any] | None = None,
    speakers: pd.DataFrame | None = None,
) -> None:
    """Write a table, and its data package descriptor as `<file name>.datapackage.json`.

    All files appear whole or not at all; missing folders are made.

    Parameters
    ----------
    frame, articles, failures : see `Parts.add`.
    path : ends in .csv, .jsonl, .parquet, .sqlite, .db, .xlsx or .jsonld.
    guard : in CSV, put an apostrophe before text that a spreadsheet could run as a
        formula. `read_table` takes it away again.
    bom : in CSV, begin with a byte order mark, by which spreadsheets know UTF-8.
    run : how the table was made, for the descriptor: version, models, options.
    speakers : written beside it as CSV: `quotes.csv` has its speakers in `quotes.speakers.csv`.

    Raises
    ------
    QuotesError
        when the suffix is unknown, the table has other columns or wrong values, or the
        file cannot be written.

    """
    with table_parts(path, guard=guard, bom=bom, run=run) as parts:
        parts.add(frame, articles, failures)
        parts.speakers = speakers


def read_table(path: str | Path, *, guard: bool = True) -> pd.DataFrame:
    """Read a table that `write_table` wrote, equal to the one that was written.

    Parameters
    ----------
    path : ends in .csv, .jsonl, .parquet, .sqlite or .db, or .csv.gz or .jsonl.gz. Columns that
        are not of `SCHEMA` are left out.
    guard : whether a CSV file was written with `guard`.

    Raises
    ------
    QuotesError
        when the file cannot be read, lacks a column or holds a wrong value. The message
        names the row, counted from 1 without the header.

    """
    path = Path(path)
    suffix = check_readable(path)
    action = f"cannot read {shown(path)}"
    with _explained(action):
        table = READERS[suffix](path, Style(guard))
        need_columns(table.column_names, action)
        for name in set(NEW) - set(table.column_names):
            table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
        table = table.select(list(NAMES)).cast(LENIENT)
        check_rows(table, action)
        return table.to_pandas()


def check_rows(table: pa.Table, action: str, seen: set[str] | None = None, before: int = 0) -> None:
    """Raise QuotesError where a row is no `Quote`, or its id was seen.

    Parameters
    ----------
    seen : identifiers of the rows `before` these; those of these are added.

    """
    seen = set() if seen is None else seen
    for number, row in enumerate(plain_rows(table), start=before + 1):
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
    except BROKEN as error:
        raise QuotesError(f"{action}: {error}") from error
