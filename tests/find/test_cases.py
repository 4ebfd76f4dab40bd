"""Each case file's parse gives its rows; each pattern has the case that shows it."""

import difflib

import pytest
from case_files import FOLDER, load, rows, save
from conllu_files import read_conllu, write_conllu

from quotes.find import patterns

CASES = sorted(FOLDER.glob("*.conllu"))


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


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_offsets_are_those_of_the_text(path):
    case = load(path)
    for sentence in case.sentences:
        for word in sentence.words:
            assert case.text[word.start : word.end] == word.text


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_conllu_reads_back_equal(path):
    case = load(path)
    ((_, again),) = read_conllu(write_conllu({}, case.sentences))
    assert again == case.sentences
