"""Measure how often each rule is right, and write it as the rules' confidence.

    python training/measure_rules.py GOLD.jsonl.gz... [--limit 120] [--models FOLDER]

A finding is right when it takes part in the pairs of the relation metric (`quotes.scoring`); one
that stands for a borderline statement is not counted. Small counts are drawn towards the rule's
share, and that towards the share of all findings.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from tqdm import tqdm
from truth import truth

from quotes.errors import QuotesError
from quotes.extractor import Extractor, find
from quotes.find.finding import Finding
from quotes.find.statements import prepare
from quotes.scoring.gold import Attribution, read_gold

TARGET = Path(__file__).parents[1] / "quotes" / "find" / "confidence.tsv"
PRIOR = 8  # findings that a share's prior counts as
HEAD = """# How often each rule is right: the confidence of its findings.
#
# Origin: training/measure_rules.py over {origin} (counts only).
rule	class	found	right	confidence
"""
ALL = ("*", "*")

Key = tuple[str, str]
"""A rule and a class of cue; "*" for all, "-" for none."""
Counts = Counter[Key]


def count(
    articles: Iterable[tuple[str, Sequence[Attribution], Sequence[Finding]]],
) -> tuple[Counts, Counts]:
    """Findings, and those that are right, by key; the articles are text, gold and findings."""
    found: Counts = Counter()
    right: Counts = Counter()
    for text, gold, findings in articles:
        for finding, good in zip(findings, truth(text, gold, findings), strict=True):
            if good is None:
                continue
            rule = finding.rules[0]
            cue_class = finding.cue_class.name if finding.cue_class else "-"
            for key in ((rule, cue_class), (rule, "*"), ALL):
                found[key] += 1
                right[key] += good
    return found, right


def shares(found: Counts, right: Counts) -> dict[Key, float]:
    """Smoothed shares by key."""
    overall = right[ALL] / found[ALL]
    result = {ALL: overall}
    for rule, cue_class in sorted(found, key=lambda k: k[1] != "*"):
        if rule == "*":
            continue
        prior = overall if cue_class == "*" else result[rule, "*"]
        key = (rule, cue_class)
        result[key] = (right[key] + PRIOR * prior) / (found[key] + PRIOR)
    return result


def write(found: Counts, right: Counts, path: Path, origin: str) -> None:
    """Write the table that the package reads."""
    result = shares(found, right)
    lines = [
        "\t".join([*k, str(found[k]), str(right[k]), f"{result[k]:.2f}"]) for k in sorted(result)
    ]
    path.write_text(HEAD.format(origin=origin) + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Parse, find, compare, write."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("gold", type=Path, nargs="+")
    cli.add_argument("--limit", type=int, default=120, metavar="N", help="articles of each file")
    cli.add_argument("--models", metavar="SPEC", help="as `quotes extract --models`")
    cli.add_argument("--output", type=Path, default=TARGET, metavar="FILE")
    given = cli.parse_args()
    try:
        pairs = [pair for path in given.gold for pair in islice(read_gold(path), given.limit)]
        engine = Extractor(given.models, rules_only=True)
    except QuotesError as error:
        raise SystemExit(str(error)) from None
    found, right = count(
        (article.text, gold, find(prepare(engine.document(article))))
        for article, gold in tqdm(pairs, unit="article")
    )
    if not found:
        raise SystemExit("nothing was found in these articles, so there is nothing to measure")
    origin = ", ".join("/".join(path.parts[-2:]) for path in given.gold)
    write(found, right, given.output, origin)
    print(f"{found[ALL]} findings, {right[ALL]} right; written to {given.output}")


if __name__ == "__main__":
    main()
