"""Each case file's parse gives its rows; each rule of the tables has the case that shows it."""

import difflib
from dataclasses import replace

import pytest
from case_files import FOLDER, load, rows, save
from corpora import document
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extractor import attribute
from quotes.find import patterns
from quotes.find.mend import sentence as mend
from quotes.parse.conllu import from_conllu, to_conllu

CASES = sorted(FOLDER.glob("*.conllu"))
REFUSALS = {r for p in patterns.PATTERNS for r in p.refuses} | set(patterns.REFUSALS)
REPAIRS = [  # their docstrings begin with the words they are about
    name for name, value in vars(mend).items() if (value.__doc__ or "").startswith("`")
]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case_gives_its_rows(path, request):
    case = load(path)
    found = rows(case.text, case.sentences)
    if request.config.getoption("--update"):
        save(path, case.text, load(path).sentences, found)
        return
    difference = "\n".join(difflib.unified_diff(case.rows, found, "expected", "found", lineterm=""))
    assert not difference, difference


@pytest.mark.parametrize("pattern", patterns.PATTERNS, ids=lambda p: p.name)
def test_pattern_is_what_its_case_needs(pattern, monkeypatch):
    """Without its row of the table, the case that bears the pattern's name fails."""
    case = load(FOLDER / f"{pattern.name.replace(' ', '_')}.conllu")
    assert any(row.split(" | ")[-1].startswith(pattern.name) for row in case.rows)
    rest = tuple(p for p in patterns.PATTERNS if p is not pattern)
    monkeypatch.setattr(patterns, "PATTERNS", rest)
    assert rows(case.text, case.sentences) != case.rows


@pytest.mark.parametrize("refusal", sorted(REFUSALS, key=lambda r: r.__name__))
def test_refusal_is_what_its_case_needs(refusal, monkeypatch):
    """Without it, the case that bears its name has other rows."""
    case = load(FOLDER / f"refused_{refusal.__name__}.conllu")

    def without(refusals):
        return tuple(r for r in refusals if r is not refusal)

    rest = tuple(p._replace(refuses=without(p.refuses)) for p in patterns.PATTERNS)
    monkeypatch.setattr(patterns, "PATTERNS", rest)
    monkeypatch.setattr(patterns, "REFUSALS", without(patterns.REFUSALS))
    assert rows(case.text, case.sentences) != case.rows


@pytest.mark.parametrize("repair", REPAIRS)
def test_repair_is_what_its_case_needs(repair, monkeypatch):
    """Without it, the case that bears its name has other rows."""
    case = load(FOLDER / f"mended_{repair.strip('_')}.conllu")
    monkeypatch.setattr(mend, repair, lambda *_: False)

    def without(repairs):
        return tuple(r for r in repairs if r.__name__ != repair)

    rest = tuple((of_word, tuple(map(without, groups))) for of_word, groups in mend.REPAIRS)
    monkeypatch.setattr(mend, "REPAIRS", rest)
    assert rows(case.text, case.sentences) != case.rows


def test_each_refusal_and_repair_is_known():
    named = {p.stem for p in CASES if p.stem.startswith(("refused_", "mended_"))}
    wanted = {f"refused_{r.__name__}" for r in REFUSALS} | {
        f"mended_{r.strip('_')}" for r in REPAIRS
    }
    assert named == wanted
    assert REPAIRS


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_offsets_are_those_of_the_text(path):
    case = load(path)
    for sentence in case.sentences:
        for word in sentence.words:
            assert case.text[word.start : word.end] == word.text


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_conllu_reads_back_equal(path):
    case = load(path)
    assert from_conllu(to_conllu(case.sentences), case.text) == case.sentences


@given(st.sampled_from(CASES), st.integers(0, 30), st.integers(1, 40))
@settings(max_examples=400, deadline=None)
def test_sentences_cut_anywhere_are_read(path, start, length):
    """No repair or rule asks for a word before the first or after the last of a sentence."""
    case = load(path)
    cut = [_cut(sentence, start, start + length) for sentence in case.sentences]
    for row in attribute(document(case.text, [s for s in cut if s.words]), None):
        spans = [*row.finding.spans, *row.finding.cue_spans]
        assert all(0 <= s.start < s.end <= len(case.text) for s in spans)


def _cut(sentence, start, end):
    words = [replace(word, index=i) for i, word in enumerate(sentence.words[start:end])]
    for word in words:
        inside = word.head >= 0 and 0 <= word.head - start < len(words)
        word.head = word.head - start if inside else -1
    roots = [word for word in words if word.head < 0]
    for word in roots[1:]:
        word.head = roots[0].index
    last = words[-1].end if words else 0
    entities = [e for e in sentence.entities if words and words[0].start <= e.span.start]
    return replace(sentence, words=words, entities=[e for e in entities if e.span.end <= last])
