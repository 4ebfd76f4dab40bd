"""The trained head at work: from parsed sentences to candidates, over states already computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from quotes.article import Span
from quotes.attribution.branches import Tree
from quotes.attribution.candidates import Proposal, propose_all
from quotes.attribution.head import AttributionHead
from quotes.attribution.segments import Segment, Words, features, paragraphs, segments, tree
from quotes.tree import Candidate


@dataclass
class Part:
    """A segment of one of the articles."""

    article: int
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

    def candidates(self, articles: Sequence[tuple[str, Sequence[Words]]]) -> list[list[Candidate]]:
        """Candidates of each article, given as its text and sentences, in the order of the text."""
        with torch.no_grad():
            states = [self._states(sentences) for _, sentences in articles]
            parts = [p for i, (text, s) in enumerate(articles) for p in _parts(i, text, s)]
            found = propose_all(
                self.head,
                parts,
                lambda some: [states[p.article][p.segment.start : p.segment.end] for p in some],
            )
        spans = [[span for s in sentences for span in s.spans] for _, sentences in articles]
        result: list[list[Candidate]] = [[] for _ in articles]
        for part, proposal in found:
            result[part.article].append(_candidate(proposal, spans[part.article]))
        return [sorted(r, key=lambda c: c.cue) for r in result]

    def _states(self, sentences: Sequence[Words]) -> torch.Tensor:
        """Mixed states: what the encoder remembers, where other heads asked for it."""
        from stanza.models.common.bert_embedding import extract_bert_embeddings

        device = next(self.encoder.parameters()).device
        rows = extract_bert_embeddings(
            "quotes", self.tokenizer, self.encoder, [list(s.texts) for s in sentences],
            device, keep_endpoints=False, detach=True, bert_layer_mix=self._mix,
        )  # fmt: skip
        return torch.cat(rows).cpu() if rows else torch.zeros(0, self.head.sizes["width"])


def _parts(article: int, text: str, sentences: Sequence[Words]) -> list[Part]:
    flags = torch.tensor(features(text, sentences))
    return [
        Part(article, s, flags[s.start : s.end], paragraphs(s, sentences), tree(s, sentences))
        for s in segments(sentences)
    ]


def _candidate(proposal: Proposal, spans: Sequence[Span]) -> Candidate:
    def cover(group: range) -> Span:
        return Span(spans[group.start].start, spans[group.stop - 1].end)

    return Candidate(
        cue=cover(proposal.cue),
        source=cover(proposal.source[0]) if proposal.source else None,
        content=tuple(map(cover, proposal.content)),
        seen=proposal.seen,
        valid=proposal.valid,
        path=proposal.path,
    )
