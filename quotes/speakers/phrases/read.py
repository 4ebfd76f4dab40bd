"""Read a phrase by itself: a name, a role, a description, a pronoun."""

from collections.abc import Sequence

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.bodies import (
    BODY_ENTITIES,
    OTHER_ENTITIES,
    bare,
    body_named,
    part_of,
    read_other_name,
    read_place,
)
from quotes.speakers.phrases.descriptions import read_description
from quotes.speakers.phrases.headed import read_headed
from quotes.speakers.phrases.nationals import read_national
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.persons import person_named, read_person
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.pronouns import is_letters, pronoun_of, relative_head
from quotes.speakers.phrases.unlisted import name_run, read_unlisted
from quotes.speakers.phrases.words import NOMINAL, entity_at, is_plural, lemma_of, text_of, words_of
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word

OTHER = Reading(Kind.OTHER, "", SpeakerType.ANONYMOUS)
RELATIVE = OTHER._replace(kind=Kind.RELATIVE)
PEOPLES = ("NORP", "ORG")  # what a name finder calls "a Democrat"
JOINED = Reading(Kind.JOINED, "", SpeakerType.GROUP, plural=True)


def read(text: str, sentence: Sentence, head: Word) -> Reading:
    """Read the phrase of this head."""
    pronoun = pronoun_of(head)
    if pronoun is not None:
        return OTHER._replace(kind=Kind.PRONOUN, plural=pronoun.plural, gender=pronoun.gender)
    if relative_head(sentence, head) is not None:
        return RELATIVE
    return _noun_phrase(text, sentence, head) or OTHER


def _noun_phrase(text: str, sentence: Sentence, head: Word) -> Reading | None:
    before = sentence.words[head.index - 1].text if head.index else ""
    if (
        before.istitle() and head.text.istitle() and country(f"{before} {head.text}")
    ):  # "Saudi Arabia"
        return read_place(f"{before} {head.text}")
    if head.upos == "ADJ" and head.rel == "amod" and _is_of_others(sentence, head):
        return None  # "Liberal calls for calm" are no party's
    national = read_national(sentence, head)
    if national is not None:
        return national
    entity = person_named(sentence, head)
    if entity is not None:
        return read_person(text, sentence, head, entity)
    entity = entity_at(sentence, head)
    last = words_of(sentence, entity.span)[-1] if entity is not None else head
    if last.text in lexicon("titles", "ranks") and len(name_run(sentence, last)) <= 2:
        return read_description(text, sentence, last)  # "the OC", "the CID SP"
    named = body_named(sentence, head)
    if named is not None:
        return read_other_name(text, sentence, head, named)
    part = part_of(text, sentence, head) or read_headed(text, sentence, head)
    if part is not None:
        return part
    entity = entity_at(sentence, head)
    if entity is not None and entity.type in OTHER_ENTITIES:
        people = _people_of(text, sentence, head, entity)
        return people or read_other_name(text, sentence, head, entity)
    outlet = _before_news(sentence, head)
    if outlet is not None:
        return read_other_name(text, sentence, head, outlet)
    if is_letters(sentence, head) or (head.upos == "PROPN" and noun_type(lemma_of(head)) is None):
        return read_unlisted(text, sentence, head)
    run = name_run(sentence, head) if head.upos == "PROPN" else [head]
    if len(run) > 1 and run[-1].index > head.index and noun_type(lemma_of(run[-1])) is None:
        return read_unlisted(text, sentence, head)  # "Mayor Roe", with "Mayor" as its head
    office = _honoured(sentence, head) or _in_letters(sentence, head)
    return read_description(text, sentence, office or head)


def _is_of_others(sentence: Sentence, word: Word) -> bool:
    entity = entity_at(sentence, word)
    own = entity is not None and entity.type == "NORP" and entity.span == word.span
    return own and country_of_people(word.text) is None


