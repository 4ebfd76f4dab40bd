"""How far a content goes, for rules and learned attribution alike: one convention for all rows.

It begins after a "that" which only leads it in, never holds the words that name its speaker, and no
words are told twice of one speaker.
"""

from collections.abc import Sequence
from dataclasses import replace

from quotes.find.content import quote_type, trim
from quotes.find.finding import Finding
from quotes.text.document import Document
from quotes.text.span import Span

INTRODUCING = frozenset({"that"})


def bounded(document: Document, finding: Finding) -> Finding:
    """The finding with its content by the convention, and the type that this has."""
    spans = finding.spans
    named = finding.mention.span if finding.mention is not None else None
    for phrase in filter(None, (named, finding.addressee)):
        spans = tuple(s for s in spans if not phrase.holds(s)) or spans
    spans = _without_introducer(document, spans)
    return _with_spans(document, finding, spans)


def _with_spans(document: Document, finding: Finding, spans: tuple[Span, ...]) -> Finding:
    if spans == finding.spans:
        return finding
    return replace(finding, spans=spans, quote_type=quote_type(spans, document.quotations))


def apart(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings of which none has a part that is all of another one's content.

    `“One,” she said, adding “two”`: "two" is not said a second time.
    """
    whole = {f.spans[0]: f for f in found if len(f.spans) == 1}
    kept = []
    for finding in found:
        own = tuple(s for s in finding.spans if whole.get(s, finding) is finding)
        kept.append(_with_spans(document, finding, own or finding.spans))
    return kept


def _without_introducer(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without a "that" which only leads the content in: "said that the bridge was safe"."""
    first, *rest = spans
    sentence = document.sentence_at(first.start)
    words = [w for w in sentence.words if w.start == first.start] if sentence else []
    if not words or words[0].rel != "mark" or words[0].text.lower() not in INTRODUCING:
        return tuple(spans)
    left = trim(document.text, Span(words[0].end, first.end))
    left = _with_mark(document, words[0].end, left) if left else None
    kept = [left, *rest] if left else rest
    return tuple(kept) or tuple(spans)


def _with_mark(document: Document, start: int, span: Span) -> Span:
    # `that “every day counts”`: trimming must not cut the mark that opens a quotation
    for quotation in document.quotations:
        for part in quotation.spans:
            if start <= part.start < span.start <= part.end <= span.end:
                return Span(part.start, span.end)
    return span
