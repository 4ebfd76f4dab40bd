"""Where rules and learned attribution meet, on parses of the case files with candidates of ours."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from case_files import FOLDER, load

from quotes import decide
from quotes.article import Span
from quotes.decide import THRESHOLD
from quotes.extractor import attribute, find
from quotes.scoring.gold import Attribution
from quotes.scoring.reliability import reliability
from quotes.tree import Candidate

SURE = {"seen": 0.99, "valid": 0.99, "path": 0.9}


def _span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def _with_candidate(name, source, cue, *content, **likely):
    case = load(FOLDER / f"{name}.conllu")
    spans = tuple(_span(case.text, words) for words in content)
    speaker = _span(case.text, source) if source else None
    candidate = Candidate(_span(case.text, cue), speaker, spans, **(SURE | likely))
    for sentence in case.sentences:
        if sentence.span.start <= candidate.cue.start < sentence.span.end:
            sentence.candidates.append(candidate)
    return case


def _texts(text, finding):
    return [text[s.start : s.end] for s in finding.spans]


def test_both_give_one_row_with_the_candidates_boundaries():
    case = _with_candidate("clause", "minister", "said", "plan was ready.")
    (row,) = find(case.text, case.sentences, THRESHOLD)
    assert row.rule == "clause+model"
    assert _texts(case.text, row) == ["plan was ready"]  # without its stop
    assert case.text[slice(*row.mention.span)] == "minister"
    assert row.mention.head.text == "minister"
    assert row.cue_lemma == "say"
    assert row.calibrated


def test_a_candidate_alone_becomes_a_row_with_a_speaker(monkeypatch):
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [])
    case = _with_candidate("clause", "The minister", "said", "the plan was ready")
    (row,) = attribute(case.text, case.sentences, THRESHOLD)
    assert row.finding.rule == "model"
    assert row.finding.cue_class == "say"
    assert (row.finding.quote_type, row.finding.polarity) == ("indirect", "affirmed")
    assert row.speaker.name == "minister"


def test_an_unlikely_candidate_is_no_row(monkeypatch):
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [])
    case = _with_candidate(
        "clause", "The minister", "said", "the plan was ready", seen=0.05, valid=0.06, path=1e-4
    )
    assert find(case.text, case.sentences, THRESHOLD) == []
    (row,) = find(case.text, case.sentences, threshold=0.0)
    assert 0 < row.confidence < THRESHOLD


def test_without_candidates_rules_decide():
    case = load(FOLDER / "clause.conllu")
    (row,) = find(case.text, case.sentences)
    assert row.rule == "clause"
    assert not row.calibrated


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.conllu")), ids=lambda p: p.stem)
def test_each_finding_is_in_one_claim(path):
    case = load(path)
    found = find(case.text, case.sentences, THRESHOLD)
    for finding in found:  # a candidate for each finding of the rules, at its own place
        if finding.cue_spans:
            speaker = finding.mention.span if finding.mention else None
            finding.sentence.candidates.append(
                Candidate(finding.cue_spans[0], speaker, finding.spans, **SURE)
            )
    again = find(case.text, case.sentences, THRESHOLD)
    assert [r.spans for r in again] == [r.spans for r in found]
    assert all(0 <= r.confidence <= 1 for r in again)


def test_features_have_names():
    case = _with_candidate("clause", "The minister", "said", "the plan was ready")
    (finding,) = find(case.text, case.sentences, THRESHOLD)
    for claim in (
        decide.Claim(finding, None, None),
        decide.Claim(None, finding, case.sentences[0].candidates[0]),
        decide.Claim(finding, finding, case.sentences[0].candidates[0]),
    ):
        assert len(decide.features(claim)) == len(decide.FEATURES)
    assert set(decide.FEATURES) == set(decide.weights())


def test_reliability_counts_by_confidence():
    text = "Roe said it was so."
    gold = Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 18),), "indirect")
    wrong = gold._replace(cue=(Span(0, 3),))
    bins = reliability([(text, [gold], [gold, wrong])], [[0.9, 0.25]])
    assert (bins.number[9], bins.right[9]) == (1, 1)
    assert (bins.number[2], bins.right[2]) == (1, 0)
    assert bins.error == pytest.approx((0.1 + 0.25) / 2)


def test_a_pair_has_no_addressee_within_its_content():
    case = _with_candidate("told_addressee", None, "told", "reporters that the bridge would open")
    (row,) = find(case.text, case.sentences, THRESHOLD)
    assert row.rule == "clause+model"
    assert row.addressee is None
