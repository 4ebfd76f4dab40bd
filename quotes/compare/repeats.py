"""The same statement in several sources: groups of wordings, one a source.

Two passages are alike when the rare words of one are those of the other: cosine of TF-IDF
vectors over word stems. Quotations by the same speaker may be loose paraphrases of each
other; where speakers differ, or the sentence is in no quotation, the wording itself must be close.
Only clauses are statements, and their numbers and names must agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from quotes.compare.agreement import agree, is_statement
from quotes.compare.counts import BY_MARKS, contents
from quotes.compare.wording import near_verbatim, sentences, stems
from quotes.table.cells import read_spans
from quotes.table.records import records
from quotes.text.article import Article
from quotes.text.span import Span

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


# Chosen by reading what is found in articles on one event, not measured.
FAINT, ALIKE, CLOSE = 0.3, 0.37, 0.45
"""Likeness from which two passages are looked at, may be one statement, or surely are."""
FEW, MANY = 3, 6
"""Stems that two passages must share: by one speaker, and by others that are not near-verbatim."""
RARE = 2
"""Rare stems among them, at least."""
SELDOM = 5
"""A stem is rare in so many passages, or in the square root of their number where that is more."""
COVERED = 0.7
"""Share of the shorter passage's stems that makes a faint likeness enough for one speaker."""
WHOLE = 0.3
"""Share of the longer passage's stems that passages of different speakers must have in common."""
BLOCK = 512
"""Quotations compared with all passages at a time, which bounds the memory."""


@dataclass(frozen=True)
class Wording:
    """One source's wording of a statement.

    Attributes
    ----------
    doc_id, source : where it is printed.
    text : as printed.
    spans : where it stands in the article's text.
    row : the quotation's row, as a mapping, or None for a sentence outside any quotation found.

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
    wordings : quotations in marks first, then others, then sentences that are no quotation.
    verbatim : how many of its pairs of wordings share most of their words, in order.
    likeness : the highest cosine between two of its wordings, from 0 to 1.

    """

    wordings: tuple[Wording, ...]
    verbatim: int
    likeness: float

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that print it."""
        return tuple(dict.fromkeys(w.source for w in self.wordings))

    @property
    def in_marks(self) -> bool:
        """Whether a source prints it, or a part of it, in quotation marks."""
        return any(w.row and w.row["quote_type"] != BY_MARKS[-1] for w in self.wordings)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those it is attributed to."""
        return tuple(dict.fromkeys(w.speaker for w in self.wordings if w.speaker))


@dataclass(frozen=True)
class Comparison:
    """What sources have in common.

    Attributes
    ----------
    statements : those that a source prints in quotation marks first, then those in most sources.
    elsewhere : identifiers of the quotations for which another source has a like wording, or
        that hold one for which another source has.

    """

    statements: tuple[Statement, ...]
    elsewhere: frozenset[str]


def find_repeats(quotes: pd.DataFrame, articles: Sequence[Article]) -> Comparison:
    """Find what several sources print.

    Parameters
    ----------
    quotes : a quote table.
    articles : the articles it was made from, in which sentences outside any quotation are
        compared too; without them, quotations alone are compared.

    """
    if len({article.source for article in articles} | set(quotes["source"])) < 2:
        return Comparison((), frozenset())
    every = list(_quoted(quotes))
    quoted = [wording for wording in every if wording.row and is_statement(wording.row)]
    wordings = [*quoted, *_unquoted(quotes, articles)]
    pairs = {
        (alike.one, alike.other): alike.value
        for alike in _likeness([w.text for w in wordings], len(quoted))
        if _same(alike, wordings)
    }
    found = sorted(
        (_statement(group, wordings, pairs) for group in _groups(pairs, wordings)),
        key=lambda s: (
            not s.in_marks,
            -len(s.sources),
            -s.likeness,
            s.wordings[0].doc_id,
            s.wordings[0].spans,
        ),
    )
    alike = [wordings[place] for pair in pairs for place in pair if wordings[place].row]
    return Comparison(tuple(found), _with_holders(alike, every))


def only_here(quotes: pd.DataFrame, compared: Comparison) -> pd.DataFrame:
    """Quotations for which no other source has a like wording."""
    return quotes[~quotes["quote_id"].isin(list(compared.elsewhere))]


