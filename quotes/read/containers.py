"""Each kind of file, read by its reader or refused with what to do, and never misread."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

from quotes.read import exports
from quotes.read.decode import decode
from quotes.read.page import START, extracted, read_page
from quotes.read.piece import How, Piece, Unread
from quotes.read.source import STDIN, InputFile
from quotes.read.tables import is_table, read_table

Pieces = Iterator[Piece | Unread]


PACKED = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"PAR1")


def pieces(source: InputFile, how: How) -> Pieces:
    """Read the texts of a file one after the other.

    Raises
    ------
    ValueError, OSError
        when the file is of no use, or ends before its end.

    """
    if source.path != STDIN:
        source.path.stat()  # what is not there is said to be so, whatever its ending
    if source.suffix not in READERS:
        what = REFUSED.get(source.suffix, f"an unknown kind of file ({source.suffix})")
        raise ValueError(f"{what}: save its text as .txt first")
    return READERS.get(source.suffix, _text)(source, how)


def _text(source: InputFile, how: How) -> Pieces:
    """One article, or an export of many; a page or JSON Lines where it is plainly that."""
    data = source.data()
    if data.startswith(PACKED):
        raise ValueError("a PDF, RTF, office or packed file: export its text as .txt first")
    text = decode(data, source.name, how.encoding)
    if START.match(text):
        return iter((extracted(text),))
    if _is_json(text):
        raise ValueError("JSON and no text: save it as a .jsonl file, an object a line")
    if is_table(text.partition("\n")[0], how.text_column):
        raise ValueError("a table and no text: save it as a .csv or .tsv file")
    return exports.split(text) or iter((Piece(text),))


def _is_json(text: str) -> bool:
    """Whether it is JSON, or its first line is an object."""
    text = text.strip("\ufeff \t\r\n")
    with suppress(ValueError, RecursionError):
        if text.startswith("{") and json.loads(text.partition("\n")[0]):
            return True
    with suppress(ValueError, RecursionError):
        return text.startswith(("{", "[{")) and bool(json.loads(text))
    return False


def _page(source: InputFile, how: How) -> Pieces:
    data = source.data()
    if data.startswith(PACKED):
        raise ValueError("no page but a packed file: save it as .html first")
    return iter((read_page(data, source.name, how.encoding),))


READERS: dict[str, Callable[[InputFile, How], Pieces]] = {
    **dict.fromkeys((".txt", ".text", ".md", ""), _text),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _page),
    **dict.fromkeys((".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"), read_table),
}
"""By the ending of a file's name; a .zip is opened as a folder is."""


TAKEN = frozenset((*READERS, ".zip")) - {".md", ""}
"""Endings of what is read out of folders."""


REFUSED = {
    **dict.fromkeys((".docx", ".doc", ".odt", ".rtf", ".pages"), "a word processor's file"),
    **dict.fromkeys((".xlsx", ".xls", ".ods"), "a spreadsheet, which .csv would be read from"),
    ".pdf": "a PDF, whose columns and line ends are no text",
    ".epub": "a book",
    ".mhtml": "a packed page",
    ".eml": "a message",
    ".zip": "a zip file in a zip file",
    ".json": "JSON of some shape, where JSON Lines (.jsonl) would be read",
    **dict.fromkeys((".gz", ".bz2", ".xz", ".7z", ".rar", ".tar"), "a packed file"),
}
"""What may hold articles but is not read: told, also where it lies in a folder."""
