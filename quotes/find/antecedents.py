"""What a "which" stands for that somebody tells of: "the bridge, which Roe said is safe"."""

from collections.abc import Sequence
from dataclasses import replace

from quotes.find.accept import RELATIVE
from quotes.find.content import trim
from quotes.find.finding import Finding
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span


def led(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings with what their "which" stands for: "the bridge, which Roe said is safe".

    It stays "which" where another finding tells it.
    """
    kept = []
    for finding in found:
        first, *rest = finding.spans
        noun = _antecedent(document, finding, first) if rest else None
        which = _which(document, finding) if noun is None else None
        if which is not None:
            noun, rest = _antecedent(document, finding, which), list(finding.spans)
        if noun is not None and any(noun.overlaps(s) for f in found for s in f.spans):
            noun = None
        kept.append(replace(finding, spans=(noun, *rest)) if noun is not None else finding)
    return kept


def _which(document: Document, finding: Finding) -> Span | None:
    """The "which" of "which Roe said was safe", where it stands before the speaker alone."""
    who, sentence = finding.mention, finding.sentence
    if who is None or not finding.cue_spans or finding.quote_type != QuoteType.INDIRECT:
        return None
    before = [w for w in sentence.words if w.end <= who.span.start][-1:]
    said = [w for w in sentence.words if w.start == finding.start]
    led = before and document.text[before[0].end : who.span.start].isspace()
    verb = said and said[0].upos in ("AUX", "VERB") and finding.cue_spans[-1].end < finding.start
    verb = verb or document.text.startswith("to ", finding.start)  # "which he asked to be cut"
    return before[0].span if led and verb else None


def _antecedent(document: Document, finding: Finding, span: Span) -> Span | None:
    sentence = document.sentence_at(span.start)
    if sentence is None or document.text[slice(*span)].lower() not in RELATIVE:
        return None
    word = next((w for w in sentence.words if w.start == span.start), None)
    above = [*sentence.ancestors(word), *filter(None, (finding.cue_verb,))] if word else []
    clauses = [a for a in above if a.deprel == "acl:relcl"]
    noun = sentence.head(clauses[0]) if clauses else None
    if noun is None or noun.start > span.start:
        return None
    words = sentence.subtree(noun, without=sentence.children(noun, "acl:relcl", "case"))
    words = [w for w in words if w.end <= span.start]
    if any(w.is_finite for w in words):
        return None
    named = trim(document.text, Span(words[0].start, words[-1].end)) if words else None
    beside = named is not None and not document.text[named.end : span.start].strip(" ,")
    return named if beside else None
