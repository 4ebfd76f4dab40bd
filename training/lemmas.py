"""Learn how words of a tag and ending change to their lemmas (`quotes/parse/endings.py`).

    python training/lemmas.py BUNDLE --ud TRAIN.conllu --dev-ud DEV.conllu

Writes `en/lean/lemmas.tsv` in BUNDLE: only endings whose change is another one than that of the
longest shorter ending. Prints how many words of the development set that the lemmatizer's table
lacks get the right lemma, by endings and by its network. Files may be gzipped.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data import lemmas as lemmas_in

from quotes.parse.endings import Change, Changes, endings, lemma
from quotes.parse.parser import Parser
from quotes.parse.single import is_itself, lemmas_of

SHORT = 3  # letters of an ending that one word is enough for
SEEN = 2  # words that a longer one needs
"""Chosen by reading; not measured against others."""


def table(path: Path) -> dict[tuple[str, str], str]:
    """The lemma that most occurrences of a word and tag have."""
    return {(word, tag): told for word, tag, told in lemmas_in(path)}


def learned(lemmas: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], Change]:
    """The most frequent change of each ending, where it is not that of a shorter one."""
    seen: defaultdict[tuple[str, str], Counter[Change]] = defaultdict(Counter)
    for (word, tag), told in lemmas.items():
        if word.isalpha() and not is_itself(word, tag):
            change = Change.between(word, told)
            for ending in endings(word):
                if len(ending) >= change.cut:
                    seen[tag, ending][change] += 1
    changes: dict[tuple[str, str], Change] = {}
    for (tag, ending), counted in sorted(seen.items(), key=lambda item: len(item[0][1])):
        change, times = counted.most_common(1)[0]
        shorter = (changes.get((tag, ending[i:])) for i in range(1, len(ending) + 1))
        known = next((c for c in shorter if c), None)
        if change != known and (len(ending) <= SHORT or times >= SEEN):
            changes[tag, ending] = change
    return changes


def asked(processor: Any, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of which the lemmatizer's network is asked: its table lacks them."""
    listed = processor.trainer.skip_seq2seq(pairs)
    return [p for p, known in zip(pairs, listed, strict=True) if not known and not is_itself(*p)]


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("bundle", type=Path)
    cli.add_argument("--ud", type=Path, required=True)
    cli.add_argument("--dev-ud", type=Path, required=True)
    given = cli.parse_args()
    changes: Changes = learned(table(given.ud))
    rows = ("\t".join((*key, str(change.cut), change.put)) for key, change in changes.items())
    (given.bundle / "en" / "lean" / "lemmas.tsv").write_text("\n".join(rows) + "\n", "utf-8")
    processor = Parser(str(given.bundle), lean=False).pipeline.processors["lemma"]
    gold = table(given.dev_ud)
    some = asked(processor, list(gold))
    read = lemmas_of(processor, some)
    told = [(gold[pair], lemma(changes, *pair), read[pair]) for pair in some]
    ours, network = (sum(row[0] == row[i] for row in told) / len(told) for i in (1, 2))
    print(f"{len(changes)} endings; of {len(told)} words {ours:.1%} right, network {network:.1%}")


if __name__ == "__main__":
    main()
