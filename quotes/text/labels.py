"""Lines of a dialogue that begin with their speaker: transcripts, interviews, parliaments.

`JANE ROE, HOST (voice-over): …`, `Mr ROE (Fairbank): …`, `Mr. ROE. …`, `The SPEAKER: …`, `Q: …`,
`The Minister for Roads (Mr Roe): …`, `Ms Roe (Greens) – …`, `Honourable members: …`.
One such line by itself is none (`PARIS: The talks went on.`): labels recur, or at least two of them
carry a title, a role or a bracket, or one asks and another answers.
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
        """Whether it stands for whoever asks: `Q:`, `Q1:`."""
        return _key(text[slice(*self.who)]) in ASKING

    def answers(self, text: str) -> bool:
        """Whether it stands for whoever is asked: `A:`, or no word does."""
        return self.who.start == self.who.end or _key(text[slice(*self.who)]) in ANSWERING


def _key(word: str) -> str:
    return word.lower().rstrip(".0123456789")


ASKING, ANSWERING = frozenset({"q", "question"}), frozenset({"a", "answer"})


TITLE = (
    r"(?i:(?:the )?(?:rt )?(?:hon|mr|mrs|ms|miss|mx|dr|prof|sen|rep|gov|sir|dame|lord|lady|"
    r"baroness|senator|representative|governor|professor|judge|justice|minister|president|captain)\b\.?)"
)


PARTS = frozenset(  # who takes part, where no name is given
    """host anchor presenter reporter correspondent interviewer moderator narrator announcer caller
    speaker chair chairman chairwoman chairperson president clerk coroner judge counsel witness
    operator translator interpreter guest panellist panelist questioner audience defendant accused
    plaintiff prosecutor prosecution defence lawyer attorney commissioner member members""".split()
)


LEADS = frozenset(  # what leads on to something that is not said
    """update updated breaking watch listen read live more also see note correction clarification
    exclusive opinion analysis video photo photos audio source sources caption credit date time
    place venue tickets price pros cons contact website email phone myth fact claim verdict reality
    truth problem solution conclusion rating expectation before after then now""".split()
)


_WORD = r"[A-Z][\w'’-]*\.?"


_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|van|von)\s+"


_NAME = rf"(?!(?i:for|of)\b){_WORD}(?:\s+(?:{_PARTICLE})*{_WORD}){{0,4}}"


_OF = rf"(?:(?:\s+(?:for|of|and|on|the))+\s+{_NAME}){{0,4}}"  # "The Minister for Roads"


_ROLE = r"(?:,\s+(?P<role>[^:()\[\]“”\"]{2,60}?))?"


_BRACKET = r"(?:\s*(?P<bracket>[(\[][^()\[\]]{1,60}[)\]]))*"


_CLOCK = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"  # "[00:12] "


_COLON = re.compile(
    rf"{_CLOCK}(?P<who>(?:(?P<title>{TITLE}|[Tt]he|THE)\s+)?(?P<name>{_NAME})(?(title)(?P<office>{_OF})){_ROLE}){_BRACKET}\s*:(?:\s+|$)"
)


_DASH = re.compile(
    rf"{_CLOCK}(?P<who>(?P<title>{TITLE})\s+(?P<name>{_NAME}))"
    r"\s*(?P<bracket>[(\[][^()\[\]]{1,60}[)\]])\s+[–—-]\s+(?=\S)"
)


_MEMBERS = re.compile(
    r"(?P<who>(?:Several |Some |An? |The )?"
    r"(?:[Hh]on(?:ourable|\.)?|Opposition|Government) [Mm]embers?)\s*:(?:\s+|$)"
)


_HOLDER = re.compile(  # "The Minister for Roads (Mr Roe): "
    rf"(?!(?i:mr|mrs|ms|miss|mx|dr)\b)(?:[Tt]he\s+|THE\s+)?{_NAME}{_OF}\s*"
    rf"[(\[](?P<who>(?P<title>{TITLE})\s+(?P<name>{_NAME}))[)\]]\s*:(?:\s+|$)"
)


_STOP = re.compile(
    rf"(?P<who>(?P<title>{TITLE}|The)\s+(?P<name>[A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+)*)"
    rf"(?P<role>\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?){_BRACKET}\.\s+(?=[A-Z])"
)


_QA = re.compile(r"(?P<who>Q|A)\.\s+(?=\S)")


_PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b")


_TALK = re.compile(rf"\?|{_PERSONAL.pattern}")


_ANNOUNCED = re.compile(
    r"\b(?:debate|interview|conversation|exchange|discussion|transcript|dialogue|hearing)\b", re.I
)


_INTRODUCES = re.compile(  # "Cook Jane Roe answered our questions at home."
    rf"{_NAME} (?:(?:answered|took) (?:our|your) questions|(?:spoke|talked) (?:to|with) us)\b"
)


_ENDED = re.compile(rf"[.!?…—–-]{AFTER_STOP}$")


class _Line(NamedTuple):
    label: Label
    key: str
    marked: bool
    loud: bool
    turn: str
    article: bool = False


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
    patterns = (_QA, _STOP, _MEMBERS, _HOLDER, _COLON, _DASH)
    match = next((m for p in patterns if (m := p.match(text, span.start, span.end))), None)
    if match is None:
        return None
    groups = match.groupdict()
    turn = text[match.end() : span.end]
    who = match["who"]
    last = (groups.get("office") or groups.get("name") or who).split()[-1]
    key = _key(last) or last
    article = (groups.get("title") or "").lower() == "the"
    quoted = turn[:1] in QUOTE_CHARACTERS and turn.rstrip()[-1:] in QUOTE_CHARACTERS
    if key in LEADS or (turn and quoted):
        return None
    alone = _key(who) in ASKING | ANSWERING
    name = None if alone or article or key in PARTS else Span(*match.span("name"))
    marked = bool(groups.get("role") or groups.get("bracket") or groups.get("title"))
    loud = (groups.get("name") or who).isupper() and (len(key) > 1 or alone)
    label = Label(Span(*match.span("who")), name, match.end())
    return _Line(label, key, marked, loud, turn, article)


def _of_dialogue(text: str, lines: Sequence[_Line]) -> set[str]:
    """Keys of the labels that are speakers'; of none, where the text is no dialogue."""
    by_key: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        by_key[line.key].append(line)
    keys = {key for key, own in by_key.items() if _speaks(text, key, own)}
    # "Jane Roe: …" once, then "JR: …"
    keys |= {ln.key for ln in lines if {w.lower() for w in initials_of(_who(text, ln))} & keys}
    taking_turns, in_turn = _taking_turns(text, lines), _in_turn(text, lines)
    keys |= taking_turns | in_turn
    own = [line for line in lines if line.key in keys]
    if keys & ANSWERING and not keys & ASKING:
        keys -= ANSWERING
    most = max(Counter(line.key for line in own).values(), default=0)
    asked = bool(keys & ASKING and keys & ANSWERING)
    asked |= bool(taking_turns & PARTS)
    several = most > 1 or sum(line.marked for line in own) > 1
    enough = len(keys) > 1 and (asked or several or bool(in_turn))
    talks = bool(in_turn) or any(_TALK.search(line.turn) for line in own)
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


