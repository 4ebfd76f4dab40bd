"""How often each rule is right, as measured."""

from functools import cache

from quotes.find.finding import Rule
from quotes.find.patterns import BY_POSITION, PATTERNS
from quotes.lexicon.entries import CueClass, classes
from quotes.lexicon.source import DataFile

RULES = (*(pattern.name for pattern in (*PATTERNS, BY_POSITION)), *Rule)


@cache
def _confidences() -> dict[tuple[str, str], float]:
    return read_confidences(DataFile.of("quotes.find", "confidence.tsv"))


def read_confidences(source: DataFile) -> dict[tuple[str, str], float]:
    """Shares by rule and class; "*" stands for all, "-" for no class.

    Raises
    ------
    ValueError
        when a rule or a class is unknown; with file and line.

    """
    rows = [line.split("\t") for line in source.text.splitlines() if not line.startswith("#")]
    for row in rows[1:]:
        source.check("rule", row[:1], ("*", *RULES), "\t".join(row))
        source.check("class", row[1:2], ("*", "-", *classes()), "\t".join(row))
    return {(row[0], row[1]): float(row[4]) for row in rows[1:]}


def confidence(rule: str, cue_class: CueClass | None) -> float:
    """How often findings of this rule and class of cue are right, as measured: 0 to 1."""
    table = _confidences()
    keys = ((rule, cue_class.name if cue_class else "-"), (rule, "*"), ("*", "*"))
    return next(table[key] for key in keys if key in table)
