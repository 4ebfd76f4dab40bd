"""Where what is said begins: after words that only lead to it, or with the clause before it."""

from collections.abc import Sequence
from itertools import pairwise

from quotes.find.accept import UNREAL
from quotes.find.content import trim
from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.span import Span
from quotes.text.tree import Word, top

Spans = tuple[Span, ...]

LONE = around("tails", "lone")
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
        if opens and ends and any("VerbForm=Fin" in w.feats for w in words[: words.index(word)]):
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
    phrase = finding.cue_lemma == "according to" and first.end <= finding.cue_spans[0].start
    before = [w for w in sentence.words if w.start < first.start]
    if rest or not phrase or not before or before[-1].text != ",":
        return spans
    root = top([w for w in sentence.words if first.contains(w.start)])
    main = top(before)
    told = any(e.cue_class.utterance for w in before for e in verb_entries(sentence, w))
    odd = any(w.text in (":", ";") for w in before) or document.marked_within(sentence.span)
    hung = root.rel in ("advcl", "obl", "nmod", "acl", "case") or root.rel == "advmod"
    if told or odd or not hung or main.upos != "VERB" or text[first.end : first.end + 1] != ",":
        return spans
    start = before[0].end if before[0].upos == "CCONJ" else before[0].start
    whole = trim(text, Span(start, first.end))
    return (whole,) if whole else spans
