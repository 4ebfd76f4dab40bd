"""Prepare annotated articles for the attribution head: words of our own pipeline, labels.

    python training/attribution.py GOLD.jsonl.gz TARGET.pt [--models FOLDER]

Each article becomes sentences of words with their offsets and trees, the features of each word,
and its attributions as word numbers.
"""

import argparse
from pathlib import Path

import torch

from quotes.learned.segments import features, segments
from quotes.parse.parser import Parser
from quotes.scoring.gold import read_gold


def numbers(spans, starts_ends):
    """Numbers of the words that these spans touch."""
    return [
        i
        for i, (start, end) in enumerate(starts_ends)
        if any(s.start < end and start < s.end for s in spans)
    ]


def prepared(article, gold, sentences):
    """One article as plain lists and tensors."""
    words = [span for s in sentences for span in s.spans]
    found = [
        {role: numbers(getattr(a, role), words) for role in ("source", "cue", "content")}
        for a in gold
    ]
    return {
        "id": article.id,
        "text": article.text,
        "attributions": [(*([tuple(s) for s in a[i]] for i in range(3)), a.type) for a in gold],
        "texts": [list(s.texts) for s in sentences],
        "spans": torch.tensor([tuple(w) for w in words]),
        "paragraphs": [s.paragraph for s in sentences],
        "heads": [list(s.heads) for s in sentences],
        "relations": [list(s.relations) for s in sentences],
        "features": torch.tensor(features(article.text, sentences)),
        "segments": [tuple(s) for s in segments(sentences)],
        "gold": [a for a in found if a["cue"]],
    }


def main() -> None:
    """Tokenise, align, write."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("target", type=Path)
    cli.add_argument("--models")
    arguments = cli.parse_args()
    pairs = list(read_gold(arguments.gold))
    parser = Parser(arguments.models, rules_only=True)
    parsed = parser.trees([article for article, _ in pairs])
    rows = [
        prepared(article, gold, sentences)
        for (article, gold), sentences in zip(pairs, parsed, strict=True)
    ]
    torch.save(rows, arguments.target)
    print(f"{len(rows)} articles, {sum(len(r['spans']) for r in rows)} words")


if __name__ == "__main__":
    main()