def _in_turn(text: str, lines: Sequence[_Line]) -> set[str]:
    """Keys of labels that take turns line by line: `Jane Roe: …`, `Bo Poe: …`, `Jane Roe: …`.

    Of two lines alone, the first asks.
    """
    found: set[str] = set()
    for run in _runs(text, lines):
        keys = _keys(run)
        other = len(run) > 1 and all(one != after for one, after in pairwise(keys))
        again = len(set(keys)) < len(keys)
        asks = run[0].turn.rstrip().endswith("?")
        talks = any(_PERSONAL.search(line.turn) for line in run) or _leads_to_talk(text, run[0])
        ended = all(_ENDED.search(line.turn) for line in run)
        someone = all(_is_someone(text, line) for line in run)
        pair = asks and len(run) == 2 and (someone or _leads_to_talk(text, run[0]))
        if other and ended and (pair or (again and (talks or someone))):
            found.update(keys)
    return found


def _runs(text: str, lines: Sequence[_Line]) -> list[list[_Line]]:
    """Labelled lines that follow one another, with none between them."""
    runs: list[list[_Line]] = []
    for line in lines:
        last = runs[-1][-1].label.turn + len(runs[-1][-1].turn) if runs else 0
        if runs and not re.search(r"[^\W\d]", text[last : _begin(text, line)]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _begin(text: str, line: _Line) -> int:
    return text.rfind("\n", 0, line.label.who.start) + 1


def _leads_to_talk(text: str, line: _Line) -> bool:
    """Whether the line above announces it: `Here is part of their debate.`."""
    above = text[: _begin(text, line)].rstrip().rpartition("\n")[2]
    return _ANNOUNCED.search(above) is not None


def _is_someone(text: str, line: _Line) -> bool:
    if line.article:
        return line.loud or line.key in PARTS
    return line.marked or line.key in PARTS or _is_named(text, [line])


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
    if line[0] in "([" or _INTRODUCES.match(line):
        return False
    return bool(_TALK.search(line) and _ENDED.search(line))
