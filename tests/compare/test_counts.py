"""The numbers behind the charts."""

import corpora
import pytest

from quotes.compare.counts import (
    OTHERS,
    UNKNOWN,
    cross,
    kinds_of_voice,
    leaders,
    periods,
    through_others,
    types,
)
from quotes.table.files import to_frame
from quotes.text.article import Article


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


def test_each_source_has_its_own_leaders():
    frame = corpora.one_each(["A"] * 4 + ["B"]).frame.assign(speaker=["x", "x", "y", None, "z"])
    numbers = leaders(frame, by="quotes", top=1, sources=2).reset_index()
    assert numbers.to_numpy().tolist() == [
        ["A", "x", 2, 50], ["A", OTHERS, 2, 50], ["B", "z", 1, 100]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "name", "first"),
    [
        ([f"2024-05-{day:02}" for day in range(1, 6)], "day", "2024-05-01"),
        ([f"2024-0{1 + n % 5}-{n + 1:02}T10:00" for n in range(20)], "month", "2024-01"),
        ([f"{2000 + n // 9}-0{1 + n % 9}-01" for n in range(20)], "year", "2000"),
    ],
)
def test_periods_are_few(dates, name, first):
    frame = corpora.one_each(dates).frame.assign(published=dates)
    dated, told = periods(frame)
    assert (told, dated["period"].min()) == (name, first)


def test_bodies_are_counted_together():
    kinds = ["person", "country", "group", "anonymous", None]
    frame = corpora.one_each("abcde").frame.assign(speaker_type=kinds)
    voices = kinds_of_voice(frame)["voice"]
    assert voices.iloc[:4].tolist() == ["person", "body", "body", "anonymous"]
    assert voices.isna().iloc[4]


def test_who_is_heard_only_through_another_is_found():
    text = "Ann Lee said that Bo Ek had agreed to sell it. Cy Oh said it was late."
    article = Article("a", text, "Daily")
    rows = [
        corpora.quote(article, "Bo Ek had agreed to sell it", mention="Ann Lee"),
        corpora.quote(article, "to sell it", number=2, mention="Bo Ek", cue="agreed"),
        corpora.quote(article, "it was late", number=3, mention="Cy Oh"),
    ]
    found = through_others(to_frame(rows))
    assert found[["speaker", "through"]].to_numpy().tolist() == [["Bo Ek", "Ann Lee"]]
    own = corpora.quote(article, "Cy Oh said", number=4, mention="Bo Ek")
    assert through_others(to_frame([*rows, own])).empty


def test_what_lies_within_another_quotation_is_not_counted_twice():
    frame = corpora.one_each(["A", "A"]).frame.assign(speaker=["x", "y"])
    frame.loc[1, "within"] = frame.loc[0, "quote_id"]
    assert list(cross(frame, "speaker", "source", by="words").index) == ["x"]