def _people_of(text: str, sentence: Sentence, head: Word, body: Entity) -> Reading | None:
    """Read who is of a body: "the University of Hill researchers", with "University" as head."""
    name = words_of(sentence, body.span)
    after = sentence.words[name[-1].index + 1 :][:1]
    if not after or after[0].upos != "NOUN" or not (is_person(after[0]) and is_plural(after[0])):
        return None
    if all(w.index != after[0].index for w in sentence.subtree(head)):
        return None
    reading = read_description(text, sentence, after[0])
    return None if reading is None else reading._replace(name=bare(text_of(text, [*name, *after])))


def _before_news(sentence: Sentence, head: Word) -> Entity | None:
    """Find the outlet of "Channel 2 news"."""
    if head.text.lower() not in lexicon("organization", "on-air") or not head.index:
        return None
    entity = entity_at(sentence, sentence.words[head.index - 1])
    return entity if entity is not None and entity.type in BODY_ENTITIES else None


def _in_letters(sentence: Sentence, head: Word) -> Word | None:
    """The office of "the Health CS", where the tree takes it for part of a name."""
    flat = (w for w in sentence.children(head, "flat") if w.index == head.index + 1)
    return next((w for w in flat if w.text in lexicon("titles", "ranks")), None)


def _honoured(sentence: Sentence, head: Word) -> Word | None:
    """The office of "His Highness the Amir"."""
    if lemma_of(head) not in lexicon("titles", "honours"):
        return None
    after = (w for w in sentence.words[head.index + 1 :][:3] if w.text.lower() != "the")
    return next((w for w in after if is_person(w)), None)


def conjuncts(sentence: Sentence, head: Word, end: int | None = None) -> tuple[Word, ...]:
    """Other heads of "A and B", of those before this offset; "Roe and Sons" is one name."""
    if head.upos not in NOMINAL and not _is_one_of(sentence, head):
        return ()
    joined = [head]
    for word in joined:  # a tree may hang the third from the second
        joined += [w for w in sentence.children(word, "conj") if w.index > word.index]
    joined += [*_beside_the_named(sentence, head), *_listed(sentence, head)]
    if _is_told_on(sentence, joined) or (joined[1:] and _is_single(sentence, head)):
        return ()
    others = tuple(
        sorted(
            (
                w
                for w in joined[1:]
                if w.upos in NOMINAL and (end is None or w.start < end) and not _names(sentence, w)
            ),
            key=lambda w: w.index,
        )
    )
    whole = any(e.span.holds(Span(head.start, o.end)) for e in sentence.entities for o in others)
    return () if whole else others


def _is_one_of(sentence: Sentence, word: Word) -> bool:
    """Whether others are joined to a pronoun: "She and her sisters"."""
    after = sentence.words[word.index + 1 :][:1]
    return pronoun_of(word) is not None and any(w.text.lower() == "and" for w in after)


def _is_told_on(sentence: Sentence, joined: Sequence[Word]) -> bool:
    """Whether a second noun tells what a name is: "Jane Roe, heritage and land worker"."""
    name, *others = joined
    entity = entity_at(sentence, name)
    if len(others) != 1 or entity is None or entity.type not in PERSON_ENTITIES:
        return False
    after = sentence.words[words_of(sentence, entity.span)[-1].index + 1 :][:1]
    bare = is_person(others[0]) and entity_at(sentence, others[0]) is None
    comma = bool(after) and after[0].text == ","
    return bare and comma and sentence.child(others[0], "cc", "det") is None


def _is_single(sentence: Sentence, head: Word) -> bool:
    """Whether the verb tells that a body is one: "the Office of the Hall and the Inn has said"."""
    verb = sentence.head(head)
    body = noun_type(lemma_of(head)) == SpeakerType.ORGANIZATION
    if head.rel != "nsubj" or verb is None or not body:
        return False
    return any(w.xpos == "VBZ" for w in (verb, *sentence.children(verb, "aux")))


def _names(sentence: Sentence, noun: Word) -> bool:
    """Whether a joined name follows that says who it is: "Roe and her aides Bo Poe and Al Doe"."""
    after = sentence.words[noun.index + 1 :][:1]
    named = bool(after) and after[0].rel == "conj" and _person_at(sentence, after[0])
    return named and is_person(noun)


