"""How well predicted attributions agree with gold ones, counted in four ways.

An attribution is source (the speaker's words), cue and content: PARC's and PolNeAR's terms.
The ways, which cannot be compared with each other:

fragments
    As CofeNet counts. Tokens are `TOKEN`'s matches in the whole article (CofeNet cuts it into
    instances of a few sentences, and a fragment with them); a span holds each token that it
    touches. As a BIO sequence has one label a token, attributions are laid down by length of
    content, longest first (of one length, in order of their spans), each with source, cue,
    content in that order, and a token keeps its first label: the outermost wins, in gold and
    predictions alike. A fragment is a run of tokens with one role of one attribution; so a
    discontinuous content is several. `exact` asks for the same start and end, `begin` for the
    same start. `jaccard` is one mean: for each gold fragment its best overlap / union with a
    predicted one, and a 0 for each predicted fragment that touches no gold one.
relation
    Ours: pairs one to one, as many as possible (`_agreement` says when two fit). The overall row
    is followed by recall by gold type beside precision by predicted type.
Citron
    A role is exact when some quote with an overlapping cue has the very same tokens; `cue` and
    `quote` (all three roles) need the same cue. `linked` counts the tokens that are shared with
    quotes whose cue overlaps, `overlap` with any quote, which is what Citron's own table has.
    A side without the role is not counted on that side; a token shared twice counts once.
GGT
    Gold contents in text order each take the free prediction that covers the most of it, if it
    covers more than 0.3 (0.8) of its characters; surplus is free but decides ties. Of the
    matched: speakers that share a character (or both have none), and cues of the same letters.
"""

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, groupby, product
from pathlib import Path
from textwrap import shorten
from typing import Any, NamedTuple

from quotes.article import Article, QuotesError, Span

TOKEN = re.compile(r"\w+|[^\w\s]")
ROLES = ("source", "cue", "content")
TYPES = ("direct", "indirect", "mixed")
GGT_THRESHOLDS = (0.3, 0.8)
ENOUGH_CONTENT = 0.5
REASONS = ("cue found, wrong content", "cue found, wrong source", "duplicate")
"""Why an attribution is unmatched though some other has its cue; a duplicate fits one taken."""


class Attribution(NamedTuple):
    """Who says what: spans of the three roles and direct, indirect or mixed."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: str


class Error(NamedTuple):
    """An attribution that the relation metric left unmatched."""

    article: int
    text: str
    side: str
    reason: str
    attribution: Attribution
    nearest: Attribution | None


@dataclass
class Share:
    """`hits` of `total`; also a mean, where hits are parts."""

    hits: float = 0
    total: int = 0

    def add(self, hits: float, total: int) -> None:
        """Count `hits` of `total` more."""
        self.hits += hits
        self.total += total

    @property
    def misses(self) -> float:
        """What is no hit: false negatives of the gold, false positives of the predictions."""
        return self.total - self.hits

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 when there was nothing to count."""
        return self.hits / self.total if self.total else 0.0


@dataclass
class Tally:
    """The share of gold that was found, and the share of predictions that is right."""

    found: Share = field(default_factory=Share)
    right: Share = field(default_factory=Share)

    @property
    def precision(self) -> float:
        """Right predictions (true positives) by predictions."""
        return self.right.value

    @property
    def recall(self) -> float:
        """Found gold by gold."""
        return self.found.value

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _each(kind: type, *keys: object) -> Callable[[], Any]:
    return lambda: {key: kind() for key in keys}


