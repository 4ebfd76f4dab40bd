"""What marks set off that nobody said: names, titles, mottoes, links to other texts."""

import re
from collections.abc import Sequence

from quotes.find.accept import TELLING
from quotes.find.cue import is_passive
from quotes.find.finding import Finding
from quotes.find.standing import block_at
from quotes.find.statements import is_title
from quotes.lexicon.words import around
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.document import Document
from quotes.text.kinds import QuoteType, Section
from quotes.text.marks import near
from quotes.text.span import Span

SPOKEN_OF = around("nouns", "spoken_of")
WORN = around("nouns", "worn")
NAMES_IT = around("unspoken", "naming")
LIKING = around("unspoken", "liking")


NAMING = re.compile(
    r"\b(?:call|nam|dubb|nicknam|titl|entitl|styl|identif|brand|known)\w*"
    r"(?:\s+[\w’']+){0,3}\s*\Z"
)


# `named the two men only as “A” and “B”`
NAMED_AS = re.compile(
    r"\b(?:nam|identif|known|refer)\w*(?:\s+[\w’']+){0,6}\s+as\s+"
    r"(?:[“\"‘][^“”\"]{1,40}[”\"’],?(?:\s+(?:and|or))?\s+)*\Z"
)


NICKNAMED = re.compile(r" [A-Z][\w’-]+ ")


TITLED = re.compile(
    r"\b(?:(?:en)?titled|headlined|headed|captioned|themed|"
    r"(?:under|with|on) the (?:theme|title|slogan|motto|"
    r"banner|name|heading|topic)(?:\s+of)?|(?:was|were|are|is|been|be) (?:called|dubbed|"
    r"nicknamed|known as)|(?:chapter|section|book|novel|song|film|play|essay|paper|series) "
    r"(?:called|named|dubbed))\s*[:,]?\s*\Z"
)


_SPOKEN_OF = f"(?:{'|'.join(sorted(SPOKEN_OF))})"


MOTTO = re.compile(
    rf"[”’\"']?\s+(?:is|was|are|were|remains|became)\b[^.!?\n]{{0,40}}\b{_SPOKEN_OF}\b"
)


MOTTO_BEFORE = re.compile(rf"\b{_SPOKEN_OF}\s*(?:is|was|[,:])?\s*[“‘\"']?\Z")


WORDS_ON = re.compile(  # `a board with the words “Mind the cows”`
    rf"\b(?:{'|'.join(sorted(WORN | around('nouns', 'written_on')))})s?\b[^.!?\n“”\"]{{0,40}}"
    r"\bthe (?:words?|legend|inscription)\s*[,:]?\s*[“‘\"']?\Z"
)


MEANT = re.compile(r"[”’\"']?\s+(?:(?:actually|really|simply|only|just)\s+)?(?:means|meant)\b")


ENDED = re.compile(r"[.!?][”’\"']?\Z")


LEADING_AWAY = re.compile(  # a line that names another article, without a stop at its end
    r"(?:opinion|editorial|analysis|explainer|column|review|(?:read|see|also|related|watch|listen)"
    r"(?: (?:more|also|next|now|here))?|video|audio|podcast|gallery)\s*:[^\n]{10,150}(?<![.,;:…])$",
    re.IGNORECASE | re.MULTILINE,
)


# Chosen by reading, not measured.
BEFORE = 60  # characters before a quotation that may name what it stands for


def is_named(finding: Finding) -> bool:
    """`the valley is often called “the oven”`, `a dish named for her`: who calls it is not told."""
    verb, sentence, mention = finding.cue_verb, finding.sentence, finding.mention
    if verb is None or verb.lemma not in NAMES_IT:
        return False
    passive = "VerbForm=Part" in verb.feats and "Tense=Past" in verb.feats
    borne = mention is None or (verb.rel == "acl" and sentence.head(verb) is mention.head)
    return passive and borne


def is_liked(document: Document, finding: Finding) -> bool:
    """`she enjoys “Garden Hour”`: a title."""
    verb = finding.cue_verb
    title = finding.quote_type == QuoteType.DIRECT and is_title(document.text, finding.spans)
    return title and verb is not None and verb.lemma in LIKING


