"""What reviewed rows tell: how many of the table's rows are right, and whether reviewers agree."""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quotes.review.corrections import Judged
from quotes.text.kinds import Verdict


class Precision(NamedTuple):
    """A share with its interval of 95% (Wilson's), and of how many rows."""

    share: float
    low: float
    high: float
    rows: int


def precision(tally: Mapping[str, int], *right: Verdict) -> Precision | None:
    """Estimate which share of the rows has one of these verdicts; None where none was reviewed."""
    from scipy.stats import binomtest

    rows = sum(tally.get(kind, 0) for kind in (Verdict.ACCEPT, Verdict.FIX, Verdict.REJECT))
    if not rows:
        return None
    hits = sum(tally.get(kind, 0) for kind in right)
    interval = binomtest(hits, rows).proportion_ci(method="wilson")
    return Precision(hits / rows, float(interval.low), float(interval.high), rows)


class Agreement(NamedTuple):
    """Of quotations that several reviewers judged: how many, and Krippendorff's alpha.

    Alpha is None where all said the same of all: then chance cannot be told from agreement.
    """

    quotations: int
    alike: int
    alpha: float | None


def agreement(said: Iterable[Judged]) -> Agreement | None:
    """Compare the verdicts of reviewers on the same quotations; None where there are none."""
    by_quote: dict[tuple[str, str, str | None], dict[str, str]] = {}
    for one in said:
        by_quote.setdefault(one.key, {})[one.who] = _told(one)
    shared = [verdicts for verdicts in by_quote.values() if len(verdicts) > 1]
    if not shared:
        return None
    alike = sum(len(set(verdicts.values())) == 1 for verdicts in shared)
    return Agreement(len(shared), alike, _alpha(shared))


def _told(one: Judged) -> str:
    # two who fix a row agree when they leave it with the same speaker and content
    if one.verdict != Verdict.FIX:
        return str(one.verdict)
    return f"fix {one.values.get('speaker')} {one.values.get('content_spans')}"


def _alpha(shared: Sequence[Mapping[str, str]]) -> float | None:
    import krippendorff

    every = sorted({verdict for verdicts in shared for verdict in verdicts.values()})
    if len(every) < 2:
        return None
    codes = {verdict: float(code) for code, verdict in enumerate(every)}
    people = sorted({who for verdicts in shared for who in verdicts})
    data = [
        [codes[verdicts[who]] if who in verdicts else float("nan") for verdicts in shared]
        for who in people
    ]
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        return float(krippendorff.alpha(data, level_of_measurement="nominal"))


def told(tally: Mapping[str, int], said: Sequence[Judged]) -> str:
    """Say all of it in a few lines for a terminal."""
    counts = ", ".join(f"{kind} {tally.get(kind, 0)}" for kind in Verdict)
    lines = [f"Reviewed: {counts}."]
    for name, right in (
        ("right as found", (Verdict.ACCEPT,)),
        ("statements, maybe with something to mend", (Verdict.ACCEPT, Verdict.FIX)),
    ):
        if share := precision(tally, *right):
            lines.append(
                f"Of {share.rows} rows reviewed {share.share:.0%} are {name} "
                f"(95% interval {share.low:.0%} to {share.high:.0%})."
            )
    if both := agreement(said):
        alpha = "none, all said the same" if both.alpha is None else f"{both.alpha:.2f}"
        lines.append(
            f"Agreement on {both.quotations} quotations that several reviewed: {both.alike} alike, "
            f"Krippendorff's alpha {alpha}."
        )
    return "\n".join(lines)
