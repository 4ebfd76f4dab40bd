"""What the changes of words to their lemmas are learned from."""

from lemmas import learned

from quotes.parse.endings import Change, lemma


def test_the_longest_ending_that_differs_is_kept():
    lemmas = {
        ("cats", "NOUN"): "cat",
        ("dogs", "NOUN"): "dog",
        ("ponies", "NOUN"): "pony",
        ("berries", "NOUN"): "berry",
        ("Hills", "PROPN"): "Hill",
        ("Roe", "PROPN"): "Roe",
    }
    changes = learned(lemmas)
    assert changes["NOUN", "s"] == Change(1, "")
    assert changes["NOUN", "ies"] == Change(3, "y")
    assert ("NOUN", "ats") not in changes
    assert ("PROPN", "e") not in changes
    assert all(lemma(changes, *pair) == told for pair, told in lemmas.items())
