"""A day beside a cue: when it was said, or what is said of it."""

import re
from dataclasses import replace

from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.span import Span

DAY = re.compile(
    r"(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today) ",
    re.IGNORECASE,
)

TIME = re.compile(
    r" (?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow"
    r"|(?:earlier )?(?:last|this|the same) (?:week|month|year))\Z",
    re.IGNORECASE,
)
PROMISE = "promise"
DUE = around("prepositions", "due")


def without_time_in_cue(document: Document, finding: Finding) -> Finding:
    """`said [Monday] that it rained`: when it was said is no part of the cue."""
    *before, last = finding.cue_spans or (Span(0, 0),)
    time, verb = TIME.search(document.text, *last), finding.cue_verb
    if time is None or verb is None or time.start() < verb.end:
        return finding
    return replace(finding, cue_spans=(*before, Span(last.start, time.start())))


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
