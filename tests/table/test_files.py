"""The quote table: its checks, and the files that it is kept in."""

import csv
import gzip
import json
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from quote_rows import HOSTILE, QUOTE

from quotes.errors import QuotesError
from quotes.table.arrow import SCHEMA
from quotes.table.cells import format_spans, read_spans
from quotes.table.files import READERS, WRITERS, read_table, table_parts, to_frame, write_table
from quotes.table.schema import COLUMNS, Quote
from quotes.table.suffixes import READABLE, SUFFIXES, TABULAR, descriptor_path
from quotes.text.article import Article, Failure
from quotes.text.kinds import QuoteType
from quotes.text.span import Span

TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text("'\"=+-@,;\t\r\n ab", min_size=1),
)
FLOATS = st.floats(0, 1)


def _cells(column):
    limits = column.constraints
    if "enum" in limits:
        cells = st.sampled_from(limits["enum"])
    elif "pattern" in limits:
        cells = st.lists(st.tuples(st.integers(0, 99), st.integers(100)), min_size=1).map(
            lambda parts: " ".join(f"{start}:{end}" for start, end in parts)
        )
    else:
        cells = {str: TEXT, int: st.integers(0, 2**63 - 1), float: FLOATS}[column.base]
    return st.none() | cells if column.nullable else cells


def _whole(row):
    for name in ("cue", "mention"):
        if row[name] is None or row[f"{name}_spans"] is None:
            row[name] = row[f"{name}_spans"] = None
    return Quote(**row)


QUOTES = st.lists(
    st.fixed_dictionaries({column.name: _cells(column) for column in COLUMNS}).map(_whole),
    max_size=4,
    unique_by=lambda quote: quote.quote_id,
)


@pytest.mark.parametrize("suffix", READABLE)
@pytest.mark.parametrize("guard", [True, False])
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(quotes=QUOTES)
def test_table_reads_back_equal(tmp_path, suffix, guard, quotes):
    frame = to_frame(quotes)
    path = tmp_path / f"quotes{suffix}"
    write_table(frame, path, guard=guard)
    assert_frame_equal(read_table(path, guard=guard), frame)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_packed_table_reads_back_equal(tmp_path, suffix):
    path, packed = tmp_path / f"quotes{suffix}", tmp_path / f"quotes{suffix}.gz"
    frame = to_frame([QUOTE])
    write_table(frame, path)
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert_frame_equal(read_table(packed), frame)
    assert descriptor_path(packed) == descriptor_path(path)
    for broken in (packed.read_bytes()[:-20], b"\x1f\x8b" + bytes(20), b"no gzip"):
        packed.write_bytes(broken)
        with pytest.raises(QuotesError, match="cannot read"):
            read_table(packed)
    with pytest.raises(QuotesError, match="ends in"):
        read_table(tmp_path / "quotes.parquet.gz")


def test_table_of_an_earlier_version_has_no_reviews(tmp_path):
    path = tmp_path / "quotes.jsonl"
    frame = to_frame([QUOTE])
    write_table(frame, path)
    path.write_text(path.read_text().replace(', "review": null', ""))
    assert_frame_equal(read_table(path), frame)


@pytest.mark.parametrize("suffix", READABLE)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_back_equal(tmp_path, suffix, text):
    path = tmp_path / f"quotes{suffix}"
    frame = to_frame([replace(QUOTE, quote_id=text, title=text, content=text, mention=text)])
    write_table(frame, path)
    assert_frame_equal(read_table(path), frame)


@pytest.mark.parametrize("count", [0, 2])
def test_dtypes_do_not_depend_on_rows(count):
    frame = to_frame([replace(QUOTE, quote_id=str(n)) for n in range(count)])
    assert list(frame.columns) == [column.name for column in fields(Quote)] == SCHEMA.names
    kinds = {name: str(kind) for name, kind in frame.dtypes.items() if kind != "str"}
    assert kinds == {
        "paragraph": "int64",
        "sentence": "int64",
        "confidence": "float64",
        "speaker_confidence": "float64",
    }


@pytest.mark.parametrize("text", HOSTILE[:9])
def test_csv_cell_is_no_formula(tmp_path, text):
    path = tmp_path / "quotes.csv"
    write_table(to_frame([replace(QUOTE, content=text)]), path)
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["content"] == f"'{text}"
    write_table(to_frame([replace(QUOTE, content=text)]), path, guard=False)
    assert text in path.read_bytes().decode()


