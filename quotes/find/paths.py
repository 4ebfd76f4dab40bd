"""Paths over a dependency tree, from a cue to what it reports: a small notation, and the walk.

`>ccomp` goes down to a child with that relation, `<parataxis` up to the governor that the cue
hangs from by it; `+` joins two parts into one content, `|` lists alternatives, the first that fits
wins. In brackets stands a condition: the lemma of a `case`, `mark` or `advmod` child of the part
(of the cue, for `<`), `*` for the preposition that the lexicon gives, `-` for no such child, `”`
for a part that holds quotation marks, `noun` for one headed by a reporting noun.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.lexicon.entries import entries
from quotes.lexicon.words import words
from quotes.text.characters import QUOTATION_MARKS
from quotes.text.tree import RELATIONS, Sentence, Word

MARKERS = ("case", "mark", "advmod")
CONDITIONS = ("*", "-", "”", "noun")
TERM = re.compile(r"(?P<way>[<>])(?P<relation>[a-z]+(?::[a-z]+)?)(?:\[(?P<condition>[^\]]+)\])?")
Path = tuple[tuple[re.Match[str], ...], ...]
"""Alternatives, each a series of terms."""


class Part(NamedTuple):
    """One part of a content: the word it hangs from, and whether the path went up to it."""

    root: Word
    upwards: bool
    marker: Word | None


def parse_path(path: str) -> Path:
    """The alternatives of a path.

    Raises
    ------
    ValueError
        when a term is not of the notation, its relation none of Universal Dependencies, or its
        condition no word that opens a content; it is named.

    """
    return tuple(
        tuple(_term(path, term.strip()) for term in alternative.split(" + "))
        for alternative in path.split(" | ")
    )


def _term(path: str, term: str) -> re.Match[str]:
    match = TERM.fullmatch(term)
    if match is None:
        raise ValueError(f"path {path!r}: {term!r} is no term like '>ccomp[that]'")
    relation, condition = match["relation"], match["condition"]
    if relation not in RELATIONS:
        raise ValueError(f"path {path!r}: {relation!r} is no relation of Universal Dependencies")
    if condition not in (None, *CONDITIONS) and condition not in words("openers"):
        raise ValueError(
            f"path {path!r}: {condition!r} is none of {', '.join(CONDITIONS)} and no word of "
            "lexicon/openers.txt"
        )
    return match


def follow(sentence: Sentence, cue: Word, path: Path, preposition: str | None = None) -> list[Part]:
    """Parts of the content that this path leads to from the cue; none when it does not fit."""
    for terms in path:
        parts: list[Part] = []
        for term in terms:
            part = _step(sentence, cue, term, preposition, [p.root for p in parts])
            if part is None:
                break
            parts.append(part)
        else:
            return parts
    return []


def _step(
    sentence: Sentence,
    cue: Word,
    term: re.Match[str],
    preposition: str | None,
    used: Sequence[Word],
) -> Part | None:
    relation, condition = term["relation"], term["condition"]
    if term["way"] == "<":
        governor = sentence.head(cue)
        if governor is None or relation not in (cue.rel, cue.deprel):
            return None
        fits, marker = _condition(sentence, cue, condition, preposition)
        return Part(governor, True, marker) if fits else None
    found = []
    for word in sentence.children(cue, relation) or _indirect(sentence, cue, relation):
        fits, marker = _condition(sentence, word, condition, preposition)
        if fits and word not in used:
            found.append(Part(word, False, marker))
    # Of two clauses the longer is what is said: "said, who knew him, that the plan was ready"
    if relation == "ccomp":
        found.sort(key=lambda part: -len(sentence.subtree(part.root)))
    return found[0] if found else None


def _indirect(sentence: Sentence, cue: Word, relation: str) -> list[Word]:
    # "accused the firm of lying": parsers take the firm for an indirect object
    return sentence.children(cue, "iobj") if relation == "obj" else []


def _condition(
    sentence: Sentence, word: Word, condition: str | None, preposition: str | None
) -> tuple[bool, Word | None]:
    if condition is None:
        return True, None
    if condition == "”":
        return any(_is_mark(w) for w in sentence.subtree(word)), None
    if condition == "noun":
        return word.lemma.lower() in entries("nouns"), None
    markers = sentence.children(word, *MARKERS)
    if condition == "-":
        return not any(m.rel in ("case", "mark") for m in markers), None
    lemma = preposition if condition == "*" else condition
    if condition == "*":  # "warned of", not "ahead of"
        markers = [m for m in markers if m.index == sentence.subtree(word)[0].index]
    for marker in markers:
        if marker.lemma.lower() == lemma or marker.text.lower() == lemma:
            return True, marker
    return False, None


def _is_mark(word: Word) -> bool:
    return word.upos == "PUNCT" and word.text in QUOTATION_MARKS
