"""How far a content goes, for rules and learned attribution alike: one convention for all rows.

It begins after a "that" which only leads it in, never holds the words that name its speaker, and no
words are told twice of one speaker.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.find import fronts, leads
from quotes.find.accept import TELLING, UNREAL
from quotes.find.content import trim, with_spans
from quotes.find.days import with_due, without_day, without_time_in_cue
from quotes.find.finding import Finding, Rule
from quotes.find.onward import beside
from quotes.find.outside import within
from quotes.find.statements import is_title
from quotes.find.untold import withholds
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.kinds import SPOKEN, Act, Polarity, QuoteType
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

BESIDE = re.compile(
    r"\b(?:of|about|on|in|with|from|for)\s*"
    r"(?:(?:the|an?|his|her|its|their)\s(?:[\w’'-]+,?\s){1,3}|\w+ing\s)?\Z",
    re.IGNORECASE,
)
INTRODUCING = around("conjunctions", "introducing")
JOINING = around("conjunctions", "joining")
AUTHOR = around("pronouns", "author")
POINTING = around("pronouns", "pointing")
NAMES_IT = around("unspoken", "naming")
Spans = tuple[Span, ...]
DENYING = around("denying", "verbs")
LOOSE = ("acl", "advcl", "parataxis")
PARTS = re.compile(r"(?:,| [-–—]) \w+ of wh(?:ich|om)\b")  # "some of which", "two of whom"


def bounded(document: Document, finding: Finding) -> Finding:
    """The finding with its content by the convention, and the type that this has."""
    finding = without_time_in_cue(document, leads.with_own_cue(document, finding))
    spans = leads.with_subject(document, finding, finding.spans)
    named = finding.mention.span if finding.mention is not None else None
    for phrase in filter(None, (named, finding.addressee)):
        spans = tuple(s for s in spans if not phrase.holds(s)) or spans
    spans = by_lines(document.text, spans)
    spans = (
        tuple(s for s in spans if document.text[s.start : s.end].lower() not in JOINING) or spans
    )
    spans = within(document, finding, fronts.with_fronted(document, finding, spans))
    spans = with_due(document, finding, without_day(document, finding, spans))
    spans = _with_parts(document, finding, spans)
    spans = _without_introducer(document, spans)
    if document.is_quoted(spans[0].start):
        spans = (spans[0], *(_after_that(document, finding, s) for s in spans[1:]))
    spans = fronts.without_subject_named(document, finding, spans)
    spans = _without_titles(document, spans)
    if named is not None and finding.addressee is not None and named.overlaps(finding.addressee):
        finding = replace(finding, addressee=None)  # “Why?” asked a passenger, Ann Roe
    return with_spans(document, _told(document, finding, spans), spans)


def _with_parts(document: Document, finding: Finding, spans: Spans) -> Spans:
    """With what is said of some of the last: "spoke of gifts, [some of which were due]"."""
    last, sentence = spans[-1], finding.sentence
    found = PARTS.match(document.text, last.end)
    if found is None or finding.quote_type == QuoteType.DIRECT:
        return spans
    which = next((w for w in sentence.words if w.end == found.end()), None)
    clauses = [w for w in sentence.ancestors(which) if w.rel in LOOSE] if which else []
    below = [w for w in sentence.subtree(clauses[0]) if w.upos != "PUNCT"] if clauses else []
    return (*spans[:-1], Span(last.start, below[-1].end)) if below else spans


def _told(document: Document, finding: Finding, spans: Sequence[Span]) -> Finding:
    """As no speech where what is said is a mere "it": of a denial alone that tells something.

    Nor where the article's author speaks, or asks: "I dare say it rained".
    """
    if _is_the_authors(document, finding) or _is_unreal(finding):
        return replace(finding, act=Act.OTHER)
    if finding.act == Act.THOUGHT and _is_voiced(document, finding, spans):
        finding = replace(finding, act=Act.SPEECH)
    words = " ".join(document.text[slice(*s)] for s in spans).casefold().split()
    told = set(words) - POINTING or finding.cue_lemma in DENYING
    marked = finding.quote_type == QuoteType.DIRECT
    return finding if told or marked else replace(finding, act=Act.OTHER)


def _is_voiced(document: Document, finding: Finding, spans: Sequence[Span]) -> bool:
    """Whether what somebody thinks stands in marks, so was said: "expects prices “to fall”"."""
    kind = finding.cue_class
    if finding.mention is None or kind is None or finding.cue_lemma in NAMES_IT:
        return False
    if not (kind.inward and kind.aside):
        return False
    parts = [p for s in spans for p in document.marked_within(s)]
    told = (document.text[slice(*p)] for p in parts if not is_title(document.text, (p,)))
    return any(len(words.split()) >= TELLING for words in told)


def _is_unreal(finding: Finding) -> bool:
    """Whether it may or should be said, is said if, or is not said: nothing was."""
    cue, sentence = finding.cue_word, finding.sentence
    if cue is None or finding.quote_type == QuoteType.DIRECT:
        return False
    if finding.polarity == Polarity.DECLINED:
        return not withholds(sentence, finding.cue_spans, finding.spans)
    return any(w.text.lower() in UNREAL for w in sentence.children(cue, "mark", "aux"))


def _is_the_authors(document: Document, finding: Finding) -> bool:
    mention = finding.mention
    if mention is None or finding.quote_type != QuoteType.INDIRECT:
        return False
    own = mention.head.text in AUTHOR and mention.head.upos == "PRON"
    return own and not document.is_quoted(mention.head.start)


def _without_titles(document: Document, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without a work's title beside a statement: `“It is good,” she said of “The Hill.”`."""
    statements = near(document.statements, spans)
    said = [s for s in spans if any(s in q.spans for q in statements)]
    apart = tuple(_after_title(document, s) for s in spans)
    kept = tuple(s for s in apart if s in said or not _is_of_title(document, s))
    return kept if said else spans