def test_descriptor_is_valid_and_the_data_agree(tmp_path):
    rows = [replace(QUOTE, quote_id=f"q{n}", content=text) for n, text in enumerate(HOSTILE)]
    write_table(to_frame(rows), tmp_path / "my quotes.csv")
    package = Package(str(tmp_path / "my quotes.csv.datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    assert report.tasks[0].stats["rows"] == len(HOSTILE)
    assert "apostrophe" in package.resources[0].description


@pytest.mark.parametrize("suffix", TABULAR)
def test_descriptor_explains_each_column(tmp_path, suffix):
    path = tmp_path / f"quotes{suffix}"
    write_table(to_frame([QUOTE]), path)
    package = json.loads(path.with_name(f"{path.name}.datapackage.json").read_text("utf-8"))
    assert not list(Package.metadata_validate(package))
    described = {column["name"]: column for column in package["resources"][0]["schema"]["fields"]}
    assert [*described] == SCHEMA.names
    assert all(column["description"] for column in described.values())
    assert described["quote_type"]["constraints"]["enum"] == ["direct", "indirect", "mixed"]


def test_parquet_keeps_the_descriptions(tmp_path):
    write_table(to_frame([QUOTE]), tmp_path / "quotes.parquet")
    found = pq.read_schema(tmp_path / "quotes.parquet").field("cue").metadata
    assert found[b"description"].startswith(b"The words that report")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"content": ""}, "content: empty text"),
        ({"content": None}, "content: no value"),
        ({"title": ""}, "title: empty text"),
        ({"title": 3}, "title: 3 is no str"),
        ({"confidence": float("nan")}, "confidence: nan is out of range"),
        ({"confidence": 1.5}, "confidence: 1.5 is out of range"),
        ({"paragraph": -1}, "paragraph: -1 is out of range"),
        ({"paragraph": True}, "paragraph: True is no int"),
        ({"quote_type": "free"}, "'free' is none of direct, indirect, mixed"),
        ({"content_spans": "8-14"}, "no list of spans"),
        ({"content_spans": "8:14  20:25"}, "no list of spans"),
        ({"content_spans": "８:14"}, "no list of spans"),
        ({"cue_spans": None}, "give both, or neither"),
    ],
)
def test_wrong_value_is_refused(changes, message):
    with pytest.raises(QuotesError, match=message):
        replace(QUOTE, **changes)


def test_plain_text_becomes_an_enumeration():
    quote = replace(QUOTE, quote_type="direct", speaker_type=None, confidence=1)
    assert quote.quote_type is QuoteType.DIRECT
    assert quote.speaker_type is None
    assert isinstance(quote.confidence, float)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame.drop(columns="rule"), "no column rule; found quote_id, doc_id"),
        (lambda frame: frame.assign(topic="x"), "columns not of a quote table: topic"),
        (lambda frame: frame.assign(section="foot"), "row 1: section: 'foot' is none of metadata"),
        (lambda frame: frame.assign(content=None), "row 1: content: no value"),
        (lambda frame: frame.assign(confidence=float("nan")), "row 1: confidence: no value"),
        (lambda frame: pd.concat([frame, frame]), "row 2: quote_id 'a-1' stands twice"),
        (lambda frame: frame.assign(paragraph="one"), "cannot write"),
        (lambda frame: frame.assign(title=pd.Series(["\ud800"], dtype=object)), "cannot write"),
    ],
)
def test_wrong_table_is_not_written(tmp_path, suffix, change, message):
    path = tmp_path / f"quotes{suffix}"
    with pytest.raises(QuotesError, match=message):
        write_table(change(to_frame([QUOTE])), path)
    assert not list(tmp_path.iterdir())


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(QuotesError, match="cannot make a table"):
        to_frame([replace(QUOTE, title="\ud800")])


def _edited(path: Path, old: str, new: str) -> Path:
    write_table(to_frame([QUOTE]), path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("q.csv", '"rule"', '"rules"', "no column rule"),
        ("q.csv", '"rule"', '"cue"', "no column rule"),
        ("q.csv", '"mixed"', '"free"', "row 1: quote_type: 'free' is none of"),
        ("q.csv", '"a-1"', "", "row 1: quote_id: no value"),
        ("q.csv", "0.75", "nan", "row 1: confidence: nan is out of range"),
        ("q.csv", "0.75", "sure", "cannot read"),
        ("q.csv", '"clause"', '"clause', "cannot read"),
        ("q.jsonl", '"rule"', '"rules"', "line 1: no column rule"),
        ("q.jsonl", "0.75", "NaN", "row 1: confidence: nan is out of range"),
        ("q.jsonl", "0.75", '"sure"', "cannot read"),
        ("q.jsonl", '"clause"', '""', "row 1: rule: empty text"),
        ("q.jsonl", '"clause"', "[1]", "cannot read"),
        ("q.jsonl", "}", "", "cannot read"),
        ("q.jsonl", '"clause"', "[" * 100_000, "cannot read"),
    ],
)
def test_wrong_file_is_refused(tmp_path, name, old, new, message):
    with pytest.raises(QuotesError, match=message):
        read_table(_edited(tmp_path / name, old, new))


@pytest.mark.parametrize("suffix", READABLE)
def test_what_is_no_table_is_refused(tmp_path, suffix):
    path = tmp_path / f"quotes{suffix}"
    with pytest.raises(QuotesError, match="cannot read"):
        read_table(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QuotesError, match="cannot read"):
        read_table(path)


