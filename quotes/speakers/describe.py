"""What a noun phrase says by itself of whom it stands for: a name, a role, a description."""

import re

from quotes.lexicon.gazetteer import country, country_of_capital, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.names import gender_of_title, role_of_titles, split_titles, strip_possessive
from quotes.speakers.nouns import (
    LONGEST,
    NOMINAL,
    Kind,
    Reading,
    entity_at,
    is_plural,
    lemma_of,
    noun_type,
    read_description,
    text_of,
    text_of_noun,
    text_of_span,
    words_of,
)
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word, top

PERSON_ENTITIES = frozenset({"PER", "PERSON"})


BODY_ENTITIES = frozenset({"ORG", "ORGANIZATION", "FAC", "FACILITY"})


PLACE_ENTITIES = frozenset({"LOC", "GPE", "LOCATION"})


PEOPLE_ENTITIES = frozenset({"NORP"})


NAMING = PERSON_ENTITIES | BODY_ENTITIES | PLACE_ENTITIES | PEOPLE_ENTITIES | {"MISC", "PRODUCT"}


IN_NAMES = ("flat", "compound")


def read_phrase(text: str, sentence: Sentence, head: Word) -> Reading | None:
    """Read the noun phrase of this head; None where it tells no one."""
    entity = _person_named(sentence, head)
    if entity is not None:
        return _person(text, sentence, head, entity)
    entity = entity_at(sentence, head)
    if entity is not None and entity.type in NAMING:
        return _other_name(text, sentence, head, entity)
    if head.upos == "PROPN" and noun_type(lemma_of(head)) is None:
        return _unlisted_name(text, sentence, head)
    run = _name_run(sentence, head) if head.upos == "PROPN" else [head]
    if len(run) > 1 and run[-1].index > head.index and noun_type(lemma_of(run[-1])) is None:
        return _unlisted_name(text, sentence, head)  # "Mayor Roe", with "Mayor" as its head
    return read_description(text, sentence, head)


# ---------------------------------------------------------------- persons


def _person_named(sentence: Sentence, head: Word) -> Entity | None:
    """Find the person whose name this is, or who stands in apposition: "spokesman John Doe"."""
    entity = entity_at(sentence, head)
    if entity is not None:
        return entity if entity.type in PERSON_ENTITIES else None
    if head.upos not in NOMINAL or noun_type(lemma_of(head)) != SpeakerType.PERSON:
        return None
    for entity in sentence.entities:
        if entity.type in PERSON_ENTITIES and _is_named_by(sentence, head, entity):
            return entity
    return None


def _is_named_by(sentence: Sentence, head: Word, entity: Entity) -> bool:
    words = words_of(sentence, entity.span)
    if not words or words[0].index <= head.index or is_plural(head):
        return False
    hanging = top(words)
    if hanging.head == head.index and hanging.rel in ("appos", *IN_NAMES):
        return True
    # "Secretary of State Jane Roe": the name may hang from "State"
    between = sentence.words[head.index + 1 : words[0].index]
    return (
        any(a.index == head.index for a in sentence.ancestors(hanging))
        and all(w.upos in NOMINAL or w.text.lower() in ("of", "for", "and") for w in between)
        and bool(between)
        and between[-1].upos in NOMINAL
        and not any(noun_type(lemma_of(w)) == SpeakerType.PERSON for w in between)
    )


def _whole_name(sentence: Sentence, words: list[Word]) -> list[Word]:
    # the name finder may stop at "Jane" where the tree joins "Roe" to it
    inside = {w.index for w in words}
    for word in sentence.words[words[-1].index + 1 :]:
        listed = entity_at(sentence, word) is not None
        if listed or word.upos != "PROPN" or word.rel != "flat" or word.head not in inside:
            break
        inside.add(word.index)
        words = [*words, word]
    return words


def _person(text: str, sentence: Sentence, head: Word, entity: Entity) -> Reading:
    words = _whole_name(sentence, words_of(sentence, entity.span))
    titles, name = split_titles(strip_possessive(text_of(text, words)))
    before = _before(sentence, head, words[0])
    lead = text_of(text, before)
    role = _joined_role(lead, role_of_titles(titles)) or _role_beside(text, sentence, head, words)
    gender = gender_of_title(f"{titles} {lead}") or gender_of_title(role or "")
    return Reading(Kind.NAME, name, SpeakerType.PERSON, role=role, gender=gender)


def _joined_role(lead: str, titles: str | None) -> str | None:
    role = role_of_titles(" ".join(filter(None, (lead, titles))))
    if role is None or titles:
        return role
    return role if _has_person_noun(role) else None


def _has_person_noun(role: str) -> bool:
    roles = lexicon("titles", "role", "kept")
    return any(
        word in roles or noun_type(word) == SpeakerType.PERSON
        for part in role.casefold().split()
        if (word := part.strip(".,"))
    )


def _before(sentence: Sentence, head: Word, first: Word) -> list[Word]:
    """Words of a role before a name: "U.S. Secretary of State" of "… Jane Roe"."""
    phrase = {w.index for w in sentence.subtree(head)}
    if first.index and _is_role(beside := sentence.words[first.index - 1]):
        # "doctor Jane Roe": whatever the tree makes of "doctor", no comma parts it from her
        phrase |= {w.index for w in sentence.subtree(beside)}
    start = first.index
    while start and _in_role(sentence.words[start - 1]) and start - 1 in phrase:
        start -= 1
    words = sentence.words[start : first.index]
    while words and words[0].upos not in (*NOMINAL, "ADJ"):
        words = words[1:]
    return words if len(words) <= LONGEST else []


