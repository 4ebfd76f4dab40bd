"""Which claims are rows: what is more likely wrong than right is none.

Boundaries: cue, mention and content are the candidate's where there is one, without blanks and
loose marks at the ends; a statement in quotation marks that only the rule gives to the pair is
added to the content. Where there is no candidate they are the rule's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.decide.merged import merged
from quotes.decide.pairs import ALIKE, alike, claims
from quotes.decide.readings import IN_WORDS_OF
from quotes.decide.scorer import Weights, probability
from quotes.decide.wording import Claim
from quotes.find.accept import PERSONAL, RELATIVE
from quotes.find.anothers import blamed, passer_on, perceived
from quotes.find.content import with_spans
from quotes.find.cue import is_passive, verb_entries
from quotes.find.finding import Finding, Rule
from quotes.find.givers import source_above
from quotes.find.mend.clauses import is_when
from quotes.find.mention import ADDRESSING
from quotes.find.outside import without_next
from quotes.find.patterns import CLAUSE
from quotes.find.twice import told_once
from quotes.find.untold import hears, is_impersonal
from quotes.lexicon.words import around
from quotes.text.characters import DASHES
from quotes.text.document import Document
from quotes.text.kinds import SAID, SPOKEN, Polarity, QuoteType, Section
from quotes.text.span import held
from quotes.text.tree import Mention, Word

AS_CLAUSE = "as-clause"
AS_PER = "as per"  # learned attribution knows "according to" alone
ADDING = around("tails", "adding")
TELLING = ("say", "argue")  # classes of cues

THRESHOLD = 0.35
"""What is less likely right is no row: F1 is highest there (PolNeAR's training articles),"""
IN_PART = 0.3
"""but where part of it stands in marks, and a rule found it (PolNeAR's training articles)."""


def _is_plain(finding: Finding) -> bool:
    """Whether somebody says a whole clause: "Growers have complained to the council that …"."""
    mention, cue = finding.mention, finding.cue_head
    said = finding.act in SPOKEN and finding.polarity == Polarity.AFFIRMED
    if finding.rules[0] == IN_WORDS_OF:
        return True
    if finding.cue_lemma == AS_PER:
        return _is_whole(finding)
    if Rule.TITLE_LABEL in finding.rules:  # "Road will be shut – minister"
        return cue is not None and cue.text in DASHES
    if cue is None or not said or cue.upos != "VERB":
        return False
    if mention is None:  # "it was stated that …", "…, it was reported", "the court heard that …"
        return _is_untold(finding)
    if any(who(finding.sentence, cue) is not None for who in (passer_on, blamed, perceived)):
        return True  # "quoted Roe as calling it a lie", "thanked Roe for admitting that it was"
    if finding.rules[0] == AS_CLAUSE:  # "as Roe has stated, the road is open"
        known = verb_entries(finding.sentence, cue)
        tells = any(CLAUSE.name in e.frames and e.cue_class.name in TELLING for e in known)
        return tells and _is_subject(mention, cue) and any(w.is_finite for w in finding.words)
    if finding.rules[0] != CLAUSE.name:
        return _is_of_noun(finding) or (cue.rel == "advcl" and cue.text in ADDING)
    who = mention.head
    # "the mayor said …, adding that …"
    above = any(a.index == who.head for a in finding.sentence.ancestors(cue))
    goes_on = cue.rel in ("advcl", "acl", "conj") and above and cue.start > who.start
    return who.head == cue.index or goes_on


def _is_whole(finding: Finding) -> bool:
    """Whether a clause is set off: not "sold as per the rules", "she said, as per the agency"."""
    sentence, cue = finding.sentence, finding.cue_spans[0]
    finite = [w for w in sentence.words if w.is_finite]
    told = any(w.is_finite for w in finding.words)
    before = [w for w in sentence.words if w.end <= cue.start]
    last = next((w for w in reversed(before) if w in finite), None)
    said = last is not None and any(e.cue_class.utterance for e in verb_entries(sentence, last))
    apart = [w for w in before[-2:] if w.text.lower() != "as"][-1:]
    return told and not said and all(w.text == "," for w in apart)


def _is_untold(finding: Finding) -> bool:
    """Whether nobody is known to say it: "the court heard that …", "…, it emerged"."""
    verb, sentence = finding.cue_verb, finding.sentence
    if finding.mention is not None or verb is None:
        return False
    return hears(sentence, verb) or is_impersonal(sentence, verb) or _hears_last(finding)


def _is_apart(finding: Finding) -> bool:
    """Whether candidates tell little of it: learned attribution saw no captions and no courts."""
    return (
        _is_untold(finding) or finding.sentence.section == Section.CAPTION or _is_of_noun(finding)
    )


def _is_of_noun(finding: Finding) -> bool:
    """Whether a clause tells what its speaker says of a noun: "a law that she said would help".

    Also "mills which, it says, leak".
    """
    cue, who = finding.cue_verb, finding.mention
    own = cue is not None and cue.deprel == "acl:relcl" and finding.rules[0] == CLAUSE.name
    led = [w.text.lower() for w in finding.words[:1]]
    own |= finding.rules[0] == "parenthetical" and not RELATIVE.isdisjoint(led)
    return own and who is not None and who.head.text.lower() in PERSONAL


def _is_next(finding: Finding) -> bool:
    """Whether its speaker has said something before it: "said it rained and called for calm"."""
    cue, said = finding.cue_head, finding.act in SPOKEN and finding.mention is not None
    return said and cue is not None and cue.rel == "conj" and cue.upos == "VERB"


def _is_within(others: Sequence[Finding], finding: Finding) -> bool:
    return any(held(other.spans, finding.spans[0]) for other in others)


def _follows(others: Sequence[Finding], finding: Finding) -> bool:
    """Whether the same speaker goes on with it: "said it was lawful, and asked Roe to pay"."""
    cue = finding.cue_head
    above = finding.sentence.head(cue) if cue is not None else None
    if cue is None or above is None or above.xpos != cue.xpos:
        return False
    same = (o for o in others if o.sentence is finding.sentence and o.cue_head is above)
    return any(_are_one(o.mention, finding.mention) for o in same)


def _are_one(one: Mention | None, other: Mention | None) -> bool:
    return one is not None and other is not None and one.span.overlaps(other.span)


def _is_added(finding: Finding) -> bool:
    """Whether who is named with "according to" adds it: "According to Roe, …, adding that"."""
    cue, who = finding.cue_head, finding.mention
    source = source_above(finding.sentence, cue) if cue is not None else None
    return who is not None and who.head is source


def _is_anothers(finding: Finding) -> bool:
    """Whether it tells in a clause what another said: "Roe noted that critics say it rains"."""
    verb, who = finding.cue_verb, finding.mention
    if finding.rules[0] != CLAUSE.name or verb is None or who is None:
        return False
    return _is_subject(who, verb) and any(w.is_finite for w in finding.words)


def _is_subject(who: Mention, verb: Word) -> bool:
    return who.head.rel == "nsubj" and who.head.head == verb.index


def _closes_sentence(finding: Finding) -> bool:
    """Whether who said it is told at the end: "The road was icy, an engineer has testified."."""
    words = [w for w in finding.sentence.words if w.upos != "PUNCT"]
    mention, cue = finding.mention, finding.cue_spans
    if not words or mention is None or not cue or finding.cue_head is None:
        return False
    verb = finding.cue_word
    clauses = finding.sentence.children(verb, "advcl") if verb is not None else []
    when = [c for c in clauses if is_when(finding.sentence, c)]  # "said on Monday after they left"
    apart = {w.index for c in when for w in finding.sentence.subtree(c)}
    after = [w for w in words if w.start >= cue[-1].end and w.index not in apart]
    goes_on = any(w.upos in ("VERB", "AUX") and w.is_finite for w in after)
    dashed = bool(after) and finding.sentence.words[after[0].index - 1].text in DASHES
    ends = words[0].start == finding.start and not (goes_on or dashed)
    parted = finding.spans[-1].end < mention.span.start
    parted &= finding.cue_head.rel == "parataxis" or _is_announced(finding)
    who = mention.sentence.words[: mention.head.index + 1]
    set_off = who[-1].upos != "PRON" or [w.text for w in who[-2:-1]] == [","]  # ", it added"
    return ends and parted and set_off and finding.act in SAID


def _is_announced(finding: Finding) -> bool:
    # "the road is open, as announced by the mayor", not "as it has been called by the mayor"
    verb, sentence = finding.cue_verb, finding.sentence
    known = verb is not None and not sentence.children(verb, "nsubj:pass", "nsubj", "expl")
    neutral = finding.cue_class is not None and finding.cue_class.neutral
    return known and neutral and finding.rules[0] == AS_CLAUSE and _is_whole(finding)


def _hears_last(finding: Finding) -> bool:
    """Whether who is told it stands at the end: "The road was icy, jurors were told."."""
    verb, sentence = finding.cue_verb, finding.sentence
    who = sentence.child(verb, "nsubj") if verb is not None else None
    if verb is None or who is None or finding.mention is not None:
        return False
    told = is_passive(sentence, verb) and verb.lemma in ADDRESSING
    whole = finding.start == sentence.words[0].start and any(w.is_finite for w in finding.words)
    return whole and finding.spans[-1].end < who.start and (told or hears(sentence, verb))


def _has_own_cue(finding: Finding) -> bool:
    # "as islanders call it" has nothing of "call for"
    return finding.cue_head is not None and finding.cue_head.lemma == finding.cue_lemma


def _by_the_end(claim: Claim) -> Claim:
    """The rule's alone, where it knows who closes a sentence and the candidate does not."""
    rule, model, _ = claim
    if rule is not None and _hears_last(rule):
        return Claim(rule, None, None)
    if rule is None or model is None or rule.mention is None:
        return claim
    if rule.cue_lemma == AS_PER:
        return Claim(rule, None, None)
    if not _closes_sentence(rule):
        return claim
    if not _has_own_cue(rule):
        return claim
    who = model.mention is not None and model.mention.span.overlaps(rule.mention.span)
    same = who and (
        alike(rule.spans, model.spans) >= ALIKE
        or all(held(model.spans, s) for s in rule.spans)  # "He drives, they said, like a madman"
    )
    return claim if same else Claim(rule, None, None)


class Judge(NamedTuple):
    """The scorer's weights, and the probability from which on a claim is a row."""

    weights: Weights
    threshold: float = THRESHOLD

    def least(self, claim: Claim, finding: Finding) -> float:
        """Give the least probability of what is kept: any, where a rule found it in marks."""
        if claim.by_rules is None:
            return self.threshold
        if claim.by_rules.quote_type == QuoteType.DIRECT:
            return 0.0
        alone = claim.by_model is None or _has_own_cue(claim.by_rules)
        if alone and _closes_sentence(claim.by_rules):
            return 0.0
        in_marks = {QuoteType.MIXED: min(self.threshold, IN_PART)}
        return in_marks.get(finding.quote_type, self.threshold)


def decide(document: Document, found: Sequence[Finding], judge: Judge) -> list[Finding]:
    """The findings to keep, each with its probability as confidence.

    The turns of a dialogue are kept as they are: their labels tell all that is to be known.
    """
    kept = [finding for finding in found if Rule.TRANSCRIPT in finding.rules]
    rest, nexts = [], list[Finding]()
    for claim in claims(document, [f for f in found if Rule.TRANSCRIPT not in f.rules]):
        claim = _by_the_end(claim)
        likely = probability(claim, judge.weights)
        finding = merged(document, claim)
        least = judge.least(claim, finding)
        if least == 0 and claim.by_model is None:
            kept.append(finding)  # as often right as its rule: the scorer would ask for a candidate
        elif likely >= least:
            kept.append(replace(finding, confidence=likely, calibrated=True))
        elif claim.by_rules is not None and (claim.by_model is None or _is_apart(claim.by_rules)):
            rest.append(claim.by_rules)
        elif claim.by_rules is not None and _is_next(claim.by_rules):
            nexts.append(replace(finding, confidence=likely, calibrated=True))
    said = [*kept, *filter(_is_plain, rest)]
    kept += [f for f in nexts if _follows(said, f)]
    told = [with_spans(document, f, without_next(document, f, f.spans)) for f in kept]
    plain = [
        f
        for f in rest
        if _is_plain(f) or (_is_next(f) and (_is_within(kept, f) or _follows(said, f)))
    ]
    told = told_once(document, told, plain)
    theirs = [f for f in told if not _is_untold(f)]
    apart = (f for f in plain if not _is_within(theirs, f) or _is_anothers(f) or _is_added(f))
    return [*told, *apart]
