"""What an article's own lines tell of it: outlet, title, date, address."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from quotes.read.dates import day
from quotes.read.fields import known_fields
from quotes.text.blocks import ADDRESS, INVISIBLE, Block
from quotes.text.kinds import Section

SITE_WORDS = 4  # of a site's name after the bar of a headline


_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)


def _lines(text: str, labelled: Iterable[Block]) -> Iterator[str]:
    return (text[b.span.start : b.span.end].strip(INVISIBLE) for b in labelled)


def header(text: str, labelled: Sequence[Block]) -> dict[str, str]:
    """Tell what the leading metadata lines say."""
    front = list(_lines(text, takewhile(lambda block: block.section == Section.METADATA, labelled)))
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
    return next(_lines(text, (b for b in labelled if b.section == Section.HEADLINE)), None)


def dateline(text: str, labelled: Sequence[Block]) -> str | None:
    """The date of one of the first lines that is nothing but a date."""
    return next(filter(None, map(day, _lines(text, labelled[:5]))), None)


def host(url: str | None) -> str:
    """The host of an address, without www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
