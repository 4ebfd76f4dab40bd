"""The trained head at work: from parsed sentences to candidates, over states already computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from quotes.learned.branches import Tree
from quotes.learned.head import AttributionHead
from quotes.learned.proposals import Proposal, propose_all
from quotes.learned.segments import EncodedSentence, Segment, features, paragraphs, segments, tree
from quotes.text.document import Candidate, Document
from quotes.text.span import Span


def load_model(folder: Path | None, encoder: Any, tokenizer: Any) -> "AttributionModel | None":
    """The head that a bundle brings, over the encoder that its other heads share; None without."""
    path = folder / "en" / "attribution" / "quotes.pt" if folder else None
    if path is None or encoder is None or not path.is_file():
        return None
    return AttributionModel(path, encoder, tokenizer)


@dataclass
class ArticleSegment:
    """A segment of an article with what the head reads of its words."""

    segment: Segment
    features: torch.Tensor
    paragraphs: Sequence[int]
    tree: Tree


class AttributionModel:
    """A head with the encoder and tokenizer that it was trained over.

    Parameters
    ----------
    path : the head's file.
    encoder, tokenizer : shared with the other heads.

    """

    def __init__(self, path: Path, encoder: Any, tokenizer: Any):
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.head = AttributionHead(**saved["config"])
        self.head.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        self.head.eval()
        self.encoder, self.tokenizer = encoder, tokenizer
        self._mix = self.head.as_stanza_mixes()

    def candidates(self, document: Document) -> list[Candidate]:
        """Candidates of a parsed document, in the order of its text."""
        sentences = [EncodedSentence.of(s) for s in document.sentences]
        with torch.no_grad():
            states = self._states(sentences)
            found = propose_all(
                self.head,
                _segments(document, sentences),
                lambda some: [states[p.segment.start : p.segment.end] for p in some],
            )
        spans = [span for s in sentences for span in s.spans]
        return sorted((_candidate(proposal, spans) for _, proposal in found), key=lambda c: c.cue)

    def _states(self, sentences: Sequence[EncodedSentence]) -> torch.Tensor:
        """Mixed states: what the encoder remembers, where other heads asked for it."""
        from stanza.models.common.bert_embedding import extract_bert_embeddings

        device = next(self.encoder.parameters()).device
        rows = extract_bert_embeddings(
            "quotes", self.tokenizer, self.encoder, [list(s.texts) for s in sentences],
            device, keep_endpoints=False, detach=True, bert_layer_mix=self._mix,
        )  # fmt: skip
        return torch.cat(rows).cpu() if rows else torch.zeros(0, self.head.sizes["width"])


def _segments(document: Document, sentences: Sequence[EncodedSentence]) -> list[ArticleSegment]:
    flags = torch.tensor(features(document.marks, sentences))
    return [
        ArticleSegment(s, flags[s.start : s.end], paragraphs(s, sentences), tree(s, sentences))
        for s in segments(sentences)
    ]


def _candidate(proposal: Proposal, spans: Sequence[Span]) -> Candidate:
    def cover(group: range) -> Span:
        return Span(spans[group.start].start, spans[group.stop - 1].end)

    return Candidate(
        cue=cover(proposal.cue),
        mention=cover(proposal.mention[0]) if proposal.mention else None,
        content=tuple(map(cover, proposal.content)),
        seen=proposal.seen,
        valid=proposal.valid,
        path=proposal.path,
    )
