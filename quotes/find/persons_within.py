"""Who is told and who speaks, where a content reaches over them: they are no part of it."""

from quotes.find.content import trim
from quotes.find.cue import is_passive
from quotes.find.finding import Finding
from quotes.find.mention import ADDRESSING
from quotes.text.document import Document
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import WHEN, Sentence, Word, top

Spans = tuple[Span, ...]

ASKING = "urge"  # a class of cues

# Chosen by reading, not measured.
BEFORE_THAT = 14  # words between who is told and "that"


def _from(document: Document, spans: Spans, start: int) -> Spans:
    """What of the spans stands from `start` on."""
    kept = [
        s if s.start >= start else trim(document.text, Span(start, s.end))
        for s in spans
        if s.end > start
    ]
    return tuple(s for s in kept if s)


def without_addressee(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`told [the court that] it rained`, `tells [Zentra Radio] the road is closed`.

    `informed [Roe's sister] about the flood`, `tells [HLP] moths are eaten`
    """
    verb, sentence = finding.cue_verb, finding.sentence
    end = finding.cue_spans[-1].end
    if verb is None or spans[0].start < end:
        return spans
    addressing = verb.lemma in ADDRESSING and verb.lemma != "call"
    if not addressing and not document.text[:end].endswith(" to"):
        return spans
    told = sentence.children(verb, "iobj", "obj", "obl")
    for that in sentence.words[verb.index + 1 : verb.index + BEFORE_THAT]:
        above = sentence.words[that.head]
        leads = that.rel == "mark" and that.text.lower() == "that" and that.head > that.index
        if leads and (
            above.head == verb.index or (not addressing and sentence.head(above) in told)
        ):
            return _from(document, spans, that.end)
    clauses = sentence.children(verb, "ccomp") if addressing else []
    first = [w for w in sentence.words if w.start >= spans[0].start][:2]
    named = verb.lemma == "tell" and [w.rel for w in first[:1]] == ["compound"]
    if named and len(first) == 2 and first[0].text.isupper():
        return _from(document, spans, first[1].start)
    about = [w for w in sentence.words if spans[0].contains(w.start) and w.text == "about"]
    if verb.lemma == "inform" and about and any(w in told for w in sentence.ancestors(about[0])):
        return _from(document, spans, about[0].start)
    for one in told:
        below = sentence.subtree(one, without=clauses)
        begins = below[0].start == spans[0].start and below[-1].end < spans[-1].end
        if begins and any(c.is_finite or sentence.child(c, "nsubj") for c in clauses):
            return _from(document, spans, below[-1].end)
    return spans


def with_asked(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`asked [them] to forgive him`, `called on [the town] to help`: who is to do what is asked."""
    del document
    verb, sentence, kind = finding.cue_verb, finding.sentence, finding.cue_class
    first, *rest = spans
    if verb is None or kind is None or kind.name != ASKING:
        return spans
    words = [w for w in sentence.words if first.contains(w.start)][:2]
    gap = [w for w in sentence.words if finding.cue_spans[-1].end <= w.start < first.start]
    if not gap or gap[0].index < verb.index:
        return spans
    infinitive = [w.text.lower() for w in words[:1]] == ["to"] and words[-1].xpos == "VB"
    if gap[0].upos == "ADP":
        gap = gap[1:]
    asked = [w for w in sentence.children(verb, "iobj", "obj", "obl") if w.deprel != WHEN]
    whom = next((w for w in asked if w in gap), None)
    finite = any(w.upos in ("AUX", "VERB") for w in gap)
    if whom is None or not infinitive or finite or is_passive(sentence, verb):
        return spans
    begins = sentence.subtree(whom, without=sentence.children(whom, "case"))[0] is gap[0]
    return (Span(gap[0].start, first.end), *rest) if begins else spans


def without_apposition(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`according to Roe, [a clerk of the court], it rained`.

    Also `according to the act, [which came late], rents rose`
    """
    mention, sentence, start = finding.mention, finding.sentence, spans[0].start
    if mention is None or document.text[mention.span.end : start].strip() != ",":
        return spans
    if finding.cue_lemma == "according to" and document.text.startswith("which ", start):
        return _from(document, spans, _after_clause(sentence, spans[0]))
    comma = document.text.find(",", start, spans[0].end)
    if comma < 0 or mention.head is not finding.cue_head:
        return spans
    words = [w for w in sentence.words if start <= w.start < comma]
    after = next((w for w in sentence.words if w.start > comma), None)
    clause = after is not None and after.lemma.lower() == "whereas"  # "half work, whereas …"
    clause |= after is not None and after.is_finite  # "according to her, the law, has helped"
    if not words or any(w.is_finite for w in words):
        return spans
    head = top(words)
    above = sentence.head(head)
    subjects = sentence.children(above, "nsubj") if above is not None else []
    again = [w for w in subjects if w.start > comma and not _is_apposed(sentence, w)]
    beside = head.rel == "appos" or (head.rel == "nsubj" and bool(again) and not clause)
    return _from(document, spans, comma + 1) if beside else spans


def _after_clause(sentence: Sentence, span: Span) -> int:
    # "which came late, rents rose": after a comma the next clause begins with its subject
    subjects = [w for w in sentence.words if span.contains(w.start) and w.rel.startswith("nsubj")]
    firsts = [sentence.subtree(w)[0] for w in subjects[1:]]
    apart = (w.start for w in firsts if sentence.words[w.index - 1].text == ",")
    return next(apart, span.start)


def _is_apposed(sentence: Sentence, word: Word) -> bool:
    # "the bridge, a relic, is safe": no second subject
    after = sentence.subtree(word)[-1].index + 1
    return any(w.text == "," for w in sentence.words[after - 1 : after + 1])


def without_role(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`“It rained,” [another clerk], Ann Roe said`: who speaks is told after the mark."""
    mention, sentence = finding.mention, finding.sentence
    last = spans[-1]
    if mention is None or document.text[last.end : mention.span.start].strip() != ",":
        return spans
    ends = [
        p.end for q in near(document.statements, (last,)) for p in q.spans if p.start == last.start
    ]
    rest = [w for w in sentence.words if ends and ends[-1] <= w.start < last.end]
    if not rest or any(w.is_finite for w in rest):
        return spans
    goes_on = rest[0].upos in ("ADP", "PART") and document.text[ends[-1] - 2].isalnum()
    if goes_on:  # `“We have caves” to hide in, Ann Roe said`
        return spans
    return (*spans[:-1], Span(last.start, ends[-1]))
