"""Findings that are no rows after all, whoever found them: rules or learned attribution.

Quotation marks also set off what nobody said: names, what somebody might say, links to other texts.
"""

import re
from collections.abc import Iterator, Sequence

from quotes.find.accept import NOBODY, TELLING, finds
from quotes.find.cue import CARRYING, NEGATION
from quotes.find.finding import Finding
from quotes.find.hypothetical import is_hypothetical
from quotes.find.standing import block_at
from quotes.find.statements import is_title
from quotes.lexicon.words import around, lexicon
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.document import Document
from quotes.text.kinds import Act, QuoteType, Section
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Sentence, Word

SCARCE = NOBODY | around("negation", "scarce")
SPOKEN_OF = around("nouns", "spoken_of")
WORN = around("nouns", "worn")
MEASURES = around("nouns", "measures")
DENYING = around("denying", "verbs")
HELD_BACK = around("unspoken", "held_back")
DEEDS = around("unspoken", "deeds")
CLAUSES_ONLY = around("unspoken", "clauses_only")
NAMES_IT = around("unspoken", "naming")
LOOKING = around("looking")
AMISS = around("adverbs", "amiss")
EVIDENCE = "evidence"  # the shape that has asked already who finds
PROVING = around("unspoken", "proving")
TOPICS = around("unspoken", "topics")
FOSTERING = "encourage"  # people do so by words, things by what they are
JUDGING = "criticise"  # the class of cues
TOGETHER = ("xcomp", "advcl", "acl")  # how a verb hangs from one that holds it back


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
    r"\b(?:(?:en)?titled|headlined|captioned|themed|(?:under|with|on) the (?:theme|title|slogan|"
    r"motto|banner|name|heading|topic)(?:\s+of)?|(?:was|were|are|is|been|be) (?:called|dubbed|"
    r"nicknamed|known as)|(?:chapter|section|book|novel|song|film|play|essay|paper|series) "
    r"(?:called|named|dubbed))\s*[:,]?\s*\Z"
)


_ITSELF = r"this (?:article|story|report|piece|post|column|page|item|headline)"
ITSELF = re.compile(_ITSELF, re.IGNORECASE)
EARLIER = re.compile(rf"\b(?:version|edition|headline|caption)s?\b.*\b{_ITSELF}", re.IGNORECASE)


_SPOKEN_OF = f"(?:{'|'.join(sorted(SPOKEN_OF))})"
MOTTO = re.compile(
    rf"[”’\"']?\s+(?:is|was|are|were|remains|became)\b[^.!?\n]{{0,40}}\b{_SPOKEN_OF}\b"
)
MOTTO_BEFORE = re.compile(rf"\b{_SPOKEN_OF}\s*(?:is|was|[,:])?\s*[“‘\"']?\Z")


ENDED = re.compile(r"[.!?][”’\"']?\Z")
LEADING_AWAY = re.compile(  # a line that names another article, without a stop at its end
    r"(?:opinion|editorial|analysis|explainer|column|review|(?:read|see|also|related|watch|listen)"
    r"(?: (?:more|also|next|now|here))?|video|audio|podcast|gallery)\s*:[^\n]{10,150}(?<![.,;:…])$",
    re.IGNORECASE | re.MULTILINE,
)


# Chosen by reading, not measured.
BEFORE = 60  # characters before a quotation that may name what it stands for


def is_row(document: Document, finding: Finding) -> bool:
    """Whether somebody said it."""
    return not (
        is_link(document, finding)
        or is_hypothetical(document, finding)
        or is_unspoken(finding)
        or is_deed(finding)
        or is_named(finding)
        or is_name(document, finding)
        or is_in_title(document, finding)
        or is_nickname(document, finding)
        or is_worn(finding)
        or is_motto(document, finding)
        or is_nobodys(document, finding)
    )


