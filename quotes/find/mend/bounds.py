"""Repairs of where names begin and end, and of what they hang from.

A name may lack its surname or a title, hold the verb of a heading, or belong to the second of two.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re
from itertools import pairwise, takewhile

from quotes.find.mend.words import words_of
from quotes.find.persons import is_person
from quotes.find.standing import TITLES
from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.characters import HYPHENS
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word, top

COURTESY = lexicon("titles", "male", "female")
INITIAL = re.compile(r"[A-Z]\.")
LAST = re.compile(r"[A-Z][a-z]+\.")  # a surname that was taken for the end of a sentence
MARKS = ("'s", "’s")
NICKNAME = re.compile(r"""\([“"‘']?[A-Z][\w-]*[a-z]+[”"’']?\)|[“"‘'][A-Z][\w-]*[a-z]+[”"’']""")
LONGEST_NICKNAME = 5  # words, with its marks: ( “ Jo ” )
MOST_GIVEN = 2  # words before it


def is_courtesy(text: str) -> bool:
    """Whether a word is a title of courtesy, with a capital: "Mr."."""
    return text.istitle() and text.strip(".").casefold() in COURTESY


def with_title(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Mr. Band said`, `Mr. Roe's claim`: whoever has such a title is a person, by his surname."""
    words = words_of(sentence, entity)
    if not words or not is_courtesy(words[0].text):
        return None
    if len(words) == 1:
        name = _name_after(sentence, words[0])
        if name is None:
            return None
        if name.head == words[0].index:
            name.head, name.deprel = words[0].head, words[0].deprel
        words[0].head, words[0].deprel = name.index, "nmod:desc"
        return Entity(Span(entity.span.start, name.end), "PERSON")
    owner = next((w for w in words[2:-1] if w.text in MARKS), None)  # "Mr. Roe's Town Hall"
    if entity.type in PERSON_ENTITIES and owner is None:
        return None
    end = entity.span.end if owner is None else sentence.words[owner.index - 1].end
    return Entity(Span(entity.span.start, end), "PERSON")


def title_apart(sentence: Sentence, word: Word) -> bool:
    """`Mr. Roe's aides said`: the title is none of another, it hangs from the name after it."""
    name = _name_after(sentence, word) if is_courtesy(word.text) else None
    if name is None or (name.head, name.rel) != (word.head, word.rel):
        return False
    word.head, word.deprel = name.index, "nmod:desc"
    return True


def _name_after(sentence: Sentence, title: Word) -> Word | None:
    """The surname after a title, which is no office: not "Chairman" of "Mr. Chairman"."""
    after = sentence.words[title.index + 1 : title.index + 2]
    if not after or after[0].upos != "PROPN" or not after[0].text[0].isupper():
        return None
    offices = lexicon("person", "offices") | lexicon("titles", "role")
    return None if after[0].text.casefold() in offices else after[0]


def with_surname(sentence: Sentence, entity: Entity) -> Entity | None:
    """`said Jane Q. Roe. She left`: what follows an initial is the surname, without the dot."""
    words = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES or len(words) < 2:
        return None
    beside = [*words[-2:], *sentence.words[words[-1].index + 1 :][:1]]
    for initial, last in pairwise(beside):
        if INITIAL.fullmatch(initial.text) and LAST.fullmatch(last.text) and last.upos == "PUNCT":
            name = top(words)
            last.text, last.end, last.upos = last.text[:-1], last.end - 1, "PROPN"
            if name is not last:
                last.head, last.deprel = name.index, "flat"
            return entity._replace(span=Span(entity.span.start, last.end))
    return None


def with_nickname(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Jane (“Jo”) Roe said`, `Jane ‘Jo’ Roe`: the name goes on after a nickname set off."""
    words = words_of(sentence, entity)
    given = list(takewhile(lambda w: w.text[0].isupper(), words))
    if entity.type not in PERSON_ENTITIES or not given or len(given) > MOST_GIVEN:
        return None
    after = sentence.words[given[-1].index + 1 :]
    runs = ("".join(w.text for w in after[:n]) for n in range(2, LONGEST_NICKNAME + 1))
    length = next((n for n, run in enumerate(runs, start=2) if NICKNAME.fullmatch(run)), 0)
    surname = list(takewhile(lambda w: w.upos == "PROPN" or w.text in HYPHENS, after[length:]))
    if not length or not surname or not surname[0].text.istitle():
        return None
    name = Span(words[0].start, surname[-1].end)
    if entity.span.holds(name):
        return None
    parts = [*given, *after[:length], *surname]
    head = min(parts, key=lambda w: len(list(sentence.ancestors(w))))
    inside = {w.index for w in parts}
    for word in sentence.words:
        if word.head in inside and word.index not in inside:
            word.head = head.index
    for word in parts:
        if word is not head:
            word.head, word.deprel = head.index, "punct" if word.upos == "PUNCT" else "flat"
    return entity._replace(span=name)


def is_named_by(sentence: Sentence, entity: Entity) -> bool:
    """`Hill Suspect Charged By Police`: in Title Case a clause may be taken for a name."""
    words = words_of(sentence, entity)
    if entity.type in PERSON_ENTITIES:
        return False
    done = (w for w in words[1:-2] if w.upos == "VERB" and w.text.istitle())
    return any(sentence.words[w.index + 1].text == "By" for w in done)


def before_verb(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Poe Wades In: Urges Danes To Vote`: the verb of the title is none of the name."""
    words = words_of(sentence, entity)
    free = entity.type in PERSON_ENTITIES or sentence.section in TITLES
    for last, verb in pairwise(words):
        if not (verb.text.istitle() and verb.text.endswith("s")):
            continue
        if not (free or verb.text.casefold().removesuffix("s") in entries("verbs")):
            continue
        after = words[-1] if verb.index + 1 == words[-1].index else verb
        subject = sentence.child(verb, "nsubj") if verb.upos == "VERB" else None
        does = subject is not None and words[0].index <= subject.index <= last.index
        if does or after.upos in ("ADP", "ADV"):
            first = top(words)
            if verb.upos == "PROPN" and first.index < verb.index:
                verb.head = first.head if first.head >= 0 else first.index
                verb.upos, verb.deprel = "VERB", "parataxis"
                if after is not verb:
                    after.head = verb.index
            return entity._replace(span=Span(entity.span.start, last.end))
    return None


def of_second(sentence: Sentence, entity: Entity) -> bool:
    """`Mayor Roe and his wife, Ann Roe, came`, `the mayor and the first lady, Ann Roe`: hers.

    So `Mayor Roe and her deputy, Bo Poe, came`, `the pilot and the co-pilot, Bo Poe`.
    """
    words = words_of(sentence, entity)
    before = sentence.words[: words[0].index] if words else []
    after = sentence.words[words[-1].index + 1 :][:1] if words else []
    if entity.type not in PERSON_ENTITIES or len(before) < 2 or before[-1].text != ",":
        return False
    noun, name = before[-2], top(words)
    known = noun.lemma.lower() in lexicon("kin") | {"lady"} or _is_a_known_person(sentence, noun)
    known = known and "Number=Plur" not in noun.feats
    joined = known and noun.rel == "conj" and sentence.child(noun, "cc") is not None
    if not joined or not after or after[0].text not in (",", "."):
        return False
    if name.head != noun.head or name.rel not in ("conj", "appos", "list"):
        return False
    name.head, name.deprel = noun.index, "appos"
    return True


def adverb_apart(sentence: Sentence, word: Word) -> bool:
    """`Roe further argued that it rained`: it is how she argued, and no part of her name."""
    name, after = sentence.head(word), sentence.words[word.index + 1 :][:1]
    if name is None or name.rel != "nsubj" or not after or name.head != after[0].index:
        return False
    word.head, word.deprel = after[0].index, "advmod"
    return True


def _is_a_known_person(sentence: Sentence, noun: Word) -> bool:
    """Whether it is an office or a trade that one person has: "her deputy", "the co-pilot"."""
    article = sentence.child(noun, "det", "nmod:poss")
    known = article is not None and (article.rel == "nmod" or article.text.lower() == "the")
    return known and noun.upos == "NOUN" and is_person(sentence, noun)
