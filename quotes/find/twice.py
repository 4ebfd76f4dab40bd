"""What one sentence tells twice of one speaker: `Roe told the paper that it rained, she said`."""

from collections.abc import Iterator, Sequence

from quotes.find.content import trim, with_spans
from quotes.find.finding import Finding
from quotes.find.persons import is_named
from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.characters import DOUBLE_OPENING
from quotes.text.document import Document
from quotes.text.span import Span, held
from quotes.text.tree import Mention

ONE = ("he", "she")
OTHERS = ("it", "they")
PHRASES = entries("phrases").keys()
JOINED = ("and ", "but ")


def told_once(
    document: Document, found: Sequence[Finding], more: Sequence[Finding] = ()
) -> list[Finding]:
    """The findings without what a pronoun's closing cue tells again.

    Parameters
    ----------
    more : what else may tell it: findings that would be left out as parts of others.

    """
    found = [one for one in found if not any(_tells_by_noun(other, one) for other in found)]
    found = [_after_another(document, one, found) for one in found]
    every = [*found, *more]
    found = [one for one in found if not _is_told_inside(document, one, _touching(one, every))]
    kept = [again for one in found for again in _left(document, one, _touching(one, every))]
    return [_without_closing(document, one, found) for one in kept]


def _tells_by_noun(phrase: Finding, one: Finding) -> bool:
    """Whether a noun tells what its phrase does: `according to a Roe forecast, it rains`."""
    who, noun = phrase.mention, one.cue_head
    named = who is not None and noun is not None and noun.upos == "NOUN" and phrase is not one
    if not named or phrase.cue_lemma not in PHRASES or who is None or noun is None:
        return False
    return who.span.contains(noun.start) and held(phrase.spans, one.spans[0])


def _touching(one: Finding, others: Sequence[Finding]) -> list[Finding]:
    """Those of which a part may lie between its first word and its last."""
    start, end = one.start, max(s.end for s in one.spans)
    return [o for o in others if o.start < end and any(start < s.end for s in o.spans)]


def _is_told_inside(document: Document, one: Finding, others: Sequence[Finding]) -> bool:
    """`"“It is late,” said Roe, adding that it rained."`: a pair of marks too many around it."""
    start = one.spans[0].start
    doubled = document.text[start : start + 2]
    if one.cue_spans or len(doubled) < 2 or not set(doubled) <= DOUBLE_OPENING:
        return False
    told = (o for o in others if o.mention is not None and o.cue_spans and o is not one)
    return any(
        o.start == start + 1 and all(held(one.spans, s) for s in (*o.spans, *o.cue_spans))
        for o in told
    )


def _after_another(document: Document, last: Finding, found: Sequence[Finding]) -> Finding:
    """`The road, said Roe, is shut, and it snows, he added`: only what comes after "and"."""
    if len(last.spans) > 1 or not _is_closing(last):
        return last
    start, end = last.spans[0]
    for one in found:
        first = one.spans[-1]
        aside = len(one.spans) > 1 and one.cue_spans and one.cue_spans[-1].end <= first.start
        if aside and first.start == start and document.text.startswith(", and ", first.end):
            return with_spans(document, last, (Span(first.end + len(", and "), end),))
    return last


def _left(document: Document, closing: Finding, others: Sequence[Finding]) -> Iterator[Finding]:
    led = next((o for o in others if _leads(document, o, closing)), None)
    if led is not None:
        yield with_spans(document, closing, led.spans)
        return
    if any(_leads(document, closing, o) for o in others):
        return
    frame = next((o for o in others if _frames(o, closing)), None)
    phrased = any(_reaches(o, closing) for o in others)
    if frame is None and not phrased:
        yield closing
    elif frame is not None:
        rest = trim(document.text, Span(frame.spans[-1].end, closing.spans[-1].end))
        text = document.text[slice(*rest)] if rest else ""
        lead = next((len(word) for word in JOINED if text.startswith(word)), 0)
        if rest is not None and lead:
            yield with_spans(document, closing, (Span(rest.start + lead, rest.end),))


def _without_closing(document: Document, one: Finding, found: Sequence[Finding]) -> Finding:
    """`according to Roe, “it rained”, he said`: without the "he said"."""
    closing = next((o for o in found if _reaches(one, o)), None)
    if closing is None:
        return one
    end = closing.spans[-1].end
    left = tuple(Span(s.start, min(s.end, end)) for s in one.spans if s.start < end)
    return with_spans(document, one, left)


def _frames(frame: Finding, closing: Finding) -> bool:
    """Whether what is said begins with who says it to whom: "[Roe told us that …], she said"."""
    who, again = frame.mention, closing.mention
    if frame is closing or who is None or again is None or not _is_closing(closing):
        return False
    if not frame.cue_spans or frame.sentence is not closing.sentence:
        return False
    start = min(who.span.start, frame.cue_spans[0].start)
    told = frame.addressee
    inside = all(held(closing.spans, s) for s in (*frame.spans, *frame.cue_spans))
    heard = any(
        w.upos == "PRON" and told.contains(w.start)
        for w in frame.sentence.words
        if told is not None
    )
    return inside and start == closing.start and not heard and _may_be(who, again)


def _leads(document: Document, lead: Finding, closing: Finding) -> bool:
    """Whether a pronoun leads up to marks that a name closes: "[She said that] “…,” said Roe"."""
    who, named = lead.mention, closing.mention
    if lead is closing or who is None or named is None or len(lead.spans) > 1:
        return False
    if who.head.text.lower() not in ONE or named.head.upos == "PRON":
        return False
    told = document.statement_at(lead.spans[-1].end - 1) is not None
    begins = who.span.start == closing.start and held(closing.spans, lead.spans[0])
    ends = not document.text[lead.spans[-1].end : closing.spans[-1].end].strip(" .,")
    after = bool(closing.cue_spans) and closing.cue_spans[0].start >= closing.spans[-1].end
    return told and begins and ends and after


def _reaches(phrase: Finding, closing: Finding) -> bool:
    """Whether "according to Roe" takes in a closing "he said"."""
    if phrase is closing or phrase.cue_lemma != "according to" or not _is_closing(closing):
        return False
    cues = closing.cue_spans
    over = all(held(phrase.spans, s) for s in (*closing.spans, *cues))
    who, again = phrase.mention, closing.mention
    return over and who is not None and again is not None and _may_be(who, again)


def _is_closing(finding: Finding) -> bool:
    cues, who = finding.cue_spans, finding.mention
    after = bool(cues) and cues[0].start > finding.spans[-1].end
    return after and who is not None and who.head.text.lower() in (*ONE, *OTHERS)


def _may_be(who: Mention, pronoun: Mention) -> bool:
    sentence, head, word = who.sentence, who.head, pronoun.head.text.lower()
    if sentence.child(head, "nmod:poss", "conj") and word != "it":
        owner = sentence.child(head, "nmod:poss")
        if owner is None or owner.upos == "PRON":
            return False
    if head.upos == "PRON":
        return head.text.lower() == word
    person = head.lemma.lower() in lexicon("person", "offices", "work", "life")
    person = person or is_named(sentence, head)
    if "Number=Plur" in head.feats:
        return word == "they"
    return word in (ONE if person else OTHERS)
