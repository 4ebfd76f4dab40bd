"""Where what is said begins: after words that only lead to it, or with the clause before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.find.accept import UNREAL
from quotes.find.content import trim
from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around
from quotes.text.characters import DASHES
from quotes.text.document import Document
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word, top

Spans = tuple[Span, ...]

LONE = around("tails", "lone")
PHRASE = re.compile(rf" (?:{'|'.join(sorted(around('prepositions', 'compound')))})\b")
OBJECT = 5  # words at most of whom is blamed; chosen by reading
INSERTED = (",", *DASHES)
GIVING = around("tails", "giving")
COMPLETING = around("prepositions", "completing") | {"at", "to", "with"}
FRAME = 8  # words at most of "Even more important, perhaps, is that"; chosen by reading


def without_lone(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[what] Roe said in town [was a] “gift”`, `[where], it is said, it rained`."""
    first, *rest = spans
    verb = finding.cue_verb
    if verb is not None and any(
        w.text.lower() in UNREAL for w in finding.sentence.children(verb, "aux")
    ):
        return spans  # "what we might call “luck”"
    if not rest or document.text[slice(*first)].lower() not in LONE:
        return spans
    if document.text[slice(*first)].lower() != "what":
        return tuple(rest)
    marked = [p for s in rest for p in document.marked_within(s)]
    return (Span(marked[0].start, rest[-1].end),) if len(rest) == 1 and marked else spans


