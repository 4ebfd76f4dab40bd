"""Whether a rule's words for what is said are better than a candidate's, where both tell it."""

import re
from typing import NamedTuple

from quotes.decide.further import INTRODUCED, LABEL, SURE_OF_WORDS, belongs, goes_further
from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.patterns import CLAUSE, REQUEST
from quotes.lexicon.words import around
from quotes.text.characters import DASHES, QUOTATION_MARKS
from quotes.text.document import Candidate, Document
from quotes.text.span import Span, held
from quotes.text.tree import top

ADDS = re.compile(rf"(?:,? )?(?:while )?(?:{'|'.join(sorted(around('tails', 'adding')))}) ")


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
    rule, model, candidate = claim
    if rule is None or model is None:
        return False
    return (
        # "asked the police to come": the candidate begins with "to"
        _asks(document, rule, model)
        # "it rained, adding that": it ends
        or _adds(document, rule, model)
        or _tells_who(rule, model)
        or _has_verb(claim)
        or _has_subject(claim)
        or (
            same_cue(rule, model)
            and candidate is not None
            and goes_further(document, rule, model, candidate.path)
        )
        or _is_whole(claim)
        or _goes_on(rule, model)
        or takes_for_speaker(rule, model)
    )


def _asks(document: Document, rule: Finding, model: Finding) -> bool:
    """Whether the rule alone has whom a request is made to, or what is called, and ends alike."""
    longer = rule.spans[0].start < model.spans[0].start
    more = document.text[rule.spans[0].start : model.spans[0].start]
    longer = longer and not re.search(r"[,:;–—-](?!\w)", more)
    led = rule.spans[0].end <= model.cue_spans[0].start and rule.rules[0] == LABEL
    longer = longer and (led or model.cue_spans[-1].end <= rule.spans[0].start)
    same = same_cue(rule, model) and rule.spans[-1].end == model.spans[-1].end
    return rule.rules[0] in (REQUEST.name, LABEL) and longer and same


def _adds(document: Document, rule: Finding, model: Finding) -> bool:
    """Whether the candidate goes on with what is added by another verb."""
    more = Span(max(rule.spans[-1].end, model.spans[-1].start), model.spans[-1].end)
    return same_cue(rule, model) and ADDS.match(document.text, *more) is not None


def joined(document: Document, claim: Claim) -> tuple[Span, ...] | None:
    """A candidate's clause with the rule's after it: "it rained[, though it was warm]".

    Also "that when it rained[, he ran]", "concern about the trend[, which has grown]".
    """
    rule, model, _ = claim
    if rule is None or model is None or not same_cue(rule, model):
        return None
    ours, theirs = rule.spans[-1], model.spans[0]
    within = len(model.spans) == 1 and ours.holds(theirs) and ours.end > theirs.end
    if within and any(c.contains(ours.start) for c in model.cue_spans):
        further = next((w for w in rule.sentence.words if w.start >= theirs.end + 1), None)
        whole = further is not None and belongs(rule, model, further)
        return (Span(theirs.start, ours.end),) if whole else None
    if rule.rules[0] != CLAUSE.name:
        return None
    after = [s for s in rule.spans if s.start >= model.cue_spans[-1].end]
    own = [s for s in after if not theirs.holds(s) or s == ours]  # "that" before a phrase
    one = len(own) == len(model.spans) == 1 and model.cue_spans[-1].end <= theirs.start
    gap = document.text[theirs.end : ours.start].strip()
    if not one or not theirs.start < ours.start or ours.end <= theirs.end or gap not in ("", ","):
        return None
    words = [w for w in rule.sentence.words if theirs.start <= w.start < ours.end]
    rest = [w for w in words if w.start >= theirs.end and w.upos != "PUNCT"]
    lead = next((w for w in words if w.text.lower() != "that"), None)
    if not rest or lead is None or rest[0].xpos in ("WDT", "WP"):
        return None
    main = [w for w in words if w.start < theirs.end and w.is_finite]
    marked = any(w.rel == "mark" and w.text.lower() != "that" for w in words[:3])
    fronted = gap == "," and (marked or lead.xpos == "WRB" or not main)
    goes_on = rest[0].upos == "SCONJ" and rest[0].text.lower() not in ("after", "before")
    return (Span(theirs.start, ours.end),) if fronted or goes_on else None


