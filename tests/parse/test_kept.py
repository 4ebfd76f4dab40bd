"""Parses that are kept: they come back as they were, or not at all."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.batch.engine import ModelEngine
from quotes.extractor import Extractor
from quotes.parse import kept
from quotes.parse.conllu import from_conllu, to_conllu
from quotes.parse.kept import KeptParses
from quotes.parse.parser import Parser
from quotes.text.article import Article
from quotes.text.document import Candidate, Document
from quotes.text.kinds import Section
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

TEXT = "“It is\u2028 safe,” Jane Roe said.\n"
ODD = st.characters(exclude_categories=["Cs"]) | st.sampled_from("\\ \t\n#=|_\x85")
CELLS = st.text(ODD, min_size=1, max_size=9)
SPANS = st.tuples(st.integers(0, 9), st.integers(10, len(TEXT))).map(lambda s: Span(*s))
SURE = st.floats(0, 1)


@st.composite
def sentences(draw):
    words = []
    for i, span in enumerate(draw(st.lists(SPANS, min_size=1, max_size=4))):
        cells = [draw(CELLS) for _ in range(5)]
        word = Word(i, TEXT[slice(*span)], *cells[:3], i - 1, "obl:agent", *span, *cells[3:])
        words.append(word)
    names = draw(st.lists(st.builds(Entity, SPANS, st.sampled_from(["PER", "ORG"])), max_size=2))
    return Sentence(words, 0, draw(st.integers(0, 9)), draw(st.sampled_from(Section)), names)


CANDIDATES = st.builds(
    Candidate, SPANS, st.none() | SPANS, st.lists(SPANS).map(tuple), SURE, SURE, SURE
)


@settings(max_examples=30)
@given(st.lists(sentences(), max_size=3), st.lists(CANDIDATES, max_size=3))
def test_a_parse_comes_back_as_it_was(tmp_path_factory, parsed, proposed):
    for number, sentence in enumerate(parsed):
        sentence.number = number
    assert from_conllu(to_conllu(parsed), TEXT) == parsed
    document = Document.of(Article("a", TEXT, "a"))
    whole = replace(document, sentences=tuple(parsed), candidates=tuple(proposed))
    store = KeptParses(tmp_path_factory.getbasetemp() / "parses", None, learned=True)
    store.add(whole)
    assert store.read(document) == whole


@pytest.fixture(scope="module")
def texts(found):
    return [article.text for article in found.articles[:2]]


@pytest.fixture(scope="module")
def parses(tmp_path_factory, extractor, texts):
    """Parses of two seeds, kept by an extractor that has its models already."""
    folder = tmp_path_factory.mktemp("parses")
    keeping = Extractor(parses=folder)
    vars(keeping).update(parser=extractor.parser, head=extractor.head)
    keeping.extract_texts(texts)
    return folder


def _files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def no_models(monkeypatch):
    def load(*_):
        raise AssertionError("models are loaded")

    monkeypatch.setattr(Parser, "_load", load)


@pytest.mark.usefixtures("no_models")
def test_rows_come_from_what_is_kept_without_models(parses, extractor, texts):
    before = _files(parses)
    assert {path.suffix for path in before} == {".conllu"}
    again = Extractor(parses=parses).extract_texts(texts)
    pd.testing.assert_frame_equal(again.frame, extractor.extract_texts(texts).frame)
    assert again.run == extractor.run()
    alone = Extractor(parses=parses, rules_only=True).extract_texts(texts).frame
    assert len(alone)
    assert not alone["rule"].str.contains("model").any()
    assert _files(parses) == before


@pytest.mark.usefixtures("no_models")
def test_an_engine_takes_them_and_is_the_same_engine(parses, extractor, texts):
    engine = ModelEngine(parses=str(parses))
    assert engine.load().rows(texts[0]) == extractor.cells(Article("a", texts[0], "a"))
    assert engine.how() == ModelEngine().how()


def test_what_is_damaged_or_of_others_is_made_anew(parses, extractor, texts, monkeypatch):
    before, parsed = _files(parses), []
    one, other = sorted(before)
    parse = extractor.parser.parse_with_states
    monkeypatch.setattr(
        extractor.parser, "parse_with_states", lambda *given: parsed.append(1) or parse(*given)
    )

    def parsed_anew(**options):
        parsed.clear()
        made = Extractor(parses=parses, **options)
        vars(made).update(parser=extractor.parser, head=extractor.head)
        made.extract_texts(texts)
        return len(parsed)

    one.write_bytes(before[one].replace(b"nsubj", b"dobj", 1))
    other.write_bytes(before[other][:-9])
    assert parsed_anew() == 2
    assert _files(parses) == before
    with monkeypatch.context() as patch:
        patch.setattr(kept, "LIBRARIES", ("stanza",))
        assert parsed_anew() == 2
        assert parsed_anew(rules_only=True) == 0
    assert parsed_anew() == 2
    assert _files(parses) == before
