"""Persons named, with their titles and roles: "spokesman John Doe", "Jane Roe, a teacher"."""

import re
from collections.abc import Sequence

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.names import gender_of_title, role_of_titles, split_titles, strip_possessive
from quotes.speakers.phrases.descriptions import text_of_noun
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.roles import joined_role, words_before
from quotes.speakers.phrases.words import (
    NOMINAL,
    entity_at,
    is_plural,
    lemma_of,
    text_of,
    words_of,
)
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word, top

INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")  # "M.", "M.S."
IN_NAMES = ("flat", "compound")
SITE = re.compile(r"[\w-]{2,}(?:\.[a-z]{2,})+", re.IGNORECASE)  # "news.example.com"


def person_named(sentence: Sentence, head: Word) -> Entity | None:
    """Find the person whose name this is, or who stands in apposition: "spokesman John Doe"."""
    entity = entity_at(sentence, head)
    if entity is not None and entity.type in PERSON_ENTITIES:
        return _after_role(sentence, entity) or entity
    if entity is not None or not (is_person(head) or is_title(head.text)):
        return None
    for entity in sentence.entities:
        titled = is_title(head.text) and entity.span.contains(head.end + 1)
        if entity.type in PERSON_ENTITIES and (titled or _is_named_by(sentence, head, entity)):
            return entity
    told = _named_so(sentence, head)
    if told is not None:
        return told
    roles = [c for c in sentence.children(head, "appos") if c.index > head.index and is_person(c)]
    return person_named(sentence, roles[0]) if roles else None  # "his wife, the singer Jane Roe"


def _named_so(sentence: Sentence, head: Word) -> Entity | None:
    """Find who is told to be named so: "an officer, surnamed Roe", "a man identified as Bo Poe"."""
    for told in sentence.children(head, "acl", "acl:relcl", "appos"):
        if told.lemma.lower() not in lexicon("roles", "naming"):
            continue
        for entity in sentence.entities:
            words = words_of(sentence, entity.span)
            if entity.type not in PERSON_ENTITIES or not words or words[0].index < told.index:
                continue
            between = sentence.words[told.index + 1 : words[0].index]
            if all(w.upos in (*NOMINAL, "ADP", "PRON", "PUNCT") for w in between):
                return entity
    return None