def is_nobodys(document: Document, finding: Finding) -> bool:
    """`no one claims it rained`, `little evidence suggests it did`, `this suggests it did`.

    Nor is it anybody's that `a walk through the quarter tells you`.
    """
    mention = finding.mention
    if mention is None or finding.quote_type != QuoteType.INDIRECT:
        return False
    words = [w for w in mention.sentence.words if mention.span.contains(w.start)]
    nobody = mention.head.lemma.lower() in NOBODY
    if words and words[-1].text.lower() in ("this", "these") and words[-1].upos == "PRON":
        return True  # "all of this explains why"
    looks = mention.head.upos == "NOUN" and mention.head.lemma.lower() in LOOKING
    if looks or is_correction(document, finding):
        return True
    if is_reported_from(finding) or is_in_accordance(finding):
        return True
    return nobody or (bool(words) and words[0].text.lower() in SCARCE)


def is_correction(document: Document, finding: Finding) -> bool:
    """`An earlier version of this article said it rained`: what the article takes back."""
    mention, verb = finding.mention, finding.cue_verb
    who = document.text[slice(*mention.span)] if mention is not None else ""
    if EARLIER.search(who):
        return True
    adverbs = finding.sentence.children(verb, "advmod") if verb is not None else []
    return bool(ITSELF.match(who)) and any(w.text.lower() in AMISS for w in adverbs)


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


def is_in_accordance(finding: Finding) -> bool:
    """`aid was given according to need`: a measure, and nobody's words."""
    mention, cue = finding.mention, finding.cue_head
    if mention is None or cue is not mention.head:
        return False
    return cue.lemma.lower() in MEASURES or "PronType=Dem" in cue.feats


def is_unspoken(finding: Finding) -> bool:
    """`as if asking why`, `just ask Roe`, `avoids saying it rained`, `said nothing of it`."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None:
        return False
    if "Mood=Imp" in verb.feats and not sentence.child(verb, "nsubj"):
        return True
    if verb.lemma == "tell" and _is_sign(sentence, verb):
        return True
    if any(_is_as_if(sentence, mark) for mark in sentence.children(verb, "mark", "advmod")):
        return True
    if finding.quote_type == QuoteType.DIRECT:
        return False
    if any(w.lemma.lower() == "nothing" for w in sentence.children(verb, "obj")):
        return True
    above = list(_holding(sentence, verb))
    negated = any(w.text.lower() in NEGATION for a in above for w in sentence.children(a, "advmod"))
    return negated != any(a.lemma.lower() in HELD_BACK for a in above)


def _is_sign(sentence: Sentence, verb: Word) -> bool:
    # "it is telling that the road is empty"
    subject = sentence.child(verb, "nsubj", "expl")
    it = subject is not None and subject.text.lower() == "it"
    return it and "VerbForm=Part" in verb.feats and not sentence.children(verb, "iobj", "obj")


def _is_as_if(sentence: Sentence, word: Word) -> bool:
    after = sentence.words[word.index + 1 : word.index + 2]
    return word.text.lower() == "as" and any(w.text.lower() in ("if", "though") for w in after)


def _holding(sentence: Sentence, verb: Word) -> Iterator[Word]:
    """What holds back a verb without a tense: "refrained from saying", "is hard to say"."""
    for above in sentence.ancestors(verb):
        marks = {m.text.lower() for m in sentence.children(verb, "mark")}
        led = verb.rel == "xcomp" or (verb.rel in TOGETHER and marks & {"to", "from"})
        if not led or "VerbForm=Fin" in verb.feats:
            return
        yield above
        verb = above


def is_deed(finding: Finding) -> bool:
    """`claimed the title`, `called her brother`, `Roe found a coin`: its object makes it a deed."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None or finding.quote_type == QuoteType.DIRECT:
        return False
    objects = sentence.children(verb, "obj")
    done = (*objects, *sentence.children(verb, "xcomp", "nsubj:pass"))
    if any(f"{verb.lemma} {w.lemma}".lower() in DEEDS for w in done):
        return True
    words = [w for w in sentence.words if any(s.contains(w.start) for s in finding.spans)]
    indirect = finding.quote_type == QuoteType.INDIRECT
    if indirect and verb.lemma in PROVING and finding.mention is not None and not _finds(finding):
        return True  # "she proved that she could"
    if not indirect or any("VerbForm=Fin" in w.feats for w in words):
        return False
    return (
        (verb.lemma in CARRYING and any(_is_person(sentence, w) for w in objects))
        or (_judges(finding) and _is_alone(sentence, objects, words))
        or verb.lemma in CLAUSES_ONLY
        or _is_topic(sentence, verb)
        or (verb.lemma == FOSTERING and _is_thing(finding))
        or (verb.lemma in DENYING and bool(sentence.child(verb, "iobj") or objects[1:]))
        or (verb.lemma == "call" and len(objects) == 1 and not _is_labelled(sentence, verb))
        or (finding.act == Act.DOCUMENT and EVIDENCE not in finding.rules and not _finds(finding))
    )


