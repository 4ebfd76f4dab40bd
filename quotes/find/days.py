"""A day beside a cue: when it was said, or what is said of it."""

import re

from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.span import Span

DAY = re.compile(
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))? ",
    re.IGNORECASE,
)

PROMISE = "promise"
DUE = around("prepositions", "due")


def with_due(document: Document, finding: Finding, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """With when it is to be, in a promise: "promised help by Friday"."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None or finding.cue_class is None or finding.cue_class.name != PROMISE:
        return spans
    last = spans[-1]
    for phrase in sentence.children(verb, "obl"):
        below = sentence.subtree(phrase)
        beside = document.text[last.end : below[0].start] == " "
        if beside and below[0].text.lower() in DUE:
            return (*spans[:-1], Span(last.start, below[-1].end))
    return spans


def without_day(document: Document, finding: Finding, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without a day that belongs to the cue: "said on Thursday it would cut jobs".

    With one that the content is about: "said Tuesday was the worst day".
    """
    first, *rest = spans
    cue = next((c for c in finding.cue_spans if c.end <= first.start), None)
    if cue is None:
        return spans
    if DAY.fullmatch(document.text, cue.end + 1, first.start):
        with_day = Span(cue.end + 1, first.end)
        return (with_day, *rest) if _is_subject(document, with_day.start) else spans
    if document.text[cue.end : first.start].strip() or _is_subject(document, first.start):
        return spans
    day = DAY.match(document.text, first.start, first.end)
    left = Span(day.end(), first.end) if day else None
    return (left, *rest) if left is not None and left.start < left.end else spans


def _is_subject(document: Document, start: int) -> bool:
    """Whether a day begins here, and a verb that it is the subject of follows."""
    day, sentence = DAY.match(document.text, start), document.sentence_at(start)
    if sentence is None or day is None or document.text.startswith("on ", start):
        return False
    after = [w for w in sentence.words if w.start == day.end()]
    return any(w.upos in ("AUX", "VERB") and w.is_finite for w in after)
