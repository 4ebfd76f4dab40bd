"""Runs of letters without a blank, too long for a tokenizer, whose time grows with their square."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from quotes.parse.boundaries import Token

LONGEST_RUN = 500  # characters that are shown to the tokenizer
RUN = re.compile(rf"(\S{{{LONGEST_RUN}}})\S+")


class Shortened:
    """A text in which each run has at most `LONGEST_RUN` characters.

    Attributes
    ----------
    text : what is left.

    """

    def __init__(self, text: str):
        found = list(RUN.finditer(text))
        lost = [run.end() - run.end(1) for run in found]
        before = [0, *accumulate(lost)]
        self.text = RUN.sub(r"\1", text)
        self._before = before
        self._ends = [run.end(1) - n for run, n in zip(found, before, strict=False)]

    def restored(self, rows: Sequence[Sequence[Token]]) -> list[list[Token]]:
        """Sentences of tokens with their offsets in the whole text; a run's last token ends it."""
        if not self._ends:
            return [list(row) for row in rows]
        return [
            [
                {**t, "start_char": self._at(t["start_char"]), "end_char": self._at(t["end_char"])}
                for t in row
            ]
            for row in rows
        ]

    def _at(self, offset: int) -> int:
        return offset + self._before[bisect_right(self._ends, offset)]
