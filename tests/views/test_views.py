"""What notebooks show: the whole text, marked where it should be, and nothing run."""

import re
from dataclasses import replace
from html import unescape

import corpora
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from quotes import views
from quotes.calls import load
from quotes.compare.repeats import find_repeats
from quotes.errors import QuotesError
from quotes.html.naming import anchor, who
from quotes.table.cells import format_spans, read_spans
from quotes.table.extraction import Extraction, save
from quotes.table.files import to_frame
from quotes.text.article import Article, Failure
from quotes.text.blocks import blocks
from quotes.text.span import Span
from quotes.views.marked import paragraphs

SAID = Article("a", "“It is safe,” Ann Lee said, “and it will stay so.”\n", "Daily")
ROW = {
    "quote_id": "a-1", "content_spans": "0:13 28:50", "cue_spans": "22:26", "mention_spans": "14:21"
}  # fmt: skip
SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda s: Span(s[0], s[0] + s[1]))
CELL = st.lists(SPAN, min_size=1, max_size=3).map(format_spans)


def test_pieces_are_marked_with_what_they_are():
    (paragraph,) = paragraphs(SAID.text, [ROW])
    assert [(p.text, p.roles) for p in paragraph.pieces if p.roles] == [
        ("“It is safe,”", ("content",)),
        ("Ann Lee", ("mention",)),
        ("said", ("cue",)),
        ("“and it will stay so.”", ("content",)),
    ]
    assert [len(p.begun) for p in paragraph.pieces if p.rows] == [1, 0]


@given(
    st.text(st.sampled_from("ab “”.<&\n"), max_size=90),
    st.lists(st.tuples(CELL, CELL, CELL), max_size=4),
)
def test_marks_change_no_text(text, cells):
    rows = [
        {"quote_id": str(n), "content_spans": c, "cue_spans": q, "mention_spans": m}
        for n, (c, q, m) in enumerate(cells)
    ]
    shown = list(paragraphs(text, rows))
    lines = [text[b.span.start : b.span.end] for b in blocks(text)]
    assert ["".join(piece.text for piece in p.pieces) for p in shown] == lines
    begun = [row["quote_id"] for p in shown for piece in p.pieces for row in piece.begun]
    assert len(begun) == len(set(begun))


@given(st.lists(st.text(max_size=8), unique=True, max_size=6))
def test_anchors_are_told_apart(names):
    anchors = {anchor(name) for name in names}
    assert len(anchors) == len(names)
    assert all(re.fullmatch(r"[\w-]+", each, re.ASCII) for each in anchors)


def _shown(found):
    shared = find_repeats(found.frame, found.articles)
    yield from (views.article(found, a.id) for a in found.articles)
    yield views.some_quotes(found.frame)
    yield views.figures(found.frame)
    yield views.voices(found.frame, top=1)
    yield views.overview(found.frame, shared)
    yield views.addressees(found.frame)
    yield views.through(found.frame)
    yield views.new_voices(found.frame.assign(published="2024-05-01"))
    yield views.articles(found.frame, found.articles)
    yield views.unsure(found.frame, found.articles)
    yield views.failures([Failure(path=words, reason=words) for words in corpora.HOSTILE])
    yield views.wordings(shared)
    yield views.only_in_one_source(found.frame, shared)
    yield views.downloads(found.frame)


def test_hostile_text_stays_text():
    for view in _shown(corpora.hostile()):
        html = view._repr_html_()
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript:" not in html
        assert "</textarea" not in html


def test_hostile_text_is_all_shown():
    found = corpora.hostile()
    for article in found.articles:
        html = str(views.article(found, article.id).html())
        text = unescape(re.sub(r"<[^>]+>", "", html))
        assert all(line in text for line in article.text.splitlines() if line)


def test_article_alone_shows_its_text():
    html = views.annotated(corpora.hostile().articles[0])._repr_html_()
    assert "<script" not in html
    assert "quotation" not in html.split("</style>")[1]


def test_table_escapes_its_cells():
    cells = views.all_quotes(corpora.hostile().frame)._cells()
    assert not cells.map(lambda cell: "<script" in cell or "<img" in cell).to_numpy().any()


@pytest.mark.parametrize("found", [Extraction(to_frame([]), (), ()), corpora.one_each(["Daily"])])
def test_little_is_shown_too(found):
    assert all(view._repr_html_() for view in _shown(found))
    assert views.all_quotes(found.frame)._repr_html_()


def test_articles_without_a_quotation_are_counted():
    found = corpora.one_each(["A", "B"])
    silent = replace(found.articles[0], id="c", source="C")
    told = BeautifulSoup(
        views.figures(found.frame, [*found.articles, silent]).html(), "html.parser"
    )
    assert "3 articles (1 without a quotation) of 3 sources" in told.get_text()


def test_speaker_opens_to_all_that_is_quoted():
    found = corpora.one_each([f"Daily {n}" for n in range(5)])
    shown = BeautifulSoup(views.voices(found.frame).html(), "html.parser")
    (speaker,) = shown.select("details.voice")
    tally = speaker.select_one(".tally").get_text()
    assert tally == "5 quotations, none in own words · in 5 of 5 sources"
    assert [item.select_one("a")["href"] for item in speaker.select("li")] == [
        f"#{anchor(name)}" for name in found.frame["quote_id"]
    ]
    assert shown.select_one(f"details [id={anchor('Ann Lee', 'speaker')}]").name == "ol"


