"""What the rules ask of an article: whom a phrase stands for, and what was told before one."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quotes.speakers.phrases.phrase import Phrase, Place, Reading
from quotes.speakers.referent import Referent
from quotes.text.tree import Sentence, Word

At = Callable[[Place], Referent | None]
"""Whom the phrase at a place stands for."""


class Told(NamedTuple):
    """A description, and all that is told until then.

    `before` are those of the referents that were spoken of before it, `spoke` who spoke where, and
    `told` how many sentences until each are not all quoted.
    """

    phrase: Phrase
    referents: Sequence[Referent]
    before: Sequence[Referent]
    spoke: Sequence[tuple[Place, Referent]]
    sentences: Sequence[Sentence]
    told: Sequence[int]

    @property
    def reading(self) -> Reading:
        """What the description says by itself."""
        return self.phrase.reading

    @property
    def counted(self) -> list[Word]:
        """Numbers beside its noun."""
        return self.phrase.sentence.children(self.phrase.head, "nummod")