@dataclass
class Scores:
    """All figures of one comparison; the module's docstring says what each counts."""

    fragments: dict[tuple[str, str], Tally] = field(
        default_factory=_each(Tally, *product(ROLES, ("exact", "begin")))
    )
    jaccard: dict[str, Share] = field(default_factory=_each(Share, *ROLES))
    relation: dict[str, Tally] = field(default_factory=_each(Tally, "all", *TYPES))
    citron: dict[tuple[str, str], Tally] = field(
        default_factory=_each(
            Tally, *product(ROLES, ("exact", "linked", "overlap")), ("quote", "exact")
        )
    )
    ggt: dict[float, Tally] = field(default_factory=_each(Tally, *GGT_THRESHOLDS))
    ggt_matched: dict[tuple[float, str], Share] = field(
        default_factory=_each(Share, *product(GGT_THRESHOLDS, ("speaker", "verb")))
    )
    errors: list[Error] = field(default_factory=list)

    def report(self) -> str:
        """Give all figures, in per cent, and the number of errors of each class."""
        lines = [f"{'':<24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>9}{'predicted':>11}", "Relation"]
        lines += [_row(name, tally) for name, tally in self.relation.items()]
        lines.append("Fragments (CofeNet)")
        lines += [_row(" ".join(key), tally) for key, tally in self.fragments.items()]
        lines += [_mean_row(f"{role} jaccard", self.jaccard[role]) for role in ROLES]
        lines.append("Citron")
        lines += [_row(" ".join(key), tally) for key, tally in self.citron.items()]
        lines.append("GGT")
        lines += [_row(f"quote > {least}", tally) for least, tally in self.ggt.items()]
        for (least, what), share in self.ggt_matched.items():
            lines.append(_mean_row(f"{what}, quote > {least}", share))
        lines.append("Relation errors")
        for (reason, side), errors in self._classes():
            lines.append(f"  {f'{reason} ({side})':<46}{len(errors):>6}")
        return "\n".join(lines)

    def examples(self, n: int) -> str:
        """Give the first `n` errors of each class, biggest class first, each as it reads.

        Each is headed by the number of its article, from 0, in the order of the pairs.
        """
        lines = []
        for (reason, side), errors in self._classes():
            lines.append(f"{reason} ({side}): {len(errors)}")
            for error in errors[:n]:
                lines.append(f"  {error.article}: {_snippet(error.text, error.attribution)}")
                if error.nearest:
                    lines.append(f"    beside {_snippet(error.text, error.nearest)}")
        return "\n".join(lines)

    def _classes(self) -> list[tuple[tuple[str, str], list[Error]]]:
        classes: dict[tuple[str, str], list[Error]] = {}
        for error in self.errors:
            classes.setdefault((error.reason, error.side), []).append(error)
        return sorted(classes.items(), key=lambda item: -len(item[1]))


class _View(NamedTuple):
    """An attribution as the metrics look at it: sets of token positions."""

    given: Attribution
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    source_words: frozenset[int]
    content_words: frozenset[int]
    verb: str


def read_gold(path: Path) -> Iterator[tuple[Article, tuple[Attribution, ...]]]:
    """Read articles with their gold attributions, one JSON object a line.

    Parameters
    ----------
    path
        A `.jsonl` or `.jsonl.gz` file. A line has doc_id, text and attributions, each of these
        with source, cue, content (lists of [start, end) in the text) and type; it may have title,
        publisher and date.

    Yields
    ------
    tuple
        The article and its attributions. Without publisher, the file's name is the source.

    Raises
    ------
    QuotesError
        when a line is no JSON object, lacks a key, or has a span outside its text.

    """
    zipped = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as lines
    ):
        for number, line in enumerate(lines, 1):
            try:
                pair = _gold_article(json.loads(line), path.name)
            except KeyError as missing:
                raise QuotesError(f"{path}, line {number}: no key {missing}") from None
            except (ValueError, TypeError) as problem:
                raise QuotesError(f"{path}, line {number}: {problem}") from None
            yield pair


def attribution_from_row(row: Mapping[str, object]) -> Attribution:
    """Turn a row of the quote table into an attribution.

    Parameters
    ----------
    row
        Needs mention_spans, cue_spans, content_spans ("302:322 369:423"; None, NaN or "" for no
        span) and quote_type.

    Raises
    ------
    QuotesError
        when a column is missing, spans are written otherwise, or the type is unknown.

    """
    try:
        source, cue, content = (
            _cell_spans(row[name]) for name in ("mention_spans", "cue_spans", "content_spans")
        )
        return Attribution(source, cue, content, _known_type(row["quote_type"]))
    except KeyError as missing:
        raise QuotesError(f"quote row: no column {missing}") from None
    except ValueError as problem:
        raise QuotesError(f"quote row: {problem}") from None


