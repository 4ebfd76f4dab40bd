"""Score a bundle's Stanza heads with Stanza's own scorers, and print a table for the model card.

    python training/score_models.py --models BUNDLE --ud FILE.conllu --ner FILE.json

Syntax is scored twice: from raw text, rebuilt from the test set, and from gold tokens (tags,
lemmas and trees are predicted all the same). Files may be gzipped. Of each treebank and of the
names, `--limit-sentences` takes the first so many. Text goes through in chunks of some thousand
words, and the encoder forgets after each, so that memory stays flat.
"""

import argparse
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import conllu
import torch
from data import open_text
from stanza.models.common.doc import Document
from stanza.models.common.utils import ud_scores
from stanza.models.ner.data import DataLoader as NameData
from stanza.models.ner.scorer import score_by_entity
from stanza.utils.conll import CoNLL

from quotes.parse.parser import Parser

CHUNK_WORDS = 3000
CHUNK_SENTENCES = 150
METRICS = ("Tokens", "Sentences", "Words", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS")
Sentence = conllu.TokenList
FROM_TEXT = "tokenize,mwt,pos,lemma,depparse"
FROM_TOKENS = "pos,lemma,depparse"


def read_documents(path: Path) -> list[list[Sentence]]:
    """Documents of a CoNLL-U file, each a list of sentences."""
    documents: list[list[Sentence]] = []
    with open_text(path) as file:
        for sentence in conllu.parse_incr(file):
            if not documents or begins(sentence, "newdoc"):
                documents.append([])
            documents[-1].append(sentence)
    return documents


def begins(sentence: Sentence, what: str) -> bool:
    """Whether the file says that a `newdoc` or `newpar` begins with this sentence."""
    return any(name.split()[0] == what for name in sentence.metadata)


def bare(sentence: Sentence) -> str:
    """The sentence with tokens and words only."""
    keep = ("id", "form", "misc")
    rows = [
        conllu.Token({n: v if n in keep else None for n, v in token.items()}) for token in sentence
    ]
    return str(conllu.TokenList(rows).serialize())


def space_after(sentence: Sentence) -> str:
    """What separates it from the next sentence of its paragraph."""
    last = sentence[-1]
    whole = [t for t in sentence if isinstance(t["id"], tuple) and t["id"][-1] == last["id"]]
    misc = (whole or [last])[0]["misc"] or {}
    return "" if misc.get("SpaceAfter") == "No" else " "


def limited(documents: Iterable[list[Sentence]], limit: int | None) -> list[list[Sentence]]:
    """The first documents, up to so many sentences."""
    kept: list[list[Sentence]] = []
    left = limit
    for document in documents:
        kept.append(document[:left])
        if left is not None:
            left -= len(kept[-1])
            if not left:
                break
    return kept


def raw_text(document: list[Sentence]) -> str:
    """The text as it was before it was cut: a blank line between paragraphs."""
    parts: list[str] = []
    for i, sentence in enumerate(document):
        if i and begins(sentence, "newpar"):
            parts[-1] = "\n\n"
        parts += [sentence.metadata["text"], space_after(sentence)]
    return "".join(parts).strip()


def chunks(documents: list[list[Sentence]]) -> Iterator[list[list[Sentence]]]:
    """Documents in groups of about `CHUNK_WORDS` words."""
    group: list[list[Sentence]] = []
    size = 0
    for document in documents:
        group.append(document)
        size += sum(map(len, document))
        if size >= CHUNK_WORDS:
            yield group
            group, size = [], 0
    if group:
        yield group


def whole(document: Document) -> Document:
    """With the text of words that were cut for the models, such as long addresses."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if len(token.words) == 1:
                token.text = token.words[0].text = document.text[token.start_char : token.end_char]
    return document


class Scorer:
    """A loaded bundle, and what it predicts."""

    def __init__(self, models: str):
        self.parser = Parser(models, lean=False)

    def _forget(self) -> None:
        self.parser.forget()

    def parsed(self, documents: list[list[Sentence]], raw: bool) -> str:
        """CoNLL-U of the documents, predicted."""
        lines = []
        for group in chunks(documents):
            if raw:
                given = [Document([], text=raw_text(document)) for document in group]
            else:
                given = [
                    CoNLL.conll2doc(input_str="".join(map(bare, document))) for document in group
                ]
            if raw:
                found = map(whole, self.parser.pipeline.bulk_process(given, processors=FROM_TEXT))
            else:
                found = self.parser.pipeline.bulk_process(given, processors=FROM_TOKENS)
            lines += [f"{document:C}\n\n" for document in found]
            self._forget()
        return "".join(lines)

    def named(self, sentences: list[Any]) -> tuple[list[list[str]], list[list[str]]]:
        """Tags of the sentences' tokens: those predicted, and the gold ones, both as BIOES."""
        trainer = self.parser.pipeline.processors["ner"].trainer
        predicted, gold = [], []
        for first in range(0, len(sentences), CHUNK_SENTENCES):
            data = NameData(
                Document(sentences[first : first + CHUNK_SENTENCES]),
                32,
                trainer.args,
                vocab=trainer.vocab,
                evaluation=True,
                bert_tokenizer=trainer.model.bert_tokenizer,
            )
            gold += [[tags[0] for tags in sentence] for sentence in data.tags]
            for batch in data:
                predicted += trainer.predict(batch)
            self._forget()
        return predicted, gold


def treebanks(
    documents: list[list[Sentence]], prefix: str, limit: int | None
) -> dict[str, list[list[Sentence]]]:
    """The test set in its parts: EWT and GUM."""
    parts: dict[str, list[list[Sentence]]] = {"EWT": [], "GUM": []}
    for document in documents:
        is_gum = (document[0].metadata.get("sent_id") or "").startswith(prefix)
        parts["GUM" if is_gum else "EWT"].append(document)
    return {name: limited(part, limit) for name, part in parts.items() if part}


def syntax(scorer: Scorer, parts: dict[str, list[list[Sentence]]]) -> list[dict[str, Any]]:
    """F1 of each of `METRICS`, in per cent, of each part and of all."""
    gold = {
        name: "".join(sentence.serialize() for document in part for sentence in document)
        for name, part in parts.items()
    }
    groups = {name: [name] for name in parts} | ({"both": list(parts)} if len(parts) > 1 else {})
    rows = []
    for start, raw in (("raw text", True), ("gold tokens", False)):
        found = {name: scorer.parsed(part, raw) for name, part in parts.items()}
        for group, members in groups.items():
            expected, given = ("".join(text[name] for name in members) for text in (gold, found))
            scores = ud_scores(io.StringIO(expected), io.StringIO(given))
            count = sum(len(document) for name in members for document in parts[name])
            figures = {metric: 100 * scores[metric].f1 for metric in METRICS}
            rows.append({"test set": group, "sentences": count, "from": start, **figures})
    return rows


def names(scorer: Scorer, path: Path, limit: int | None) -> dict[str, Any]:
    """Precision, recall and F1 of all entities, and F1 by type, in per cent."""
    with open_text(path) as file:
        sentences = json.load(file)[:limit]
    precision, recall, f1, by_type = score_by_entity(*scorer.named(sentences), verbose=False)
    return {
        "sentences": len(sentences),
        "precision": 100 * precision,
        "recall": 100 * recall,
        "F1": 100 * f1,
        "by_type": {kind: 100 * value for kind, value in by_type.items()},
    }


def score(arguments: argparse.Namespace) -> dict[str, Any]:
    """All scores."""
    scorer = Scorer(arguments.models)
    limit = arguments.limit_sentences
    result: dict[str, Any] = {}
    if arguments.ud:
        parts = treebanks(read_documents(arguments.ud), arguments.treebank_prefix, limit)
        result["syntax"] = syntax(scorer, parts)
    if arguments.ner:
        result["names"] = names(scorer, arguments.ner, limit)
    return result


def row(*cells: object) -> str:
    """A row of a Markdown table."""
    shown = (f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return f"| {' | '.join(shown)} |"


def table(result: dict[str, Any]) -> str:
    """The scores in Markdown: F1 in per cent."""
    lines = []
    if "syntax" in result:
        lines += [row("Test set", "Size", "From", *METRICS), row(*["---"] * 12)]
        lines += [row(*scores.values()) for scores in result["syntax"]]
    if "names" in result:
        found = result["names"]
        kinds = found["by_type"]
        lines += ["", row("Names", "P", "R", "F1", *(f"F1 {kind}" for kind in kinds))]
        lines.append(row(*["---"] * (4 + len(kinds))))
        every = (found[key] for key in ("precision", "recall", "F1"))
        lines.append(row(f"{found['sentences']} sentences", *every, *kinds.values()))
    return "\n".join(lines).strip()


def main() -> None:
    """Score and print."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("--models", required=True, help="the bundle's folder")
    cli.add_argument("--ud", type=Path, help="test set of EWT and GUM, CoNLL-U")
    cli.add_argument("--treebank-prefix", default="GUM_", help="how GUM's sent_id begin")
    cli.add_argument("--ner", type=Path, help="test set of names, lists of tokens in JSON")
    cli.add_argument("--limit-sentences", type=int, metavar="N", help="of each part")
    cli.add_argument("--json", type=Path, metavar="OUT", help="write the figures there too")
    arguments = cli.parse_args()
    if not arguments.ud and not arguments.ner:
        cli.error("give --ud, --ner or both")
    with torch.no_grad():
        result = score(arguments)
    print(table(result))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
