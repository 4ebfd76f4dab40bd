"""From words of a tree to spans of the text: what is said, snapped to its quotation marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.find.finding import Finding
from quotes.find.paths import Part
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.marks import Quotation, near
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word, runs

LOOSE_ENDS = ".,;:–—-…|/"


LETTER = re.compile(r"\w")


AFTERTHOUGHT = re.compile(
    r"\s*(when|while|as|after|before|in|during|at|on|using|referring|adding)\b"
)


ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}\Z")  # the stop of "U.S." is its own


# Chosen by reading, not measured.
LONG = 5
"""Words with which a quotation says something."""
MOST = 0.5
"""Share of a quotation's letters that brings the rest of it into the content."""
LONG_IN_LETTERS = 4 * LONG
"""So many letters of a quotation bring in the rest too."""


def content_words(
    sentence: Sentence, parts: Iterable[Part], cue: Sequence[Word], speaker: Word | None
) -> list[Word]:
    """The words that these parts cover, without the cue's own and, upwards, the cue's clause."""
    found: dict[int, Word] = {}
    for part in parts:
        without: list[Word] = []
        if part.upwards:
            without = [speaker] if speaker is not None else []
            without += [a for w in cue for a in _up_to(sentence, w, part.root)]
        for word in sentence.subtree(part.root, without=without):
            found[word.index] = word
    for word in cue:
        found.pop(word.index, None)
    return [found[i] for i in sorted(found)]


def _up_to(sentence: Sentence, word: Word, root: Word) -> list[Word]:
    """The ancestor of `word` that hangs from `root`, if any: the clause to leave out."""
    below = word
    for above in sentence.ancestors(word):
        if above.index == root.index:
            return [below]
        below = above
    return []


def spans_of(text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """Runs of words as spans; runs that only punctuation parts are one; ends are trimmed."""
    found: list[Span] = []
    for run in runs(words):
        span = trim(text, Span(run[0].start, run[-1].end))
        if span is None:
            continue
        if found and not LETTER.search(text[found[-1].end : span.start]):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def trim(text: str, span: Span) -> Span | None:
    """Without blanks, commas, dashes, a final stop, or a mark whose partner is outside."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in LOOSE_ENDS):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in LOOSE_ENDS):
        if ABBREVIATION.search(text, max(start, end - 8), end):
            break
        end -= 1
    return Span(start, end) if LETTER.search(text, start, end) else None


def snap(
    text: str, spans: Sequence[Span], quotations: Sequence[Quotation], cue_at: int
) -> tuple[Span, ...]:
    """Spans widened so that no quotation is cut, unless the cue itself stands within it."""
    found = list(spans)
    quotations = near(quotations, spans)
    for quotation in quotations:
        outer = Span(quotation.spans[0].start, quotation.spans[-1].end)
        if outer.contains(cue_at):
            continue
        if _cut(text, found, quotation):
            found.extend(quotation.spans)
    return _merged(text, [s for s in (_unmarked(text, s, quotations) for s in found) if s])


def without_afterthought(
    text: str, spans: Sequence[Span], statements: Sequence[Quotation]
) -> tuple[Span, ...]:
    """Only the quotation, where a span begins with one and goes on after its closed end.

    `“We are ready,” when asked about the plan`: what the parser hung below the statement.
    """
    found = []
    statements = near(statements, spans)
    for span in spans:
        for quotation in statements:
            part = quotation.spans[-1]
            rest = text[part.end : span.end]
            if (
                part.start == span.start
                and part.end < span.end
                and AFTERTHOUGHT.match(rest)
                and not any(p.start >= part.end and p.end <= span.end for p in _parts(statements))
            ):
                span = Span(span.start, part.end)
        found.append(span)
    return tuple(found)


def _parts(quotations: Iterable[Quotation]) -> list[Span]:
    return [p for q in quotations for p in q.spans]


def _cut(text: str, spans: Sequence[Span], quotation: Quotation) -> bool:
    """Whether a good part of the quotation, but not all of it, lies in the spans."""
    whole = inside = 0
    for part in quotation.spans:
        whole += _letters(text, part)
        inside += sum(
            _letters(text, Span(max(part.start, s.start), min(part.end, s.end))) for s in spans
        )
    covered = all(any(s.holds(p) for s in spans) for p in quotation.spans)
    if covered or not inside:
        return False
    outside = sum(_letters(text, s) for s in spans) - inside
    return outside == 0 or inside > MOST * whole or inside >= LONG_IN_LETTERS


def _letters(text: str, span: Span) -> int:
    return len(LETTER.findall(text, span.start, max(span.start, span.end)))


def _unmarked(text: str, span: Span, quotations: Iterable[Quotation]) -> Span | None:
    """The span without a mark at either end whose partner lies outside."""
    if any(span == part for q in quotations for part in q.spans):
        return span
    start, end = span
    for quotation in quotations:
        for part in quotation.spans:
            if part.start < start < part.end <= end and part.end == end:
                end -= 1
            if start == part.start and part.start < end < part.end:
                start += 1
    return trim(text, Span(start, end))


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif (
            found
            and not LETTER.search(text[found[-1].end : span.start])
            and _same_line(text, found[-1], span)
        ):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _same_line(text: str, left: Span, right: Span) -> bool:
    return "\n" not in text[left.end : right.start]


def with_spans(document: Document, finding: Finding, spans: tuple[Span, ...]) -> Finding:
    """The finding with this content, and the type that it has."""
    if spans == finding.spans:
        return finding
    return replace(finding, spans=spans, quote_type=quote_type(spans, document.quotations))


def quote_type(spans: Sequence[Span], quotations: Sequence[Quotation]) -> QuoteType:
    """Direct, indirect or mixed, by how much of the content stands within marks."""
    parts = [p for q in near(quotations, spans) for p in q.spans]
    quoted = [any(p.holds(s) for p in parts) for s in spans]
    if all(quoted):
        return QuoteType.DIRECT
    if any(s.holds(p) for s in spans for p in parts) or any(quoted):
        return QuoteType.MIXED
    return QuoteType.INDIRECT
