"""Quotations that lost their closing mark: they end where a reporter's clause begins.

`“It is safe, the engineer said.` Where the next paragraph opens with a mark, both look like one
quotation over two paragraphs; where it does not, the mark has no partner at all.
"""

from collections.abc import Iterator, Sequence

from quotes.find.cue import verb_entries
from quotes.find.mention import postposed
from quotes.lexicon.words import around
from quotes.text.characters import APOSTROPHES, DOUBLE_OPENING, QUOTATION_MARKS
from quotes.text.document import Document
from quotes.text.kinds import SPOKEN
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

UNCLOSED = "unclosed"  # the style of a quotation that a reporter ends
OWN = around("pronouns", "own")
BEFORE = frozenset(",?!.…—–―-")  # what ends a quotation before its reporter
ENDING = frozenset(".?!…")
SAID = 2  # words that a quotation has at least


def closed_quotations(document: Document, sentences: Sequence[Sentence]) -> list[Quotation]:
    """The outermost quotations, each ended where its reporter begins, where it lost its mark."""
    whole = [q for q in document.marks.quotations if q.depth == 0]
    found = [part for q in whole for part in _parted(document, q, sentences)]
    spans = [span for q in found for span in q.spans]
    for at in document.marks.loose:
        quotation = _ended(document, sentences, at) or _begun(document, sentences, whole, at)
        if quotation and not any(s.overlaps(quotation.spans[0]) for s in spans):
            found.append(quotation)
    return sorted(found)


def _parted(
    document: Document, quotation: Quotation, sentences: Sequence[Sentence]
) -> Iterator[Quotation]:
    """Parts of a quotation over several paragraphs, cut where a reporter ends a paragraph's."""
    open_: list[Span] = []
    for span in quotation.spans[:-1]:
        end = _reporter(sentences, span)
        open_.append(Span(span.start, end) if end else span)
        if end:
            yield Quotation(tuple(open_), 0, UNCLOSED)
            open_ = []
    last = quotation.spans[-1]
    cut = _told_within(document, sentences, last) if not open_ else None
    if cut is None:
        yield quotation._replace(spans=(*open_, last))
    else:
        yield from (Quotation((span,), 0, UNCLOSED) for span in cut)


def _told_within(
    document: Document, sentences: Sequence[Sentence], span: Span
) -> tuple[Span, Span] | None:
    """Both parts of a quotation that is its whole line and lost the marks around who is named.

    `“It is safe, envoy Jane Roe said. We go on.”`
    """
    block = next((b for b in document.blocks if b.span.contains(span.start)), None)
    if block is None or document.text[slice(*block.span)].strip() != document.text[slice(*span)]:
        return None
    end = _reporter(sentences, span)
    told = next((s for s in sentences if end and s.span.contains(end)), None)
    if end is None or told is None or document.text[end - 1] != ",":
        return None
    names = (e for e in told.entities if e.type in PERSON_ENTITIES and e.span.start >= end)
    after = next((s for s in sentences if s.span.start >= told.span.end), None)
    if not any(names) or after is None or not span.contains(after.span.start):
        return None
    return Span(span.start, end), Span(after.span.start, span.end)


def _ended(document: Document, sentences: Sequence[Sentence], at: int) -> Quotation | None:
    """The quotation that a mark without a partner opens: up to its reporter, or the whole line."""
    text = document.text
    block = next((b for b in document.blocks if b.span.contains(at)), None)
    opens = text[at] in DOUBLE_OPENING and text[at + 1 : at + 2].isalnum()
    before = text[block.span.start : at] if block is not None else ""
    if block is None or not opens or not _begins(before):
        return None
    following = (i for i in range(at + 1, block.span.end) if text[i] in QUOTATION_MARKS)
    stop = next((i for i in following if text[i] in DOUBLE_OPENING), block.span.end)
    end = _reporter(sentences, Span(at, stop))
    told = before.strip() and _may_tell(sentences, at)
    if end is None and stop == block.span.end and text[stop - 1] in ENDING and not told:
        end = stop
    return Quotation((Span(at, end),), 0, UNCLOSED) if end else None


