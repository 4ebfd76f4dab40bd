"""Articles to sentences with trees and names: the one place that speaks to Stanza.

Models are named by a specification: `bundled` (those that travel with the package), a folder
in Stanza's resource layout, or `stanza:PACKAGE` for Stanza's own English models, found in
`STANZA_RESOURCES_DIR` or downloaded by Stanza as usual.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.parse.analysis import Given
from quotes.parse.boundaries import Token, is_several, rejoin
from quotes.parse.bundle import CUTTER, HEADS, LEMMAS, encoder_folder, lean_file, models_folder
from quotes.parse.convert import (
    Piece,
    Plain,
    article_sentences,
    pieces_of,
    plain_sentences,
    token_spans,
)
from quotes.parse.endings import Changes, read_changes
from quotes.parse.runs import Shortened
from quotes.parse.single import lemmas_of, words_of
from quotes.text.document import Document
from quotes.text.kinds import Section
from quotes.text.tree import Sentence

if TYPE_CHECKING:
    from quotes.parse.cutting import Cutting
    from quotes.parse.onepass import OnePass
    from quotes.parse.states import WordStates

PROCESSORS = "tokenize,mwt,pos,lemma,depparse,ner"
BESIDE_LEAN = "tokenize,mwt,lemma"  # what is left to Stanza where there are lean heads
ENCODER = "quotes-encoder"
OPENING = 2  # paragraphs of which one may begin with any dateline. Chosen by reading, not measured
WORDS = 1000  # that the tree builder scores at once: more leave a processor's caches
SHAPES = 128  # for which oneDNN keeps its plans: sentences differ, and memory grows with each


class Parser:
    """Loaded models; `parse` turns articles into sentences.

    Parameters
    ----------
    models : see the module.
    lean : use lean heads, tokenizer and lemmas rather than Stanza's, where the bundle has both.

    Attributes
    ----------
    folder : where the models are; None for Stanza's own.
    pipeline : Stanza's, with its processors.
    encoder : runs the encoder that the bundle's heads share; None where it has none.
    cut : the tokenizer, where it is quicker than Stanza's own; else None.
    one_pass : tagger, tree builder and name finder over one pass of the encoder, or None.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(self, models: str | None = None, *, lean: bool = True):
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", str(SHAPES))
        self.folder = models_folder(models)
        self.encoder: WordStates | None = None
        self.cut: Cutting | None = None
        self.one_pass: OnePass | None = None
        self._changes: Changes | None = None
        self._forget: Callable[[], None] | None = None
        try:
            self.pipeline = self._load(self.folder, models, lean=lean)
        except QuotesError:
            raise
        except Exception as error:
            raise QuotesError(
                f"the models of {models or self.folder} did not load: {error}"
            ) from error

    def _load(self, folder: Path | None, models: str | None, *, lean: bool) -> Any:
        import stanza
        import torch
        from stanza.models.common.foundation_cache import BertRecord, FoundationCache

        from quotes.parse import stanzacutting
        from quotes.parse.onepass import StanzaPass, fits

        options: dict[str, Any] = {"processors": PROCESSORS, "verbose": False}
        options["depparse_batch_size"] = WORDS
        if folder is None:
            package = str(models).partition(":")[2] or "default"
            method = stanza.DownloadMethod.REUSE_RESOURCES
            return stanza.Pipeline("en", package=package, download_method=method, **options)
        cache = FoundationCache(local_files_only=True)
        options["package"] = "quotes"
        if shared := encoder_folder(folder):
            from quotes.parse.deferred import Deferred, DeferredTokenizer
            from quotes.parse.states import WordStates
            from quotes.parse.weights import read_bert

            bert = read_bert(shared, "cuda" if torch.cuda.is_available() else "cpu")
            encoder = Deferred(shared, bert.config)
            cache.bert[ENCODER] = BertRecord(encoder, DeferredTokenizer(encoder), {})
            self._forget = encoder.forget
            self.encoder = WordStates(bert)
        heads, cutter, changes = (
            lean_file(folder, name) if lean else None for name in (HEADS, CUTTER, LEMMAS)
        )
        if heads is not None:
            options |= {"processors": BESIDE_LEAN, "lemma_pretagged": True}
        pipeline = stanza.Pipeline(
            "en", dir=str(folder), download_method=None, foundation_cache=cache, **options
        )
        if cutter is not None:
            from quotes.parse.cutter import LeanCutting

            self.cut = LeanCutting(cutter)
        elif stanzacutting.fits(pipeline.processors["tokenize"]):
            self.cut = stanzacutting.StanzaCutting(pipeline.processors["tokenize"])
        self._changes = read_changes(changes) if changes is not None else None
        if self.encoder is not None and heads is not None:
            from quotes.parse.leanpass import LeanPass

            self.one_pass = LeanPass(heads, self.encoder)
        elif self.encoder is not None and fits(pipeline.processors):
            self.one_pass = StanzaPass(pipeline.processors, self.encoder)
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
        blocks = [block for block in document.blocks if block.section != Section.METADATA]
        first = [block for block in blocks if block.section == Section.BODY][:OPENING]
        pieces = [
            Piece(span, block)
            for block in blocks
            for span in pieces_of(text, block, first=block in first)
        ]
        if not pieces:
            return [], []
        rows = self.tokenized(text, pieces)
        if self.one_pass is not None:
            return self._in_one_pass(self.one_pass, text, pieces, rows, keep)
        parsed = self._annotate(text, pieces, rows)
        sentences = article_sentences(text, list(zip(parsed, pieces, strict=True)))
        if keep is None or self.encoder is None:
            return sentences, []
        forms = [[word.form for word in sentence.words] for sentence in sentences]
        return sentences, self.encoder.mixed(forms, keep)

    def forget(self) -> None:
        """Drop what the encoder remembers of sentences that Stanza's processors had."""
        if self._forget is not None:
            self._forget()

    def tokenized(self, text: str, pieces: Sequence[Piece]) -> list[list[list[Token]]]:
        """Sentences of each piece, mended, as rows of tokens with their offsets in the piece."""
        from stanza.models.common.doc import Document

        given = [Shortened(text[slice(*piece.span)]) for piece in pieces]
        if self.cut is not None:
            found = self.cut([part.text for part in given])
        else:
            documents = [Document([], text=part.text) for part in given]
            documents = self.pipeline.processors["tokenize"].bulk_process(documents)
            found = [document.to_dict() for document in documents]
        return [rejoin(part.restored(rows)) for part, rows in zip(given, found, strict=True)]

    def _in_one_pass(
        self,
        one_pass: "OnePass",
        text: str,
        pieces: Sequence[Piece],
        rows: Sequence[list[list[Token]]],
        keep: Callable[[Any], Any] | None,
    ) -> tuple[list[Sentence], list[Any]]:
        processors = self.pipeline.processors
        placed = [
            (piece.block, piece.span.start, row)
            for piece, some in zip(pieces, rows, strict=True)
            for row in some
        ]
        several = words_of(
            processors.get("mwt"), (t["text"] for *_, row in placed for t in row if is_several(t))
        )
        given = [_given(row, several) for *_, row in placed]
        read = one_pass(given, keep)
        pairs = [
            list(zip(sentence.words, analysis.upos, strict=True))
            for sentence, analysis in zip(given, read, strict=True)
        ]
        lemmas = lemmas_of(processors["lemma"], chain.from_iterable(pairs), self._changes)
        parts = [
            Plain(
                block,
                sentence.words,
                token_spans(row, sentence, offset),
                analysis,
                [lemmas[pair] for pair in tagged],
            )
            for (block, offset, row), sentence, analysis, tagged in zip(
                placed, given, read, pairs, strict=True
            )
        ]
        states = [analysis.states for analysis in read] if keep else []
        return plain_sentences(text, parts), states

    def _annotate(
        self, text: str, pieces: Sequence[Piece], rows: Sequence[list[list[Token]]]
    ) -> list[Any]:
        """Run the processors that follow the tokenizer, in their order."""
        from stanza.models.common.doc import Document

        documents = [
            Document(some, text=text[slice(*piece.span)])
            for some, piece in zip(rows, pieces, strict=True)
        ]
        for name, processor in self.pipeline.processors.items():
            if name != "tokenize":
                documents = processor.bulk_process(documents)
        self.forget()
        return documents


def _given(row: Sequence[Token], several: Mapping[str, Sequence[str]]) -> Given:
    """A sentence, given as tokens, with its words."""
    words: list[str] = []
    last = []
    for token in row:
        words.extend(several[token["text"]] if is_several(token) else (token["text"],))
        last.append(len(words) - 1)
    return Given(words, [token["text"] for token in row], last)
