"""Texts that nobody wrote: those of `seeds/` and of the case files, changed at random."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_CASE = re.compile(r"^# document = (.*)$", re.MULTILINE)


def whole_texts() -> list[str]:
    """The seeds, exactly as they are, and the texts of the case files."""
    seeds = [p.read_bytes().decode() for p in sorted((ROOT / "seeds").glob("*.txt"))]
    cases = sorted((ROOT / "tests" / "cases").glob("*.conllu"))
    written = [found[1] for p in cases for found in _CASE.finditer(p.read_text("utf-8"))]
    return [*seeds, *(text.replace("\\n", "\n") for text in written)]


TEXTS = whole_texts()
LINES = [line for text in TEXTS for line in text.splitlines() if line.strip()]
WORDS = sorted({word for line in LINES for word in line.split()})
MARKS = "\"'“”‘’„‚«»‹›`´″′"
ODD = (
    *"\0\t\r\n\v\f\x1b\x7f\x85\xa0\xad\u200b\u200d\u200e\u2028\u2029\ufeff\ufffd\ud800\udfff",
    *"…—–·•|:;,.!?()[]{}<>&@#%$=+-*/\\_~^", "é", "e\u0301", "ß", "İ", "中", "ع", "א", "😀", "👩‍🚀",
    "&quot;", "&amp;quot;", "&#39;", "&#0;", "&#xD800;", "&#1114112;", "&nbsp;", "&zwj;", "&x;",
    "â€œ", "â€", "â€™", "Ã©", "Â ", "\r\n", "\n\n", "\n---\n", "\n* * *\n", "``", "''", "...",
    "<p>", "</p>", "<!--", "<html>", "https://example.org/a?b=c#d", "a@b.org", "9" * 40, "a" * 300,
    "\nBy Ann Lee\n", "\nTitle: x\n", "\nROE: ", "\nQ. ", "\nLENGTH: 9 words\n", "\nLOAD-DATE: x\n",
    "\nEnd of Document\n", "\n1 of 2 DOCUMENTS\n", "\nHD  x\n", "\nFull text: x\n", "_" * 60,
    "\nText,Title\n", '\n{"text": "x"}\n', "=cmd|' /C calc'!A0", "said", " said, “", ",” he said.",
)  # fmt: skip
"""What breaks programs that read texts."""


class Change(NamedTuple):
    """One change of a text: which, and the number that tells where and with what."""

    name: str
    number: int


def _span(text: str, random: Random, most: int = 60) -> tuple[int, int]:
    start = random.randrange(len(text) + 1)
    return start, min(len(text), start + random.randrange(1, most))


def _cut(text: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:start] + text[end:]


def _doubled(text: str, random: Random) -> str:
    start, end = _span(text, random)
    return text[:end] + text[start:end] * random.choice((1, 1, 3, 40)) + text[end:]


def _moved(text: str, random: Random) -> str:
    start, end = _span(text, random)
    rest = text[:start] + text[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _put(choices: Sequence[str]) -> Callable[[str, Random], str]:
    def put(text: str, random: Random) -> str:
        at = random.randrange(len(text) + 1)
        return text[:at] + random.choice(choices) + text[at:]

    return put


def _other_marks(text: str, random: Random) -> str:
    there = [mark for mark in MARKS if mark in text]
    return text.replace(random.choice(there or ["."]), random.choice(MARKS))


def _mark_lost(text: str, random: Random) -> str:
    places = [i for i, c in enumerate(text) if c in MARKS]
    at = random.choice(places) if places else 0
    return text[:at] + text[at + 1 :]


def _breaks(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("", " ", "\r", "\r\n", "\n\n", "\u2028", "\\n")))


def _wrapped(text: str, random: Random) -> str:
    width = random.choice((1, 20, 60, 72))
    return re.sub(rf"(.{{{width},}}?) ", r"\1\n", text)


def _joined(text: str, random: Random) -> str:
    return random.choice(TEXTS[5:]) + random.choice(("", " ", "\n", "\n\n")) + text


def _glued(text: str, _random: Random) -> str:
    return re.sub(r"([.!?,][”’\"']?)\s+", r"\1", text)


EXPORTED = (
    "{n} of 2 DOCUMENTS\n\nDaily News\n\nMarch 3, 2021\n\nBridge\n\nLENGTH: 9 words\n\nBODY:\n"
    "{text}\n\nLOAD-DATE: March 4, 2021\n",
    "Bridge\nDaily News\nMarch 3, 2021\n\nBody\n\n{text}\n\nLoad-Date: March 4, 2021\n\n"
    "End of Document\n",
    "_" * 60 + "\nTitle: Bridge\nFull text: {text}\nPublication title: Daily News\n"
    "ProQuest document ID: {n}\n",
    "HD  Bridge\nWC  9 words\nPD  3 March 2021\nSN  Daily News\nLP  {text}\nTD\n{text}\n\n"
    "Document DNWS000020210303eh33000{n}\n\n",
)


def _exported(text: str, random: Random) -> str:
    form = random.choice(EXPORTED)
    return form.format(text=text, n=1) + form.format(text=random.choice(LINES), n=2)


def _cased(text: str, random: Random) -> str:
    return random.choice((str.upper, str.lower, str.swapcase, str.title))(text)


def _shuffled(text: str, random: Random) -> str:
    parts = re.split(random.choice((r"(\s+)", r"(\n+)", r"(?<=[.!?] )")), text)
    random.shuffle(parts)
    return "".join(parts)


def _misread(text: str, random: Random) -> str:
    data = text.encode("utf-8", "replace")
    return data.decode(random.choice(("cp1252", "latin-1", "mac_roman")), "replace")


CHANGES: dict[str, Callable[[str, Random], str]] = {
    "cut": _cut,
    "double": _doubled,
    "move": _moved,
    "mark": _put(MARKS),
    "odd": _put(ODD),
    "word": _put(WORDS),
    "line": _put([f"\n{line}\n" for line in LINES]),
    "other marks": _other_marks,
    "mark lost": _mark_lost,
    "breaks": _breaks,
    "wrap": _wrapped,
    "join": _joined,
    "glue": _glued,
    "export": _exported,
    "case": _cased,
    "shuffle": _shuffled,
    "misread": _misread,
}


def changed(text: str, changes: Sequence[Change]) -> str:
    """A text with all these changes, one after the other; always the same."""
    for change in changes:
        text = CHANGES[change.name](text, Random(change.number))
    return text


def passage(number: int, longest: int) -> str:
    """A text to begin with, or, where it is longer than that, some of its lines or words."""
    random = Random(number)
    text = random.choice(TEXTS)
    if len(text) <= longest:
        return text
    start = random.randrange(len(text) - longest)
    return text[start : start + random.randrange(longest // 4, longest)]


def any_text(random: Random, longest: int) -> str:
    """Some such text, begun with no more code points than that."""
    names = list(CHANGES)
    changes = [
        Change(random.choice(names), random.randrange(10**9)) for _ in range(random.randrange(9))
    ]
    return changed(passage(random.randrange(10**9), longest), changes)
