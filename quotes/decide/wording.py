"""Whether a rule's words for what is said are better than a candidate's, where both tell it."""

import re
from typing import NamedTuple

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.patterns import CLAUSE, REQUEST
from quotes.find.widen import CONDITIONS
from quotes.lexicon.words import around
from quotes.text.characters import DASHES, QUOTATION_MARKS
from quotes.text.document import Candidate, Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span, held
from quotes.text.tree import Word

SURE_OF_WORDS = 0.6  # of a candidate, else a rule's longer clause is better (both training sets)
INTRODUCED = "that “"  # what a rule's clause may begin with before a candidate's
LABEL = "label"  # the shape of "called the plan a mistake"
LOOSE = ("acl", "advcl", "conj", "parataxis")  # relations of what may follow a comma
RELATIVE = ("which", "where", "whose")
ADDS = re.compile(rf"(?:,? )?(?:while )?(?:{'|'.join(sorted(around('tails', 'adding')))}) ")
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
    led = rule.spans[0].end <= model.cue_spans[0].start and rule.rules[0] == LABEL
    longer = longer and (led or model.cue_spans[-1].end <= rule.spans[0].start)
    same = same_cue(rule, model) and rule.spans[-1].end == model.spans[-1].end
    return rule.rules[0] in (REQUEST.name, LABEL) and longer and same


def _adds(document: Document, rule: Finding, model: Finding) -> bool:
    """Whether the candidate goes on with what is added by another verb."""
    more = Span(max(rule.spans[-1].end, model.spans[-1].start), model.spans[-1].end)
    return same_cue(rule, model) and ADDS.match(document.text, *more) is not None


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
    if further is None or _tells_more(rule, Span(theirs.end, ours.end)):
        return False
    if _belongs(rule, model, further):
        return True
    if rule.rules[0] != CLAUSE.name:
        if rule.rules[0] == LABEL and further.text == "as" and further.rel == "case":
            return True  # "dismissed the plan as idle"
        return further.text.lower() in (*CONDITIONS, "until")  # "to strike unless"
    joins = further.upos == "SCONJ" or further.text.lower() in ("so", "with")
    return joins or candidate.path < SURE_OF_WORDS


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
        whole = further is not None and _belongs(rule, model, further)
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
    fronted = gap == "," and (lead.upos == "SCONJ" or lead.xpos == "WRB" or not main)
    goes_on = rest[0].upos == "SCONJ" and rest[0].text.lower() not in ("after", "before")
    return (Span(theirs.start, ours.end),) if fronted or goes_on else None


def _tells_more(rule: Finding, more: Span) -> bool:
    """Whether the reporter goes on in it with a participle: "it rained[, calling it odd]"."""
    words = [w for w in rule.sentence.words if more.contains(w.start)]
    participle = [w.xpos == "VBG" and w.text.endswith("ing") for w in words[1:2]]
    return participle == [True] and words[0].text == ","


def _belongs(rule: Finding, model: Finding, further: Word) -> bool:
    """Whether it hangs from a word of what is said: "a gift[, which was due]", "[, and its cost]".

    Not from a name, of which the article tells who or what it is, but for what it will do.
    """
    sentence = rule.sentence
    if model.quote_type == QuoteType.DIRECT:
        return False
    led = [w for w in sentence.words[: further.index] if w.text not in QUOTATION_MARKS]
    before = led[-1] if led else further
    clause = next((w for w in (further, *sentence.ancestors(further)) if w.rel in LOOSE), further)
    said = [w for w in sentence.subtree(clause) if w.upos == "VERB"]
    told = any(e.cue_class.utterance for w in said for e in verb_entries(sentence, w))
    forms = (clause, *sentence.children(clause, "aux", "cop"))
    bare = clause.xpos == "VB" and not sentence.child(
        clause, "aux", "nsubj"
    )  # "he will come and tell them"
    would = further.rel == "cc" and (bare or any(w.text == "would" for w in forms))
    apart = before.text == "," or before.text in DASHES
    if (told and not bare) or not (apart or would):
        return False
    if clause.rel == "parataxis" and rule.rules[0] == CLAUSE.name and clause.upos != "VERB":
        finite = any(w.is_finite for w in sentence.subtree(clause))
        return not finite  # "sold 30 tons — the least in ten years"
    if further.text.lower() in RELATIVE:
        noun = sentence.head(clause)
        future = any(w.text in ("will", "would") for w in forms)
        plain = noun is not None and noun.upos == "NOUN" and noun.start not in sentence.named
        plain = plain or future or clause.rel == "advcl"
        past = any("Tense=Past" in w.feats and w.is_finite for w in forms)
        known = past or any(w.text in ("is", "are") for w in forms)
        news = rule.rules[0] in ("object", "preposition") and not known
        return plain and (rule.rules[0] == CLAUSE.name or news)
    if further.xpos == "VBN":
        return clause is further and rule.rules[0] == CLAUSE.name
    finite = any(w.is_finite for w in forms)
    return further.rel == "cc" and clause.rel == "conj" and (would or not finite)


def _is_whole(claim: Claim) -> bool:
    """Whether the rule's clause begins the sentence: "[They mocked it,] and it fell, said Roe".

    The candidate's begins within it, and is not sure of its words.
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
    same = clause and theirs.end == ours.end and (listed or candidate.path < SURE_OF_WORDS)
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
    """Whether the candidate takes what is said for the speaker: "…, says Roe, a miracle".

    Also "described by Roe as a miracle".
    """
    who, ours = model.mention, rule.mention
    longer = who is not None and ours is not None and who.span != ours.span
    longer = longer and rule.rules[0] in ("parenthetical", "object as")
    held_in = longer and who.span.holds(ours.span) if who and ours else False
    return held_in and who is not None and any(who.span.holds(s) for s in rule.spans)
