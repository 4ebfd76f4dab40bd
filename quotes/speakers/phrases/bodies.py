"""Names of bodies, places and peoples: "the Chilean Foreign Ministry", "Washington", "Danes"."""

import re

from quotes.lexicon.gazetteer import country, country_of_capital, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.names import strip_possessive
from quotes.speakers.phrases.descriptions import read_description
from quotes.speakers.phrases.nouns import noun_type
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.words import (
    NOMINAL,
    entity_at,
    is_plural,
    lemma_of,
    text_of,
    text_of_span,
    words_of,
)
from quotes.speakers.titles import split_rank
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PLACE_ENTITIES, Entity, Sentence, Word

MEASURE = re.compile(r"^\d[\d,.]*[-‐‑][a-z]+ (?=[A-Z])")  # "200-page Hill Plan"
BODY_ENTITIES = frozenset({"ORG", "ORGANIZATION", "FAC", "FACILITY"})
PEOPLE_ENTITIES = frozenset({"NORP"})
OTHER_ENTITIES = BODY_ENTITIES | PLACE_ENTITIES | PEOPLE_ENTITIES | {"MISC", "PRODUCT"}


def body_named(sentence: Sentence, head: Word) -> Entity | None:
    """Find the body that a description in small letters names: "the rights group, Fair Law".

    Without a comma only the next words, or those before: "the newspaper Hill Post", "the Acme news
    agency".
    """
    either = lemma_of(head) in lexicon("organization", "parties")  # "the owner, Acme Holdings,"
    if is_plural(head) or not (either or is_of_body(lemma_of(head))):
        return None
    if head.upos not in NOMINAL or head.text.istitle() or entity_at(sentence, head) is not None:
        return None
    for child in sentence.children(head, "appos"):
        entity = entity_at(sentence, child)
        if entity is None and child.text.isupper() and len(child.text) > 1:
            entity = Entity(child.span, "ORG")  # letters that the name finder does not know
        if entity is not None and entity.type in BODY_ENTITIES and child.index > head.index:
            return entity
    if either:
        return None
    if (called := _called(sentence, head)) is not None:
        return called
    after = sentence.words[head.index + 1 : head.index + 2]
    entity = entity_at(sentence, after[0]) if after else None
    beside = (
        entity is not None and entity.type in BODY_ENTITIES and entity.span.start == after[0].start
    )
    return entity if beside and after[0].upos == "PROPN" else None


def is_of_body(noun: str) -> bool:
    """Whether a noun beside a body's name tells what it is: "group", "carrier"."""
    trade = noun in lexicon("organization", "trades")
    return trade or noun_type(noun) == SpeakerType.ORGANIZATION


def _called(sentence: Sentence, head: Word) -> Entity | None:
    """Find the body whose name stands before what it is: "the Acme news agency"."""
    before = sentence.words[: head.index]
    kind = {lemma_of(head)}
    if before and before[-1].text.lower() in lexicon("organization", "on-air"):
        kind = {f"{before[-1].text.lower()} {w}" for w in kind}
        before = before[:-1]
    if not before or not kind & lexicon("organization", "called"):
        return None
    entity = entity_at(sentence, before[-1])
    if entity is None or entity.type not in BODY_ENTITIES:
        return None
    first = words_of(sentence, entity.span)[0]
    article = sentence.words[first.index - 1].text.lower() if first.index else ""
    return entity if article not in ("a", "an") and before[-1].xpos != "POS" else None


def part_of(text: str, sentence: Sentence, head: Word) -> Reading | None:
    """Read a part of a body whose letters stand between: "the Fair Law Party (FLP) caucus"."""
    before = sentence.words[max(head.index - 4, 0) : head.index]
    if len(before) < 4 or [before[1].text, before[3].text] != ["(", ")"]:
        return None
    whole = entity_at(sentence, before[0])
    if whole is None or whole.type not in BODY_ENTITIES or not before[2].text.isupper():
        return None
    if noun_type(lemma_of(head)) != SpeakerType.ORGANIZATION:
        return None
    return read_body(bare(f"{text_of_span(text, whole.span)} {head.text}"), head)


