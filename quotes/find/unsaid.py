"""Findings that are no rows after all, whoever found them: rules or learned attribution."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.find.accept import NOBODY, RELATIVE
from quotes.find.cue import NEGATION, is_passive, verb_entries
from quotes.find.deeds import is_deed
from quotes.find.doings import is_doing
from quotes.find.finding import Finding
from quotes.find.givers import shared_owner
from quotes.find.hypothetical import is_hypothetical
from quotes.find.setoff import (
    is_in_title,
    is_liked,
    is_link,
    is_motto,
    is_name,
    is_named,
    is_nickname,
    is_worn,
)
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.tree import PLACE_ENTITIES, Mention, Sentence, Word

SCARCE = NOBODY | around("negation", "scarce")
MEASURES = around("nouns", "measures")
HELD_BACK = around("unspoken", "held_back")
WISHES = frozenset({"want", "wish"})
STRESSING = around("unspoken", "stressing")
NONE = around("unspoken", "none")
SPEAKING = around("unspoken", "speaking")
RESPONDING = around("unspoken", "responding")
PHRASE = "according to"
TALKING = ("answer", "speak", "talk")
ASKING = ("how", "what", "whatever", "whichever", "why")
LOOKING = around("looking")
ISSUED = around("nouns", "issued") | {"announcement", "reference"}
BEING = ("be", "remain")
TOPICAL = ("about", "against", "on", "to")
AMISS = around("adverbs", "amiss")
VERBS = entries("verbs").keys()
TOGETHER = ("xcomp", "advcl", "acl")  # how a verb hangs from one that holds it back


_ITSELF = r"this (?:article|story|report|piece|post|column|page|item|headline)"
ITSELF = re.compile(_ITSELF, re.IGNORECASE)
EARLIER = re.compile(rf"\b(?:version|edition|headline|caption)s?\b.*\b{_ITSELF}", re.IGNORECASE)


def is_row(document: Document, finding: Finding) -> bool:
    """Whether somebody said it."""
    inner = _of_inner(document, finding)
    return not (
        is_link(document, finding)
        or is_hypothetical(document, finding)
        or is_unspoken(inner)
        or is_deed(inner)
        or is_doing(inner)
        or is_named(finding)
        or is_name(document, finding)
        or is_in_title(document, finding)
        or is_nickname(document, finding)
        or is_worn(finding)
        or is_liked(document, finding)
        or is_motto(document, finding)
        or is_nobodys(document, finding)
        or is_anothers_noun(finding)
        or is_of_what_is_said(finding)
        or is_source(finding)
        or is_occasion(finding)
        or is_responded_to(finding)
        or is_topic(finding)
        or is_worth_telling(finding)
        or is_interview(document, finding)
    )


def _of_inner(document: Document, finding: Finding) -> Finding:
    """What is told within a quotation is no quotation for that: `“They made sure that I saw it.”`.

    Where it stands in marks of its own it is one.
    """
    verb, direct = finding.cue_verb, finding.quote_type == QuoteType.DIRECT
    if verb is None or not direct:
        return finding
    marked = [p for q in (*document.marks.quotations, *document.statements) for p in q.spans]
    own = any(p.start == finding.start for p in marked)
    both = not own and any(p.contains(verb.start) and p.contains(finding.start) for p in marked)
    return replace(finding, quote_type=QuoteType.INDIRECT) if both else finding


def is_anothers_noun(finding: Finding) -> bool:
    """`members oppose both the party's love of coal and vow to dig`: not the members vow."""
    cue, who = finding.cue_word, finding.mention
    sentence = finding.sentence
    if cue is None or who is None:
        return False
    owner = shared_owner(sentence, cue)
    return owner is not None and not who.span.contains(owner.start) and who.sentence is sentence


def is_nobodys(document: Document, finding: Finding) -> bool:
    """`no one claims it rained`, `little evidence suggests it did`, `this suggests it did`.

    Nor is it anybody's that `a walk through the quarter tells you`, what `not everyone claimed`, or
    what somebody may say in `how many boats can be sold by promising a tax cut?`.
    """
    mention = finding.mention
    if mention is None or finding.quote_type != QuoteType.INDIRECT:
        return False
    words = [w for w in mention.sentence.words if mention.span.contains(w.start)]
    nobody = _meant(finding, mention).lemma.lower() in (*NOBODY, "nothing")
    if words and (_is_not(mention.sentence, words[0]) or words[0].text.lower() in ASKING):
        return True
    if words and words[-1].text.lower() in ("this", "these") and words[-1].upos == "PRON":
        return True  # "all of this explains why"
    looks = mention.head.upos == "NOUN" and mention.head.lemma.lower() in LOOKING
    if looks or is_correction(document, finding):
        return True
    if is_reported_from(finding) or is_in_accordance(finding):
        return True
    return nobody or (bool(words) and words[0].text.lower() in SCARCE)


def _is_not(sentence: Sentence, first: Word) -> bool:
    # "not everyone", "not a single guest", but "not only guests"
    at = first.index if first.text.lower() == "not" or not first.index else first.index - 1
    told = [w.text.lower() for w in sentence.words[at : at + 2]]
    alone = told[:1] == ["not"] and len(told) > 1
    return alone and told[1] not in ("only", "just", "least", "surprisingly")


def _meant(finding: Finding, mention: Mention) -> Word:
    """The noun of a relative pronoun: "nothing that suggests it rained"."""
    verb, head = finding.cue_verb, mention.head
    points = verb is not None and verb.deprel == "acl:relcl" and head.upos in ("PRON", "DET")
    noun = finding.sentence.head(verb) if verb is not None and points else None
    return noun if noun is not None and head.text.lower() in RELATIVE else head


def is_of_what_is_said(finding: Finding) -> bool:
    """`what Roe said [that made us laugh]`: "that" stands for what she said.

    So does `[That at least is what] the sheet says`.
    """
    words = finding.words
    before = bool(words and finding.cue_spans) and words[-1].end <= finding.cue_spans[0].start
    if before and words[-1].text.lower() == "what" and finding.quote_type == QuoteType.INDIRECT:
        return True
    verb, sentence = finding.cue_verb, finding.sentence
    what = sentence.head(verb) if verb is not None and verb.rel in ("acl", "ccomp") else None
    if what is None or what.text.lower() != "what" or finding.quote_type != QuoteType.INDIRECT:
        return False
    words = [w for w in sentence.words if finding.spans[0].contains(w.start)]
    finite = any(w.is_finite for w in words[1:3])
    return bool(words) and words[0].text.lower() in ("that", "which") and finite


def is_interview(document: Document, finding: Finding) -> bool:
    """`Jane Roe spoke to Bo Poe about bats`, above the turns in which she does."""
    lemma = (finding.cue_lemma or "").partition(" ")[0]
    topic = not any(w.is_finite for w in finding.words)
    talks = lemma in TALKING and topic and finding.quote_type == QuoteType.INDIRECT
    return talks and any(turn.spans[0].start > finding.start for turn in document.turns)


def is_occasion(finding: Finding) -> bool:
    """`Speaking about the fair, Roe said …`: what it was said about, and not what was said."""
    words = [w for w in finding.sentence.words if finding.spans[0].contains(w.start)]
    before = len(finding.spans) == 1 and bool(finding.cue_spans) and bool(words)
    if not before or words[-1].end > finding.cue_spans[0].start:
        return False
    speaking = words[0].xpos == "VBG" and words[0].lemma.lower() in SPEAKING
    return speaking and not any(w.is_finite for w in words)


def is_responded_to(finding: Finding) -> bool:
    """`responded to the vote, saying …`, `to reports that it rained`: what others did or said."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None or verb.lemma not in RESPONDING or finding.quote_type != QuoteType.INDIRECT:
        return False
    to = [w for w in sentence.children(verb, "obl") if w.index > verb.index]
    inside = {w.index for w in (sentence.subtree(to[0]) if to else [])}
    words = finding.words
    within = bool(inside) and all(w.index in inside for w in words)
    that = sentence.words[words[0].index - 1].text.lower() == "that" if words else False
    reports = that and bool(to) and to[0].index == words[0].index - 2
    more = any(w.is_finite for w in words) or _says_next(sentence, verb)
    return reports or (within and more)


