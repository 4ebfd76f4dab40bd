"""What an article speaks of: the phrases that a pronoun or a description may refer back to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.describe import read_phrase
from quotes.speakers.names import PERSON_RULES, full_names, fullest, part_of_organization
from quotes.speakers.nouns import NOMINAL, Kind, Reading, genderless, noun_type, role_nouns
from quotes.speakers.pronouns import pronoun_of
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

INSIDE = ("flat", "compound", "fixed", "goeswith")


class Place(NamedTuple):
    """A word of the article: number of its sentence in the article, index of the word there."""

    number: int
    word: int


class Candidate(NamedTuple):
    """A phrase that something later may refer to.

    `joined` are the other heads of "A and B"; `weight` says how much the sentence is about it.
    """

    place: Place
    reading: Reading
    joined: tuple[Word, ...]
    weight: float
    quoted: bool


@dataclass
class Known:
    """What the article tells of its persons and bodies as a whole.

    `first` holds where each name first stands, `gender` and `shared` grow while mentions are
    resolved: `shared` says whom a surname stood for that two people have.
    """

    full: dict[tuple[SpeakerType, str], str] = field(default_factory=dict)
    first: dict[str, Place] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def name(self, reading: Reading) -> str:
        """Full name of a phrase."""
        return self.full.get((reading.type, reading.name), reading.name)


def candidates(
    text: str, number: int, sentence: Sentence, spoken: set[Place], quoted: Sequence[Span]
) -> Iterator[Candidate]:
    """Phrases of a sentence in text order; one that speaks weighs more.

    Parameters
    ----------
    text : the article.
    number : of the sentence in the article.
    sentence : where to look.
    spoken : places whose phrases are speakers.
    quoted : spans in quotation marks.

    """
    for word in sentence.words:
        place = Place(number, word.index)
        top = _first_conjunct(sentence, word)
        weight = _weight(sentence, top) + (Place(number, top.index) in spoken)
        inside = any(span.start <= word.start < span.end for span in quoted)
        reading = _read(text, sentence, word, place in spoken)
        if reading is not None:
            yield Candidate(place, reading, (), weight, inside)
        joined = conjuncts(sentence, word)
        if joined:
            group = Reading(Kind.NAME, "", SpeakerType.GROUP, plural=True)
            yield Candidate(place, group, joined, weight, inside)


def _read(text: str, sentence: Sentence, word: Word, speaks: bool) -> Reading | None:
    # A pronoun that speaks hands its speaker on: "Roe came. She sat. She said …"
    pronoun = pronoun_of(word) if speaks else None
    if pronoun is not None:
        kind, gender = SpeakerType.ANONYMOUS, pronoun.gender
        return Reading(Kind.PRONOUN, "", kind, plural=pronoun.plural, gender=gender)
    if word.upos not in NOMINAL or word.rel in INSIDE:
        return None
    return read_phrase(text, sentence, word)


def conjuncts(sentence: Sentence, head: Word, end: int | None = None) -> tuple[Word, ...]:
    """Other heads of "A and B", of those before this offset; "Roe and Sons" is one name."""
    if head.upos not in NOMINAL:
        return ()
    others = tuple(
        w
        for w in sentence.children(head, "conj")
        if w.upos in NOMINAL and w.index > head.index and (end is None or w.start < end)
    )
    whole = any(
        e.span.start <= head.start and o.end <= e.span.end
        for e in sentence.entities
        for o in others
    )
    return () if whole else others


def _first_conjunct(sentence: Sentence, word: Word) -> Word:
    for above in (word, *sentence.ancestors(word)):
        word = above
        if above.rel != "conj":
            break
    return word


def _weight(sentence: Sentence, word: Word) -> float:
    """How much the sentence is about a phrase: the main subject most."""
    above = sentence.head(word)
    if word.rel != "nsubj" or above is None:
        return 0
    return 2 if above.rel in ("root", "parataxis", "conj") else 1


def gather(found: Sequence[Candidate]) -> Known:
    """Collect what an article's phrases tell of names, roles and genders."""
    known = Known()
    for kind, rules in (
        (SpeakerType.PERSON, PERSON_RULES),
        (SpeakerType.ORGANIZATION, (part_of_organization,)),
    ):
        names = [c.reading.name for c in found if _is_named(c.reading, kind)]
        known.full.update({(kind, n): full for n, full in full_names(names, *rules).items()})
    _add_mistaken(known, found)
    for place, reading, *_ in found:
        if reading.type == SpeakerType.PERSON:
            name = known.name(reading)
            known.first.setdefault(reading.name, place)
            if reading.role:
                known.roles.setdefault(name, []).append(reading.role)
            if reading.gender:
                known.gender.setdefault(name, reading.gender)
    return known


def _is_named(reading: Reading, kind: SpeakerType) -> bool:
    return reading.kind == Kind.NAME and reading.type == kind


def _add_mistaken(known: Known, found: Sequence[Candidate]) -> None:
    # A bare surname may be taken for a body; one that nobody is sure of, or that stands
    # elsewhere as a person's, is a person's after all.
    persons = [name for kind, name in known.full if kind == SpeakerType.PERSON]
    for _, reading, *_ in found:
        if not _is_named(reading, SpeakerType.ORGANIZATION) or " " in reading.name:
            continue
        if reading.sure and reading.name not in persons:
            continue
        for rule in PERSON_RULES:
            full = fullest(reading.name, persons, rule)
            if len(full) == 1:
                known.full.setdefault((SpeakerType.PERSON, reading.name), full[0])


def match(reading: Reading, earlier: Reading, known: Known) -> str | None:
    """Say by which rule a definite description may stand for an earlier phrase, if by any."""
    if earlier.kind == Kind.PRONOUN:
        return None
    if earlier.kind == Kind.DESCRIPTION:
        return "description" if _same_noun(reading, earlier) else None
    if reading.plural:
        return None
    if earlier.type == SpeakerType.PERSON:
        roles = known.roles.get(known.name(earlier), ())
        return "role" if any(holds(reading, role) for role in roles) else None
    words = {w.casefold() for w in earlier.name.split()}
    whole = reading.noun in words and reading.others <= words
    return "description" if earlier.type == SpeakerType.ORGANIZATION and whole else None


def _same_noun(reading: Reading, earlier: Reading) -> bool:
    # "the senior ministry official" may be "a senior Chilean official", no Danish one
    if reading.noun != earlier.noun or reading.plural != earlier.plural:
        return False
    if reading.countries and earlier.countries and not reading.countries & earlier.countries:
        return False
    return bool(reading.others & earlier.others or not reading.others or not earlier.others)


def holds(reading: Reading, role: str) -> bool:
    """Whether a role is what the description says: "the minister" of "Finance Minister"."""
    words = {w.strip(",.").casefold() for w in role.replace("-", " ").split()}
    people = {c for w in role.split() if (c := country_of_people(w))}
    if reading.countries and people and not reading.countries & people:
        return False
    limiting = lexicon("roles", "limiting")
    others = {genderless(w) for w in reading.others if not country_of_people(w.capitalize())}
    return (
        noun_type(reading.noun) == SpeakerType.PERSON
        and reading.noun in role_nouns(role)
        and others <= {genderless(w) for w in words}
        and words & limiting == reading.others & limiting
    )