def _after_role(sentence: Sentence, first: Entity) -> Entity | None:
    """Find who is named after a role that a name begins: "Jane Roe School head John Doe"."""
    for other in sentence.entities:
        words = words_of(sentence, other.span)
        if other.type not in PERSON_ENTITIES or other.span.start < first.span.end or not words:
            continue
        between = [w for w in sentence.words if first.span.end <= w.start < words[0].start]
        joined = between and all(w.upos in NOMINAL or w.text.lower() == "of" for w in between)
        return other if joined and is_person(between[-1]) else None
    return None


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before names: "Mr"."""
    return word.strip(".,").casefold() in lexicon("titles", "male", "female", "courtesy", "role")


def _is_named_by(sentence: Sentence, head: Word, entity: Entity) -> bool:
    words = words_of(sentence, entity.span)
    if not words or words[0].index <= head.index or is_plural(head):
        return False
    hanging = top(words)
    named = hanging.rel in ("appos", *IN_NAMES) or hanging.deprel == "nmod:desc"
    if hanging.head == head.index and named:
        return True
    if head.index + 1 == words[0].index and any(head.head == w.index for w in words):
        return True
    # "Secretary of State Jane Roe", "the head of the hospital, Dr. Jane Roe": the name may hang
    # from "State" and from "hospital"
    between = sentence.words[head.index + 1 : words[0].index]
    while between and is_title(between[-1].text):
        hanging = top([between[-1], hanging]) if between[-1].index == hanging.head else hanging
        between = between[:-1]
        if hanging.head == head.index and hanging.rel in ("appos", *IN_NAMES):
            return True  # "a scientist, Dr. Jane Roe"
    between = _without_brackets(between)  # "manager of the Acme Company (AC) Jane Roe"
    comma = bool(between) and between[-1].text == ","
    between = between[:-1] if comma else between
    return (
        bool(between)
        and any(a.index == head.index for a in sentence.ancestors(hanging))
        and between[-1].upos in NOMINAL
        and (_ends_office(between, hanging) if comma else between[-1].xpos != "POS")
        and all(_in_office(w) or (comma and w.text == ",") for w in between)
        and not any(is_person(w) for w in between)
        and not any(e.type in PERSON_ENTITIES for w in between if (e := entity_at(sentence, w)))
    )


def _without_brackets(words: Sequence[Word]) -> list[Word]:
    """Words without those in brackets, and the brackets."""
    kept, open_ = [], 0
    for word in words:
        open_ += word.text == "("
        if not open_:
            kept.append(word)
        open_ -= word.text == ")"
    return kept


def _ends_office(between: Sequence[Word], name: Word) -> bool:
    """Whether the words of an office end before a comma: "the minister of trade, Jane Roe".

    Of several portfolios the last has "and": "of labour, trade and energy, Jane Roe".
    """
    texts = [w.text.lower() for w in between]
    listed = "," in texts
    joined = "and" in texts and (not listed or texts.index(",") < texts.index("and"))
    return (name.rel == "appos" and not listed) or (name.rel in ("appos", "conj") and joined)


def is_title_of_name(sentence: Sentence, word: Word) -> bool:
    """Whether a noun hangs from the name that follows it: "Minister" of "Minister Jane Roe"."""
    entity = person_named(sentence, word)
    above = sentence.head(word)
    return (
        entity is not None
        and above is not None
        and above.index > word.index
        and (entity.span.contains(above.start))
    )


def _in_office(word: Word) -> bool:
    # words that tell of which place or body somebody is the head
    if word.upos in (*NOMINAL, "ADJ", "NUM", "DET", "PART", "X"):
        return True
    return word.text.lower() in ("of", "for", "and", "from", "at", "in", "on", "-", "–", "&")


def read_person(text: str, sentence: Sentence, head: Word, entity: Entity) -> Reading:
    """Read a person's name, with title and role."""
    words = _whole_name(sentence, words_of(sentence, entity.span))
    if _is_of_body(sentence, words):
        words = words[1:]
    words = _after_office(sentence, words)
    if len(words) > 2 and words[0].text.isupper() and is_title(words[1].text):
        words = words[1:]  # "FLP Rep. Jane Roe"
    whole = re.sub(r"[()\[\]]", "", text_of(text, words))
    if SITE.fullmatch(whole):
        return Reading(Kind.NAME, whole, SpeakerType.ORGANIZATION, sure=False)
    if _is_of_country(words):
        return Reading(Kind.NAME, whole, SpeakerType.ORGANIZATION, sure=False)
    titles, name = split_titles(strip_possessive(whole) or whole)
    before = words_before(sentence, head, words[0])
    lead = text_of(text, before)
    if len(words) == 1 and not titles and _is_after_body(sentence, words[0]):
        return Reading(Kind.NAME, name, SpeakerType.ORGANIZATION, sure=False)
    if not titles and _is_after_article(sentence, words, before):  # "the Executive Yuan"
        return Reading(Kind.NAME, f"{lead} {name}".strip(), SpeakerType.ORGANIZATION, sure=False)
    if (
        name.istitle()
        and " " not in name
        and lead.split(" ")[-1].casefold() in lexicon("titles", "kept")
    ):
        lead, _, kept = lead.rpartition(" ")
        name = f"{kept} {name}"  # "Queen Maud": the bare "Maud" would say too little
    role = joined_role(lead, role_of_titles(titles))
    beside = _role_beside(text, sentence, head, words)
    also = beside if role else None
    role = role or beside or _crown(name)
    gender = gender_of_title(f"{titles} {lead}") or gender_of_title(role or "")
    others = frozenset(w.text.casefold() for w in before)
    courtesy = titles.strip(".").casefold()
    others |= {courtesy} if courtesy in lexicon("titles", "male", "female") else set()
    return Reading(
        Kind.NAME, name, SpeakerType.PERSON, role=role, gender=gender, others=others, also=also
    )


def _crown(name: str) -> str | None:
    """The office that is kept in a name: of "Queen Maud", who is "the queen" later."""
    first = name.split(" ")[0]
    return first if first.casefold() in lexicon("titles", "crowns") else None


def _is_after_body(sentence: Sentence, name: Word) -> bool:
    """Whether a noun for a body stands before a name: "the children's agency Acme"."""
    before = sentence.words[name.index - 1] if name.index else None
    if before is None or before.upos != "NOUN" or not before.text.islower():
        return False
    return noun_type(lemma_of(before)) == SpeakerType.ORGANIZATION and not is_plural(before)


