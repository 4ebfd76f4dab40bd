"""Quotations in marks that no tree shape explains: labels, the nearest verb, the known speaker."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple

from quotes.find.bystanders import (
    answering,
    beside,
    between,
    headed,
    introduced,
    named_after,
    reacting,
)
from quotes.find.confidence import confidence
from quotes.find.content import quote_type, trim, with_spans
from quotes.find.cue import verb_cue, verb_entries
from quotes.find.digests import sourced
from quotes.find.finding import Finding, Rule
from quotes.find.lastly import last_speaking
from quotes.find.mention import are_few, speaker_of
from quotes.find.namelines import leading_verb, line_speaker, list_speaker
from quotes.find.standing import paragraph_at
from quotes.find.tags import tagged
from quotes.find.untold import is_silent
from quotes.lexicon.entries import LABELLED, OPEN
from quotes.text.document import Document
from quotes.text.kinds import SAID, QuoteType
from quotes.text.marks import SPOKEN, Quotation
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

# Chosen by reading, not measured.
FAR = 12  # words from a quotation; a verb as far away is not its own
MARK = 2  # characters of a mark, with the blank that may follow it
UNKNOWN = 6  # words that a verb which no list knows counts as farther


CLOSED = re.compile(r"[.!?…]\W*\Z")


class Change(NamedTuple):
    """A finding, and the one that it stands in place of, if any."""

    finding: Finding
    instead_of: Finding | None = None


def find_marked(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """The findings with others for the statements in marks that they do not cover.

    A quotation that follows one with a known speaker in its paragraph goes on with it: a finding
    with both contents then stands in place of the first.
    """
    findings, plain = list(found), cache(partial(_plain, document.text))
    for quotation in document.statements:
        if quotation.style == SPOKEN or _covered(document, quotation, findings):
            continue
        change = (
            _adjoining(document, quotation, findings)
            or _labelled(document, quotation, findings)
            or _named_beside(document, quotation)
            or _led(document, quotation, findings)
            or _nearest_verb(document, quotation, findings)
            or _repeated(document, quotation, findings, plain)
            or _continued(document, quotation, findings)
            or _beside(document, quotation)
            or _unattributed(document, quotation)
        )
        if change is None:
            continue
        if change.instead_of is None:
            findings.append(change.finding)
        else:
            findings[findings.index(change.instead_of)] = change.finding
    return findings


def _covered(document: Document, quotation: Quotation, found: Sequence[Finding]) -> bool:
    # `Roe “said that it rained”`; but for the final mark of a paragraph that leaves it open
    start = quotation.spans[0].start
    opened = (f.cue_spans[0].start for f in found if f.cue_spans)
    if any(start < at <= start + MARK for at in opened):
        return True
    parts = [trim(document.text, part) or part for part in quotation.spans]
    return all(any(s.holds(part) for f in found for s in f.spans) for part in parts)


def _new(document: Document, quotation: Quotation, rule: Rule, **known: Any) -> Change | None:
    """A finding of this rule, with what is known of cue and speaker."""
    sentence = document.sentence_at(quotation.spans[0].start)
    if sentence is None:
        return None
    kind = quote_type(quotation.spans, document.quotations)
    sure = confidence(rule, None)
    return Change(Finding(sentence, quotation.spans, (rule,), sure, quote_type=kind, **known))


def _with_quotation(document: Document, finding: Finding, quotation: Quotation) -> Finding:
    return with_spans(document, finding, tuple(sorted((*finding.spans, *quotation.spans))))


def _adjoining(document: Document, quotation: Quotation, found: Sequence[Finding]) -> Change | None:
    """Part of a content that ends or begins right beside it, with no word between."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    here = document.sentence_at(start)
    for finding in found:
        if finding.sentence is not here:
            continue
        last, first = finding.spans[-1].end, finding.spans[0].start
        gaps = (document.text[last:start], document.text[end:first])
        if any(gap and not re.search(r"[\w\n]", gap) for gap in gaps):
            low, high = min(first, start), max(last, end)
            spans = (*finding.spans[:-1], Span(finding.spans[-1].start, high))
            if low == start:
                spans = (Span(low, spans[0].end), *spans[1:])
            return Change(with_spans(document, finding, spans), finding)
    return None


