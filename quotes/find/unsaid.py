"""Findings that are no rows after all, whoever found them: rules or learned attribution.

Quotation marks also set off what nobody said: names, what somebody might say, links to other texts.
"""

import re
from collections.abc import Sequence

from quotes.find.accept import NOBODY, TELLING, UNREAL
from quotes.find.cue import CARRYING, NEGATION
from quotes.find.finding import Finding
from quotes.find.statements import is_title
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType, Section
from quotes.text.span import Span
from quotes.text.tree import PLACE_ENTITIES, Sentence, Word

HYPOTHETICAL = UNREAL | around("auxiliaries", "conditional")
CONDITIONS = around("conjunctions", "conditional")
SCARCE = NOBODY | around("negation", "scarce")
SPOKEN_OF = around("nouns", "spoken_of")


NAMING = re.compile(
    r"\b(?:call|nam|dubb|nicknam|titl|entitl|styl|identif|brand|known)\w*"
    r"(?:\s+[\w’']+){0,3}\s*\Z"
)


TITLED = re.compile(
    r"\b(?:(?:en)?titled|headlined|captioned|themed|(?:under|with|on) the (?:theme|title|slogan|"
    r"motto|banner|name|heading|topic)(?:\s+of)?|(?:was|were|are|is|been|be) (?:called|dubbed|"
    r"nicknamed|known as))\s*[:,]?\s*\Z"
)


_SPOKEN_OF = f"(?:{'|'.join(sorted(SPOKEN_OF))})"
MOTTO = re.compile(
    rf"[”’\"']?\s+(?:is|was|are|were|remains|became)\b[^.!?\n]{{0,40}}\b{_SPOKEN_OF}\b"
)
MOTTO_BEFORE = re.compile(rf"\b{_SPOKEN_OF}\s*(?:is|was|[,:])?\s*[“‘\"']?\Z")


# Chosen by reading, not measured.
BEFORE = 60  # characters before a quotation that may name what it stands for


def is_row(document: Document, finding: Finding) -> bool:
    """Whether somebody said it."""
    return not (
        is_link(finding)
        or is_hypothetical(finding)
        or is_name(document, finding)
        or is_motto(document, finding)
        or is_nobodys(finding)
    )


def is_nobodys(finding: Finding) -> bool:
    """`no one claims it rained`, `little evidence suggests it did`, `this suggests it did`."""
    mention = finding.mention
    if mention is None or finding.quote_type != QuoteType.INDIRECT:
        return False
    words = [w for w in mention.sentence.words if mention.span.contains(w.start)]
    nobody = mention.head.lemma.lower() in NOBODY
    if len(words) == 1 and words[0].text.lower() == "this" and words[0].upos == "PRON":
        return True
    if is_reported_from(finding):
        return True
    return nobody or (bool(words) and words[0].text.lower() in SCARCE)


def is_reported_from(finding: Finding) -> bool:
    """`fighting is reported from Hill Town`: from where, not by whom."""
    mention, verb = finding.mention, finding.cue_head
    if mention is None or verb is None or verb not in mention.sentence.words:
        return False
    sentence, head = mention.sentence, mention.head
    if not sentence.child(verb, "aux:pass"):
        return False
    case = sentence.child(head, "case")
    named = any(e.type in PLACE_ENTITIES and e.span.contains(head.start) for e in sentence.entities)
    place = named or head.lemma.lower() in lexicon("country")
    return case is not None and case.text.lower() == "from" and place


def is_motto(document: Document, finding: Finding) -> bool:
    """`“Measure once” is the guild's motto`: words that are spoken of, by nobody."""
    if finding.cue_head is not None and finding.cue_head.lemma.lower() in SPOKEN_OF:
        return True
    return (finding.mention is None or finding.inherited) and bool(
        MOTTO.match(document.text, finding.spans[-1].end)
        or MOTTO_BEFORE.search(document.text[: finding.start][-BEFORE:])
    )


def is_link(finding: Finding) -> bool:
    """`Read more: ‘We can smell it’`: words of another article, by nobody who is named here."""
    return finding.sentence.section == Section.TEASER and finding.mention is None


def is_hypothetical(finding: Finding) -> bool:
    """`nobody ever says “that will do”`, `if asked, they would say “go home”`."""
    verb, sentence = finding.cue_head, finding.sentence
    if verb is None or verb.upos != "VERB" or finding.quote_type != QuoteType.DIRECT:
        return False
    if verb.index >= len(sentence.words) or sentence.words[verb.index] is not verb:
        return False
    if finding.start < verb.start:
        return False
    return any(_denies(sentence, word) for word in _governing(sentence, verb))


def _governing(sentence: Sentence, verb: Word) -> list[Word]:
    # "has occasion to say", "hear anyone say"
    found = [verb]
    for above in sentence.ancestors(verb):
        heard = found[-1].rel == "ccomp" and above.lemma in CARRYING
        if found[-1].rel not in ("xcomp", "acl", "obj") and not heard:
            break
        found.append(above)
    return found


def _denies(sentence: Sentence, word: Word) -> bool:
    subject = sentence.child(word, "nsubj")
    none = [subject, *sentence.children(subject, "det")] if subject is not None else []
    nobody = any(w.lemma.lower() in NOBODY for w in none)
    if nobody or any(w.text.lower() in NEGATION for w in sentence.children(word, "advmod")):
        return True
    unreal = {w.text.lower() for w in sentence.children(word, "aux")} & HYPOTHETICAL
    clauses = sentence.children(word, "advcl")
    marks = [m.text.lower() for c in clauses for m in sentence.children(c, "mark")]
    return bool(unreal and (unreal & UNREAL or not CONDITIONS.isdisjoint(marks)))


def is_name(document: Document, finding: Finding) -> bool:
    """`asked to be called “Maria”`, `calling itself “Mothers Afloat”`: names, not words."""
    text = document.text
    names = [p for s in finding.spans for p in document.marked_within(s)]
    return bool(names) and all(_is_named(text, finding.spans, p) for p in names)


def _is_named(text: str, content: Sequence[Span], part: Span) -> bool:
    """Whether a mark's words are named before it; what is told of a name is no name."""
    at = max(0, part.start - BEFORE)
    before = text[at : part.start]
    found = TITLED.search(before) or (NAMING.search(before) if is_title(text, (part,)) else None)
    if found is None:
        return False
    # "said the new era should be titled “Work”", but "asked to be called “Maria”"
    told = (text[s.start : at + found.start()] for s in content if s.contains(at + found.start()))
    return all(len(words.split()) < TELLING for words in told)
