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
        """The best label sequence of each row (0 beyond its end), and its log score.

        `mask` tells the words of each row, which begin it.
        """
        table, alpha, steps, order, left = self._plain(scores, mask)
        turned = table.T.copy()
        back = []
        for score, rows in zip(steps, left, strict=True):
            sums = alpha[:rows, None] + turned
            back.append(sums.argmax(2))
            alpha[:rows] = sums.max(2) + score[:rows]
        tags = np.zeros(mask.shape, np.int64)
        label, numbers = alpha.argmax(1), np.arange(len(alpha))
        for step in range(len(back), 0, -1):
            rows = left[step - 1]
            tags[order[:rows], step] = label[:rows]
            label[:rows] = back[step - 1][numbers[:rows], label[:rows]]
        tags[order, 0] = label
        best = np.empty(len(alpha))
        best[order] = alpha.max(1)
        return torch.from_numpy(tags).to(mask.device), torch.from_numpy(best).to(scores.device)

    @torch.no_grad()
    def norm(self, scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What `log_norm` gives, quicker, without a way back."""
        table, alpha, steps, order, left = self._plain(scores, mask)
        likely = np.exp(table)
        for score, rows in zip(steps, left, strict=True):
            top = alpha[:rows].max(1, keepdims=True)
            alpha[:rows] = np.log(np.exp(alpha[:rows] - top) @ likely + TINY) + top + score[:rows]
        top = alpha.max(1)
        whole = np.empty(len(alpha))
        whole[order] = top + np.log(np.exp(alpha - top[:, None]).sum(1))
        return torch.from_numpy(whole).to(scores.device)

    def _plain(
        self, scores: torch.Tensor, mask: torch.Tensor
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, list[int]]:
        """What the loops over words read, as arrays: rows stand the longest first.

        Returns
        -------
        Moves, scores of the first words, of the others word by word, the rows' numbers, and how
        many rows go on to each of the other words.

        """
        lengths = mask.sum(1).cpu().numpy()
        order = np.argsort(-lengths, kind="stable")
        words = scores.double().cpu().numpy()[order].swapaxes(0, 1)
        table = (self.transitions + self.barred).double().cpu().numpy()
        start = (self.start + self.barred_start).double().cpu().numpy()
        left = (lengths[:, None] > np.arange(1, len(words))).sum(0).tolist()
        return table, words[0] + start, words[1:], order, left
