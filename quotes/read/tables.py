"""Tables with an article in each row: .csv, .tsv, .jsonl and .parquet, a row after the other."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import IO, Any

from quotes.read.decode import bom, is_mended, mended, warn_of_encoding
from quotes.read.fields import FIELDS, known_fields, spaced
from quotes.read.piece import How, Piece, Unread
from quotes.read.source import InputFile

PLAIN = ("text", "body", "content")
"""Names of a column that is taken for the text where none is named."""


OWN = frozenset(("quote_id", "doc_id", "content", "content_spans"))
"""A quote table has these columns: it holds no articles."""


DELIMITERS = ",;\t|"


LONGEST_HEADER = 100_000  # characters


_TOLD = re.compile("\ufeff?sep=(.)[\r\n]*")  # a spreadsheet's line above the names


csv.field_size_limit(1 << 30)  # characters: a whole article stands in a cell


Row = Mapping[str, Any]
Rows = Iterator[tuple[int, Row | str]]
"""Each row's number from 1, and its cells, or what is wrong with it."""


def read_table(source: InputFile, how: How) -> Iterator[Piece | Unread]:
    """Read the articles of a table.

    Raises
    ------
    ValueError
        when it cannot be told where the text is, or the file is broken.

    """
    column: str | None = None
    wanted = partial(text_column, wanted=how.text_column)
    for number, row in rows(source, how.encoding, wanted):
        if isinstance(row, str):
            yield Unread(row, number)
            continue
        column = column or wanted(list(row))
        text = row.get(column)
        if isinstance(text, str):
            known = known_fields({name: cell for name, cell in row.items() if name != column})
            yield Piece(text, known, number)
        else:
            kind = "nothing" if text is None else f"a {type(text).__name__}"
            yield Unread(f"{kind} in the column {column!r}, where a text is wanted", number)


def text_column(names: Sequence[str], wanted: str | None) -> str:
    """Which of these columns has the text.

    Raises
    ------
    ValueError
        when that cannot be told.

    """
    listed = ", ".join(map(repr, names[:30]))
    if set(names) >= OWN:
        raise ValueError("a table of quotations, not of articles: name the articles instead")
    if wanted is not None:
        if names.count(wanted) > 1:
            raise ValueError(f"two columns {wanted!r} among {listed}: rename one")
        if wanted in names:
            return wanted
        raise ValueError(f"no column {wanted!r} among {listed}: name the one with the text")
    plain = [name for name in names if spaced(name) in PLAIN]
    if len(plain) == 1:
        return plain[0]
    what = "several columns" if plain else "no column"
    raise ValueError(
        f"{what} of the name {', '.join(PLAIN)} among {listed}: "
        "name the one with the articles' text with text_column= (--text-column)"
    )


def is_table(line: str, wanted: str | None) -> bool:
    """Whether the first line of a text names a table's columns, that of the text among them."""
    with suppress(ValueError, csv.Error):
        names, _ = header(line, DELIMITERS, partial(text_column, wanted=wanted))
        return len(names) > 1 and any(spaced(name) in FIELDS for name in names)
    return False


def rows(source: InputFile, encoding: str | None, wanted: Callable[[Sequence[str]], str]) -> Rows:
    """Read a table's rows.

    Parameters
    ----------
    wanted : gives the column that must be there, from all names, or raises ValueError. It
        decides by which delimiter a .csv file is read.

    """
    with source.open() as file:
        if source.suffix == ".parquet":
            yield from _parquet(file, wanted)
        elif source.suffix in (".jsonl", ".ndjson"):
            yield from _jsonl(_Lines(file, source.name, encoding))
        else:
            lines = _Lines(file, source.name, encoding)
            yield from _delimited(lines, "\t" if source.suffix == ".tsv" else DELIMITERS, wanted)


class _Lines:
    """The lines of a file, decoded one after the other; stray bytes are told once."""

    def __init__(self, file: IO[bytes], name: str, encoding: str | None) -> None:
        head = file.read(4)
        file.seek(0)
        marked = bom(head)
        self._name, self._told = name, False
        codec = encoding or ("utf-8-sig" if marked in ("", "utf-8") else marked[:6])
        errors = "strict" if encoding else "surrogateescape"
        self._lines = io.TextIOWrapper(file, codec, errors, newline="")

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if line.isascii() or not is_mended(line):
                yield line
                continue
            if not self._told:
                self._told = True
                warn_of_encoding(self._name, "cp1252 where it is not")
            yield mended(line)


def _delimited(lines: _Lines, delimiters: str, wanted: Callable[[Sequence[str]], str]) -> Rows:
    opened = iter(lines)
    first = next((line for line in opened if line.strip("\ufeff \t\r\n")), "")
    if told := _TOLD.fullmatch(first):
        delimiters, first = told[1], next(opened, "")
    while first.count('"') % 2 and len(first) < LONGEST_HEADER and (more := next(opened, "")):
        first += more  # a line break within a name
    if first.count('"') % 2:
        raise ValueError("a quotation mark among the names of columns is not closed: mend it")
    names, delimiter = header(first, delimiters, wanted)
    named = [name for name in names if name]
    if len(set(named)) < len(named):
        raise ValueError(f"two columns of one name among {', '.join(names[:30])}: rename one")
    cells = csv.reader(opened, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(cells, None)
        except csv.Error as error:
            yield number, f"{error}: mend its quotation marks; nothing after it was read"
            return
        if row is None:
            return
        if len(row) > len(names):
            yield (
                number,
                (
                    f"{len(row)} cells in {len(names)} columns: put cells with {delimiter!r} or "
                    "line breaks into double quotation marks"
                ),
            )
        elif row:
            yield number, dict(zip(names, row, strict=False))
        else:
            number -= 1  # a blank line


def header(
    line: str, delimiters: str, wanted: Callable[[Sequence[str]], str]
) -> tuple[list[str], str]:
    """Names of the columns, and the delimiter by which the wanted one is among them."""
    line = line.removeprefix("\ufeff")
    problems: list[tuple[int, ValueError]] = []
    for delimiter in delimiters:
        cells = next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
        names = [name.strip() for name in cells]
        try:
            wanted(names)
        except ValueError as error:
            problems.append((len(names), error))
        else:
            return names, delimiter
    raise max(problems, key=lambda problem: problem[0])[1]


def _jsonl(lines: _Lines) -> Rows:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"no JSON object in one line ({error}): mend it or take it out"
            continue
        yield number, row if isinstance(row, dict) else f"no object, but {line.strip()[:40]!r}"


def _parquet(file: IO[bytes], wanted: Callable[[Sequence[str]], str]) -> Rows:
    import pyarrow.parquet as pq

    table = pq.ParquetFile(file)
    names = table.schema_arrow.names
    known = {name for name in names if spaced(name) in (*FIELDS, "file")}
    needed = sorted({wanted(names), *known}, key=names.index)
    number = 0
    for batch in table.iter_batches(batch_size=256, columns=needed):
        for row in batch.to_pylist():
            number += 1
            yield number, row