def _labelled(document: Document, quotation: Quotation, found: Sequence[Finding]) -> Change | None:
    """`Jane Roe: “…”`, `“…” – Jane Roe`, `“…” [Acme.]`, in place of what a title's verb tells."""
    tag = tagged(document, quotation) or sourced(document, quotation)
    if tag is None:
        return None
    sentence, mark = tag.mention.sentence, tag.mark
    same = next((f for f in found if f.sentence is sentence and f.cue_head is mark), None)
    change = _new(
        document,
        quotation,
        Rule.LABEL,
        mention=tag.mention,
        cue_spans=(mark.span,),
        cue_head=mark,
        cue_lemma=mark.lemma if mark.upos == "VERB" else mark.text,
        cue_class=LABELLED,
    )
    return change and change._replace(instead_of=same)


def _named_beside(document: Document, quotation: Quotation) -> Change | None:
    """Take who is only named: at the line's front, after it, in the line above or below."""
    mention = (
        line_speaker(document, quotation)
        or list_speaker(document, quotation)
        or headed(document, quotation)
        or named_after(document, quotation)
    )
    return _new(document, quotation, Rule.LABEL, mention=mention) if mention else None


def _led(document: Document, quotation: Quotation, found: Sequence[Finding]) -> Change | None:
    """Take who speaks in the line above, which a colon ends: `As Jane Roe reported in May:`."""
    led = leading_verb(document, quotation)
    if led is None:
        return None
    same = next((f for f in found if f.sentence is led[0] and f.cue_head is led[1]), None)
    if same is None:
        return _by_verb(document, quotation, *led)
    return _new(document, quotation, Rule.BESIDE, mention=same.mention, inherited=True)


