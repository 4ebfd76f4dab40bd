"""How far confidence can be trusted, counted."""

import pytest

from quotes.scoring.gold import Attribution
from quotes.scoring.reliability import reliability
from quotes.text.span import Span


def test_reliability_counts_by_confidence():
    text = "Roe said it was so."
    gold = Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 18),), "indirect")
    wrong = gold._replace(cue=(Span(0, 3),))
    bins = reliability([(text, [gold], [gold, wrong])], [[0.9, 0.25]])
    assert (bins.number[9], bins.right[9]) == (1, 1)
    assert (bins.number[2], bins.right[2]) == (1, 0)
    assert bins.error == pytest.approx((0.1 + 0.25) / 2)
