"""Who is told of before the name: "A widow says …", and two paragraphs on "Jane Roe (45) says"."""

from collections.abc import Sequence

from quotes.lexicon.words import broader, lexicon
from quotes.speakers.cast import GENERIC
from quotes.speakers.described import bears, may_trade
from quotes.speakers.names import tokens
from quotes.speakers.offices import countries_of, is_from_elsewhere, is_guest, is_of_its_body
from quotes.speakers.phrases.nouns import genderless, noun_type
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import MAIN_SUBJECT
from quotes.text.kinds import Section, SpeakerType
from quotes.text.tree import Sentence

# Chosen by reading newswire (train).
FIRST = 3  # sentences of an article in which somebody is introduced
NEXT = 3  # in which one who often stays without a name speaks with it
SOON = 8  # sentences in which the name follows


def named_later(
    named: Sequence[Referent],
    told: Sequence[Referent],
    sentences: Sequence[Sentence],
) -> dict[int, Referent]:
    """Who the first sentences introduce without a name, by their ids, with whom they name next.

    It is the first person of whom the article then tells, who speaks as well, and of whom nothing
    tells that it is another one.
    """
    body = [i for i, s in enumerate(sentences) if s.section == Section.BODY]
    persons = [r for r in named if r.type == SpeakerType.PERSON]
    found: dict[int, Referent] = {}
    for one in told:
        if one.first.number not in body[:FIRST] or not _is_somebody(one):
            continue
        later = [r for r in persons if 0 < r.first.number - one.first.number <= SOON]
        if any(_has_role(one, r) for r in persons if r.first < one.first):
            continue
        fits = [r for r in later if _has_role(one, r)] or [r for r in later if _may_be(one, r)]
        spoke = [r for r in later if any(s.spoke for s in r.seen)]
        free = [r for r in sorted(spoke, key=lambda r: r.first)[:1] if not r.roles]
        known = any(r.first < one.first for r in persons)
        if not (fits or known or _is_unnamed(one)):
            fits = [r for r in free if len({one.gender, r.gender} - {""}) < 2]
        if len(fits) == 1:
            found[id(one)] = fits[0]
    return found


def body_named_later(
    named: Sequence[Referent],
    told: Sequence[Referent],
    sentences: Sequence[Sentence],
) -> dict[int, Referent]:
    """Bodies of the first sentences without a name, by their ids, with the first one named next.

    "A charity said …", where the first body that then acts or speaks is "the Hill Trust".
    """
    body = [i for i, s in enumerate(sentences) if s.section == Section.BODY]
    bodies = [r for r in named if r.type == SpeakerType.ORGANIZATION and r.sure]
    found: dict[int, Referent] = {}
    for one in told:
        if one.first.number not in body[:FIRST] or not _is_some_body(one):
            continue
        later = [r for r in bodies if 0 <= r.first.number - one.first.number <= SOON]
        acting = [r for r in later if one.first < r.first and _acts(r)]
        first = min(acting, key=lambda r: r.first, default=None)
        if first is None or any(r.first < one.first for r in bodies) or not one.described:
            continue
        if may_trade(one.described, first):
            found[id(one)] = first
    return found


def fuller_bodies(named: Sequence[Referent], told: Sequence[Referent]) -> dict[int, Referent]:
    """Bodies without a name, by their ids, with the only one named next that has all their words.

    "The workers’ union", and a paragraph on "the Hill Town Creche Workers Union". Mere "police"
    are the only force that the article names.
    """
    bodies = [r for r in named if r.type == SpeakerType.ORGANIZATION and r.sure]
    found: dict[int, Referent] = {}
    for one in told:
        reading = one.described
        if reading is None or one.owner:
            continue
        force = reading.noun == "police" and not reading.others
        ends = " police" if force else ""
        if not (force or (reading.definite and reading.others)):
            continue
        later = [r for r in bodies if 0 <= r.first.number - one.first.number <= SOON]
        fits = [r for r in later if one.first < r.first and bears(reading, r)]
        fits = [r for r in fits if r.name.casefold().endswith(ends)]
        if len(fits) == 1:
            found[id(one)] = fits[0]
    return found


def fuller_sources(told: Sequence[Referent]) -> dict[int, Referent]:
    """Mere "sources", by their ids, with the only ones of which more is told: "legal sources"."""
    found: dict[int, Referent] = {}
    sources = [r for r in told if r.described and r.described.noun in lexicon("person", "sources")]
    for one in sources:
        alike = [r for r in sources if r.plural == one.plural and _tells_more(r)]
        if len(tokens(one.name)) == 1 and len({r.name for r in alike}) == 1:
            found[id(one)] = alike[0]
    return found


def _tells_more(one: Referent) -> bool:
    first, *rest = tokens(one.name)
    return bool(rest) and first not in lexicon("roles", "quantities")


def _is_some_body(one: Referent) -> bool:
    reading = one.described
    if reading is None or reading.plural or one.owner is not None:
        return False
    return reading.type == SpeakerType.ORGANIZATION and reading.noun in GENERIC


def _acts(one: Referent) -> bool:
    return any(s.spoke or s.weight == MAIN_SUBJECT for s in one.seen)


def _is_somebody(one: Referent) -> bool:
    reading = one.described
    if reading is None or reading.plural or reading.type != SpeakerType.ANONYMOUS:
        return False
    if one.owner is not None or reading.noun in lexicon("person", "sources"):
        return False
    return noun_type(reading.noun) == SpeakerType.PERSON  # not "the Acme monopoly", whatever it is


def _is_unnamed(one: Referent) -> bool:
    """Whether nothing is told by which one who is named may be known: "a resident"."""
    reading = one.described
    if reading is None or reading.noun in lexicon("person", "unnamed"):
        return True
    return not reading.others


def _is_other(one: Referent, other: Referent) -> bool:
    """Whether they are told apart by sex, or the other holds the office in another country."""
    guest = one.described is not None and is_guest(one.described, other)
    return guest or len({one.gender, other.gender} - {""}) > 1


def _may_be(one: Referent, other: Referent) -> bool:
    """Whether the other holds just this office, or of "a leader", "a judge" a narrower one."""
    reading = one.described
    if reading is None or _is_other(one, other):
        return False
    people, spoke = countries_of(other), [s.place.number for s in other.seen if s.spoke]
    if not spoke or (_is_unnamed(one) and reading.others and spoke[0] > one.first.number + NEXT):
        return False  # "a senior official said …" is no minister who speaks of something else
    if is_from_elsewhere(reading, other):
        return False
    if reading.countries and people and not reading.countries & people:
        return False
    ours = {reading.noun} if reading.definite else {reading.noun, *broader(reading.noun)}
    of_body = reading.noun in lexicon("roles", "loosely", "loose", "sent")
    return bool(ours & other.role_nouns) or (of_body and is_of_its_body(reading, other))


def _has_role(one: Referent, other: Referent) -> bool:
    """Whether it is told of the other that he is this: "a former member", "ex-member"."""
    reading = one.described
    if reading is None or _is_other(one, other):
        return False
    nouns = {noun.removeprefix("ex-") for noun in other.role_nouns}
    words = {genderless(w) for role in other.roles for w in tokens(role.replace("-", " "))}
    ours = {reading.noun, *broader(reading.noun)}
    return bool(ours & nouns and reading.others & (words | {"former"})) or bool(
        reading.others & nouns
    )