def _in_role(word: Word) -> bool:
    if word.upos in (*NOMINAL, "ADJ", "PART", "X"):
        return True
    return word.text.lower() in ("of", "for", "and", "the", "-", "–", "&", "'s", "’s")


def _role_beside(text: str, sentence: Sentence, head: Word, name: list[Word]) -> str | None:
    """Role of "A spokeswoman, Jane Roe", of "Jane Roe, a teacher", of "Jane Roe is a teacher"."""
    if all(w.index != head.index for w in name):
        return text_of_noun(text, sentence, head, without=name)
    for other in sentence.children(head, "appos"):
        if _is_role(other):
            return text_of_noun(text, sentence, other)
    above = sentence.head(head)
    if above is None or head.rel != "nsubj" or not _is_role(above) or is_plural(above):
        return None
    is_one = sentence.child(above, "cop") and not sentence.child(above, "case")
    return text_of_noun(text, sentence, above) if is_one else None


def _is_role(word: Word) -> bool:
    return word.upos in NOMINAL and noun_type(lemma_of(word)) == SpeakerType.PERSON


# ---------------------------------------------------------------- other names


def _other_name(text: str, sentence: Sentence, head: Word, entity: Entity) -> Reading | None:
    words = words_of(sentence, entity.span)
    name = _bare(text_of_span(text, entity.span))
    if entity.type in PEOPLE_ENTITIES or (country_of_people(name) and not country(name)):
        return _people(name, head)
    if entity.type in PLACE_ENTITIES:
        return _place(name)
    if entity.type in BODY_ENTITIES and country(name) is None:
        lead = text_of(text, _national(sentence, words[0]))
        return _body_reading(f"{lead} {name}".strip(), head)
    if country(name):
        return _place(name)
    kind = noun_type(lemma_of(head))
    if kind in (SpeakerType.DOCUMENT, SpeakerType.PERSON):
        return read_description(text, sentence, head)
    return _body_reading(name, head)._replace(sure=False)


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", strip_possessive(name), flags=re.IGNORECASE)


def _people(name: str, head: Word) -> Reading:
    plural = is_plural(head) or country_of_people(name) is not None
    kind = SpeakerType.GROUP if plural else SpeakerType.ORGANIZATION
    return Reading(Kind.NAME, name, kind, plural=plural)


def _place(name: str) -> Reading:
    """Read the name of a place: a country, a capital under its own name, any other place.

    "Washington" may be the city, the state or the government: it stays "Washington".
    """
    if known := country(name):
        return Reading(Kind.NAME, known, SpeakerType.COUNTRY)
    if country_of_capital(name):
        return Reading(Kind.NAME, name, SpeakerType.COUNTRY, sure=False)
    return Reading(Kind.NAME, name, SpeakerType.ORGANIZATION, sure=False)


def _body_reading(name: str, head: Word) -> Reading:
    noun = lemma_of(head)
    kind = SpeakerType.ORGANIZATION
    if country(name):
        return _place(name)
    return Reading(Kind.NAME, name, kind, noun=noun, plural=is_plural(head))


def _national(sentence: Sentence, first: Word) -> list[Word]:
    # "Chilean" of "the Chilean Foreign Ministry": else two ministries would be one
    before = sentence.words[first.index - 1] if first.index else None
    if before is None or not (country_of_people(before.text) or country(before.text)):
        return []
    return [before] if before.upos in ("ADJ", "PROPN") else []


def _name_run(sentence: Sentence, head: Word) -> list[Word]:
    start = end = head.index
    words = sentence.words
    while start and words[start - 1].upos == "PROPN" and _linked(sentence, words[start - 1], head):
        start -= 1
    while end + 1 < len(words) and words[end + 1].upos == "PROPN":
        if not _linked(sentence, words[end + 1], head):
            break
        end += 1
    return words[start : end + 1]


def _linked(sentence: Sentence, word: Word, head: Word) -> bool:
    for _ in sentence.words:  # a tree that goes in a circle must not hold us
        if word.rel not in IN_NAMES or word.head < 0:
            return False
        word = sentence.words[word.head]
        if word.index == head.index:
            return True
    return False


def _unlisted_name(text: str, sentence: Sentence, head: Word) -> Reading | None:
    """Read a name that the name finder missed, from its words alone."""
    run = _name_run(sentence, head)
    whole = _bare(_unbroken(text, run))
    titles, name = split_titles(whole)
    if country(whole) or country_of_capital(whole):
        return _place(whole)
    if country_of_people(whole) or is_plural(head):
        return _people(whole, head)
    if not titles and (_is_body_name(run) or sentence.child(run[-1], "det")):
        return _body_reading(whole, head)._replace(sure=False)
    if not name[:1].isupper():
        return None
    role = _joined_role(text_of(text, _before(sentence, head, run[0])), role_of_titles(titles))
    gender = gender_of_title(titles)
    return Reading(Kind.NAME, name, SpeakerType.PERSON, role=role, gender=gender, sure=False)


def _unbroken(text: str, run: list[Word]) -> str:
    # a parser that takes "U." and "S." for two words has only half of the name
    start, end = run[0].start, run[-1].end
    while start and text[start - 1] in ".&" and text[start - 2 : start - 1].isalnum():
        start -= 2
    return text_of_span(text, Span(start, end))


def _is_body_name(run: list[Word]) -> bool:
    words = [w.text.casefold().strip(".,") for w in run]
    bodies = lexicon("organization", "generic", "bodies", "suffixes")
    seat = " ".join(words) in lexicon("organization", "seats")
    acronym = len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1
    return seat or acronym or any(word in bodies for word in words)
