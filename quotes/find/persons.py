"""Which words are of persons, as far as a sentence and the word lists tell."""

import re

from quotes.lexicon.words import lexicon
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

ENDING = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|person|eer|crat|goer)")
NO_PERSONS = ("organization", "country", "document", "things", "dates")


def is_named(sentence: Sentence, word: Word) -> bool:
    """Whether it is part of somebody's name: "Roe" of "Jane Roe", not of "Roe Holdings"."""
    entity = sentence.named.get(word.start)
    return entity is not None and entity.type in PERSON_ENTITIES


def is_listed(sentence: Sentence, word: Word) -> bool:
    """Whether it is somebody's name or a noun that a list has for one: "Roe", "aide"."""
    return is_named(sentence, word) or word.lemma.lower() in lexicon("person")


def is_person(sentence: Sentence, word: Word) -> bool:
    """Whether it is somebody's name or a noun for one person: "Roe", "aide", "plumber"."""
    noun = word.lemma.lower()
    if word.start in sentence.named or noun in lexicon("person"):
        return is_listed(sentence, word)
    other = any(noun in lexicon(section) for section in NO_PERSONS)
    return word.upos in ("NOUN", "PROPN") and not other and ENDING.fullmatch(noun) is not None
