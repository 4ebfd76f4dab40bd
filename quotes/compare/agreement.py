"""Whether two passages may say the same: both are statements, and numbers and names agree.

A likeness of words alone takes “a threat to Europe” for any statement on threats to Europe.
"""

import re
from collections.abc import Mapping
from typing import Any

from quotes.compare.wording import WORD, stems
from quotes.find.finding import Rule
from quotes.table.cells import read_rules
from quotes.text.kinds import QuoteType

PHRASES = frozenset(
    (
        "request", "charge", "label", "object as", "preposition", "gerund", "infinitive",
        "reported object", "quoted object", "evidence", "object", "noun infinitive",
        "noun preposition",
    )
)  # fmt: skip
"""Shapes of `quotes.find.patterns` whose content is no clause: “The minister denied the report.”"""


FINITE = frozenset(
    """am is are was were has have had do does did will would shall should can could may might must
    isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't
    can't cannot couldn't mustn't i'm i've i'd i'll he's she's it's that's there's we're we've we'd
    we'll you're you've they're they've they'd they'll""".split()
)
"""Verbs that only a clause has: they tell one where no rule does."""


LEAST_WORDS = 4
"""A passage with fewer words is no statement. Chosen by reading, not measured."""


BESIDE = 2
"""Stems beside names that two passages must share. Chosen by reading, not measured."""


_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_OPENING = re.compile(r"(?:^|[.!?:]\s+|…\s*)[\W_]*(?P<word>[^\W_]+)")


def is_statement(row: Mapping[str, Any]) -> bool:
    """Whether the content of a row is a clause, which somebody may repeat or deny."""
    words = _words(row["content"])
    rule = read_rules(row["rule"]).found[0]
    if len(words) < LEAST_WORDS or (rule in PHRASES and row["quote_type"] != QuoteType.DIRECT):
        return False
    return rule != Rule.MODEL or not FINITE.isdisjoint(words)


def agree(one: str, other: str) -> bool:
    """Whether the numbers of the passage with fewer stand in the other, and half of its names.

    A name alone is no statement: they must share other words too.
    """
    fewer, more = sorted((numbers(one), numbers(other)), key=len)
    if not fewer <= more:
        return False
    ours, theirs = names(one), names(other)
    shared = set().union(*ours) & set().union(*theirs)
    fewest = min(len(inner | (opening & shared)) for opening, inner in (ours, theirs))
    words = (set(stems(one)) & set(stems(other))) - shared
    return len(words) >= BESIDE and 2 * len(shared) >= fewest


def numbers(text: str) -> frozenset[str]:
    """Numbers in digits, without the marks that part thousands."""
    return frozenset(found.replace(",", "").rstrip(".:") for found in _NUMBER.findall(text))


def names(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of capitalised words: those that open a sentence, and those within one.

    Only the latter are surely names; one of the former is where the other passage has it too.
    """
    places = {found.start("word") for found in _OPENING.finditer(text)}
    capital = [(m.start() in places, m[0]) for m in WORD.finditer(text) if m[0][0].isupper()]
    opening, inner = (
        frozenset(stem for opens, word in capital if opens == wanted for stem in stems(word))
        for wanted in (True, False)
    )
    return opening, inner


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORD.findall(text)]
