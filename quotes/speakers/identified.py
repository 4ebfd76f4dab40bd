"""Whose name is told after the fact: "Police named him as Jane Roe", "The sailor, Bo Poe, …"."""

from collections.abc import Iterator, Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.described import same_noun
from quotes.speakers.phrases.descriptions import read_description
from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.phrase import Kind, Place, Reading
from quotes.speakers.phrases.words import is_plural, lemma_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.told import At
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

SOON = 10  # sentences in which the name follows. Chosen by reading, not measured


def identified(phrases: Phrases, told: Sequence[Referent], at: At) -> dict[int, Referent]:
    """Those without a name of whom the article then tells it, by their ids, with whom it names."""
    found: dict[int, Referent] = {}
    for number, sentence in enumerate(phrases.sentences):
        for noun, name in _named_as(sentence):
            if phrases.at(Place(number, name.index)).reading.kind != Kind.NAME:
                continue
            one, other = at(Place(number, noun.index)), at(Place(number, name.index))
            if one is not None and other is not None and _may_be(one, other):
                found.setdefault(id(one), other)
        for noun, name in _apposed(sentence):
            own = read_description(phrases.text, sentence, noun)
            other = at(Place(number, name.index)) if own is not None else None
            fitting = [r for r in told if other is not None and _is_told_so(r, own, other, number)]
            if other is not None and len(fitting) == 1:
                found.setdefault(id(fitting[0]), other)
    return found | _sentenced(phrases, told, at)


def _sentenced(phrases: Phrases, told: Sequence[Referent], at: At) -> dict[int, Referent]:
    """The accused of an article that names them when it tells what the court did: "Roe was jailed".

    Where more than one is, they stay without a name.
    """
    names = [
        Place(number, name.index)
        for number, sentence in enumerate(phrases.sentences)
        for name in sentence.words
        if name.deprel == "nsubj:pass" and name.upos == "PROPN"
        if (verb := sentence.head(name)) and verb.lemma.lower() in lexicon("roles", "punishing")
    ]
    found = {id(r): r for place in names if (r := at(place)) is not None}
    if len(found) != 1 or any(_is_joined(phrases, place) for place in names):
        return {}
    other = next(iter(found.values()))
    near = [r for r in told if 0 < other.first.number - r.first.number <= SOON]
    return {id(r): other for r in near if _is_accused(r) and _may_be(r, other)}


def _is_joined(phrases: Phrases, place: Place) -> bool:
    sentence = phrases.sentences[place.number]
    return bool(sentence.children(sentence.words[place.word], "conj"))


def _is_accused(one: Referent) -> bool:
    reading = one.described
    return bool(reading and reading.definite and reading.noun in lexicon("roles", "accused"))


def _named_as(sentence: Sentence) -> Iterator[tuple[Word, Word]]:
    """Whom a sentence names, with the name: "identified him as Roe", "His name is Roe"."""
    for verb in sentence.words:
        if verb.lemma.lower() in lexicon("roles", "identifying"):
            told = sentence.child(verb, "obj") or sentence.child(verb, "nsubj:pass")
            for name in sentence.children(verb, "obl", "xcomp"):
                case = sentence.child(name, "case", "mark")
                if told is not None and case is not None and case.text.lower() == "as":
                    yield told, name
        if verb.lemma.lower() == "give":
            yield from _name_given(sentence, verb)
        subject = sentence.child(verb, "nsubj") if sentence.child(verb, "cop") else None
        owner = sentence.child(subject, "nmod:poss") if subject is not None else None
        if subject is not None and owner is not None and lemma_of(subject) == "name":
            yield owner, verb
        if subject is not None and _is_who(sentence, subject, verb):
            yield subject, verb


def _name_given(sentence: Sentence, verb: Word) -> Iterator[tuple[Word, Word]]:
    """Who gives it himself: "The boy gave his name as Bo"."""
    subject, name = sentence.child(verb, "nsubj"), sentence.child(verb, "obj")
    if subject is None or name is None or lemma_of(name) != "name":
        return
    for told in (*sentence.children(verb, "obl"), *sentence.children(name, "nmod")):
        case = sentence.child(told, "case", "mark")
        if case is not None and case.text.lower() == "as":
            yield subject, told


def _is_who(sentence: Sentence, subject: Word, name: Word) -> bool:
    """Whether it is told by name who somebody is: "The speaker is Jane Roe"."""
    article = sentence.child(subject, "det")
    known = article is not None and article.text.lower() == "the" and is_person(subject)
    between = sentence.words[subject.index : name.index]
    plain = all(w.lemma.lower() == "be" or w.upos in ("NOUN", "VERB") for w in between)
    return known and plain and name.upos == "PROPN" and not is_plural(subject)


def _apposed(sentence: Sentence) -> Iterator[tuple[Word, Word]]:
    """Names beside what was told before: "the sailor, Bo Poe"."""
    for noun in sentence.words:
        article = sentence.child(noun, "det")
        if article is None or article.text.lower() != "the" or not is_person(noun):
            continue
        name = sentence.child(noun, "appos")
        if name is None or name.upos != "PROPN" or is_plural(noun):
            continue
        if sentence.words[name.index - 1].text == ",":
            yield noun, name


def _is_told_so(one: Referent, own: Reading | None, other: Referent, number: int) -> bool:
    """Whether somebody was told of by this noun just now, and the other was not named before."""
    reading, here = one.described, other.first.number
    if reading is None or not _may_be(one, other):
        return False
    same = own is not None and own.noun == reading.noun and same_noun(own, reading)
    return same and here == number and 0 < number - one.first.number <= SOON


def _may_be(one: Referent, other: Referent) -> bool:
    """Whether somebody without a name may be this person."""
    if one.described is None or one.plural or one.type != SpeakerType.ANONYMOUS:
        return False
    sexes = {one.gender, other.gender} - {""}
    return other.named and other.type == SpeakerType.PERSON and len(sexes) < 2