def _has_verb(claim: Claim) -> bool:
    """Whether the candidate ends before the verb: "said that at dawn[, Poe, a cook, ran home]".

    Or before the main clause: "shows that while it rained[, Poe ran home]".
    """
    rule, model, _ = claim
    if rule is None or model is None or rule.rules[0] != CLAUSE.name or len(model.spans) > 1:
        return False
    ours, theirs = rule.spans[-1], model.spans[0]
    whole = len(rule.spans) == 1 and abs(ours.start - theirs.start) <= len(INTRODUCED)
    if not whole or not ours.start + len(INTRODUCED) < theirs.end < ours.end:
        return False
    words = [w for w in rule.sentence.words if ours.contains(w.start)]
    part = [w for w in words if w.start < theirs.end]
    rest = words[len(part) :]
    comma = bool(rest) and rest[0].text == ","
    led = top(part).rel == "advcl" and any(w.rel == "mark" for w in part[1:4])
    verbless = not any(w.is_finite for w in part)
    return comma and (led or verbless) and any(w.is_finite for w in rest)


def _has_subject(claim: Claim) -> bool:
    """Whether the rule alone has who does it: "According to an act of 1902, [Poe] sold it"."""
    rule, model, _ = claim
    if rule is None or model is None or rule.cue_lemma != "according to" or rule.mention is None:
        return False
    ours, theirs = rule.spans[0], model.spans[0]
    ends = rule.spans[-1].end == model.spans[-1].end and rule.mention.span.end <= ours.start
    words = [w for w in rule.sentence.words if ours.start <= w.start <= theirs.start]
    led = [w for w in words if w.start < theirs.start]
    subject = any(w.rel.startswith("nsubj") for w in led)
    return ends and subject and words[-1].is_finite and not any(w.is_finite for w in led)


def _is_whole(claim: Claim) -> bool:
    """Whether the rule's clause begins the sentence: "[They mocked it,] and it fell, said Roe".

    The candidate's begins within it, and is not sure of its words, or is no main clause:
    "[The road is shut,] as it rained, said Roe".
    """
    rule, model, candidate = claim
    if rule is None or model is None or candidate is None or not same_cue(rule, model):
        return False
    ours, theirs = rule.spans[0], model.spans[0]
    begins = ours.start == rule.sentence.span.start < theirs.start < ours.end
    shape = rule.rules[0] in (CLAUSE.name, "parenthetical")
    closes = shape and ours.end <= rule.cue_spans[0].start
    lead = [w for w in rule.sentence.words if ours.start <= w.start < theirs.start]
    verbs = (e for w in lead if w.upos == "VERB" for e in verb_entries(rule.sentence, w))
    told = any(w.text in QUOTATION_MARKS for w in lead) or any(e.cue_class.utterance for e in verbs)
    clause = any(w.is_finite for w in lead)  # no "As for the rest, “it is odd”"
    part = [w for w in rule.sentence.words if theirs.contains(w.start)]
    listed = rule.rules[0] != CLAUSE.name and not any(w.is_finite for w in part)
    listed |= [w.text for w in lead[-2:]][1:] == ["and"] and lead[-2].upos != "PUNCT"
    listed |= any(w.rel == "mark" and w.upos == "SCONJ" for w in (*part[:1], *lead[-1:]))
    same = clause and theirs.end == ours.end and (listed or candidate.path < SURE_OF_WORDS)
    gloss = clause and lead[-1].text in DASHES and not any(w.is_finite for w in part)
    gloss = gloss and theirs.end == ours.end  # "She sold it - an old mill - Roe said"
    return begins and closes and (gloss or (same and not told))


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
    """Whether the candidate takes what is said for the speaker: "…, says Roe, a miracle".

    Also "described by Roe as a miracle", "accused by Roe of greed".
    """
    who, ours = model.mention, rule.mention
    longer = who is not None and ours is not None and who.span != ours.span
    longer = longer and rule.rules[0] in ("parenthetical", "object as", "charge")
    held_in = longer and who.span.holds(ours.span) if who and ours else False
    return held_in and who is not None and any(who.span.overlaps(s) for s in rule.spans)