def test_speakers_out_of_sight_can_be_opened():
    found = corpora.one_each(["A", "B", "C"])
    frame = found.frame.assign(speaker=["x", "y", "z"])
    shown = BeautifulSoup(views.voices(frame, top=1).html(), "html.parser")
    assert shown.select_one("details.more > summary").get_text() == "and 2 more speakers"
    assert len(shown.select("details.more details.voice")) == 2


def test_most_telling_quotation_stands_first():
    found = corpora.one_each(["A", "B", "C", "D"])
    frame = found.frame.assign(
        quote_type=["direct", "direct", "indirect", "direct"],
        content=["“no”", "“it was safe all of the time”", "it was safe " * 9, "“safe at any time”"],
        confidence=[0.9, 0.8, 0.9, 0.3],
    )
    shown = BeautifulSoup(views.voices(frame).html(), "html.parser")
    assert shown.select_one(".telling").get_text() == "said: “it was safe all of the time”"


def test_mention_stands_for_a_name_that_was_not_found():
    frame = corpora.one_each(["A"], speaker="the harbour pilot").frame.assign(speaker=None)
    named = "“the harbour pilot” (name not found)"
    assert named in str(views.voices(frame).html())
    assert list(views.all_quotes(frame)._cells()["Speaker"]) == [named]
    assert who({"speaker": None, "mention": None}) == "nobody named"


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://a.example/x", True),
        ("javascript:alert(1)", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url, links):
    found = corpora.one_each(["A"])
    frame, article = found.frame.assign(url=url), replace(found.articles[0], url=url)
    for view in (views.voices(frame), views.articles(frame, [article]), views.articles(frame, [])):
        hrefs = [a["href"] for a in BeautifulSoup(view.html(), "html.parser").select("a[href]")]
        assert [h for h in hrefs if not h.startswith("#")] == [url] * links


def test_unsure_finds_what_is_left(extraction):
    shown = unescape(str(views.unsure(extraction.frame, extraction.articles).html()))
    assert "that are in no row: 1" in shown
    assert "without a partner: 1" in shown
    assert "without a known speaker: 1" in shown
    assert "below 50%: 1" in shown


@pytest.fixture
def extraction():
    text = "Ann Lee said it was safe. “Nobody was asked at all.” It is “odd. They said so."
    article = Article("a", text, "Daily")
    rows = [
        corpora.quote(article, "it was safe", mention="Ann Lee"),
        corpora.quote(article, "so", number=2, confidence=0.2),
    ]
    return Extraction(to_frame(rows), (article,), ())


@pytest.fixture
def saved(extraction, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(extraction.articles[0].text)
    save(extraction, tmp_path / "quotes.csv")
    return tmp_path


def test_table_and_articles_are_read_back(saved, extraction):
    found = load(saved / "news", saved / "quotes.csv")
    assert found.frame.equals(extraction.frame)
    assert [a.source for a in found.articles] == ["Daily"]  # as the table tells, not the file
    assert [a.text for a in found.articles] == [extraction.articles[0].text]
    assert read_spans(views.article(found, "a").quotes["content_spans"][0])


def test_table_alone_is_read_and_shown(saved, extraction):
    found = load(None, saved / "quotes.csv")
    assert found.frame.equals(extraction.frame)
    assert found.articles == ()
    shown = unescape(str(views.unsure(found.frame, found.articles).html()))
    assert "that are in no row" not in shown
    assert all(view._repr_html_() for view in _shown(found))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda file: file.write_text("Ann Lee said nothing of the kind."), "does not stand in"),
        (lambda file: file.rename(file.with_name("b.txt")), "is not among these: b"),
        (lambda file: file.write_text(file.read_text() + " More."), "as they are now: a"),
        (lambda file: file.with_name("b.txt").write_text("“New,” he said."), "as they are now: b"),
    ],
)
def test_table_of_other_texts_is_refused(saved, change, problem):
    change(saved / "news" / "a.txt")
    with pytest.raises(QuotesError, match=problem):
        load(saved / "news", saved / "quotes.csv")


def test_what_could_not_be_analysed_is_left_out_and_told(extraction, saved):
    (saved / "news" / "b.txt").write_text("“New,” he said.")
    failures = [Failure("it could not be analysed", id="b")]
    path = saved / "quotes.csv"
    save(replace(extraction, failures=tuple(failures)), path)
    found = load(saved / "news", path)
    assert [a.id for a in found.articles] == ["a"]
    assert list(found.failures) == failures


def test_wrong_path_makes_no_table(tmp_path):
    with pytest.raises(QuotesError, match=r"no article could be read: .*newz"):
        load(tmp_path / "newz", tmp_path / "quotes.csv")
    assert not list(tmp_path.iterdir())


def test_unknown_article_is_named(extraction):
    with pytest.raises(QuotesError, match="no article is called 'b': a"):
        views.article(extraction, "b")
