"""Lines of a dialogue: which labels are speakers', and what each of them says.

One labelled line by itself is none (`PARIS: The talks went on.`): labels recur, or at least two of
them carry a title, a role or a bracket, or one asks and another answers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.text.characters import AFTER_STOP
from quotes.text.labels import (
    ANSWERING,
    ASKING,
    NAME,
    PARTS,
    Label,
    Line,
    initials_of,
    key_of,
    line_of,
)
from quotes.text.span import Span

_PERSONAL = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|[Mm]e|[Uu]s)\b")


_TALK = re.compile(rf"\?|{_PERSONAL.pattern}")


_ANNOUNCED = re.compile(
    r"\b(?:debate|interview|conversation|exchange|discussion|transcript|dialogue|hearing)\b", re.I
)


_INTRODUCES = re.compile(  # "Cook Jane Roe answered our questions at home."
    rf"{NAME} (?:(?:answered|took) (?:our|your) questions|(?:spoke|talked) (?:to|with) us)\b"
)


ASKED = 300  # characters above an answer in which a question ends. Chosen by reading


_ENDED = re.compile(rf"[.!?…—–-]{AFTER_STOP}$")


def labels(text: str, lines: Sequence[Span | None]) -> list[Label | None]:
    """The label of each line, where the text is a dialogue.

    Parameters
    ----------
    text : the text.
    lines : its lines; None for one that is known to be something else.

    """
    found = [line_of(text, span) if span else None for span in lines]
    said = [line for line in found if line is not None]
    kept = _of_dialogue(text, said) or _answering(text, said)
    return [line.label if line is not None and line.key in kept else None for line in found]


def _of_dialogue(text: str, lines: Sequence[Line]) -> set[str]:
    """Keys of the labels that are speakers'; of none, where the text is no dialogue."""
    by_key: defaultdict[str, list[Line]] = defaultdict(list)
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


def _taking_turns(text: str, lines: Sequence[Line]) -> set[str]:
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


def _in_turn(text: str, lines: Sequence[Line]) -> set[str]:
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


def _answering(text: str, lines: Sequence[Line]) -> set[str]:
    """The key of a name that answers each time beneath a question without a label."""
    for key, times in Counter(_keys(lines)).items():
        own = [line for line in lines if line.key == key]
        asked = sum(_asks_above(text, line) for line in own)
        if times > 1 and asked == times and _is_told_of(text, own[0]):
            return {key}
    return set()


def _asks_above(text: str, line: Line) -> bool:
    begin = _begin(text, line)
    return text[max(begin - ASKED, 0) : begin].rstrip().endswith("?")


def _is_told_of(text: str, line: Line) -> bool:
    """Whether the label is a name that the text tells in full above its first line."""
    if line.label.name is None or line.article:
        return False
    given, _, last = _who(text, line).rpartition(" ")
    full = re.escape(f"{given} {last}") if given else rf"\b[A-Z][\w'’-]{{0,30}} {re.escape(last)}"
    return re.search(rf"{full}\b", text[: _begin(text, line)]) is not None


def _runs(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Labelled lines that follow one another, with none between them."""
    runs: list[list[Line]] = []
    for line in lines:
        last = runs[-1][-1].label.turn + len(runs[-1][-1].turn) if runs else 0
        if runs and not re.search(r"[^\W\d]", text[last : _begin(text, line)]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _begin(text: str, line: Line) -> int:
    return text.rfind("\n", 0, line.label.who.start) + 1


def _leads_to_talk(text: str, line: Line) -> bool:
    """Whether the line above announces it: `Here is part of their debate.`."""
    above = text[: _begin(text, line)].rstrip().rpartition("\n")[2]
    return _ANNOUNCED.search(above) is not None


def _is_someone(text: str, line: Line) -> bool:
    if line.article:
        return line.loud or line.key in PARTS
    return line.marked or line.key in PARTS or _is_named(text, [line])


def _keys(lines: Sequence[Line]) -> list[str]:
    return [line.key for line in lines]


def _who(text: str, line: Line) -> str:
    return text[slice(*line.label.who)]


def _speaks(text: str, key: str, lines: Sequence[Line]) -> bool:
    """Whether a label is a speaker's: by its capitals, title, role, bracket, or by what it says."""
    if key in ASKING | ANSWERING | PARTS or any(line.marked or line.loud for line in lines):
        return True
    talking = sum(bool(_TALK.search(line.turn)) for line in lines)
    named = _is_named(text, lines)
    return len(lines) > 1 and named and 2 * talking >= len(lines)


def _is_named(text: str, lines: Sequence[Line]) -> bool:
    """Whether a label is a full name, or the end of one that stands elsewhere."""
    full = any(" " in _who(text, line) for line in lines)
    end = re.escape(lines[0].key.capitalize())
    return full or re.search(rf"[A-Z][\w'’-]{{1,40}} {end}\b", text) is not None


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
    own = {key_of(text[slice(*label.who)].split()[-1]) for _, label in lines if label}
    found: list[tuple[Label, list[Span]]] = []
    open_ = False
    for number, (span, label) in enumerate(lines):
        if label is not None:
            found.append((label, [Span(label.turn, span.end)] if label.turn < span.end else []))
            open_ = True
        elif len(own) == 1 and text[slice(*span)].rstrip().endswith("?"):
            open_ = False  # asked without a label
        elif open_ and (not found[-1][1] or (number < last and _goes_on(text[slice(*span)]))):
            found[-1][1].append(span)
        else:
            open_ = False
    return tuple(Turn(label, tuple(spans)) for label, spans in found if spans)


def _goes_on(line: str) -> bool:
    if line[0] in "([" or _INTRODUCES.match(line):
        return False
    return bool(_TALK.search(line) and _ENDED.search(line))
