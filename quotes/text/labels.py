"""Lines of a dialogue that begin with their speaker: transcripts, interviews, parliaments.

`JANE ROE, HOST (voice-over): …`, `Mr ROE (Fairbank): …`, `Mr. ROE. …`, `The SPEAKER: …`, `Q: …`.
One such line by itself is none (`PARIS: The talks went on.`): labels recur, or at least two of them
carry a title, a role or a bracket, or one only asks and another answers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.text.characters import AFTER_STOP, QUOTE_CHARACTERS
from quotes.text.span import Span


class Label(NamedTuple):
    """The words that name a line's speaker, the name in them if there is one, and its turn.

    `turn` is where what is said begins: after colon or stop.
    """

    who: Span
    name: Span | None
    turn: int

    def asks(self, text: str) -> bool:
        """Whether it stands for whoever asks: `Q:`."""
        return text[slice(*self.who)].lower() in ASKING

    def answers(self, text: str) -> bool:
        """Whether it stands for whoever is asked: `A:`."""
        return text[slice(*self.who)].lower() in ANSWERING


ASKING, ANSWERING = frozenset({"q", "question"}), frozenset({"a", "answer"})


TITLE = (
    r"(?i:(?:the )?(?:rt )?(?:hon|mr|mrs|ms|miss|mx|dr|prof|sen|rep|gov|sir|dame|lord|lady|"
    r"baroness|senator|representative|governor|professor|judge|justice|minister|president|captain)\b\.?)"
)


PARTS = frozenset(  # who takes part, where no name is given
    """host anchor presenter reporter correspondent interviewer moderator narrator announcer caller
    speaker chair chairman chairwoman chairperson president clerk coroner judge counsel witness
    operator translator interpreter guest""".split()
)


LEADS = frozenset(  # what leads on to something that is not said
    """update updated breaking watch listen read live more also see note correction clarification
    exclusive opinion analysis video photo photos audio source sources caption credit date time
    place venue tickets price pros cons contact website email phone""".split()
)


_WORD = r"[A-Z][\w'’-]*\.?"


_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|van|von)\s+"


_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE})*{_WORD}){{0,4}}"


_ROLE = r"(?:,\s+(?P<role>[^:()\[\]“”\"]{2,60}?))?"


_BRACKET = r"(?:\s*(?P<bracket>[(\[][^()\[\]]{1,60}[)\]]))*"


_CLOCK = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"  # "[00:12] "


_COLON = re.compile(
    rf"{_CLOCK}(?P<who>(?:(?P<title>{TITLE}|[Tt]he|THE)\s+)?(?P<name>{_NAME}){_ROLE}){_BRACKET}\s*:(?:\s+|$)"
)


_STOP = re.compile(
    rf"(?P<who>(?P<title>{TITLE}|The)\s+(?P<name>[A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+)*)"
    rf"(?P<role>\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?){_BRACKET}\.\s+(?=[A-Z])"
)


_QA = re.compile(r"(?P<who>Q|A)\.\s+(?=\S)")


_TALK = re.compile(r"\?|\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b")


_ENDED = re.compile(rf"[.!?…—–-]{AFTER_STOP}$")


class _Line(NamedTuple):
    label: Label
    key: str
    marked: bool
    loud: bool
    turn: str


def labels(text: str, lines: Sequence[Span | None]) -> list[Label | None]:
    """The label of each line, where the text is a dialogue.

    Parameters
    ----------
    text : the text.
    lines : its lines; None for one that is known to be something else.

    """
    found = [_line(text, span) if span else None for span in lines]
    said = [line for line in found if line is not None]
    kept = _of_dialogue(text, said)
    return [line.label if line is not None and line.key in kept else None for line in found]


def _line(text: str, span: Span) -> _Line | None:
    match = next(
        (m for p in (_QA, _STOP, _COLON) if (m := p.match(text, span.start, span.end))), None
    )
    if match is None:
        return None
    groups = match.groupdict()
    turn = text[match.end() : span.end]
    who = match["who"]
    last = (groups.get("name") or who).split()[-1].rstrip(".").lower()
    article = (groups.get("title") or "").lower() == "the"
    quoted = turn[:1] in QUOTE_CHARACTERS and turn.rstrip()[-1:] in QUOTE_CHARACTERS
    if last in LEADS or (turn and quoted):
        return None
    alone = who.lower() in ASKING | ANSWERING
    name = None if alone or article or last in PARTS else Span(*match.span("name"))
    marked = bool(groups.get("role") or groups.get("bracket") or groups.get("title"))
    loud = (groups.get("name") or who).isupper() and (len(last) > 1 or alone)
    return _Line(Label(Span(*match.span("who")), name, match.end()), last, marked, loud, turn)


def _of_dialogue(text: str, lines: Sequence[_Line]) -> set[str]:
    """Keys of the labels that are speakers'; of none, where the text is no dialogue."""
    by_key: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_key[line.key].append(line)
    keys = {key for key, own in by_key.items() if _speaks(text, key, own)}
    # "Jane Roe: …" once, then "JR: …"
    keys |= {ln.key for ln in lines if {w.lower() for w in initials_of(_who(text, ln))} & keys}
    taking_turns = _taking_turns(text, lines)
    keys |= taking_turns
    own = [line for line in lines if line.key in keys]
    if keys & ANSWERING and not keys & ASKING:
        keys -= ANSWERING
    most = max(Counter(line.key for line in own).values(), default=0)
    asked = bool(keys & ASKING and keys & ANSWERING)
    asked |= bool(taking_turns & PARTS)
    enough = len(keys) > 1 and (asked or most > 1 or sum(line.marked for line in own) > 1)
    talks = any(_TALK.search(line.turn) for line in own)
    ended = sum(bool(_ENDED.search(line.turn)) for line in own if line.turn)
    return keys if enough and talks and 2 * ended >= len([x for x in own if x.turn]) else set()


