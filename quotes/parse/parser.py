"""Articles to sentences with trees and names: the one place that speaks to Stanza.

Models are named by a specification: `bundled` (those that travel with the package), a folder
in Stanza's resource layout, or `stanza:PACKAGE` for Stanza's own English models, found in
`STANZA_RESOURCES_DIR` or downloaded by Stanza as usual.
"""

import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.parse.analysis import Given
from quotes.parse.boundaries import Token, is_several, rejoin
from quotes.parse.bundle import models_folder
from quotes.parse.convert import (
    Piece,
    Plain,
    article_sentences,
    pieces_of,
    plain_sentences,
    stanza_document,
    token_spans,
)
from quotes.parse.single import Contractions, Lemmas
from quotes.text.document import Document
from quotes.text.tree import Sentence

if TYPE_CHECKING:
    from quotes.parse.onepass import OnePass
    from quotes.parse.states import WordStates

PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
ENCODER = "quotes-encoder"
WORDS = 1000  # that the tree builder scores at once: more leave a processor's caches


class Parser:
    """Loaded models; `parse` turns articles into sentences.

    Parameters
    ----------
    models : see the module.

    Attributes
    ----------
    folder : where the models are; None for Stanza's own.
    pipeline : Stanza's, with its processors.
    encoder : runs the encoder that the bundle's heads share; None where it has none.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(self, models: str | None = None):
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self.folder = models_folder(models)
        self.encoder: WordStates | None = None
        self._one_pass: OnePass | None = None
        self._forget: Callable[[], None] | None = None
        try:
            self.pipeline = self._load(self.folder, models)
        except QuotesError:
            raise
        except Exception as error:
            raise QuotesError(
                f"the models of {models or self.folder} did not load: {error}"
            ) from error
        processors = self.pipeline.processors
        self._contractions = Contractions(processors.get("mwt"))
        self._lemmas = Lemmas(processors.get("lemma"))

    def _load(self, folder: Path | None, models: str | None) -> Any:
        import stanza
        from stanza.models.common.foundation_cache import BertRecord, FoundationCache

        from quotes.parse.onepass import OnePass, fits

        options: dict[str, Any] = {"processors": PROCESSORS, "verbose": False}
        options["depparse_batch_size"] = WORDS
        if folder is None:
            package = str(models).partition(":")[2] or "default"
            method = stanza.DownloadMethod.REUSE_RESOURCES
            return stanza.Pipeline("en", package=package, download_method=method, **options)
        cache = FoundationCache(local_files_only=True)
        options["package"] = "quotes"
        if (folder / "encoder").is_dir():
            from quotes.parse.encoder import load_encoder
            from quotes.parse.states import WordStates

            encoder, tokenizer = load_encoder(folder / "encoder")
            cache.bert[ENCODER] = BertRecord(encoder, tokenizer, {})
            self._forget = encoder.forget
            self.encoder = WordStates(encoder.bert, tokenizer)
        pipeline = stanza.Pipeline(
            "en", dir=str(folder), download_method=None, foundation_cache=cache, **options
        )
        if self.encoder is not None and fits(pipeline.processors):
            self._one_pass = OnePass(pipeline.processors, self.encoder)
        return pipeline

    def parse(self, document: Document) -> list[Sentence]:
        """Sentences of an article, in order; each of its blocks is parsed by itself.

        So are, in a dialogue, a line's label and what is said.
        """
        return self.parse_with_states(document)[0]

    def parse_with_states(
        self, document: Document, keep: Callable[[Any], Any] | None = None
    ) -> tuple[list[Sentence], list[Any]]:
        """Sentences of an article as `parse` gives them, and the encoder's states of their words.

        Parameters
        ----------
        keep : makes of states (words × layers × width) what is to be given of them, words ×
            width; nothing is given without it.

        """
        text = document.text
        blocks = [block for block in document.blocks if block.section != "metadata"]
        pieces = [Piece(span, block) for block in blocks for span in pieces_of(text, block)]
        if not pieces:
            return [], []
        texts = [stanza_document(text, piece.span) for piece in pieces]
        if self._one_pass is not None:
            return self._in_one_pass(self._one_pass, text, pieces, texts, keep)
        parsed = self._annotate(texts)
        sentences = article_sentences(text, list(zip(parsed, pieces, strict=True)))
        if keep is None or self.encoder is None:
            return sentences, []
        rows = [[word.form for word in sentence.words] for sentence in sentences]
        return sentences, self.encoder.mixed(rows, keep)

    def forget(self) -> None:
        """Drop what the encoder remembers of sentences that Stanza's processors had."""
        if self._forget is not None:
            self._forget()

    def _in_one_pass(
        self,
        one_pass: "OnePass",
        text: str,
        pieces: Sequence[Piece],
        texts: list[Any],
        keep: Callable[[Any], Any] | None,
    ) -> tuple[list[Sentence], list[Any]]:
        found = self.pipeline.processors["tokenize"].bulk_process(texts)
        rows = [
            (piece.block, piece.span.start, row)
            for piece, document in zip(pieces, found, strict=True)
            for row in rejoin(document.to_dict())
        ]
        self._contractions.learn(t["text"] for *_, row in rows for t in row if is_several(t))
        given = [self._given(row) for *_, row in rows]
        read = one_pass(given, keep)
        lemmas = iter(
            self._lemmas(
                pair
                for sentence, analysis in zip(given, read, strict=True)
                for pair in zip(sentence.words, analysis.upos, strict=True)
            )
        )
        parts = [
            Plain(
                block,
                sentence.words,
                token_spans(row, sentence, offset),
                analysis,
                list(islice(lemmas, len(sentence.words))),
            )
            for (block, offset, row), sentence, analysis in zip(rows, given, read, strict=True)
        ]
        states = [analysis.states for analysis in read] if keep else []
        return plain_sentences(text, parts), states

    def _given(self, row: Sequence[Token]) -> Given:
        """A sentence, given as tokens, with its words."""
        words: list[str] = []
        last = []
        for token in row:
            words.extend(
                self._contractions[token["text"]] if is_several(token) else (token["text"],)
            )
            last.append(len(words) - 1)
        return Given(words, [token["text"] for token in row], last)

    def _annotate(self, documents: list[Any]) -> list[Any]:
        """Run the processors in their order, with sentences mended after the first."""
        from stanza.models.common.doc import Document

        for name, processor in self.pipeline.processors.items():
            documents = processor.bulk_process(documents)
            if name == "tokenize":
                documents = [Document(rejoin(d.to_dict()), text=d.text) for d in documents]
        self.forget()
        return documents
