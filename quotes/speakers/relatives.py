"""Kin of whom the article told by name: "his mother" after "Jane Roe … her son Bo"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from quotes.lexicon.words import lexicon
from quotes.speakers.cast import PERSONS
from quotes.speakers.phrases.phrase import Kind, Phrase, Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.words import is_plural, lemma_of, words_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.titles import gender_of_title
from quotes.speakers.told import At
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word, top

RETURNED = {
    "child": "parent",
    "parent": "child",
    "spouse": "spouse",
    "sibling": "sibling",
    "grandchild": "grandparent",
    "grandparent": "grandchild",
    "nephew": "uncle",
    "uncle": "nephew",
    "cousin": "cousin",
}
"""What one is to whom is this to one."""

NOUNS = {
    "child": lexicon("kin", "child"),
    "parent": lexicon("kin", "parent"),
    "spouse": lexicon("kin", "spouse"),
    "sibling": lexicon("kin", "sibling"),
    "grandchild": lexicon("kin", "grandchild"),
    "grandparent": lexicon("kin", "grandparent"),
    "nephew": lexicon("kin", "nephew"),
    "uncle": lexicon("kin", "uncle"),
    "cousin": lexicon("kin", "cousin"),
}


class Relation(NamedTuple):
    """That one is this to another, told of there: a child to its parent."""

    one: Referent
    kind: str
    other: Place


class Relatives:
    """Who is whose kin, as far as it was told."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._told: list[Relation] = []

    def note(self, phrase: Phrase, referent: Referent) -> None:
        """Keep whose kin a name is told to be: "her son Bo Roe", "Bo Roe, her son"."""
        if phrase.reading.kind != Kind.NAME or referent.type not in PERSONS:
            return
        for owner, kind in self._owners(phrase.sentence, phrase.head):
            place = Place(phrase.place.number, owner.index)
            self._told.append(Relation(referent, kind, place))

    def meant(self, phrase: Phrase, at: At) -> Referent | None:
        """Who "his mother" is, or "the mother" where only one was told to be that."""
        kind = kind_of(phrase.head)
        if kind is None or phrase.reading.plural:
            return None
        owner = owner_of_kin(phrase.sentence, phrase.head)
        if owner is None:
            bare = phrase.reading.definite and not phrase.reading.others
            found = set(self._all(kind, at)) if bare else set()
        else:
            whose = at(Place(phrase.place.number, owner.index)) if self._told else None
            if whose is not None and pronoun_of(owner) and self._is_that(whose, kind, at):
                return whose
            found = set(self._all(kind, at, whose)) if whose is not None else set()
        gender = gender_of_title(lemma_of(phrase.head))
        fitting = [r for r in found if r.guessed or not gender or r.gender in ("", gender)]
        return fitting[0] if len(fitting) == 1 else None

    def _is_that(self, one: Referent, kind: str, at: At) -> bool:
        """Whether one was called that and is yet silent: "Jane and her sister, Ann" is no "her"."""
        if RETURNED[kind] != kind or any(s.spoke for s in one.seen):
            return False
        others = [at(t.other) for t in self._told if t.one is one and t.kind == kind]
        return any(r is not None and r is not one and r.gender == one.gender for r in others)

    def _all(self, kind: str, at: At, whose: Referent | None = None) -> Iterator[Referent]:
        """All who were told to be this, or to whom somebody was told to be what it returns."""
        for told in self._told:
            if kind not in (told.kind, RETURNED[told.kind]):
                continue
            other = at(told.other)
            if other is None or other is told.one or not _may_be_kin(other):
                continue
            if told.kind == kind and whose in (None, other):
                yield told.one
            if told.kind == RETURNED[kind] and whose in (None, told.one):
                yield other

    def _owners(self, sentence: Sentence, name: Word) -> Iterator[tuple[Word, str]]:
        """Whose kin a name is told to be, and what."""
        for noun in sentence.words:
            kind = kind_of(noun)
            owner = owner_of_kin(sentence, noun) if kind is not None else None
            if kind is not None and owner is not None and self._tells_of(sentence, noun, name):
                yield owner, kind
        yield from _paired(sentence, name)
        partner = _who_married(sentence, name)
        if partner is not None:
            yield partner, "spouse"

    def _tells_of(self, sentence: Sentence, noun: Word, name: Word) -> bool:
        if name.index == noun.index + 1 and not is_plural(noun):
            return True
        owner = owner_of_kin(sentence, noun)
        if owner is not None and owner.index > noun.index and sentence.head(name) is owner:
            return sentence.words[name.index - 1].text == ","  # "the mother of Bo Poe, Jane Roe"
        beside = sentence.children(noun, "appos", "flat")
        beside += [w for word in beside for w in sentence.children(word, "flat")]
        told_of = self._phrases.told_of(sentence, noun)
        return any(w is name for w in (*beside, told_of))


def kind_of(noun: Word) -> str | None:
    """What kind of kin a noun tells of: of "son" a child."""
    return _kind(lemma_of(noun)) or None


def _kind(noun: str) -> str:
    return next((kind for kind, nouns in NOUNS.items() if noun in nouns), "")


def owner_of_kin(sentence: Sentence, noun: Word) -> Word | None:
    """Whose kin it is: "her son", "the son of Jane Roe"."""
    owner = sentence.child(noun, "nmod:poss")
    if owner is not None:
        return owner
    return next(
        (
            w
            for w in sentence.children(noun, "nmod")
            if any(c.text.lower() == "of" for c in sentence.children(w, "case"))
        ),
        None,
    )


def _paired(sentence: Sentence, name: Word) -> Iterator[tuple[Word, str]]:
    """Tom of "Brothers Tom and Bo Roe", "Father and son Tom and Bo Roe", for the name of Bo Roe."""
    people = [e for e in sentence.entities if e.type in PERSON_ENTITIES]
    for one, other in pairwise(people):
        first, second = words_of(sentence, one.span), words_of(sentence, other.span)
        if name not in second or not first or second[0].index - first[-1].index != 2:
            continue
        if sentence.words[second[0].index - 1].text.lower() not in ("and", "&"):
            continue
        before = sentence.words[max(first[0].index - 3, 0) : first[0].index]
        kind = _kin_of_pair(before)
        if kind is not None:
            yield top(first), kind


def _kin_of_pair(before: Sequence[Word]) -> str | None:
    """What the second of two is to the first: "brothers", "father and son"."""
    nouns = [w.text.casefold() for w in before]
    if len(nouns) == 3 and nouns[1] == "and" and _kind(nouns[0]) == RETURNED.get(_kind(nouns[2])):
        return _kind(nouns[2]) or None
    several = nouns[-1].removesuffix("s") if nouns and nouns[-1].endswith("s") else ""
    kind = _kind(several)
    return kind if kind in ("sibling", "cousin") else None


def _who_married(sentence: Sentence, name: Word) -> Word | None:
    """Roe of "Roe married journalist Jane Poe", even where the tree takes it for an adjective."""
    whom = sentence.head(name) if name.rel in ("appos", "flat") else name
    if whom is None or whom.rel not in ("obj", "obl", "iobj"):
        return None
    verb = sentence.head(whom)
    told = sentence.child(whom, "amod") or verb
    if verb is None or told is None or told.lemma.lower() != "marry":
        return None
    return sentence.child(verb, "nsubj") if told.upos == "VERB" else None


def _may_be_kin(referent: Referent) -> bool:
    return referent.type in PERSONS and not (referent.plural or referent.members)
