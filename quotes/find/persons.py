"""Which words are of persons, as far as a sentence and the word lists tell."""

import re

from quotes.lexicon.words import lexicon
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

ENDING = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|person|eer|crat|goer)")
NO_PERSONS = ("organization", "country", "document", "things", "dates")


def is_person(sentence: Sentence, word: Word) -> bool:
    """Whether it is somebody's name or a noun for one person: "Roe", "aide", "plumber"."""
    entity, noun = sentence.named.get(word.start), word.lemma.lower()
    if entity is not None:
        return entity.type in PERSON_ENTITIES or noun in lexicon("person")
    if noun in lexicon("person"):
        return True
    other = any(noun in lexicon(section) for section in NO_PERSONS)
    return word.upos in ("NOUN", "PROPN") and not other and ENDING.fullmatch(noun) is not None
