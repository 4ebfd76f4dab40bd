"""The same statement in several sources: groups of quotations, and where nobody is named for it.

Two passages are alike when the rare words of one are those of the other: cosine of TF-IDF
vectors over word stems. Quotations by the same speaker may be loose paraphrases of each
other; where speakers differ, or none is named, the wording itself must be close.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from quotes.article import Article, Span
from quotes.schema import spans
from quotes.table import records

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FAINT, ALIKE, CLOSE = 0.3, 0.33, 0.45
"""Likeness from which two passages are looked at, may be one statement, or surely are."""

FEW, MANY = 3, 6
"""Stems that two passages must share: by one speaker, and by others whose likeness is not close."""

COVERED = 0.7
"""Share of the shorter passage's stems that makes a faint likeness enough for one speaker."""

VERBATIM = 0.6
"""Share of the shorter wording's words, in order, that make two wordings near-verbatim."""

LONGEST = 60
"""A passage outside quotations with more words than these is no sentence."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"”’»)\]]*\s+|\n+")


@dataclass(frozen=True)
class Wording:
    """One source's wording of a statement.

    Attributes
    ----------
    doc_id, source : where it is printed.
    text : as printed.
    spans : where it stands in the article's text.
    row : the quotation's row, as a mapping, or None where the article says it itself.

    """

    doc_id: str
    source: str
    text: str
    spans: tuple[Span, ...]
    row: dict[str, Any] | None = None

    @property
    def speaker(self) -> str | None:
        """Who says it, if the article names somebody."""
        return self.row["speaker"] if self.row else None


@dataclass(frozen=True)
class Statement:
    """A statement that at least two sources print, in the wording of each.

    Attributes
    ----------
    wordings : the best quotation first, then by likeness to it.
    near_verbatim : whether two of them share most of their words in order.
    likeness : the highest cosine between two of its wordings, from 0 to 1.

    """

    wordings: tuple[Wording, ...]
    near_verbatim: bool
    likeness: float

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that print it."""
        return tuple(dict.fromkeys(w.source for w in self.wordings))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those it is attributed to."""
        return tuple(dict.fromkeys(w.speaker for w in self.wordings if w.speaker))


def statements(quotes: pd.DataFrame, articles: Sequence[Article]) -> list[Statement]:
    """Find what several sources print.

    Parameters
    ----------
    quotes : a quote table.
    articles : the articles it was made from, in which sentences outside any quotation are
        compared too.

    Returns
    -------
    list of Statement
        Those in most sources first.

    """
    wordings = [*_quoted(quotes), *_unquoted(quotes, articles)]
    known = len(quotes)
    if known == 0 or quotes["source"].nunique() < 2:
        return []
    alike = _likeness([w.text for w in wordings], known)
    pairs = {
        (one, other): value
        for one, other, value, shared, covered in alike
        if _same(wordings[one], wordings[other], value, shared, covered)
    }
    groups = (_statement(group, wordings, pairs) for group in _groups(pairs, wordings))
    return sorted(
        groups,
        key=lambda s: (-len(s.sources), -s.likeness, s.wordings[0].doc_id, s.wordings[0].spans),
    )


def only_here(quotes: pd.DataFrame, found: Sequence[Statement]) -> pd.DataFrame:
    """Quotations in the body that no other source prints in any wording."""
    shared = {w.row["quote_id"] for s in found for w in s.wordings if w.row}
    return quotes[~quotes["quote_id"].isin(shared)]


def _quoted(quotes: pd.DataFrame) -> Iterator[Wording]:
    for row in records(quotes):
        where = tuple(spans(row["content_spans"]))
        yield Wording(row["doc_id"], row["source"], row["content"], where, row)


def _unquoted(quotes: pd.DataFrame, articles: Sequence[Article]) -> Iterator[Wording]:
    for article in articles:
        rows = quotes[quotes["doc_id"] == article.id]
        taken = [s for cell in rows["content_spans"] for s in spans(cell)]
        for span in _sentences(article.text):
            if not any(s.start < span.end and span.start < s.end for s in taken):
                text = article.text[span.start : span.end]
                yield Wording(article.id, article.source, text, (span,))


def _sentences(text: str) -> Iterator[Span]:
    """Roughly the sentences: good enough to look for a wording in."""
    start = 0
    for end in [*_END.finditer(text), None]:
        stop = end.start() if end else len(text)
        if stop > start and len(text[start:stop].split()) <= LONGEST:
            yield Span(start, stop)
        start = end.end() if end else stop


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = map(_bare, _WORD.findall(text))
    found: list[str] = _stemmer().stemWords([w for w in words if w not in ENGLISH_STOP_WORDS])
    return found


def _likeness(texts: Sequence[str], known: int) -> Iterator[tuple[int, int, float, int, float]]:
    """Yield pairs of places, the first one quoted: cosine, shared stems, share of the shorter's."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(map(stems, texts)):
        return
    vectors: csr_matrix = TfidfVectorizer(analyzer=stems, sublinear_tf=True).fit_transform(texts)
    present = vectors.sign()
    sizes = present.sum(axis=1).A1
    for one in range(known):
        row = (vectors[one] @ vectors[one + 1 :].T).tocoo()
        near = [(j, v) for j, v in zip(row.col, row.data, strict=True) if v >= FAINT]
        for place, value in near:
            other = one + 1 + int(place)
            shared = int(present[one].multiply(present[other]).sum())
            yield one, other, float(value), shared, shared / min(sizes[one], sizes[other])


