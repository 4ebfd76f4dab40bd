"""How often each rule is right, as measured."""

from functools import cache
from importlib.resources import files


@cache
def _confidences() -> dict[tuple[str, str], float]:
    text = (files("quotes.find") / "confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {(row[0], row[1]): float(row[4]) for row in rows[1:]}


def confidence(rule: str, cue_class: str | None) -> float:
    """How often findings of this rule and class of cue are right, as measured: 0 to 1."""
    table = _confidences()
    keys = ((rule, cue_class or "-"), (rule, "*"), ("*", "*"))
    return next(table[key] for key in keys if key in table)