def _taking_turns(text: str, lines: Sequence[_Line]) -> set[str]:
    """Keys of a label that only asks, and of one that answers it each time: two who talk."""
    several = Counter(line.key for line in lines)
    for asking in several if len(several) == 2 else ():
        own = [line for line in lines if line.key == asking]
        before = [one.key for one, after in pairwise(lines) if after.key != asking]
        rest = [line for line in lines if line.key != asking]
        asks = all(line.turn.rstrip().endswith("?") for line in own)
        turns = len(rest) == len(before) and set(before) == {asking}
        known = len(own) > 1 or asking in PARTS
        if asks and turns and known and (rest[0].key in PARTS or _is_named(text, rest)):
            return {asking, *_keys(rest)}
    return set()


def _keys(lines: Sequence[_Line]) -> list[str]:
    return [line.key for line in lines]


def _who(text: str, line: _Line) -> str:
    return text[slice(*line.label.who)]


def initials_of(name: str) -> set[str]:
    """First letters of a name, with and without its article: "THP" and "HP" of "The Hill Post"."""
    letters = "".join(part[0] for part in re.split(r"[\s‐‑-]+", name) if part)
    named = {letters, letters[1:] if name.startswith("The ") else letters}
    return {one for one in named if len(one) > 1}


def _speaks(text: str, key: str, lines: Sequence[_Line]) -> bool:
    """Whether a label is a speaker's: by its capitals, title, role, bracket, or by what it says."""
    if key in ASKING | ANSWERING | PARTS or any(line.marked or line.loud for line in lines):
        return True
    talking = sum(bool(_TALK.search(line.turn)) for line in lines)
    named = _is_named(text, lines)
    return len(lines) > 1 and named and 2 * talking >= len(lines)


def _is_named(text: str, lines: Sequence[_Line]) -> bool:
    """Whether a label is a full name, or the end of one that stands elsewhere."""
    full = any(" " in _who(text, line) for line in lines)
    end = re.escape(lines[0].key.capitalize())
    return full or re.search(rf"[A-Z][\w'’-]+ {end}\b", text) is not None


class Turn(NamedTuple):
    """What one speaker says at a time: the label, and a span for each paragraph."""

    label: Label
    spans: tuple[Span, ...]


def turns(text: str, lines: Sequence[tuple[Span, Label | None]]) -> tuple[Turn, ...]:
    """The turns of a dialogue.

    A line without a label goes on with the turn before it, where the turn has none of its own yet,
    or where it talks (`I`, `you`), ends like a sentence, and a labelled line follows.

    Parameters
    ----------
    text : the text.
    lines : its lines of body, with their labels.

    """
    last = max((n for n, (_, label) in enumerate(lines) if label), default=-1)
    found: list[tuple[Label, list[Span]]] = []
    open_ = False
    for number, (span, label) in enumerate(lines):
        if label is not None:
            found.append((label, [Span(label.turn, span.end)] if label.turn < span.end else []))
            open_ = True
        elif open_ and (not found[-1][1] or (number < last and _goes_on(text[slice(*span)]))):
            found[-1][1].append(span)
        else:
            open_ = False
    return tuple(Turn(label, tuple(spans)) for label, spans in found if spans)


def _goes_on(line: str) -> bool:
    return line[0] not in "([" and bool(_TALK.search(line) and _ENDED.search(line))
