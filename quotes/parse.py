"""Articles to sentences with trees and names: the one place that speaks to Stanza.

Models are named by a specification: `bundled` (those that travel with the package), a folder
in Stanza's resource layout, or `stanza:PACKAGE` for Stanza's own English models, found in
`STANZA_RESOURCES_DIR` or downloaded by Stanza as usual.
"""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from quotes.article import Article, QuotesError, Span
from quotes.attribution.segments import Words
from quotes.blocks import INVISIBLE, Block, blocks
from quotes.read import Failure
from quotes.sentences import rejoin
from quotes.tree import Candidate, Entity, Sentence, Word

BUNDLED = Path(__file__).parent / "models"
PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
TREE = ("tokenize", "mwt", "pos", "depparse")
ENCODER = "quotes-encoder"
BATCH = 12
WORDS = 1000  # that the tree builder scores at once: more leave a processor's caches
PERSONS = ("PER", "PERSON")
SEVERAL = re.compile(r", (?!(?:Jr|Sr|[IVX]+)\b)")
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
    rules_only : leave learned attribution out, if the models have it.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(self, models: str | None = None, *, rules_only: bool = False):
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        folder = models_folder(models)
        self.encoder: Any = None
        self.attribution: Any = None
        self._rules_only = rules_only
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
        options["depparse_batch_size"] = WORDS
        if folder is None:
            package = str(models).partition(":")[2] or "default"
            method = stanza.DownloadMethod.REUSE_RESOURCES
            return stanza.Pipeline("en", package=package, download_method=method, **options)
        cache = FoundationCache(local_files_only=True)
        if (folder / "encoder").is_dir():
            from quotes.encoder import load_encoder

            self.encoder, tokenizer = load_encoder(folder / "encoder")
            cache.bert[ENCODER] = BertRecord(self.encoder, tokenizer, {})
            self.attribution = self._load_attribution(folder, tokenizer)
        return stanza.Pipeline(
            "en",
            dir=str(folder),
            package="quotes",
            download_method=None,
            foundation_cache=cache,
            **options,
        )

    def _load_attribution(self, folder: Path, tokenizer: Any) -> Any:
        path = folder / "en" / "attribution" / "quotes.pt"
        if self._rules_only or not path.is_file():
            return None
        from quotes.attribution.model import AttributionModel

        return AttributionModel(path, self.encoder, tokenizer)

    def parse(self, articles: Sequence[Article]) -> Iterator[list[Sentence]]:
        """Sentences of each article, in order. Each block of an article is parsed by itself."""
        for first in range(0, len(articles), BATCH):
            yield from self._batch(articles[first : first + BATCH])

    def trees(self, articles: Sequence[Article]) -> Iterator[list[Words]]:
        """Words of each article's sentences with their trees, without names."""
        for article in articles:
            found = [b for b in blocks(article.text) if b.section != "metadata"]
            texts = [_document(article.text, b) for b in found]
            parsed = self._annotate(texts, TREE) if texts else []
            if self.encoder is not None:
                self.encoder.forget()
            yield [
                read
                for block, document in zip(found, parsed, strict=True)
                for read in _read(document, article.text, block)
            ]

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
        cut = [[b for b in blocks(a.text) if b.section != "metadata"] for a in articles]
        texts = [
            _document(article.text, b)
            for article, found in zip(articles, cut, strict=True)
            for b in found
        ]
        parsed = iter(self._annotate(texts) if texts else ())
        documents = [[(next(parsed), b) for b in found] for found in cut]
        done = [_article(a.text, d) for a, d in zip(articles, documents, strict=True)]
        if self.attribution is not None:
            read = [
                (a.text, [w for d, b in found for w in _read(d, a.text, b)])
                for a, found in zip(articles, documents, strict=True)
            ]
            for sentences, found in zip(done, self.attribution.candidates(read), strict=True):
                _distribute(sentences, found)
        if self.encoder is not None:
            self.encoder.forget()
        yield from done

    def _annotate(self, documents: list[Any], names: Sequence[str] = ()) -> list[Any]:
        """Run the processors (or these) in their order, with sentences mended after the first."""
        from stanza.models.common.doc import Document

        for name, processor in self._pipeline.processors.items():
            if names and name not in names:
                continue
            documents = processor.bulk_process(documents)
            if name == "tokenize":
                documents = [Document(rejoin(d.to_dict()), text=d.text) for d in documents]
        return documents


def _document(text: str, block: Block) -> Any:
    from stanza.models.common.doc import Document

    return Document([], text=text[opening(text, block) : block.span.end])


def _article(text: str, documents: Sequence[tuple[Any, Block]]) -> list[Sentence]:
    """Sentences of one article from those of its blocks."""
    sentences: list[Sentence] = []
    for document, block in documents:
        for sentence in _sentences(document, text, opening(text, block)):
            sentence.number = len(sentences)
            sentence.paragraph, sentence.section = block.paragraph, block.section
            sentences.append(sentence)
    return sentences


def _distribute(sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> None:
    """Give each candidate to the sentence in which its cue begins."""
    starts = [s.span.start for s in sentences]
    for candidate in candidates:
        sentences[bisect_right(starts, candidate.cue.start) - 1].candidates.append(candidate)


def _read(document: Any, text: str, block: Block) -> Iterator[Words]:
    """The words of each sentence, as the encoder is given them."""
    offset = opening(text, block)
    for sentence in document.sentences:
        if sentence.words:
            spans = [s for t in sentence.tokens for s in _spans(t, offset)]
            words = sentence.words
            heads, relations = [w.head - 1 for w in words], [w.deprel for w in words]
            yield Words([w.text for w in words], spans, block.paragraph, heads, relations)


def _sentences(document: Any, text: str, offset: int) -> Iterator[Sentence]:
    for parsed in document.sentences:
        words = [word for token in parsed.tokens for word in _words(token, text, offset)]
        if words:
            names = [name for e in parsed.ents for name in _names(e, offset)]
            yield Sentence(words, entities=names)


def _names(entity: Any, offset: int) -> Iterator[Entity]:
    start, end = entity.start_char + offset, entity.end_char + offset
    several = split_names(entity.text, start) if entity.type in PERSONS else [Span(start, end)]
    return (Entity(span, entity.type) for span in several)


def split_names(text: str, start: int) -> Iterator[Span]:
    """Where each name of these stands, the first one at `start`: "Roe, Doe" are two persons."""
    for part in SEVERAL.split(text):
        yield Span(start, start + len(part))
        start += len(part) + len(", ")


def _spans(token: Any, offset: int) -> list[Span]:
    """Offsets of the token's words; those of a split token follow from their lengths."""
    start, end = token.start_char + offset, token.end_char + offset
    cuts = _cuts([len(w.text) for w in token.words], start, end)
    return [Span(*cut) for cut in pairwise(cuts)]


def _words(token: Any, text: str, offset: int) -> Iterator[Word]:
    for word, (left, right) in zip(token.words, _spans(token, offset), strict=True):
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
