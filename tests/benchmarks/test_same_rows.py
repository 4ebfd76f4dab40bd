"""Kept documents give their table again, and what differs is told."""

import json
import sys

import pytest
import same_rows
from case_files import FOLDER, load
from corpora import document

from quotes.extractor import Extractor
from quotes.text.document import Candidate
from quotes.text.span import Span

CASES = ("clause", "multi_paragraph", "headline")


@pytest.fixture
def kept(monkeypatch, tmp_path, capsys):
    """A folder that `keep` wrote, with the case files' parses instead of the models'."""
    cases = {case.text: case for case in (load(FOLDER / f"{n}.conllu") for n in CASES)}
    for number, text in enumerate(cases):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8", newline="")

    def parsed(_, article):
        return same_rows.replace(
            document(article.text, cases[article.text].sentences), article=article
        )

    monkeypatch.setattr("quotes.extractor.Parser", lambda _: None)
    monkeypatch.setattr(Extractor, "document", parsed)
    paths = sorted(map(str, tmp_path.glob("*.txt")))
    _run(monkeypatch, "keep", tmp_path / "kept", *paths, "--rules-only")
    assert capsys.readouterr().out.endswith(f"rows of {len(CASES)} articles\n")
    return tmp_path / "kept"


def _run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["same_rows.py", *map(str, arguments)])
    same_rows.main()


@pytest.mark.parametrize("whole", [(), ("--whole",)], ids=["kept", "whole"])
def test_unchanged_code_gives_the_same_table(kept, whole, monkeypatch, capsys):
    _run(monkeypatch, "check", kept, *whole)
    assert capsys.readouterr().out.startswith("the same, byte for byte: ")


def test_each_row_that_differs_is_told(kept, monkeypatch, capsys):
    monkeypatch.setattr("quotes.extractor.find_reported", lambda _: [])
    with pytest.raises(SystemExit) as end:
        _run(monkeypatch, "check", kept)
    assert end.value.code == 1
    *rows, count = capsys.readouterr().out.splitlines()
    gone = [row for row in rows if row.startswith("- ")]
    assert any("clause" in row for row in gone)
    assert f"{len(gone)} gone" in count


def test_changed_cells_are_told_whatever_their_row_number():
    row = {"quote_id": "a-1", "doc_id": "a", "content_spans": "0:5", "cue_spans": "6:9", "cue": "x"}
    other = {**row, "cue": "y", "quote_id": "a-2", "new": "z"}
    assert list(same_rows.difference([row], [{**row, "quote_id": "a-9"}])) == []
    assert list(same_rows.difference([row], [other])) == [
        "~ a 0:5 cue: 'x' → 'y'",
        "~ a 0:5 new: None → 'z'",
    ]
    assert [line[0] for line in same_rows.difference([row, row], [row])] == ["-"]


@pytest.mark.parametrize("mention", [None, Span(0, 3)])
def test_documents_survive_being_kept(mention):
    case = load(FOLDER / "dash.conllu")
    candidate = Candidate(Span(4, 8), mention, (Span(9, 18), Span(20, 22)), 0.1, 1 / 3, 1e-9)
    made = document(case.text, case.sentences, [candidate])
    again = same_rows.unpacked(json.loads(json.dumps(same_rows.packed(made))))
    assert again == made
    assert any(sentence.entities for sentence in again.sentences)
