"""The trained head at work: from parsed sentences to candidates, over states already computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from quotes.learned.branches import Tree
from quotes.learned.head import AttributionHead
from quotes.learned.proposals import Proposal, propose_all
from quotes.learned.segments import EncodedSentence, Segment, features, paragraphs, segments, tree
from quotes.products import packed
from quotes.text.document import Candidate, Document
from quotes.text.span import Span


@dataclass
class ArticleSegment:
    """A segment of an article with what the head reads of its words."""

    segment: Segment
    features: torch.Tensor
    paragraphs: Sequence[int]
    tree: Tree


class AttributionModel:
    """A head over the states of the encoder that it was trained with.

    Parameters
    ----------
    path : the head's file.

    """

    def __init__(self, path: Path):
        saved = torch.load(path, map_location="cpu", weights_only=True)
        self.head = AttributionHead(**saved["config"])
        self.head.load_state_dict({k: v.float() for k, v in saved["model"].items()})
        packed(self.head.eval())

    @torch.inference_mode()
    def mixed(self, states: torch.Tensor) -> torch.Tensor:
        """What the head reads of the encoder's states, words × layers × width."""
        return self.head.mixed(states.cpu())

    def candidates(self, document: Document, states: Sequence[torch.Tensor]) -> list[Candidate]:
        """Candidates of a parsed document, in the order of its text.

        Parameters
        ----------
        states : for each sentence its words as `mixed` gives them.

        """
        if not states:
            return []
        sentences = [EncodedSentence.of(s) for s in document.sentences]
        flat = torch.cat(list(states))
        with torch.inference_mode():
            found = propose_all(
                self.head,
                _segments(document, sentences),
                lambda some: [flat[p.segment.start : p.segment.end] for p in some],
            )
        spans = [span for s in sentences for span in s.spans]
        return sorted((_candidate(proposal, spans) for _, proposal in found), key=lambda c: c.cue)


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
