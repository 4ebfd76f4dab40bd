"""The attribution head as a training task: batches, loss, and scores on annotated articles."""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import torch
from prepare_attribution import Prepared
from stanza.models.common.bert_embedding import convert_to_position_list, fix_blank_tokens
from torch.nn.functional import binary_cross_entropy_with_logits

from quotes.errors import QuotesError
from quotes.learned.head import AttributionHead
from quotes.learned.proposals import EAGER, Batch, Proposal, batched, cue_runs, placed, propose_all
from quotes.learned.segments import EncodedSentence, Segment, paragraphs, tree
from quotes.parse.encoder import SharedEncoder, chunks
from quotes.scoring.gold import Attribution
from quotes.text.kinds import QuoteType
from quotes.text.span import Span

HELD_OUT = 80  # articles


Gold = dict[str, list[int]]
"""An annotated attribution: numbers of words by role."""


class SeenCue(NamedTuple):
    """A cue to link: its row, its words, and the annotation that has it, if any."""

    row: int
    words: range
    gold: Gold | None


def held_out(ids: Iterable[str]) -> set[str]:
    """Those of the articles that no head is trained on: for thresholds and calibration.

    Raises
    ------
    QuotesError
        when there are too few to hold any out.

    """
    names = sorted(ids)
    if len(names) <= HELD_OUT:
        raise QuotesError(f"{len(names)} articles are too few: {HELD_OUT} of them are held out")
    return set(random.Random(1).sample(names, HELD_OUT))


class Item:
    """One segment of one article."""

    def __init__(self, row: Prepared, segment: tuple[int, int, int, int]):
        self.row, self.segment = row, Segment(*segment)
        self.features = row["features"][self.segment.start : self.segment.end]
        columns = (row["texts"], row["paragraphs"], row["heads"], row["relations"])
        sentences = [EncodedSentence(t, (), p, h, r) for t, p, h, r in zip(*columns, strict=True)]
        self.paragraphs: Sequence[int] = paragraphs(self.segment, sentences)
        self.tree = tree(self.segment, sentences)
        inside = range(self.segment.start, self.segment.end)
        shift = self.segment.start
        self.gold: list[Gold] = [
            {role: [i - shift for i in words if i in inside] for role, words in a.items()}
            for a in row["gold"]
            if a["cue"][0] in inside and a["cue"][-1] in inside
        ]

    def __len__(self) -> int:
        """Words."""
        return self.segment.end - self.segment.start


