"""Repairs of names that begin with the place or body of an office, or end with what is theirs.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re
from collections.abc import Set
from itertools import pairwise

from quotes.find.mend.words import words_of
from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.text.characters import HYPHENS
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word, top

INITIAL = re.compile(r"(?:[A-Z]\.)+(?:[A-Z][a-z]+)?")  # "J.Roe", "J."
LETTERS = 4  # from here on letters before a name are no initials
SLASHED = re.compile(r"[A-Z]+/")  # "C/" of "C/LFN"
SEAT = 3  # words before a name, beside those in it, that may tell of what somebody is the head
NOMINAL = ("NOUN", "PROPN")
OF = ("of", "for", "at", "in")
MARKS = ("'s", "’s", "'", "’")
OFFICIALS = ("offices", "work")  # "chairman" is with those of places
BODY_WORDS = ("generic", "bodies", "suffixes", "outlets")


def holder(sentence: Sentence, entity: Entity, surnames: Set[str]) -> Entity | None:
    """`MP for Hill Jane Roe said`, `head of the HLP Jane Roe said`: gives the name alone."""
    words = words_of(sentence, entity)
    office = _office_of(sentence, words) if len(words) > 1 else None
    after = sentence.words[words[-1].index + 1 :][:1]
    if office is None or not after or after[0].text in MARKS:
        return None
    cut = _first_of_name(entity, words, office, surnames)
    if not cut:
        return None
    _hang(sentence, words[:cut], words[cut:], office)
    return Entity(Span(words[cut].start, entity.span.end), "PERSON")


def _hang(sentence: Sentence, place: list[Word], name: list[Word], office: Word) -> None:
    """Hang the place from the office, and the name from where the whole hung."""
    first, (given, *others) = top([*place, *name]), name
    if any(a is office for a in sentence.ancestors(first)):
        given.head, given.deprel = office.index, "appos"
    else:
        given.head, given.deprel = first.head, first.deprel
        office.head, office.deprel = given.index, "nmod:desc"
    for child in sentence.children(first):
        if child.index > name[-1].index:
            child.head = given.index
    seat, *rest = place
    seat.head, seat.deprel = office.index, "nmod"
    for word in sentence.words[office.index + 1 : seat.index]:
        word.head = seat.index
    for word in rest:
        word.head, word.deprel = seat.index, "flat"
    for word in others:
        word.head, word.deprel = given.index, "flat"


def _office_of(sentence: Sentence, words: list[Word]) -> Word | None:
    """The office before a place: "MP" of "MP for Hill", "director-general" of "… of the HLP"."""
    before = sentence.words[: words[0].index]
    for _ in range(SEAT if _initials_in(words) else 0):  # "Chairman of the Great Hill J.Roe"
        if before and before[-1].text.istitle() and before[-1].upos in (*NOMINAL, "ADJ"):
            before = before[:-1]
    if before and before[-1].text.lower() == "the":
        before = before[:-1]
    while len(before) > 1 and before[-1].text in OF:
        if _is_office(before[-2]):
            return before[-2]
        before = before[:-2]  # "the head of programmes at Acme Ltd Jane Roe"
    return None


def _initials_in(words: list[Word]) -> int:
    """Where initials stand before a name, without a blank: "J.Roe" after others; else 0."""
    for at, (word, after) in enumerate(pairwise([*words, words[-1]])):
        glued = word.end == after.start or not word.text.endswith(".")
        if at and glued and INITIAL.fullmatch(word.text):
            return at
    return 0


def _is_office(word: Word) -> bool:
    lemma = word.lemma.lower()
    known = lemma in lexicon("person", *OFFICIALS) or lemma in lexicon("roles", "of-places")
    return (known or word.text in lexicon("titles", "ranks")) and "Number=Plur" not in word.feats


def _first_of_name(entity: Entity, words: list[Word], office: Word, surnames: Set[str]) -> int:
    """Where the name begins among words of a place and of a name; 0 where it is all one."""
    texts = [w.text for w in words]
    if initials := _initials_in(words):
        return initials
    suffixes = lexicon("organization", "suffixes")
    ends = [i for i, text in enumerate(texts) if i and text.strip(".").casefold() in suffixes]
    if ends and ends[-1] < len(texts) - 2:
        return ends[-1] + 1  # "Acme Hill Ltd Jane Roe"
    body = any(w.casefold() in lexicon("organization", *BODY_WORDS) for w in texts[1:])
    if len(words) < 3 or body:
        return 0
    person = entity.type in PERSON_ENTITIES
    flat = all(w.rel == "flat" for w in words[2:])
    titled = all(text.istitle() for text in texts[1:])
    known = texts[-1] in surnames
    if texts[0].isupper() and len(texts[0]) > 1 and titled and (person or flat or known):
        return 1
    if not _is_of_place(office):
        return 0
    for at, (word, after) in enumerate(pairwise(words)):  # "Hill Jane Roe" among them
        joined = after.head == word.index and after.rel == "flat"
        if at and (person or joined) and gender_of_given(word.text.lower()):
            return at
    return len(texts) - 2 if person or known else 0


def _is_of_place(office: Word) -> bool:
    """Whether an office is of a place or a body and never of a person, as a spokesman is."""
    return office.lemma.lower() in lexicon("roles", "of-places")


def misnamed(sentence: Sentence, entity: Entity) -> Entity | None:
    """`The inspector of the town Jane Roe said`: who is told to be one is no place."""
    words = words_of(sentence, entity)
    if entity.type in PERSON_ENTITIES or not words or not words[0].index:
        return None
    first, *others = words
    if first.text.isupper() and len(first.text) < LETTERS and not first.text.endswith("."):
        return _initials_joined(sentence, words)
    if not others:
        return None
    office = sentence.head(first)
    beside = first.rel == "appos" and all(w.rel == "flat" for w in others)
    if office is None or not beside or not _is_office(office) or office.upos != "NOUN":
        return None
    before = sentence.words[first.index - 1]
    bare = before.upos in ("NOUN", "PROPN") and before.index > office.index
    known = country(" ".join(w.text for w in words)) or country_of_people(first.text)
    body = any(w.text.casefold() in lexicon("organization", *BODY_WORDS) for w in words)
    return entity._replace(type="PERSON") if bare and not known and not body else None


def _initials_joined(sentence: Sentence, words: list[Word]) -> Entity | None:
    """One of several names that begins with initials: "JB Roe" of "Ann Poe, JB Roe and Bo Doe"."""
    first, *others = words
    above = sentence.head(first)
    named = sentence.named.get(above.start) if above is not None and first.rel == "conj" else None
    after = sentence.words[words[-1].index + 1 :][:1]
    if named is None or named.type not in PERSON_ENTITIES:
        return None
    if not others and after and sentence.named.get(after[0].start) not in (None, named):
        others = after
    surname = [w for w in others if w.rel == "flat"]
    return Entity(Span(first.start, surname[-1].end), "PERSON") if surname else None


def after_body(sentence: Sentence, entity: Entity) -> Entity | None:
    """`The director, Ministry of Works, Dr. Jane Roe, said`: gives the name alone."""
    words = words_of(sentence, entity)
    titles = lexicon("titles", "male", "female", "courtesy")
    for at, (comma, title) in enumerate(pairwise(words)):
        name = words[at + 2 :]
        if comma.text != "," or title.text.strip(".").casefold() not in titles or not name:
            continue
        first, *others = name
        body = top(words)
        first.head, first.deprel = body.index, "appos"
        if body.rel == "appos" and body.head >= 0:
            first.head = body.head
        for word in (title, *others):
            word.head, word.deprel = first.index, "nmod:desc" if word is title else "flat"
        return Entity(Span(first.start, entity.span.end), "PERSON")
    return None


def owner_in_name(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Jane Roe's Fair Law`, `a friend of Roe surnamed Poe`: gives the first of the names."""
    words = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES:
        return None
    for last, word in pairwise(words):
        named = word.text in lexicon("roles", "naming") and word.index < words[-1].index
        owned = word.text in MARKS[:2] and word.index < words[-1].index
        if (named and last.text[0].isupper()) or (owned and last is not words[0]):
            word.deprel = "acl" if named else word.deprel
            return entity._replace(span=Span(entity.span.start, last.end))
    return None


