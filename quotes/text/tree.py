"""Sentences as dependency trees over spans of the text: the only view of a parse that rules see.

Relations are those of Universal Dependencies; `rel` is a word's relation without subtype.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from quotes.text.kinds import Section
from quotes.text.span import Span

# Of Universal Dependencies, and their subtypes in English.
RELATIONS = frozenset(
    """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse
    dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis
    punct reparandum root vocative xcomp
    acl:relcl advcl:relcl aux:pass cc:preconj compound:prt csubj:outer csubj:pass det:predet
    nmod:desc nmod:npmod nmod:poss nmod:tmod nmod:unmarked nsubj:outer nsubj:pass obl:agent
    obl:npmod obl:tmod obl:unmarked""".split()
)
WHEN = "obl:unmarked"
"""How a time hangs from its verb: "said Monday"."""


# What the bundled models and those of other corpora call a person.
PERSON_ENTITIES = frozenset({"PER", "PERSON"})
PLACE_ENTITIES = frozenset({"LOC", "GPE", "LOCATION"})


class Entity(NamedTuple):
    """A name that the name finder found: span and type (PER, ORG, LOC, NORP, …)."""

    span: Span
    type: str


@dataclass(slots=True)
class Word:
    """One syntactic word. `index` and `head` count from 0; the root's head is -1.

    `text` is as printed, `form` as the models were given it: "n't" of "can't", a long address cut.
    """

    index: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    xpos: str = "_"
    form: str = ""

    @property
    def rel(self) -> str:
        """The relation without its subtype: `nsubj:pass` gives `nsubj`."""
        return self.deprel.partition(":")[0]

    @property
    def is_finite(self) -> bool:
        """Whether it is a verb with a tense of its own, as the head of a clause is."""
        return "VerbForm=Fin" in self.feats

    @property
    def span(self) -> Span:
        """Where the word stands in the text."""
        return Span(self.start, self.end)

    def copied(self) -> "Word":
        """One of its own with the same values; several times as quick as `replace`."""
        return Word(
            self.index,
            self.text,
            self.lemma,
            self.upos,
            self.feats,
            self.head,
            self.deprel,
            self.start,
            self.end,
            self.xpos,
            self.form,
        )


@dataclass
class Sentence:
    """Words with their tree, and where the sentence stands: its number, paragraph, section."""

    words: list[Word]
    number: int = 0
    paragraph: int = 0
    section: Section = Section.BODY
    entities: list[Entity] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.words[0].start, self.words[-1].end)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins, in ascending order."""
        return [word.start for word in self.words]

    @cached_property
    def named(self) -> dict[int, Entity]:
        """The name that a word is part of, by where the word begins."""
        starts = self.starts
        found: dict[int, Entity] = {}
        for entity in self.entities:
            first = bisect_left(starts, entity.span.start)
            for start in starts[first : bisect_left(starts, entity.span.end, first)]:
                found.setdefault(start, entity)
        return found

    @cached_property
    def _children(self) -> list[list[Word]]:
        table: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                table[word.head].append(word)
        return table

    def children(self, word: Word, *relations: str) -> list[Word]:
        """Children in text order; of these relations only, where any is named.

        A plain relation answers to its subtypes, `nsubj` to `nsubj:pass`; one that is
        named with its subtype answers to nothing else.
        """
        found = self._children[word.index]
        if not relations or not found:
            return found
        return [
            c for c in found if c.deprel in relations or c.deprel.partition(":")[0] in relations
        ]

    @property
    def root(self) -> Word | None:
        """The word that hangs from none."""
        return next((word for word in self.words if word.head < 0), None)

    def child(self, word: Word, *relations: str) -> Word | None:
        """The first such child."""
        return next(iter(self.children(word, *relations)), None)

    def head(self, word: Word) -> Word | None:
        """The governor, or None for the root."""
        return self.words[word.head] if word.head >= 0 else None

    def ancestors(self, word: Word) -> Iterator[Word]:
        """Governors from the nearest to the root."""
        seen = {word.index}
        while word.head >= 0 and word.head not in seen:
            word = self.words[word.head]
            seen.add(word.index)
            yield word

    def subtree(self, word: Word, without: Iterable[Word] = ()) -> list[Word]:
        """The word and all below it in text order, leaving out what hangs below `without`."""
        if not self._children[word.index] and not without:
            return [word]
        barred = {w.index for w in without}
        found, open_words = [], [word]
        while open_words:
            current = open_words.pop()
            if current.index in barred:
                continue
            barred.add(current.index)
            found.append(current)
            open_words.extend(self._children[current.index])
        return sorted(found, key=lambda w: w.index)


def top(words: Sequence[Word]) -> Word:
    """The word of a phrase from which the others hang."""
    inside = {w.index for w in words}
    heads = [w for w in words if w.head not in inside and w.rel != "punct"]
    full = [w for w in heads if w.upos in ("VERB", "NOUN", "PROPN", "PRON")]
    return (full or heads or list(words))[0]


def runs(words: Iterable[Word]) -> list[list[Word]]:
    """Words cut into runs of neighbours."""
    found: list[list[Word]] = []
    for word in words:
        if found and found[-1][-1].index == word.index - 1:
            found[-1].append(word)
        else:
            found.append([word])
    return found


class Mention(NamedTuple):
    """The words that name a speaker: sentence, head, span."""

    sentence: Sentence
    head: Word
    span: Span
