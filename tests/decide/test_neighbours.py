"""Findings by place: no pair that shares a character is missed."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from quotes.decide.neighbours import Neighbours
from quotes.text.span import Span


@dataclass
class Placed:
    """What of a finding tells where it stands."""

    spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]


SPANS = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(1, 900)).map(lambda s: Span(s[0], sum(s))),
    min_size=1,
    max_size=2,
).map(tuple)
FINDINGS = st.lists(st.builds(Placed, SPANS, SPANS), max_size=12)


@given(FINDINGS, st.data())
def test_all_that_share_a_character_are_found_in_order(findings, data):
    kept = Neighbours(findings)
    gone = data.draw(st.sampled_from(findings)) if findings else None
    if gone:
        kept.remove(gone)
    left = [f for f in findings if f is not gone]
    assert [id(f) for f in kept] == [id(f) for f in left]
    for one in findings:
        mine = (*one.spans, *one.cue_spans)
        found = [id(f) for f in kept.of(one)]
        sharing = [
            id(f)
            for f in left
            if any(a.overlaps(b) for a in mine for b in (*f.spans, *f.cue_spans))
        ]
        assert [i for i in found if i in sharing] == sharing
