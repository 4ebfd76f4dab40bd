"""Make gold of `read_speakers.tsv`: who speaks in rows of newswire, as readers put it right.

    python training/read_speakers.py ARTICLES.zip OUT.jsonl.gz

ARTICLES.zip holds the articles as text files, named as the table names them. The table has
positions alone, no text: of each row where the speaker's mention stands, and where the article
spells out the speaker's name (several for joint speakers), in code points of the text after each
line's end was made a single character. What is written is read by `training/fit_antecedents.py`;
it tells sources and speakers, and is no gold of contents.
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from quotes.table.cells import read_spans
from quotes.text.span import Span

TABLE = Path(__file__).with_name("read_speakers.tsv")


class Row(NamedTuple):
    """Where a mention stands in its article, and where the name of the one who speaks does."""

    article: str
    mention: Span
    name: tuple[Span, ...]
    type: str


def rows() -> Iterator[Row]:
    """The table's rows, those of one article together."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        article, mention, name, kind = line.split("\t")
        yield Row(article, next(iter(read_spans(mention))), tuple(read_spans(name)), kind)


def attribution(row: Row, text: str) -> dict[str, object]:
    """One row as gold writes it; its mention stands for the content too."""
    names = [" ".join(text[start:end].split()) for start, end in row.name]
    return {
        "type": "indirect",
        "source": [row.mention],
        "cue": [],
        "content": [row.mention],
        "speaker": " and ".join(names),
        "speaker_type": row.type or None,
    }


def main() -> None:
    """Write the articles with what the table tells of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    with ZipFile(given.articles) as folder, gzip.open(given.out, "wt", encoding="utf-8") as out:
        for article, some in groupby(rows(), key=lambda row: row.article):
            text = folder.read(f"{article}.txt").decode("utf-8").replace("\r\n", "\n")
            told = [attribution(row, text) for row in some]
            line = {"doc_id": article, "text": text, "attributions": told}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
