"""Articles to sentences with trees and names: the one place that speaks to Stanza.

Models are named by a specification: `bundled` (those that travel with the package), a folder
in Stanza's resource layout, or `stanza:PACKAGE` for Stanza's own English models, found in
`STANZA_RESOURCES_DIR` or downloaded by Stanza as usual.
"""

import os
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from quotes.article import Article, QuotesError, Span
from quotes.blocks import INVISIBLE, Block, blocks
from quotes.read import Failure
from quotes.sentences import rejoin
from quotes.tree import Entity, Sentence, Word

BUNDLED = Path(__file__).parent / "models"
PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
ENCODER = "quotes-encoder"
BATCH = 12
# "LONDON (Reuters) - ", "NEW YORK, March 3 — ": place in capitals, day, agency, dash
DATELINE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3}(?:, [A-Z][\w. ]{1,20})?"
    r"(?: ?\([A-Z][^()\n]{1,30}\))? ?(?:--|[-–—]) ?(?=\S)"
)


def models_folder(models: str | None) -> Path | None:
    """The folder a specification names; None for Stanza's own.

    Raises
    ------
    QuotesError
        when the folder holds no `resources.json`.

    """
    if models and models.startswith("stanza:"):
        return None
    folder = Path(models) if models and models != "bundled" else BUNDLED
    if not (folder / "resources.json").is_file():
        raise QuotesError(
            f"{folder} holds no Stanza models (resources.json was not found): give a folder in "
            "Stanza's layout, 'bundled', or 'stanza:default_accurate' for Stanza's own"
        )
    return folder


def opening(text: str, block: Block) -> int:
    """Where the sentences of a block begin: after marks of no width and `LONDON (Agency) - `."""
    start = block.span.start
    while start < block.span.end and text[start] in INVISIBLE:
        start += 1
    prefix = DATELINE.match(text, start, block.span.end) if block.section == "body" else None
    return prefix.end() if prefix else start


def unparsed(article: Article, error: Exception) -> Failure:
    """What to report of an article that broke models or rules."""
    what = f"{type(error).__name__}: {error}"
    return Failure(article.id, f"it could not be analysed ({what}): shorten it or leave it out")


def describe_models(models: str | None) -> str:
    """Which models a specification means, and where they are."""
    folder = models_folder(models)
    if folder is None:
        where = os.environ.get("STANZA_RESOURCES_DIR", "Stanza's cache, downloaded when missing")
        return f"Stanza's own English models, package {str(models).partition(':')[2]}: {where}"
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    name = "models that travel with quotes" if folder == BUNDLED else "models in Stanza's layout"
    return f"{name}: {folder} ({size / 1e6:.0f} MB)"


class Parser:
    """Loaded models; `parse` turns articles into sentences.

    Parameters
    ----------
    models : see the module.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(self, models: str | None = None):
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = models_folder(models)
        self.encoder: Any = None
        try:
            self._pipeline = self._load(folder, models)
        except QuotesError:
            raise
        except Exception as error:
            raise QuotesError(f"the models of {models or folder} did not load: {error}") from error

    def _load(self, folder: Path | None, models: str | None) -> Any:
        import stanza
        from stanza.models.common.foundation_cache import BertRecord, FoundationCache

        options: dict[str, Any] = {"processors": PROCESSORS, "verbose": False}
        if folder is None:
            package = str(models).partition(":")[2] or "default"
            method = stanza.DownloadMethod.REUSE_RESOURCES
            return stanza.Pipeline("en", package=package, download_method=method, **options)
        cache = FoundationCache(local_files_only=True)
        if (folder / "encoder").is_dir():
            from quotes.encoder import load_encoder

            self.encoder, tokenizer = load_encoder(folder / "encoder")
            cache.bert[ENCODER] = BertRecord(self.encoder, tokenizer, {})
        return stanza.Pipeline(
            "en",
            dir=str(folder),
            package="quotes",
            download_method=None,
            foundation_cache=cache,
            **options,
        )

    def parse(self, articles: Sequence[Article]) -> Iterator[list[Sentence]]:
        """Sentences of each article, in order. Each block of an article is parsed by itself."""
        for first in range(0, len(articles), BATCH):
            yield from self._batch(articles[first : first + BATCH])

    def parse_all(
        self, articles: Sequence[Article], failures: list[Failure]
    ) -> Iterator[tuple[Article, list[Sentence]]]:
        """Articles with their sentences; one that cannot be parsed is added to `failures`."""
        for first in range(0, len(articles), BATCH):
            batch = articles[first : first + BATCH]
            try:
                parsed = list(self._batch(batch))
            except Exception:  # whatever it was, it must not cost the other articles
                yield from self._singly(batch, failures)
            else:
                yield from zip(batch, parsed, strict=True)

    def _singly(
        self, batch: Sequence[Article], failures: list[Failure]
    ) -> Iterator[tuple[Article, list[Sentence]]]:
        for article in batch:
            try:
                (sentences,) = self._batch([article])
            except Exception as error:
                failures.append(unparsed(article, error))
            else:
                yield article, sentences

    def _batch(self, articles: Sequence[Article]) -> Iterator[list[Sentence]]:
        from stanza.models.common.doc import Document

        cut = [[b for b in blocks(a.text) if b.section != "metadata"] for a in articles]
        texts = [
            Document([], text=article.text[opening(article.text, b) : b.span.end])
            for article, found in zip(articles, cut, strict=True)
            for b in found
        ]
        parsed = iter(self._annotate(texts) if texts else ())
        if self.encoder is not None:
            self.encoder.forget()
        for article, found in zip(articles, cut, strict=True):
            sentences: list[Sentence] = []
            for block in found:
                for sentence in _sentences(
                    next(parsed), article.text, opening(article.text, block)
                ):
                    sentence.number = len(sentences)
                    sentence.paragraph, sentence.section = block.paragraph, block.section
                    sentences.append(sentence)
            yield sentences

    def _annotate(self, documents: list[Any]) -> list[Any]:
        """Run the processors in their order, with sentences mended after the first."""
        from stanza.models.common.doc import Document

        for name, processor in self._pipeline.processors.items():
            documents = processor.bulk_process(documents)
            if name == "tokenize":
                documents = [Document(rejoin(d.to_dict()), text=d.text) for d in documents]
        return documents


def _sentences(document: Any, text: str, offset: int) -> Iterator[Sentence]:
    for parsed in document.sentences:
        words = [word for token in parsed.tokens for word in _words(token, text, offset)]
        if words:
            names = [
                Entity(Span(e.start_char + offset, e.end_char + offset), e.type)
                for e in parsed.ents
            ]
            yield Sentence(words, entities=names)


def _words(token: Any, text: str, offset: int) -> Iterator[Word]:
    """The token's words; offsets of a split token's words follow from their lengths."""
    start, end = token.start_char + offset, token.end_char + offset
    cuts = _cuts([len(w.text) for w in token.words], start, end)
    for word, (left, right) in zip(token.words, pairwise(cuts), strict=True):
        yield Word(
            index=word.id - 1,
            text=text[left:right],
            lemma=word.lemma or word.text,
            upos=word.upos or "X",
            xpos=word.xpos or "_",
            feats=word.feats or "_",
            head=word.head - 1,
            deprel=word.deprel,
            start=left,
            end=right,
        )


def _cuts(lengths: Sequence[int], start: int, end: int) -> list[int]:
    # "don't" is "do" + "n't"; where the expansion is not verbatim, the last word takes the rest
    cuts = [start]
    for length in lengths[:-1]:
        cuts.append(min(cuts[-1] + length, end))
    return [*cuts, end]
