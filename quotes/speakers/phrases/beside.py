"""What stands beside a name and tells that it is a person's: an age, an occupation, a role."""

import re

from quotes.lexicon.gazetteer import country
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.words import NOMINAL, entity_at, is_plural, lemma_of, words_of
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

AGED = re.compile(r"\b(\d{1,2})[-‐‑ ]year[-‐‑ ]old")
OLDEST = 110


def age_beside(sentence: Sentence, name: list[Word], lead: str) -> int:
    """The age of "Jane Roe, 12," and of "12-year-old Jane Roe"; 0 where none is told."""
    if before := AGED.search(lead):
        return int(before[1])
    comma, age, end, *_ = (*(w.text for w in sentence.words[name[-1].index + 1 :][:3]), "", "", "")
    known = comma == "," and age.isdecimal() and end in (",", ".", ";")
    return int(age) if known and int(age) <= OLDEST else 0


def is_told_a_person(sentence: Sentence, place: Entity) -> bool:
    """Whether a name taken for another's has an age or an occupation: "Hill Roe, a florist".

    Or letters of an honour, after an office: "her barrister, Hill Roe KC".
    """
    words = words_of(sentence, place.span)
    if place.type in PERSON_ENTITIES or len(words) < 2:
        return False
    if words[-1].text in lexicon("titles", "letters"):
        above = sentence.head(top(words))
        return top(words).rel == "appos" and above is not None and is_person(above)
    if place.type not in PLACE_ENTITIES or country(" ".join(w.text for w in words)):
        return False
    if age_beside(sentence, words, ""):
        return True
    comma, article, *_ = (*(w.text for w in sentence.words[words[-1].index + 1 :][:2]), "", "")
    if comma != "," or article not in ("a", "an"):
        return False
    told = (w for name in words for w in sentence.children(name, "appos"))
    others = lexicon("person", "epithets") | {"neighbor", "neighbour"}
    return any(is_person(w) and not is_plural(w) and lemma_of(w) not in others for w in told)


def after_given_word(sentence: Sentence, head: Word) -> Entity | None:
    """The name of "nurse Will Roe", where a given name that is a word was taken for that word."""
    if head.upos == "PROPN" or not head.text.istitle() or not head.index:
        return None
    role, after = sentence.words[head.index - 1], sentence.words[head.index + 1 :][:1]
    entity = entity_at(sentence, after[0]) if after else None
    joined = entity is not None and after[0].head == head.index and after[0].rel == "flat"
    if not joined or entity is None or entity.type not in PERSON_ENTITIES:
        return None
    told = role.text.islower() and role.upos in NOMINAL and is_person(role)
    return entity if told and entity.span.start == after[0].start else None


def before_surname(sentence: Sentence, head: Word) -> Entity | None:
    """The given name of "Jane Speaker, a vet", whose surname was taken for a word."""
    before = sentence.words[head.index - 1] if head.index else None
    given = entity_at(sentence, before) if before is not None else None
    alone = before is not None and given is not None and given.span == before.span
    if before is None or not alone or not head.text.istitle() or before.head != head.index:
        return None
    comma, then, *_ = (*sentence.words[head.index + 1 : head.index + 3], head, head)
    beside = comma.text == "," and then.upos in ("DET", "NUM")
    named = beside and before.end < head.start and gender_of_given(before.text.casefold())
    return given if named and given is not None and given.type in PERSON_ENTITIES else None


def gender_by_spouse(sentence: Sentence, head: Word) -> str:
    """The gender of who is named with a spouse: "f" of "Roe and her husband"."""
    after = sentence.words[head.index + 1 : head.index + 4]
    if len(after) < 3 or after[0].text.lower() != "and":
        return ""
    _, whose, other = after
    known = pronoun_of(whose) if other.lemma.lower() in lexicon("kin", "spouse") else None
    return known.gender if known is not None else ""
