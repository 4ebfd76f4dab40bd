"""Bytes to text, without changing a code point."""

import codecs
import re
import warnings
from contextlib import suppress
from pathlib import Path

from charset_normalizer import from_bytes

from quotes.text.blocks import INVISIBLE

BOMS = {  # the longer first
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}


PACKED = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")


_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")


def decode(path: Path, encoding: str | None) -> str:
    """Decode a file without changing a code point; `ValueError` says why it is no text."""
    if path.exists() and not path.is_file():
        raise ValueError("no regular file: save its text to a file first")
    data = path.read_bytes()
    if data.startswith(PACKED):
        raise ValueError("a PDF, RTF, office or packed file: export its text as .txt first")
    text = _text(path, data, encoding)
    if not text.strip().strip(INVISIBLE).strip():
        raise ValueError(f"no text in it ({len(data)} bytes): fill the file or leave it out")
    if "\0" in text or 20 * len(_CONTROL.findall(text)) > len(text):
        raise ValueError("binary (NUL or control characters): export its text, or give encoding=")
    return text


def _text(path: Path, data: bytes, encoding: str | None) -> str:
    marked = next((name for bom, name in BOMS.items() if data.startswith(bom)), "")
    if encoding:
        family = codecs.lookup(encoding).name.removesuffix("-sig")
        keeps_mark = family in ("utf-8", "utf-16", "utf-32") and marked.startswith(family)
        return data.decode(marked if keeps_mark else encoding)
    with suppress(UnicodeError):
        return data.decode("utf-8")
    found = marked or _western(data) or _guessed(data)
    if not found:
        raise ValueError("neither UTF-8 nor another known encoding: export its text as UTF-8")
    text = data.decode(found)
    warnings.warn(
        f"{path}: not UTF-8, read as {found}; if that is wrong, say which with encoding=",
        stacklevel=5,
    )
    return text


def _western(data: bytes) -> str:
    # What English is written in where it is not Unicode; a guesser takes "naïve" for "naďve".
    with suppress(UnicodeError):
        data.decode("cp1252")
        return "cp1252"
    return ""


def _guessed(data: bytes) -> str:
    guess = from_bytes(data).best()
    return guess.encoding if guess else ""