def _with_holders(inner: Sequence[Wording], quoted: Iterable[Wording]) -> frozenset[str]:
    """Identifiers of the quotations that are one of these or hold one of them."""
    by_article: dict[str, list[Wording]] = {}
    for each in inner:
        by_article.setdefault(each.doc_id, []).append(each)
    return frozenset(
        outer.row["quote_id"]
        for outer in quoted
        if outer.row and any(_holds(outer, each) for each in by_article.get(outer.doc_id, ()))
    )


def _holds(outer: Wording, inner: Wording) -> bool:
    return all(any(o.holds(i) for o in outer.spans) for i in inner.spans)


def _quoted(quotes: pd.DataFrame) -> Iterator[Wording]:
    for row in records(quotes):
        where = tuple(read_spans(row["content_spans"]))
        yield Wording(row["doc_id"], row["source"], row["content"], where, row)


def _unquoted(quotes: pd.DataFrame, articles: Sequence[Article]) -> Iterator[Wording]:
    places = contents(quotes)
    for article in articles:
        taken = places.get(article.id, ())
        for span in sentences(article.text):
            if not any(span.overlaps(s) for s in taken):
                text = article.text[span.start : span.end]
                yield Wording(article.id, article.source, text, (span,))


class Likeness(NamedTuple):
    """How alike two passages are.

    Attributes
    ----------
    one, other : their places; the first is quoted.
    value : cosine of their vectors.
    shared : stems that both have.
    of_shorter, of_longer : the share of each passage's stems that this is.

    """

    one: int
    other: int
    value: float
    shared: int
    of_shorter: float
    of_longer: float


def _likeness(texts: Sequence[str], known: int) -> Iterator[Likeness]:
    """Yield the pairs that are alike at all and share rare stems; the first `known` are quoted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(map(stems, texts)):
        return
    vectors: csr_matrix = TfidfVectorizer(analyzer=stems, sublinear_tf=True).fit_transform(texts)
    present = vectors.sign()
    sizes, passages = present.sum(axis=1).A1, present.sum(axis=0).A1
    rare = (passages <= max(SELDOM, len(texts) ** 0.5)).astype(float)
    for start in range(0, known, BLOCK):
        near = (vectors[start : min(start + BLOCK, known)] @ vectors.T).tocoo()
        ones, others = near.row + start, near.col
        wanted = (near.data >= FAINT) & (others > ones)
        ones, others, values = ones[wanted], others[wanted], near.data[wanted]
        common = present[ones].multiply(present[others]).tocsr()
        shared = common.sum(axis=1).A1
        longer = np.maximum(sizes[ones], sizes[others])
        shorter = np.minimum(sizes[ones], sizes[others])
        rows = zip(
            ones.tolist(), others.tolist(), values.tolist(), shared.astype(int).tolist(),
            (shared / shorter).tolist(), (shared / longer).tolist(), strict=True,
        )  # fmt: skip
        enough = common @ rare >= RARE
        yield from (Likeness(*row) for row, kept in zip(rows, enough, strict=True) if kept)


def _same(alike: Likeness, wordings: Sequence[Wording]) -> bool:
    one, other = wordings[alike.one], wordings[alike.other]
    if one.source == other.source or alike.shared < FEW or not agree(one.text, other.text):
        return False
    if one.speaker and one.speaker == other.speaker:
        return alike.value >= ALIKE or alike.of_shorter >= COVERED
    if alike.of_longer < WHOLE:
        return False
    if alike.value < (CLOSE if other.row is None else ALIKE):
        return False
    return alike.shared >= MANY or near_verbatim(one.text, other.text)


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
    def rank(place: int) -> tuple[int, int]:
        row = wordings[place].row
        return (BY_MARKS.index(row["quote_type"]) if row else len(BY_MARKS), place)

    ordered = tuple(wordings[i] for i in sorted(group, key=rank))
    close = sum(near_verbatim(a.text, b.text) for a, b in combinations(ordered, 2))
    likeness = max(value for pair, value in pairs.items() if set(pair) <= set(group))
    return Statement(ordered, close, round(likeness, 3))
