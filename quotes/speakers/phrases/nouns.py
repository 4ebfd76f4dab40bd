"""Nouns that speak: what each stands for."""

import re
from functools import lru_cache

from quotes.lexicon.words import lexicon, office_of, titles_of
from quotes.speakers.phrases.words import NOMINAL, lemma_of
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Word

# Endings of words for people: "plumber", "florist". What else ends so stands in [things].
_PERSON_ENDING = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|person|people|men|eer|crat|goer)$")


_EX = re.compile(r"^(?:ex|co|vice|then|mid|non)-")


@lru_cache(maxsize=10_000)
def noun_type(noun: str) -> SpeakerType | None:
    """Say what a noun stands for: "florist" a person, "panel" an organisation."""
    noun = _EX.sub("", noun)
    if noun in lexicon("dates"):
        return None  # "November" ends as a word for a person does
    if noun in lexicon("person", "sources", "offices", "work", "life"):
        return SpeakerType.PERSON
    if noun in lexicon("organization", "collectives"):
        return SpeakerType.GROUP
    if noun in lexicon("organization", "generic", "bodies"):
        return SpeakerType.ORGANIZATION
    if noun in lexicon("country"):
        return SpeakerType.COUNTRY
    if noun in lexicon("document", "findings", "texts", "finders"):
        return SpeakerType.DOCUMENT
    if _PERSON_ENDING.match(noun) and noun not in lexicon("things"):
        return SpeakerType.PERSON
    return None


def is_person(word: Word) -> bool:
    """Whether a word is a noun for one person, or an office's letters: "mayor", "OC"."""
    if word.text in lexicon("titles", "ranks"):
        return word.upos in NOMINAL
    return word.upos in NOMINAL and noun_type(lemma_of(word)) == SpeakerType.PERSON


@lru_cache(maxsize=10_000)
def genderless(noun: str) -> str:
    """Turn a noun into that for both sexes: "spokeswoman" into "spokesperson"."""
    return re.sub(r"(?<=\w{3})(?:man|woman)$", "person", noun)


@lru_cache(maxsize=10_000)
def role_nouns(role: str) -> frozenset[str]:
    """Heads of a role: "deputy mayor of Hill Town and poet" gives mayor, poet.

    "Detective Inspector" gives both, and "Sen." what it is short for as well.
    """
    parts = re.split(r"\band\b|,", role.casefold())
    heads = [re.split(r"\b(?:of|for|at|in|with|to|from|on)\b", part)[0].split() for part in parts]
    nouns = [words[-1] for words in heads if words]
    nouns += [w for words in heads for w in words[-2:-1] if w in lexicon("person", "work")]
    nouns += ["general" for noun in nouns if noun.endswith("-general")]  # as "director general"
    nouns += [long for noun in nouns for long in titles_of(noun)]
    return frozenset(genderless((office_of(noun) or noun).split()[-1]) for noun in nouns)
