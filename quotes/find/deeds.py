"""Deeds that verbs which report tell of, by their objects or by what does them: no statements."""

import re
from collections.abc import Sequence

from quotes.find.accept import finds
from quotes.find.cue import CARRYING, is_passive, verb_entries
from quotes.find.finding import Finding
from quotes.find.persons import is_listed
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around, lexicon
from quotes.text.kinds import Act, QuoteType
from quotes.text.tree import Sentence, Word

DENYING = around("denying", "verbs")
DEEDS = around("unspoken", "deeds")
CLAUSES_ONLY = around("unspoken", "clauses_only")
EVIDENCE = "evidence"  # the shape that has asked already who finds
PROVING = around("unspoken", "proving")
TOPICS = around("unspoken", "topics")
FOSTERING = around("unspoken", "fostering")
JUDGING, DENIAL = "criticise", "deny"  # classes of cues
SIGNS = around("signs") | around("unspoken", "of_things")
THINGS = around("unspoken", "things")
ABSTRACT = re.compile(r".{3,}(?:tion|sion|ment|ance|ence|ity|ness|ure)")
RAISING = around("unspoken", "raising")
RAISED = around("unspoken", "raised")
OFFERED = around("unspoken", "offered")
SOURCES = around("unspoken", "sources")
GLOSSING = around("unspoken", "glossing")