def _beside_the_named(sentence: Sentence, role: Word) -> list[Word]:
    """Bo Poe of "Trade Minister Jane Roe and Mayor Bo Poe", "the couple, Jane Roe and Bo Poe"."""
    if _person_at(sentence, role) or is_plural(role):
        return []
    names = [w for w in sentence.children(role, "appos") if _person_at(sentence, w)]
    beside = [w for name in names for w in sentence.children(name, "conj")]
    return [
        w
        for w in beside
        if any(_person_at(sentence, n) for n in (w, *sentence.children(w, "appos")))
    ]


def _listed(sentence: Sentence, first: Word) -> list[Word]:
    """Bo Poe and Ann Doe of "Jane Roe, her aide Bo Poe and Ann Doe": no apposition of a name."""
    entity = entity_at(sentence, first)
    if entity is None or entity.type not in PERSON_ENTITIES:
        return []
    after = sentence.words[words_of(sentence, entity.span)[-1].index + 1 :][:2]
    if any(w.upos == "DET" for w in after):
        return []  # "Jane Roe, a Hill Poe and a member"
    others = [w for w in sentence.children(first, "appos", "list") if _person_at(sentence, w)]
    others = [w for w in others if not (_is_same(sentence, first, w) or _is_bracketed(sentence, w))]
    joined = [w for o in others for w in sentence.children(o, "conj") if _person_at(sentence, w)]
    more = [w for w in sentence.children(first, "conj") if others and w.index > others[0].index]
    return [*others, *joined] if joined or more else []


def _is_bracketed(sentence: Sentence, word: Word) -> bool:
    # "Jane Roe (D) and Bo Poe (R)"
    first = sentence.subtree(word)[0]
    before = sentence.words[max(first.index - 1, 0) : first.index + 1]
    return any(w.text == "(" for w in before)


def _is_same(sentence: Sentence, name: Word, other: Word) -> bool:
    one, two = entity_at(sentence, name), entity_at(sentence, other)
    return one is not None and two is not None and one.span.overlaps(two.span)


def _person_at(sentence: Sentence, word: Word) -> bool:
    entity = entity_at(sentence, word)
    return entity is not None and entity.type in PERSON_ENTITIES


def is_one(sentence: Sentence, head: Word, others: Sequence[Word]) -> bool:
    """Whether joined nouns are one person's roles: "the founder and president, Jane Roe"."""
    nouns = [head, *others]
    if any(is_plural(w) or not _may_be_persons(sentence, w) for w in nouns):
        return False
    if entity_at(sentence, head) is not None and all(_tells(sentence, head, w) for w in others):
        return True
    if any(sentence.child(w, "det", "nmod:poss") for w in others):
        return False
    if entity_at(sentence, head) is None:
        return True
    # "Jane Roe, inspector and chair": the second role may hang from the name
    told = any(is_person(w) for w in sentence.children(head, "appos"))
    return told and not any(entity_at(sentence, w) for w in others)


def _tells(sentence: Sentence, name: Word, role: Word) -> bool:
    """Whether it goes on with what a name is told to be: "Roe, a poet from Hill, and a judge".

    So does "and a Democrat".
    """
    entity, article = entity_at(sentence, name), sentence.child(role, "det")
    if entity is None or article is None or article.text.lower() not in ("a", "an"):
        return False
    last = words_of(sentence, entity.span)[-1].index
    after = sentence.words[last + 1 : last + 3]
    apposed = any(is_person(w) for w in sentence.children(name, "appos"))
    told = len(after) > 1 and after[0].text == "," and (apposed or after[1].upos == "DET")
    other = entity_at(sentence, role)
    party = role.lemma.lower() in lexicon("roles", "parties")
    return (
        told and (party or is_person(role)) and (other is None or (party and other.type in PEOPLES))
    )


def _may_be_persons(sentence: Sentence, word: Word) -> bool:
    """Whether it may be a role beside others: "director and producer", "writer and broadcaster"."""
    either = lemma_of(word) in lexicon("roles", "either", "parties")
    return either or is_person(word) or _person_at(sentence, word)
