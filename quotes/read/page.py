"""Articles out of web pages: trafilatura takes the text, and what the page tells of it."""

import codecs
import re
from html import unescape

from quotes.read.decode import decode
from quotes.read.piece import Piece

START = re.compile(  # how a page begins, whatever its file is called
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)


_CP1252 = ("iso8859-1", "ascii")
"""Pages that say so are in cp1252, as browsers know."""


_CHARSET = re.compile(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]*>")


REPORT = re.compile(r"""<meta name="generator" content="quotes \d""")
"""Stands at the beginning of the reports that are written here."""


BEGINNING = 2_000  # characters


def read_page(data: bytes, name: str, encoding: str | None) -> Piece:
    """Read a page's article.

    Raises
    ------
    ValueError
        when there is none in it.

    """
    return extracted(decode(data, name, encoding or _declared(data)))


def extracted(page: str) -> Piece:
    """Take the article out of a page."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if REPORT.search(page[:BEGINNING]):
        raise ValueError("a report of this program: name the articles it was made from")
    found = bare_extraction(
        _DECLARATION.sub("", page),
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or not found.text:
        raise ValueError("no article was found in this page: copy its text into a .txt file")
    told = {
        "source": found.sitename,
        "title": found.title,
        "published": found.date,
        "url": found.url,
    }
    return Piece(found.text, {key: unescape(value) for key, value in told.items() if value})


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it has, where it is true."""
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    encoding = found[1].decode("ascii")
    try:
        if codecs.lookup(encoding).name in _CP1252:
            encoding = "cp1252"
        data.decode(encoding)
    except (LookupError, ValueError):
        return None
    return encoding
