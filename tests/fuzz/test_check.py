"""The long run of `check.py`, in short: each time other texts."""

import warnings

import pytest
from check import KINDS, check_read, check_text, check_whole, file_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutated import CHANGES, Change, changed, passage

NUMBERS = st.integers(0, 10**9)
SLOW = settings(suppress_health_check=list(HealthCheck), max_examples=60)


def texts(longest, most=6):
    """Passages with a few changes."""
    steps = st.lists(st.builds(Change, st.sampled_from([*CHANGES]), NUMBERS), max_size=most)
    return st.builds(changed, st.builds(passage, NUMBERS, st.just(longest)), steps)


@SLOW
@given(texts(1_000) | st.text(max_size=200))
def test_any_text_has_blocks_and_marks(text):
    check_text(text)


@SLOW
@given(texts(400), st.sampled_from([*dict.fromkeys(KINDS)]), st.randoms(use_true_random=False))
def test_any_file_is_read_or_refused(tmp_path_factory, text, suffix, random):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        check_read(file_of(text, suffix, random), suffix, tmp_path_factory.getbasetemp())


@settings(SLOW, max_examples=2)
@given(st.lists(texts(100, 3), min_size=2, max_size=4))
def test_any_texts_give_tables(extractor, tmp_path_factory, some):
    check_whole(extractor, some, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_changes_something(name):
    some = [(passage(n, 900), Change(name, n)) for n in range(100)]
    assert any(changed(text, [change]) != text for text, change in some)
    assert [changed(t, [c]) for t, c in some] == [changed(t, [c]) for t, c in some]
