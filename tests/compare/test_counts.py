"""The numbers behind the charts."""

import corpora

from quotes.compare.counts import UNKNOWN, cross, types


def test_others_and_unknown_are_counted_last():
    found = corpora.one_each([f"s{n}" for n in range(9)])
    frame = found.frame.assign(speaker=["b", "b", "c", "d", "e", "f", "a", "a", "a"])
    frame.loc[8, "speaker"] = None
    table = cross(frame, "speaker", "source", top_rows=2)
    assert list(table.index) == ["a", "b", "(4 others)", UNKNOWN]
    assert list(table.sum(axis=1)) == [2, 2, 4, 1]
    assert cross(frame, "speaker", "source", by="words").to_numpy().sum() == 9 * 6


def test_types_are_all_there():
    assert types(corpora.one_each(["Daily News"]).frame, "source").to_numpy().tolist() == [
        [0, 0, 1]
    ]
