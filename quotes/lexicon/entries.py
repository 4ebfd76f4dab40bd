"""Reporting verbs and nouns: what each says about the words that follow it."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """One verb or noun of a class, and the patterns in which it reports."""

    lemma: str
    cue_class: str
    frames: frozenset[str]
    preposition: str | None = None


# Next to quotation marks any verb may be a cue: "“Never,” she sighed."
OPEN_CLASS = Entry("", "other", frozenset({"clause", "parenthetical", "as-clause"}))


@cache
def entries(kind: str) -> dict[str, tuple[Entry, ...]]:
    """Entries by lemma, of `kind` "verbs" or "nouns"; a lemma may have several."""
    text = (files("quotes.lexicon") / f"{kind}.toml").read_text(encoding="utf-8")
    table: dict[str, list[Entry]] = {}
    for name, group in tomllib.loads(text).items():
        for entry in _read(kind, group.get("class", name), group):
            table.setdefault(entry.lemma, []).append(entry)
    return {lemma: tuple(found) for lemma, found in table.items()}


def _read(kind: str, cue_class: str, group: dict[str, object]) -> Iterator[Entry]:
    frames = frozenset(group["frames"])  # type: ignore[call-overload]
    for lemma in str(group["lemmas"]).split():
        yield Entry(lemma.replace("_", " "), cue_class, frames)
    prepositional = frozenset({"preposition" if kind == "verbs" else "noun preposition"})
    for phrase in filter(None, str(group.get("prepositions", "")).split(",")):
        lemma, _, preposition = phrase.strip().rpartition(" ")
        yield Entry(lemma, cue_class, prepositional, preposition)
