"""Whom an article speaks of: its people, bodies and countries, each with all its names.

A short name goes to the one full name of the article that it may be short for; titles, gender and
"Jr." tell namesakes apart; where two would do, it stays as it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.lexicon.gazetteer import country_of_capital
from quotes.lexicon.words import lexicon
from quotes.speakers.names import (
    fullest_role,
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
from quotes.speakers.phrases.nouns import genderless, role_nouns
from quotes.speakers.phrases.phrase import Kind, Place, Reading
from quotes.text.kinds import SpeakerType

NEAR = 2  # sentences. Chosen by reading, not measured

GENERIC = lexicon("organization", "generic") - {"union"}
YOUNGER, ELDER = lexicon("ages", "younger"), lexicon("ages", "elder")
JUNIOR, SENIOR = lexicon("ages", "junior"), lexicon("ages", "senior")

PERSON, ORGANIZATION, COUNTRY = SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY
BODIES = {COUNTRY, ORGANIZATION}
PERSONS = {PERSON, SpeakerType.ANONYMOUS}


class Seen(NamedTuple):
    """One mention of a referent: where, how much the sentence is about it, and how it is named."""

    place: Place
    weight: float
    spoke: bool
    quoted: bool
    kind: Kind


@dataclass(eq=False)
class Referent:
    """Somebody or something that the article speaks of; grows while mentions are resolved.

    `nouns` are those that described it so far, `words` those beside them, `called` what is told
    beside the name of a body, `members` who a group is made of.
    """

    name: str
    type: SpeakerType
    named: bool = False
    plural: bool = False
    gender: str = ""
    sure: bool = True
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    seen: list[Seen] = field(default_factory=list)
    first: Place = field(default_factory=lambda: Place(0, 0))
    members: tuple["Referent", ...] = ()
    guessed: bool = False  # the gender: by a pronoun that it was taken for
    described: Reading | None = None
    called: set[str] = field(default_factory=set)
    owner: "Referent | None" = None

    @property
    def role(self) -> str | None:
        """The fullest role that the article gives."""
        return fullest_role(self.roles) if self.roles else None

    @property
    def role_nouns(self) -> frozenset[str]:
        """Heads of all its roles: mayor, poet."""
        return frozenset(noun for role in self.roles for noun in role_nouns(role))

    def learn(self, reading: Reading) -> None:
        """Take over what one more phrase tells of it."""
        self.roles += [role for role in (reading.role, reading.also) if role]
        if reading.gender and (not self.gender or self.guessed):
            against = self.guessed and self.gender not in ("", reading.gender)
            self.gender, self.guessed = "" if against else reading.gender, False
        self.words |= reading.others
        if reading.noun:
            self.nouns.add(genderless(reading.noun))
        self.sure = self.sure or reading.sure

    def is_called(self, told: Reading) -> None:
        """Take over what a body is told to be beside its name."""
        self.called.add(genderless(told.noun))
        self.nouns.add(genderless(told.noun))
        self.words |= told.others


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
        readings = _without_mistakes(readings)
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
        key = reading.type, tokens(reading.name)
        referent = self.of_name.get(key)
        if referent is not None and reading.type == PERSON and not _may_be(reading, referent):
            key = reading.type, (*tokens(reading.name), reading.gender)
            referent = self.of_name.setdefault(key, self._apart(referent, reading))
        if referent is None:
            fitting = self._fitting(reading)
            if len(fitting) == 1:
                referent = fitting[0]
            elif not (fitting and (reading.type == PERSON or is_bare_noun(reading.name))):
                referent = Referent(reading.name, reading.type, named=True, plural=reading.plural)
                referent.first, referent.sure = place, reading.sure
                if reading.type == PERSON:
                    referent.gender = reading.gender or gender_of_given_name(reading.name)
            else:
                return  # one of several: told at its place
            self.of_name[key] = referent
        referent.first = min(referent.first, place)
        referent.names.add(reading.name)
        referent.learn(reading)

    def _apart(self, other: Referent, reading: Reading) -> Referent:
        """Another one of the same name, each called by title: "Mr. Roe" and "Mrs. Roe"."""
        known = self.of_name.get((reading.type, (*tokens(reading.name), reading.gender)))
        fitting = self._fitting(reading)
        if known is not None or len(fitting) == 1:
            return known or fitting[0]
        new = Referent(reading.name, reading.type, named=True, gender=reading.gender)
        if other.name == reading.name and len(tokens(reading.name)) == 1:
            new.name, other.name = _titled(reading.name, reading), _titled(other.name, other)
        return new

    def _fitting(self, reading: Reading) -> list[Referent]:
        """Referents with a fuller name that this may be short for; the nearest kind of fit."""
        every = [r for r in self.referents() if r.type == reading.type]
        if reading.type != PERSON:
            short_for = is_head_of if is_bare_noun(reading.name) else part_of_organization
            name = reading.name
            found = [r for r in every if short_for(name, r.name) or is_turned(name, r.name)]
            return found if reading.type == ORGANIZATION else []
        every = [r for r in every if _may_be(reading, r)]
        fits = [(person_fits(reading.name, r.name), r) for r in every]
        best = max((fit for fit, _ in fits), default=0)
        if best:
            return [r for fit, r in fits if fit == best]
        return [r for r in every if spelled_alike(reading.name, r.name)]

    def named(self, place: Place, reading: Reading, *, speaks: bool = False) -> Referent:
        """Whom a name at this place stands for; `speaks` where it is the speaker's."""
        reading = self._expanded(reading)
        if reading.type == ORGANIZATION and (PERSON, tokens(reading.name)) in self.of_name:
            reading = reading._replace(type=PERSON)
        key = tokens(reading.name)
        if reading.type == PERSON and (COUNTRY, key) in self.of_name:
            reading = reading._replace(type=COUNTRY)
        if reading.type == PERSON and (PERSON, key) not in self.of_name:
            body = (ORGANIZATION, key) in self.of_name
            reading = reading._replace(type=ORGANIZATION if body else PERSON)
        called = reading.type, (*tokens(reading.name), reading.gender)
        known = self.of_name.get(called) or self.of_name.get((reading.type, tokens(reading.name)))
        if known is not None and (reading.type != PERSON or _may_be(reading, known)):
            return known
        fitting = self._fitting(reading)
        chosen = self._namesake(fitting, reading, place, speaks=speaks)
        if chosen is None:
            chosen = Referent(reading.name, reading.type, named=True, plural=reading.plural)
            chosen.first = place
            chosen.learn(reading)
            if not fitting:
                self.of_name[reading.type, tokens(reading.name)] = chosen
        return chosen

    def _namesake(
        self, fitting: Sequence[Referent], reading: Reading, place: Place, *, speaks: bool
    ) -> Referent | None:
        """Choose among namesakes: by the role, else the only one not called by the given name.

        Else the only one of whom was spoken just now, who bore the short name before, who is not
        told of as another's kin, who spoke or was named before; of two, neither.
        """
        nouns, words = role_nouns(reading.role or ""), set(tokens(reading.role or ""))
        same = [r for r in fitting if nouns & r.role_nouns]
        if len(same) > 1:  # "Prime Minister Roe" is not "Justice Minister Roe"
            same = [r for r in same if any(words <= set(tokens(role)) for role in r.roles)]
        same = same if len(same) == 1 else _of_age(reading, fitting)
        if len(same) != 1 and len(tokens(reading.name)) == 1:
            same = [r for r in fitting if not _is_called_by_given_name(r)]
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
        apart = [r for r in named if not r.role_nouns & lexicon("roles", "kin")]
        for some in (near, spoke if again else apart, spoke, named, fitting):
            if len(some) == 1:
                self._shared[key] = some[0]
                return some[0]
        return None


