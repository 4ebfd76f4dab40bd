"""The text that models and rules read, and the way from it back into the text as it was read.

Entities, mojibake and typed marks are decoded, paragraphs that were glued together parted, and
lines that only a fixed width broke joined. What is found is told in the article's own code points.
"""

import html
import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import NamedTuple

from quotes.text.span import Span
from quotes.text.wraps import wraps

ENTITY = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")


# What UTF-8 begins with, and goes on with, when it was read as Windows' code page.
_GOES_ON = "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in range(128, 192))
MOJIBAKE = re.compile(rf"[\xc2-\xf4][{re.escape(_GOES_ON)}]{{1,3}}")
LOST_END = re.compile(rf"â€(?![{re.escape(_GOES_ON)}])")  # ”, whose last byte has no letter there


# `said.“There`, `dig.”Workers`, `Monday.Workers`: two paragraphs without a break between them.
GLUED = re.compile(
    r"(?P<open>(?<=[a-z\d%)\]][.!?…])(?=[“„«‘][A-Z\[]))"
    r"|(?P<close>(?<=[.!?…][”»])(?=[A-Z“„«‘]))"
    r"|(?P<comma>(?<=[,.!?…][”»’])(?=[a-z]{2}))"
    r"|(?<![\w/@.])(?:[a-z]{2,}|[A-Z][a-z]{4,}|\d{4})[.!?](?=(?:[A-Z][a-z]+|I|A)[\s,’'])"
)
# ``typed'' and ,,typed'' marks, as TeX, typewriters and scanners have them.
TYPED = re.compile(
    r"(?P<low>(?<![^\s(\[]),,(?=[^\W_]))|(?P<open>``(?=[^\s.,;:!?)]))|(?P<close>``|'')|[\"”“]"
)
STRAIGHT = re.compile(r'(?<!\d)"')


class Decoded(NamedTuple):
    """A text as models and rules read it.

    Attributes
    ----------
    text : what they read.
    starts, ends : where each of its code points begins and ends in the text as it was read.

    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, span: Span) -> Span:
        """Where the words of a span stand in the text as it was read."""
        return Span(self.starts[span.start], self.ends[span.end - 1])


class Edit(NamedTuple):
    """Something to read in place of these code points; one of no width is put in."""

    start: int
    end: int
    text: str


def decoded(text: str) -> Decoded:
    """Read a text for models and rules.

    Parameters
    ----------
    text : an article, exactly as read.

    """
    found = Decoded(text, range(len(text)), range(1, len(text) + 1))
    for step in (_entities, _mojibake, _typed, _unwrapped, _parted):
        found = _edited(found, list(step(found.text)))
    return found


def _edited(found: Decoded, edits: Sequence[Edit]) -> Decoded:
    if not edits:
        return found
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for edit in edits:
        text += found.text[at : edit.start], edit.text
        starts += found.starts[at : edit.start]
        ends += found.ends[at : edit.start]
        place = found.starts[edit.start]
        starts += [place] * len(edit.text)
        ends += [found.ends[edit.end - 1] if edit.end > edit.start else place] * len(edit.text)
        at = edit.end
    text.append(found.text[at:])
    return Decoded("".join(text), [*starts, *found.starts[at:]], [*ends, *found.ends[at:]])


def _entities(text: str) -> Iterator[Edit]:
    """`&quot;`, `&#39;`, and `&amp;quot;`, which was escaped twice."""
    for match in ENTITY.finditer(text):
        if match[1].startswith("#") or f"{match[1]};" in html5:  # not "&nothing;", for "&not"
            yield Edit(*match.span(), html.unescape(f"&{match[1]};"))


def _mojibake(text: str) -> Iterator[Edit]:
    """`â€œ` for “: UTF-8 that was read as Windows' code page."""
    if not MOJIBAKE.search(text):
        return
    from ftfy import fix_encoding

    for match in re.finditer(f"{LOST_END.pattern}|{MOJIBAKE.pattern}", text):
        meant = "”" if LOST_END.match(text, match.start()) else fix_encoding(match[0])
        if meant != match[0]:
            yield Edit(*match.span(), meant)


def _typed(text: str) -> Iterator[Edit]:
    """“ for ``, „ for ,, before a word, and ” for the '' that closes them."""
    for line in re.finditer(r".+", text):
        marks = list(TYPED.finditer(line[0]))
        last = max((n for n, m in enumerate(marks) if not (m["low"] or m["open"])), default=0)
        marks = [m for n, m in enumerate(marks) if not m["low"] or n < last]
        opened = any(m["low"] or m["open"] for m in marks)
        for mark in marks if opened else ():
            read = "„" if mark["low"] else "“" if mark["open"] else "”"
            if mark.lastgroup is not None:
                yield Edit(line.start() + mark.start(), line.start() + mark.end(), read)


def _unwrapped(text: str) -> Iterator[Edit]:
    """A blank in place of a break that only the width of the lines made."""
    for line_break in wraps(text):
        whole = text[line_break.start - 1] == "-" and text[line_break.start - 2].isalpha()
        yield Edit(*line_break, "" if whole else " ")


def _parted(text: str) -> Iterator[Edit]:
    """A break between two paragraphs, or a blank between two words, that were glued together."""
    for line in re.finditer(r".+", text):
        places = {m.end(): " " if m["comma"] is not None else "\n" for m in GLUED.finditer(line[0])}
        for number, mark in enumerate(STRAIGHT.finditer(line[0])):
            places |= _beside_straight(line[0], mark.start(), opens=number % 2 == 0)
        for at, between in sorted(places.items()):
            yield Edit(line.start() + at, line.start() + at, between)


def _beside_straight(line: str, at: int, *, opens: bool) -> dict[int, str]:
    before, after = line[max(0, at - 1) : at], line[at + 1 : at + 2]
    if opens and before in tuple(".!?…") and after.isupper():
        return {at: "\n"}
    if not opens and before in tuple(",.!?…") and after.isalpha():
        return {at + 1: "\n" if after.isupper() and before != "," else " "}
    return {}