def _is_topic(sentence: Sentence, verb: Word) -> bool:
    """`Roe said no, referring to the vote`: what it was about, beside what was said."""
    aside = verb.rel == "advcl" and verb.xpos == "VBG" and verb.lemma in TOPICS
    return aside and not sentence.children(verb, "obj", "ccomp")


def _is_thing(finding: Finding) -> bool:
    # "rising crime encouraged emigration"
    who = finding.mention
    return (
        who is not None
        and who.head.upos == "NOUN"
        and not _is_person(who.sentence, who.head)
        and who.head.lemma.lower() not in lexicon("organization")
        and not any(e.span.contains(who.head.start) for e in who.sentence.entities)
    )


def _judges(finding: Finding) -> bool:
    return finding.cue_class is not None and finding.cue_class.name == JUDGING


def _is_alone(sentence: Sentence, objects: Sequence[Word], words: Sequence[Word]) -> bool:
    # "criticised her brother": a person, and not a word of what for
    below = {w.index for o in objects for w in sentence.subtree(o)}
    if any(w.text.lower() in ("for", "over") for w in words):
        return False
    return any(_is_person(sentence, o) for o in objects) and all(w.index in below for w in words)


def _is_person(sentence: Sentence, word: Word) -> bool:
    named = any(
        e.type in PERSON_ENTITIES and e.span.contains(word.start) for e in sentence.entities
    )
    return named or word.lemma.lower() in lexicon("person")


def _is_labelled(sentence: Sentence, verb: Word) -> bool:
    # "called the plan a mistake", "calls him out for lying"
    parts = sentence.children(verb, "obj", "obl", "advcl")
    cases = (c for w in parts for c in sentence.children(w, "case", "mark"))
    told = any(c.text.lower() in ("as", "for") for c in cases)
    return told or bool(sentence.children(verb, "xcomp", "ccomp"))


def _finds(finding: Finding) -> bool:
    return finding.mention is None or finds(finding.mention)


def is_named(finding: Finding) -> bool:
    """`the valley is often called “the oven”`, `a dish named for her`: who calls it is not told."""
    verb, sentence, mention = finding.cue_verb, finding.sentence, finding.mention
    if verb is None or verb.lemma not in NAMES_IT:
        return False
    passive = "VerbForm=Part" in verb.feats and "Tense=Past" in verb.feats
    borne = mention is None or (verb.rel == "acl" and sentence.head(verb) is mention.head)
    return passive and borne


def is_motto(document: Document, finding: Finding) -> bool:
    """`“Measure once” is the guild's motto`: words that are spoken of, by nobody."""
    heads = (finding.cue_head, finding.mention and finding.mention.head)
    if any(head is not None and head.lemma.lower() in SPOKEN_OF for head in heads):
        return True
    return (finding.mention is None or finding.inherited) and bool(
        MOTTO.match(document.text, finding.spans[-1].end)
        or MOTTO_BEFORE.search(document.text[: finding.start][-BEFORE:])
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
    names = [p for s in finding.spans for p in document.marked_within(s)]
    return bool(names) and all(_is_named(text, finding.spans, p) for p in names)


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
    if cue is not None and cue.rel == "acl" and (noun is None or noun.upos == "PRON"):
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
