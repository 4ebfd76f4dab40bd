"""Texts that are wrapped at a fixed width: which of their line breaks end no paragraph."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quotes.text.characters import AFTER_STOP
from quotes.text.span import Span

WIDEST, NARROWEST = 100, 30  # code points of the longest line; chosen by reading, not measured
FORCED = 0.8  # of the breaks within blocks of lines, where the next word did not fit any more
BROKEN = 0.5  # of them, where a sentence goes on


_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n|[\r\n]")
_ENDS = re.compile(rf"[.!?:…]{AFTER_STOP}$")


def wraps(text: str) -> Iterator[Span]:
    """The line breaks, in order, that only the width of the lines made; none if it has no width.

    Parameters
    ----------
    text : an article, decoded.

    """
    lines = [m for m in _LINE.finditer(text) if m[0].strip()]
    beside = [
        (above, below)
        for above, below in pairwise(lines)
        if len(_BREAK.findall(text, above.end(), below.start())) == 1
    ]
    if not beside:
        return
    width = max(len(line[0].rstrip()) for pair in beside for line in pair)
    forced = [_is_full(above[0], below[0], width) for above, below in beside]
    broken = [_goes_on(above[0], below[0]) for above, below in beside]
    sure = [pair for pair, *both in zip(beside, forced, broken, strict=True) if all(both)]
    if (
        not NARROWEST <= width <= WIDEST
        or not (len(sure) > 1 or any(_is_small(below[0]) for _, below in sure))
        or sum(forced) < FORCED * len(beside)
        or sum(broken) < BROKEN * len(beside)
    ):
        return
    for (above, below), full, cut in zip(beside, forced, broken, strict=True):
        if full or cut:
            end = above.start() + len(above[0].rstrip())
            yield Span(end, below.start() + len(below[0]) - len(below[0].lstrip()))


def _is_full(above: str, below: str, width: int) -> bool:
    return len(above.rstrip()) + 1 + len(below.split()[0]) > width


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence runs over the break."""
    return not _ENDS.search(above.rstrip()) and (
        _is_small(below) or above.rstrip()[-1:].isalnum() or above.rstrip()[-1:] == ","
    )


def _is_small(line: str) -> bool:
    return line.lstrip()[:1].islower()
