"""Judge each quotation mark of a line by its shape and its neighbours; apostrophes are none."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from quotes.text.characters import APOSTROPHES, SHAPE, SHAPES, Role
from quotes.text.span import Span

STRAIGHT = SHAPES["double"]["either"] + SHAPES["single"]["either"]


_A = f"[{APOSTROPHES}]"


# Marks that are never quotation marks; tried before the marks themselves at each place.
_PLAIN = rf"""
    <[A-Za-z/!][^<>]*>                                  # <a href="x">
  | (?<=\w){_A}(?=\w)                                   # don't, o’clock, 6'2
  | (?<=\S){_A}(?=(?:[sS]|t|d|m|re|ve|ll)\b)            # the U.N.’s, “Dune”’s
  | (?<!\w){_A}n{_A}(?!\w)                              # rock ’n’ roll
  | (?<!\w){_A}(?=(?:s|em|n|[Tt]is|[Tt]was|\d0s)\b)     # beat 'em, the ‘90s
  | ’(?=\d\d\b)                                         # the class of ’68
  | (?<=\\)'                                            # RTF left over: Caf\'e9
  | (?<=\d)['’′]\s?\d\d?½?(?:["”″]|''|’’)               # 6' 2"
  | (?<=\d)(?:["”″'’′]|''|’’)(?=\s?[x×]\s?\d)           # 12' x 4'
"""


_TOKEN = re.compile(
    # In ''She said 'no''' the first of three closes the inner quotation.
    rf"(?:{_PLAIN})|(?P<mark>(?<=\S)'(?=''(?!'))|"
    + "|".join(re.escape(mark) for mark in sorted(SHAPE, key=len, reverse=True))
    + ")",
    re.VERBOSE,
)


_BEFORE_OPENING = frozenset("([{<=/|-–—―¿¡")


_AFTER_CLOSING = frozenset(")]}>,.;:!?…/|-–—―")


# Straight ' before these may be an apostrophe: 'til, '68. It opens only if a mark closes it.
_ELIDED = re.compile(r"(?:\d\d|till?|cause|cos|cuz|round|bout|neath|ere)\b")


# A mark after these may be an apostrophe (officials’, goin’, ol’) or a unit (5").
_CLIPPED = re.compile(r"(?:[sxzSXZ]|in|\b(?:o|an|n|th|ol|wi))$")


_WORD_FOLLOWS = re.compile(r"\s\w")


class Mark(NamedTuple):
    """A mark in its context.

    `quiet` marks may be apostrophes or units, and are not reported loose. `weak` ones are more
    likely that than quotation marks, and pair only if nothing speaks against it.
    """

    start: int
    end: int
    text: str
    family: str
    role: Role
    quiet: bool
    weak: bool


def marks_of(text: str, line: Span) -> Iterator[Mark]:
    """Yield the marks of a line that may be quotation marks."""
    tokens = [t.span() for t in _TOKEN.finditer(text, *line) if t["mark"]]
    lefts: list[str] = []  # the characters beside each run of marks: in “‘No’ all marks see N
    for i, (start, _) in enumerate(tokens):
        touches = i > 0 and tokens[i - 1][1] == start
        lefts.append(lefts[-1] if touches else text[max(line.start, start - 1) : start])
    rights: list[str] = []
    for i in reversed(range(len(tokens))):
        end = tokens[i][1]
        touches = i + 1 < len(tokens) and tokens[i + 1][0] == end
        rights.append(rights[-1] if touches else text[end : min(line.end, end + 1)])
    for (start, end), left, right in zip(tokens, lefts, reversed(rights), strict=True):
        yield _judge(text, Span(start, end), left, right, line.end)


def _judge(text: str, span: Span, left: str, right: str, edge: int) -> Mark:
    """Judge one mark by its shape and its neighbours (empty at an edge) up to the line's end."""
    mark = text[slice(*span)]
    family, shape = SHAPE[mark]
    context = _context(left, right)
    before = text[max(0, span.start - 3) : span.start]
    quiet = weak = False
    role: Role = shape if context == "either" else context
    clash = role != shape or shape == "close" or right in _AFTER_CLOSING
    if family != "single" and clash and context != shape != "either":
        role = "either"  # “word“, ” word ”: whichever the place in the paragraph asks for
    if role == "open" and family == "single":
        elided = _ELIDED.match(text, span.end, edge) is not None
        quiet = weak = shape == "close" or (elided and mark in STRAIGHT)
    elif left.isdigit() or (family == "single" and left.isalpha() and _CLIPPED.search(before)):
        role = "close" if role == "either" else role
        quiet = role == "close"
        weak = quiet and _WORD_FOLLOWS.match(text, span.end, edge) is not None
    return Mark(*span, mark, family, role, quiet, weak)


def _context(left: str, right: str) -> Role:
    """Tell which role the neighbours leave to a mark."""
    opens = not left or left.isspace() or left in _BEFORE_OPENING
    closes = not right or right.isspace() or right in _AFTER_CLOSING
    if opens == closes:
        return "either"
    return "open" if opens else "close"