def _begun(
    document: Document, sentences: Sequence[Sentence], whole: Sequence[Quotation], at: int
) -> Quotation | None:
    """The quotation that a mark without a partner closes: `“No,” said Roe. It is safe.”`.

    Or that begins its line: `It is safe,” said Roe.`
    """
    text = document.text
    start = text.rfind("\n", 0, at) + 1
    before = [q.spans[-1] for q in whole if start <= q.spans[-1].start < at]
    if not before:
        return _first(document, sentences, start, at)
    if text[at - 1] not in ENDING:
        return None
    end, marks = before[-1].end, QUOTATION_MARKS - frozenset(APOSTROPHES)
    told = next((s for s in sentences if s.span.contains(end - 1)), None)
    after = next((s for s in sentences if told and s.span.start >= told.span.end), None)
    between = text[end:at]
    comma = text[end - 2] == "," and not any(mark in between for mark in marks)
    if told is None or after is None or not comma or not end < after.span.start < at:
        return None
    led = text.find(": ", end, after.span.start)  # “No,” she said, adding: It is safe.”
    return Quotation((Span(led + 2 if led > 0 else after.span.start, at + 1),), 0, UNCLOSED)


def _first(
    document: Document, sentences: Sequence[Sentence], start: int, at: int
) -> Quotation | None:
    here = next((s for s in sentences if s.span.contains(at)), None)
    if here is None or here.span.start != start or document.text[at - 1] != ",":
        return None
    before = [w for w in here.words if w.end <= at]
    tells = any(e.cue_class.utterance for w in before for e in verb_entries(here, w))
    marked = any(w.text in QUOTATION_MARKS for w in before)
    long = len(before) > SAID and not (tells or marked)
    return Quotation((Span(start, at + 1),), 0, UNCLOSED) if long else None


def _begins(before: str) -> bool:
    """Whether a quotation to the end of its line may begin after this: `“A,” she said. “B`."""
    led = before.strip()
    return not led or (before.endswith(" ") and led.endswith((":", ".", " that")))


def _may_tell(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether somebody else may tell something, after a comma, in the sentence of a mark."""
    sentence = next((s for s in sentences if s.span.end > at + 1), None)
    if sentence is None:
        return False
    comma = next((w.start for w in sentence.words if w.start > at and w.text == ","), None)
    for verb in sentence.words:
        subject = sentence.child(verb, "nsubj") if verb.upos == "VERB" else None
        if subject is None or comma is None or subject.start < comma:
            continue
        spoken = any(e.act in SPOKEN for e in verb_entries(sentence, verb))
        if spoken and subject.text.lower() not in OWN:
            return True
    return False


def _reporter(sentences: Sequence[Sentence], span: Span) -> int | None:
    """Where a quotation ends before a clause that tells who says it."""
    for sentence in sentences:
        if not sentence.span.overlaps(span):
            continue
        for verb in sentence.words:
            start = _clause(sentence, verb)
            if start is None or not span.contains(start.start):
                continue
            before = [w for w in sentence.words[: start.index] if w.start > span.start]
            said = sum(w.upos != "PUNCT" for w in before)
            last = [w.text[-1] for w in before if w.text not in QUOTATION_MARKS][-1:]
            if said >= SAID and last and last[0] in BEFORE:
                return before[-1].end
    return None


def _clause(sentence: Sentence, verb: Word) -> Word | None:
    """First word of `the engineer told reporters`, `said the engineer`: it ends its sentence."""
    if verb.upos != "VERB" or not any(e.cue_class.utterance for e in verb_entries(sentence, verb)):
        return None
    after_it = postposed(sentence, verb)
    subject = sentence.child(verb, "nsubj") or (after_it and after_it.head)
    if subject is None or subject.text.lower() in OWN:
        return None
    told = sentence.children(verb, "ccomp", "xcomp", "parataxis", "conj", "advcl")
    if any(w.index > verb.index for w in told):
        return None
    start = min(subject.index, verb.index, *(w.index for w in sentence.subtree(subject)))
    after = sentence.words[verb.index + 1 :]
    plain = not any(w.text in (":", ";") or w.text in QUOTATION_MARKS for w in after)
    return sentence.words[start] if plain else None
