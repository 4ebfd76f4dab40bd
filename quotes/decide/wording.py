"""Whether a rule's words for what is said are better than a candidate's, where both tell it."""

import re
from typing import NamedTuple

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.patterns import CLAUSE, REQUEST
from quotes.find.widen import CONDITIONS
from quotes.text.characters import QUOTATION_MARKS
from quotes.text.document import Candidate, Document
from quotes.text.span import Span, held

SURE_OF_WORDS = 0.6  # of a candidate, else a rule's longer clause is better (both training sets)
INTRODUCED = "that “"  # what a rule's clause may begin with before a candidate's
LABEL = "label"  # the shape of "called the plan a mistake"
AS = re.compile(r",\s(?:as|of|for)\b")
COMPLETED = (LABEL, "charge", "object as", "preposition")  # "… as “Roe”", "… of “greed”"


class Claim(NamedTuple):
    """A rule's finding, a candidate read as a finding with its candidate, or a pair of both."""

    by_rules: Finding | None
    by_model: Finding | None
    candidate: Candidate | None


def same_cue(one: Finding, other: Finding) -> bool:
    """Whether the cues overlap."""
    return any(a.overlaps(b) for a in one.cue_spans for b in other.cue_spans)


def is_better(document: Document, claim: Claim) -> bool:
    """Whether the rule's content is taken, and not the candidate's."""
    rule, model, _ = claim
    if rule is None or model is None:
        return False
    return (
        # "asked the police to come": the candidate begins with "to"
        _asks(document, rule, model)
        # "it rained, adding that": it ends
        or _adds(document, rule, model)
        or _tells_who(rule, model)
        or _goes_further(document, claim)
        or _is_whole(claim)
        or _goes_on(rule, model)
        or takes_for_speaker(rule, model)
    )


def _asks(document: Document, rule: Finding, model: Finding) -> bool:
    """Whether the rule alone has whom a request is made to, or what is called, and ends alike."""
    longer = rule.spans[0].start < model.spans[0].start
    more = document.text[rule.spans[0].start : model.spans[0].start]
    longer = longer and not re.search(r"[,:;–—-](?!\w)", more)
    longer = longer and model.cue_spans[-1].end <= rule.spans[0].start
    same = same_cue(rule, model) and rule.spans[-1].end == model.spans[-1].end
    return rule.rules[0] in (REQUEST.name, LABEL) and longer and same


def _adds(document: Document, rule: Finding, model: Finding) -> bool:
    """Whether the candidate goes on with what is added by another verb."""
    more = document.text[rule.spans[-1].end : model.spans[-1].end]
    return same_cue(rule, model) and more.startswith(", adding ")


def _goes_further(document: Document, claim: Claim) -> bool:
    """Whether the rule's clause goes on where the candidate's ends: "it rained, as the wind rose".

    Elsewhere too, where the candidate is less sure of its words than of the cue.
    """
    rule, model, candidate = claim
    if rule is None or model is None or candidate is None or not same_cue(rule, model):
        return False
    one = len(rule.spans) == len(model.spans) == 1
    ours, theirs = rule.spans[0], model.spans[0]
    if not one or ours.end <= theirs.end or abs(ours.start - theirs.start) > len(INTRODUCED):
        return False
    after = (w for w in rule.sentence.words if w.start >= theirs.end and w.upos != "PUNCT")
    further = next(after, None)
    if further is not None and further.xpos in ("WP", "WP$", "WDT"):  # "called Bo, who left, “Roe”"
        marks = document.marked_within(Span(theirs.end, ours.end))
        completed = marks and AS.search(document.text, theirs.end, marks[0].start)
        if completed and rule.rules[0] in COMPLETED:
            return True
    if rule.rules[0] != CLAUSE.name:
        return further is not None and further.text.lower() in CONDITIONS  # "to strike unless"
    joins = further is not None and (further.upos == "SCONJ" or further.text.lower() == "with")
    return joins or candidate.path < SURE_OF_WORDS


def _is_whole(claim: Claim) -> bool:
    """Whether the rule's clause begins the sentence: "[They mocked it,] and it fell, said Roe".

    The candidate's begins within it, and is not sure of its words.
    """
    rule, model, candidate = claim
    if rule is None or model is None or candidate is None or not same_cue(rule, model):
        return False
    ours, theirs = rule.spans[0], model.spans[0]
    begins = ours.start == rule.sentence.span.start < theirs.start < ours.end
    closes = ours.end <= rule.cue_spans[0].start and rule.rules[0] == CLAUSE.name
    lead = [w for w in rule.sentence.words if ours.start <= w.start < theirs.start]
    verbs = (e for w in lead if w.upos == "VERB" for e in verb_entries(rule.sentence, w))
    told = any(w.text in QUOTATION_MARKS for w in lead) or any(e.cue_class.utterance for e in verbs)
    clause = any("VerbForm=Fin" in w.feats for w in lead)  # no "As for the rest, “it is odd”"
    same = clause and theirs.end == ours.end and candidate.path < SURE_OF_WORDS
    return begins and closes and same and not told


def _goes_on(rule: Finding, model: Finding) -> bool:
    """Whether the rule alone has what follows an aside: "It is, said Roe, a disgrace"."""
    aside = rule.rules[0] == "parenthetical" and same_cue(rule, model)
    further = rule.spans[-1].start >= rule.cue_spans[-1].end if rule.cue_spans else False
    before = model.spans[-1].end <= rule.cue_spans[0].start if rule.cue_spans else False
    last = [w for w in rule.sentence.words if w.end == model.spans[-1].end]
    before = before and bool(last) and last[0].lemma == "be"
    return aside and further and before and all(held(rule.spans, s) for s in model.spans)


def _tells_who(rule: Finding, model: Finding) -> bool:
    """Whether the candidate takes the speaker for what is said: "…, states the report"."""
    who = rule.mention.span if rule.mention is not None else None
    return who is not None and model.mention is None and any(who.holds(s) for s in model.spans)


def takes_for_speaker(rule: Finding, model: Finding) -> bool:
    """Whether the candidate takes what is said for the speaker: "…, says Roe, a miracle"."""
    who, ours = model.mention, rule.mention
    longer = who is not None and ours is not None and who.span != ours.span
    longer = longer and rule.rules[0] == "parenthetical"
    held_in = longer and who.span.holds(ours.span) if who and ours else False
    return held_in and who is not None and any(who.span.holds(s) for s in rule.spans)