def _is_after_article(sentence: Sentence, name: list[Word], lead: list[Word]) -> bool:
    """Whether a single word has an article as no person has: "the Reds", "the State Yuan"."""
    first = (lead or name)[0]
    article = first.index and sentence.words[first.index - 1].text.lower() == "the"
    names = all(w.text[:1].isupper() and not is_person(w) for w in lead)
    nation = any(country_of_people(w.text) for w in lead)
    return bool(article) and len(name) == 1 and names and not nation


def _is_of_country(words: list[Word]) -> bool:
    # "Chile Vamos": a party or a paper, which the name finder took for a person
    first = words[0].text
    own = first.casefold() in lexicon("given", "countries")
    return len(words) > 1 and country(first) == first and not own


def _is_of_body(sentence: Sentence, words: list[Word]) -> bool:
    # "chief of RBC Jane Roe", "leader in UP Jane Roe": the name finder may begin at "RBC"
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    letters = words[0].text.isupper() and len(words[0].text) > 1
    return (
        before in ("of", "at", "for", "in")
        and letters
        and len(words) > 2
        and words[1].text.istitle()
    )


def _after_office(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name without the office that the name finder begins with.

    "Town councillors Jane Roe", "Minister of Interior Jane Roe".
    """
    known = lexicon("person", "offices", "work")
    offices = [i for i, w in enumerate(words[:-1]) if w.text.islower() and lemma_of(w) in known]
    if offices and words[0].text[0].isupper():
        return words[offices[-1] + 1 :]
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    while before in ("of", "and", ",") and len(words) > 2 and _is_portfolio(words[0]):
        words = words[1:]  # "Minister of Water and Information Technology Jane Roe"
    return words


def _is_portfolio(word: Word) -> bool:
    return word.text.casefold() in lexicon("roles", "portfolios")


def _whole_name(sentence: Sentence, words: list[Word]) -> list[Word]:
    # the name finder may stop at "Jane" where the tree joins "Roe" to it, and begin at "Roe"
    inside = {w.index for w in words}
    while words[0].index:
        before = sentence.words[words[0].index - 1]
        part = before.head in inside and before.rel in (*IN_NAMES, words[0].rel)
        above = before.index in {w.head for w in words if w.rel in IN_NAMES}
        beside = (before.head, before.rel) == (words[0].head, words[0].rel)
        entity = entity_at(sentence, before)
        whole = entity is None or (entity.span == before.span and before.text.isupper())
        small = before.text.casefold() in lexicon("titles", "particles")
        named = before.upos == "PROPN" and whole and (before.text[0].isupper() or small)
        initials = INITIALS.fullmatch(before.text) is not None
        of = sentence.words[before.index - 1].text == "of" if before.index else False
        named = named and not of  # "Secretary of State Jane Roe"
        if not (named and (part or above or beside) and not is_person(before)) and not initials:
            break
        inside.add(before.index)
        words = [before, *words]
    for word in sentence.words[words[-1].index + 1 :]:
        listed = entity_at(sentence, word) is not None
        if listed or word.upos != "PROPN" or word.rel != "flat" or word.head not in inside:
            break
        inside.add(word.index)
        words = [*words, word]
    return words


def _role_beside(text: str, sentence: Sentence, head: Word, name: list[Word]) -> str | None:
    """Role of "A spokeswoman, Jane Roe", of "Jane Roe, a teacher", of "Jane Roe is a teacher"."""
    if all(w.index != head.index for w in name) and is_person(head):
        return text_of_noun(text, sentence, head, without=name)
    for other in sentence.children(head, "appos", "list"):
        if is_person(other) and person_named(sentence, other) is None:
            return text_of_noun(text, sentence, other)
    for clause in sentence.children(head, "acl:relcl"):
        subject = sentence.child(clause, "nsubj")
        who = subject is not None and subject.text.lower() == "who"
        if who and is_person(clause) and sentence.child(clause, "cop") and not is_plural(clause):
            return text_of_noun(text, sentence, clause)
    above = sentence.head(head)
    if above is None or head.rel != "nsubj" or not is_person(above) or is_plural(above):
        return None
    is_one = sentence.child(above, "cop") and not sentence.child(above, "case")
    return text_of_noun(text, sentence, above) if is_one else None
