"""Surnames that are words too: "Judge said" where the article tells of Jane Judge."""

from collections.abc import Iterator, Sequence

from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.whole_names import name_words
from quotes.speakers.phrases.words import entity_at, words_of
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

BESIDE = ("det", "amod", "nmod:poss", "compound", "nmod", "nmod:desc", "flat", "nummod", "acl")


def surnames_as_words(sentences: Sequence[Sentence]) -> Iterator[str]:
    """The last words of full names, as they are written."""
    for sentence in sentences:
        for entity in sentence.entities:
            words = words_of(sentence, entity.span)
            name = name_words(sentence, words) if words else []
            if entity.type in PERSON_ENTITIES and len(name) > 1:
                yield name[-1].text


def is_bare_surname(sentence: Sentence, word: Word, reading: Reading) -> bool:
    """Whether a word that is somebody's surname stands for him: alone, with a capital."""
    if reading.kind not in (Kind.DESCRIPTION, Kind.OTHER) or not word.text.istitle():
        return False
    before = sentence.words[word.index - 1].text.lower() if word.index else ""
    owned = before in ("the", "a", "an", "this", "that", "'s", "’s")
    known = entity_at(sentence, word) is not None
    return not (known or owned or sentence.child(word, *BESIDE)) and "Number=Plur" not in word.feats
