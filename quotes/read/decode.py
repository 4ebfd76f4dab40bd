"""Bytes to text, without changing a code point."""

import codecs
import re
import warnings
from contextlib import suppress

from charset_normalizer import from_bytes

from quotes.errors import QuotesError
from quotes.text.blocks import INVISIBLE

BOMS = {  # the longer first
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}


LIKELY = ["mac_roman", "gb18030", "big5", "cp949", "cp932", "cp1250", "cp1251", "cp1254"]
"""What English news is written in where it is neither Unicode nor Western European."""


_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")


_STRAY = re.compile("[\udc80-\udcff]+")  # bytes that are not UTF-8, as Python escapes them


_BEYOND_ASCII = re.compile("[^\0-\x7f\udc80-\udcff]")


def check_encoding(encoding: str) -> None:
    """Raise QuotesError where Python knows no such encoding of texts."""
    try:
        codecs.lookup(encoding)
        with suppress(UnicodeError):  # one byte is too few
            b"x".decode(encoding)
    except (LookupError, ValueError) as error:
        raise QuotesError(
            f"encoding={encoding!r}: {error}; give one that Python knows, such as 'cp1252'"
        ) from None


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """Decode a text, its byte order mark kept.

    Without an encoding it is UTF-8, or else UTF-8 with stray bytes of cp1252, or all cp1252, or
    another that is detected; of these three a warning tells.

    Parameters
    ----------
    name : of the file, for the warning.
    encoding : one that Python knows; it is kept to.

    Raises
    ------
    ValueError
        with what to do, when there is no such text in these bytes.

    """
    marked = bom(data)
    if encoding:
        family = codecs.lookup(encoding).name.removesuffix("-sig")
        keeps_mark = family in ("utf-8", "utf-16", "utf-32") and marked.startswith(family)
        return data.decode(marked if keeps_mark else encoding)
    if marked not in ("", "utf-8"):
        return _told(data.decode(marked), name, marked)
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if not stray:
        return text
    mostly = len(_BEYOND_ASCII.findall(text)) >= stray
    if mostly or _is_western(data):
        return _told(mended(text), name, "UTF-8 and cp1252 mixed" if mostly else "cp1252")
    guess = from_bytes(data, cp_isolation=LIKELY).best()
    if not guess:
        raise ValueError("neither UTF-8 nor another known encoding: export its text as UTF-8")
    return _told(data.decode(guess.encoding), name, guess.encoding)


def bom(data: bytes) -> str:
    """The encoding that a byte order mark tells, or nothing."""
    return next((name for mark, name in BOMS.items() if data.startswith(mark)), "")


def mended(text: str) -> str:
    """Read as cp1252 the bytes that were no UTF-8; U+FFFD for those that are not that either."""
    return _STRAY.sub(
        lambda stray: stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text
    )


def is_mended(text: str) -> bool:
    """Whether there are bytes in it that were no UTF-8."""
    return bool(_STRAY.search(text))


def check_text(text: str) -> str:
    """Give the text back, or raise ValueError, which says why it is none."""
    if not text.strip().strip(INVISIBLE).strip():
        raise ValueError(f"no text in it ({len(text)} characters): fill it in or leave it out")
    if "\0" in text or 20 * len(_CONTROL.findall(text)) > len(text):
        raise ValueError("binary (NUL or control characters): export its text, or give encoding=")
    return text


def warn_of_encoding(name: str, found: str) -> None:
    """Say that a file was not UTF-8."""
    warnings.warn(
        f"{name}: not UTF-8, read as {found}; if that is wrong, say which with encoding=",
        stacklevel=3,
    )


def _told(text: str, name: str, found: str) -> str:
    warn_of_encoding(name, found)
    return text


def _is_western(data: bytes) -> bool:
    # What English is written in where it is not Unicode; a guesser takes "naïve" for "naďve".
    with suppress(UnicodeError):
        data.decode("cp1252")
        return True
    return False
