"""The manners of the commands: what they print, where, and how they end."""

import json
import os
import signal
import sys
from dataclasses import asdict
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

import quotes
from quotes.batch.work import Answer, Job
from quotes.cli import app, main
from quotes.errors import QuotesError
from quotes.review.corrections import add_corrections, lines_of
from quotes.table.files import read_table, to_frame, write_table
from quotes.table.records import records
from quotes.table.schema import Quote
from quotes.text.kinds import Verdict

NO_CELLS = {"quote_id", "doc_id", "source", "title", "published", "url", "speaker_id", "rule"}


def _quote(number, **changes):
    row = {
        "quote_id": str(number), "doc_id": "a", "source": "Daily", "section": "body",
        "paragraph": 1, "sentence": 1, "quote_type": "indirect", "polarity": "affirmed",
        "content": "it is … good", "content_spans": "0:5 9:13", "rule": "clause",
        "confidence": 0.5,
    }  # fmt: skip
    return Quote(**row | changes)


QUOTES = [
    _quote(1, speaker="Ann Lee", speaker_type="person"),
    _quote(2, speaker="Ann Lee", speaker_type="person", quote_type="direct", source="Post"),
    _quote(3, speaker="the\x1b[31m board\n", speaker_type="group"),
    _quote(4),
]


@pytest.fixture
def texts(monkeypatch, tmp_path_factory):
    """Stand in for the models: in each text the rows of the mapping; gives those that were asked.

    Of `a.txt` and `b.txt` the first has three of the quotations, the second one.
    """
    monkeypatch.chdir(tmp_path_factory.mktemp("articles"))
    Path("a.txt").write_text("It is, they said, all very good.")
    Path("b.txt").write_text("It is, she said.")
    told = [{k: v for k, v in asdict(q).items() if k not in NO_CELLS} for q in QUOTES]
    cells = [row | {"rules": ["clause"], "speaker_rule": ""} for row in told]
    rows = {"It is, she said.": [cells[1]], "": []}
    asked = []

    def analysed(engine, texts, count, ready):  # noqa: ARG001
        if engine.models == "none":
            raise QuotesError("no models\nin 'none'")
        ready({"run": {"models": "bundled"}, "warnings": []})
        for key, text in texts:
            asked.append(text)
            if "nothing" in text:
                yield Answer(Job(key, text), [])
            elif "breaks" in text:
                yield Answer(Job(key, text), None, "it breaks")
            else:
                yield Answer(Job(key, text), rows.get(text, [cells[0], *cells[2:]]))

    monkeypatch.setattr("quotes.batch.run.analysed", analysed)
    monkeypatch.setattr("quotes.batch.engine.ModelEngine.how", lambda engine: str(asdict(engine)))
    return asked