def is_topic(finding: Finding) -> bool:
    """`her remarks against bakers`, `in reply to the mayor`: of what or to whom, and no words."""
    cue, sentence = finding.cue_word, finding.sentence
    words = [w for w in sentence.words if any(s.contains(w.start) for s in finding.cue_spans)]
    if cue is None or not words or any(w.is_finite for w in finding.words):
        return False
    nouns = any(w.upos == "NOUN" and w.lemma.lower() in ISSUED for w in words)
    last = words[-1].text.lower()
    named = cue.upos == "NOUN" and last in TOPICAL
    return finding.quote_type == QuoteType.INDIRECT and nouns and (named or last == "against")


def is_worth_telling(finding: Finding) -> bool:
    """`it is worth mentioning that it rains`, `it remains our task to warn them`: nobody's "it"."""
    mention, verb = finding.mention, finding.cue_verb
    if mention is None or mention.head.text.lower() != "it":
        return False
    cue = [w for w in finding.sentence.words if any(s.contains(w.start) for s in finding.cue_spans)]
    task = any(w.upos == "NOUN" for w in cue) and any(w.lemma in BEING for w in cue)
    known = verb is not None and bool(verb_entries(finding.sentence, verb))
    return task or (mention.head.rel == "expl" and not known)


def _says_next(sentence: Sentence, verb: Word) -> bool:
    nexts = [*sentence.children(verb, "advcl", "xcomp"), sentence.head(verb)]
    known = [verb_entries(sentence, w) for w in nexts if w is not None and w.upos == "VERB"]
    return any(e.cue_class.utterance for entries in known for e in entries)


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