def without_sentence(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[It was signed by Dr. Roe.] Because it rained, it was late, according to a clerk`."""
    first, *rest = spans
    if rest or first.end > finding.cue_spans[0].start or document.marked_within(first):
        return spans
    words = [w for w in finding.sentence.words if first.contains(w.start)]
    for before, word in pairwise(words):
        opens = word.upos in ("CCONJ", "DET", "PRON", "SCONJ") and word.text.istitle()
        ends = before.text.endswith(".") and len(before.text.replace(".", "")) != 1
        if opens and ends and any(w.is_finite for w in words[: words.index(word)]):
            first = Span(word.start, first.end)
    return (first,)


def without_frame(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[Even more important, perhaps, is that] it rains, Roe said`, `her claim [is that] it rains`.

    `her plans [such as] new roads`
    """
    first, *rest = spans
    words = [w for w in finding.sentence.words if first.contains(w.start)]
    noun = finding.cue_head is not None and finding.cue_head.upos == "NOUN"
    for number, (word, that) in enumerate(pairwise(words)):
        led = word.lemma == "be" and that.text.lower() == "that"
        led |= noun and number == 0 and (word.text.lower(), that.text.lower()) == ("such", "as")
        if led and number < FRAME and (number > 0 or noun) and _frames(words[:number]):
            left = trim(document.text, Span(that.end, first.end))
            return (left, *rest) if left else spans
    return spans


def _frames(words: Sequence[Word]) -> bool:
    if not all(w.upos in ("ADJ", "ADV", "CCONJ", "DET", "PUNCT") for w in words):
        return False
    return not words or any(w.upos == "ADJ" for w in words)


def with_main(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[Rents doubled,] compared with May, when it rained, according to Roe`: all of it."""
    first, *rest = spans
    sentence, text = finding.sentence, document.text
    verb, part = finding.cue_verb, [w for w in sentence.words if first.contains(w.start)]
    passed = verb is not None and verb.rel == "advcl" and _as(sentence, verb)
    passed = passed and not any(w.is_finite for w in part)  # "of theft, as reported"
    phrase = passed or finding.cue_lemma == "according to"
    phrase = phrase and first.end <= finding.cue_spans[0].start
    before = [w for w in sentence.words if w.start < first.start]
    if rest or not (phrase and part and before) or not (passed or before[-1].text == ","):
        return spans
    root, main = top(part), top(before)
    told = not passed and any(
        e.cue_class.utterance for w in before for e in verb_entries(sentence, w)
    )
    odd = any(w.text in (":", ";") for w in before) or document.marked_within(sentence.span)
    hung = root.rel in ("advcl", "obl", "nmod", "acl", "case") or root.rel == "advmod"
    clause = main.upos == "VERB" or sentence.child(main, "cop") is not None
    if told or odd or not hung or not clause or text[first.end : first.end + 1] != ",":
        return spans
    start = before[0].end if before[0].upos == "CCONJ" else before[0].start
    whole = trim(text, Span(start, first.end))
    return (whole,) if whole else spans


def with_own_cue(document: Document, finding: Finding) -> Finding:
    """`said [according to the act, clerks must pay]`: the phrase is said, and is no cue."""
    text, verb, first = document.text, finding.cue_word, finding.spans[0]
    *before, cue = finding.cue_spans or (first,)
    if verb is None or verb.upos != "VERB" or not cue.contains(verb.start):
        return finding
    if (given := _given(finding, verb)) is not None:
        cues = (*before, Span(cue.start, verb.end))
        return replace(finding, cue_spans=cues, spans=(Span(given, first.end), *finding.spans[1:]))
    found = PHRASE.match(text, verb.end, cue.end)
    gap = [w for w in finding.sentence.words if cue.end <= w.start < first.start]
    if found is None or any(w.is_finite for w in gap) or first.start < cue.end:
        return finding
    whole = Span(found.start() + 1, first.end)
    cues, spans = (*before, Span(cue.start, verb.end)), (whole, *finding.spans[1:])
    return replace(finding, cue_spans=cues, spans=spans)


def _given(finding: Finding, verb: Word) -> int | None:
    """Where the noun begins in `expressed [gratitude to] Roe`, which is told with what follows."""
    sentence, cue, first = finding.sentence, finding.cue_spans[-1], finding.spans[0]
    words = [w for w in sentence.words if verb.end <= w.start and w.end <= cue.end]
    noun = next((w for w in sentence.children(verb, "obj") if w in words), None)
    if verb.lemma not in GIVING or noun is None:
        return None
    after = sentence.words[noun.index + 1]
    of = after.text.lower()
    own = any(e.preposition == of for e in entries("nouns").get(noun.lemma, ()))  # "concern about"
    led = of in COMPLETING and not own
    ends = after.start in (first.start, cue.end - len(after.text))
    return words[0].start if led and ends else None


def without_to(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`pleading guilty [to] taking bikes`."""
    del document
    first, *rest = spans
    sentence = finding.sentence
    words = [w for w in sentence.words if first.contains(w.start)]
    if finding.cue_spans[-1].end + 1 != first.start or len(words) < 2:
        return spans
    said = sentence.words[words[0].index - 1]  # but "expressed commitment to going"
    to = words[0].text.lower() == "to" and words[1].xpos == "VBG" and said.upos != "NOUN"
    return (Span(words[1].start, first.end), *rest) if to else spans


def with_object(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`berated [Roe] for “using the flood”`."""
    del document
    first, *rest = spans
    sentence, start = finding.sentence, finding.cue_spans[-1].end
    gap = [w for w in sentence.words if start <= w.start and w.end <= first.start]
    words = [w for w in sentence.words if first.contains(w.start)][:2]
    led = [w.text in ("for", "of") for w in words[:1]] + [
        w.xpos in ("VBG", "``") for w in words[1:]
    ]
    named = led == [True, True] and 0 < len(gap) <= OBJECT
    named = named and all(w.upos in ("ADJ", "DET", "NOUN", "NUM", "PROPN") for w in gap)
    return (Span(gap[0].start, first.end), *rest) if named else spans


def _as(sentence: Sentence, verb: Word) -> bool:
    return any(m.text.lower() == "as" for m in sentence.children(verb, "mark"))


def with_clause(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said that with falling rents, [firms left]`: the clause after what leads to it."""
    *before, last = spans
    verb, sentence = finding.cue_verb, finding.sentence
    clauses = sentence.children(verb, "ccomp") if verb is not None else []
    words = [w for w in sentence.words if last.contains(w.start)]
    if before or not words or len(clauses) != 1 or last.start < finding.cue_spans[-1].end:
        return spans
    below = [w for w in sentence.subtree(clauses[0]) if w.start >= last.end]
    subject = sentence.child(clauses[0], "nsubj", "nsubj:pass")
    lead = next((w for w in words if w.text.lower() != "that"), words[0])
    led = lead.upos in ("ADP", "SCONJ") and not any(w.is_finite for w in words)
    if not led or clauses[0] not in below or subject not in below:
        return spans
    beside = document.text[last.end : below[0].start].strip(" ,")
    whole = trim(document.text, Span(last.start, below[-1].end))
    return (whole,) if whole and not beside else spans


def with_predicate(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`The rise, as noted by Roe, [is a worry]`: what is said of it goes on after her."""
    span, *rest = spans
    places = [*finding.cue_spans, *([finding.mention.span] if finding.mention else [])]
    low, high = min(p.start for p in places), max(p.end for p in places)
    sentence = finding.sentence
    inside = [w for w in sentence.words if span.contains(w.start)]
    subject = top(inside) if inside and not rest else None
    clause = sentence.head(subject) if subject is not None else None
    if subject is None or clause is None or not subject.rel.startswith("nsubj"):
        return spans
    below = [w for w in sentence.subtree(clause) if w.start >= high]
    if span.end > low or clause not in below or document.marked_within(sentence.span):
        return spans
    put_in = sentence.words[below[0].index - 1].text in INSERTED or below[0].text in INSERTED
    told = trim(document.text, Span(below[0].start, below[-1].end))
    return (span, told) if put_in and told else spans


def with_subject(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`wrote Roe. [The new rule] “does not help.”`: of whom the marks tell, before them."""
    return tuple(_with_subject(document, finding, span) for span in spans)


def _with_subject(document: Document, finding: Finding, span: Span) -> Span:
    sentence = document.sentence_at(span.start)
    if sentence is None or sentence is finding.sentence or sentence.root is None:
        return span
    before = [w for w in sentence.words if w.end <= span.start and w.upos != "PUNCT"]
    subject = sentence.child(sentence.root, "nsubj", "nsubj:pass")
    if not before or subject is None or subject not in before:
        return span
    own = document.marked_within(span)[:1] == [span] and document.text[span.start + 1].islower()
    told = any(w.is_finite for w in before) or not span.contains(sentence.root.start)
    return Span(before[0].start, span.end) if own and not told else span