def _run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["quotes", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    printed = capsys.readouterr()
    return end.value.code or 0, printed.out, printed.err


def test_extract_counts_speakers_and_sources(texts, monkeypatch, capsys, tmp_path):
    table = tmp_path / "new" / "quotes.csv"
    code, out, err = _run(monkeypatch, capsys, "extract", "a.txt", "b.txt", "-o", table)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert [line.split() for line in out.splitlines()[2:6]] == [
        ["speaker", "type", "quotes", "direct", "indirect", "mixed", "words"],
        ["Ann", "Lee", "person", "2", "1", "1", "0", "6"],
        ["the", "[31m", "board", "group", "1", "0", "1", "0", "3"],
        ["(unknown)", "1", "0", "1", "0", "3"],
    ]
    assert [line.split()[:2] for line in out.splitlines()[8:10]] == [["a", "3"], ["b", "1"]]
    frame = read_table(table)
    assert list(frame["quote_id"]) == ["a-1", "a-2", "a-3", "b-1"]
    assert list(frame["speaker"].dropna()) == ["Ann Lee", "the\x1b[31m board\n", "Ann Lee"]
    assert len(texts) == 2


def test_extract_lists_the_most_quoted_first(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    arguments = ("extract", "a.txt", "b.txt", "--top", 1, "-o", tmp_path / "q.csv")
    _, out, _ = _run(monkeypatch, capsys, *arguments)
    assert out.splitlines()[4].split() == ["(1", "more)", "1", "0", "1", "0", "3"]


@pytest.mark.parametrize(("strict", "ends"), [((), 0), (("--strict",), 3)])
def test_extract_goes_on_when_some_fail(texts, monkeypatch, capsys, tmp_path, strict, ends):  # noqa: ARG001
    Path("c.txt").write_text("It breaks.")
    Path("d.txt").write_text("")
    arguments = ("extract", ".", *strict, "--log", tmp_path / "log", "-o", tmp_path / "q.csv")
    code, out, err = _run(monkeypatch, capsys, *arguments)
    assert (code, [line.partition(" (")[0] for line in err.splitlines()]) == (
        ends, ["Not read: 2", "  c: it breaks", "  d.txt: no text in it"],
    )  # fmt: skip
    assert "Articles read: 2." in out
    logged = (tmp_path / "log").read_text()
    assert "INFO a: rows: 3" in logged
    assert "WARNING c: it breaks" in logged


def test_extract_fails_when_all_fail(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    Path("c.txt").write_text("It breaks.")
    code, out, err = _run(monkeypatch, capsys, "extract", "c.txt", "-o", tmp_path / "q.csv")
    assert (code, out) == (1, "")
    assert err.splitlines()[1:] == ["  c: it breaks", "quotes: no article could be read"]
    assert not (tmp_path / "q.csv").exists()


def test_extract_says_when_nothing_is_quoted(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    Path("c.txt").write_text("Here is nothing.")
    arguments = ("extract", "c.txt", "--no-keep-parts", "-o", tmp_path / "q.csv")
    code, out, _ = _run(monkeypatch, capsys, *arguments)
    assert code == 0
    assert out.startswith("No quotations found.")
    assert {path.name for path in tmp_path.iterdir()} == {
        "q.csv",
        "q.csv.datapackage.json",
        "q.speakers.csv",
    }


def test_extract_applies_corrections_and_lists_what_matches_nothing(
    texts,
    monkeypatch,
    capsys,
    tmp_path,
):
    table, file = tmp_path / "q.csv", tmp_path / "c.csv"
    _run(monkeypatch, capsys, "extract", "a.txt", "b.txt", "-o", table)
    row = records(read_table(table))[0]
    told = json.loads((tmp_path / "q.csv.datapackage.json").read_text())["articles"]
    hashes = {article["id"]: article["sha256"] for article in told}
    changes = {"speaker": "Bo Ek", "speaker_type": "person"}
    add_corrections(lines_of(Verdict.FIX, row, hashes["a"], "Ann", "1", changes), file)
    add_corrections(lines_of(Verdict.ACCEPT, row | {"doc_id": "x"}, "0" * 64, "Ann", "1"), file)
    arguments = ("extract", "a.txt", "b.txt", "--corrections", file, "-o", table)
    code, _, err = _run(monkeypatch, capsys, *arguments)
    assert code == 0
    assert [line[:40] for line in err.splitlines()] == [
        "Corrections without a row: 1; they stay ", "  x, accept 'it is … good': its text is ",
    ]  # fmt: skip
    assert len(texts) == 2  # nothing is analysed anew
    marked = read_table(table).dropna(subset="review")
    assert set(marked["speaker"]) == {"Bo Ek"}
    assert set(marked["review"]) == {"fix"}
    run = json.loads((tmp_path / "q.csv.datapackage.json").read_text())["run"]
    assert run["review"] == {"accept": 0, "fix": 1, "reject": 0, "missed": 0}


def test_extract_asks_for_new_texts_only(texts, monkeypatch, capsys, tmp_path):
    for options in ((), (), ("--threshold", "0.9"), ("--metadata", "m.csv")):
        Path("m.csv").write_text("file,title\na.txt,A\n")
        _run(monkeypatch, capsys, "extract", "a.txt", *options, "-o", tmp_path / "q.csv")
    assert len(texts) == 2
    assert set(read_table(tmp_path / "q.csv")["title"]) == {"A"}


def test_extract_says_that_ray_is_missing(texts, monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    arguments = ("extract", "a.txt", "--engine", "ray", "-o", tmp_path / "q.csv")
    code, out, err = _run(monkeypatch, capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith("quotes: --engine ray needs Ray, which does not load (")
    assert err.endswith('): pip install "news-quotes[ray]"\n')
    assert not texts


def test_extract_stopped_says_how_to_go_on(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("quotes.batch.run.table_parts", stopped)
    code, out, err = _run(monkeypatch, capsys, "extract", "a.txt", "-o", tmp_path / "q.csv")
    assert (code, out) == (130, "")
    assert err == "quotes: stopped; the same command goes on from here\n"


def test_extract_that_is_ended_leaves_what_it_found(texts, monkeypatch, capsys, tmp_path):
    def ended(*_, **__):
        os.kill(os.getpid(), signal.SIGTERM)

    with monkeypatch.context() as patch:
        patch.setattr("quotes.batch.run.Speakers", ended)
        code, _, _ = _run(patch, capsys, "extract", "a.txt", "-o", tmp_path / "q.csv")
    assert code == 143
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"found", "lock"}
    assert _run(monkeypatch, capsys, "extract", "a.txt", "-o", tmp_path / "q.csv")[0] == 0
    assert len(texts) == 1


@pytest.mark.parametrize("output", ["q.docx", "file/q.csv", "n" * 236 + ".csv"])
def test_extract_fails_when_the_table_cannot_be_written(
    texts,  # noqa: ARG001
    monkeypatch,
    capsys,
    tmp_path,
    output,
):
    (tmp_path / "file").write_text("")
    code, _, err = _run(monkeypatch, capsys, "extract", "a.txt", "-o", tmp_path / output)
    assert code == 1
    assert err.startswith("quotes: ")
    assert err.count("\n") == 1


def test_report_of_a_table_needs_no_models(monkeypatch, capsys, tmp_path):
    table, output = tmp_path / "quotes.csv", tmp_path / "report.html"
    write_table(to_frame(QUOTES), table)
    given = {}
    module = ModuleType("quotes.report.page")
    module.write_report = lambda found, paths, _output, **options: given.update(
        rows=len(found.frame), paths=paths, method=options["method"]
    )
    monkeypatch.setitem(sys.modules, "quotes.report.page", module)
    code, printed, _ = _run(monkeypatch, capsys, "report", "--from", table, "-o", output)
    assert code == 0
    assert given == {"rows": 4, "paths": (), "method": "from quotes.csv"}
    assert f"Report: {output}" in printed


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [((), "name articles, or a table with --from"), (("--from", "no.csv"), "no.csv is no file")],
)
def test_report_of_nothing_says_what_to_give(monkeypatch, capsys, tmp_path, arguments, problem):
    code, _, told = _run(monkeypatch, capsys, "report", *arguments, "-o", tmp_path / "r.html")
    assert code == 1
    assert problem in told


def test_error_is_one_line(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    arguments = ("extract", "a.txt", "--models", "none", "-o", tmp_path / "q.csv")
    code, _, err = _run(monkeypatch, capsys, *arguments)
    assert (code, err) == (1, "quotes: no models in 'none'\n")


def test_version_is_printed():
    assert CliRunner().invoke(app, ["--version"]).output == f"quotes {quotes.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["c.txt", "-o", "q.csv"], "c.txt: No such file or directory: check the path"),
        (["t.csv", "-o", "q.csv"], "no column of the name text, body, content among 'a', 'b'"),
        (["t.csv", "-o", "q.csv", "--text-column", "c"], "no column 'c' among 'a', 'b'"),
        (["a.txt", "-o", "a.txt"], "a table's file name ends in .csv"),
        (["t.csv", "-o", "t.csv"], "t.csv is read here and would be written over"),
        (["t.csv", "-o", "link.csv"], "link.csv is read here and would be written over"),
        (["a.txt", "-o", "m.csv", "--metadata", "m.csv"], "m.csv is read here"),
        (["a.txt", "-o", "q.csv", "--encoding", "utf\0 8"], "encoding='utf\\x00 8'"),
        (["a.txt", "-o", "q.csv", "--date-format", "%d/%m"], "tells no day, month and year"),
        (["a.txt", "-o", "q.csv", "--keep-parses", "a.txt"], "a.txt cannot be used"),
    ],
)
def test_all_is_checked_before_the_models_load(texts, monkeypatch, capsys, arguments, said):  # noqa: ARG001
    Path("t.csv").write_text("a;b\n1;2\n")
    Path("link.csv").symlink_to("t.csv")
    Path("m.csv").write_text("file,title\na.txt,A\n")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    code, _, err = _run(monkeypatch, capsys, "extract", *arguments, "--models", "none")
    assert code == 1
    assert said in err
    assert err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_warnings_are_a_line(texts, monkeypatch, capsys, tmp_path):  # noqa: ARG001
    Path("a.txt").write_bytes("It’s \x1b[31m bad.".encode("cp1252"))
    arguments = ("extract", "a.txt", "--rules-only", "-o", tmp_path / "q.csv")
    code, _, err = _run(monkeypatch, capsys, *arguments)
    assert code == 0
    assert err.startswith("quotes: warning: a.txt: not UTF-8, read as cp1252")
    assert (err.count("\n"), "\x1b" in err) == (1, False)


def test_standard_input_is_an_article(texts, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("“It is,” they said.".encode())))
    code, _, _ = _run(monkeypatch, capsys, "extract", "-", "-o", tmp_path / "q.csv")
    assert (code, texts) == (0, ["“It is,” they said."])
