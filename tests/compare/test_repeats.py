"""The same statement in several sources: what is put together, and how it is shown."""

import corpora
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.compare.repeats import find_repeats, only_here
from quotes.compare.wording import near_verbatim, unlike
from quotes.table.files import to_frame
from quotes.text.article import Article

FIRST = "the harbour bridge needs new cables before the winter storms arrive"
SAME = "the harbour bridge needs new steel cables before winter storms arrive"
LOOSE = "that winter storms threaten the old harbour bridge"
FAR = "the winter storms came late to a valley without roads"
TALKS = "nobody held talks with the party"
TALKED = "the commission held talks with parties at its office in the capital yesterday morning"
OTHER = "that taxes on imported grain will rise sharply next year"


def _found(*said):
    """Give rows and articles: (source, speaker or None, words); without speaker no row."""
    articles, rows = [], []
    for n, (source, speaker, words) in enumerate(said):
        text = (
            f"{speaker} said {words}." if speaker else f"Nothing new here. For {words}. So it is."
        )
        article = Article(f"a{n}", text, source)
        articles.append(article)
        if speaker:
            rows.append(corpora.quote(article, words, mention=speaker))
    filler = Article("z", "Fishing fleets rest. Cooks bake bread. Children learn songs.", "Z")
    return to_frame(rows), [*articles, filler]


@pytest.mark.parametrize(
    ("said", "sources"),
    [
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", SAME)], [("A", "B")]),
        ([("A", "Ann Lee", FIRST), ("B", "Bo Ek", SAME)], [("A", "B")]),
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", LOOSE)], [("A", "B")]),
        ([("A", "Ann Lee", FIRST), ("B", None, SAME)], [("A", "B")]),
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", SAME), ("C", None, SAME)], [("A", "B", "C")]),
        ([("A", "Ann Lee", FIRST), ("A", "Ann Lee", SAME)], []),
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", OTHER)], []),
        ([("A", "Ann Lee", FIRST), ("B", "Bo Ek", OTHER), ("C", None, FAR)], []),
        ([("A", None, FIRST), ("B", None, FIRST)], []),
        ([("A", "Ann Lee", TALKS), ("B", None, TALKED)], []),
        ([("A", "Ann Lee", f"{FIRST} of 2019"), ("B", "Ann Lee", f"{SAME} of 2020")], []),
        ([("A", "Ann Lee", f"{FIRST} in Ayr"), ("B", "Ann Lee", f"{SAME} in Ely")], []),
    ],
)
def test_statements_are_put_together(said, sources):
    found = find_repeats(*_found(*said)).statements
    assert [tuple(sorted(s.sources)) for s in found] == sources


def test_who_is_named_is_told():
    frame, articles = _found(("A", "Ann Lee", FIRST), ("B", "Bo Ek", SAME), ("C", None, SAME))
    compared = find_repeats(frame, articles)
    (statement,) = compared.statements
    assert statement.speakers == ("Ann Lee", "Bo Ek")
    assert [w.speaker for w in statement.wordings] == ["Ann Lee", "Bo Ek", None]
    assert statement.verbatim == 3
    for wording in statement.wordings:
        text = next(a.text for a in articles if a.id == wording.doc_id)
        assert wording.text == text[wording.spans[0].start : wording.spans[0].end]
    assert only_here(frame, compared).empty


def test_order_of_rows_changes_no_group():
    said = [
        ("A", "Ann Lee", FIRST), ("B", "Ann Lee", SAME), ("C", "Bo Ek", OTHER),
        ("A", "Bo Ek", OTHER), ("D", "Ann Lee", FIRST),
    ]  # fmt: skip
    frame, articles = _found(*said)
    one, other = find_repeats(frame, articles), find_repeats(frame.iloc[::-1], articles)
    groups = [{w.doc_id for w in s.wordings} for s in one.statements]
    assert groups == [{"a0", "a1", "a4"}, {"a2", "a3"}]
    assert groups == [{w.doc_id for w in s.wordings} for s in other.statements]


def test_second_wording_of_a_source_is_no_news():
    frame, articles = _found(
        ("A", "Ann Lee", FIRST),
        ("A", "Ann Lee", SAME),
        ("B", "Ann Lee", FIRST),
        ("B", "X Y", OTHER),
    )
    assert list(only_here(frame, find_repeats(frame, articles))["doc_id"]) == ["a3"]


def test_one_source_has_nothing_in_common():
    frame, articles = _found(("A", "Ann Lee", FIRST), ("A", "Ann Lee", FIRST))
    assert find_repeats(frame, articles[:2]).statements == ()


def test_differing_words_are_marked():
    own = [
        [text for text, mine in pieces if mine]
        for pieces in unlike(["The bridge’s cable, at last", "bridges"])
    ]
    assert own == [["The", "cable", "at", "last"], []]


@given(st.lists(st.text(st.sampled_from("ab'’ -.$<é"), max_size=20), min_size=2, max_size=4))
def test_marked_pieces_are_the_text(texts):
    for text, pieces in zip(texts, unlike(texts), strict=True):
        assert "".join(piece for piece, _ in pieces) == text


def test_near_verbatim_looks_at_order():
    assert near_verbatim(FIRST, SAME)
    assert not near_verbatim(FIRST, " ".join(reversed(FIRST.split())))
    assert not near_verbatim("the threat to Europe", f"{OTHER}, a threat to all of Europe")
