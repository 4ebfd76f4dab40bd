r"""Case files: a parse in CoNLL-U with the rows that it must give, in its comments.

    # document = the article's text, line breaks written as \n
    # quote = direct | affirmed | Jane Roe (person) | she | said | “The plan,” … “is ready.” | rule

    python tests/case_files.py NAME "An article." [--models FOLDER]

makes a new one from a model's parse, to be read and put right by hand before it is kept.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

from corpora import document

from quotes.extractor import attribute
from quotes.parse.conllu import from_conllu, to_conllu
from quotes.table.rows import assemble
from quotes.text.article import Article
from quotes.text.document import Document
from quotes.text.tree import Sentence

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A case file's text, its sentences, and its expected rows."""

    text: str
    sentences: list[Sentence]
    rows: list[str]


def load(path: Path) -> Case:
    """Read a case file."""
    content = path.read_text(encoding="utf-8")
    text = content.partition("\n")[0].removeprefix("# document = ").replace("\\n", "\n")
    rows = [
        line.removeprefix("# quote = ")
        for line in content.splitlines()
        if line.startswith("# quote = ")
    ]
    return Case(text, from_conllu(content, text), rows)


def rows(text: str, sentences: list[Sentence]) -> list[str]:
    """The quotations found, one line each, as the case files write them."""
    article = Article("case", text, "case")
    return [
        " | ".join(
            str(cell)
            for cell in (
                quote.quote_type,
                quote.polarity,
                f"{quote.speaker} ({quote.speaker_type})" if quote.speaker else "-",
                quote.mention or "-",
                quote.cue or "-",
                quote.content,
                quote.rule,
            )
        )
        for quote in assemble([article], [attribute(document(text, sentences))])
    ]


def save(path: Path, text: str, sentences: list[Sentence], found: list[str]) -> None:
    """Write a case file."""
    head = [f"# document = {text.replace(chr(10), chr(92) + 'n')}"]
    head += [f"# quote = {row}" for row in found]
    path.write_text("\n".join(head) + "\n" + to_conllu(sentences), encoding="utf-8")


def main() -> None:
    """Make a case file from a model's parse."""
    from quotes.parse.parser import Parser

    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("name")
    cli.add_argument("text")
    cli.add_argument("--models")
    arguments = cli.parse_args()
    text = arguments.text.replace("\\n", "\n")
    sentences = Parser(arguments.models).parse(Document.of(Article("case", text, "case")))
    found = rows(text, sentences)
    save(FOLDER / f"{arguments.name}.conllu", text, sentences, found)


if __name__ == "__main__":
    main()
