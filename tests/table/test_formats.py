"""The formats for other programs: read back by those programs' own means."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quote_rows import HOSTILE, QUOTE

from quotes.errors import QuotesError
from quotes.table.cells import JOIN, format_spans
from quotes.table.files import read_table, to_frame, write_table
from quotes.table.formats.annotations import annotations
from quotes.table.formats.workbook import CELL
from quotes.table.schema import NAMES
from quotes.text.article import Article
from quotes.text.span import Span

ROWS = [
    replace(QUOTE, quote_id=f"q{n}", content=text, speaker=text) for n, text in enumerate(HOSTILE)
]


def _escaped(match):
    return chr(int(match[1], 16))


def test_workbook_holds_each_text_as_text(tmp_path):
    path = tmp_path / "quotes.xlsx"
    write_table(to_frame(ROWS), path)
    sheet = openpyxl.load_workbook(path)["quotes"]
    names, *rows = sheet.iter_rows()
    assert tuple(cell.value for cell in names) == NAMES
    for row, quote in zip(rows, ROWS, strict=True):
        for name, cell in zip(NAMES, row, strict=True):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            read = cell.value
            if isinstance(read, str):
                read = re.sub("_x([0-9A-F]{4})_", _escaped, read)
            assert read == getattr(quote, name)


def test_workbook_has_names_without_a_row_and_cuts_what_no_cell_takes(tmp_path):
    path = tmp_path / "quotes.xlsx"
    write_table(to_frame([]), path)
    assert openpyxl.load_workbook(path)["quotes"].max_row == 1
    with pytest.warns(UserWarning, match="a-1: a cell takes 32767"):
        write_table(to_frame([replace(QUOTE, content="a" + "😀" * CELL)]), path)
    cell = openpyxl.load_workbook(path)["quotes"].cell(2, NAMES.index("content") + 1).value
    assert cell == "a" + "😀" * (CELL // 2)


def test_database_ties_quotations_to_speakers_and_articles(tmp_path):
    path = tmp_path / "quotes.sqlite"
    articles = [Article("a", "The text.", "Daily"), Article("b", "Nothing said.", "Post")]
    write_table(to_frame(ROWS), path, articles=articles)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT id, text FROM articles").fetchall() == [
            (article.id, article.text) for article in articles
        ]
        heard = database.execute(
            "SELECT name, count(*) FROM quotes JOIN speakers ON speaker = name GROUP BY name"
        ).fetchall()
        assert sorted(heard) == sorted((text, 1) for text in HOSTILE)
    write_table(to_frame(ROWS), path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT id, text FROM articles").fetchall() == [("a", None)]


@pytest.mark.parametrize("suffix", [".sqlite", ".xlsx", ".jsonld", ".parquet"])
def test_same_rows_give_the_same_bytes(tmp_path, suffix):
    for name in ("one", "two"):
        write_table(to_frame(ROWS), tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@settings(suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=4), st.data())
def test_annotations_find_the_text_by_their_selectors(text, data):
    cut = st.integers(0, len(text))
    bounds = data.draw(st.lists(cut, min_size=2, max_size=6, unique=True).map(sorted))
    spans = [Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=False)]
    content = JOIN.join(text[start:end] for start, end in spans)
    row = {name: getattr(QUOTE, name) for name in NAMES}
    row |= {"content": content, "content_spans": format_spans(spans), "cue": None, "mention": None}
    (annotation,) = annotations(row, text)
    assert annotation["quote"] == row
    found = []
    for target in annotation["target"]:
        words, place = target["selector"]
        start, end = place["start"], place["end"]
        assert text[start:end] == words["exact"]
        assert text[:start].endswith(words["prefix"])
        assert text[end:].startswith(words["suffix"])
        found.append(words["exact"])
    assert JOIN.join(found) == content


def test_annotations_are_one_document(tmp_path):
    path = tmp_path / "quotes.jsonld"
    text = "She said it “is” all good."
    where = {"content": "it … good", "content_spans": "9:11 21:25", "cue_spans": "4:8"}
    rows = [
        replace(QUOTE, mention_spans="0:3", url=url, **where) for url in (None, "http://ex.org/a")
    ]
    rows[1] = replace(rows[1], quote_id="a-2")
    write_table(to_frame(rows), path, articles=[Article("a", text, "Daily")])
    page = json.loads(path.read_text("utf-8"))
    assert (page["type"], len(page["items"])) == ("AnnotationPage", 6)
    assert len({item["id"] for item in page["items"]}) == 6
    assert {item["target"][0]["source"] for item in page["items"]} == {
        "urn:quotes:article:a",
        "http://ex.org/a",
    }
    for item in page["items"]:
        for target in item["target"]:
            words, place = target["selector"]
            assert text[place["start"] : place["end"]] == words["exact"]
    assert page["items"][0]["quote"]["content_spans"] == "9:11 21:25"
    write_table(to_frame([]), path)
    assert json.loads(path.read_text("utf-8"))["items"] == []


def test_table_of_others_is_no_database(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE t (a)")
    with pytest.raises(QuotesError, match=r"cannot read .*no such table: quotes"):
        read_table(tmp_path / "other.db")
