"""Text exports of LexisNexis, Nexis Uni, ProQuest and Factiva, split into their articles.

Each is known by lines that its database alone writes. The text of an article is its body; the
fields around it tell what is known of it. A part without a body is taken whole.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from quotes.read.piece import Piece
from quotes.text.blocks import CALENDAR, CLOCK

Read = tuple[str, dict[str, str]]
"""The body of an article, and what its fields tell."""


class Export(NamedTuple):
    """One database's way of writing: the line between articles, one in each, and its reader."""

    between: re.Pattern[str]
    within: re.Pattern[str]
    read: Callable[[str], Read]


def _line(words: str) -> re.Pattern[str]:
    """A line of these words alone."""
    return re.compile(rf"^[ \t\ufeff]*(?:{words})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def split(text: str) -> Iterator[Piece] | None:
    """Split an export into its articles; None for a text that is no export."""
    for export in EXPORTS:
        if export.between.search(text) and export.within.search(text):
            parts = list(filter(export.within.search, export.between.split(text)))
            if len(parts) > 1:  # one article stays the text that the file is
                return (Piece(*export.read(part), n) for n, part in enumerate(parts, 1))
    return None


_HEADS = ("byline", "section", "length", "dateline", "headline", "highlight", "body")
_LEXIS_HEAD = _line(rf"(?P<name>{'|'.join(_HEADS)})(?::.*)?")
_LEXIS_TAIL = _line(
    r"(?:load-date|url|language|graphic|publication-type|document-type|subject|journal-code|"
    r"correction-date|series|notes):.*|classification|copyright (?:\d{4}|©).*"
)
_LEXIS_TITLE = _line(r"headline:[ \t]*(?P<title>.+?)")
_DAY = re.compile(rf"(?P<day>{CALENDAR})(?:,?\s+\w+day)?\b.*", re.IGNORECASE)


def _lexis(part: str) -> Read:
    """Outlet, date and edition in the first lines, then the title and the fields."""
    lines, day, text, known = _opened(part)
    if day is not None and lines[:day]:
        known["source"] = lines[day - 1]
    if title := _LEXIS_TITLE.search(part):
        known["title"] = title["title"]
    elif day is not None and lines[day + 1 :]:
        known["title"] = lines[-1]
    return text, known


def _nexis(part: str) -> Read:
    """Title, outlet and date in the first lines, then the fields."""
    lines, day, text, known = _opened(part)
    if lines:
        known["title"] = lines[0]
    if day is not None and day > 1:
        known["source"] = lines[day - 1]
    return text, known


def _opened(part: str) -> tuple[list[str], int | None, str, dict[str, str]]:
    """Lines before the fields, which of them is the date, the body, and the date."""
    start = first = None
    seen: set[str] = set()
    for head in _LEXIS_HEAD.finditer(part):
        if start is None:
            first = head.start()
        elif re.search(r"\n\s*\n\s*\S", part[start : head.start()]) or head["name"].lower() in seen:
            break  # text of its own stands between, or the text begins with such a word
        start = head.end()
        name = head["name"].lower()
        seen |= {*_HEADS} if name == "body" else {name}
    start = start or 0
    tail = _LEXIS_TAIL.search(part, start)
    lines = [line.strip(" \t\ufeff") for line in part[:first].splitlines() if line.strip()]
    days = [(n, found) for n, line in enumerate(lines) if (found := _DAY.fullmatch(line))]
    known = {"published": days[0][1]["day"]} if days else {}
    return lines, days[0][0] if days else None, part[start : tail and tail.start()].strip(), known


_PROQUEST_FIELDS = {
    "Title": "title",
    "Publication title": "source",
    "Publication date": "published",
    "Document URL": "url",
}
_PROQUEST_FIELD = re.compile(
    r"^(?P<name>Subject|Business indexing term|Location|People|Company / organization|Title|"
    r"Identifier / keyword|Classification|Publication title|Publication year|Publication date|"
    r"First page|Pages|Section|Publisher|Document URL|Credit|Illustration):"
    r"[ \t]*(?P<value>.*?)\r?$",
    re.MULTILINE,
)
_FULL_TEXT = re.compile(r"^Full text:", re.MULTILINE)


def _proquest(part: str) -> Read:
    """All in fields, the body as `Full text`."""
    body = _FULL_TEXT.search(part)
    after = _PROQUEST_FIELD.search(part, body.end()) if body else None
    text = part[body.end() : after and after.start()] if body else part
    fields = {field["name"]: field["value"].strip() for field in _PROQUEST_FIELD.finditer(part)}
    known = {known: fields[name] for name, known in _PROQUEST_FIELDS.items() if name in fields}
    return text.strip(), known


_WORDS = _line(r"[\d,]+ words")
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_CODE = re.compile(r"^\ufeff?(?P<name>[A-Z]{2,3})(?:[ \t]{2,}|[ \t]*\r?$)", re.MULTILINE)
_CODES = {"HD": "title", "SN": "source", "PD": "published"}


def _factiva(part: str) -> Read:
    """Fields with a code of two letters, or the same lines without their codes."""
    codes = list(_CODE.finditer(part))
    ends = [*(code.start() for code in codes[1:]), len(part)]
    fields = {c["name"]: part[c.end() : end].strip() for c, end in zip(codes, ends, strict=False)}
    if body := [fields[name] for name in ("LP", "TD") if fields.get(name)]:
        known = {_CODES[name]: value for name, value in fields.items() if name in _CODES}
        return "\n\n".join(body), {name: " ".join(value.split()) for name, value in known.items()}
    words = _WORDS.search(part)
    gap = re.compile(r"\n[ \t\r]*\n").search(part, words.end()) if words else None
    if not words or not gap:
        return part.strip(), {}
    above = [line.strip(" \t\ufeff") for line in part[: words.start()].splitlines() if line.strip()]
    below = [line.strip() for line in part[words.end() : gap.start()].splitlines() if line.strip()]
    known = {"title": above[0]} if above else {}
    days = [place for place, line in enumerate(below) if _DAY.fullmatch(line)]
    if days:
        after = [line for line in below[days[0] + 1 :] if not _CLOCK.fullmatch(line)]
        known |= {"published": below[days[0]], "source": after[0] if after else ""}
    return part[gap.end() :].strip(), known


EXPORTS = (
    Export(_line(r"(?:document )?\d+ of \d+ documents?"), _line("length:.*"), _lexis),
    Export(_line("end of document"), _line("load-date:.*"), _nexis),
    Export(_line("_{40,}"), _line(r"proquest document id:.*"), _proquest),
    Export(
        _line(r"document [a-z0-9]{4,}\d{8}[a-z0-9]{5,}"), _line(r"[\d,]+ words|wc .*"), _factiva
    ),
)
