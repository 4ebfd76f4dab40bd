"""Where a person's name begins and ends, which the name finder does not always see."""

import re

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.words import entity_at, lemma_of
from quotes.text.tree import Sentence, Word

INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")  # "M.", "M.S."
IN_NAMES = ("flat", "compound")


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before names: "Mr"."""
    return word.strip(".,").casefold() in lexicon("titles", "male", "female", "courtesy", "role")


def name_words(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Words of a whole name, without body, office or nation: "FLP Rep. Jane Roe"."""
    words = _whole_name(sentence, words)
    if _is_of_body(sentence, words):
        words = words[1:]
    words = _after_office(sentence, words)
    if len(words) > 2 and words[0].text.isupper() and is_title(words[1].text):
        words = words[1:]
    return words[1:] if _is_of_nation(words) else words


def _is_of_nation(words: list[Word]) -> bool:
    # "the director, Chilean Jane Roe": but "Roman Bo Poe" may be called so
    first = words[0].text
    return len(words) > 2 and bool(country_of_people(first)) and not gender_of_given(first.lower())


def _is_of_body(sentence: Sentence, words: list[Word]) -> bool:
    # "chief of RBC Jane Roe", "leader in UP Jane Roe": the name finder may begin at "RBC"
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    letters = words[0].text.isupper() and len(words[0].text) > 1
    return (
        before in ("of", "at", "for", "in")
        and letters
        and len(words) > 2
        and words[1].text.istitle()
    )


def _after_office(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name without the office that the name finder begins with.

    "Town councillors Jane Roe", "Minister of Interior Jane Roe".
    """
    known = lexicon("person", "offices", "work")
    offices = [i for i, w in enumerate(words[:-1]) if w.text.islower() and lemma_of(w) in known]
    if offices and words[0].text[0].isupper():
        return words[offices[-1] + 1 :]
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    while before in ("of", "and", ",") and len(words) > 2 and _is_portfolio(words[0]):
        words = words[1:]  # "Minister of Water and Information Technology Jane Roe"
    return words


def _is_portfolio(word: Word) -> bool:
    return word.text.casefold() in lexicon("roles", "portfolios")


def _whole_name(sentence: Sentence, words: list[Word]) -> list[Word]:
    # the name finder may stop at "Jane" where the tree joins "Roe" to it, and begin at "Roe"
    inside = {w.index for w in words}
    while words[0].index:
        before = sentence.words[words[0].index - 1]
        part = before.head in inside and before.rel in (*IN_NAMES, words[0].rel)
        above = before.index in {w.head for w in words if w.rel in IN_NAMES}
        beside = (before.head, before.rel) == (words[0].head, words[0].rel)
        entity = entity_at(sentence, before)
        whole = entity is None or (entity.span == before.span and before.text.isupper())
        small = before.text.casefold() in lexicon("titles", "particles")
        named = before.upos == "PROPN" and whole and (before.text[0].isupper() or small)
        initials = INITIALS.fullmatch(before.text) is not None
        ahead = sentence.words[before.index - 1].text if before.index else ""
        # "Secretary of State Jane Roe", "head of the office in Lima Jane Roe"
        named = named and ahead not in ("of", "in", "at")
        if not (named and (part or above or beside) and not is_person(before)) and not initials:
            break
        inside.add(before.index)
        words = [before, *words]
    for word in sentence.words[words[-1].index + 1 :]:
        listed = entity_at(sentence, word) is not None
        if listed or word.upos != "PROPN" or word.rel != "flat" or word.head not in inside:
            break
        inside.add(word.index)
        words = [*words, word]
    return words
