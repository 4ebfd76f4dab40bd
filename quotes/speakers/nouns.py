"""Nouns that speak: what they stand for, and the words of a description."""

import re
from enum import StrEnum
from typing import NamedTuple

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.names import gender_of_title
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

NOMINAL = frozenset({"NOUN", "PROPN"})


LONGEST = 12  # words of a description or role; more is a story


# Endings of words for people: "plumber", "florist". What else ends so stands in [things].
_PERSON_ENDING = re.compile(r".{2,}(?:er|or|ist|ian|man|woman|person|people|men|eer|crat|goer)$")


_EX = re.compile(r"^(?:ex|co|vice|then|mid|non)-")


class Kind(StrEnum):
    """How a phrase names whom it stands for."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Reading(NamedTuple):
    """What a noun phrase says by itself.

    `noun` is the lemma of a description's head, `others` the lemmas beside it; `countries`
    are those that its adjectives name.
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


def entity_at(sentence: Sentence, word: Word) -> Entity | None:
    """Find the name that this word is part of."""
    for entity in sentence.entities:
        if entity.span.start <= word.start < entity.span.end:
            return entity
    return None


def words_of(sentence: Sentence, span: Span) -> list[Word]:
    """Words that begin within a span."""
    return [w for w in sentence.words if span.start <= w.start < span.end]


def noun_type(noun: str) -> SpeakerType | None:
    """Say what a noun stands for: "florist" a person, "panel" an organisation."""
    noun = _EX.sub("", noun)
    if noun in lexicon("person", "sources", "offices", "work", "life"):
        return SpeakerType.PERSON
    if noun in lexicon("organization", "generic", "bodies"):
        return SpeakerType.ORGANIZATION
    if noun in lexicon("country"):
        return SpeakerType.COUNTRY
    if noun in lexicon("document"):
        return SpeakerType.DOCUMENT
    if _PERSON_ENDING.match(noun) and noun not in lexicon("things"):
        return SpeakerType.PERSON
    return None


def genderless(noun: str) -> str:
    """Turn a noun into that for both sexes: "spokeswoman" into "spokesperson"."""
    return re.sub(r"(?<=\w{3})(?:man|woman)$", "person", noun)


def role_nouns(role: str) -> frozenset[str]:
    """Heads of a role: "deputy mayor of Hill Town and poet" gives mayor, poet."""
    parts = re.split(r"\band\b|,", role.casefold())
    heads = (re.split(r"\b(?:of|for|at|in|with|to|from|on)\b", part)[0].split() for part in parts)
    return frozenset(genderless(words[-1]) for words in heads if words)


def lemma_of(word: Word) -> str:
    """Lemma for looking up: in lower case, and the word itself where it has none."""
    return (word.lemma or word.text).casefold()


def is_plural(word: Word) -> bool:
    """Whether it is plural by its features, or by a form that the lemma lacks: "critics"."""
    text, lemma = word.text.casefold(), lemma_of(word)
    marked = "Number=Plur" in word.feats or word.xpos in ("NNS", "NNPS")
    return marked or (text != lemma and text.endswith("s") and not lemma.endswith("s"))


def text_of(text: str, words: list[Word]) -> str:
    """Text from the first of these words to the last, in one line."""
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def text_of_span(text: str, span: Span) -> str:
    """Text of a span in one line."""
    return " ".join(text[span.start : span.end].split())


def read_description(text: str, sentence: Sentence, head: Word) -> Reading | None:
    """Read "a senior official", "the panel", "critics in town"; None for what does not speak."""
    noun = lemma_of(head)
    kind = noun_type(noun)
    if head.upos not in NOMINAL or kind is None:
        return None
    words = _noun_words(sentence, head)
    if noun in lexicon("roles", "nobody") and len(words) < 2:
        return None
    plural = is_plural(head) or noun == "people"
    return Reading(
        Kind.DESCRIPTION,
        _lowered(sentence, words, text_of(text, words)),
        _type(sentence, head, kind, plural),
        noun=genderless(noun),
        others=frozenset(lemma_of(w) for w in words if w is not head and w.upos not in _FUNCTION),
        countries=frozenset(
            c for w in words if (c := country_of_people(w.text) or country(w.text))
        ),
        plural=plural,
        definite=_is_definite(sentence, words[0]),
        gender=gender_of_title(noun),
    )


