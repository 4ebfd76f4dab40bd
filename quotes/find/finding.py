"""What the rules give: findings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from quotes.lexicon.entries import CueClass
from quotes.text.kinds import Act, Polarity, QuoteType
from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word


class Rule(StrEnum):
    """The rules besides the shapes of `quotes.find.patterns`; all their names go into the table."""

    LABEL = "label"
    NEAREST_VERB = "nearest verb"
    REPEATED = "repeated"
    CONTINUED = "continued"
    SAME_PARAGRAPH = "same paragraph"
    PREVIOUS_PARAGRAPH = "previous paragraph"
    BESIDE = "beside"
    UNATTRIBUTED = "unattributed"
    TITLE_LABEL = "title label"
    TRANSCRIPT = "transcript"
    MODEL = "model"


@dataclass(frozen=True, eq=False)
class Finding:
    """One quotation before its speaker has a name; each is equal to itself alone.

    `spans` are the content's; `mention` the speaker's words at that place, if any. `rules` are the
    names of those that made it, the first one first. `confidence` is a share measured for the rule,
    or, if `calibrated`, a probability.
    """

    sentence: Sentence
    spans: tuple[Span, ...]
    rules: tuple[str, ...]
    confidence: float
    quote_type: QuoteType = QuoteType.INDIRECT
    polarity: Polarity = Polarity.AFFIRMED
    cue_lemma: str | None = None
    cue_class: CueClass | None = None
    act: Act = Act.SPEECH
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

    @property
    def words(self) -> list[Word]:
        """The words of its content in the sentence of its cue."""
        return [w for w in self.sentence.words if any(s.contains(w.start) for s in self.spans)]

    @property
    def cue_word(self) -> Word | None:
        """The head of its cue, where the tree still has it as it was: "said", "claim"."""
        head, words = self.cue_head, self.sentence.words
        kept = head is not None and words[head.index : head.index + 1] == [head]
        return head if kept else None

    @property
    def cue_verb(self) -> Word | None:
        """The verb of its cue, where the tree still has it as it was: "said", not "claim"."""
        word = self.cue_word
        return word if word is not None and word.upos == "VERB" else None

    def at(self, place: Callable[[Span], Span]) -> "Finding":
        """The finding with its spans elsewhere: in the text as it was read."""
        mention, addressee = self.mention, self.addressee
        return replace(
            self,
            spans=tuple(map(place, self.spans)),
            cue_spans=tuple(map(place, self.cue_spans)),
            mention=mention and mention._replace(span=place(mention.span)),
            addressee=addressee and place(addressee),
        )
