"""What a content reaches over and does not hold: what leads to it, what is done next."""

import re
from collections.abc import Callable, Sequence

from quotes.find import fronts, leads, persons_within, reasons, tails
from quotes.find.anothers import passer_on
from quotes.find.content import trim
from quotes.find.cue import verb_cue, verb_entries
from quotes.find.finding import Finding
from quotes.find.patterns import CHARGE, fitting
from quotes.lexicon.entries import OPEN
from quotes.text.characters import DASHES
from quotes.text.document import Document
from quotes.text.kinds import QuoteType, Section
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import WHEN, Sentence, Word, top

Spans = tuple[Span, ...]

TOPIC = re.compile(r"(?<![^\s“”])(?:On|About|As for|Asked about|Regarding) [^:“”\n]{1,80}: ?\Z")


CREDIT = re.compile(
    r"\s*[(\[](?:(?:photo|image|picture|credit|courtesy)[^()\[\]]*|"
    r"(?-i:[A-Z])[^()\[\]/]*/\s*(?-i:[A-Z])[^()\[\]/]*)[)\]]?\Z",
    re.IGNORECASE,
)


def within(document: Document, finding: Finding, spans: Spans) -> Spans:
    """Only what is said."""
    cues = finding.cue_spans
    if not cues or finding.quote_type == QuoteType.DIRECT:
        return spans
    for cut in CUTS:
        spans = cut(document, finding, spans) or spans
    return spans


