"""A phrase of an article, and what it says by itself."""

from enum import StrEnum
from typing import NamedTuple

from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word


class Kind(StrEnum):
    """How a phrase names whom it stands for."""

    NAME = "name"  # "Mayor Roe"
    DESCRIPTION = "description"  # "the mayor"
    PRONOUN = "pronoun"  # "she"
    RELATIVE = "relative"  # "who"
    JOINED = "joined"  # "Roe and Doe"
    OTHER = "other"  # "many", "rain"


class Reading(NamedTuple):
    """What a phrase says by itself.

    `type` is what it is taken for, of names and descriptions; `noun` is the lemma of a
    description's head, `others` the lemmas beside it; `countries` are those that its
    adjectives name; `also` is a second role, told beside a name that has a title; `age` is 0
    where none is told.
    """

    kind: Kind
    name: str
    type: SpeakerType
    role: str | None = None
    noun: str = ""
    others: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    plural: bool = False
    definite: bool = False
    gender: str = ""
    sure: bool = True
    also: str | None = None
    age: int = 0


class Place(NamedTuple):
    """A word of the article: number of its sentence in the article, index of the word there."""

    number: int
    word: int


class Phrase(NamedTuple):
    """A phrase in its sentence, by its head; `joined` are the other heads of "A and B"."""

    place: Place
    sentence: Sentence
    head: Word
    reading: Reading
    joined: tuple[Word, ...] = ()
