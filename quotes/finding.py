"""What the rules read and what they give: a text with its parse, and findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.marks import Quotation
from quotes.mention import Mention
from quotes.tree import Sentence, Word


@dataclass
class Finding:
    """One quotation before its speaker has a name.

    `spans` are the content's; `mention` the speaker's words at that place, if any.
    `confidence` is a share measured for the rule, or, if `calibrated`, a probability.
    """

    sentence: Sentence
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    quote_type: str = "indirect"
    polarity: str = "affirmed"
    cue_lemma: str | None = None
    cue_class: str | None = None
    cue_spans: tuple[Span, ...] = ()
    cue_head: Word | None = None
    mention: Mention | None = None
    addressee: Span | None = None
    inherited: bool = False
    calibrated: bool = False

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.spans[0].start


@dataclass(frozen=True)
class Text:
    """What the rules read: the text, its parse, its quotations that say something."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    statements: Sequence[Quotation]

    def within(self, at: int) -> Quotation | None:
        """The statement in quotation marks that this offset lies in."""
        for quotation in self.statements:
            if any(s.start <= at < s.end for s in quotation.spans):
                return quotation
        return None
