"""Persons named, with their titles and roles: "spokesman John Doe", "Jane Roe, a teacher"."""

import re
from collections.abc import Sequence

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.names import strip_possessive
from quotes.speakers.phrases.beside import (
    after_given_word,
    age_beside,
    before_surname,
    is_told_a_person,
)
from quotes.speakers.phrases.descriptions import text_of_noun
from quotes.speakers.phrases.named_so import named_so
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.roles import joined_role, words_before
from quotes.speakers.phrases.whole_names import IN_NAMES, is_title, name_words
from quotes.speakers.phrases.words import (
    NOMINAL,
    entity_at,
    is_plural,
    lemma_of,
    text_of,
    words_of,
)
from quotes.speakers.titles import gender_of_title, role_of_titles, split_titles
from quotes.text.characters import QUOTATION_MARKS
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word, top

NICKNAMED = re.compile(r"\w \([^()\s]+\) \w")  # "Jane (Jo) Roe"
SITE = re.compile(r"[\w-]{2,}(?:\.[a-z]{2,})+", re.IGNORECASE)  # "news.example.com"


def person_named(sentence: Sentence, head: Word) -> Entity | None:
    """Find the person whose name this is, or who stands in apposition: "spokesman John Doe"."""
    entity = entity_at(sentence, head)
    if entity is not None and entity.type in PERSON_ENTITIES:
        return _after_role(sentence, entity) or entity
    if entity is not None and is_told_a_person(sentence, entity):
        return entity
    beside = after_given_word(sentence, head) or before_surname(sentence, head)
    if beside is not None:
        return beside
    if entity is not None or not (is_person(head) or is_title(head.text)):
        return None
    for entity in sentence.entities:
        titled = is_title(head.text) and entity.span.contains(head.end + 1)
        person = entity.type in PERSON_ENTITIES or is_told_a_person(sentence, entity)
        if person and (titled or _is_named_by(sentence, head, entity)):
            return entity
    told = named_so(sentence, head)
    if told is not None:
        return told
    roles = [c for c in sentence.children(head, "appos") if c.index > head.index and is_person(c)]
    named = (person_named(sentence, role) for role in roles)  # "his wife, the singer Jane Roe"
    return next((entity for entity in named if entity is not None), None)


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


def _is_named_by(sentence: Sentence, head: Word, entity: Entity) -> bool:
    words = words_of(sentence, entity.span)
    if not words or words[0].index <= head.index or is_plural(head):
        return False
    hanging = top(words)
    named = hanging.rel in ("appos", *IN_NAMES) or hanging.deprel == "nmod:desc"
    if hanging.head == head.index and named:
        below = sentence.subtree(head)
        between = sentence.words[head.index + 1 : words[0].index]
        # not "the clerk said that on Monday Bo, a baker, came"
        return all(w.upos not in ("VERB", "AUX") or w in below for w in between)
    if head.index + 1 == words[0].index and any(head.head == w.index for w in words):
        return True
    # "Secretary of State Jane Roe", "the head of the hospital, Dr. Jane Roe": the name may hang
    # from "State" and from "hospital"
    between = sentence.words[head.index + 1 : words[0].index]
    while between and is_title(between[-1].text) and not _is_portfolio(sentence, between[-1]):
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
        and not any(_is_another(sentence, w) for w in between)
        and not any(e.type in PERSON_ENTITIES for w in between if (e := entity_at(sentence, w)))
    )


def _is_another(sentence: Sentence, word: Word) -> bool:
    """Whether a word is a noun for somebody else, not "writers" of "the Writers’ Forum"."""
    owns = sentence.words[word.index + 1].xpos == "POS"
    return is_person(word) and not (is_plural(word) or owns or _is_portfolio(sentence, word))


