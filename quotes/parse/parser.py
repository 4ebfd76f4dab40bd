"""Articles to sentences with trees and names: the one place that speaks to Stanza.

Models are named by a specification: `bundled` (those that travel with the package), a folder
in Stanza's resource layout, or `stanza:PACKAGE` for Stanza's own English models, found in
`STANZA_RESOURCES_DIR` or downloaded by Stanza as usual.
"""

import os
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError
from quotes.parse.boundaries import rejoin
from quotes.parse.bundle import models_folder
from quotes.parse.convert import Piece, article_sentences, pieces_of, stanza_document
from quotes.text.document import Document
from quotes.text.tree import Sentence

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
    encoder, tokenizer : what the bundle's heads share; None where it has no encoder.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(self, models: str | None = None):
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self.folder = models_folder(models)
        self.encoder: Any = None
        self.tokenizer: Any = None
        try:
            self.pipeline = self._load(self.folder, models)
        except QuotesError:
            raise
        except Exception as error:
            raise QuotesError(
                f"the models of {models or self.folder} did not load: {error}"
            ) from error

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
            from quotes.parse.encoder import load_encoder

            self.encoder, self.tokenizer = load_encoder(folder / "encoder")
            cache.bert[ENCODER] = BertRecord(self.encoder, self.tokenizer, {})
        return stanza.Pipeline(
            "en",
            dir=str(folder),
            package="quotes",
            download_method=None,
            foundation_cache=cache,
            **options,
        )

    def parse(self, document: Document) -> list[Sentence]:
        """Sentences of an article, in order; each of its blocks is parsed by itself.

        So are, in a dialogue, a line's label and what is said. What the encoder computed for them
        is kept until `forget()`: learned attribution reads it.
        """
        text = document.text
        blocks = [block for block in document.blocks if block.section != "metadata"]
        pieces = [Piece(span, block) for block in blocks for span in pieces_of(text, block)]
        parsed = self._annotate([stanza_document(text, p.span) for p in pieces]) if pieces else []
        return article_sentences(text, list(zip(parsed, pieces, strict=True)))

    def forget(self) -> None:
        """Drop what the encoder remembers."""
        if self.encoder is not None:
            self.encoder.forget()

    def _annotate(self, documents: list[Any]) -> list[Any]:
        """Run the processors in their order, with sentences mended after the first."""
        from stanza.models.common.doc import Document

        for name, processor in self.pipeline.processors.items():
            documents = processor.bulk_process(documents)
            if name == "tokenize":
                documents = [Document(rejoin(d.to_dict()), text=d.text) for d in documents]
        return documents
