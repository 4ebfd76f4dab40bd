"""The editor's count: statements found, by exactly whom, and rows that are statements.

Needs gold that tells speakers. Statements of level "extra" are neither missed nor wrong. A
quotation that goes on in a next paragraph without a cue may be a row of its own or be joined to
the row that it goes on with.

found
    A statement for which some row has at least `ALIKE` of intersection / union of the words of
    both contents, by position, without the words of what it goes on with or what goes on with it.
speaker
    Right: the same name but for case, article words, accents and punctuation; of those without a
    name (anonymous ones, groups, documents) and of bodies also when the one description holds the
    other or half of the words of both. Unknown: a row without speaker, where gold has one. Where
    gold has none, an empty cell is right.
statements of rows
    Rows with at least half of their words within a statement; those within extra ones only do not
    count at all.
exact
    Of those found: the same words.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.scoring.figures import Share
from quotes.scoring.gold import Attribution
from quotes.scoring.relation import TokenSets, token_sets

ALIKE = 0.5


ARTICLES = frozenset({"the", "a", "an"})


PRONOUNS = frozenset("he she it they i we you who him her them that this these both".split())


class Fault(NamedTuple):
    """What went wrong with one statement or row: for reading."""

    article: int
    text: str
    what: str
    gold: Attribution | None
    row: Attribution | None


@dataclass
class Statements:
    """The counts of one comparison; `kinds` are by kind of speaker and by kind of mention."""

    found: Share = field(default_factory=Share)
    exact: Share = field(default_factory=Share)
    right: Share = field(default_factory=Share)
    unknown: Share = field(default_factory=Share)
    rows: Share = field(default_factory=Share)
    kinds: dict[str, tuple[Share, Share]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def report(self) -> str:
        """Give all figures in per cent."""
        wrong = Share(self.right.misses - self.unknown.hits, self.right.total)
        named = (
            ("found", self.found),
            ("speaker right", self.right),
            ("speaker wrong", wrong),
            ("speaker unknown", self.unknown),
            ("content exact", self.exact),
            ("statements of rows", self.rows),
        )
        lines = ["Statements"]
        lines += [_row(name, share) for name, share in named]
        lines.append(f"  {'by kind':<22}{'found':>7}{'right':>7}")
        for kind, (found, right) in sorted(self.kinds.items()):
            figures = f"{100 * found.value:>7.1f}{100 * right.value:>7.1f}"
            lines.append(f"  {kind:<22}{figures}{f'of {found.total}':>9}")
        return "\n".join(lines)

    def examples(self, n: int) -> str:
        """Give the first `n` faults of each kind as they read."""
        lines = []
        for what in sorted({fault.what for fault in self.faults}):
            faults = [fault for fault in self.faults if fault.what == what]
            lines.append(f"{what}: {len(faults)}")
            lines += [_shown(fault) for fault in faults[:n]]
        return "\n".join(lines)


def _row(name: str, share: Share) -> str:
    return f"  {name:<22}{100 * share.value:>7.1f}{f'of {share.total}':>9}"


def _shown(fault: Fault) -> str:
    parts = []
    for side, one in (("gold", fault.gold), ("row", fault.row)):
        if one is not None:
            content, cue, source = (
                " … ".join(" ".join(fault.text[slice(*s)].split()) for s in spans)
                for spans in (one.content, one.cue, one.source)
            )
            parts.append(f"    {side}: {one.speaker} [{source} | {cue}] {content[:300]}")
    return f"  {fault.article}\n" + "\n".join(parts)


def statements(
    articles: Sequence[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> Statements:
    """Compare rows with gold that tells speakers.

    Parameters
    ----------
    articles
        For each article its text, the gold attributions and the rows.

    """
    counts = Statements()
    for number, (text, gold, rows) in enumerate(articles):
        _count(counts, number, text, token_sets(text, gold), token_sets(text, rows))
    return counts


def _count(
    counts: Statements, number: int, text: str, gold: Sequence[TokenSets], rows: Sequence[TokenSets]
) -> None:
    core = sorted((g for g in gold if g.given.level == "core"), key=lambda g: min(g.content))
    for one, more in _with_the_rest(core):
        best = max(rows, key=lambda row: _alike(one, row, more), default=None)
        if best is not None and _alike(one, best, more) < ALIKE:
            best = None
        kinds = [
            counts.kinds.setdefault(kind, (Share(), Share()))
            for kind in (f"{one.given.speaker_type or 'unknown'}", f"as {_mention(text, one)}")
        ]
        counts.found.add(best is not None, 1)
        for found, _ in kinds:
            found.add(best is not None, 1)
        if best is None:
            counts.faults.append(Fault(number, text, "missed", one.given, None))
            continue
        exact = one.content_words == best.content_words - more
        right = same_speaker(one.given, best.given)
        unknown = best.given.speaker is None and not right
        counts.exact.add(exact, 1)
        counts.right.add(right, 1)
        counts.unknown.add(unknown, 1)
        for _, share in kinds:
            share.add(right, 1)
        if not right:
            what = "speaker unknown" if unknown else "speaker wrong"
            counts.faults.append(Fault(number, text, what, one.given, best.given))
        if not exact:
            counts.faults.append(Fault(number, text, "content not exact", one.given, best.given))
    _count_rows(counts, number, text, gold, rows)


def _count_rows(
    counts: Statements, number: int, text: str, gold: Sequence[TokenSets], rows: Sequence[TokenSets]
) -> None:
    said = {level: _words(gold, level) for level in ("core", "extra")}
    for row in rows:
        if 2 * len(row.content_words & said["core"]) >= len(row.content_words):
            counts.rows.add(1, 1)
        elif 2 * len(row.content_words & (said["core"] | said["extra"])) < len(row.content_words):
            counts.rows.add(0, 1)
            counts.faults.append(Fault(number, text, "no statement", None, row.given))


def _words(gold: Sequence[TokenSets], level: str) -> frozenset[int]:
    return frozenset().union(*(g.content_words for g in gold if g.given.level == level))


def is_extra(gold: Sequence[TokenSets], row: TokenSets) -> bool:
    """Whether a row stands for a borderline statement: neither right nor wrong."""
    core, extra = _words(gold, "core"), _words(gold, "extra")
    inside = len(row.content_words & extra)
    return 2 * inside >= len(row.content_words) and inside > len(row.content_words & core)


def _with_the_rest(core: Sequence[TokenSets]) -> list[tuple[TokenSets, frozenset[int]]]:
    """Each statement, with the words of those of its speaker that are joined to it without a cue.

    A row may hold these too.
    """
    runs: list[list[TokenSets]] = []
    for one in core:
        if runs and _goes_on(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    found = []
    for run in runs:
        every = frozenset().union(*(one.content_words for one in run))
        found += [(one, every - one.content_words) for one in run]
    return found


def _goes_on(last: TokenSets, one: TokenSets) -> bool:
    bare = not (one.given.source or one.given.cue) or not (last.given.source or last.given.cue)
    return bare and last.given.speaker == one.given.speaker


def _alike(one: TokenSets, row: TokenSets, more: frozenset[int]) -> float:
    words = row.content_words - more
    return len(one.content_words & words) / (len(one.content_words | words) or 1)


def _mention(text: str, one: TokenSets) -> str:
    """What kind of words name the speaker there."""
    words = [w for s in one.given.source for w in plain(text[slice(*s)])]
    name = set(plain(one.given.speaker or ""))
    if not words:
        return "none"
    if len(words) == 1 and words[0] in PRONOUNS:
        return "pronoun"
    if name and name <= set(words):
        return "name"
    if one.given.speaker_type == "person" and name & set(words):
        return "surname"
    return "description"


def plain(name: str) -> list[str]:
    """Words of a name for comparison: no accents, case, article words or punctuation."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").replace("'s ", " "))
    bare = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return [w for w in re.findall(r"\w+", bare.replace(".", "")) if w not in ARTICLES]


def same_speaker(gold: Attribution, row: Attribution) -> bool:
    """Whether a row names the speaker that gold has."""
    if gold.speaker is None or row.speaker is None:
        return gold.speaker is row.speaker
    ones, others = plain(gold.speaker), plain(row.speaker)
    if ones == others:
        return True
    if gold.speaker_type == "person":
        return False
    one, other = set(ones), set(others)
    return one <= other or other <= one or 2 * len(one & other) > len(one | other)