def is_deed(finding: Finding) -> bool:
    """`claimed the title`, `called her brother`, `Roe found a coin`: its object makes it a deed."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None or finding.quote_type == QuoteType.DIRECT:
        return False
    objects = sentence.children(verb, "obj")
    done = (*objects, *sentence.children(verb, "xcomp", "nsubj:pass"), *_priced(sentence, verb))
    if any(f"{verb.lemma} {w.lemma}".lower() in DEEDS for w in done):
        return True
    words = finding.words
    indirect = finding.quote_type == QuoteType.INDIRECT
    credit = verb.lemma == "direct" and not sentence.children(verb, "advcl")
    if (credit or verb.lemma == "introduce") and not is_labelled(finding, verb):
        return True  # her brother, a law, a film
    if indirect and verb.lemma in PROVING and finding.mention is not None and not _finds(finding):
        return True  # "she proved that she could"
    if indirect and (_is_sign(finding, verb) or _raises(sentence, verb)):
        return True
    if not indirect or any(w.is_finite for w in words):
        return False
    return (
        (verb.lemma in CARRYING and any(_is_source(sentence, w) for w in objects))
        or (_judges(finding) and is_alone(sentence, objects, words))
        or verb.lemma in CLAUSES_ONLY
        or _is_topic(sentence, verb)
        or _is_unsigned(finding, verb)
        or _is_given(sentence, verb, objects)
        or (verb.lemma in FOSTERING and _is_thing(finding))
        or (verb.lemma in DENYING and bool(sentence.child(verb, "iobj") or objects[1:]))
        or (verb.lemma == "call" and len(objects) == 1 and _summons(finding, verb))
        or (finding.act == Act.DOCUMENT and EVIDENCE not in finding.rules and not _finds(finding))
    )


def _is_source(sentence: Sentence, noun: Word) -> bool:
    # "quoted Roe", "cited a statement by the mill": it only points at who said it
    return is_listed(sentence, noun) or noun.lemma.lower() in SOURCES


def _summons(finding: Finding, verb: Word) -> bool:
    # "called her brother", "called him to help", but "called it a mistake"
    sentence = finding.sentence
    marks = (m for w in sentence.children(verb, "xcomp") for m in sentence.children(w, "mark"))
    to = any(m.text.lower() == "to" for m in marks)
    on = any(w.upos in ("ADP", "SCONJ") for w in sentence.words[verb.index + 1 :][:1])
    return (to and not on) or not is_labelled(finding, verb)


def _priced(sentence: Sentence, verb: Word) -> list[Word]:
    # "charged the club for rent", "appealed to the court"
    paid, cases = sentence.children(verb, "obl"), ("for", "to")
    return [w for w in paid if any(c.text in cases for c in sentence.children(w, "case"))]


def _is_sign(finding: Finding, verb: Word) -> bool:
    """`the dispute highlights that …`, `mistakes that raise the question`: readers infer it.

    So with `it was almost done, indicating that the road would open soon`.
    """
    who = finding.mention
    if who is None or verb.lemma not in SIGNS:
        return False
    above = finding.sentence.head(verb)
    if who.head.text.lower() == "it" and verb.xpos == "VBG" and above is not None:
        return not any(e.cue_class.utterance for e in verb_entries(finding.sentence, above))
    points = who.head.upos in ("PRON", "DET") and verb.deprel == "acl:relcl"
    noun = finding.sentence.head(verb) if points else who.head
    return noun is not None and _is_lifeless(finding.sentence if points else who.sentence, noun)


def _is_lifeless(sentence: Sentence, noun: Word) -> bool:
    lemma = noun.lemma.lower()
    if noun.upos != "NOUN" or any(e.span.contains(noun.start) for e in sentence.entities):
        return False
    if lemma in THINGS:
        return True
    speaks = any(lemma in lexicon(kind) for kind in ("person", "organization", "document"))
    return ABSTRACT.fullmatch(lemma) is not None and not speaks


def _raises(sentence: Sentence, verb: Word) -> bool:
    """`they blocked the road, raising fears that it would last`: by a deed."""
    above = sentence.head(verb)
    if verb.lemma not in RAISING or verb.xpos != "VBG" or above is None or above.upos != "VERB":
        return False
    said = any(e.cue_class.utterance for e in verb_entries(sentence, above))
    return not said and any(w.lemma in RAISED for w in sentence.children(verb, "obj"))


def _is_unsigned(finding: Finding, verb: Word) -> bool:
    # "where trains are ruled out", "he was dismissed after the final"
    denies = finding.cue_class is not None and finding.cue_class.name == DENIAL
    return denies and finding.mention is None and is_passive(finding.sentence, verb)


def _is_given(sentence: Sentence, verb: Word, objects: Sequence[Word]) -> bool:
    """`offers calm, not anger`, `named three people to the board`; not `offered Poe a job`."""
    if verb.lemma == "name":
        to = [c.text for w in sentence.children(verb, "obl") for c in sentence.children(w, "case")]
        return "to" in to and bool(objects)
    told = OFFERED | entries("nouns").keys() | lexicon("document")
    gives = verb.lemma == "offer" and not sentence.child(verb, "iobj")
    return gives and any(w.lemma.lower() not in told for w in objects[:1])


def _is_topic(sentence: Sentence, verb: Word) -> bool:
    """`Roe said no, referring to the vote`: what it was about, beside what was said."""
    aside = verb.rel in ("advcl", "ccomp") and verb.xpos == "VBG"
    if aside and verb.lemma in GLOSSING and not sentence.children(verb, "ccomp", "xcomp", "obl"):
        above = sentence.head(verb)
        known = verb_entries(sentence, above) if above is not None else ()
        return any(e.cue_class.utterance for e in known)
    return aside and verb.lemma in TOPICS and not sentence.children(verb, "obj", "ccomp")


def _is_thing(finding: Finding) -> bool:
    # "rising crime encouraged emigration", "the trail promises a rich mix"
    who = finding.mention
    return (
        who is not None
        and who.head.upos == "NOUN"
        and not is_listed(who.sentence, who.head)
        and not any(who.head.lemma.lower() in lexicon(k) for k in ("organization", "document"))
        and not any(e.span.contains(who.head.start) for e in who.sentence.entities)
    )


def _judges(finding: Finding) -> bool:
    return finding.cue_class is not None and finding.cue_class.name == JUDGING


def is_alone(sentence: Sentence, objects: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether it tells of a person, and no word of what for: `criticised her brother`."""
    below = {w.index for o in objects for w in sentence.subtree(o)}
    if any(w.text.lower() in ("for", "over") for w in words):
        return False
    return any(is_listed(sentence, o) for o in objects) and all(w.index in below for w in words)


def is_labelled(finding: Finding, verb: Word) -> bool:
    """`called the plan a mistake`, `calls him out for lying`, `called upon the mayor to go`."""
    sentence = finding.sentence
    parts = sentence.children(verb, "obj", "obl", "advcl")
    cases = (c for w in parts for c in sentence.children(w, "case", "mark"))
    told = any(c.text.lower() in ("as", "for") for c in cases)
    cue = [w for w in sentence.words if any(s.contains(w.start) for s in finding.cue_spans)]
    told |= bool(cue) and cue[-1].text.lower() in ("for", "on", "upon", "out")
    return told or bool(sentence.children(verb, "xcomp", "ccomp", "iobj"))


def _finds(finding: Finding) -> bool:
    return finding.mention is None or finds(finding.mention)
