"""Lemmas by ending."""

import pytest

from quotes.parse.endings import Change, lemma, read_changes


@pytest.fixture(scope="module")
def changes(extractor):
    """Those of the bundle."""
    return read_changes(extractor.parser.folder / "en" / "lean" / "lemmas.tsv")


@pytest.mark.parametrize(
    ("word", "tag", "told"),
    [
        ("wugs", "NOUN", "wug"),
        ("wuggeries", "NOUN", "wuggery"),
        ("Glashes", "NOUN", "glash"),
        ("blicked", "VERB", "blick"),
        ("escalgating", "VERB", "escalgate"),
        ("trommopping", "VERB", "trommop"),
        ("wuggiest", "ADJ", "wuggy"),
        ("Wuggists", "PROPN", "Wuggist"),
        ("blickly", "ADV", "blickly"),
    ],
)
def test_lemmas_of_words_that_nobody_knows(changes, word, tag, told):
    assert lemma(changes, word, tag) == told


def test_a_word_never_becomes_nothing():
    assert lemma({("NOUN", "s"): Change(1, "")}, "s", "NOUN") == "s"
    assert lemma({}, "Roes", "NOUN") == "Roes"


def test_what_changes_a_word():
    assert Change.between("Ponies", "pony") == Change(3, "y")
    assert Change.between("is", "be") == Change(2, "be")