def test_unknown_suffix_is_refused(tmp_path):
    with pytest.raises(QuotesError, match=r"ends in .csv, .*, .jsonld, not in '.xls'"):
        write_table(to_frame([]), tmp_path / "quotes.xls")
    with pytest.raises(QuotesError, match=r"ends in .csv, .*, .db, not in '.xlsx'"):
        read_table(tmp_path / "quotes.xlsx")


def test_columns_of_ones_own_are_left_out(tmp_path):
    path = tmp_path / "quotes.csv"
    write_table(to_frame([QUOTE]), path)
    lines = path.read_text("utf-8").splitlines()
    path.write_text(f'\ufeff"code",{lines[0]}\n"x",{lines[1]}\n', "utf-8")
    assert_frame_equal(read_table(path), to_frame([QUOTE]))


def test_failed_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "new" / "quotes.csv"
    write_table(to_frame([QUOTE]), path)
    before = path.read_bytes()
    with pytest.raises(QuotesError):
        write_table(to_frame([QUOTE]).assign(content=None), path)
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "quotes.csv",
        "quotes.csv.datapackage.json",
    ]


def test_folder_that_is_a_file_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(QuotesError, match="cannot write"):
        write_table(to_frame([QUOTE]), tmp_path / "file" / "quotes.csv")


def test_full_disk_leaves_table_and_descriptor(tmp_path, monkeypatch):
    path = tmp_path / "quotes.csv"
    write_table(to_frame([QUOTE]), path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.table.files.descriptor", full)
    with pytest.raises(QuotesError, match="No space left"):
        write_table(to_frame([]), path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_names_that_are_not_utf8_are_written_to(tmp_path, suffix):
    path = tmp_path / "a\udcff" / f"b\udcfe{suffix}"
    write_table(to_frame([QUOTE]), path, run={"models": "c\udcfd"})
    described = json.loads(path.with_name(f"{path.name}.datapackage.json").read_bytes())
    assert described["run"] == {"models": "c\udcfd"}
    if suffix in READABLE:
        assert read_table(path).equals(to_frame([QUOTE]))


def test_folder_in_the_descriptors_place_keeps_the_old_table(tmp_path):
    path = tmp_path / "a.csv"
    write_table(to_frame([QUOTE]), path)
    before = path.read_bytes()
    path.with_name("a.csv.datapackage.json").unlink()
    path.with_name("a.csv.datapackage.json").mkdir()
    with pytest.raises(QuotesError, match="is a folder"):
        write_table(to_frame([]), path)
    assert path.read_bytes() == before


def test_each_suffix_is_written_and_the_readable_are_read():
    assert set(WRITERS) == set(SUFFIXES)
    assert set(READERS) == set(READABLE)


@pytest.mark.parametrize("suffix", READABLE)
def test_parts_make_one_table(tmp_path, suffix):
    path = tmp_path / f"quotes{suffix}"
    articles = [Article(str(n), f"Text {n}.", "Daily") for n in range(3)]
    frames = [
        to_frame([replace(QUOTE, quote_id=f"{n}-1", doc_id=str(n), title=HOSTILE[n])] * (n != 1))
        for n in range(3)
    ]
    with table_parts(path, run={"version": "1"}) as parts:
        for frame, article in zip(frames, articles, strict=True):
            parts.add(frame, [article], [Failure("broken", path=f"{article.id}.txt")])
    whole = pd.concat(frames, ignore_index=True)
    assert_frame_equal(read_table(path), whole)
    told = json.loads(path.with_name(f"{path.name}.datapackage.json").read_text("utf-8"))
    assert (len(told["articles"]), len(told["failures"]), told["run"]) == (3, 3, {"version": "1"})


def test_a_part_that_fails_leaves_nothing(tmp_path):
    frame = to_frame([QUOTE])
    twice = pytest.raises(QuotesError, match="row 2: quote_id 'a-1' stands twice")
    with twice, table_parts(tmp_path / "quotes.csv") as parts:
        parts.add(frame)
        parts.add(frame)
    with pytest.raises(ValueError, match="of the user"), table_parts(tmp_path / "quotes.csv"):
        raise ValueError("of the user")
    assert not list(tmp_path.iterdir())


def test_bom_is_for_spreadsheets(tmp_path):
    path = tmp_path / "quotes.csv"
    write_table(to_frame([QUOTE]), path, bom=True)
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"quote_id"')
    assert_frame_equal(read_table(path), to_frame([QUOTE]))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10)).map(Span._make), min_size=1))
def test_spans_come_back(parts):
    assert read_spans(format_spans(parts)) == parts


@pytest.mark.parametrize("cell", [None, float("nan")])
def test_no_value_has_no_spans(cell):
    assert read_spans(cell) == []


@pytest.mark.parametrize("cell", ["", " ", "1", "1:", "3:3", "4:3", "1:2,3:4", "-1:2", "1:2 "])
def test_wrong_spans_are_refused(cell):
    with pytest.raises(QuotesError, match="no list of spans"):
        read_spans(cell)
