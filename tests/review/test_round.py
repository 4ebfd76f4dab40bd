"""A whole round on the seeds: rows out, verdicts in, applied, found anew, scored."""

import sys
from dataclasses import replace

import pytest
from conftest import SEEDS
from openpyxl import load_workbook

from quotes.cli import main
from quotes.review.applied import corrected
from quotes.review.corrections import read_corrections
from quotes.table.extraction import save
from quotes.table.files import read_table


@pytest.fixture
def run(monkeypatch, capsys, extractor):
    monkeypatch.setattr("quotes.cli.commands.extractor_of", lambda *_: extractor)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["quotes", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code or 0, capsys.readouterr()

    return run


def _fill(path, doubts):
    """Accept all but the first three rows: one rejected, one given a speaker, one left open."""
    book = load_workbook(path)
    sheet = book["quotes"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, columns["verdict"]).value = "accept"
    sheet.cell(2, columns["verdict"]).value = "reject"
    sheet.cell(3, columns["verdict"]).value = None
    sheet.cell(3, columns["speaker"]).value = "=Ann Lee"
    sheet.cell(3, columns["speaker"]).data_type = "s"
    sheet.cell(3, columns["speaker_type"]).value = "person"
    sheet.cell(4, columns["verdict"]).value = None
    missed, speakers = book["missed"], book["speakers"]
    missed["A2"], missed["B2"] = doubts
    missed["C2"], missed["D2"] = "Bo Ek", "person"
    missed["A3"], missed["B3"] = doubts[0], "words that stand nowhere"
    renamed = speakers["A2"].value
    speakers["C2"] = "The Most Quoted"
    book.save(path)
    return renamed


def test_corrections_are_made_applied_kept_and_scored(found, run, tmp_path):
    table, sheet, file = (tmp_path / n for n in ("q.parquet", "r.xlsx", "corrections.csv"))
    save(found, table)
    assert run("review", table, SEEDS, "-o", sheet)[0] == 0
    article = found.articles[0]
    words = article.text.split("\n")[0][:30].rsplit(" ", 1)[0]
    renamed = _fill(sheet, (article.id, words))
    code, told = run("review", table, SEEDS, "--read", sheet, "--who", "Ann")
    assert code == 1
    assert "missed, line 3: these words do not stand in the article" in told.err
    rows = len(found.frame.drop_duplicates(["doc_id", "content_spans", "cue_spans"]))
    twice = len(found.frame) - rows
    counted = f"Reviewed: accept {rows - 3}, fix 1, reject 1, missed 1."
    assert counted in told.out
    assert f"{rows - 1} rows reviewed" in told.out

    code, told = run("report", "--from", table, "--corrections", file, "-o", tmp_path / "r.html",
                     "--table", tmp_path / "new.csv")  # fmt: skip
    assert (code, told.err.count("without a row")) == (0, 0)
    new = read_table(tmp_path / "new.csv")
    assert len(new) == len(found.frame)  # one less, one more
    verdicts = new["review"].value_counts()
    assert verdicts.to_dict() == {"accept": rows - 3 + twice, "fix": 1, "missed": 1}
    (mended,) = new[new["review"] == "fix"].to_dict("records")
    assert (mended["speaker"], mended["speaker_confidence"]) == ("=Ann Lee", 1.0)
    assert renamed not in set(new["speaker"])
    assert "The Most Quoted" in set(new["speaker"])
    (added,) = new[new["review"] == "missed"].to_dict("records")
    assert article.text.startswith(added["content"])
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "mended by a reader" in page
    assert "95% interval" in page

    code, told = run("score", file, SEEDS)
    assert code == 0
    lines = {line[:22].strip(): line.split() for line in told.out.splitlines()}
    assert lines["found"][-1] == str(rows - 1)  # accepted, fixed, missed
    assert lines["speaker wrong"][2] == f"{100 / int(lines['speaker right'][-1]):.1f}"


def test_corrections_survive_other_texts_and_a_new_version(found, run, tmp_path):
    table, sheet = tmp_path / "q.parquet", tmp_path / "r.xlsx"
    save(found, table)
    run("review", table, SEEDS, "-o", sheet)
    _fill(sheet, (found.articles[0].id, found.articles[0].text.split()[0]))
    run("review", table, SEEDS, "--read", sheet, "--who", "Ann")
    lines = read_corrections(tmp_path / "corrections.csv")
    done, left = corrected(found, lines)
    assert left == []
    again, left = corrected(done, lines)
    assert left == []
    assert again.frame.equals(done.frame)

    # a version that cuts one content otherwise, and no longer finds another row
    row = done.frame[done.frame["review"] == "accept"].iloc[0]
    spans = row["content_spans"].split(" ")
    start, end = map(int, spans[-1].split(":"))
    text = next(a.text for a in found.articles if a.id == row["doc_id"])
    shorter = [*spans[:-1], f"{start}:{end - 1}"]
    content = " … ".join(text[slice(*map(int, s.split(":")))] for s in shorter)
    other = found.frame.copy()
    other.loc[other["quote_id"] == row["quote_id"], ["content", "content_spans"]] = [
        content, " ".join(shorter),
    ]  # fmt: skip
    gone = done.frame[done.frame["review"] == "accept"].iloc[-1]
    other = other[other["quote_id"] != gone["quote_id"]]
    new, left = corrected(replace(found, frame=other), lines)
    mended = new.frame[new.frame["quote_id"] == row["quote_id"]].iloc[0]
    assert mended["content_spans"] == row["content_spans"]
    assert [(one.doc_id, one.spans) for one, _ in left] == [(gone["doc_id"], gone["content_spans"])]

    fewer = replace(found, articles=(), frame=found.frame.iloc[:0], texts={"x": "0"})
    _, left = corrected(fewer, lines)
    assert len(left) == len({line[:4] for line in lines if line.sha256})
