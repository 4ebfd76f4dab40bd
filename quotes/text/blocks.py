"""What each line of an article is: headline, caption, teaser, boilerplate, body and so on.

Blocks only label. Nothing is cut: every code point that is not white space lies in
exactly one block, and a line that no general sign of language or typography marks is body.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quotes.text.characters import DOUBLE_CHARACTERS, QUOTE_CHARACTERS
from quotes.text.dialogues import labels
from quotes.text.kinds import Section
from quotes.text.labels import Label
from quotes.text.span import Span


class Block(NamedTuple):
    """One non-blank line: where it stands, what it is, its number in the document, who says it."""

    span: Span
    section: Section
    paragraph: int
    label: Label | None = None


# Chosen by reading news texts, not measured; in code points where nothing else is said.
MARKED = 500  # a longer line is body, whatever words it holds
HEADLINE, TEASER, SUBHEADING = 150, 130, 90  # longest titles of each kind
SENTENCE = 60  # from here on, a full sentence with quotation marks is never furniture
FRONT = 60  # lines: front matter is no longer than this


INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"


MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"


DAY, YEAR = r"\d{1,2}(?:st|nd|rd|th)?", r"\d{4}"


CLOCK = r"\d{1,2}(?:[:.]\d\d){1,2}(?:\s*[ap]\.?m\b\.?)?(?:\s*\(?[a-z]{2,4}\)?)?"


CALENDAR = (
    rf"(?:{WEEKDAY})?"
    rf"(?:{MONTH},?\s+{DAY},?\s+{YEAR}|{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}|{YEAR}-\d\d-\d\d)"
)


DATE = rf"{CALENDAR}(?:,?(?:\s+at|\s*[|–—-])?[\sT]+{CLOCK})?\.?"
"""A date that can be read in one way only, with or without a weekday and an hour."""


ADDRESS = r"https?://\S+"


KEY = (
    r"(?:title|headline|source|outlet|publisher|publication|newspaper|site|url|link|id|file|"
    r"date|published(?:[ _](?:on|at|date))?|publication[ _]date|updated|modified|author|authors|"
    r"byline|by|section|category|language|lang|keywords|tags|description|summary|location|country)"
)


PATTERNS: tuple[tuple[Section, str, tuple[str, ...]], ...] = (
    # (section, where the words must stand, the words): the first row that fits, labels the line.
    # Case is ignored but in (?-i:…).
    (Section.DATELINE, "whole", (
        rf"(?:(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?:?\s*)?{DATE}",
        r"\d{1,2}[/.]\d{1,2}[/.](?:\d\d|\d{4})",  # day or month first: nobody can tell
        rf"(?-i:[A-Z][A-Z .'’-]+),\s+{MONTH}\s+\d{{1,2}}(?:,\s+{YEAR})?(?:\s*\([^)]*\))?\W*",
    )),
    (Section.METADATA, "whole", (  # bylines
        r"(?-i:(?:Written |Reported |Posted |Story )?(?:[Bb]y|BY):?\s+"
        r"(?:[A-Z][\w.'’-]+(?:,|\s+and|\s+&)?\s+){1,7}[A-Z][\w.'’-]+)\s*(?:\|.*)?",
    )),
    (Section.METADATA, "opens", (  # who worked on the text
        r"\(?(?:additional )?(?:reporting|writing|editing|edited|compiled|translated)"
        r"(?: and (?:writing|editing))? by (?-i:[A-Z])",
    )),
    (Section.CAPTION, "opens", (
        r"\(?(?:photo(?:graph)?|image|pic(?:ture)?)s?(?: credits?| courtesy| source)?\s*[:/]",
        r"\(?(?:photo|photograph|image|picture)s? (?:by|courtesy of) (?-i:[A-Z])",
        r"(?:photo )?credits?:",
        r"\(?file (?:photo|image|picture)\b",
        r"(?-i:FILE)\s+[-–—]",
        r"\[photo\]",
        r"caption:",
        r"©(?!.*(?:\d{4}|\brights\b))",  # a name without a year: whoever took the picture
    )),
    (Section.CAPTION, "anywhere", (  # the credit that ends a line under a picture
        r"(?-i:\bREUTERS/[A-Z])",
        r"\((?-i:AP|AFP|EPA|Reuters|[A-Z]{2,5})(?: photo)?/[^()]{1,80}\)",
        r"\bgetty images(?:/[^.]{1,40})?\W*$",
        r"\bfile (?:photo|image|picture)\W*$",
        r"(?-i:\b[A-Z][\w.'’-]{1,30}\s*/\s*(?:AFP|AP|EPA|EFE|Reuters|REUTERS))\W*$",
        r"[.)\]]\s*\(?(?:photo|image|picture)s?(?: credits?)?(?:: | by )[^.]{1,80}\W*$",
        r"[(\[]\s*(?:(?:photo|image|picture)s?|courtesy|credit)\b[^()\[\]]{0,80}[)\]]\W*$",
        r"\bphotos? by (?-i:[A-Z])[^.]{1,60}$",
    )),
    (Section.TEASER, "opens", (  # what leads away to a film, a recording, another article
        r"(?:watch|listen|video|audio|podcast|gallery|in pictures)(?: (?:here|now|live))?"
        r"\s*(?:[|:▶►]|\s[l–—>-]\s)",
        r"(?:read|see|also|more|related|recommended|further reading|you may also like)"
        r"(?: (?:more|also|read|see|next|on this|stories|story|articles?|news|links|topics))*"
        r"\s*(?:[|:»›▶►]|\s[l–—>-]\s|$)",
        r"(?-i:(?:ALSO READ|READ ALSO|READ MORE|SEE ALSO|READ NEXT)\s)",
        r"you (?:may|might) also (?:like|be interested)\b",
    )),
    (Section.BOILERPLATE, "whole", (
        r"(?:share|save|print|e-?mail|tweet|pin|copy link|link copied|like|reply)\W*",
        r"(?:(?:share|save|print|e-?mail|facebook|twitter|x|instagram|whatsapp|telegram|linkedin|"
        r"reddit|pinterest|youtube|messenger|copy link)[\s,|/•·]*){2,}",
        r"(?:\d+\s+)?(?:comments?|shares|views|likes)[\W\d]*",
        r"(?:show|view|hide|load|post|leave|add|write|join)(?: a| all| more| your| the)?"
        r" (?:comments?|reply|conversation|more)\W*",
        r"(?:advertise(?:ments?)?|ads?|sponsored(?: content)?|promoted|paid post)\W*",
        r"(?:latest|more|top|popular|recent|related|editor['’]?s)(?: \w+)?"
        r" (?:articles?|news|stories|posts|headlines|picks?|videos?)\W*",
        r"must[ -]reads?\W*|most (?:read|popular|viewed|shared)\W*|trending(?: now| topics)?\W*",
        r"exit mobile version\W*|skip to (?:main )?content\W*|back to top\W*|scroll to top\W*",
        r"(?:log ?in|sign ?in|sign ?up|register|subscribe|menu|search|home|close|loading)\W*",
        r"(?:previous|next)(?: (?:article|post|story))?\W*|continue reading\W*|view all\W*",
        r"\d+ min(?:ute)?s?(?: read)?\W*",
        ADDRESS,
        r"(?:[^|•·›>»\s][^|•·›>»]{0,24}[|•·›>»]\s*){3,}[^|•·›>»]{0,25}",  # a menu on one line
        rf"[^\w{QUOTE_CHARACTERS}]*|_+",  # a rule of stars or dashes, or nothing that shows
    )),
    (Section.BOILERPLATE, "opens", (
        r"share (?:this|on|via)(?: (?:article|story|post|page|facebook|twitter|x|email)\b|\W*$)",
        r"(?:follow|like|find|join|contact) us\b",
        r"follow .{1,40} on (?:facebook|twitter|x|instagram|whatsapp|telegram|google|youtube)\b",
        r"subscribe (?:now|today|here|to (?:our|the|get|read|continue))\b|subscriber[ -]only\b",
        r"sign up (?:for|to (?:our|the|get|receive)|here|now)\b",
        r"get (?:the latest|our|breaking|all the|unlimited|access)\b",
        r"(?:download|install) (?:the|our)\b.{0,40}\bapp\b",
        r"(?:click|tap) (?:here|on the link)\b",
        r"join (?:our|the).{0,40}(?:whatsapp|telegram|newsletter|community|channel)\b",
        r"(?:copyright|\(c\))\s*(?:©|\(c\)|\d{4})|©",
        r"(?:this (?:web)?site|we)(?: and our partners)? uses? cookies\b|accept (?:all )?cookies\b",
        r"(?:terms of (?:use|service)|privacy (?:policy|notice)|cookie (?:policy|settings))\b",
        r"(?:tags|topics|filed under|posted in|categories):",
        r"(?:this|the) (?:article|story|post)(?: was| has been)? (?:first |originally )?"
        r"(?:published|appeared)\b",
        r"disclaimer:|support (?:our|independent) journalism\b",
    )),
    (Section.BOILERPLATE, "anywhere", (r"\ball rights reserved\b",)),
)  # fmt: skip


_WAYS = {"whole": "fullmatch", "opens": "match", "anywhere": "search"}


_RULES: tuple[tuple[Section, Callable[[str], re.Match[str] | None]], ...] = tuple(
    (section, getattr(re.compile("|".join(rows), re.IGNORECASE), _WAYS[where]))
    for section, where, rows in PATTERNS
)


_LINE = re.compile("[^\n\r\v\f\u2028\u2029]+")


_BREAK = re.compile("\r\n|[\n\r\v\f\u2028\u2029]")


_HEADER = re.compile(rf"{KEY}\s*:(?:\s.*)?", re.IGNORECASE)


_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)


_FIELD = re.compile(r"[\w.-]+(?: [\w.-]+)?\s*:(?:\s|$)|[-#]")


_QUOTE = re.compile(f"[{DOUBLE_CHARACTERS}]|[‘‚].*’")


_FULL_STOP = re.compile(r"[a-z]{2}[.!?] ")


_BULLET = re.compile(r"[-–—•*·▪►]\s.*(?<![-–—*])", re.DOTALL)


_PLACE = re.compile(r"[A-Z][A-Z .,'’]{2,40}(?:\([^)]*\)\s*)?(?:\s?[—–]|\.-|\s--?\s).{40}")


def blocks(text: str) -> tuple[Block, ...]:
    """Label every non-blank line of a text.

    Parameters
    ----------
    text : an article, exactly as read.

    Returns
    -------
    Blocks in order of the text; each span leaves out the white space around its line.

    """
    spans = tuple(_spans(text))
    lines = [text[start:end].strip(INVISIBLE) for start, end in spans]
    front = _front(text, spans, lines)
    marks = [Section.METADATA] * front + [_mark(line) for line in lines[front:]]
    labelled = labels(text, [None if m else s for m, s in zip(marks, spans, strict=True)])
    _teaser_titles(lines, marks, labelled)
    _titles(lines, marks, labelled)
    return tuple(
        Block(span, mark or Section.BODY, number, label)
        for number, (span, mark, label) in enumerate(zip(spans, marks, labelled, strict=True))
    )


def _spans(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match[0]
        if kept := line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(kept))


def _front(text: str, spans: Sequence[Span], lines: Sequence[str]) -> int:
    """Count the leading lines that are front matter, headers or addresses."""
    if lines and re.fullmatch("-{3,}", lines[0]):
        for n in range(1, min(len(lines), FRONT)):
            if re.fullmatch(r"-{3,}|\.{3}", lines[n]):
                return n + 1 if n > 1 else 0
            if not (_FIELD.match(lines[n]) or text[spans[n].start - 1] in " \t"):
                return 0
    last = addresses = 0
    while last < len(lines) and _ADDRESS.fullmatch(lines[last]):
        addresses = last = last + 1
    while last < len(lines) and _HEADER.fullmatch(lines[last]):
        last += 1
    if last in (addresses, len(lines)):
        return addresses
    gap = text[spans[last - 1].end : spans[last].start]
    return last if len(_BREAK.findall(gap)) > 1 else addresses


def _mark(line: str) -> Section | None:
    """Section that the words of a line tell by themselves, if they do."""
    if len(line) > MARKED:
        return None
    section = next((section for section, fits in _RULES if fits(line)), None)
    if section in (Section.TEASER, Section.BOILERPLATE) and len(line) >= SENTENCE:
        ends = line.rstrip(QUOTE_CHARACTERS + ")]").endswith((".", "!", "?", "…", ","))
        return None if ends and _QUOTE.search(line) else section
    return section


def _title(line: str, most: int) -> bool:
    """Whether a line has the look of a title: short, no final stop, no small first letter."""
    core = line[: most + 1].rstrip(QUOTE_CHARACTERS + ")]")
    if not core or len(line) > most or core[-1] in ".,;:…":
        return False
    if core[-1] in "?!" and (_QUOTE.search(line) or _FULL_STOP.search(line)):
        return False
    return not (_goes_on(line) or _BULLET.fullmatch(line) or _PLACE.match(line))


def _goes_on(line: str) -> bool:
    return line[:8].lstrip(QUOTE_CHARACTERS + "([-–— ")[:1].islower()


def _teaser_titles(
    lines: Sequence[str], marks: list[Section | None], labelled: Sequence[Label | None]
) -> None:
    """Give a title that directly follows the lead of a teaser to the teaser."""
    for i in range(len(lines) - 1, 0, -1):
        plain = not marks[i] and labelled[i] is None
        if marks[i - 1] == Section.TEASER and plain and _title(lines[i], TEASER):
            marks[i] = Section.TEASER


def _titles(
    lines: Sequence[str], marks: list[Section | None], labelled: Sequence[Label | None]
) -> None:
    """Label titles by where they stand: before, between or after the body's paragraphs."""
    titles = [
        not mark and label is None and _title(line, HEADLINE)
        for line, mark, label in zip(lines, marks, labelled, strict=True)
    ]
    for i in range(len(lines) - 1):
        titles[i] &= bool(marks[i + 1]) or not _goes_on(lines[i + 1])
    body = [i for i, mark in enumerate(marks) if not mark and not titles[i]]
    if not body:
        return
    tail = next((i for i in range(body[-1], len(marks)) if marks[i]), len(marks))
    for run in _runs(titles):
        if run[0] > body[-1]:
            section = Section.BOILERPLATE if run[0] > tail else None
        else:
            section = Section.HEADLINE if run[0] < body[0] else _within(lines, marks, run)
        for i in run:
            menu = section == Section.HEADLINE and len(run) > 3 and len(lines[i].split()) < 3
            marks[i] = Section.BOILERPLATE if menu else section


def _within(lines: Sequence[str], marks: Sequence[Section | None], run: range) -> Section | None:
    """Label titles amid the body: three in a row, or one after a loose end, are no subheadings."""
    before = lines[run[0] - 1].rstrip(QUOTE_CHARACTERS + ")] ")
    finished = marks[run[0] - 1] or before.endswith((".", "!", "?", "…"))
    short = len(run) < 3 and all(len(lines[i]) <= SUBHEADING for i in run)
    return Section.SUBHEADING if finished and short else None


def _runs(flags: Sequence[bool]) -> Iterator[range]:
    start = None
    for i, flag in enumerate((*flags, False)):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield range(start, i)
            start = None
