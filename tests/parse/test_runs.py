"""Long runs are shortened for the tokenizer, and tokens stand where they stood."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quotes.parse.runs import LONGEST_RUN, Shortened

PARTS = st.tuples(st.integers(1, 3 * LONGEST_RUN), st.sampled_from([" ", "\n", "\u2003 "]))


@given(st.lists(PARTS, max_size=6))
def test_words_are_restored(parts):
    text = "".join("a" * length + blank for length, blank in parts)
    short = Shortened(text)
    words = list(re.finditer(r"\S+", short.text))
    assert all(len(word[0]) <= LONGEST_RUN for word in words)
    (row,) = short.restored([[{"start_char": w.start(), "end_char": w.end()} for w in words]])
    whole = [word.span() for word in re.finditer(r"\S+", text)]
    assert [(token["start_char"], token["end_char"]) for token in row] == whole
