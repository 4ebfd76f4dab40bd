"""Find the quotation marks of a text and pair them.

Each mark is first judged by its neighbours (see `judged`: may it open, close, or either?), then
the marks of one paragraph are paired, then paragraphs that go on with the same quotation joined.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from quotes.text.characters import SHAPE, SHAPES
from quotes.text.judged import STRAIGHT, Mark, marks_of
from quotes.text.span import Span


class Quotation(NamedTuple):
    """One quotation, its marks included.

    Attributes
    ----------
    spans : tuple of Span
        Code-point offsets; one span a paragraph where a quotation runs over several. All
        spans but the last then end where their paragraph does.
    depth : int
        0 for an outermost quotation, 1 for one inside it, and so on.
    style : str
        ``"double"`` (also low-high „…“, ``…'' and ''…''), ``"single"`` or ``"guillemets"``.
    """

    spans: tuple[Span, ...]
    depth: int
    style: str


class Marks(NamedTuple):
    """All that was found in a text.

    Attributes
    ----------
    quotations : tuple of Quotation
        Ordered by start; any two nest or are disjoint.
    loose : tuple of int
        Code-point offsets, ascending, of the marks that found no partner.
    """

    quotations: tuple[Quotation, ...]
    loose: tuple[int, ...]


SPOKEN = "spoken"  # the style of a turn of a dialogue: quoted without marks


def near(quotations: Sequence[Quotation], spans: Sequence[Span]) -> Sequence[Quotation]:
    """Those quotations between the first of these spans and the last that may touch them.

    Parameters
    ----------
    quotations : turns of a dialogue, then those in marks, which may stand within turns; both in the
        order of the text, no turn within another and no marks within others.

    """
    if not spans:
        return ()
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    turns = bisect_left(quotations, True, key=lambda q: q.style != SPOKEN)
    found: list[Quotation] = []
    for low, high in ((0, turns), (turns, len(quotations))):
        first = bisect_left(quotations, start, low, high, key=lambda q: q.spans[-1].end)
        last = bisect_right(quotations, end, low, high, key=lambda q: q.spans[0].start)
        found += quotations[first:last]
    return found


_PARAGRAPH = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


_STOPS = frozenset(".,!?…")


_SENTENCE = re.compile(r"[^\S\n]+[A-Z]")


_WORD = re.compile(r"\w")


_SHOWN = re.compile(r"\S")


_STYLE = {"double": "double", "«": "guillemets", "‹": "guillemets", "single": "single"}


@dataclass
class _Opened:
    """An opening mark that waits, with the weak mark that closes it if no better one comes."""

    opener: int
    fallback: int | None = None


@dataclass
class _Paragraph:
    """One line of text: its marks, and for each paired mark its partner (by index)."""

    span: Span
    marks: list[Mark]
    partner: dict[int, int] = field(default_factory=dict)


class _Chain(NamedTuple):
    """A quotation that its paragraphs, so far, have opened but not closed."""

    mark: str
    opens: bool  # its paragraph
    spans: list[Span]  # grows; a tuple made anew for each paragraph would be quadratic


def find_marks(text: str) -> Marks:
    """Find and pair the quotation marks of a text.

    Never raises for a string; takes time linear in its length.

    Parameters
    ----------
    text : str
        Text as read; a paragraph is a line.

    Returns
    -------
    Marks
        Quotations and loose marks, as code-point offsets into `text`.
    """
    paragraphs = []
    for line in _PARAGRAPH.finditer(text):
        span = Span(*line.span())
        paragraph = _Paragraph(span, list(marks_of(text, span)))
        for family in SHAPES:
            paragraph.partner |= _pair(paragraph, family)
        paragraph.partner |= _unlike(text, paragraph)
        paragraphs.append(paragraph)
    found = _join(text, paragraphs)
    starts = {span.start for _, spans in found for span in spans}
    ends = {spans[-1].end for _, spans in found}
    loose = (
        mark.start
        for paragraph in paragraphs
        for mark in paragraph.marks
        if not (mark.quiet or mark.start in starts or mark.end in ends)
    )
    return Marks(_nest(found), tuple(loose))


def _pair(paragraph: _Paragraph, family: str) -> dict[int, int]:
    """Pair the marks of one family, within the pairs that other families already made."""
    found: list[tuple[int, int]] = []
    floors: list[list[_Opened]] = [[]]  # one for each pair around the place
    for i, mark in enumerate(paragraph.marks):
        other = paragraph.partner.get(i)
        if other is None and mark.family == family:
            _meet(i, paragraph.marks, floors[-1], found)
        elif other is not None and other > i:
            floors.append([])
        elif other is not None:
            _settle(floors.pop(), found)
    _settle(floors.pop(), found)
    return dict(found) | {closer: opener for opener, closer in found}


def _meet(i: int, marks: list[Mark], opened: list[_Opened], found: list[tuple[int, int]]) -> None:
    """Let mark `i` open a quotation or close the last one opened."""
    mark, top = marks[i], opened[-1] if opened else None
    if top and mark.role == "open" and not mark.weak and marks[top.opener].weak:
        if top.fallback is None:
            opened.pop()  # since '98. 'We won'
        top = opened[-1] if opened else None
    fresh = top is None or top.fallback is not None
    if mark.role == "open" or (mark.role == "either" and fresh):
        if mark.weak and opened:
            return
        if top and top.fallback is not None:
            _settle([opened.pop()], found)
        opened.append(_Opened(i))
    elif top and mark.weak:
        opener = marks[top.opener]
        alike = (opener.text in STRAIGHT) == (mark.text in STRAIGHT)
        if top.fallback is None and alike and not opener.weak:
            top.fallback = i
    elif top:
        opened.pop()
        if top.fallback is not None and opened:  # "We sang "Route 9" all night."
            _settle([top], found)
            top = opened.pop()
        found.append((top.opener, i))


def _settle(opened: list[_Opened], found: list[tuple[int, int]]) -> None:
    """Close what waits with its weak mark, if it met one: the ‘boys’ are back."""
    found.extend((one.opener, one.fallback) for one in opened if one.fallback is not None)


def _unlike(text: str, paragraph: _Paragraph) -> dict[int, int]:
    """Pair neighbours that others left over: of two families, or both of a shape that closes.

    `‘It is gone,” said Roe.`, and `“It is gone,” said Roe.” We go too.”`.
    """
    marks = paragraph.marks
    found: dict[int, int] = {}
    left = [i for i, m in enumerate(marks) if not (m.quiet or m.weak)]
    for i, j in pairwise(left):
        taken = {i, j} & (paragraph.partner.keys() | found.keys())
        if taken or marks[j].role != "close" or text[marks[j].start - 1] not in _STOPS:
            continue
        families = {marks[i].family, marks[j].family}
        turned = families == {"double"} and _is_turned(text, paragraph, i, j)
        if turned or (families == {"single", "double"} and _is_first(text, paragraph, i)):
            found |= {i: j, j: i}
    return found


def _is_first(text: str, paragraph: _Paragraph, i: int) -> bool:
    """Whether a mark opens a sentence."""
    mark = paragraph.marks[i]
    before = text[paragraph.span.start : mark.start].rstrip()
    begins = not before or before[-1] in _STOPS | {":"}
    return mark.role == "open" and begins and text[mark.end : mark.end + 1].isupper()


def _is_turned(text: str, paragraph: _Paragraph, i: int, j: int) -> bool:
    """Whether a mark that looks back opens a sentence, where others stand or a reporter follows."""
    mark, closing = paragraph.marks[i], paragraph.marks[j]
    begins = text[mark.start - 1] in _STOPS and _SENTENCE.match(text, mark.end)
    others = any(k < i for k in paragraph.partner) or text[closing.start - 1] == ","
    return mark.role == "close" and begins is not None and others


def _join(text: str, paragraphs: list[_Paragraph]) -> list[tuple[str, tuple[Span, ...]]]:
    """List the quotations as (family, spans), those over several paragraphs joined."""
    found: list[tuple[str, tuple[Span, ...]]] = []
    chains: list[_Chain] = []  # outermost first
    for paragraph in paragraphs:
        marks, partner = paragraph.marks, paragraph.partner
        earlier: dict[int, list[Span]] = {}
        if (rest := _unopened(text, paragraph, chains)) is not None:
            found.append((SHAPE[chains[0].mark][0], (*chains[0].spans, rest)))
            chains = list(_unclosed(text, paragraph, earlier))
        elif _has_text(text, paragraph):  # a line without words between does not end a chain
            for chain, head in zip(chains, _heads(text, paragraph), strict=False):
                if chain.mark != marks[head].text:
                    break
                earlier[head] = chain.spans
            chains = list(_unclosed(text, paragraph, earlier))
        for opener, closer in partner.items():
            if opener < closer:
                span = Span(marks[opener].start, marks[closer].end)
                found.append((marks[opener].family, (*earlier.get(opener, []), span)))
    return found


def _has_text(text: str, paragraph: _Paragraph, after: int = -1) -> bool:
    """Tell whether a word follows mark `after` in the paragraph."""
    place = paragraph.marks[after].end if after >= 0 else paragraph.span.start
    return _WORD.search(text, place, paragraph.span.end) is not None


def _heads(text: str, paragraph: _Paragraph) -> Iterator[int]:
    """Yield the opening marks that the paragraph begins with."""
    place = paragraph.span.start
    for i, mark in enumerate(paragraph.marks):
        closes = mark.role == "close" or paragraph.partner.get(i, i) < i
        if closes or text[place : mark.start].strip():
            return
        yield i
        place = mark.end


def _unopened(text: str, paragraph: _Paragraph, chains: Sequence[_Chain]) -> Span | None:
    """The end of a quotation that the paragraph goes on with, though no mark opens it anew.

    “It rained. [New line:] It was late,” said Roe.
    """
    one, *others = chains or (None,)
    if one is None or others or not one.opens or len(one.spans) > 1:
        return None
    alike = (i for i, m in enumerate(paragraph.marks) if m.family == SHAPE[one.mark][0])
    at = next(alike, None)
    if at is None or any(opener <= at <= closer for opener, closer in paragraph.partner.items()):
        return None
    closing, start = paragraph.marks[at], _SHOWN.search(text, paragraph.span.start)
    if start is None or closing.role != "close" or closing.quiet:
        return None
    words = _WORD.search(text, start.start(), closing.start)
    return Span(start.start(), closing.end) if words else None


def _unclosed(text: str, paragraph: _Paragraph, earlier: dict[int, list[Span]]) -> Iterator[_Chain]:
    """Yield the quotations that the next paragraph may go on with.

    Theirs are the last marks of their families: in “No, she said. “Never,” he said. the first
    mark merely lacks its partner.
    """
    last = {mark.family: i for i, mark in enumerate(paragraph.marks) if not mark.quiet}
    end = paragraph.span.start + len(text[slice(*paragraph.span)].rstrip())
    around = 0
    for i, mark in enumerate(paragraph.marks):
        if i in paragraph.partner:
            around += 1 if paragraph.partner[i] > i else -1
            continue
        waits = around == 0 and last.get(mark.family) == i and mark.role != "close"
        if waits and _has_text(text, paragraph, after=i):
            spans = earlier.get(i, [])
            spans.append(Span(mark.start, end))
            opens = not text[paragraph.span.start : mark.start].strip()
            yield _Chain(mark.text, opens, spans)


def _nest(found: list[tuple[str, tuple[Span, ...]]]) -> tuple[Quotation, ...]:
    """Order the quotations by start and count how many are around each."""
    spans = sorted({span for _, spans in found for span in spans}, key=lambda s: (s[0], -s[1]))
    depth: dict[int, int] = {}
    ends: list[int] = []
    for start, end in spans:
        while ends and ends[-1] <= start:
            ends.pop()
        depth[start] = len(ends)
        ends.append(end)
    ordered = sorted(found, key=lambda item: item[1])
    return tuple(Quotation(s, depth[s[0].start], _STYLE[family]) for family, s in ordered)