def is_motto(document: Document, finding: Finding) -> bool:
    """`“Measure once” is the guild's motto`, `“later” means never`: words that are spoken of."""
    heads = (finding.cue_head, finding.mention and finding.mention.head)
    cues = (document.text[slice(*s)].lower() for s in finding.cue_spans)
    if finding.cue_word is None and not SPOKEN_OF.isdisjoint(cues):
        return True
    if any(head is not None and head.lemma.lower() in SPOKEN_OF for head in heads):
        return True
    return (finding.mention is None or finding.inherited) and bool(
        MOTTO.match(document.text, finding.spans[-1].end)
        or MEANT.match(document.text, finding.spans[-1].end)
        or MOTTO_BEFORE.search(document.text[: finding.start][-BEFORE:])
        or WORDS_ON.search(document.text[: finding.start][-BEFORE:])
    )


def is_link(document: Document, finding: Finding) -> bool:
    """`Read more: ‘We can smell it’`, `Opinion: Why I say no`: words of another article."""
    block = block_at(document, finding.start)
    if finding.sentence.section == Section.TEASER:
        told = block is not None and ENDED.search(document.text[: block.span.end]) is not None
        return finding.mention is None or not told
    return block is not None and LEADING_AWAY.match(document.text, *block.span) is not None


def is_name(document: Document, finding: Finding) -> bool:
    """`asked to be called “Maria”`, `calling itself “Mothers Afloat”`: names, not words."""
    text = document.text
    if finding.cue_lemma is not None and finding.cue_lemma.endswith(" for"):
        return False  # "calls for a “Clean Harbour” law"
    names = [p for s in finding.spans for p in document.marked_within(s)]
    if names and _is_told_by(finding) and not any(is_title(text, (p,)) for p in names):
        return False
    return bool(names) and all(_is_named(text, finding.spans, p) for p in names)


def _is_told_by(finding: Finding) -> bool:
    """Whether it is told who calls it so: `was called “a death trap” by the coroner`."""
    verb, mention = finding.cue_verb, finding.mention
    passive = verb is not None and is_passive(finding.sentence, verb)
    return passive and mention is not None and mention.head.rel == "obl"


def is_nickname(document: Document, finding: Finding) -> bool:
    """`‘Lucky’ Roe hit the post`."""
    part = finding.spans[-1]
    alone = finding.quote_type == QuoteType.DIRECT and not document.statement_at(part.start)
    whole = document.text[part.end - 2].isalnum()  # not “Roses too,” Roe said
    beside = whole and NICKNAMED.match(document.text, part.end) is not None
    return alone and beside and is_title(document.text, (part,))


def is_worn(finding: Finding) -> bool:
    """`a T-shirt that read “Eat more kale”`."""
    mention, cue = finding.mention, finding.cue_verb
    noun = mention.head if mention is not None else None
    points = noun is None or noun.upos == "PRON"
    if cue is not None and (cue.deprel == "acl:relcl" or (cue.rel == "acl" and points)):
        noun = finding.sentence.head(cue)
    return noun is not None and noun.upos == "NOUN" and noun.lemma.lower() in WORN


def is_in_title(document: Document, finding: Finding) -> bool:
    """`the exhibition “I Say No”`: a title that has a verb."""
    cue = finding.cue_verb
    places = near(document.quotations, (cue.span,)) if cue is not None else ()
    parts = [p for q in places for p in q.spans if cue is not None and p.contains(cue.start)]
    several = any(" " in document.text[slice(*part)] for part in parts[-1:])
    return several and _is_capital(document.text, parts[-1])


def _is_capital(text: str, part: Span) -> bool:
    words = text[slice(*part)].split()
    return all(w.strip(QUOTE_CHARACTERS)[:1].isupper() for w in words)


def _is_named(text: str, content: Sequence[Span], part: Span) -> bool:
    """Whether a mark's words are named before it; what is told of a name is no name."""
    at = max(0, part.start - BEFORE)
    before = text[at : part.start]
    found = TITLED.search(before) or (NAMING.search(before) if is_title(text, (part,)) else None)
    found = found or (NAMED_AS.search(before) if _is_capital(text, part) else None)
    if found is None:
        return False
    # "said the new era should be titled “Work”", but "asked to be called “Maria”"
    told = (text[s.start : at + found.start()] for s in content if s.contains(at + found.start()))
    return all(len(words.split()) < TELLING for words in told)