def _nearest_verb(
    document: Document, quotation: Quotation, found: Sequence[Finding]
) -> Change | None:
    """The verb with a subject that stands nearest in the same sentence, known verbs preferred."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    best: tuple[float, Sentence, Word] | None = None
    for sentence in paragraph_at(document, start):
        between = document.text[sentence.span.end : start]
        if between and (between.strip() or document.text[:start].rstrip()[-1:] not in (":", ",")):
            continue
        if sentence.span.start >= end and CLOSED.search(document.text[start:end]):
            continue  # “No.” She laughed.
        for distance, word in _near(sentence, start, end):
            if word.upos != "VERB" or document.statement_at(word.start) or _below(word):
                continue
            if word.start >= end and is_silent(sentence, word):
                continue  # “Who was it?” Nobody answered.
            if any(s.contains(word.start) for f in found for s in f.spans):
                continue
            known = verb_entries(sentence, word)
            if not known and word.start >= end and CLOSED.search(document.text[start:end]):
                continue  # “No.” She laughed, read as one sentence
            cost = distance + (0 if known else UNKNOWN)
            if cost < FAR and (best is None or cost < best[0]):
                best = (cost, sentence, word)
    if best is None:
        return None
    same = next((f for f in found if f.sentence is best[1] and f.cue_head is best[2]), None)
    if same is not None:  # “The plan,” she said, “is ready.”: two parts of one quotation
        return Change(_with_quotation(document, same, quotation), same)
    return _by_verb(document, quotation, best[1], best[2])


def _near(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, Word]]:
    before = [w for w in sentence.words if w.end <= start]
    yield from ((len(before) - i, w) for i, w in enumerate(before))
    if sentence.span.start < end:
        after = [w for w in sentence.words if w.start >= end]
        yield from ((i + 1, w) for i, w in enumerate(after))


def _below(verb: Word) -> bool:
    # not the verb of a relative clause: "the man who led the party said"
    return verb.deprel == "acl:relcl"


def _by_verb(
    document: Document, quotation: Quotation, sentence: Sentence, verb: Word
) -> Change | None:
    cue = verb_cue(sentence, verb)
    mention, known = speaker_of(sentence, cue), verb_entries(sentence, verb)
    says = any(e.act in SAID for e in known)
    if mention is None or (not says and are_few(mention.sentence, mention.head)):
        return None
    quoted = document.statement_at(mention.head.start)  # “This rule is odd,” states a circular
    return _new(
        document,
        quotation,
        Rule.NEAREST_VERB,
        mention=None if quoted else mention,
        cue_head=verb,
        cue_spans=(Span(cue.words[0].start, cue.words[-1].end),),
        cue_lemma=known[0].lemma if known else verb.lemma,
        cue_class=known[0].cue_class if known else OPEN.cue_class,
        act=known[0].act if known else OPEN.act,
        polarity=cue.polarity,
    )


def _continued(document: Document, quotation: Quotation, found: Sequence[Finding]) -> Change | None:
    """Go on with the speaker of the paragraph, as in `“One,” she said. “Two.”`."""
    here = document.sentence_at(quotation.spans[0].start)
    last = last_speaking(document, here, found) if here else None
    if here is None:
        return None
    alone = _fills_paragraph(document, here)
    other = introduced(document, here, last) if alone else None
    if last is not None:
        other = other or answering(here, last) or reacting(document, quotation, last)
    if other is not None:
        return _new(document, quotation, Rule.BESIDE, mention=other, inherited=True)
    if last is None:
        return None
    same = last.sentence.paragraph == here.paragraph or _is_glued(document, quotation)
    if not same and not alone:
        return None
    if last.quote_type in (QuoteType.DIRECT, QuoteType.MIXED):
        longer = _with_quotation(document, last, quotation)
        if Rule.CONTINUED not in last.rules:
            longer = replace(longer, rules=(*last.rules, Rule.CONTINUED))
        return Change(longer, last)
    rule = Rule.SAME_PARAGRAPH if same else Rule.PREVIOUS_PARAGRAPH
    return _new(document, quotation, rule, mention=last.mention, inherited=True)


def _is_glued(document: Document, quotation: Quotation) -> bool:
    # `“One,” she said.“Two.”`, read as two paragraphs
    at, starts = quotation.spans[0].start, document.decoded.starts
    return at > 0 and starts[at - 1] == starts[at]


def _beside(document: Document, quotation: Quotation) -> Change | None:
    mention = beside(document, quotation)
    if mention is None and _fills(document, quotation):
        mention = between(document, quotation)
    if mention is None:
        return None
    return _new(document, quotation, Rule.BESIDE, mention=mention, inherited=True)


def _fills(document: Document, quotation: Quotation) -> bool:
    here = document.sentence_at(quotation.spans[0].start)
    return here is not None and _fills_paragraph(document, here)


def _fills_paragraph(document: Document, here: Sentence) -> bool:
    """Whether nothing but quotations stands in the paragraph, save for one word."""
    words = [w for s in document.lines[document.line_of(here)] for w in s.words]
    outside = [w for w in words if not document.statement_at(w.start)]
    return len([w for w in outside if w.upos != "PUNCT"]) <= 1


def _repeated(
    document: Document,
    quotation: Quotation,
    found: Sequence[Finding],
    plain: Callable[[tuple[Span, ...]], str],
) -> Change | None:
    """A title line's quotation that the text gives again with its speaker.

    Parameters
    ----------
    plain : gives the bare words of spans: "we won" of `“We won.”`.

    """
    wanted = plain(quotation.spans)
    for other in found if wanted else ():
        if other.mention is not None and wanted in plain(other.spans):
            return _new(document, quotation, Rule.REPEATED, mention=other.mention, inherited=True)
    return None


def _plain(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(w.lower() for s in spans for w in re.findall(r"\w+", text[s.start : s.end]))


def _unattributed(document: Document, quotation: Quotation) -> Change | None:
    return _new(document, quotation, Rule.UNATTRIBUTED)
