"""Prepare annotated articles for the attribution head: words of our own pipeline, labels.

    python training/prepare_attribution.py GOLD.jsonl.gz TARGET.pt [--models FOLDER]

Each article becomes sentences of words with their offsets and trees, the features of each word,
and its attributions as word numbers.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

import torch
from tqdm import tqdm

from quotes.learned.segments import EncodedSentence, features, segments
from quotes.parse.parser import Parser
from quotes.scoring.gold import ROLES, Attribution, read_gold
from quotes.text.document import Document
from quotes.text.span import Span


class Prepared(TypedDict):
    """One article as plain lists and tensors.

    `texts`, `heads` and `relations` are a list a sentence, `paragraphs` a number a sentence;
    `spans` and `features` a row a word of the article. `attributions` are spans of the three roles
    and the type, `gold` numbers of words by role, of those with a cue. `segments` are `Segment`s.
    """

    id: str
    text: str
    attributions: list[
        tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, int]], str]
    ]
    texts: list[list[str]]
    spans: torch.Tensor
    paragraphs: list[int]
    heads: list[list[int]]
    relations: list[list[str]]
    features: torch.Tensor
    segments: list[tuple[int, int, int, int]]
    gold: list[dict[str, list[int]]]


def numbers(spans: Sequence[Span], words: Sequence[Span]) -> list[int]:
    """Numbers of the words that these spans touch."""
    return [i for i, word in enumerate(words) if any(span.overlaps(word) for span in spans)]


def prepared(document: Document, gold: Sequence[Attribution]) -> Prepared:
    """A parsed article with its attributions."""
    sentences = [EncodedSentence.of(s) for s in document.sentences]
    words = [span for s in sentences for span in s.spans]
    found = [{role: numbers(getattr(a, role), words) for role in ROLES} for a in gold]
    return {
        "id": document.article.id,
        "text": document.text,
        "attributions": [
            (_plain(a.source), _plain(a.cue), _plain(a.content), a.type) for a in gold
        ],
        "texts": [list(s.texts) for s in sentences],
        "spans": torch.tensor(words),
        "paragraphs": [s.paragraph for s in sentences],
        "heads": [list(s.heads) for s in sentences],
        "relations": [list(s.relations) for s in sentences],
        "features": torch.tensor(features(document.marks, sentences)),
        "segments": [(s.first, s.last, s.start, s.end) for s in segments(sentences)],
        "gold": [a for a in found if a["cue"]],
    }


def _plain(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def parsed(parser: Parser, gold: Path) -> Iterator[tuple[Document, Sequence[Attribution]]]:
    """Annotated articles, parsed one by one."""
    for article, attributions in tqdm(list(read_gold(gold)), unit="article"):
        document = Document.of(article)
        document = replace(document, sentences=tuple(parser.parse(document)))
        parser.forget()
        yield document, attributions


def main() -> None:
    """Tokenise, align, write."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("gold", type=Path)
    cli.add_argument("target", type=Path)
    cli.add_argument("--models", metavar="SPEC", help="as `quotes extract --models`")
    arguments = cli.parse_args()
    rows = [prepared(*pair) for pair in parsed(Parser(arguments.models), arguments.gold)]
    torch.save(rows, arguments.target)
    print(f"{len(rows)} articles, {sum(len(r['spans']) for r in rows)} words")


if __name__ == "__main__":
    main()
