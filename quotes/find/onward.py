"""Where the reporter goes on within a content: another speaks, or the speaker adds something."""

from collections.abc import Iterator, Sequence

from quotes.find.content import trim, with_spans
from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.kinds import SPOKEN
from quotes.text.span import Span

ADDING = around("tails", "adding")


def beside(found: Sequence[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Each finding with the others of its sentence."""
    grouped: dict[int, list[Finding]] = {}
    for finding in found:
        grouped.setdefault(id(finding.sentence), []).append(finding)
    for finding in found:
        yield finding, [o for o in grouped[id(finding.sentence)] if o is not finding]


def parted(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings that end where the reporter goes on: "it rained, but others said it snowed"."""
    kept = []
    for finding, others in beside(found):
        ends = [at for other in others for at in _begins(document, other)]
        closed = [at for other in others for at in _closes(document, other)]
        ends += [at for at in closed if any(c.end < at for c in finding.cue_spans)]
        ends += _closes(document, finding)
        added = [at for other in others for at in _adds(document, finding, other)]
        spans = tuple(s for s in finding.spans if s.start not in added) or finding.spans
        spans = tuple(_cut(document, s, [*ends, *added]) for s in spans)
        kept.append(with_spans(document, finding, spans))
    return kept


def _begins(document: Document, finding: Finding) -> list[int]:
    """Where a joined clause begins in which somebody else speaks."""
    sentence, cue, mention = finding.sentence, finding.cue_head, finding.mention
    if cue is None or mention is None or cue.rel != "conj" or mention.head.head != cue.index:
        return []
    joining = sentence.child(cue, "cc")
    marked = document.is_quoted(cue.start)
    if joining is None or joining.text.lower() != "but" or joining.end + 1 != mention.span.start:
        return []
    return [] if marked or mention.head.upos == "PRON" else [joining.start]


def _closes(document: Document, finding: Finding) -> list[int]:
    """Where who speaks is named at the end of a sentence: `It rained[, the agency, Acme, said]`."""
    mention, cues, sentence = finding.mention, finding.cue_spans, finding.sentence
    verb = finding.cue_verb
    if mention is None or verb is None or not cues or document.is_quoted(cues[0].start):
        return []
    after = [w for w in sentence.words if w.start >= cues[-1].end and w.upos != "PUNCT"]
    ends = verb.rel in ("root", "parataxis") and not any(w.is_finite for w in after)
    before = finding.start < mention.span.start < mention.span.end <= cues[0].start
    beside = document.text[: mention.span.start].rstrip().endswith((",", ")"))
    return [mention.span.start] if ends and before and beside else []


def _adds(document: Document, finding: Finding, other: Finding) -> list[int]:
    """Where the other begins, if it is what the speaker tells next: "it rained[, adding that]"."""
    cue, sentence, verb = other.cue_head, other.sentence, finding.cue_head
    if cue is None or verb is None or cue.index < verb.index or document.is_quoted(cue.start):
        return []
    above = {verb.index, *(w.index for w in sentence.ancestors(verb))}
    marks = [m for m in sentence.children(cue, "mark", "cc") if m.index == cue.index - 1]
    same = finding.mention is not None and finding.mention == other.mention
    before = sentence.words[cue.index - 1]
    led = before.text in ("by", "in") or (before.text == "," and cue.lemma != "say")
    if same and cue.xpos == "VBG" and led:
        return [before.start]  # "claims to speak for us [in saying that]"
    if cue.rel == "advcl" and cue.text in ADDING and cue.head == verb.index:
        return [(marks[0] if marks else cue).start]
    joined = cue.rel == "conj" and cue.upos == "VERB" and cue.head in above and bool(marks)
    return [marks[0].start] if joined and other.act in SPOKEN else []


def _cut(document: Document, span: Span, ends: Sequence[int]) -> Span:
    for at in sorted(ends):
        if span.start < at < span.end:
            return trim(document.text, Span(span.start, at)) or span
    return span
