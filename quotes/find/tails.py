"""Where what is said ends: before the reporter goes on to tell, or after its last clause."""

import re
from collections.abc import Sequence

from quotes.find.content import trim
from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.characters import QUOTATION_MARKS
from quotes.text.document import Document
from quotes.text.kinds import SPOKEN
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

Spans = tuple[Span, ...]

REMARKING = "|".join(sorted(around("tails", "remarking")))
MEETINGS = "|".join(sorted(around("tails", "meetings")))
SPEECHES = "|".join(sorted(around("tails", "speeches")))
SILENCE = "|".join(sorted(around("tails", "silent")))
GIVEN = "|".join(sorted(around("tails", "given")))
PRESS = "|".join(sorted(around("tails", "press")))
MEASURES = around("nouns", "measures")
QUANTITIES = around("tails", "quantities")


ENDED = re.compile(r"[,.!?…][”’\"']+\Z")
MEASURED = re.compile(rf"\s+according to (?:[\w-]+ ){{0,4}}(?:{'|'.join(sorted(MEASURES))})\b")
SENTENCE = re.compile(r"\.\s+\Z")
PASSED = re.compile(r",\s+as (?:cited|quoted|reported) (?:by|in)\b[^“”\";]*\Z")
SOURCE = re.compile(r"(?<=[,”\"’'])\s+according to\b[^“”\";]*\Z", re.IGNORECASE)
SILENT = re.compile(
    rf"(?:,?\s+without (?:{SILENCE})\b"
    rf"|,\s+without (?:giving|offering|providing) (?:[\w-]+ ){{0,2}}(?:{GIVEN})\b"
    rf"|\s+without (?:giving|offering|providing) (?:[\w-]+ ){{0,2}}(?:{GIVEN})(?=\.?\Z))"
    r"[^“”\"]*\Z"
)
REMARK = re.compile(rf"(?<=[,”\"’'])\s(?:{REMARKING})\s\w+ing\b[^“”\",]*\Z")
ADDED = re.compile(
    rf"\swhile (?:also )?(?:{'|'.join(sorted(around('tails', 'adding')))}) that\b.*\Z"
)
THIS = re.compile(
    r"(?:this|it)(?= (?:when|while|during|in|at|on|after)\b)"
    r"|(?:not )?guilty(?= (?:when|while|during|after) (?!.*\bto \w+ing\b))"
)
ANSWER = re.compile(
    r"\s(?:in (?:answering|replying to|responding to|response to|reply to|answer to|regards? to)"
    r" (?:an?|the|his|her|their|reporters['’]?|journalists['’]?) [^“”\"]*?\bquestions?\b"
    rf"|(?:during|in) an? (?:[\w-]+ )?(?:{MEETINGS})\b(?: on \w+day)? with (?:{PRESS})\b)"
    r"[^“”\"]*\Z"
)
ANONYMOUS = re.compile(r"(?:,?\s)?\b(?:speaking )?on (?:the )?condition of anonymity\Z")
SPEECH = re.compile(
    rf"\sin (?:an?|his|her|their|its) (?:[\w-]+ ){{0,2}}(?P<speech>{SPEECHES})\b[^“”\",;]*\Z"
)
SHARE = re.compile(
    r",\s(?:while|whereas|after|compared (?:with|to)|up from|down from)\s"
    r"(?:about |only |just |nearly |almost |another |the )*"
    r"(?:\d|half\b|an? (?:third|quarter|majority)\b|\w+ percent\b|(?:fewer|more) than\b)"
    r"[^“”\"]*\Z"
)
REFERENCE = re.compile(
    r"(?:\s[-–—]{1,2}|,)\s(?:in )?an? (?:apparent|obvious|clear|(?:thinly )?veiled)"
    r" (?:allusion|dig|jab|nod|rebuke|reference|swipe)\b[^“”\"]*\Z"
)
DASHED = re.compile(r"\s[-–—]{1,2}\s")


# Chosen by reading, not measured.
LEAST = 4  # words of a quotation after which nothing is left to be said
LEFT = 3  # words that must be left


def _last_cut(spans: Spans, document: Document, at: int) -> Spans:
    """The spans up to here, where some words are left."""
    *before, last = spans
    left = trim(document.text, Span(last.start, at)) if at > last.start else None
    if left is None or len(document.text[slice(*left)].split()) < LEFT:
        return spans
    for quotation in near(document.quotations, (last,)):
        if left.end < quotation.spans[-1].end <= at:
            left = Span(left.start, quotation.spans[-1].end)
    return (*before, left)


