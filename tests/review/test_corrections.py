"""The file of corrections, what is applied of it, and what it tells of precision and agreement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from quote_rows import HOSTILE, QUOTE

from quotes.errors import QuotesError
from quotes.review.applied import Corrector
from quotes.review.context import located
from quotes.review.corrections import (
    Correction,
    add_corrections,
    judged,
    lines_of,
    read_corrections,
    renames,
)
from quotes.review.estimates import agreement, precision
from quotes.review.filled import read_review
from quotes.review.sheet import write_review
from quotes.table.extraction import Extraction
from quotes.table.files import to_frame
from quotes.table.records import records
from quotes.text.article import Article
from quotes.text.kinds import Verdict
from quotes.views.desk import Desk

TEXT = "It “is so good” that “we” stay.\nThen Bo Ek said more.\n"
ARTICLE = Article("a", TEXT, "Daily")
ROW = {
    **records(to_frame([QUOTE]))[0], "content": "is so good", "content_spans": "4:14",
    "cue": "that", "cue_spans": "16:20", "mention": None, "mention_spans": None,
}  # fmt: skip
FRAME = to_frame([type(QUOTE)(**ROW)])
FOUND = Extraction(FRAME, (ARTICLE,), ())
SHA = FOUND.hashes["a"]


def _lines(verdict, who="Ann", when="2024-05-01", **changes):
    return lines_of(verdict, ROW, SHA, who, when, changes)


def _applied(*lines):
    corrector = Corrector(lines)
    return records(corrector.applied(FRAME, FOUND.hashes, [ARTICLE])), corrector


@pytest.mark.parametrize("words", HOSTILE)
def test_file_gives_back_what_was_added(tmp_path, words):
    path = tmp_path / "c.csv"
    lines = [*_lines(Verdict.FIX, speaker=words), *_lines(Verdict.REJECT, who=words)]
    for line in lines:
        add_corrections([line], path)
    assert read_corrections(path) == lines


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"verdict": "maybe"}, "verdict 'maybe' is none of accept, fix, reject, missed"),
        ({"field": "cues"}, "field 'cues' is none of content"),
        ({"field": "quote_type", "value": "loud"}, "quote_type: 'loud' is none of direct"),
        ({"field": "content", "value": None}, "content: no value, but one is needed"),
        ({"spans": "4-5"}, "is no list of spans"),
        ({"sha256": None, "was": None}, "without it a line renames a speaker"),
        ({"who": None}, "no who"),
    ],
)
def test_file_tells_which_line_is_wrong(tmp_path, change, problem):
    path = tmp_path / "c.csv"
    line = _lines(Verdict.FIX, speaker="Bo Ek")[-4]
    add_corrections([line, line._replace(**change)], path)
    with pytest.raises(QuotesError, match=problem) as told:
        read_corrections(path)
    assert "line 3" in str(told.value)


def test_file_of_something_else_is_refused(tmp_path):
    (tmp_path / "c.csv").write_text("a,b\n1,2\n")
    with pytest.raises(QuotesError, match="a file of corrections has the columns"):
        read_corrections(tmp_path / "c.csv")


def test_last_verdict_holds():
    early, late = _lines(Verdict.REJECT, "Ann", "1"), _lines(Verdict.ACCEPT, "Bo", "2")
    rows, corrector = _applied(*late, *early)
    assert [row["review"] for row in rows] == ["accept"]
    assert corrector.tally() == {"accept": 1, "fix": 0, "reject": 0, "missed": 0}
    rows, _ = _applied(*_lines(Verdict.REJECT, "Bo", "3"), *late)
    assert rows == []


def test_speaker_mended_and_renamed_is_one_everywhere():
    rename = Correction(
        None, None, None, None, Verdict.FIX, "speaker", "Bo Ek", "Bo Li Ek", "Ann", "2"
    )
    (row,), _ = _applied(*_lines(Verdict.FIX, speaker="Bo Ek", speaker_type="person"), rename)
    told = row["speaker"], row["speaker_id"], row["speaker_confidence"]
    assert told == ("Bo Li Ek", "person:bo-li-ek", 1.0)
    (row,), _ = _applied(*_lines(Verdict.FIX, speaker=None, speaker_type=None))
    assert (row["speaker"], row["speaker_id"], row["speaker_confidence"]) == (None, None, None)


def test_renames_lead_to_the_last_name():
    def line(was, new, when):
        return Correction(None, None, None, None, Verdict.FIX, "speaker", was, new, "Ann", when)

    assert renames([line("B", "C", "2"), line("A", "B", "1")]) == {"A": "C", "B": "C"}


@pytest.mark.parametrize(
    ("words", "near", "spans"),
    [
        ('"is  so good"', 0, "3:15"), ("so … stay", 0, "7:9 26:30"), ("stay … so", 0, None),
        ("o", 50, "49:50"), ("nothing", 0, None), (" … ", 0, None),
    ],
)  # fmt: skip
def test_words_are_found_in_the_text(words, near, spans):
    assert located(TEXT, words, near) == spans


def _filled(tmp_path, **cells):
    path = tmp_path / "r.xlsx"
    write_review(FOUND, path)
    book = load_workbook(path)
    sheet = book["quotes"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for name, value in cells.items():
        sheet.cell(2, columns[name]).value = value
    book.save(path)
    return read_review(path, [ARTICLE], who="Ann", when="1")


def test_sheet_gives_back_changed_words(tmp_path):
    lines, problems = _filled(tmp_path, content="so good")
    assert problems == []
    (row,), _ = _applied(*lines)
    told = row["content"], row["content_spans"], row["review"]
    assert told == ("so good", "7:14", "fix")


def test_verdict_may_be_typed_by_hand(tmp_path):
    lines, problems = _filled(tmp_path, verdict="Accept ")
    assert problems == []
    assert {line.verdict for line in lines} == {Verdict.ACCEPT}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"verdict": "perhaps"}, "verdict 'perhaps' is none of accept, fix, reject"),
        ({"verdict": "fix"}, "nothing is changed"),
        ({"content": "elsewhere"}, "these words do not stand in the article: 'elsewhere'"),
        ({"quote_type": "loud"}, "'loud' is none of direct"),
        ({"quote_id": "b-1"}, "no row 'b-1' was given out"),
    ],
)
def test_sheet_says_what_it_cannot_use(tmp_path, cells, problem):
    lines, (told,) = _filled(tmp_path, **cells)
    assert lines == []
    assert told.startswith("quotes, line 2: ")
    assert problem in told


def test_sheet_is_text_lists_and_locked_cells(tmp_path):
    frame = to_frame([type(QUOTE)(**{**ROW, "speaker": "=HYPERLINK(1)", "speaker_type": "person"})])
    write_review(Extraction(frame, (ARTICLE,), ()), tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    sheet = book["quotes"]
    cells = {head.value: sheet.cell(2, head.column) for head in sheet[1]}
    assert (cells["speaker"].value, cells["speaker"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.protection.sheet
    assert not cells["verdict"].protection.locked
    assert cells["source"].protection.locked
    assert cells["in its sentences"].value == TEXT.partition("\n")[0]
    lists = {
        str(v.sqref).partition(":")[0]: v.formula1 for v in sheet.data_validations.dataValidation
    }
    assert lists["A2"] == '"accept,fix,reject"'
    assert lists["B2"] == "speakers!$A$2:$A$2"
    assert book["found"].sheet_state == "hidden"


def test_another_workbook_is_refused(tmp_path):
    (tmp_path / "r.xlsx").write_text("no workbook")
    with pytest.raises(QuotesError, match="cannot read"):
        read_review(tmp_path / "r.xlsx", who="Ann")


def test_precision_has_an_interval():
    # Wilson's, as printed in Agresti and Coull (1998) for 0 of 20 and by hand for 8 of 10
    share = precision({"accept": 8, "fix": 1, "reject": 1}, Verdict.ACCEPT)
    assert [round(v, 3) for v in share] == [0.8, 0.49, 0.943, 10]
    assert precision({"missed": 3}, Verdict.ACCEPT) is None


def test_agreement_is_krippendorffs_alpha():
    def said(who, verdicts):
        for n, verdict in enumerate(verdicts):
            row = {**ROW, "content_spans": f"{n}:{n + 1}"}
            yield from lines_of(verdict, row, SHA, who, "1")

    accept, reject = Verdict.ACCEPT, Verdict.REJECT
    ann = said("Ann", [accept, accept, reject, reject])
    bo = said("Bo", [accept, accept, reject, accept])
    both = agreement(judged([*ann, *bo]))
    # alpha = 1 - (N - 1) * disagreements / pairs of unlike values = 1 - 7 * 2 / 30
    assert (both.quotations, both.alike, round(both.alpha, 3)) == (4, 3, 0.533)
    one = [*said("Ann", [accept]), *said("Bo", [accept])]
    assert agreement(judged(one)).alpha is None
    assert agreement(judged(said("Ann", [accept]))) is None


def test_desk_takes_verdicts_at_once(tmp_path):
    path = tmp_path / "c.csv"
    desk = Desk(FOUND, path, "Ann")
    desk.fields["content"].value = "Bo Ek said more"
    desk.buttons["missed"].click()
    desk.fields["speaker"].value = "Cy Orr"
    desk.buttons["fix"].click()
    rows, _ = _applied(*read_corrections(path))
    told = [(row["content"], row["speaker"], row["review"]) for row in rows]
    assert told == [("is so good", "Cy Orr", "fix"), ("Bo Ek said more", "Ann Lee", "missed")]
    desk.buttons["accept"].click()
    assert len(read_corrections(path)) == 23


@given(st.lists(st.sampled_from([*Verdict]), max_size=6))
def test_rows_stay_a_table_whatever_is_said(verdicts):
    lines = []
    for n, verdict in enumerate(verdicts):
        row = {**ROW, "content_spans": f"{n}:{n + 5}", "content": TEXT[n : n + 5]}
        lines += lines_of(verdict, row, SHA, "Ann", "1")
    rows, corrector = _applied(*lines)
    assert len({row["quote_id"] for row in rows}) == len(rows)
    assert len(corrector.left) <= len(verdicts)