def _after_title(document: Document, span: Span) -> Span:
    # “The Hill.” “I like it.”: a title, and a statement right after it
    parts = [p for q in near(document.quotations, (span,)) for p in q.spans if span.holds(p)]
    told = [p for q in near(document.statements, (span,)) for p in q.spans]
    two = len(parts) > 1 and parts[0].start == span.start and parts[0] not in told
    beside = two and not document.text[parts[0].end : parts[1].start].strip()
    named = beside and parts[1] in told and _is_of_title(document, parts[0])
    return Span(parts[1].start, span.end) if named else span


def _is_of_title(document: Document, span: Span) -> bool:
    text = document.text
    quotations = near(document.quotations, (span,))
    named = [p for q in quotations for p in q.spans if span.holds(p)]
    before = text[: named[0].start] if named else ""
    alone = len(named) == 1 and named[0].end == span.end and is_title(text, named)
    of = BESIDE.search(before) if alone else None
    return of is not None and of.start() <= span.start


def by_lines(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """One span a line, as quotations over several paragraphs have them."""
    found = []
    for start, end in spans:
        for line in re.finditer(r"\S[^\n\r]*", text[start:end]):
            found.append(Span(start + line.start(), start + line.start() + len(line[0].rstrip())))
    return tuple(found)


def apart(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings of which none tells words that another one tells.

    `“One,” she said, adding “two”`: "two" is not said a second time. `Roe said: “One,” he said.`
    has one row: of two cues the one counts that knows its speaker, or that stands first.
    """
    tellers: dict[Span, list[Finding]] = {}
    for finding in found:
        for span in finding.spans:
            tellers.setdefault(span, []).append(finding)
    teller = {span: min(some, key=lambda f: _rank(f, span)) for span, some in tellers.items()}
    kept = []
    for finding, others in beside(found):
        own = tuple(s for s in finding.spans if teller[s] is finding)
        left = tuple(s for s in own if not any(_within(s, other) for other in others))
        guessed = finding.rules[0] == Rule.NEAREST_VERB and finding.act not in SPOKEN
        told = not finding.cue_spans or guessed
        own = left if left or told else own
        doubled = not own and any(_same_teller(teller[s], finding) for s in finding.spans)
        doubled |= not (own or finding.cue_spans)  # marks in what a cue tells
        if own or not (doubled or finding.quote_type == QuoteType.DIRECT):
            kept.append(with_spans(document, finding, own or finding.spans))
    return kept


def _within(span: Span, other: Finding) -> bool:
    """Whether it is part of what another cue tells: `said A, adding it was “B”` tells "B" once."""
    return any(s.holds(span) and s != span for s in other.spans)


def _same_teller(one: Finding, other: Finding) -> bool:
    # `a report by Roe suggested that …`: the report and what it suggests are one statement
    if one.mention is None or other.mention is None:
        return False
    return one.mention.span == other.mention.span


def _rank(finding: Finding, span: Span) -> tuple[bool, bool, bool, bool, bool, int]:
    """Who keeps a span that several tell, the lowest first.

    One with a speaker comes before one without, then speech, a verb, the cue right before the span,
    a content in one piece, and the earlier cue: "said" before "thinks" and "claim".
    """
    beside = any(cue.end + 1 == span.start for cue in finding.cue_spans)
    at = finding.cue_spans[0].start if finding.cue_spans else finding.start
    noun = finding.cue_head is not None and finding.cue_head.upos == "NOUN"
    spoken = finding.act in SPOKEN
    several = len(finding.spans) > 1
    return finding.mention is None, not spoken, noun, not (beside and spoken), several, at


def _without_introducer(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without a "that" which only leads the content in: "said that the bridge was safe"."""
    first, *rest = spans
    sentence = document.sentence_at(first.start)
    words = [w for w in sentence.words if w.start == first.start] if sentence else []
    if not words or words[0].text.lower() not in INTRODUCING:
        return tuple(spans)
    if sentence is None or not _introduces(document, sentence, words[0]):
        return tuple(spans)
    left = trim(document.text, Span(words[0].end, first.end))
    left = _with_mark(document, words[0].end, left) if left else None
    kept = [left, *rest] if left else rest
    return tuple(kept) or tuple(spans)


def _after_that(document: Document, finding: Finding, span: Span) -> Span:
    """A later part of a content, without its own "that": "implied [that] he had left"."""
    words = [w for w in finding.sentence.words if w.start == span.start]
    that, verb = words[0] if words else None, finding.cue_verb
    if that is None or verb is None or that.text.lower() not in INTRODUCING:
        return span
    clause = finding.sentence.head(that)
    if that.rel != "mark" or clause is None or clause.head != verb.index:
        return span
    return trim(document.text, Span(that.end, span.end)) or span


def _introduces(document: Document, sentence: Sentence, that: Word) -> bool:
    """Whether it only leads in what is said, as no subject does: "said that was a mistake".

    A conjunction does, unless an auxiliary follows; other words do before marks: `that “it was”`.
    """
    after = [w for w in sentence.words[that.index + 1 :] if w.upos != "PUNCT"]
    subject = bool(after) and after[0].is_finite and after[0].upos in ("AUX", "VERB")
    clause = sentence.head(that)
    own = sentence.child(clause, "nsubj", "csubj", "expl") if clause is not None else None
    subject = subject and (own is None or own is that)
    auxiliary = subject and after[0].upos == "AUX" and after[0].index == that.index + 1
    if that.rel == "mark" and not auxiliary:
        return True
    if after and _leads_to_clause(sentence, after, that):
        return True
    if that.rel == "det" and clause is not None and clause.rel.startswith("nsubj"):
        below = sentence.children(clause, "nmod")  # "that the rise of rents", not "that rise"
        return any(c.text.lower() == "of" for w in below for c in sentence.children(w, "case"))
    marks = [p for q in near(document.quotations, (sentence.span,)) for p in q.spans]
    between = [document.text[that.end : p.start] for p in marks if p.start > that.end]
    beside = any(not gap.strip(" ,") for gap in between)
    return beside and not subject


def _leads_to_clause(sentence: Sentence, after: Sequence[Word], that: Word) -> bool:
    # "said that during the war, they ran", "that thanks to Roe they ran"
    phrase = after[0].upos == "ADP" or [w.text.lower() for w in after[:2]] == ["thanks", "to"]
    cue = sentence.words[that.index - 1] if that.index else None
    clauses = sentence.children(cue, "ccomp") if cue is not None else []
    return phrase and any(sentence.child(c, "nsubj", "nsubj:pass", "expl") for c in clauses)


def _with_mark(document: Document, start: int, span: Span) -> Span:
    # `that “every day counts”`: trimming must not cut the mark that opens a quotation
    for quotation in document.quotations:
        for part in quotation.spans:
            if part.start == span.start and span.end + 1 == part.end:
                return part  # nor its stop, where no mark closes it
            if start <= part.start < span.start <= part.end <= span.end:
                return Span(part.start, span.end)
    return span
