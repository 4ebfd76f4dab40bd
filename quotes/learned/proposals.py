"""What the head proposes: cues with mention, content and how sure it is, as word numbers."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

import torch

from quotes.learned.branches import Tree, branches
from quotes.learned.head import AttributionHead, Cues
from quotes.learned.segments import Segment, window

# Chosen by reading, not measured.
EAGER = 3.5  # added to the scores of a cue's first word: the links then tell which cues hold
LEAST_VALID = 0.05  # candidates less likely than this are dropped


BATCH = 10  # segments read at once: for speed alone


class Item(Protocol):
    """A segment with the features of its words, the paragraph of each, and their trees."""

    segment: Segment
    features: torch.Tensor
    paragraphs: Sequence[int]
    tree: Tree


AnItem = TypeVar("AnItem", bound=Item)


class Proposal(NamedTuple):
    """One attribution: numbers of words of the article, and three probabilities.

    Attributes
    ----------
    seen : that a cue begins there, by the cue's words alone.
    valid : that there is an attribution with this cue.
    path : that all words of the window are labelled right, given that there is one.

    """

    cue: range
    mention: tuple[range, ...]
    content: tuple[range, ...]
    seen: float
    valid: float
    path: float


class Batch(NamedTuple):
    """Segments beside each other: their words in context, padded."""

    context: torch.Tensor
    mask: torch.Tensor
    items: Sequence[Item]


def runs(labels: Sequence[int], begin: int) -> list[range]:
    """Runs of label `begin` and the label after it."""
    found: list[range] = []
    for i, label in enumerate(labels):
        if label == begin:
            found.append(range(i, i + 1))
        elif label == begin + 1 and found and found[-1].stop == i:
            found[-1] = range(found[-1].start, i + 1)
    return found


def batched(head: AttributionHead, states: Sequence[torch.Tensor], items: Sequence[Item]) -> Batch:
    """Read segments, given the mixed states of their words, in context."""
    lengths = torch.tensor([len(s) for s in states])
    words = torch.nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    flags = torch.nn.utils.rnn.pad_sequence([i.features for i in items], batch_first=True)
    mask = torch.arange(words.shape[1]) < lengths.unsqueeze(1)
    return Batch(head.read(words, flags, lengths), mask, items)


def cue_runs(
    head: AttributionHead, batch: Batch, eager: float = EAGER
) -> list[tuple[int, range, float]]:
    """Cues, and what an eager eye takes for further ones: (row, words, likelihood of the first)."""
    scores = head.cue(batch.context)
    begins = scores.softmax(2)[..., 1].tolist()
    both = torch.cat([scores, scores + torch.tensor([0.0, eager, 0.0])])
    best = head.cue_crf.best(both, batch.mask.repeat(2, 1))[0].tolist()
    found = []
    for row, (labels, others) in enumerate(
        zip(best[: len(scores)], best[len(scores) :], strict=True)
    ):
        certain = runs(labels, 1)
        taken = {word for run in certain for word in run}
        further = [run for run in runs(others, 1) if taken.isdisjoint(run)]
        found += [(row, run, begins[row][run.start]) for run in (*certain, *further)]
    return found


def placed(batch: Batch, found: Sequence[tuple[int, range]]) -> Cues:
    """Cues with their windows, as the head wants them."""
    windows = [window(batch.items[row].paragraphs, run.start, run.stop - 1) for row, run in found]
    table = [
        (row, run.start, run.stop - 1, *ends)
        for (row, run), ends in zip(found, windows, strict=True)
    ]
    trees = [
        torch.tensor(branches(batch.items[row].tree, run, *ends))
        for (row, run), ends in zip(found, windows, strict=True)
    ]
    row, first, last, start, end = torch.tensor(table).unbind(1)
    near = torch.nn.utils.rnn.pad_sequence(trees, batch_first=True)
    return Cues(row, first, last, start, end, near)


@torch.no_grad()
def propose(head: AttributionHead, batch: Batch) -> Iterator[tuple[int, Proposal]]:
    """Proposals as (row, proposal), word numbers counted from the article's beginning."""
    found = cue_runs(head, batch)
    if not found:
        return
    cues = placed(batch, [(row, run) for row, run, _ in found])
    scores, mask, valid = head.links(batch.context, cues)
    tags, best = head.link_crf.best(scores, mask)
    path = (best - head.link_crf.norm(scores, mask)).exp().tolist()
    sure = torch.sigmoid(valid).tolist()
    for i, (row, run, seen) in enumerate(found):
        if sure[i] < LEAST_VALID:
            continue
        offset = batch.items[row].segment.start
        shift = offset + int(cues.start[i])
        roles = [
            tuple(range(r.start + shift, r.stop + shift) for r in runs(tags[i].tolist(), begin))
            for begin in (1, 3)
        ]
        at = range(run.start + offset, run.stop + offset)
        yield row, Proposal(at, roles[0], roles[1], seen, sure[i], path[i])


def propose_all(
    head: AttributionHead,
    items: Sequence[AnItem],
    states_of: Callable[[Sequence[AnItem]], Sequence[torch.Tensor]],
) -> list[tuple[AnItem, Proposal]]:
    """Proposals of many segments, taken in batches of like length.

    Parameters
    ----------
    states_of : for some of the items, the states of their words.

    """
    head.eval()
    found = []
    order = sorted(items, key=lambda item: len(item.paragraphs))
    for first in range(0, len(order), BATCH):
        some = order[first : first + BATCH]
        batch = batched(head, states_of(some), some)
        found += [(some[row], proposal) for row, proposal in propose(head, batch)]
    return found
