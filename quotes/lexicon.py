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


@cache
def entries(kind: str) -> dict[str, tuple[Entry, ...]]:
    """Entries by lemma, of `kind` "verbs" or "nouns"; a lemma may have several."""
    text = (files("quotes") / "lexicons" / f"{kind}.toml").read_text(encoding="utf-8")
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


@cache
def words(name: str) -> frozenset[str]:
    """A list of words: one a line in `lexicons/<name>.txt`, comments after #."""
    text = (files("quotes") / "lexicons" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.partition("#")[0].strip() for line in text.splitlines()) - {""}


@cache
def _confidences() -> dict[tuple[str, str], float]:
    text = (files("quotes") / "lexicons" / "confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {(row[0], row[1]): float(row[4]) for row in rows[1:]}


def confidence(rule: str, cue_class: str | None) -> float:
    """How often findings of this rule and class of cue are right, as measured: 0 to 1."""
    table = _confidences()
    keys = ((rule, cue_class or "-"), (rule, "*"), ("*", "*"))
    return next(table[key] for key in keys if key in table)