def _titled(name: str, told: "Reading | Referent") -> str:
    words = told.others if isinstance(told, Reading) else told.words
    titles = sorted(words & lexicon("titles", "male", "female"))
    return f"{titles[0].capitalize()} {name}" if titles else name


def _may_be(reading: Reading, referent: Referent) -> bool:
    """Whether title, gender and generation allow it: "Mrs. Roe" is not "Mr. Bo Roe"."""
    if reading.gender and referent.gender and reading.gender != referent.gender:
        return False
    ours, theirs = generation(reading.name), generation(referent.name)
    return not ours or ours == theirs or not theirs


def _is_called_by_given_name(referent: Referent) -> bool:
    """Whether the first of its names stands alone: "Ann" for "Ann Roe"."""
    first, *rest = tokens(referent.name) or ("",)
    return bool(rest) and any(tokens(name) == (first,) for name in referent.names)


def _of_age(reading: Reading, fitting: Sequence[Referent]) -> list[Referent]:
    """Those whom "the younger Roe" may be by "Jr." and "Sr."."""
    for words, own, other in ((YOUNGER, JUNIOR, SENIOR), (ELDER, SENIOR, JUNIOR)):
        if reading.others & words:
            born = {r: frozenset().union(*map(generation, (r.name, *r.names))) for r in fitting}
            return [r for r in fitting if born[r] & own] or [
                r for r in fitting if not born[r] & other
            ]
    return []


