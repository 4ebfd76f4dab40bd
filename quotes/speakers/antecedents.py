"""Antecedents: the phrases of an article that a pronoun or a description may refer back to."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.read import JOINED, conjuncts, read
from quotes.speakers.phrases.words import NOMINAL
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

INSIDE = ("flat", "compound", "fixed", "goeswith")


# How much a sentence is about a phrase. Chosen by reading, not measured.
MAIN_SUBJECT, SUBJECT, SPEAKING = 2, 1, 1


class Antecedent(NamedTuple):
    """A phrase that something later may refer to.

    `weight` says how much the sentence is about it, `quoted` that it stands in quotation marks.
    """

    phrase: Phrase
    weight: float
    quoted: bool

    @property
    def place(self) -> Place:
        """Where its head stands."""
        return self.phrase.place

    @property
    def reading(self) -> Reading:
        """What it says by itself."""
        return self.phrase.reading


def antecedents(
    text: str, number: int, sentence: Sentence, spoken: Collection[Place], quoted: Sequence[Span]
) -> Iterator[Antecedent]:
    """Antecedents of a sentence in text order; one that speaks weighs more.

    Parameters
    ----------
    text : the article.
    number : of the sentence in the article.
    sentence : where to look.
    spoken : places whose phrases are speakers.
    quoted : spans in quotation marks.

    """
    for word in sentence.words:
        place = Place(number, word.index)
        speaks = place in spoken
        joined = conjuncts(sentence, word)
        alone = _may_be_meant(word, speaks)
        if not alone and not joined:
            continue
        top = _first_conjunct(sentence, word)
        weight = _weight(sentence, top) + SPEAKING * (Place(number, top.index) in spoken)
        inside = any(span.contains(word.start) for span in quoted)
        reading = read(text, sentence, word)
        if alone and reading.kind != Kind.OTHER:
            yield Antecedent(Phrase(place, sentence, word, reading), weight, inside)
        if joined:
            together = Phrase(place, sentence, word, JOINED, joined)
            yield Antecedent(together, weight, inside)


def _may_be_meant(word: Word, speaks: bool) -> bool:
    # A pronoun that speaks hands its speaker on: "Roe came. She sat. She said …"
    if pronoun_of(word) is not None:
        return speaks
    return word.upos in NOMINAL and word.rel not in INSIDE


def _first_conjunct(sentence: Sentence, word: Word) -> Word:
    for above in (word, *sentence.ancestors(word)):
        word = above
        if above.rel != "conj":
            break
    return word


def _weight(sentence: Sentence, word: Word) -> float:
    """How much the sentence is about a phrase: the main subject most."""
    above = sentence.head(word)
    if word.rel != "nsubj" or above is None:
        return 0
    return MAIN_SUBJECT if above.rel in ("root", "parataxis", "conj") else SUBJECT