def score(
    pairs: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> Scores:
    """Compare predicted attributions with gold ones.

    Parameters
    ----------
    pairs
        For each article its text, the gold attributions and the predicted ones.

    Returns
    -------
    Scores
        Summed over all articles (micro average).

    """
    scores = Scores()
    for article, (text, given_gold, given_predicted) in enumerate(pairs):
        gold, predicted = _views(text, given_gold), _views(text, given_predicted)
        _count_fragments(scores, _fragments(gold), _fragments(predicted))
        _count_relation(scores, gold, predicted, (article, text))
        _count_citron(scores, gold, predicted)
        for least in GGT_THRESHOLDS:
            _count_ggt(scores, least, gold, predicted)
    return scores


def _gold_article(row: Any, file: str) -> tuple[Article, tuple[Attribution, ...]]:
    text = row["text"]
    article = Article(
        id=row["doc_id"],
        text=text,
        source=row.get("publisher") or file,
        title=row.get("title"),
        published=row.get("date"),
    )
    return article, tuple(
        Attribution(
            _gold_spans(a["source"], text),
            _gold_spans(a["cue"], text),
            _gold_spans(a["content"], text),
            _known_type(a["type"]),
        )
        for a in row["attributions"]
    )


def _gold_spans(ranges: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    spans = tuple(Span(start, end) for start, end in ranges)
    for span in spans:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{tuple(span)} is no range of a text of {len(text)} characters")
    return spans


def _cell_spans(cell: object) -> tuple[Span, ...]:
    if not isinstance(cell, str):  # None, NaN or NA: an empty cell
        return ()
    if not re.fullmatch(r"(\d+:\d+( \d+:\d+)*)?", cell):
        raise ValueError(f"{cell!r} is no list of spans such as '302:322 369:423'")
    spans = tuple(Span(*map(int, pair.split(":"))) for pair in cell.split())
    if any(start >= end for start, end in spans):
        raise ValueError(f"{cell!r} has a span that ends before it begins")
    return spans


def _known_type(given: object) -> str:
    if given not in TYPES:
        raise ValueError(f"{given!r} is none of the types {', '.join(TYPES)}")
    return str(given)


def _views(text: str, attributions: Iterable[Attribution]) -> list[_View]:
    tokens = list(TOKEN.finditer(text))
    starts, ends = [t.start() for t in tokens], [t.end() for t in tokens]

    def touched(spans: Iterable[Span]) -> frozenset[int]:
        ranges = (range(bisect_right(ends, s), bisect_left(starts, e)) for s, e in spans)
        return frozenset(chain.from_iterable(ranges))

    def words(spans: Iterable[Span]) -> frozenset[int]:
        held = touched(spans)  # a role without words, such as "?!", is compared by its tokens
        return frozenset(t for t in held if re.match(r"\w", tokens[t][0])) or held

    return [
        _View(
            given=a,
            source=touched(a.source),
            cue=touched(a.cue),
            content=touched(a.content),
            source_words=words(a.source),
            content_words=words(a.content),
            verb=" ".join(text[s:e] for s, e in a.cue).lower().strip(),
        )
        for a in attributions
    ]


def _fragments(views: Iterable[_View]) -> dict[str, list[range]]:
    """Lay out attributions as one BIO sequence and cut it into the fragments of each role."""
    labels: dict[int, tuple[str, int]] = {}
    for rank, view in enumerate(sorted(views, key=lambda v: (-len(v.content), v.given))):
        for role in ROLES:
            for token in getattr(view, role):
                labels.setdefault(token, (role, rank))
    place = count()
    fragments: dict[str, list[range]] = {role: [] for role in ROLES}
    for (label, _), run in groupby(sorted(labels), key=lambda t: (labels[t], t - next(place))):
        first, *rest = run
        fragments[label[0]].append(range(first, (rest or [first])[-1] + 1))
    return fragments


def _count_fragments(
    scores: Scores, gold: Mapping[str, list[range]], predicted: Mapping[str, list[range]]
) -> None:
    for role in ROLES:
        ours, theirs = gold[role], predicted[role]
        same = len(set(ours) & set(theirs))
        begun = len({run.start for run in ours} & {run.start for run in theirs})
        for how, hits in (("exact", same), ("begin", begun)):
            scores.fragments[role, how].found.add(hits, len(ours))
            scores.fragments[role, how].right.add(hits, len(theirs))
        best = [max((_jaccard(o, t) for t in theirs), default=0.0) for o in ours]
        strays = sum(all(not _jaccard(t, o) for o in ours) for t in theirs)
        scores.jaccard[role].add(sum(best), len(best) + strays)


def _jaccard(one: range, other: range) -> float:
    both = min(one.stop, other.stop) - max(one.start, other.start)
    return both / (len(one) + len(other) - both) if both > 0 else 0.0


def _agreement(gold: _View, predicted: _View) -> tuple[int, float]:
    """Say how far two attributions agree.

    Returns
    -------
    tuple
        0 if the cues share no token (if gold has no cue: the contents no word), 1 if the words of
        the contents do not reach `ENOUGH_CONTENT` of intersection / union by position, 2 if gold
        has a source and no word of it is shared, 3 if they fit; and that share of content.

    """
    shared = len(gold.content_words & predicted.content_words)
    content = shared / (len(gold.content_words | predicted.content_words) or 1)
    if not (gold.cue & predicted.cue if gold.cue else shared):
        return 0, content
    if content < ENOUGH_CONTENT:
        return 1, content
    return (2 if gold.source and not gold.source_words & predicted.source_words else 3), content


def _matching(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give as many as possible one of their choices each, by augmenting paths: {choice: one}."""
    owner: dict[int, int] = {}

    def settle(one: int, tried: set[int]) -> bool:
        for choice in choices[one]:
            if choice not in tried:
                tried.add(choice)
                if choice not in owner or settle(owner[choice], tried):
                    owner[choice] = one
                    return True
        return False

    for one in range(len(choices)):
        settle(one, set())
    return owner


def _count_relation(
    scores: Scores, gold: Sequence[_View], predicted: Sequence[_View], at: tuple[int, str]
) -> None:
    table = [[_agreement(g, p) for p in predicted] for g in gold]
    best_first = [sorted(range(len(row)), key=row.__getitem__, reverse=True) for row in table]
    owner = _matching(
        [[p for p in order if row[p][0] == 3] for order, row in zip(best_first, table, strict=True)]
    )
    columns = [[row[p] for row in table] for p in range(len(predicted))]
    for side, matched, ones, others, agreements in (
        ("gold", set(owner.values()), gold, predicted, table),
        ("predicted", set(owner), predicted, gold, columns),
    ):
        for i, one in enumerate(ones):
            for key in ("all", one.given.type):
                tally = scores.relation.setdefault(key, Tally())
                (tally.found if side == "gold" else tally.right).add(i in matched, 1)
            if i not in matched:
                reason, nearest = _reason(side, agreements[i], others)
                scores.errors.append(Error(*at, side, reason, one.given, nearest))


def _reason(
    side: str, agreements: Sequence[tuple[int, float]], others: Sequence[_View]
) -> tuple[str, Attribution | None]:
    (step, _), nearest = max(
        zip(agreements, (o.given for o in others), strict=True),
        key=lambda pair: pair[0],
        default=((0, 0.0), None),
    )
    if step:
        return REASONS[step - 1], nearest
    return ("missed cue" if side == "gold" else "spurious"), None


def _count_citron(scores: Scores, gold: Sequence[_View], predicted: Sequence[_View]) -> None:
    for side, ones, others in (("found", gold, predicted), ("right", predicted, gold)):
        for one in ones:
            linked = [o for o in others if one.cue & o.cue or not (one.cue or o.cue)]
            for (role, how), tally in scores.citron.items():
                near = others if how == "overlap" else linked
                getattr(tally, side).add(*_citron(one, near, role, how))


def _citron(one: _View, near: Sequence[_View], role: str, how: str) -> tuple[int, int]:
    """Hits and total of one attribution: quotes if `how` is exact, else tokens."""
    if role == "quote":
        return any(one[1:4] == other[1:4] for other in near), 1
    tokens: frozenset[int] = getattr(one, role)
    theirs: list[frozenset[int]] = [getattr(other, role) for other in near]
    if how == "exact":
        return bool(tokens) and tokens in theirs, bool(tokens)
    return len(frozenset().union(*(tokens & others for others in theirs))), len(tokens)


def _count_ggt(
    scores: Scores, least: float, gold: Sequence[_View], predicted: Sequence[_View]
) -> None:
    free = sorted(predicted, key=lambda view: view.given)
    for one in sorted(gold, key=lambda view: (view.given.content, view.given)):
        best = max(free, key=lambda other: _coverage(one, other), default=None)
        if best is None or _coverage(one, best)[0] <= least * _length(one.given.content):
            continue
        free.remove(best)
        speaker = _shared(one.given.source, best.given.source) or not (one.source or best.source)
        scores.ggt_matched[least, "speaker"].add(bool(speaker), 1)
        scores.ggt_matched[least, "verb"].add(one.verb == best.verb, 1)
    matched = len(predicted) - len(free)
    scores.ggt[least].found.add(matched, len(gold))
    scores.ggt[least].right.add(matched, len(predicted))


def _coverage(gold: _View, predicted: _View) -> tuple[int, int, bool]:
    """Order predictions for one gold content: shared characters, then less surplus, then equal."""
    one, other = gold.given, predicted.given
    return _shared(one.content, other.content), -_length(other.content), one == other


def _shared(ones: Iterable[Span], others: Sequence[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ones for b in others)


def _length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def _row(name: str, tally: Tally) -> str:
    figures = "".join(f"{100 * x:>7.1f}" for x in (tally.precision, tally.recall, tally.f1))
    return f"  {name:<22}{figures}{tally.found.total:>9}{tally.right.total:>11}"


def _mean_row(name: str, share: Share) -> str:
    return f"  {name:<22}{'-':>7}{'-':>7}{100 * share.value:>7.1f}{f'of {share.total}':>9}"


def _snippet(text: str, attribution: Attribution) -> str:
    """Show an attribution as [role: words] in the order of the text, for reading."""
    spans = sorted((span, role) for role in ROLES for span in getattr(attribution, role))
    parts = [f"[{role}: {' '.join(text[slice(*span)].split())}]" for span, role in spans]
    return shorten(" ".join(parts), 240, placeholder=" …]") + f" ({attribution.type})"
