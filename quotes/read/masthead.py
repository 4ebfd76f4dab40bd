"""What an article's own lines tell of it: outlet, title, date, address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import takewhile
from urllib.parse import urlsplit

from quotes.read.sidecar import known_fields
from quotes.text.blocks import ADDRESS, DATE, INVISIBLE, MONTH, Block

SITE_WORDS = 4  # of a site's name after the bar of a headline


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_DATE, _ADDRESS = re.compile(DATE, re.IGNORECASE), re.compile(ADDRESS, re.IGNORECASE)


def _lines(text: str, labelled: Iterable[Block]) -> Iterator[str]:
    return (text[b.span.start : b.span.end].strip(INVISIBLE) for b in labelled)


def header(text: str, labelled: Sequence[Block]) -> dict[str, str]:
    """Tell what the leading metadata lines say."""
    front = list(_lines(text, takewhile(lambda block: block.section == "metadata", labelled)))
    pairs: dict[str, str] = {}
    for line in front:
        key, _, value = line.partition(":")
        if _ADDRESS.fullmatch(line):
            key, value = "url", line
        elif front[0].startswith("---"):  # where values may stand in quotation marks
            value = re.sub(r"""^\s*(["'])((?:(?!\1).)*)\1$""", r"\2", value)
        pairs.setdefault(key.strip().lower(), value.strip())
    return known_fields(pairs)


def site(text: str, labelled: Sequence[Block]) -> str | None:
    """Name the site that a headline ends in: "Bridge will close | Daily News"."""
    _, bar, site = (headline(text, labelled) or "").rpartition(" | ")
    return site.strip() if bar and 0 < len(site.split()) <= SITE_WORDS else None


def headline(text: str, labelled: Sequence[Block]) -> str | None:
    """The first line that is a headline."""
    return next(_lines(text, (b for b in labelled if b.section == "headline")), None)


def dateline(text: str, labelled: Sequence[Block]) -> str | None:
    """The date of one of the first lines that is nothing but a date."""
    return next(filter(None, map(_day, _lines(text, labelled[:5]))), None)


def published(value: str) -> str | None:
    """The day that a value names, as ISO 8601 text."""
    with suppress(ValueError):
        return datetime.fromisoformat(value).date().isoformat()
    return _day(value)


def _day(line: str) -> str | None:
    """ISO date of a line that is nothing but a date with a day, a month and a year."""
    if not _DATE.fullmatch(line):
        return None
    if iso := re.search(r"(\d{4})-(\d\d)-(\d\d)", line):
        year, month, day = map(int, iso.groups())
    else:
        day, year = map(int, re.findall(r"(?<!\d)(?:\d{4}|\d{1,2})(?!\d)", line)[:2])
        name = next(re.finditer(rf"\b{MONTH}", line, re.IGNORECASE))[0]
        month = MONTHS.index(name[:3].lower()) + 1
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


def host(url: str | None) -> str:
    """The host of an address, without www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
