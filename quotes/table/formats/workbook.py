"""Excel: every cell of text is text, so that none is run as a formula or an address."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from quotes.table.formats.lines import plain_rows
from quotes.table.formats.part import Put, Style
from quotes.table.schema import NAMES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CELL = 32_767
"""Characters that a cell takes, as UTF-16 counts them."""


SHEET = 1_048_576
"""Rows that a sheet takes, with that of the names."""


@contextmanager
def write_workbook(path: Path, _: Style) -> Iterator[Put]:
    """Write sheets named quotes, quotes 2 and so on, each with the names above it."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # the same rows, the same bytes
    places = _places(book)
    first = next(places)  # so that there is a sheet, also without a row
    rows = chain([first], places)

    def put(table: pa.Table, _: object) -> None:
        for row in plain_rows(table):
            sheet, place = next(rows)
            for column, name in enumerate(NAMES):
                cell = row[name]
                if isinstance(cell, str):
                    sheet.write_string(place, column, _fitting(cell, row["quote_id"]))
                elif cell is not None:
                    sheet.write_number(place, column, cell)

    yield put
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _places(book: "Workbook") -> Iterator[tuple["Worksheet", int]]:
    """Sheets and lines to write to, one after the other."""
    for number in count(1):
        sheet = book.add_worksheet("quotes" if number == 1 else f"quotes {number}")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(NAMES):
            sheet.write_string(0, column, name)
        for place in range(1, SHEET):
            yield sheet, place


def _fitting(cell: str, quote_id: str) -> str:
    """The cell, cut where Excel would take no more, and that told."""
    units = cell.encode("utf-16-le")
    if len(units) <= 2 * CELL:
        return cell
    warnings.warn(
        f"{quote_id}: a cell takes {CELL} characters, so its text was cut; the spans are whole",
        stacklevel=2,
    )
    return units[: 2 * CELL].decode("utf-16-le", "ignore")