def _begins(name: str) -> str:
    """First word of a body's name of several words, where it may stand for the whole."""
    words = tokens(name)
    small = lexicon("organization", "linking", "generic", "bodies") | lexicon("dates")
    return words[0] if len(words) > 1 and words[0] not in small else ""


def _told_of(reading: Reading) -> str:
    """A body's name of one word that stands beside what it is: "the carrier, Acme"."""
    word = tokens(reading.name)
    beside = len(word) == 1 and reading.noun in lexicon("organization", "firms")
    return word[0] if beside and reading.noun != word[0] else ""


def _without_mistakes(found: Sequence[Named]) -> list[Named]:
    """Names as persons' where the name finder was unsure of a surname, and no bare days."""
    persons = [n.reading.name for n in found if n.reading.type == PERSON]
    words = {w for name in persons if len(tokens(name)) > 1 for w in tokens(name)}
    surnames = {tokens(name)[-1] for name in persons if len(tokens(name)) > 1}
    named = [n.reading for n in found if n.reading.type == ORGANIZATION]
    bodies = {*(_begins(r.name) for r in named), *map(_told_of, named)} - {""}
    particles = lexicon("titles", "particles")
    tails = {tokens(name)[i:] for name in persons for i in range(1, len(tokens(name)) - 1)}
    tails = {tail for tail in tails if tail[0] in particles}
    kept = []
    for place, reading in found:
        alone = tokens(reading.name)
        if reading.type == PERSON and len(alone) == 1 and alone[0] in bodies - words:
            reading = reading._replace(type=ORGANIZATION, sure=False)  # "Acme" of "Acme Holdings"
        if reading.type == ORGANIZATION and alone in tails:
            reading = reading._replace(type=PERSON, noun="")  # "La Roe" of "Ann la Roe"
        if reading.type == ORGANIZATION and len(alone) == 1:
            known = alone[0] in words and (not reading.sure or alone[0] in surnames)
            slip = not reading.sure and any(spelled_alike(alone[0], full) for full in surnames)
            if known or slip:
                reading = reading._replace(type=PERSON, noun="")
        if reading.type == PERSON and len(alone) == 1 and alone[0] not in words:
            place_name = country_of_capital(reading.name) if not reading.role else None
            if place_name:  # the name finder takes "Lima" for a person
                reading = reading._replace(type=COUNTRY, gender="", sure=False)
        kept.append(Named(place, reading))
    return kept


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
