"""The label of a line that begins with its speaker: transcripts, interviews, parliaments.

`JANE ROE, HOST (voice-over): …`, `Mr ROE (Fairbank): …`, `Mr. ROE. …`, `The SPEAKER: …`, `Q: …`,
`The Minister for Roads (Mr Roe): …`, `Ms Roe (Greens) – …`, `Honourable members: …`.
"""

import re
from typing import NamedTuple

from quotes.text.characters import QUOTE_CHARACTERS
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
        return key_of(text[slice(*self.who)]) in ASKING

    def answers(self, text: str) -> bool:
        """Whether it stands for whoever is asked: `A:`, or no word does."""
        return self.who.start == self.who.end or key_of(text[slice(*self.who)]) in ANSWERING


def key_of(word: str) -> str:
    """What a label is known by: its last word in small letters, without numbers."""
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


NAME = rf"(?!(?i:for|of)\b){_WORD}(?:\s+(?:{_PARTICLE})*{_WORD}){{0,4}}"


_OF = rf"(?:(?:\s+(?:for|of|and|on|the))+\s+{NAME}){{0,4}}"  # "The Minister for Roads"


_ROLE = r"(?:,\s+(?P<role>[^:()\[\]“”\"]{2,60}?))?"


_BRACKET = r"(?:\s*(?P<bracket>[(\[][^()\[\]]{1,60}[)\]]))*"


_CLOCK = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"  # "[00:12] "


_COLON = re.compile(
    rf"{_CLOCK}(?P<who>(?:(?P<title>{TITLE}|[Tt]he|THE)\s+)?(?P<name>{NAME})(?(title)(?P<office>{_OF})){_ROLE}){_BRACKET}\s*:(?:\s+|$)"
)


_DASH = re.compile(
    rf"{_CLOCK}(?P<who>(?P<title>{TITLE})\s+(?P<name>{NAME}))"
    r"\s*(?P<bracket>[(\[][^()\[\]]{1,60}[)\]])\s+[–—-]\s+(?=\S)"
)


_CHAIR = re.compile(  # "The President – "
    r"(?P<who>(?P<title>The)\s+(?P<name>(?:(?:Acting|Deputy|Vice)[ -])?"
    r"(?:President|Speaker|Clerk|Chair(?:man|woman|person)?)))\s+[–—-]\s+(?=[A-Z])(?!.{1,40}\s[–—-]\s)"
)


_MEMBERS = re.compile(
    r"(?P<who>(?:Several |Some |An? |The )?"
    r"(?:[Hh]on(?:ourable|\.)?|Opposition|Government) [Mm]embers?)\s*:(?:\s+|$)"
)


_HOLDER = re.compile(  # "The Minister for Roads (Mr Roe): "
    rf"(?!(?i:mr|mrs|ms|miss|mx|dr)\b)(?:[Tt]he\s+|THE\s+)?{NAME}{_OF}\s*"
    rf"[(\[](?P<who>(?P<title>{TITLE})\s+(?P<name>{NAME}))[)\]]\s*:(?:\s+|$)"
)


_STOP = re.compile(
    rf"(?P<who>(?P<title>{TITLE}|The)\s+(?P<name>[A-Z][A-Z'’-]+(?:\s+[A-Z][A-Z'’-]+)*)"
    rf"(?P<role>\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?){_BRACKET}\.\s+(?=[A-Z])"
)


_QA = re.compile(r"(?P<who>Q|A)\.\s+(?=\S)")


class Line(NamedTuple):
    """A line with its label, and what tells whether it is one."""

    label: Label
    key: str
    marked: bool
    loud: bool
    turn: str
    article: bool = False


def line_of(text: str, span: Span) -> Line | None:
    """Read the label of a line; None where it has none."""
    patterns = (_QA, _STOP, _MEMBERS, _HOLDER, _COLON, _DASH, _CHAIR)
    match = next((m for p in patterns if (m := p.match(text, span.start, span.end))), None)
    if match is None:
        return None
    groups = match.groupdict()
    turn = text[match.end() : span.end]
    who = match["who"]
    last = (groups.get("office") or groups.get("name") or who).split()[-1]
    key = key_of(last) or last
    article = (groups.get("title") or "").lower() == "the"
    quoted = turn[:1] in QUOTE_CHARACTERS and turn.rstrip()[-1:] in QUOTE_CHARACTERS
    if key in LEADS or (turn and quoted):
        return None
    alone = key_of(who) in ASKING | ANSWERING
    name = None if alone or article or key in PARTS else Span(*match.span("name"))
    marked = bool(groups.get("role") or groups.get("bracket") or groups.get("title"))
    loud = (groups.get("name") or who).isupper() and (len(key) > 1 or alone)
    label = Label(Span(*match.span("who")), name, match.end())
    return Line(label, key, marked, loud, turn, article)


def initials_of(name: str) -> set[str]:
    """First letters of a name, with and without its article: "THP" and "HP" of "The Hill Post"."""
    letters = "".join(part[0] for part in re.split(r"[\s‐‑-]+", name) if part)
    named = {letters, letters[1:] if name.startswith("The ") else letters}
    return {one for one in named if len(one) > 1}
