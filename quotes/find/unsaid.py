"""Findings that are no rows after all, whoever found them: rules or learned attribution."""

import re
from collections.abc import Iterator, Sequence

from quotes.find.accept import NOBODY, finds
from quotes.find.cue import CARRYING, NEGATION
from quotes.find.finding import Finding
from quotes.find.hypothetical import is_hypothetical
from quotes.find.setoff import (
    is_in_title,
    is_link,
    is_motto,
    is_name,
    is_named,
    is_nickname,
    is_worn,
)
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import Act, QuoteType
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Sentence, Word

SCARCE = NOBODY | around("negation", "scarce")
MEASURES = around("nouns", "measures")
DENYING = around("denying", "verbs")
HELD_BACK = around("unspoken", "held_back")
DEEDS = around("unspoken", "deeds")
CLAUSES_ONLY = around("unspoken", "clauses_only")
LOOKING = around("looking")
AMISS = around("adverbs", "amiss")
EVIDENCE = "evidence"  # the shape that has asked already who finds
PROVING = around("unspoken", "proving")
TOPICS = around("unspoken", "topics")
FOSTERING = "encourage"  # people do so by words, things by what they are
JUDGING = "criticise"  # the class of cues
TOGETHER = ("xcomp", "advcl", "acl")  # how a verb hangs from one that holds it back


_ITSELF = r"this (?:article|story|report|piece|post|column|page|item|headline)"
ITSELF = re.compile(_ITSELF, re.IGNORECASE)
EARLIER = re.compile(rf"\b(?:version|edition|headline|caption)s?\b.*\b{_ITSELF}", re.IGNORECASE)


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
