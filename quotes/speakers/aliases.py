"""Short forms that an article explains: "the World Trade Fund (WTF)", "Ann and Bo Roe"."""

import itertools
import re
from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.names import (
    gender_of_given_name,
    spelled_by,
    strip_possessive,
    surname_of,
    tokens,
)
from quotes.speakers.phrases.bodies import BODY_ENTITIES, bare
from quotes.speakers.titles import split_titles
from quotes.text.labels import initials_of
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence

BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
SHORT = re.compile(r"[^\W\d_][\w&./’'-]{1,11}")
WORD = re.compile(r"[\w&’'./-]+")
LABEL = re.compile(r"^([A-Z]{2,4}):\s", re.MULTILINE)
# Chosen by reading, not measured.
LONGEST_NAME = 12  # words before the bracket that may be meant; more than any body has in its name
BEFORE = 200  # characters before the bracket in which they stand
APPOSED = re.compile(r",? (?!and |or |& |as well )[a-z]")
KNOWN = re.compile(r",? (?:better |also |\w+ly )?known as (?:the )?")
BESIDE = re.compile(r"\s+(?:and|&)\s+(?:\w+-year-old\s+)?")
AMOUNTS = ("DATE", "MONEY")  # "Hill Town, 14 June (HPA) –" begins what an agency says
LONGEST = 16  # words, with those after the ones that make the letters
SMALL = frozenset("and at for in of on the to & de la del des du do da le les y e".split())


def aliases(text: str, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Short forms with what they stand for: {"WTF": "World Trade Fund"}.

    A short form has the initials of the words before the bracket, or follows a name at once;
    where a short form stands before the bracket, the full one is within.
    """
    ends = {e.span.end: e for s in sentences for e in s.entities if e.type not in AMOUNTS}
    types = {e.span.start: e.type for s in sentences for e in s.entities}
    found: dict[str, str] = {}
    for bracket in BRACKETED.finditer(text):
        inner = strip_possessive(re.split(r"[,;–—]| or ", bracket[1])[0].strip(" \"'“”‘’"))
        before = (
            text[max(0, bracket.start() - BEFORE) : bracket.start()].rpartition("\n")[2].rstrip()
        )
        name = ends.get(len(text[: bracket.start()].rstrip()))
        short = SHORT.fullmatch(inner) and (
            sum(c.isupper() for c in inner) > 1
            or (name and _is_other_name(inner, name, types.get(bracket.start() + 1)))
        )
        if short:
            full = _by_initials(inner, before)
            if full is None and name is not None and name.span.end - name.span.start > len(inner):
                full = text[name.span.start : name.span.end]
            if full:
                found.setdefault(inner, bare(" ".join(full.split())))
        else:
            word = before.split(" ")[-1]
            if word.isupper() and len(word) > 1 and _by_initials(word, inner) == inner:
                found.setdefault(word, bare(inner))
    return initials(text, sentences) | found


def initials(text: str, sentences: Sequence[Sentence]) -> dict[str, str]:
    """People by their initials: "JBR" of Jane B. Roe; bodies too where a line begins "HP:".

    Elsewhere only letters that the name finder takes for a person here, for a body there.
    """
    entities = [e for s in sentences for e in s.entities]
    persons, bodies = (
        {" ".join(text[_start(text, e) : e.span.end].split()) for e in entities if e.type in kinds}
        for kinds in (PERSON_ENTITIES, BODY_ENTITIES)
    )
    people = {split_titles(name)[1] for name in persons}
    labels = {m[1] for m in LABEL.finditer(text)} - lexicon("titles", "ranks")
    both = {name for name in persons & bodies if len(name) > 2}
    found: dict[str, str] = {}
    for letters in sorted(labels | both):
        whole = people | (bodies if letters in labels else set())
        full = {bare(name) for name in whole if letters in initials_of(name)}
        if len(full) == 1:
            found[letters] = full.pop()
    return found


def _start(text: str, name: Entity) -> int:
    # "The" of "The Hill Post"
    start = name.span.start
    return start - 4 if text[max(start - 4, 0) : start] == "The " else start


def by_name(text: str, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Bodies by the names that stand beside what they are: "the Hill News Agency, Acme, said"."""
    bodies = [e for s in sentences for e in s.entities if e.type in BODY_ENTITIES]
    every = sorted((e for s in sentences for e in s.entities), key=lambda e: e.span.start)
    found: dict[str, str] = {}
    for one, other in itertools.pairwise(every):
        name, full = (bare(text[e.span.start : e.span.end]) for e in (other, one))
        closes = text[other.span.end : other.span.end + 1] in (",", ".", ")")
        if KNOWN.fullmatch(text, one.span.end, other.span.start) and closes and one in bodies:
            found.setdefault(name, full)
        beside = text[one.span.end : other.span.start] == ", "
        goes_on = APPOSED.match(text, other.span.end)
        if other.type in PERSON_ENTITIES and text[other.span.end : other.span.end + 1] != ",":
            continue  # "in an interview with the Herald, Roe said"
        kinds = set(tokens(full)) & lexicon("organization", "generic", "outlets")
        if one in bodies and beside and goes_on and kinds and len(name.split()) == 1:
            found.setdefault(name, full)
    return found


def families(text: str, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Given names with the surname that follows the next one: "Ann" of "Ann and Bo Roe"."""
    people = [e for s in sentences for e in s.entities if e.type in PERSON_ENTITIES]
    names = [split_titles(text[e.span.start : e.span.end])[1] for e in people]
    last = {tokens(name)[-1] for name in names if len(tokens(name)) > 1}
    single = {tokens(name) for name in names if len(tokens(name)) == 1}
    found: dict[str, str] = {}
    for one, name, other, full in zip(people, names, people[1:], names[1:], strict=False):
        surname = surname_of(full)
        alone = len(name.split()) == 1 and not set(tokens(name)) & last
        beside = BESIDE.fullmatch(text, one.span.end, other.span.start)
        apart = tokens(surname) in single  # "Lulu and Ann Roe met. Roe said": one of them alone
        given = alone and surname and gender_of_given_name(f"{name} {surname}")
        if given and beside and not apart:
            found.setdefault(name, f"{name} {surname}")
    return found


def _is_other_name(inner: str, name: Entity, kind: str | None) -> bool:
    # "the Centre for Rights (Cedro)", not "the Ministry (Lima)"
    bodies = name.type in BODY_ENTITIES and kind in (None, *BODY_ENTITIES)
    return bodies and inner[0].isupper() and inner.casefold() not in lexicon("dates")


def _by_initials(short: str, before: str) -> str | None:
    """The fewest words at the end of `before` whose initials make the short form.

    Words after "for" or "of" may add to those: "Works and Relief Agency for Hill (WRA)".
    """
    letters = "".join(c for c in short.casefold() if c.isalnum())
    words = list(WORD.finditer(before))[-LONGEST:]
    small = lexicon("organization", "linking", "of") if len(letters) > 2 else frozenset()
    added = [i for i, word in enumerate(words) if i > 1 and word[0].casefold() in small]
    for end in (len(words), *reversed(added)):
        for first in range(end - 1, max(end - LONGEST_NAME, 0) - 1, -1):
            if words[first][0].casefold() in lexicon("organization", "linking"):
                continue
            parts = [p for w in words[first:end] for p in re.split(r"[-/]", w[0]) if p]
            named = end == len(words) or words[first][0][0].isupper()
            if named and spelled_by(letters, [p.casefold() for p in parts]):
                return before[words[first].start() :]
    return None
