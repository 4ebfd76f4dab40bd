"""Words of a phrase: their text in one line, lemma, number, and the name they are part of."""

from bisect import bisect_left
from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

NOMINAL = frozenset({"NOUN", "PROPN"})
ONE = ("ist", "ian", "man")  # how a noun for one person ends
OFFICES = ("offices", "work", "life")


def entity_at(sentence: Sentence, word: Word) -> Entity | None:
    """Find the name that this word is part of."""
    return sentence.named.get(word.start)


def words_of(sentence: Sentence, span: Span) -> list[Word]:
    """Words that begin within a span."""
    first = bisect_left(sentence.starts, span.start)
    return sentence.words[first : bisect_left(sentence.starts, span.end, first)]


def lemma_of(word: Word) -> str:
    """Lemma for looking up: in lower case, and the word itself where it has none."""
    if word.text[:2].isupper() and word.upos in NOMINAL:
        letters = word.text.removesuffix("s")
        if len(letters) > 1 and letters.isupper():
            return letters.casefold()  # "MPs", "PM"
    lemma, text = (word.lemma or word.text).casefold(), word.text.casefold()
    if word.upos == "NOUN" and word.lemma.endswith("e") and text == f"{lemma}d":
        return text  # "the accused"
    if word.upos == "PROPN" and word.text.islower():
        one = lemma.removesuffix("s")  # "town councillors Jane Roe and …" are no name
        return one if one in lexicon("person", *OFFICES) else lemma
    return lemma


def is_plural(word: Word) -> bool:
    """Whether it is plural by its features, or by a form that the lemma lacks: "critics"."""
    text, lemma = word.text.casefold(), lemma_of(word)
    marked = "Number=Plur" in word.feats or word.xpos in ("NNS", "NNPS")
    if text == lemma and text.endswith(ONE):
        return False  # "Novelist Jane Roe", of which the parser makes several
    return marked or (text != lemma and text.endswith("s") and not lemma.endswith("s"))


def text_of(text: str, words: Sequence[Word]) -> str:
    """Text from the first of these words to the last, in one line."""
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def text_of_span(text: str, span: Span) -> str:
    """Text of a span in one line."""
    return " ".join(text[span.start : span.end].split())
