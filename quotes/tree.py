"""Sentences as dependency trees over spans of the text: the only view of a parse that rules see.

Relations are those of Universal Dependencies; `rel` is a word's relation without subtype.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from quotes.article import Span


class Entity(NamedTuple):
    """A name that the name finder found: span and type (PER, ORG, LOC, NORP, …)."""

    span: Span
    type: str


class Candidate(NamedTuple):
    """What learned attribution proposes: cue, source, content, and how likely they are.

    `seen` is the probability of a cue there by its own words, `valid` that of an attribution with
    it, `path` that of just these words as its source and content.
    """

    cue: Span
    source: Span | None
    content: tuple[Span, ...]
    seen: float
    valid: float
    path: float


@dataclass(slots=True)
class Word:
    """One syntactic word. `index` and `head` count from 0; the root's head is -1."""

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

    @property
    def rel(self) -> str:
        """The relation without its subtype: `nsubj:pass` gives `nsubj`."""
        return self.deprel.partition(":")[0]

    @property
    def span(self) -> Span:
        """Where the word stands in the text."""
        return Span(self.start, self.end)


@dataclass
class Sentence:
    """Words with their tree, and where the sentence stands: its number, paragraph, section.

    `candidates` are those whose cue begins in it.
    """

    words: list[Word]
    number: int = 0
    paragraph: int = 0
    section: str = "body"
    entities: list[Entity] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.words[0].start, self.words[-1].end)

    @cached_property
    def _children(self) -> list[list[Word]]:
        table: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                table[word.head].append(word)
        return table

    def forget_children(self) -> None:
        """Read the heads anew: call it after changing any."""
        self.__dict__.pop("_children", None)

    def children(self, word: Word, *relations: str) -> list[Word]:
        """Children in text order; of these relations only, where any is named.

        A plain relation answers to its subtypes, `nsubj` to `nsubj:pass`; one that is
        named with its subtype answers to nothing else.
        """
        found = self._children[word.index]
        if not relations:
            return found
        return [c for c in found if c.rel in relations or c.deprel in relations]

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


def read_conllu(text: str) -> Iterator[tuple[dict[str, str], list[Sentence]]]:
    """CoNLL-U documents as (comments of the first sentence, sentences).

    Offsets are read from MISC (`start_char=…|end_char=…`) as Stanza writes them; without
    them they follow from `# text =` lines joined by one blank line.
    """
    metadata: dict[str, str] = {}
    sentences: list[Sentence] = []
    for chunk in text.strip().split("\n\n"):
        comments, rows = _rows(chunk)
        if "newdoc id" in comments and sentences:
            yield metadata, sentences
            metadata, sentences = {}, []
        metadata = metadata or comments
        sentence = Sentence([_word(row, i) for i, row in enumerate(rows)], number=len(sentences))
        sentence.paragraph = int(comments.get("paragraph", "0"))
        sentence.section = comments.get("section", "body")
        sentence.entities = list(_entities(comments.get("entities", "")))
        sentences.append(sentence)
    if sentences:
        yield metadata, sentences


def _rows(chunk: str) -> tuple[dict[str, str], list[list[str]]]:
    comments, rows = {}, []
    for line in chunk.splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(" = ")
            comments[key.strip()] = value
        else:
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    return comments, rows


def _word(row: list[str], index: int) -> Word:
    misc = dict(pair.partition("=")[::2] for pair in row[9].split("|"))
    return Word(
        index=index,
        text=row[1],
        lemma=row[2],
        upos=row[3],
        xpos=row[4],
        feats=row[5],
        head=int(row[6]) - 1,
        deprel=row[7],
        start=int(misc["start_char"]),
        end=int(misc["end_char"]),
    )


def _entities(value: str) -> Iterator[Entity]:
    # "PER 0:14; ORG 20:24"
    for part in filter(None, value.split("; ")):
        kind, _, span = part.partition(" ")
        start, _, end = span.partition(":")
        yield Entity(Span(int(start), int(end)), kind)


def write_conllu(metadata: dict[str, str], sentences: Iterable[Sentence]) -> str:
    """The way back: what `read_conllu` reads."""
    chunks = []
    for i, sentence in enumerate(sentences):
        comments = dict(metadata) if i == 0 else {}
        comments["paragraph"] = str(sentence.paragraph)
        comments["section"] = sentence.section
        if sentence.entities:
            comments["entities"] = "; ".join(
                f"{e.type} {e.span.start}:{e.span.end}" for e in sentence.entities
            )
        lines = [f"# {key} = {value}" for key, value in comments.items()]
        for w in sentence.words:
            misc = f"start_char={w.start}|end_char={w.end}"
            row = (w.index + 1, w.text, w.lemma, w.upos, w.xpos, w.feats, w.head + 1, w.deprel)
            lines.append("\t".join(map(str, row)) + f"\t_\t{misc}")
        chunks.append("\n".join(lines))
    return "\n\n".join(chunks) + "\n"
