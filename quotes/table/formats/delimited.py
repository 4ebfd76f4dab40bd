"""CSV, safe to be opened in a spreadsheet."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv

from quotes.table.arrow import SCHEMA
from quotes.table.formats.part import Put, Style, opened
from quotes.table.schema import COLUMNS, NAMES

# What a spreadsheet would run as a formula, and the apostrophe that prevents it.
_RISKY = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n']")


GUARD = (
    "A text cell that a spreadsheet could run as a formula (blanks aside, it begins with one of "
    "= + - @, a tab or a line break) has one apostrophe put before it, and so has a cell that "
    "begins with an apostrophe. Take that one away to get the article's own text."
)


@contextmanager
def write_csv(path: Path, style: Style) -> Iterator[Put]:
    """Write rows of cells; with a byte order mark a spreadsheet knows that they are UTF-8."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf" if style.bom else b"")
        with pa_csv.CSVWriter(file, SCHEMA) as writer:

            def put(table: pa.Table, _: object) -> None:
                table = _map_text(table, guarded) if style.guard else table
                writer.write_table(table.cast(SCHEMA))

            yield put


def read_csv(path: Path, style: Style) -> pa.Table:
    """Read all as text: types are the schema's matter, and only an empty cell is no value."""
    kinds = dict.fromkeys(NAMES, pa.string())
    with opened(path) as file:
        table = pa_csv.read_csv(
            file,
            pa_csv.ReadOptions(block_size=1 << 26),  # bytes: no row may be longer
            pa_csv.ParseOptions(newlines_in_values=True),
            pa_csv.ConvertOptions(column_types=kinds, null_values=[""], strings_can_be_null=True),
        )
    return _map_text(table, unguarded) if style.guard else table


def _map_text(table: pa.Table, change: Callable[[str], str]) -> pa.Table:
    for column in COLUMNS:
        if column.base is str and column.name in table.column_names:
            place = table.column_names.index(column.name)
            cells = (cell if cell is None else change(cell) for cell in table[place].to_pylist())
            table = table.set_column(place, column.name, pa.array(cells, pa.string()))
    return table


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell[1:]) else cell
