"""Unpack the data and make each trainer's input.

    python training/data.py DATA WORK

DATA holds `ud/en_ewt_gum-ud-{train,dev,test}.conllu.gz` and
`ner/en_worldwide.{train,dev,test}.json.gz`. WORK gets `{train,dev,test}.conllu`,
`ner.{train,dev,test}.json`, `lemma.train.conllu`, and Stanza's own inputs for the tokenizer and
the splitter of multi-word tokens under `stanza/`.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

TREEBANK = "UD_English-Quotes"
SPLITS = ("train", "dev", "test")
ROWS = 20
"""Words in one made-up sentence of the lemmatizer's training file."""


def open_text(path: Path) -> TextIO:
    """Open a file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    return cast(TextIO, opened(path, "rt", encoding="utf-8"))


def unpack(source: Path, target: Path) -> None:
    """Write a gzipped file out."""
    with gzip.open(source, "rb") as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file)


def prepare(work: Path) -> None:
    """Let Stanza make the tokenizer's and the splitter's inputs from the treebank."""
    root = work.resolve() / "stanza"
    treebank = root / "ud" / TREEBANK
    treebank.mkdir(parents=True, exist_ok=True)
    for split in SPLITS:
        shutil.copyfile(work / f"{split}.conllu", treebank / f"en_quotes-ud-{split}.conllu")
    environment = {**os.environ, "UDBASE": str(root / "ud"), "DATA_ROOT": str(root)}
    for kind in ("tokenizer", "mwt"):
        module = f"stanza.utils.datasets.prepare_{kind}_treebank"
        subprocess.run([sys.executable, "-m", module, TREEBANK], env=environment, check=True)


def lemmas(path: Path) -> Iterator[tuple[str, str, str]]:
    """Each distinct word and tag of a CoNLL-U file, with the lemma that most occurrences have."""
    seen: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with open_text(path) as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                _, word, lemma, tag, *_ = columns
                seen[word, tag][lemma] += 1
    for (word, tag), counted in seen.items():
        yield word, tag, counted.most_common(1)[0][0]


def write_lemmas(source: Path, target: Path) -> None:
    """Write one row a distinct word and tag, as sentences: what the lemmatizer learns from.

    It looks at single words, so that repeated ones only cost time.
    """
    with target.open("w", encoding="utf-8") as file:
        for i, (word, tag, lemma) in enumerate(lemmas(source)):
            place = i % ROWS
            if i and not place:
                file.write("\n")
            head, relation = (1, "dep") if place else (0, "root")
            row = (place + 1, word, lemma, tag, "_", "_", head, relation, "_", "_")
            file.write("\t".join(map(str, row)) + "\n")
        file.write("\n")


def main() -> None:
    """Write WORK."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("data", type=Path)
    cli.add_argument("work", type=Path)
    arguments = cli.parse_args()
    data, work = arguments.data, arguments.work
    work.mkdir(parents=True, exist_ok=True)
    for split in SPLITS:
        unpack(data / "ud" / f"en_ewt_gum-ud-{split}.conllu.gz", work / f"{split}.conllu")
        unpack(data / "ner" / f"en_worldwide.{split}.json.gz", work / f"ner.{split}.json")
    write_lemmas(work / "train.conllu", work / "lemma.train.conllu")
    prepare(work)


if __name__ == "__main__":
    main()