def _same(one: Wording, other: Wording, value: float, shared: int, covered: float) -> bool:
    if one.source == other.source or shared < FEW:
        return False
    if one.speaker and one.speaker == other.speaker:
        return value >= ALIKE or covered >= COVERED
    return value >= CLOSE or (value >= ALIKE and shared >= MANY)


def _groups(
    pairs: dict[tuple[int, int], float], wordings: Sequence[Wording]
) -> Iterator[list[int]]:
    """Join the likest pairs first; of each source a group keeps one wording."""
    group: dict[int, set[int]] = {}
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        ours, theirs = group.get(one, {one}), group.get(other, {other})
        sources = [wordings[i].source for i in ours | theirs]
        if ours is theirs or len(sources) > len(set(sources)):
            continue
        joined = ours | theirs
        linked = sum((min(a, b), max(a, b)) in pairs for a in ours for b in theirs)
        if 2 * linked >= len(ours) * len(theirs):
            group.update(dict.fromkeys(joined, joined))
    seen: set[int] = set()
    for first, members in sorted(group.items()):
        if first not in seen:
            seen |= members
            yield sorted(members)


def _statement(
    group: list[int], wordings: Sequence[Wording], pairs: dict[tuple[int, int], float]
) -> Statement:
    kinds = ("direct", "mixed", "indirect")

    def rank(place: int) -> tuple[int, int]:
        row = wordings[place].row
        return (kinds.index(row["quote_type"]) if row else len(kinds), place)

    ordered = tuple(wordings[i] for i in sorted(group, key=rank))
    close = any(near_verbatim(a.text, b.text) for a, b in combinations(ordered, 2))
    likeness = max(value for pair, value in pairs.items() if set(pair) <= set(group))
    return Statement(ordered, close, round(likeness, 3))


def near_verbatim(one: str, other: str) -> bool:
    """Whether most words of the shorter text stand in the other, in the same order."""
    a, b = ([w.casefold() for w in _WORD.findall(text)] for text in (one, other))
    blocks = SequenceMatcher(a=a, b=b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= VERBATIM * max(1, min(len(a), len(b)))


def marked(statement: Statement) -> list[list[tuple[str, bool]]]:
    """Cut each wording into pieces, with whether no other wording of the statement has them.

    The pieces of a wording, joined, are its text.
    """
    vocabularies = [{_plain(w) for w in _WORD.findall(o.text)} for o in statement.wordings]
    found = []
    for number, wording in enumerate(statement.wordings):
        others = set().union(*(v for i, v in enumerate(vocabularies) if i != number))
        found.append(list(_pieces(wording.text, others)))
    return found


def _plain(word: str) -> str:
    stem: str = _stemmer().stemWord(_bare(word))
    return stem


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


def _pieces(text: str, others: set[str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for word in _WORD.finditer(text):
        if _plain(word[0]) not in others:
            yield text[at : word.start()], False
            yield word[0], True
            at = word.end()
    yield text[at:], False
