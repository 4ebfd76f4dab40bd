"""The words of a statement: stems, sentences, and how two wordings differ."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from quotes.text.characters import AFTER_STOP
from quotes.text.span import Span

# Chosen by reading, not measured.
VERBATIM = 0.6
"""Share of both wordings' stems, in the same order, that makes them near-verbatim."""
LEAST_STEMS = 3
"""Stems that near-verbatim wordings share, at least."""
LONGEST_SENTENCE = 60
"""A passage outside quotations with more words than these is no sentence."""


WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


_END = re.compile(rf"(?<=[.!?]){AFTER_STOP}\s+|\n+")


def sentences(text: str) -> Iterator[Span]:
    """Roughly the sentences: good enough to look for a wording in."""
    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if stop > start and len(text[start:stop].split()) <= LONGEST_SENTENCE:
            yield Span(start, stop)
        start = end.end() if end else stop


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 18)
def _stem(word: str) -> str:
    stem: str = _stemmer().stemWord(word)
    return stem


def stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = map(_bare, WORD.findall(text))
    return [_stem(word) for word in words if word not in ENGLISH_STOP_WORDS]


def near_verbatim(one: str, other: str) -> bool:
    """Whether most words that carry meaning stand in both texts, in the same order."""
    matcher = SequenceMatcher(a=stems(one), b=stems(other), autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return shared >= LEAST_STEMS and matcher.ratio() >= VERBATIM


def unlike(texts: Sequence[str]) -> list[list[tuple[str, bool]]]:
    """Cut each text into pieces, with whether no other of the texts has them.

    The pieces of a text, joined, are the text.
    """
    vocabularies = [{_plain(w) for w in WORD.findall(text)} for text in texts]
    found = []
    for number, text in enumerate(texts):
        others = set().union(*(v for i, v in enumerate(vocabularies) if i != number))
        found.append(list(_pieces(text, others)))
    return found


def _plain(word: str) -> str:
    return _stem(_bare(word))


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


def _pieces(text: str, others: set[str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for word in WORD.finditer(text):
        if _plain(word[0]) not in others:
            yield text[at : word.start()], False
            yield word[0], True
            at = word.end()
    yield text[at:], False
