"""Parses converted: names that the tagger took together."""

from itertools import pairwise

import pytest

from quotes.parse.convert import opening, split_names
from quotes.text.blocks import Block
from quotes.text.kinds import Section
from quotes.text.span import Span


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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LONDON (Reuters) - It rained.", "It rained."),
        ("NEW YORK, March 3 — It rained.", "It rained."),
        ("Hill Town, Lowland, Jun 14 2022 (HPA) - It rained.", "It rained."),
        ("The Hill Press Agency (HPA) - a part of Acme - said so.", "The Hill Press Agency (HPA)"),
    ],
)
def test_a_dateline_is_no_part_of_its_sentence(line, expected):
    block = Block(Span(0, len(line)), Section.BODY, 1)
    assert line[opening(line, block) :].startswith(expected)
