"""Parses converted: names that the tagger took together."""

from itertools import pairwise

import pytest

from quotes.parse.convert import split_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Albert Roe, Al", ["Albert Roe", "Al"]),
        ("Jane Roe Jr., Jane Roe", ["Jane Roe Jr.", "Jane Roe"]),
        ("Roe, Sridhar", ["Roe", "Sridhar"]),
        ("Al Roe, Jr.", ["Al Roe, Jr."]),
    ],
)
def test_a_list_of_names_is_several(text, expected):
    spans = list(split_names(text, 7))
    assert [text[s.start - 7 : s.end - 7] for s in spans] == expected
    assert all(a.end < b.start for a, b in pairwise(spans))
