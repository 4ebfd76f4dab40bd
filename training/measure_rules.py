"""Measure how often each rule is right, and write it as the rules' confidence.

    python training/calibrate.py GOLD.jsonl.gz [--limit 120] [--models FOLDER]

GOLD holds PolNeAR's training articles. A finding is right when its cue overlaps an annotated
cue and its content shares half of the words (a finding without a cue: when the content does).
Small counts are drawn towards the rule's share, and that towards the share of all findings.
"""

import argparse
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from quotes.extractor import find
from quotes.parse.parser import Parser
from quotes.scoring.gold import read_gold

TARGET = Path(__file__).parent.parent / "quotes" / "lexicons" / "confidence.tsv"
PRIOR = 8  # findings that a share's prior counts as
HEAD = """# How often each rule is right: the confidence of its findings.
#
# Origin: training/calibrate.py over PolNeAR training articles (counts only).
"""


def positions(text, spans):
    """Word positions that spans cover."""
    return {s.start + m.start() for s in spans for m in re.finditer(r"\w+", text[s.start : s.end])}


def is_right(text, finding, gold):
    """Whether an annotation says the same."""
    mine = positions(text, finding.spans)
    for attribution in gold:
        if finding.cue_spans and not any(
            a.overlaps(b) for a in finding.cue_spans for b in attribution.cue
        ):
            continue
        theirs = positions(text, attribution.content)
        if 2 * len(mine & theirs) >= len(mine | theirs) > 0:
            return True
    return False


def count(findings_by_article):
    """(rule, class) → [found, right], and the same for "*" as class and as both."""
    found, right = Counter(), Counter()
    for text, findings, gold in findings_by_article:
        for finding in findings:
            good = is_right(text, finding, gold)
            rule = finding.rules[0]
            cue_class = finding.cue_class.name if finding.cue_class else "-"
            for key in ((rule, cue_class), (rule, "*"), ("*", "*")):
                found[key] += 1
                right[key] += good
    return found, right


def shares(found, right):
    """Smoothed shares by key."""
    overall = right["*", "*"] / found["*", "*"]
    result = {("*", "*"): overall}
    for rule, cue_class in sorted(found, key=lambda k: k[1] != "*"):
        if rule == "*":
            continue
        prior = overall if cue_class == "*" else result[rule, "*"]
        key = (rule, cue_class)
        result[key] = (right[key] + PRIOR * prior) / (found[key] + PRIOR)
    return result


def write(found, right, path=TARGET):
    """Write the table that the package reads."""
    lines = [HEAD + "rule\tclass\tfound\tright\tconfidence"]
    result = shares(found, right)
    for key in sorted(result):
        lines.append("\t".join([*key, str(found[key]), str(right[key]), f"{result[key]:.2f}"]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Parse, find, compare, write."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--limit", type=int, default=120)
    cli.add_argument("--models")
    arguments = cli.parse_args()
    pairs = list(islice(read_gold(arguments.gold), arguments.limit))
    articles = [article for article, _ in pairs]
    parsed = Parser(arguments.models, rules_only=True).parse(articles)
    found, right = count(
        (article.text, find(article.text, sentences), gold)
        for (article, gold), sentences in zip(pairs, parsed, strict=True)
    )
    write(found, right)
    print(f"{found['*', '*']} findings, {right['*', '*']} right; written to {TARGET.name}")


if __name__ == "__main__":
    main()
