"""The scorer's weights, fitted on gold made of the case files."""

import json
import sys
from dataclasses import replace
from types import SimpleNamespace

import fit_scorer
import pytest
from case_files import FOLDER, load
from corpora import document
from truth import attribution, truth

from quotes.decide.scorer import FEATURES, probability, read_weights
from quotes.decide.wording import Claim
from quotes.extractor import find
from quotes.find.statements import prepare
from quotes.text.document import Candidate

CASES = (
    "clause",
    "colon",
    "dash",
    "mixed",
    "parenthetical",
    "told_by",
    "relative",
    "passive_agent",
)
SURE = {"seen": 0.99, "valid": 0.9, "path": 0.8}
UNSURE = {"seen": 0.1, "valid": 0.1, "path": 0.01}


def _parsed(name):
    """A case with a candidate at each finding, and one that has the content's words as its cue."""
    case = load(FOLDER / f"{name}.conllu")
    found = find(prepare(document(case.text, case.sentences)))
    candidates = []
    for finding in found:
        where = finding.mention.span if finding.mention else None
        if finding.cue_spans:
            candidates.append(Candidate(finding.cue_spans[0], where, finding.spans, **SURE))
            candidates.append(Candidate(finding.spans[0], where, finding.cue_spans, **UNSURE))
    parsed = document(case.text, case.sentences, candidates)
    gold = [attribution(finding) for finding in found]
    return replace(parsed, article=replace(parsed.article, id=name)), gold


def _line(name, text, gold, level):
    attributions = [
        {"source": a.source, "cue": a.cue, "content": a.content, "type": a.type, "level": level}
        for a in gold
    ]
    return json.dumps({"doc_id": name, "text": text, "attributions": attributions})


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Fit on the cases, with these levels of gold; give the bundle's folder."""

    def fit(*levels):
        parsed = {name: _parsed(name) for name in CASES}
        arguments = ["fit_scorer.py", str(tmp_path)]
        for level in levels:
            lines = [_line(n, d.text, gold, level) for n, (d, gold) in parsed.items()]
            path = tmp_path / f"{level}.jsonl"
            path.write_text("\n".join(lines), encoding="utf-8")
            arguments += ["--unseen", str(path)]
        engine = SimpleNamespace(document=lambda article: parsed[article.id][0])
        monkeypatch.setattr(fit_scorer, "load", lambda _: engine)
        monkeypatch.setattr(sys, "argv", arguments)
        fit_scorer.main()
        return tmp_path

    return fit


def test_weights_read_back_and_tell_right_from_wrong(run, capsys):
    weights = read_weights(run("core"))
    assert tuple(weights) == FEATURES
    parsed, gold = _parsed("clause")
    found = list(fit_scorer.examples(parsed, gold))
    assert {example.right for example in found} == {True, False}
    for example in found:
        sure = sum(weights[name] * value for name, value in example.features.items())
        assert (sure > 0) == example.right
    printed = capsys.readouterr().out
    assert "F1 100.0" in printed


def test_borderline_statements_are_neither_right_nor_wrong():
    parsed, gold = _parsed("clause")
    extra = [a._replace(level="extra") for a in gold]
    found = find(prepare(parsed))
    assert truth(parsed.text, extra, found) == [None] * len(found)
    assert truth(parsed.text, gold, found) == [True] * len(found)


def test_gold_without_wrong_claims_is_refused(run, monkeypatch):
    monkeypatch.setattr(fit_scorer, "examples", lambda *_: [])
    with pytest.raises(SystemExit, match="right and wrong ones"):
        run("core")


def test_weights_weigh_claims(run):
    weights = read_weights(run("core"))
    parsed, _ = _parsed("clause")
    (finding,) = find(prepare(parsed))
    sure, unsure = parsed.candidates
    pairs = [Claim(None, finding, candidate) for candidate in (sure, unsure)]
    assert probability(pairs[0], weights) > probability(pairs[1], weights)
