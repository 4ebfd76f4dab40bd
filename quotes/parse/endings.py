"""Lemmas of words that no table has, by what words of the same tag and ending do."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

LONGEST = 8  # letters of an ending, with the mark of a word's beginning
BEGIN = "^"
KEPT = {"PROPN"}  # tags of words whose lemmas keep their capitals


class Change(NamedTuple):
    """What makes the lemma: so many letters taken from the word's end, and these put there."""

    cut: int
    put: str

    @classmethod
    def between(cls, word: str, lemma: str) -> "Change":
        """The change from a word to its lemma, whatever their capitals."""
        word, lemma = word.lower(), lemma.lower()
        same = 0
        while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
            same += 1
        return cls(len(word) - same, lemma[same:])

    def of(self, word: str) -> str:
        """The word changed."""
        return word[: len(word) - self.cut] + self.put


Changes = Mapping[tuple[str, str], Change]
"""By universal tag and ending."""


def endings(word: str) -> list[str]:
    """Endings of a word, the longest first, down to none."""
    marked = BEGIN + word.lower()
    return [marked[len(marked) - n :] for n in range(min(len(marked), LONGEST), -1, -1)]


def lemma(changes: Changes, word: str, tag: str) -> str:
    """The lemma by the longest ending that is known; the word itself where none is."""
    for ending in endings(word):
        if change := changes.get((tag, ending)):
            return change.of(word if tag in KEPT else word.lower()) or word
    return word


def read_changes(path: Path) -> dict[tuple[str, str], Change]:
    """Changes as `training/lemmas.py` writes them."""
    changes = {}
    for line in path.read_text("utf-8").splitlines():
        tag, ending, cut, put = line.split("\t")
        changes[tag, ending] = Change(int(cut), put)
    return changes