def _is_definite(sentence: Sentence, first: Word) -> bool:
    # by the word before: a parser may hang "the" of "the state department official" anywhere
    before = sentence.words[first.index - 1].text.lower() if first.index else ""
    return before in ("the", "this", "that", "these", "those")


_FUNCTION = frozenset({"DET", "ADP", "PUNCT", "PART", "PRON", "CCONJ"})


def _type(sentence: Sentence, head: Word, kind: SpeakerType, plural: bool) -> SpeakerType:
    if kind == SpeakerType.DOCUMENT:
        return kind
    if kind in (SpeakerType.ORGANIZATION, SpeakerType.COUNTRY):
        return SpeakerType.GROUP if plural and lemma_of(head) != "police" else kind
    if not plural or _is_source(sentence, head):
        return SpeakerType.ANONYMOUS
    return SpeakerType.GROUP


def _is_source(sentence: Sentence, head: Word) -> bool:
    # "sources", "people familiar with the talks", "officials who asked for anonymity"
    if lemma_of(head) in lexicon("person", "sources"):
        return True
    below = {lemma_of(w) for w in sentence.subtree(head)}
    if below & {"anonymity", "anonymously", "unnamed", "anonymous"}:
        return True
    return lemma_of(head) in ("person", "people") and bool(below & {"familiar", "brief", "close"})


def text_of_noun(
    text: str, sentence: Sentence, head: Word, without: list[Word] | None = None
) -> str | None:
    """Words of a noun as a role: no article, no clause, no apposition."""
    words = _noun_words(sentence, head, without)
    return text_of(text, words) or None


def _noun_words(sentence: Sentence, head: Word, without: list[Word] | None = None) -> list[Word]:
    """Words of a description: no article, no clause, no apposition, in one run."""
    barred = sentence.children(head, "acl:relcl", "appos", "conj", "cc", "parataxis", "case")
    barred += sentence.children(head, "punct", "nsubj", "cop", "aux", "advmod", "mark", "advcl")
    barred = [w for w in barred if w.text != "-"]
    inside = {w.index for w in sentence.subtree(head, without=(*barred, *(without or ())))}
    start = end = head.index
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    words = sentence.words[start : end + 1]
    while words[0] is not head and _opens(words[0]):
        words = words[1:]
    while words[-1] is not head and words[-1].upos in ("PUNCT", "ADP", "CCONJ", "PRON"):
        words = words[:-1]
    return words if len(words) <= LONGEST else _shortened(sentence, head)


def _opens(word: Word) -> bool:
    if word.upos == "PRON":
        return "Poss=Yes" in word.feats or word.text.lower() in ("that", "this", "these")
    return word.upos == "PUNCT" or word.text.lower() in _ARTICLES


_ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "such"})


def _shortened(sentence: Sentence, head: Word) -> list[Word]:
    start = head.index
    near = {w.index for w in sentence.children(head, "amod", "compound")}
    while start - 1 in near:
        start -= 1
    return sentence.words[start : head.index + 1]


def _lowered(sentence: Sentence, words: list[Word], phrase: str) -> str:
    # "Critics" at the head of a sentence is the "critics" of the next
    first = next((w for w in sentence.words if w.upos != "PUNCT"), None)
    if words and words[0] is first and first.upos != "PROPN" and first.text[1:].islower():
        return phrase if _is_name(sentence, first) else phrase[0].lower() + phrase[1:]
    return phrase


def _is_name(sentence: Sentence, word: Word) -> bool:
    return country_of_people(word.text) is not None or entity_at(sentence, word) is not None
