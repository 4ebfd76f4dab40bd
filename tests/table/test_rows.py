"""Rows that lie within others, names of rules, and identifiers of speakers."""

from types import SimpleNamespace

import pytest

from quotes.speakers.speaker import Speaker
from quotes.table.cells import format_rules, read_rules
from quotes.table.rows import holders, speaker_id
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([[(0, 9)], [(2, 5)]], [None, 0]),
        ([[(2, 5)], [(0, 9)]], [1, None]),
        ([[(0, 20)], [(2, 9)], [(3, 5)]], [None, 0, 1]),
        ([[(0, 9)], [(5, 12)]], [None, None]),
        ([[(0, 4), (6, 9)], [(1, 3), (7, 8)]], [None, 0]),
        ([[(0, 4), (6, 9)], [(3, 7)]], [None, None]),
        ([[(0, 9)], [(0, 9)]], [None, 0]),
        ([], []),
    ],
)
def test_the_shortest_that_holds_all_is_the_outer_one(contents, expected):
    found = [SimpleNamespace(spans=[Span(*s) for s in spans]) for spans in contents]
    assert holders(found) == expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("José Q. Roe", "person", "person:jose-q-roe"),
        ("U.N.", "organization", "organization:un"),
        ("senior official", "anonymous", "anonymous:senior-official@a"),
        ("…", "group", "group:-@a"),
    ],
)
def test_identifier_of_a_speaker(name, kind, expected):
    assert speaker_id(Speaker(name, SpeakerType(kind), None, "name", 1), "a") == expected


@pytest.mark.parametrize(
    "cell",
    [
        "clause", "model", "clause+model; name", "clause + continued+model; name + register",
        "noun clause + beside; pronoun",
    ],
)  # fmt: skip
def test_rules_are_read_as_written(cell):
    assert format_rules(*read_rules(cell)) == cell
