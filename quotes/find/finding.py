"""What the rules give: findings."""

from dataclasses import dataclass

from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word


@dataclass(frozen=True, eq=False)
class Finding:
    """One quotation before its speaker has a name; each is equal to itself alone.

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