def hyphened(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Chief Jane Roe-Poe said`: the second surname is part of the name."""
    words = words_of(sentence, entity)
    after = sentence.words[words[-1].index + 1 :][:3] if words else []
    if len(after) < 3 or after[0].text not in HYPHENS or not after[1].text.istitle():
        return None
    hyphen, part, then = after
    if words[-1].end != hyphen.start or hyphen.end != part.start or then.text in HYPHENS:
        return None
    other = sentence.named.get(part.start)
    person = entity.type in PERSON_ENTITIES
    if person and len(words) == 1:  # "Roe-Poe said", not "the Roe-Poe bill"
        whole = other is not None and other.type == entity.type and then.upos not in NOMINAL
    else:
        whole = other is None and (person or then.text in MARKS)
    return entity._replace(span=Span(entity.span.start, part.end)) if whole else None


def whole_body(sentence: Sentence, entity: Entity) -> Entity | None:
    """`C/LFN said`, `Acme Assets Bhd said`: with the letters before and after the name."""
    words = words_of(sentence, entity)
    if entity.type in PERSON_ENTITIES or not words:
        return None
    first, last = words[0], words[-1]
    before, after = sentence.words[: first.index], sentence.words[last.index + 1 :][:1]
    glued = bool(before) and before[-1].end == first.start and SLASHED.fullmatch(before[-1].text)
    start = before[-1].start if glued and first.text.isupper() else entity.span.start
    suffix = after and after[0].text.strip(".").casefold() in lexicon("organization", "suffixes")
    end = after[0].end if suffix and after[0].text[0].isupper() else entity.span.end
    whole = entity._replace(span=Span(start, end))
    return whole if whole != entity else None


def portfolio(sentence: Sentence, entity: Entity) -> Entity | None:
    """`MMC for Roads Jane Roe said`: the office is none of the body's name, nor is hers."""
    words = words_of(sentence, entity)
    if entity.type in PERSON_ENTITIES or len(words) < 3:
        return None
    office, of, *body = words
    if not _is_office(office) or of.text not in OF:
        return None
    own = next((w for w in body[1:] if (w.head, w.rel) == (office.index, "flat")), None)
    if own is not None and all(w.rel == "flat" for w in body if w.index > own.index):
        return Entity(Span(own.start, entity.span.end), "PERSON")
    after = sentence.words[words[-1].index + 1 :][:1]
    name = sentence.named.get(after[0].start) if after else None
    if name is None or name.type not in PERSON_ENTITIES:
        return None
    return entity._replace(span=Span(body[0].start, entity.span.end))
