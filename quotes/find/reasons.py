"""The clause that what is said goes on with after a comma: why it is so, what will come of it."""

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.kinds import Polarity, QuoteType
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

WHY = around("conjunctions", "reason")
GOING_ON = around("conjunctions", "going_on")
WOULD = around("auxiliaries", "future", "unreal", "conditional")
LEAST = 3  # words of such a clause; chosen by reading

Spans = tuple[Span, ...]


def with_reason(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said that Poe should lead[, as she had proved fair]`.

    Also `said it had not been sold[, but the price could fall]`.
    """
    sentence, verb, last = finding.sentence, finding.cue_verb, spans[-1]
    if verb is None or not _says_clause(document, finding, spans):
        return spans
    after = [w for w in sentence.words if w.start >= last.end]
    comma = bool(after) and after[0].text == ","
    marker = after[comma] if len(after) > LEAST else None
    clause = sentence.head(marker) if marker is not None else None
    if marker is None or clause is None or clause not in after:
        return spans
    inside = [w for w in sentence.words if last.contains(w.start)]
    above = sentence.head(clause)
    hung = above in inside or (comma and above is verb)
    if not hung or not _tells(sentence, marker, clause):
        return spans
    below = [w for w in sentence.subtree(clause) if w.start >= last.end and w.upos != "PUNCT"]
    quoted = document.is_quoted(marker.start) or document.marked_within(sentence.span)
    return spans if quoted else (*spans[:-1], Span(last.start, below[-1].end))


def _says_clause(document: Document, finding: Finding, spans: Spans) -> bool:
    """Whether it is a whole clause, told after its cue without marks."""
    kind, last = finding.cue_class, spans[-1]
    said = kind is not None and kind.utterance and finding.polarity == Polarity.AFFIRMED
    after = bool(finding.cue_spans) and finding.cue_spans[-1].end <= spans[0].start
    words = [w for w in finding.sentence.words if last.contains(w.start)]
    plain = finding.quote_type == QuoteType.INDIRECT and not document.is_quoted(last.end - 1)
    return said and after and plain and any(w.is_finite for w in words)


def _tells(sentence: Sentence, marker: Word, clause: Word) -> bool:
    """Whether a clause has its own subject, and is no other statement: "as Roe had said"."""
    word, below = marker.text.lower(), sentence.subtree(clause)
    subject = sentence.child(clause, "nsubj", "nsubj:pass", "expl")
    again = any(m.text.lower() == "that" for m in sentence.children(clause, "mark"))
    told = any(
        e.cue_class.utterance
        for w in below
        if w.upos == "VERB" and w.rel != "amod"
        for e in verb_entries(sentence, w)
    )
    forms = (clause, *sentence.children(clause, "aux", "aux:pass", "cop"))
    if subject is None or again or told or not any(w.is_finite for w in forms):
        return False
    foreseen = any(w.text.lower() in WOULD for w in forms)
    return word in WHY or (word in GOING_ON and foreseen)
