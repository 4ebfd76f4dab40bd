"""A linear-chain conditional random field over short label sets."""

import numpy as np
import torch
from torch import nn

TINY = 1e-300  # of a sum of probabilities that no label has


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
        table, alpha, steps = self._plain(scores)
        turned = table.T.copy()
        here = mask.cpu().numpy().T[:, :, None]
        stay = np.broadcast_to(np.arange(table.shape[0]), alpha.shape)
        back = []
        for score, on in zip(steps, here[1:], strict=True):
            sums = alpha[:, None] + turned
            alpha = np.where(on, sums.max(2) + score, alpha)
            back.append(np.where(on, sums.argmax(2), stay))
        tags = np.zeros(mask.shape, np.int64)
        tags[:, -1] = alpha.argmax(1)
        rows = np.arange(len(tags))
        for step in range(len(back), 0, -1):
            tags[:, step - 1] = back[step - 1][rows, tags[:, step]]
        found = torch.from_numpy(tags).to(mask.device) * mask
        return found, torch.from_numpy(alpha.max(1)).to(scores.device)

    @torch.no_grad()
    def norm(self, scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What `log_norm` gives, quicker, without a way back."""
        table, alpha, steps = self._plain(scores)
        likely = np.exp(table)
        for score, on in zip(steps, mask.cpu().numpy().T[1:, :, None], strict=True):
            top = alpha.max(1, keepdims=True)
            after = np.log(np.exp(alpha - top) @ likely + TINY) + top + score
            alpha = np.where(on, after, alpha)
        top = alpha.max(1)
        whole = top + np.log(np.exp(alpha - top[:, None]).sum(1))
        return torch.from_numpy(whole).to(scores.device)

    def _plain(self, scores: torch.Tensor) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Moves, scores of the first words, and of the others word by word, as arrays."""
        first, *others = scores.double().cpu().numpy().swapaxes(0, 1)
        table = (self.transitions + self.barred).double().cpu().numpy()
        start = (self.start + self.barred_start).double().cpu().numpy()
        return table, first + start, np.array(others)