def is_source(finding: Finding) -> bool:
    """`According to Acme forecast, rents rise`: who is named by it, and who forecasts nothing."""
    noun, lemma = finding.cue_word, finding.cue_lemma
    cases = finding.sentence.children(noun, "case") if noun is not None else []
    own = any(c.contains(noun.start) for c in finding.cue_spans) if noun is not None else False
    return own and lemma != PHRASE and any(c.text.lower() == "according" for c in cases)


def is_in_accordance(finding: Finding) -> bool:
    """`aid was given according to need`: a measure; not `according to the law, guests may vote`."""
    mention, cue = finding.mention, finding.cue_head
    if mention is None or cue is not mention.head:
        return False
    at = next((w.index for w in finding.sentence.words if w.start == finding.cue_spans[0].start), 0)
    apart = at == 0 or finding.sentence.words[at - 1].text == ","
    ends = finding.spans[-1].end < finding.cue_spans[0].start
    verb = finding.sentence.head(cue)
    apart &= not (ends and verb is not None and is_passive(finding.sentence, verb))
    if apart and cue.lemma.lower() in lexicon("document", "texts"):
        return False
    return cue.lemma.lower() in MEASURES or "PronType=Dem" in cue.feats


def is_unspoken(finding: Finding) -> bool:
    """`as if asking why`, `just ask Roe`, `avoids saying it rained`, `a self-described fool`."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None:
        return False
    before = [w.text.lower() for w in sentence.words[max(0, verb.index - 2) : verb.index]]
    if before == ["self", "-"]:
        return True
    if "Mood=Imp" in verb.feats and not sentence.child(verb, "nsubj"):
        return True
    if verb.lemma == "tell" and _is_sign(sentence, verb):
        return True
    if any(_is_as_if(sentence, mark) for mark in sentence.children(verb, "mark", "advmod")):
        return True
    if finding.quote_type == QuoteType.DIRECT:
        return False
    objects = sentence.children(verb, "obj")
    if any(w.lemma.lower() == "nothing" or _is_none(sentence, w) for w in objects):
        return True
    above = [a for a in _holding(sentence, verb) if f"{a.lemma} to {verb.lemma}" not in VERBS]
    negated = any(_is_negated(sentence, a) for a in above)
    stressed = verb.lemma in STRESSING  # "wanted to stress that": so he did
    held = HELD_BACK - WISHES if stressed else HELD_BACK
    return negated != any(a.lemma.lower() in held for a in above)


def _is_negated(sentence: Sentence, verb: Word) -> bool:
    # "did not stop her from saying so", "none of it stopped her"
    nobody = any(w.lemma.lower() in NOBODY for w in sentence.children(verb, "nsubj"))
    return nobody or any(w.text.lower() in NEGATION for w in sentence.children(verb, "advmod"))


def _is_none(sentence: Sentence, noun: Word) -> bool:
    # "made no mention of it"
    no = any(w.text.lower() == "no" for w in sentence.children(noun, "det"))
    return no and noun.lemma.lower() in NONE


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
        if not led or verb.is_finite:
            return
        yield above
        verb = above
