"""Whom an article speaks of: its people, bodies and countries, each with all its names.

A short name goes to the one full name of the article that it may be short for; titles, gender and
"Jr." tell namesakes apart; where two would do, it stays as it is.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.lexicon.words import lexicon
from quotes.speakers.mistaken import is_surname_of, without_mistakes
from quotes.speakers.names import (
    gender_of_given_name,
    generation,
    is_bare_noun,
    is_head_of,
    is_turned,
    part_of_organization,
    person_fits,
    spelled_alike,
    tokens,
)
from quotes.speakers.namesakes import (
    COURTESY,
    NEAR,
    OFFICES,
    alive,
    by_title,
    holds_it_alone,
    is_called_by_given_name,
    is_further_kin,
    is_titled,
    last_speaker,
    may_be,
    of_age,
    of_generation,
    spouse,
    subject_of_last,
    tells_age,
    titled,
)
from quotes.speakers.phrases.nouns import role_nouns
from quotes.speakers.phrases.phrase import Kind, Place, Reading
from quotes.speakers.referent import Referent
from quotes.text.kinds import SpeakerType

GENERIC = lexicon("organization", "generic") - {"union"}


KIN = lexicon("roles", "kin")

PERSON, ORGANIZATION, COUNTRY = SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY
BODIES = {COUNTRY, ORGANIZATION}
MISTAKEN = {ORGANIZATION, SpeakerType.GROUP}  # what a surname may be taken for
PERSONS = {PERSON, SpeakerType.ANONYMOUS}


class Named(NamedTuple):
    """A phrase with a name, and where it stands."""

    place: Place
    reading: Reading


class Cast:
    """The named referents of an article.

    Parameters
    ----------
    found : all phrases with a name, in the order of the text.
    aliases : what the article says that a short form stands for: {"WHO": "World Health …"}.

    """

    def __init__(self, found: Sequence[Named], aliases: dict[str, str]) -> None:
        self.aliases = aliases
        self._shared: dict[tuple[str, ...], Referent] = {}
        self.of_name: dict[tuple[SpeakerType, tuple[str, ...]], Referent] = {}
        readings = [Named(n.place, self._expanded(n.reading)) for n in found]
        readings = [Named(*n) for n in without_mistakes(readings)]
        ordered = sorted(readings, key=lambda n: (-len(tokens(n.reading.name)), n.place))
        for place, reading in ordered:
            self._add(place, reading)

    def referents(self) -> list[Referent]:
        """Each once, in the order of their first mention."""
        return sorted({id(r): r for r in self.of_name.values()}.values(), key=lambda r: r.first)

    def _expanded(self, reading: Reading) -> Reading:
        full = self.aliases.get(reading.name)
        return reading._replace(name=full) if full and reading.type != PERSON else reading

    def _add(self, place: Place, reading: Reading) -> None:
        if tells_age(reading):
            return  # "the younger Mr Roe": told at its place
        key = reading.type, tokens(reading.name)
        several = len(key[1]) == 1 and len(self._bearers(reading.name)) > 1
        if reading.gender and several and not self._is_in_office(key, reading):
            key = reading.type, (*tokens(reading.name), reading.gender)
        referent = self.of_name.get(key)
        if referent is not None and reading.type == PERSON and not may_be(reading, referent):
            key = reading.type, (*tokens(reading.name), reading.gender)
            referent = self.of_name.setdefault(key, self._apart(reading, place))
        if referent is not None and self._is_titled_alone(referent, reading):
            return  # "Roe" beside "Mrs Roe" and Jane Roe: told at its place
        if referent is None:
            fitting = self._fitting(reading, place)
            if len(fitting) == 1:
                referent = fitting[0]
            elif not (fitting and (reading.type == PERSON or is_bare_noun(reading.name))):
                referent = self._new(place, reading)
            else:
                return  # one of several: told at its place
            self.of_name[key] = referent
        referent.first = min(referent.first, place)
        referent.names.add(reading.name)
        referent.learn(reading)

    def _apart(self, reading: Reading, place: Place) -> Referent:
        """Another one of the same name, each called by title: "Mr. Roe" and "Mrs. Roe"."""
        known = self.of_name.get((reading.type, (*tokens(reading.name), reading.gender)))
        fitting = self._fitting(reading, place)
        if known is not None or len(fitting) == 1:
            return known or fitting[0]
        return self._new(place, reading)

    def _new(self, place: Place, reading: Reading) -> Referent:
        new = Referent(reading.name, reading.type, named=True, plural=reading.plural)
        new.first, new.sure = place, reading.sure
        if reading.type != PERSON:
            return new
        new.gender = reading.gender or gender_of_given_name(reading.name)
        if reading.gender and len(tokens(reading.name)) == 1:
            self.of_name.setdefault((PERSON, (*tokens(reading.name), reading.gender)), new)
            alike = [r for r in self._bearers(reading.name) if r.name == reading.name]
            for other in alike if len(alike) > 1 else ():
                other.name = titled(other.name, reading.others if other is new else other.words)
        return new

    def _is_in_office(self, key: tuple[SpeakerType, tuple[str, ...]], reading: Reading) -> bool:
        """Whether who is told of by office and surname alone may be this: "Mr" of "Mayor Roe"."""
        known = self.of_name.get(key)
        if known is None or len(tokens(known.name)) > 1 or not may_be(reading, known):
            return False
        others = [r for r in self._bearers(reading.name) if r is not known]
        return bool(known.role_nouns & OFFICES) and all(r.gender != reading.gender for r in others)

    def _is_titled_alone(self, referent: Referent, reading: Reading) -> bool:
        """Whether a bare surname found one called by title alone, while others have it in full."""
        alone = is_titled(referent) and not reading.gender and len(tokens(reading.name)) == 1
        return alone and any(len(tokens(r.name)) > 1 for r in self._bearers(reading.name))

    def _bearers(self, surname: str) -> list[Referent]:
        """People whose names end in a surname."""
        every = (r for r in self.referents() if r.type == PERSON)
        return [r for r in every if tokens(r.name)[-1:] == tokens(surname)]

    def _fitting(self, reading: Reading, place: Place) -> list[Referent]:
        """Referents with a fuller name that this may be short for; the nearest kind of fit."""
        every = [r for r in self.referents() if r.type == reading.type]
        if reading.type != PERSON:
            short_for = is_head_of if is_bare_noun(reading.name) else part_of_organization
            name = reading.name
            found = [r for r in every if short_for(name, r.name) or is_turned(name, r.name)]
            return found if reading.type == ORGANIZATION else []
        every = [r for r in every if may_be(reading, r) and not holds_it_alone(reading, r)]
        family = self._bearers(reading.name) if reading.others & COURTESY else []
        if family:
            every = [r for r in every if not is_further_kin(reading, place, r, family)]
        fits = [(person_fits(reading.name, r.name), r) for r in every]
        some = of_generation(reading, [r for fit, r in fits if fit], every)
        fits = [(max(fit, 1), r) for fit, r in fits if r in some]
        best = max((fit for fit, _ in fits), default=0)
        if best:
            found = [r for fit, r in fits if fit == best]
            own = generation(reading.name)
            return [r for r in found if own and generation(r.name) == own] or found
        if reading.others & COURTESY and (wed := spouse(reading, family, every)):
            return wed
        return [r for r in every if spelled_alike(reading.name, r.name)]

    def named(
        self, place: Place, reading: Reading, *, speaks: bool = False, own: str = ""
    ) -> Referent:
        """Whom a name at this place stands for; `speaks` where it is the speaker's.

        Parameters
        ----------
        own : the gender of the pronoun by which the speaker says of himself.

        """
        reading = self._expanded(reading)
        if reading.type in MISTAKEN and self._is_of_person(reading):
            reading = reading._replace(type=PERSON, plural=False)
        key = tokens(reading.name)
        if reading.type == ORGANIZATION and (SpeakerType.GROUP, key) in self.of_name:
            reading = reading._replace(type=SpeakerType.GROUP, plural=True)  # "the Roes"
        if reading.type == PERSON and (COUNTRY, key) in self.of_name:
            reading = reading._replace(type=COUNTRY)
        if reading.type == PERSON and (PERSON, key) not in self.of_name:
            body = (ORGANIZATION, key) in self.of_name
            reading = reading._replace(type=ORGANIZATION if body else PERSON)
        called = reading.type, (*tokens(reading.name), reading.gender)
        known = self.of_name.get(called) or self.of_name.get((reading.type, tokens(reading.name)))
        known = None if tells_age(reading) else known
        alone = known is not None and self._is_titled_alone(known, reading)
        if known is not None and not alone and (reading.type != PERSON or may_be(reading, known)):
            if reading.gender and not reading.others & COURTESY:  # "Roe and her husband"
                self._shared[key] = known
            return known
        fitting = self._fitting(reading, place)
        chosen = self._namesake(fitting, reading, place, speaks=speaks)
        if chosen is None:
            of_sex = [r for r in fitting if own and r.gender == own]
            last = of_sex if len(of_sex) == 1 else subject_of_last(fitting, place)
            chosen = last[0] if len(last) == 1 else None
        if chosen is None:
            chosen = Referent(reading.name, reading.type, named=True, plural=reading.plural)
            chosen.first = place
            chosen.learn(reading)
            if not fitting:
                self.of_name[reading.type, tokens(reading.name)] = chosen
        return chosen

    def _is_of_person(self, reading: Reading) -> bool:
        """Whether a name that was taken for a body's or a people's is a person's."""
        if reading.type == ORGANIZATION and (PERSON, tokens(reading.name)) in self.of_name:
            return True
        persons = [r.name for r in self.referents() if r.type == PERSON]
        return is_surname_of(reading, persons)

    def _namesake(
        self, fitting: Sequence[Referent], reading: Reading, place: Place, *, speaks: bool
    ) -> Referent | None:
        """Choose among namesakes: by the role, else the only one not called by the given name.

        Else the only one of whom was spoken just now, who bore the short name before, who spoke
        last, who is not told of as another's kin, who spoke or was named before, who comes first
        in the text; of two, neither.
        """
        fitting = (alive(fitting, self.referents()) if speaks else []) or fitting
        nouns, words = role_nouns(reading.role or ""), set(tokens(reading.role or ""))
        same = [r for r in fitting if nouns & r.role_nouns]
        if len(same) > 1:  # "Prime Minister Roe" is not "Justice Minister Roe"
            same = [r for r in same if any(words <= set(tokens(role)) for role in r.roles)]
        same = same if len(same) == 1 else by_title(reading, fitting)
        same = same if len(same) == 1 else of_age(reading, fitting)
        if len(same) != 1 and len(tokens(reading.name)) == 1:
            same = [r for r in fitting if not is_called_by_given_name(r)]
        if len(same) != 1 and reading.gender:
            same = [r for r in fitting if r.gender == reading.gender and not r.role_nouns & KIN]
        if len(same) == 1:
            return same[0]
        before = {r: [s for s in r.seen if s.place < place] for r in fitting}
        called = {r: [s for s in seen if s.kind == Kind.NAME] for r, seen in before.items()}
        near = [
            r for r, seen in called.items() if seen and place.number - seen[-1].place.number <= NEAR
        ]
        key = tokens(reading.name)
        spoke = [r for r, seen in before.items() if any(s.spoke for s in seen)]
        again = speaks and len(spoke) == 1
        if len(near) != 1 and not again and self._shared.get(key) in fitting:
            return self._shared[key]
        named = [r for r, seen in before.items() if seen]
        apart = [r for r in named if not r.role_nouns & KIN]
        earlier = [r for r in fitting if r.first < place]
        just = last_speaker(before, place) if speaks else []
        for some in (near, just, spoke if again else apart, spoke, named, earlier, fitting):
            if len(some) == 1:
                self._shared[key] = some[0]
                return some[0]
        return None


def is_bare_date(name: str, others: "Iterable[Reading | Referent]") -> bool:
    """Whether a name is a mere day or month: "June", where no fuller name has it."""
    word = tokens(name)
    if len(word) != 1 or word[0] not in lexicon("dates"):
        return False
    for other in others:
        first, *rest = tokens(other.name) or ("",)
        if rest and word[0] in (first if other.type == PERSON else "", *rest):
            return False
    return True
