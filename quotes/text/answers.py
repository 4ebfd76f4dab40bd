"""Interviews without labels: lines that only ask, and beneath each what one person answers.

`Interview with Jane Roe`, then `Where do you write?`, `In bed. I like it there.`, and so on.
"""

import re
from collections.abc import Iterator, Sequence

from quotes.text.characters import AFTER_STOP, QUOTE_CHARACTERS
from quotes.text.dialogues import Turn
from quotes.text.labels import Label
from quotes.text.span import Span

ANNOUNCED = re.compile(
    r"\b(?:interview\w*|questions|conversation|q ?& ?a|answers|talks|talked|spoke|speaks|asked)\b",
    re.IGNORECASE,
)
ON = re.compile(  # "Potter Jane Roe on clay and rain"
    r"\A(?:[\w'’-]+ ){0,2}[A-Z][\w'’-]{1,30} [A-Z][\w'’-]{1,30} on [a-z][^.!?:]*\Z"
)
WITH = re.compile(  # whom it names is asked, whatever is asked
    r"\binterview with\b|\bin conversation\b|\bwe asked\b|\bquestions (?:for|to)\b|"
    r"\banswers (?:\w+['’]? ){0,2}questions\b",
    re.IGNORECASE,
)
RETOLD = re.compile(r"\b(?:said|says|told|tells|explains|explained|according)\b|[“”\"«»]")
HEADING = re.compile(
    rf"{ANNOUNCED.pattern}|\b(?:your|our|all|frequently|answered)\b", re.IGNORECASE
)
NAME = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+")
ASKS = re.compile(rf"\?{AFTER_STOP}\Z")
YOU = re.compile(r"\b[Yy]ou(?:r|rs|rself)?\b")
SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]e|[Mm]y|[Mm]ine|[Oo]ur|[Uu]s)\b")
ASKED = 200  # characters of a line that only asks; chosen by reading
LEAST = 2  # questions of an interview


def answers(text: str, lines: Sequence[Span]) -> tuple[Turn, ...]:
    """What the person answers whom the line above the first question names; () if none does.

    Parameters
    ----------
    text : the text.
    lines : its lines with words.

    """
    asked = [n for n, line in enumerate(lines) if _asks(text, line)]
    heading = text[slice(*lines[asked[0] - 1])].strip() if asked and asked[0] else ""
    if len(asked) < LEAST or not _announces(heading):
        return ()
    parts = [lines[n + 1 : after] for n, after in zip(asked, [*asked[1:], None], strict=True)]
    parts[-1] = [*_going_on(text, parts[-1])]
    own = [part for part in parts if any(SELF.search(text, *line) for line in part)]
    you = any(YOU.search(text, *lines[n]) for n in asked)
    talks = you and 2 * len(own) >= len(parts)
    if not all(parts) or not (talks or _is_answered(text, heading, parts)):
        return ()
    return tuple(Turn(_unlabelled(part[0]), tuple(part)) for part in parts)


def _asks(text: str, line: Span) -> bool:
    words = text[slice(*line)].rstrip()
    return (
        len(words) <= ASKED and ASKS.search(words) is not None and words[0] not in QUOTE_CHARACTERS
    )


def _announces(line: str) -> bool:
    """Whether it tells of an interview, and with whom: not `Your Questions Answered`."""
    if ON.match(line):
        return True
    return ANNOUNCED.search(line) is not None and NAME.search(HEADING.sub(";", line)) is not None


def _is_answered(text: str, heading: str, parts: Sequence[Sequence[Span]]) -> bool:
    """Whether the heading tells who is asked, and no answer is told: `It is old, Roe said`."""
    name = NAME.search(HEADING.sub(";", heading))
    if name is None or not WITH.search(heading):
        return False
    last = re.compile(rf"\b{re.escape(name[0].split()[-1])}\b")
    words = [text[slice(*line)] for part in parts for line in part]
    return not any(RETOLD.search(line) or last.search(line) for line in words)


def _going_on(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The lines of the last answer: its first, and those after it in which somebody says `I`."""
    for number, line in enumerate(lines):
        if number and not SELF.search(text, *line):
            return
        yield line


def _unlabelled(line: Span) -> Label:
    return Label(Span(line.start, line.start), None, line.start)
