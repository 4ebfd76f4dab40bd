"""The same statement in several sources: what is put together, and how it is shown."""

import corpora
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.article import Article
from quotes.repeats import Statement, Wording, marked, near_verbatim, only_here, statements
from quotes.table import to_frame

FIRST = "the harbour bridge needs new cables before the winter storms arrive"
SAME = "the harbour bridge needs new steel cables before winter storms arrive"
LOOSE = "that winter storms threaten the old harbour bridge"
FAR = "the winter storms came late to a valley without roads"
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
        ([("A", "Ann Lee", FIRST), ("B", None, SAME), ("C", "Bo Ek", OTHER)], [("A", "B")]),
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", SAME), ("C", None, SAME)], [("A", "B", "C")]),
        ([("A", "Ann Lee", FIRST), ("A", "Ann Lee", SAME)], []),
        ([("A", "Ann Lee", FIRST), ("B", "Ann Lee", OTHER)], []),
        ([("A", "Ann Lee", FIRST), ("B", "Bo Ek", OTHER), ("C", None, FAR)], []),
        ([("A", None, FIRST), ("B", None, FIRST)], []),
    ],
)
def test_statements_are_put_together(said, sources):
    found = statements(*_found(*said))
    assert [tuple(sorted(s.sources)) for s in found] == sources


def test_who_is_named_is_told():
    frame, articles = _found(("A", "Ann Lee", FIRST), ("B", "Bo Ek", SAME), ("C", None, SAME))
    (statement,) = statements(frame, articles)
    assert statement.speakers == ("Ann Lee", "Bo Ek")
    assert [w.speaker for w in statement.wordings] == ["Ann Lee", "Bo Ek", None]
    assert statement.near_verbatim
    for wording in statement.wordings:
        text = next(a.text for a in articles if a.id == wording.doc_id)
        assert wording.text == text[wording.spans[0].start : wording.spans[0].end]
    assert only_here(frame, [statement]).empty


def test_order_of_rows_changes_no_group():
    said = [("A", "Ann Lee", FIRST), ("B", "Ann Lee", SAME), ("C", "Bo Ek", OTHER)]
    frame, articles = _found(*said)
    one, other = statements(frame, articles), statements(frame.iloc[::-1], articles)
    assert [set(s.sources) for s in one] == [set(s.sources) for s in other]


def test_differing_words_are_marked():
    wordings = (
        Wording("a", "A", "The bridge’s cable, at last", ()),
        Wording("b", "B", "bridges", ()),
    )
    own = [
        [text for text, mine in pieces if mine] for pieces in marked(Statement(wordings, True, 1))
    ]
    assert own == [["The", "cable", "at", "last"], []]


@given(st.lists(st.text(st.sampled_from("ab'’ -.$<é"), max_size=20), min_size=2, max_size=4))
def test_marked_pieces_are_the_text(texts):
    wordings = tuple(Wording(str(n), str(n), text, ()) for n, text in enumerate(texts))
    for text, pieces in zip(texts, marked(Statement(wordings, False, 0)), strict=True):
        assert "".join(piece for piece, _ in pieces) == text


def test_near_verbatim_looks_at_order():
    assert near_verbatim(FIRST, SAME)
    assert not near_verbatim(FIRST, " ".join(reversed(FIRST.split())))
