"""Quantities that speak: "many of the residents", "20%", "others", "the latter"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.cast import Referent
from quotes.speakers.groups import NUMBERS
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Kind, Phrase
from quotes.speakers.phrases.words import NOMINAL, text_of
from quotes.speakers.spoken_of import Phrases
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Word

LOOSE = ("ADJ", "PRON", "DET")  # tags of "many", "some"


def number_of(phrase: Phrase) -> int:
    """How many "both", "the three", "all four" are; 0 where no such word stands alone."""
    word = phrase.head.text.lower()
    before = phrase.sentence.words[phrase.head.index - 1].text.lower() if phrase.head.index else ""
    counted = word == "both" or before in ("the", "all")
    return NUMBERS.get(word, 0) if counted and not phrase.sentence.child(phrase.head, "nmod") else 0


def quantity(text: str, phrase: Phrase, phrases: Phrases) -> Referent | None:
    """Take "many of the residents" as it is, "others" alone for others."""
    sentence, head = phrase.sentence, phrase.head
    lemma = head.lemma.lower()
    if not {lemma, head.text.lower()} & lexicon("roles", "quantities", "shares", "nobody"):
        return None
    number = sentence.child(head, "nummod")
    for noun in sentence.children(head, "nmod"):
        known = phrases.read(sentence, noun).kind in (Kind.NAME, Kind.DESCRIPTION)
        known |= noun.upos in NOMINAL and head.upos in LOOSE  # "many in the town"
        if known and noun.index > head.index:
            first = number.index if number and number.index < head.index else head.index
            words = sentence.words[first : noun.index + 1]
            kind = SpeakerType.ANONYMOUS if lemma in ("one", "another") else SpeakerType.GROUP
            return _new(phrase, _opening_small(text_of(text, words)), kind)
    share = number is not None and lemma in lexicon("roles", "shares")  # "20% said"
    if not share and head.text.lower() not in lexicon("roles", "some"):
        return None
    counted: list[Word] = [number, head] if number is not None and share else [head]
    return _new(phrase, text_of(text, counted).lower(), SpeakerType.GROUP)


def _opening_small(name: str) -> str:
    return name[0].lower() + name[1:]


def _new(phrase: Phrase, name: str, kind: SpeakerType) -> Referent:
    return Referent(name, kind, plural=kind == SpeakerType.GROUP, first=phrase.place)


def last_named(phrase: Phrase, referents: Sequence[Referent]) -> Referent | None:
    """Take "the latter" for who was named last."""
    before = [(s.place, r) for r in referents for s in r.seen if s.place < phrase.place]
    place, last = max(before, key=lambda one: one[0], default=(None, None))
    near = place is not None and phrase.place.number - place.number <= NEAR
    return last if near else None
