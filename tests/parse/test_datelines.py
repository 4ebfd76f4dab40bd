"""Datelines: no part of the sentences after them."""

import pytest

from quotes.parse.datelines import opening
from quotes.text.blocks import Block
from quotes.text.kinds import Section
from quotes.text.span import Span


def after_dateline(line, *, first):
    block = Block(Span(0, len(line)), Section.BODY, 1)
    return line[opening(line, block, first=first) :]


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
    assert after_dateline(line, first=False).startswith(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hill Town - A bridge fell.", "A bridge fell."),
        ("Hilltown- The bridge fell.", "The bridge fell."),
        ("Hill Town, Lowland – Jane Roe left.", "Jane Roe left."),
        ("HILL TOWN: A bridge fell.", "A bridge fell."),
        ("HILL TOWN, July 25: A bridge fell.", "A bridge fell."),
        ("HILL TOWN - 26 July 2022: A bridge fell.", "A bridge fell."),
        ("HILL TOWN, (HPA) – A bridge fell.", "A bridge fell."),
        ("Muscat: A bridge fell.", "A bridge fell."),
        ("Jane Roe – The mayor left.", "Jane Roe"),
        ("MAYOR: “We won.”", "MAYOR"),
        ("PARIS: “We won,” she said.", "“We won"),
        ("Hilltown: A bridge fell.", "Hilltown"),
        ("HPA: A bridge fell.", "HPA"),
        ("Acme - the brewer - said so.", "Acme"),
        ("Hill-Town Acme said so.", "Hill-Town"),
    ],
)
def test_the_first_paragraph_may_have_one_in_small_letters(line, expected):
    assert after_dateline(line, first=True).startswith(expected)
