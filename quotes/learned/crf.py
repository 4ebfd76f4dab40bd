"""A linear-chain conditional random field over short label sets."""

import torch
from torch import nn


class Crf(nn.Module):
    """Transitions between labels, with those that may not follow each other barred.

    Parameters
    ----------
    labels : their number.
    barred : pairs (before, after) that may not follow each other; before -1 is the start.

    """

    barred: torch.Tensor
    barred_start: torch.Tensor

    def __init__(self, labels: int, barred: list[tuple[int, int]]):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        table, first = torch.zeros(labels, labels), torch.zeros(labels)
        for before, after in barred:
            if before < 0:
                first[after] = -1e4
            else:
                table[before, after] = -1e4
        self.register_buffer("barred", table, persistent=False)
        self.register_buffer("barred_start", first, persistent=False)

    def log_norm(self, scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log of the sum over all label sequences; scores are rows × words × labels."""
        table = self.transitions + self.barred
        first, *others = scores.unbind(1)  # indexing word by word would be slow on the way back
        alpha = first + self.start + self.barred_start
        for score, here in zip(others, mask.unsqueeze(2).unbind(1)[1:], strict=True):
            after = torch.logsumexp(alpha.unsqueeze(2) + table, 1) + score
            alpha = torch.where(here, after, alpha)
        return torch.logsumexp(alpha, 1)

    def score(self, scores: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unnormalised log score of these label sequences."""
        each = scores.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
        moves = self.transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        return each.sum(1) + moves.sum(1) + self.start[tags[:, 0]]

    @torch.no_grad()
    def best(self, scores: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The best label sequence of each row (0 beyond its end), and its log score."""
        table = self.transitions + self.barred
        alpha = scores[:, 0] + self.start + self.barred_start
        back = []
        stay = torch.arange(scores.shape[2]).expand_as(alpha)
        for t in range(1, scores.shape[1]):
            top, before = (alpha.unsqueeze(2) + table).max(1)
            here = mask[:, t, None]
            alpha = torch.where(here, top + scores[:, t], alpha)
            back.append(torch.where(here, before, stay))
        score, last = alpha.max(1)
        tags = [last]
        for before in reversed(back):
            tags.append(before.gather(1, tags[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(tags[::-1], 1) * mask, score
