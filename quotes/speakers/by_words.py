"""Descriptions that only one fits, by their words: "the ministry", "the mayor of Hill Town"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.cast import Referent
from quotes.speakers.described import ANYBODY, bears, holds_office, may_vary, same_noun
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Word

BODIES = {SpeakerType.COUNTRY, SpeakerType.ORGANIZATION}
SEVERAL = {"trio": 3, "quartet": 4}
NEAR = 3  # sentences. Chosen by reading, not measured


def same_words(
    phrase: Phrase, referents: Sequence[Referent], spoke: Sequence[tuple[Place, Referent]]
) -> tuple[Referent, str] | None:
    """Take the only one that all the words fit: "the ministry", "the mayor of Hill Town".

    Of bodies and documents one that was named before; "the company" is the only one nearby.
    """
    reading = phrase.reading
    counted = phrase.sentence.children(phrase.head, "nummod")
    before = [r for r in referents if any(s.place < phrase.place for s in r.seen)]
    if reading.definite and reading.noun in lexicon("roles", "several"):
        return _together(phrase, before)
    if reading.definite and _is_of_two(phrase, counted):
        return _bilateral(phrase, before)
    if reading.definite and reading.plural and not (counted or reading.others):
        groups = [
            r
            for r in before
            if (r.described and same_noun(reading, r.described))
            or (r.members and reading.noun in r.nouns)
        ]
        groups = [r for r in groups if any(s.spoke for s in r.seen)] or groups
        return (groups[0], "description") if len(groups) == 1 else None
    if not reading.definite or reading.plural or counted:
        return None
    found, rule = [r for r in before if bears(reading, r)], "description"
    if not found and reading.type == SpeakerType.ANONYMOUS:
        # whoever stays unnamed is not named by a guess: "a senior official … the official"
        found = [r for r in before if r.described and same_noun(reading, r.described)]
        # "the man" is no office of one who is named later only
        known = before if reading.noun in ANYBODY else referents
        holders = [r for r in known if holds_office(reading, r)]
        if not found or _is_later(holders, found, phrase):
            found, rule = holders, "role"
    generic = reading.noun in lexicon("organization", "generic") and reading.noun != "union"
    if not (found or reading.others) and generic:
        found = _bodies_speaking(phrase, spoke) or _bodies_near(phrase, before)
        rule = "only one"
    if not found and reading.others:
        found, rule = _said_otherwise(phrase, before, spoke), "variation"
    return (found[0], rule) if len(found) == 1 else None


def _said_otherwise(
    phrase: Phrase, before: Sequence[Referent], spoke: Sequence[tuple[Place, Referent]]
) -> list[Referent]:
    """Who was spoken of just now, told of in other words: "Roe … The veteran leader added".

    Of persons the only one whom the sentence before names, and who acted or spoke there; of bodies
    the last that spoke.
    """
    reading, here = phrase.reading, phrase.place.number
    if reading.noun in lexicon("organization", "generic") and reading.name.islower():
        bodies = _bodies_speaking(phrase, spoke)
        last = spoke[-1][1] if spoke else None
        return bodies if len(bodies) == 1 and bodies[0] is last else []
    named = any(w.upos == "PROPN" for w in phrase.sentence.children(phrase.head, "appos", "flat"))
    if reading.type != SpeakerType.ANONYMOUS or named:
        return []
    near = [
        r
        for r in before
        if any(here - 1 <= s.place.number <= here for s in r.seen if s.place < phrase.place)
    ]
    persons = [r for r in near if r.type == SpeakerType.PERSON]
    if len(persons) != 1 or not may_vary(reading, persons[0]):
        return []
    acted = any(s.place.number == here - 1 and (s.weight or s.spoke) for s in persons[0].seen)
    return persons if acted else []


def _together(phrase: Phrase, before: Sequence[Referent]) -> tuple[Referent, str] | None:
    """Take "the pair" for the two who were named together last."""
    several = [r for r in before if all(m.type == SpeakerType.PERSON for m in r.members)]
    several = [r for r in several if len(r.members) == SEVERAL.get(phrase.reading.noun, 2)]
    last = max(several, key=lambda r: last_seen(r, phrase), default=None)
    return (last, "description") if last is not None else None


def _is_of_two(phrase: Phrase, counted: Sequence[Word]) -> bool:
    """Whether it is of two countries or bodies: "the two sides", "both countries"."""
    number = {w.text.lower() for w in counted} | {
        w.text.lower() for w in phrase.sentence.children(phrase.head, "det")
    }
    noun = phrase.reading.noun
    sides = noun in lexicon("roles", "sides") or noun in lexicon("country")
    return bool(number & {"two", "both"}) and phrase.reading.plural and sides


def _bilateral(phrase: Phrase, before: Sequence[Referent]) -> tuple[Referent, str] | None:
    """Take "the two sides" for the two countries or bodies that were named together last."""
    wanted = {SpeakerType.COUNTRY} if phrase.reading.noun in lexicon("country") else BODIES
    pairs = [r for r in before if len(r.members) == 2 and all(m.type in wanted for m in r.members)]
    last = max(pairs, key=lambda r: last_seen(r, phrase), default=None)
    return (last, "description") if last is not None else None


def _bodies_speaking(phrase: Phrase, spoke: Sequence[tuple[Place, Referent]]) -> list[Referent]:
    """Bodies that spoke nearby: "the party" after what a party said."""
    near = (r for p, r in spoke if phrase.place.number - p.number <= NEAR)
    bodies = [r for r in near if r.named and r.type == SpeakerType.ORGANIZATION and r.sure]
    return list(dict.fromkeys(bodies))


def _bodies_near(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """Bodies that were named nearby: those that did something, if any did."""
    bodies = [
        r
        for r in before
        if r.named
        and r.sure
        and r.type == SpeakerType.ORGANIZATION
        and phrase.place.number - last_seen(r, phrase) <= NEAR
    ]
    acting = [r for r in bodies if any(s.weight or s.spoke for s in r.seen)]
    return acting or bodies


def _is_later(ones: Sequence[Referent], others: Sequence[Referent], phrase: Phrase) -> bool:
    """Whether the only one was spoken of just now, and none of the others since."""
    if len(ones) != 1 or not any(s.place < phrase.place for s in ones[0].seen):
        return False
    last = last_seen(ones[0], phrase)
    since = phrase.place.number - last <= NEAR
    return since and last > max(last_seen(other, phrase) for other in others)
