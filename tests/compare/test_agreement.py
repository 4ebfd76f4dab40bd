"""What speaks for and against two passages saying the same."""

import pytest

from quotes.compare.agreement import PHRASES, agree, is_statement
from quotes.find.patterns import PATTERNS


@pytest.mark.parametrize(
    ("rule", "kind", "content", "statement"),
    [
        ("clause+model; name", "indirect", "the bridge needs new cables", True),
        ("object; name", "indirect", "the bridge over the old harbour", False),
        ("request+model; name", "indirect", "the council to close the bridge", False),
        ("quoted object; name", "mixed", "the “very first” bridge it built", False),
        ("object; name", "direct", "“The bridge needs new cables now”", True),
        ("model; name", "indirect", "the bridge’s cables are not safe", True),
        ("model; name", "indirect", "a bridge with cables of steel", False),
        ("clause; name", "indirect", "it is safe", False),
    ],
)
def test_only_a_clause_is_a_statement(rule, kind, content, statement):
    assert is_statement({"rule": rule, "quote_type": kind, "content": content}) == statement


def test_phrases_are_shapes():
    assert {pattern.name for pattern in PATTERNS} >= PHRASES


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("the bridge cost $1,200 in 2019", "in 2019 its bridge cost 1200 dollars", True),
        ("the bridge cost $1,200 in 2019", "the bridge cost 1,200", True),
        ("the bridge cost $1,200 in 2019", "the bridge cost 1,300 in 2019", False),
        ("the bridge costs much", "the bridge costs 1,300", True),
        ("the bridge of Ayr is old", "the bridge of Ely is old", False),
        ("the bridge of Ayr is old", "the bridge is old", True),
        ("Ayr sells the old bridge to Ely", "the town of Ayr, selling Oban old bridges", True),
        ("The bridge is old", "Bridges are old", True),
        ("in the Old Bridge of Ayr they met", "by the Old Bridge of Ayr he stood", False),
    ],
)
def test_numbers_and_names_agree(one, other, alike):
    assert agree(one, other) == agree(other, one) == alike
