"""Whether confidence can be taken at its word: of findings at 0.8, eight in ten should be right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.scoring.gold import Attribution
from quotes.scoring.relation import fits, token_sets

BINS = 10


@dataclass
class Bins:
    """Findings by confidence, with how many of them are right."""

    number: list[int] = field(default_factory=lambda: [0] * BINS)
    right: list[int] = field(default_factory=lambda: [0] * BINS)
    claimed: list[float] = field(default_factory=lambda: [0.0] * BINS)

    def add(self, confidence: float, is_right: bool) -> None:
        """Count one finding."""
        at = min(int(confidence * BINS), BINS - 1)
        self.number[at] += 1
        self.right[at] += is_right
        self.claimed[at] += confidence

    @property
    def error(self) -> float:
        """Expected calibration error: mean distance of confidence and share that is right."""
        gaps = (abs(c - r) for c, r in zip(self.claimed, self.right, strict=True))
        return sum(gaps) / (sum(self.number) or 1)

    def report(self) -> str:
        """A line for each bin that holds any: confidence, share that is right, bar."""
        lines = ["confidence    mean   right  number"]
        for i, (n, right, claimed) in enumerate(
            zip(self.number, self.right, self.claimed, strict=True)
        ):
            if n:
                bar = "#" * round(20 * right / n)
                lines.append(
                    f"{i / BINS:.1f} to {(i + 1) / BINS:.1f}{claimed / n:>8.2f}"
                    f"{right / n:>8.2f}{n:>8}  {bar}"
                )
        return "\n".join([*lines, f"expected calibration error {self.error:.3f}"])


def reliability(
    rows: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
    confidences: Iterable[Sequence[float]],
) -> Bins:
    """Count predictions by confidence; right are those that the relation metric pairs.

    Parameters
    ----------
    rows : text, gold and predictions of each article.
    confidences : of each article's predictions, in their order.

    """
    bins = Bins()
    for (text, gold, predicted), sure in zip(rows, confidences, strict=True):
        for confidence, right in zip(
            sure, fits(token_sets(text, gold), token_sets(text, predicted)), strict=True
        ):
            bins.add(confidence, right)
    return bins
