"""The content of what learned attribution proposes: whole quotations, no lines of others."""

import re
from collections.abc import Iterator, Sequence

from quotes.find.content import snap, trim
from quotes.find.extent import by_lines
from quotes.find.standing import TITLES, block_at
from quotes.find.unclosed import UNCLOSED
from quotes.text.characters import DASHES
from quotes.text.document import Candidate, Document
from quotes.text.kinds import Section
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import Word

DASHED = re.compile(r" [–—-]+ ")
TAG = 9  # words of "said Jane Roe, mayor of Hill Town."; chosen by reading


def content_spans(document: Document, candidate: Candidate, head: Word) -> tuple[Span, ...]:
    """Content that cuts no quotation, without blanks and loose marks at its ends.

    A paragraph of a quotation that goes on in the next one stays whole.
    """
    some = near(document.quotations, candidate.content)
    quoted = {part for quotation in some for part in quotation.spans}
    lines = _own_lines(document, by_lines(document.text, candidate.content), candidate.cue)
    lines = _told_lines(document, lines, candidate.cue)
    content = [s for span in lines for s in _ended(document, span, candidate.cue)]
    trimmed = (s if s in quoted else trim(document.text, s) for s in content)
    told = tuple(span for span in trimmed if span and not _is_dummy(document, span, head))
    told = _within_dashes(document, candidate.cue, told)
    spans = _whole(document, candidate, told)
    return snap(document.text, spans, document.quotations, head.start) or spans


def _whole(document: Document, candidate: Candidate, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """With what stands between two parts of a sentence, where it names neither cue nor speaker."""
    own = [candidate.cue, *([candidate.mention] if candidate.mention else [])]
    joined: list[Span] = []
    for span in spans:
        gap = Span(joined[-1].end, span.start) if joined else None
        near = gap is not None and _same_sentence(document, gap)
        if gap is None or not near or any(gap.overlaps(o) for o in own):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
    return tuple(joined)


def _same_sentence(document: Document, gap: Span) -> bool:
    marks = [p for q in document.quotations for p in q.spans]
    within = document.sentence_at(gap.start - 1) is document.sentence_at(gap.end)
    return within and not any(p.overlaps(Span(gap.start - 1, gap.end + 1)) for p in marks)


def _within_dashes(document: Document, cue: Span, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without what follows the dashes around a quotation: `The club – “Stay,” it said – lost`."""
    text = document.text
    for quotation in near(document.quotations, spans):
        part = quotation.spans[0]
        after = DASHED.search(text, cue.end)
        opened = text[: part.start].rstrip().endswith(DASHES)
        if opened and part.end <= cue.start and after is not None:
            within = [s for s in spans if s.start < after.start()]
            return tuple(within) if part in spans else spans
    return spans


def _is_dummy(document: Document, span: Span, head: Word) -> bool:
    """Whether it is the "it" of "it was said"."""
    sentence = document.sentence_at(head.start)
    subjects = sentence.children(head, "expl", "nsubj:pass", "nsubj") if sentence else []
    return document.text[slice(*span)].lower() == "it" and any(w.span == span for w in subjects)


def _told_lines(document: Document, spans: Sequence[Span], cue: Span) -> Sequence[Span]:
    """Without lines outside quotation marks, where other lines stand in them: label and title.

    A title in marks above the line that the cue closes is no part of it.
    """
    parts = [p for q in near(document.quotations, spans) for p in q.spans]
    quoted = [s for s in spans if any(s.overlaps(p) for p in parts)]
    own = [s for s in spans if _same_paragraph(document, s, cue)]
    before = not own or all(s.end <= own[0].start for s in spans if s not in own)
    after = len(own) == 1 and all(s.start > cue.end for s in spans if s not in own)
    before |= after and _closes(document, own[0], cue)  # and what the paragraph below quotes
    if own and own[-1].end <= cue.start and before and not any(s in quoted for s in own):
        return own
    return [s for s in spans if not quoted or any(_same_paragraph(document, s, q) for q in quoted)]


def _closes(document: Document, span: Span, cue: Span) -> bool:
    """Whether a cue ends the paragraph of a clause: `It was late, Roe said.`."""
    sentence = document.sentence_at(span.start)
    if sentence is None or not sentence.span.contains(cue.start):
        return False
    finite = any(w.is_finite for w in sentence.words if span.contains(w.start))
    line = document.text[cue.end :].partition("\n")[0]
    return finite and len(line.split()) < TAG and line.rstrip().endswith(".")


def _own_lines(document: Document, spans: Sequence[Span], cue: Span) -> Sequence[Span]:
    """Without lines that a title runs over into, or a link or title that a text takes in."""
    own = block_at(document, cue.start)
    if own is None:
        return spans
    lines = [(block_at(document, span.start), span) for span in spans]
    if own.section in TITLES:
        return [span for block, span in lines if block is own] or spans
    return [
        span
        for block, span in lines
        if block is None
        or block.section not in TITLES
        or (block.section != Section.TEASER and document.is_quoted(span.start))
    ] or spans


def _ended(document: Document, span: Span, cue: Span) -> Iterator[Span]:
    """A span without what a reporter says after a quotation that lost its closing mark.

    It is another one's, where the cue stands in another paragraph.
    """
    for quotation in near(document.quotations, (span,)):
        *_, part = quotation.spans
        lost = quotation.style == UNCLOSED and part.start <= span.start < part.end < span.end
        if lost and not _same_paragraph(document, part, cue):
            after = next((q for q in document.quotations if part.end <= q.spans[0].start), None)
            if after is not None and after.spans[0].start < span.end:
                yield Span(after.spans[0].start, span.end)
            return
        if lost:
            yield Span(span.start, part.end)
            return
    yield span


def _same_paragraph(document: Document, one: Span, other: Span) -> bool:
    here, there = document.sentence_at(one.start), document.sentence_at(other.start)
    return here is not None and there is not None and here.paragraph == there.paragraph