def _is_portfolio(sentence: Sentence, word: Word) -> bool:
    """Whether a word tells of what a minister is: "Minister of Justice Jane Roe"."""
    before = sentence.words[word.index - 1].text if word.index else ""
    return before in ("of", "for") and word.text.casefold() in lexicon("roles", "portfolios")


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
    return word.text.lower() in ("of", "for", "and", "from", "at", "in", "on", "to", "-", "–", "&")


def read_person(text: str, sentence: Sentence, head: Word, entity: Entity) -> Reading:
    """Read a person's name, with title and role."""
    words = name_words(sentence, words_of(sentence, entity.span))
    whole = text_of(text, words)
    whole = re.sub(r"[\[\]*†‡]" if NICKNAMED.search(whole) else r"[()\[\]*†‡]", "", whole)
    whole = re.sub(r"(?<=\w[-‐‑]) (?=\w)", "", whole)  # "Al- Roe"
    if SITE.fullmatch(whole):
        return Reading(Kind.NAME, whole, SpeakerType.ORGANIZATION, sure=False)
    if _is_of_country(words):
        return Reading(Kind.NAME, whole, SpeakerType.ORGANIZATION, sure=False)
    titles, name = split_titles(strip_possessive(whole) or whole)
    before = words_before(sentence, head, words[0])
    lead = text_of(text, before)
    if _is_initials(titles, name, before):
        titles, name = "", whole
    if titles and (len(name) == 1 or _fills_marks(sentence, words)):
        titles, name = "", whole  # "Ms K", "known as “Mr Sky”"
    if len(words) == 1 and not titles and _is_after_body(sentence, words[0]):
        return Reading(Kind.NAME, name, SpeakerType.ORGANIZATION, sure=False)
    if not titles and _is_after_article(sentence, words, before):  # "the Executive Yuan"
        return Reading(Kind.NAME, f"{lead} {name}".strip(), SpeakerType.ORGANIZATION, sure=False)
    if _says_too_little(name, lead.split(" ")[-1].casefold()):
        lead, _, kept = lead.rpartition(" ")
        name = f"{kept} {name}"
    role = joined_role(lead, role_of_titles(titles))
    beside = _role_beside(text, sentence, head, words)
    also = beside if role else None
    role = role or beside or _crown(name)
    gender = gender_of_title(f"{titles} {lead}") or gender_of_title(role or "")
    others = frozenset(w.text.casefold() for w in before)
    courtesy = {w.strip(".").casefold() for w in titles.split()}
    others |= courtesy & lexicon("titles", "male", "female", "courtesy")
    reading = Reading(Kind.NAME, name, SpeakerType.PERSON, role=role, gender=gender)
    return reading._replace(others=others, also=also, age=age_beside(sentence, words, lead))


def _fills_marks(sentence: Sentence, words: list[Word]) -> bool:
    around = sentence.words[words[0].index - 1 : words[-1].index + 2]
    beside = (around[0], around[-1]) if words[0].index and len(around) > len(words) + 1 else ()
    return bool(beside) and all(w.text in QUOTATION_MARKS for w in beside)


def _is_initials(titles: str, name: str, before: list[Word]) -> bool:
    """Whether letters as of a rank are initials after an office: "Chief Minister MK Roe"."""
    if titles not in lexicon("titles", "ranks") or " " in name or not before:
        return False
    office = "".join(w.text[0] for w in before[-len(titles) :]).casefold()
    sent = lemma_of(before[-1]) in lexicon("roles", "sent")  # "the lawmaker MK Roe"
    return is_person(before[-1]) and not sent and office != titles.casefold()


def _says_too_little(name: str, title: str) -> bool:
    """Whether a bare name needs its title: "Maud" of "Queen Maud", "de Roe" of "Don de Roe"."""
    if " " not in name:
        return name.istitle() and title in lexicon("titles", "kept")
    particle, rest = name.split(" ", 1)
    small = particle.casefold() in lexicon("titles", "particles")
    return small and " " not in rest and title in lexicon("titles", "given")


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