def _cut_by(pattern: re.Pattern[str], document: Document, spans: Spans) -> Spans:
    """Without what the pattern finds at the end, outside quotation marks."""
    found = pattern.search(document.text, spans[-1].start, spans[-1].end)
    if found is None or document.is_quoted(found.end() - 1):
        return spans
    return _last_cut(spans, document, found.start())


def without_rest(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`“We waited for it,” she said[, when a bus came]. “Nobody did.”`."""
    first, *others = spans
    cue, text = finding.cue_spans[-1], document.text
    parts = [p for q in near(document.statements, spans) for p in q.spans]
    whole = first in parts and first.end <= cue.start and ENDED.search(text[slice(*first)])
    if not whole or len(text[slice(*first)].split()) < LEAST or finding.act not in SPOKEN:
        return spans
    kept = [first]
    for span in others:
        inner = [p for p in parts if span.holds(p)]
        told = span in parts or (document.marked_within(span) and not inner)
        words = (w for w in finding.sentence.words if span.contains(w.start))
        clause = any(w.is_finite for w in words)  # “No,” he claimed it rained
        told = told or (clause and text[cue.end : span.start] in (" ", " that "))
        if span.start < cue.end or told or text[span.start] in QUOTATION_MARKS:
            kept.append(span)
        elif inner:
            lead = text[span.start : inner[0].start]
            kept.append(Span(inner[0].start, span.end) if SENTENCE.search(lead) else span)
    return tuple(kept)


def without_source(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said that it rained[, according to the report]`, `[, as quoted in a paper]`: by whom."""
    if finding.cue_spans[-1].end <= spans[-1].start:
        spans = _cut_by(PASSED, document, spans)
    told = finding.cue_lemma == "according to" or finding.cue_spans[-1].end > spans[-1].start
    found = SOURCE.search(document.text, spans[-1].start, spans[-1].end)
    said = [w for w in finding.sentence.words if found and w.start >= found.start()]
    measured = next((w for w in said if w.upos in ("NOUN", "PROPN")), None)
    if told or measured is None or measured.lemma.lower() in MEASURES:
        return spans
    return _cut_by(SOURCE, document, spans)


def with_measure(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`demanded a trial [according to the law]`: what it is measured by."""
    *before, last = spans
    found = MEASURED.match(document.text, last.end)
    after = finding.cue_spans[-1].end <= last.start
    return (*before, Span(last.start, found.end())) if found and after else spans


def without_remark(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said it helps “old friends,” [specifically naming Hill Town]`.

    Also `The fruit, she said, is rare [while adding that it is dear]`, and
    `said talks would go on[, without elaborating]`.
    """
    del finding
    if len(spans) > 1 and SILENT.match(document.text, spans[-1].start - 1, spans[-1].end):
        spans = spans[:-1]
    for pattern in (SILENT, REMARK, ADDED):
        spans = _cut_by(pattern, document, spans)
    return spans


def without_circumstance(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`announced this [when he met the board]`, `pleaded guilty [when he appeared]`."""
    found, verb = THIS.match(document.text, *spans[0]), finding.cue_verb
    if found is None or verb is None:
        return spans
    told = finding.sentence.children(verb, "obj", "xcomp", "ccomp")
    pointing = [w for w in told if w.start == found.start() or w.end == found.end()]
    return (Span(*found.span()),) if pointing else spans


def without_answer(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said it “is not true” [in answering a reporter's question]`: when it was said."""
    after = finding.cue_spans[-1].end <= spans[-1].start
    return _cut_by(ANSWER, document, spans) if after else spans


def without_occasion(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`told them to stay [in a speech last week]`, `[on condition of anonymity]`: how it was said.

    Where somebody may have done it in a speech, it is said of them: `said he lied in a speech`.
    """
    told = [s for s in spans if not ANONYMOUS.fullmatch(document.text, *s)] or spans
    spans = _cut_by(ANONYMOUS, document, tuple(told))
    found = SPEECH.search(document.text, *spans[-1])
    verb, sentence = finding.cue_verb, finding.sentence
    if found is None or verb is None or verb.start > spans[-1].start:
        return spans
    speech = next((w for w in sentence.words if w.start == found.start("speech")), None)
    above = sentence.head(speech) if speech is not None else None
    done = above is not None and above is not verb and above.xpos in ("VBD", "VBN")
    named = above is None or above.upos != "VERB"
    return spans if done or named else _cut_by(SPEECH, document, spans)


def without_share(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`Half of them say it rains[, while 13 percent are unsure]`: how many did not say so."""
    mention = finding.mention
    if mention is None:
        return spans
    words = [w for w in mention.sentence.words if mention.span.contains(w.start)]
    counted = any(w.upos == "NUM" or w.lemma.lower() in QUANTITIES for w in words)
    return _cut_by(SHARE, document, spans) if counted else spans


def without_aside(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`after saying it would shut[ - it is the oldest here -] turned to us`.

    Also `said it would shut[ — an apparent reference to the bank]`.
    """
    spans = _cut_by(REFERENCE, document, spans)
    last, text = spans[-1], document.text
    dash = DASHED.search(text, last.start, last.end)
    goes_on = DASHED.match(text, last.end)
    if dash is None or goes_on is None or finding.cue_spans[-1].end > last.start:
        return spans
    within = [w for w in finding.sentence.words if dash.end() <= w.start < last.end]
    subject = any(w.rel == "nsubj" and w.text.lower() != "which" for w in within)
    finite = any(w.is_finite for w in within)
    before = [w for w in finding.sentence.words if w.end <= dash.start()]
    open_end = bool(before) and before[-1].upos == "AUX"  # "the truth is - mark it - that …"
    quoted = document.is_quoted(dash.start()) or document.marked_within(Span(dash.end(), last.end))
    cut = subject and finite and not (quoted or open_end)
    return _last_cut(spans, document, dash.start()) if cut else spans


def without_cleft(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`It was her claim that it had rained [that made them laugh]`."""
    noun, sentence = finding.cue_word, finding.sentence
    if noun is None or noun.upos != "NOUN":
        return spans
    it = sentence.child(noun, "nsubj", "expl")
    if it is None or it.text.lower() != "it" or sentence.child(noun, "cop") is None:
        return spans
    inside = [w for w in sentence.words if spans[-1].contains(w.start)]
    for word in reversed(inside[1:-1]):
        after = sentence.words[word.index + 1]
        if word.text.lower() == "that" and after.is_finite and after.upos == "VERB":
            return _last_cut(spans, document, word.start)
    return spans


def with_concession(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said it was “a gift,” [even if nobody wanted it]`: the clause goes on after the marks."""
    *_, last = spans
    sentence, text = finding.sentence, document.text
    first = spans[0].start
    inner = document.marked_within(last)
    if finding.cue_spans[-1].end > first or not inner or inner[-1].end != last.end:
        return spans
    if inner[0].start == first or not ENDED.search(text[slice(*last)]):
        return spans
    rest = [w for w in sentence.words if w.start >= last.end]
    if not rest or not _concedes(sentence, rest) or document.marked_within(sentence.span) != inner:
        return spans
    whole = trim(text, Span(last.start, rest[-1].end))
    return (*spans[:-1], whole) if whole else spans


def _concedes(sentence: Sentence, words: Sequence[Word]) -> bool:
    lead = " ".join(w.text.lower() for w in words[:2])
    opens = lead.startswith(("even if ", "even though", "although ", "though ", "because "))
    opens |= lead == "even if"
    said = any(
        e.act in SPOKEN for w in words if w.upos == "VERB" for e in verb_entries(sentence, w)
    )
    return opens and not said


def with_relative(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`The drop, which, according to Roe, [is a worry], was sharp`: the clause goes on."""
    *before, last = spans
    sentence, cue = finding.sentence, finding.cue_spans[-1]
    which = next((w for w in sentence.words if w.end == last.end), None)
    if which is None or which.xpos not in ("WDT", "WP") or cue.start < last.end:
        return spans
    clause = next((a for a in sentence.ancestors(which) if a.deprel == "acl:relcl"), None)
    end = max([cue.end, *([finding.mention.span.end] if finding.mention else [])])
    rest = [w for w in sentence.subtree(clause) if w.start >= end] if clause is not None else []
    noun = trim(document.text, Span(last.start, which.start))
    told = trim(document.text, Span(rest[0].start, rest[-1].end)) if rest else None
    return (*before, noun, told) if noun and told else spans
