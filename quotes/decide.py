"""Where rules and learned attribution meet: pairs of both, one scorer, one convention.

A rule's finding and a candidate are paired when their cues overlap, or when their contents share
half of their characters. A logistic model over what is known of the pair says how likely it is
right; `lexicons/decide.tsv` holds its weights (training/decide.py fits them).

A candidate without a speaker, quotation marks and a rule beside it is no row.

Boundaries: cue, mention and content are the candidate's where there is one, without blanks and
loose marks at the ends; a statement in quotation marks that only the rule gives to the pair is
added to the content. Where there is no candidate they are the rule's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from quotes.article import Span
from quotes.claims import outside, read_candidate
from quotes.content import quote_type
from quotes.finding import Finding, Text
from quotes.floating import TRANSCRIPT
from quotes.tree import Candidate

ALIKE = 0.5  # of the characters of both contents
SURE = 0.5  # a candidate's probability from which on no rule has its cue for another finding
THRESHOLD = 0.5  # what is more likely wrong than right is no row,
IN_PART = 0.3  # but where part of it stands in marks, and a rule found it
FEATURES = (
    "bias", "model", "seen", "valid", "path", "rule", "rule confidence", "both", "same cue",
    "same content", "same speaker", "speaker", "direct", "mixed", "no cue", "known", "length",
    "parts",
)  # fmt: skip


class Claim(NamedTuple):
    """A rule's finding, a candidate read as a finding with its candidate, or a pair of both."""

    rule: Finding | None
    model: Finding | None
    candidate: Candidate | None


def decide(source: Text, found: Sequence[Finding], threshold: float = THRESHOLD) -> list[Finding]:
    """The findings to keep, each with its probability as confidence."""
    kept = []
    for claim in claims(source, found):
        likely = probability(claim)
        finding = merged(source, claim)
        if likely >= least(claim, finding, threshold):
            kept.append(replace(finding, confidence=likely, calibrated=True))
    return kept


def least(claim: Claim, finding: Finding, threshold: float) -> float:
    """Give the probability from which on a claim is kept: any, where a rule found it in marks.

    A line of a transcript needs no marks.
    """
    if claim.rule and claim.rule.rule == TRANSCRIPT:
        return 0.0
    in_marks = {"direct": 0.0, "mixed": min(threshold, IN_PART)} if claim.rule else {}
    return in_marks.get(finding.quote_type, threshold)


def claims(source: Text, found: Sequence[Finding]) -> Iterator[Claim]:
    """Pairs of findings and candidates, then what has no partner."""
    free = list(found)
    taken: list[Finding] = []
    for sentence in source.sentences:
        for candidate in sentence.candidates:
            model = read_candidate(source, sentence, candidate)
            if model is None:
                continue
            partner = max(free, key=lambda f, m=model: nearness(f, m), default=None)  # type: ignore[misc]
            if partner is None or nearness(partner, model) < ALIKE:
                partner = None
            else:
                free.remove(partner)
            if partner is None and _is_nobodys(model):
                continue
            taken.append(model)
            yield Claim(partner, model, candidate)
    for finding in free:
        if not any(same_cue(finding, m) and m.confidence > SURE for m in taken):
            yield Claim(finding, None, None)


def _is_nobodys(model: Finding) -> bool:
    # "when asked about the bridge": a row of words that nobody is known to have said
    return model.mention is None and model.quote_type == "indirect"


def nearness(one: Finding, other: Finding) -> float:
    """Share of content in common; one more where the cues overlap."""
    return alike(one.spans, other.spans) + same_cue(one, other)


def same_cue(one: Finding, other: Finding) -> bool:
    """Whether the cues overlap."""
    return any(a.overlaps(b) for a in one.cue_spans for b in other.cue_spans)


def alike(ones: Sequence[Span], others: Sequence[Span]) -> float:
    """Characters in both by characters in either."""
    mine = {i for s in ones for i in range(s.start, s.end)}
    theirs = {i for s in others for i in range(s.start, s.end)}
    return len(mine & theirs) / len(mine | theirs)


def merged(source: Text, claim: Claim) -> Finding:
    """One finding of a claim, by the convention above."""
    if claim.model is None or claim.rule is None:
        (finding,) = filter(None, (claim.rule, claim.model))
        return finding
    rule, model = claim.rule, claim.model
    spans = _with_statements(source, model.spans, rule.spans)
    mention = model.mention
    if mention and rule.mention and mention.span.overlaps(rule.mention.span):
        mention = mention._replace(sentence=rule.mention.sentence, head=rule.mention.head)
    return replace(
        rule,
        rule=f"{rule.rule}+model",
        spans=spans,
        quote_type=quote_type(spans, source.quotations),
        cue_spans=model.cue_spans,
        cue_lemma=rule.cue_lemma if same_cue(rule, model) else model.cue_lemma,
        cue_class=rule.cue_class if same_cue(rule, model) else model.cue_class,
        mention=mention or rule.mention,
        inherited=rule.inherited and mention is None,
        addressee=outside(rule.addressee, spans),
    )


def _with_statements(source: Text, spans: Sequence[Span], more: Sequence[Span]) -> tuple[Span, ...]:
    """With the statements in marks among `more` that `spans` do not touch."""
    parts = [p for q in source.statements for p in q.spans]
    added = [
        p for p in parts if any(m.holds(p) for m in more) and not any(p.overlaps(s) for s in spans)
    ]
    return tuple(sorted([*spans, *added]))


def features(claim: Claim) -> list[float]:
    """A value of each of `FEATURES`."""
    rule, model, candidate = claim
    finding = model or rule
    assert finding is not None
    size = sum(s.end - s.start for s in finding.spans)
    values = [1.0] + [0.0] * 9
    if candidate is not None:
        path = max(-6.0, log(candidate.path + 1e-9)) / 3
        values[1:5] = [1.0, _logit(candidate.seen), _logit(candidate.valid), path]
    if rule is not None:
        values[5:7] = [1.0, _logit(rule.confidence)]
    if rule is not None and model is not None:
        values[7:10] = [1.0, float(same_cue(rule, model)), alike(rule.spans, model.spans)]
    return [
        *values,
        float(_same_speaker(rule, model)),
        float(finding.mention is not None),
        float(finding.quote_type == "direct"),
        float(finding.quote_type == "mixed"),
        float(not finding.cue_spans),
        float(finding.cue_class not in (None, "other")),
        log(1 + size) / 3,
        float(len(finding.spans) > 1),
    ]


def _same_speaker(rule: Finding | None, model: Finding | None) -> bool:
    if rule is None or model is None:
        return False
    if rule.mention is None or model.mention is None:
        return rule.mention is model.mention
    return rule.mention.span.overlaps(model.mention.span)


def _logit(share: float) -> float:
    inside = min(max(share, 0.002), 0.998)
    return log(inside / (1 - inside))


def probability(claim: Claim) -> float:
    """How likely the claim is right."""
    table = weights()
    total = sum(table[n] * v for n, v in zip(FEATURES, features(claim), strict=True))
    return 1 / (1 + exp(-total))


@cache
def weights() -> dict[str, float]:
    """Weight of each feature."""
    text = (files("quotes") / "lexicons" / "decide.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: float(row[1]) for row in rows}
