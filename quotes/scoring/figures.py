"""The figures of one comparison, and how they are printed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from textwrap import shorten
from typing import Any, NamedTuple

from quotes.scoring.gold import ROLES, TYPES, Attribution

GGT_THRESHOLDS = (0.3, 0.8)  # those of the Gender Gap Tracker's own evaluation


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

    def row(self, name: str) -> str:
        """Give P, R, F1 in per cent, gold and predictions, after a name."""
        figures = "".join(f"{100 * x:>7.1f}" for x in (self.precision, self.recall, self.f1))
        return f"  {name:<22}{figures}{self.found.total:>9}{self.right.total:>11}"


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
        lines += [tally.row(name) for name, tally in self.relation.items()]
        lines.append("Fragments (CofeNet)")
        lines += [tally.row(" ".join(key)) for key, tally in self.fragments.items()]
        lines += [_mean_row(f"{role} jaccard", self.jaccard[role]) for role in ROLES]
        lines.append("Citron")
        lines += [tally.row(" ".join(key)) for key, tally in self.citron.items()]
        lines.append("GGT")
        lines += [tally.row(f"quote > {least}") for least, tally in self.ggt.items()]
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


def _mean_row(name: str, share: Share) -> str:
    return f"  {name:<22}{'-':>7}{'-':>7}{100 * share.value:>7.1f}{f'of {share.total}':>9}"


def _snippet(text: str, attribution: Attribution) -> str:
    """Show an attribution as [role: words] in the order of the text, for reading."""
    spans = sorted((span, role) for role in ROLES for span in getattr(attribution, role))
    parts = [f"[{role}: {' '.join(text[slice(*span)].split())}]" for span, role in spans]
    return shorten(" ".join(parts), 240, placeholder=" …]") + f" ({attribution.type})"
