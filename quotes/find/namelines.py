"""Quotations and the lines that tell who says them: `And from Jane Roe:`, quotation lists.

A line with a colon names the speaker of what stands below it. In a list without colons the first
line tells the order: names above the quotations, or below them.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from quotes.find.cue import verb_entries
from quotes.find.mention import mention_of, subject_of
from quotes.find.standing import block_at, block_number
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Mention, Sentence, Word, top

BULLET = re.compile(r"\s*[–—•·*-]\s")
GOING_ON = re.compile(r",[”’\"']+\Z")
ISSUED_BY = 3  # words to "letter" of "open letter", and from there to "from"
WORDS = 16  # of a line that only names somebody; chosen by reading
ISSUED = around("nouns", "issued")
WITHIN_NAMES = ("flat", "appos", "compound", "nmod:desc")  # a role and a name
LEADING = ("case", "cc", "punct", "det:predet", "advmod")


def line_speaker(document: Document, quotation: Quotation) -> Mention | None:
    """Who the line above or below a quotation names, where it fills its own lines."""
    filled = _filled(document, quotation)
    if not filled:
        return None
    first, last, lines = filled[0], filled[-1], document.lines
    above = lines[first - 1] if first else []
    below = lines[last + 1] if last + 1 < len(lines) else []
    named = (_named(document, above) or _voiced(document, above)) if above else None
    if named and (_leads(document, above) or _is_list(document, first - 1)):
        return named
    named = _named(document, below) if below and not _leads(document, below) else None
    goes_on = GOING_ON.search(document.text, *quotation.spans[-1]) is not None
    return named if named and (goes_on or _is_list(document, first)) else None


def leading_verb(document: Document, quotation: Quotation) -> tuple[Sentence, Word] | None:
    """The verb by which a line with a colon leads to a block below: `As Roe reported in May:`."""
    filled = _filled(document, quotation)
    above = document.lines[filled[0] - 1] if filled and filled[0] else []
    if not above or not _ends_with_colon(document, above):
        return None
    sentence = above[-1]
    said = [w for w in sentence.words if _leads_to_words(document, sentence, w)]
    said.sort(key=lambda w: len(list(sentence.ancestors(w))))
    return (sentence, said[0]) if said else None


def _leads_to_words(document: Document, sentence: Sentence, verb: Word) -> bool:
    known = verb.upos == "VERB" and not document.is_quoted(verb.start)
    says = known and any(e.cue_class.utterance for e in verb_entries(sentence, verb))
    told = sentence.children(verb, "ccomp")
    return says and not any(w.index > verb.index for w in told)


def list_speaker(document: Document, quotation: Quotation) -> Mention | None:
    """Who the line above a list of dashes or bullets names, for a quotation in one of them."""
    at = block_number(document, quotation.spans[0].start)
    while at > 0 and BULLET.match(document.text, *document.blocks[at].span):
        at -= 1
        block = document.blocks[at]
        if not BULLET.match(document.text, *block.span):
            near = document.sentences_over(block.span)
            line = [s for s in near if block.span.overlaps(s.span)]
            return _named(document, line) if line else None
    return None


def is_led(document: Document, quotation: Quotation) -> bool:
    """Whether it fills its line, below one that ends in a colon."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    block = block_at(document, start)
    if block is None or block.span != Span(start, end):
        return False
    return document.text[:start].rstrip().endswith(":")


def _filled(document: Document, quotation: Quotation) -> list[int]:
    """The lines that a quotation stands in, counted from 0; none where one tells more."""
    own = sorted(
        {
            document.line_of(sentence)
            for part in quotation.spans
            for sentence in document.sentences_over(part)
            if sentence.span.overlaps(part)
        }
    )
    return own if all(_is_quoted(document, document.lines[number]) for number in own) else []


def _is_quoted(document: Document, line: Sequence[Sentence]) -> bool:
    words = [w for s in line for w in s.words if w.upos != "PUNCT"]
    return bool(words) and all(document.quotes(w.span) for w in words)


def _ends_with_colon(document: Document, line: Sequence[Sentence]) -> bool:
    return document.text.endswith(":", 0, line[-1].span.end)


def _leads(document: Document, line: Sequence[Sentence]) -> bool:
    """Whether it leads to what stands below: by a colon, or as `Open letter from Jane Roe`."""
    if _ends_with_colon(document, line):
        return True
    words = line[0].words
    issued = next((w.index for w in words[:ISSUED_BY] if w.lemma.lower() in ISSUED), None)
    if issued is None or any(w.is_finite for w in words):
        return False
    after = words[issued + 1 : issued + ISSUED_BY]  # "eulogy given by"
    return any(w.text.lower() in ("by", "from") for w in after)


def _is_list(document: Document, at: int) -> bool:
    """Whether quotations and names take turns twice, the first of them as line `at` is."""
    lines, own = document.lines, _kind(document, document.lines[at])
    before = [*takewhile(bool, (_kind(document, line) for line in reversed(lines[:at])))]
    after = [*takewhile(bool, (_kind(document, line) for line in lines[at + 1 :]))]
    return own == [own, *before][-1] and [*before, own, *after].count("name") > 1


def _kind(document: Document, line: Sequence[Sentence]) -> str:
    if _is_quoted(document, line):
        return "quotation"
    return "name" if _named(document, line) and not _leads(document, line) else ""


def _voiced(document: Document, line: Sequence[Sentence]) -> Mention | None:
    """Whose words a line leads to that is about no person: `One voice rose, that of Bo Poe:`."""
    sentence = line[-1]
    persons = [e for e in sentence.entities if e.type in PERSON_ENTITIES]
    if not _leads(document, line) or len(persons) != 1 or subject_of(sentence) is not None:
        return None
    words = [w for w in sentence.words if w.span.overlaps(persons[0].span)]
    head = top(words) if words else None
    case = sentence.child(head, "case") if head is not None else None
    from_him = case is not None and case.text.lower() in ("of", "from", "by")
    return mention_of(sentence, head) if head is not None and from_him else None


def _named(document: Document, line: Sequence[Sentence]) -> Mention | None:
    """The person that a line names, where it says nothing else."""
    words = [w for s in line for w in s.words]
    if len(line) != 1 or len(words) > WORDS or any(document.statement_at(w.start) for w in words):
        return None
    sentence = line[0]
    tells = [w for w in words if w.upos in ("VERB", "AUX") and sentence.child(w, "nsubj")]
    if any(w.is_finite or w.xpos != "VBG" for w in tells):
        return None
    entity = next((e for e in sentence.entities if e.type in PERSON_ENTITIES), None)
    named = [w for w in words if entity and w.span.overlaps(entity.span)]
    if entity is None or not named:
        return None
    head = top(named)
    while (governor := sentence.head(head)) is not None and head.deprel in WITHIN_NAMES:
        head = governor
    phrase = [w for w in sentence.subtree(head) if w.index <= max(named[-1].index, head.index)]
    while phrase[0] is not head and phrase[0].rel in LEADING:
        phrase = phrase[1:]
    span = mention_of(sentence, head).span
    start = max(span.start, phrase[0].start)
    return Mention(sentence, head, Span(min(start, named[0].start), named[-1].end))
