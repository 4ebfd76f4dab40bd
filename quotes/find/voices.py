"""Two voices side by side: `“Who pays?” “We do,” said Roe.`, `said Poe. “Go.” “I do,” said Roe.`.

Of two quotations with no word between them the second is its cue's; the first is not, where it asks
or where another has just spoken, who then goes on with it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.find.confidence import confidence
from quotes.find.content import quote_type, with_spans
from quotes.find.finding import Finding, Rule
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.marks import SPOKEN
from quotes.text.span import Span

ENDED = re.compile(r"[.!?…]\W?\Z")
ASKS = re.compile(r"\?\W?\Z")
BLANKS = re.compile(r"[^\S\n]*\Z")
WORD = re.compile(r"[\w\n]")


def voices_apart(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """The findings, each with the words of one voice."""
    told = list(found)
    for first, second in _side_by_side(document):
        asks = ASKS.search(document.text[slice(*first)]) is not None
        answers = next((f for f in told if _told_after(document, f, second)), None)
        if answers is None:
            told = _without_both(document, told, first, second) if asks else told
            continue
        before = _speaking_before(document, told, answers, first)
        if before is None and not asks:
            continue
        if asks and before is not None and _goes_on(answers, before):
            told[told.index(before)] = _without(document, before, first)
            before = None
        told = [f for f in told if f.spans != (first,) or f.cue_spans]
        changed = {answers: _with(document, answers, second, first)}
        if before is not None:
            changed[before] = _with(document, before, first, second)
        told = [changed.get(f, f) for f in told]
        if before is None and document.statement_at(first.start):
            told += _by_nobody(document, first)
    return _on_with_the_last(document, told)


def _goes_on(answers: Finding, before: Finding) -> bool:
    """`“A bang,” said Roe. “How loud?” “Very,” she said.`: she answers, another has asked."""
    who, named = answers.mention, before.mention
    pronoun = who is not None and who.head.text.lower() in ("he", "she")
    return pronoun and named is not None and before.cue_lemma != "ask"


def _without_both(
    document: Document, found: list[Finding], first: Span, second: Span
) -> list[Finding]:
    """`“It was a mine,” Roe said. “Whose?” “Mine.”`: who asks and who answers is not told."""
    for at, one in enumerate(found):
        over = next((s for s in one.spans if s.holds(first) and s.holds(second)), None)
        if over is None or not one.cue_spans or one.cue_spans[-1].end > over.start:
            continue
        start = document.text[slice(*over)][: first.start - over.start].rstrip()
        kept = [s for s in one.spans if s != over]
        kept += [Span(over.start, over.start + len(start))] if start else []
        if not kept:
            return found
        others = [*_by_nobody(document, first), *_by_nobody(document, second)]
        cut = with_spans(document, one, tuple(sorted(kept)))
        return [*found[:at], cut, *found[at + 1 :], *others]
    return found


def _without(document: Document, finding: Finding, others: Span) -> Finding:
    kept = tuple(s for s in finding.spans if not s.overlaps(others))
    return with_spans(document, finding, kept) if kept else finding


def _on_with_the_last(document: Document, found: list[Finding]) -> list[Finding]:
    """`“No!” cried Roe. “Yes!” cried Poe. “Go on.”`: Poe goes on, who spoke last."""
    changed = {f: f for f in found}
    for finding in found:
        for span in finding.spans[1:] if finding.cue_spans else ():
            last = _speaking_before(document, found, finding, span)
            if last is None or finding.cue_spans[-1].end > last.start:
                continue
            rest = tuple(s for s in changed[finding].spans if s != span)
            longer = tuple(sorted({*changed[last].spans, span}))
            changed[finding] = with_spans(document, changed[finding], rest)
            changed[last] = with_spans(document, changed[last], longer)
    return list(changed.values())


def _side_by_side(document: Document) -> Iterator[tuple[Span, Span]]:
    """Quotations with blanks alone between them, of which the first has ended."""
    marked = [q for q in document.quotations if q.style != SPOKEN]
    for one, after in pairwise(marked):
        first, second = one.spans[-1], after.spans[0]
        apart = BLANKS.fullmatch(document.text, first.end, second.start)
        ended = ENDED.search(document.text[slice(*first)])
        if apart and ended and len(one.spans) == len(after.spans) == 1:
            yield first, second


def _told_after(document: Document, finding: Finding, span: Span) -> bool:
    """Whether who says it, or the cue, follows right after it."""
    who = [finding.mention.span.start] if finding.mention is not None else []
    starts = [s.start for s in finding.cue_spans] + who
    at = min(starts, default=-1)
    between = document.text[span.end : at]
    return bool(finding.cue_spans) and at >= span.end and not WORD.search(between)


def _speaking_before(
    document: Document, found: Sequence[Finding], answers: Finding, span: Span
) -> Finding | None:
    """Who has said something in marks, by the sentence that ends right before it."""
    for finding in found:
        spoke = finding.quote_type != QuoteType.INDIRECT and finding.cue_spans
        ends = max((s.end for s in (*finding.cue_spans, *_mentioned(finding))), default=-1)
        own = finding is not answers and finding.start < ends <= span.start
        between = document.text[ends : span.start]
        if (
            spoke
            and own
            and finding.mention
            and re.fullmatch(r"[^.!?\n“”\"]*[.!?][^\S\n]*", between)
        ):
            return finding
    return None


def _mentioned(finding: Finding) -> list[Span]:
    return [finding.mention.span] if finding.mention is not None else []


def _with(document: Document, finding: Finding, own: Span, others: Span) -> Finding:
    """The finding with the words that are its own, and without those of another voice."""
    kept = [s for s in finding.spans if not (s.overlaps(own) or s.overlaps(others))]
    return with_spans(document, finding, tuple(sorted((*kept, own))))


def _by_nobody(document: Document, span: Span) -> list[Finding]:
    sentence = document.sentence_at(span.start)
    if sentence is None:
        return []
    kind, rules = quote_type((span,), document.quotations), (Rule.UNATTRIBUTED,)
    return [Finding(sentence, (span,), rules, confidence(rules[0], None), quote_type=kind)]