def without_next(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said it rained [and urged drivers to stay]`: what the speaker says next."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None:
        return spans
    passer = passer_on(sentence, verb)
    first = [verb, *([passer] if passer is not None else [])]  # "cited Roe as saying …, and asked"
    for before, after in ((b, a) for b in first for a in sentence.children(b, "conj")):
        joining = sentence.child(after, "cc")
        only = document.text.find("not only", verb.end, joining.start) > 0 if joining else False
        if (
            joining is None
            or only
            or joining.text.lower() not in ("and", "but")
            or not _reports(sentence, before, after)
        ):
            continue
        for i, span in enumerate(spans):
            if verb.start < span.start < joining.start < after.start < span.end:
                left = trim(document.text, Span(span.start, joining.start))
                return (*spans[:i], left) if left and not document.is_quoted(after.start) else spans
    return spans


def _reports(sentence: Sentence, verb: Word, after: Word) -> bool:
    past = verb.xpos == "VBD" and after.xpos == "VBN"  # "said it rained and asked": which is asked?
    same = (past or _tense(verb) == _tense(after)) and not sentence.child(after, "nsubj", "aux")
    if after.upos != "VERB" or not same:
        return False
    matches = fitting(sentence, verb_cue(sentence, after), verb_entries(sentence, after))
    return any(match.entry is not OPEN for match in matches)


def _tense(verb: Word) -> list[str]:
    return [feat for feat in verb.feats.split("|") if feat.startswith(("Tense", "VerbForm"))]


def without_lead(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[In the guest book] Roe wrote: “It is good.”`: what leads up to speaker and cue."""
    mention, text = finding.mention, document.text
    if mention is None:
        return spans
    low = min(mention.span.start, finding.cue_spans[0].start)
    high = max(mention.span.end, finding.cue_spans[-1].end)
    before = tuple(s for s in spans if s.end <= low)
    after = tuple(s for s in spans if s.start >= high)
    if not before or len(before) + len(after) < len(spans) or not after:
        return spans
    if any(document.is_quoted(s.start) or document.is_quoted(s.end - 1) for s in before):
        return spans
    if _leads_in(finding, after[0].start):
        return after  # "[Asked in town], Roe said, however, that …"
    gap = text[high : after[0].start].strip() or text[high - 1]
    said = any(
        after[0] == p and (gap == ":" or text[p.start + 1].isupper())
        for q in document.statements
        for p in q.spans
    )
    if gap in (",", ":") and said:
        return after
    verb, sentence = finding.cue_verb, finding.sentence
    clauses = sentence.children(verb, "ccomp") if verb is not None else []
    whole = any(s.start >= after[0].start for c in clauses for s in sentence.children(c, "nsubj"))
    return after if whole and (gap == "that" or gap.isalnum()) else spans


def _leads_in(finding: Finding, start: int) -> bool:
    """Whether the "that" there leads in what the cue tells, and no clause of another verb."""
    verb, sentence = finding.cue_verb, finding.sentence
    clauses = sentence.children(verb, "ccomp") if verb is not None else []
    marks = (m for c in clauses for m in sentence.children(c, "mark"))
    return any(m.start == start and m.text == "that" for m in marks)


def without_place(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`fined for writing [on a wall] that it rained`: where it was said, how or when.

    `argued - [in a long letter] - that it rained`, `said [the next day] that it rained`
    """
    first, verb, sentence = spans[0], finding.cue_verb, finding.sentence
    if verb is None or first.start < verb.end:
        return spans
    marks = (m for c in sentence.children(verb, "ccomp") for m in sentence.children(c, "mark"))
    that = next((m for m in marks if m.lemma == "that" and first.start < m.start < first.end), None)
    lead = [w for w in sentence.words if that and first.start <= w.start < that.start]
    beside = not document.text[verb.end : first.start].strip()
    when = bool(lead) and any(w.deprel == WHEN and w.head == verb.index for w in lead)
    placed = bool(lead) and beside and (lead[0].upos == "ADP" or when)
    if that is None or not (placed or (lead and lead[-1].text in DASHES)):
        return spans
    return (Span(that.end + 1, first.end), *spans[1:])


def without_credit(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`Roe says it is unsafe [(Photo: B. Poe)]`, `[(Bo Poe / HLP)]`: who took the picture."""
    *before, last = spans
    credit = CREDIT.search(document.text, last.start, last.end)
    caption = finding.sentence.section == Section.CAPTION
    if credit is None or not caption or credit.start() == last.start:
        return spans
    return (*before, Span(last.start, credit.start()))


def without_scene(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`described [the scene]: “The river rose.”`: what leads up to a statement after a colon."""
    verb, text = finding.cue_head, document.text
    for i, span in enumerate(spans):
        inner = [p for p in _statements(document, span) if span.start < p.start]
        if verb is None or verb.start > span.start or not inner:
            continue
        start = inner[0].start
        lead = [w for w in finding.sentence.words if span.start <= w.start < start]
        told = any(w.is_finite or "VerbForm=Inf" in w.feats for w in lead)
        told |= any(w.rel == "xcomp" and w.head == verb.index for w in lead)
        if lead and lead[-1].text == ":" and not told and text[start + 1].isupper():
            return (*spans[:i], Span(start, span.end), *spans[i + 1 :])
    return spans


def without_absolute(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`“We waited,” she said[, her voice breaking]. “Nobody came.”`."""
    sentence, kept = finding.sentence, []
    said = [s for s in spans if _statements(document, s)]
    for span in spans:
        inner = _statements(document, span)
        start = inner[0].start if inner else span.end
        loose = [w for w in sentence.words if span.start <= w.start < start]
        if said and said[0] is not span and _is_absolute(sentence, loose):
            kept += [Span(start, span.end)] if inner else []
        else:
            kept.append(span)
    return tuple(kept)


def without_charged(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[The mill] was accused by Roe of “greed”`: what it is charged with alone."""
    first, *rest = spans
    verb = finding.cue_verb
    passive = verb is not None and finding.rules[0] == CHARGE
    passive = passive and first.end <= finding.cue_spans[0].start
    marked = any(document.marked_within(s) for s in rest)
    return tuple(rest) if passive and marked else spans


def _statements(document: Document, span: Span) -> list[Span]:
    parts = [p for q in near(document.statements, (span,)) for p in q.spans]
    return [p for p in parts if span.holds(p)]


def _is_absolute(sentence: Sentence, words: Sequence[Word]) -> bool:
    # "her voice breaking", after a comma
    words = [w for w in words if w.upos != "PUNCT"]
    if not words or any(w.is_finite for w in words):
        return False
    head, before = top(words), sentence.words[words[0].index - 1]
    subject = sentence.child(head, "nsubj")
    participle = head.upos == "VERB" and "VerbForm=Inf" not in head.feats
    owned = subject is not None and sentence.child(subject, "nmod:poss", "det") is not None
    return before.text == "," and participle and owned and subject in words


def without_topic(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[On the strike:] “No.” [On the rest:] “No comment.”`: what the words are about."""
    del finding
    kept: list[Span] = []
    for span in spans:
        start = span.start
        for part in (p for q in near(document.statements, (span,)) for p in q.spans):
            topic = TOPIC.search(document.text, start, part.start) if span.holds(part) else None
            if topic is not None:
                before = trim(document.text, Span(start, topic.start()))
                kept += [before] if before else []
                start = part.start
        kept.append(Span(start, span.end))
    return tuple(kept)


CUTS: Sequence[Callable[[Document, Finding, Spans], Spans]] = (
    persons_within.with_asked,
    persons_within.without_addressee,
    persons_within.without_apposition,
    persons_within.without_role,
    without_lead,
    without_place,
    without_credit,
    without_scene,
    without_absolute,
    without_topic,
    without_charged,
    leads.without_lone,
    fronts.without_connective,
    leads.without_to,
    tails.without_rest,
    tails.without_source,
    leads.without_sentence,
    leads.without_frame,
    tails.without_remark,
    tails.without_circumstance,
    tails.without_answer,
    tails.without_occasion,
    tails.without_share,
    tails.without_aside,
    tails.without_cleft,
    tails.with_concession,
    reasons.with_reason,
    tails.with_relative,
    tails.with_measure,
    leads.with_main,
    leads.with_clause,
    leads.with_predicate,
    leads.with_object,
    fronts.with_time,
)