def read_other_name(text: str, sentence: Sentence, head: Word, entity: Entity) -> Reading | None:
    """Read a name that the name finder takes for no person's."""
    words = words_of(sentence, entity.span)
    name = bare(text_of_span(text, entity.span))
    if name.casefold() in lexicon("country"):  # "the Kingdom"
        return read_description(text, sentence, words[-1])
    role, person = split_rank(name)
    if role and entity.type in BODY_ENTITIES:  # "Hilltown SP Jane Roe"
        return Reading(Kind.NAME, person, SpeakerType.PERSON, role=role, sure=False)
    if entity.type in PEOPLE_ENTITIES or (country_of_people(name) and not country(name)):
        return read_people(name, head)
    if entity.type in PLACE_ENTITIES:
        return read_place(name)
    if words[-1].text.casefold() in lexicon("document", "titled"):  # "the Acme News Poll"
        return read_body(name, words[-1])._replace(type=SpeakerType.DOCUMENT)
    if entity.type in BODY_ENTITIES and country(name) is None:
        lead = text_of(text, _national(sentence, words))
        tail = text_of(text, _seat(sentence, words[-1]))
        return read_body(f"{lead} {name} {tail}".strip(), head, _beside(sentence, head, entity))
    if country(name):
        return read_place(name)
    kind = noun_type(lemma_of(head))
    if kind in (SpeakerType.DOCUMENT, SpeakerType.PERSON):
        told = read_description(text, sentence, head)
        return told and told._replace(name=MEASURE.sub("", told.name))
    return read_body(name, head)._replace(sure=False)


def bare(name: str) -> str:
    """Name without article and 's: "the Fund's" gives "Fund"."""
    return re.sub(r"^(?:the|a|an)\s+", "", strip_possessive(name), flags=re.IGNORECASE)


def read_people(name: str, head: Word) -> Reading:
    """Read the name of a people or party: "Danes", "the Greens"."""
    plural = is_plural(head) or country_of_people(name) is not None
    kind = SpeakerType.GROUP if plural else SpeakerType.ORGANIZATION
    return Reading(Kind.NAME, name, kind, plural=plural)


def read_place(name: str) -> Reading:
    """Read the name of a place: a country, a capital under its own name, any other place.

    "Washington" may be the city, the state or the government: it stays "Washington".
    """
    if known := country(name):
        return Reading(Kind.NAME, known, SpeakerType.COUNTRY)
    if country_of_capital(name):
        return Reading(Kind.NAME, name, SpeakerType.COUNTRY, sure=False)
    return Reading(Kind.NAME, name, SpeakerType.ORGANIZATION, sure=False)


def _beside(sentence: Sentence, head: Word, entity: Entity) -> frozenset[str]:
    """Words that tell more of a body than its name: "ruling" of "the ruling Reform Party"."""
    beside = sentence.children(head, "amod", "compound")
    return frozenset(lemma_of(w) for w in beside if not entity.span.contains(w.start))


def read_body(name: str, head: Word, others: frozenset[str] = frozenset()) -> Reading:
    """Read the name of an organisation, which may be a country's after all."""
    if country(name):
        return read_place(name)
    kind, noun = SpeakerType.ORGANIZATION, lemma_of(head)
    return Reading(Kind.NAME, name, kind, noun=noun, others=others, plural=is_plural(head))


def _seat(sentence: Sentence, last: Word) -> list[Word]:
    # "in Hilland" of "the Danish Embassy in Hilland": of one body the others are other parts
    if lemma_of(last) not in lexicon("organization", "missions"):
        return []
    where = sentence.words[last.index + 1 : last.index + 3]
    if len(where) < 2 or where[0].text not in ("in", "to"):
        return []
    place = entity_at(sentence, where[1])
    known = place is not None and place.type in PLACE_ENTITIES
    return [where[0], *words_of(sentence, place.span)] if place and known else []


def _national(sentence: Sentence, name: list[Word]) -> list[Word]:
    # "Chilean" of "the Chilean Foreign Ministry": else two ministries would be one
    before = sentence.words[name[0].index - 1] if name[0].index else None
    if before is not None and before.xpos == "POS" and before.index:
        return _owner(sentence, before, name)
    if before is None or not (country_of_people(before.text) or country(before.text)):
        return []
    return [before] if before.upos in ("ADJ", "PROPN") else []


def _owner(sentence: Sentence, mark: Word, name: list[Word]) -> list[Word]:
    """The country of "Spain's Foreign Ministry"; other bodies bear their own names."""
    owner = sentence.words[mark.index - 1]
    organ = {lemma_of(name[0]), lemma_of(name[-1])} & lexicon("organization", "organs")
    return [owner, mark] if organ and country(owner.text) else []
