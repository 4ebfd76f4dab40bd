"""A user's table of speakers wins over what articles tell."""

from dataclasses import replace

import corpora
import pytest

from quotes import views
from quotes.calls import load
from quotes.errors import QuotesError
from quotes.speakers.register import Register
from quotes.speakers.speaker import Speaker
from quotes.table.extraction import save
from quotes.table.register import read_register
from quotes.text.kinds import SpeakerType

ROWS = "alias,name,role,party\nRoe,Jane Q. Roe,Mayor,Greens\nThe Hawk,Bo Poe,,\n"


def register(tmp_path, text=ROWS, name="speakers.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_register(path)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Roe", "person", ("Jane Q. Roe", "person", "Mayor")),
        ("JANE Q ROE", "person", ("Jane Q. Roe", "person", "Mayor")),
        ("the hawk", "anonymous", ("Bo Poe", "person", "clerk")),
        ("Al Roe", "person", ("Al Roe", "person", "clerk")),
    ],
)
def test_aliases_and_names_are_renamed(tmp_path, name, kind, expected):
    named = register(tmp_path).named(Speaker(name, SpeakerType(kind), "clerk", "name", 0.9))
    assert (named.name, named.type, named.role) == expected
    assert named.rule == ("name" if named.name == name else "name + register")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("alias,name\nRoe,Jane Roe\nRoe,Al Roe\n", "row 2: 'Roe' is 'Jane Roe' in another row"),
        ("alias,name\nRoe,\n", "row 1: no `name`"),
        ("name,type\nRoe,king\n", "row 1: type 'king' is none of person"),
        ("who\nRoe\n", "no `name` among who"),
    ],
)
def test_a_table_of_no_use_is_one_error(tmp_path, text, message):
    with pytest.raises(QuotesError, match=message):
        register(tmp_path, text)


def test_other_kinds_of_files_are_refused(tmp_path):
    with pytest.raises(QuotesError, match=r"give a table of speakers as \.csv"):
        register(tmp_path, name="speakers.docx")


def test_an_empty_register_knows_nobody():
    assert Register().known("Roe") is None


def test_a_table_made_before_is_called_by_it(tmp_path):
    found = corpora.one_each(["Daily", "Post"])
    found = replace(found, frame=found.frame.assign(speaker_type="person"))
    save(found, tmp_path / "quotes.csv")
    (tmp_path / "speakers.csv").write_text("alias,name,gender\nann lee,Ann B. Lee,woman\n")
    known = load(None, tmp_path / "quotes.csv", speakers=tmp_path / "speakers.csv")
    assert set(known.frame["speaker"]) == {"Ann B. Lee"}
    assert set(known.frame["speaker_id"]) == {"person:ann-b-lee"}
    assert list(known.speakers["gender"]) == ["woman"]
    assert "woman</th><td>2</td><td>100%</td>" in views.genders(known).html()
    unknown = load(None, tmp_path / "quotes.csv")
    assert "Nothing is guessed" in views.genders(unknown).html()