class Pieces:
    """Word pieces of sentences, tokenised once, and their encoding in batches of like length."""

    def __init__(self, encoder: SharedEncoder, tokenizer: Any):
        self.encoder, self.tokenizer = encoder, tokenizer
        self.memory: dict[str, list[tuple[torch.Tensor, torch.Tensor]]] = {}

    def of(self, row: Prepared, number: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(pieces, place of each word among them) of one sentence."""
        if row["id"] not in self.memory:
            texts = fix_blank_tokens(self.tokenizer, row["texts"])
            ids = self.tokenizer(texts, is_split_into_words=True)
            self.memory[row["id"]] = [
                (
                    torch.tensor(ids["input_ids"][i][:512]),
                    torch.tensor(convert_to_position_list(t, ids.word_ids(i))[1:-1]).clamp(max=511),
                )
                for i, t in enumerate(texts)
            ]
        return self.memory[row["id"]][number]

    def encode(
        self,
        sentences: Sequence[tuple[Prepared, int]],
        mixed: Callable[[torch.Tensor], torch.Tensor],
    ) -> torch.Tensor:
        """States of all words of these (row, number), flat, each mixed by `mixed`."""
        found = [self.of(*s) for s in sentences]
        blocks: list[torch.Tensor] = []
        offsets: dict[int, int] = {}
        at = 0
        for chunk in chunks(range(len(found)), [len(f[0]) for f in found]):
            ids = torch.nn.utils.rnn.pad_sequence([found[i][0] for i in chunk], batch_first=True)
            lengths = torch.tensor([len(found[i][0]) for i in chunk])
            attention = (torch.arange(ids.shape[1]) < lengths.unsqueeze(1)).long()
            states = mixed(torch.stack(self.encoder.encode(ids, attention), 2))
            blocks.append(states.flatten(0, 1))
            for row, i in enumerate(chunk):
                offsets[i] = at + row * ids.shape[1]
            at += ids.numel()
        places = torch.cat([found[i][1] + offsets[i] for i in range(len(found))])
        return torch.cat(blocks).index_select(0, places)


class AttributionTask:
    """Loss and proposals over segments."""

    def __init__(
        self,
        head: AttributionHead,
        encoder: SharedEncoder,
        tokenizer: Any,
        rows: Sequence[Prepared],
    ):
        self.head = head
        self.pieces = Pieces(encoder, tokenizer)
        self.items = [Item(r, s) for r in rows for s in r["segments"]]

    def states(self, items: Sequence[Item]) -> list[torch.Tensor]:
        """Mixed states of each item's words."""
        sentences = [(i.row, n) for i in items for n in range(i.segment.first, i.segment.last)]
        flat = self.pieces.encode(sentences, self.head.mixed)
        return list(torch.split(flat, [len(i) for i in items]))

    def batch(self, items: Sequence[Item]) -> Batch:
        """Items read in context."""
        return batched(self.head, self.states(items), items)

    def loss(self, items: Sequence[Item]) -> torch.Tensor:
        """Loss of cues, links and validity, each a gold cue."""
        batch = self.batch(items)
        tags = torch.zeros(batch.mask.shape, dtype=torch.long)
        cues: list[SeenCue] = []
        for row, item in enumerate(items):
            for gold in item.gold:
                tags[row, gold["cue"]] = 2
                tags[row, gold["cue"][0]] = 1
                cues.append(SeenCue(row, range(gold["cue"][0], gold["cue"][-1] + 1), gold))
        scores = self.head.cue(batch.context)
        crf = self.head.cue_crf
        cue_loss = (crf.log_norm(scores, batch.mask) - crf.score(scores, tags, batch.mask)).sum()
        cues += self._doubtful(batch, items)
        total = cue_loss / max(1, sum(len(i.gold) for i in items)) + self._role_loss(batch, items)
        return total + self._link_loss(batch, cues) if cues else total

    @torch.no_grad()
    def _doubtful(self, batch: Batch, items: Sequence[Item]) -> list[SeenCue]:
        """Cues that the head sees and gold does not, or sees otherwise."""
        found: list[SeenCue] = []
        for row, run, _ in cue_runs(self.head, batch, EAGER):
            near = [g for g in items[row].gold if set(g["cue"]) & set(run)]
            if not near:
                found.append(SeenCue(row, run, None))
            elif len(near) == 1 and near[0]["cue"] != list(run):
                found.append(SeenCue(row, run, near[0]))
        random.shuffle(found)
        return found[: sum(len(i.gold) for i in items) + 4]

    def _role_loss(self, batch: Batch, items: Sequence[Item]) -> torch.Tensor:
        """Whether each word is the source or content of any cue."""
        truth = torch.zeros(*batch.mask.shape, 2)
        for row, item in enumerate(items):
            for gold in item.gold:
                truth[row, gold["source"], 0] = 1.0
                truth[row, gold["content"], 1] = 1.0
        logits = self.head.roles(batch.context)
        return 2 * binary_cross_entropy_with_logits(logits[batch.mask], truth[batch.mask])

    def _link_loss(self, batch: Batch, cues: Sequence[SeenCue]) -> torch.Tensor:
        places = placed(batch, [(row, run) for row, run, _ in cues])
        scores, mask, valid = self.head.links(batch.context, places)
        tags = torch.zeros(mask.shape, dtype=torch.long)
        for i, (_, run, gold) in enumerate(cues):
            if gold:
                self._label(tags[i], gold, run, int(places.start[i]), int(places.end[i]))
        crf = self.head.link_crf
        truth = torch.tensor([float(g is not None) for *_, g in cues])
        # what does not hold links to nothing: that is for `valid` to tell, not for the links
        each = (crf.log_norm(scores, mask) - crf.score(scores, tags, mask)) * truth
        loss = each.sum() / truth.sum().clamp(min=1)
        return loss + 2 * binary_cross_entropy_with_logits(valid, truth)

    @staticmethod
    def _label(tags: torch.Tensor, gold: Gold, run: range, start: int, end: int) -> None:
        for role, begin in (("source", 1), ("content", 3)):
            before = None
            for word in gold[role]:
                if word in run or not start <= word < end:
                    continue
                tags[word - start] = begin + 1 if before == word - 1 else begin
                before = word

    def propose(self, rows: Sequence[Prepared]) -> list[list[Proposal]]:
        """Proposals of each article."""
        items = [Item(r, s) for r in rows for s in r["segments"]]
        found: dict[str, list[Proposal]] = {r["id"]: [] for r in rows}
        with torch.no_grad():
            for item, proposal in propose_all(self.head, items, self.states):
                found[item.row["id"]].append(proposal)
        return [found[r["id"]] for r in rows]


def gold_of(row: Prepared) -> list[Attribution]:
    """The article's annotations as `score` compares them."""

    def spans(given: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in given)

    return [
        Attribution(spans(source), spans(cue), spans(content), kind)
        for source, cue, content, kind in row["attributions"]
    ]


def attributions(row: Prepared, proposals: Sequence[Proposal], least: float) -> list[Attribution]:
    """Proposals that are likely enough, as attributions that `score` compares."""

    def spans(groups: Sequence[range]) -> tuple[Span, ...]:
        return tuple(
            Span(int(row["spans"][g.start][0]), int(row["spans"][g.stop - 1][1])) for g in groups
        )

    return [
        Attribution(spans(p.mention[:1]), spans([p.cue]), spans(p.content), QuoteType.INDIRECT)
        for p in proposals
        if p.valid >= least and p.content
    ]
