"""Sentences and tokens of paragraphs: Stanza's beside Stanza's own run of each, and lean ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.parse.cutter import PIECE, LeanCutting
from quotes.parse.stanzacutting import WINDOW, StanzaCutting, fits

PARAGRAPHS = [
    "Jane Roe can’t come.  She said:\u00a0“No!”",
    "Write to jane.roe@hill.example.org or see www.hill.example.org/a.html. She'll answer.",
    "The mayor said on Monday that it isn't so. " * (WINDOW // 20),
    "Roe",
]


@pytest.fixture
def tokenizer(extractor):
    """Stanza's, of the bundle."""
    return extractor.parser.pipeline.processors["tokenize"]


def plain(rows):
    """Offsets of tokens, and which are several words."""
    return [[(t["start_char"], t["end_char"], t.get("misc")) for t in row] for row in rows]


def test_paragraphs_beside_each_other_are_cut_as_each_alone(tokenizer):
    from stanza.models.common.doc import Document

    assert fits(tokenizer)
    together = StanzaCutting(tokenizer)(PARAGRAPHS)
    for text, rows in zip(PARAGRAPHS, together, strict=True):
        alone = tokenizer.process(Document([], text=text)).to_dict()
        several = [
            [{**t, "misc": "MWT=Yes" if "MWT=Yes" in t.get("misc", "") else None} for t in row]
            for row in alone
        ]
        assert plain(rows) == plain(several)


@pytest.fixture(params=["lean", "stanza"])
def cut(request, extractor, tokenizer):
    """Each way of cutting."""
    return extractor.parser.cut if request.param == "lean" else StanzaCutting(tokenizer)


def test_the_bundle_is_cut_by_its_lean_tokenizer(extractor):
    assert isinstance(extractor.parser.cut, LeanCutting)


def test_paragraphs_of_one_text_keep_their_places(cut):
    text = "\n \n".join(PARAGRAPHS)
    (rows,) = cut([text])
    shown = [" ".join(text[t["start_char"] : t["end_char"]].split()) for row in rows for t in row]
    assert shown == [t["text"] for row in rows for t in row]
    alone = cut(PARAGRAPHS)
    assert [[t["text"] for t in row] for row in rows] == [
        [t["text"] for t in row] for some in alone for row in some
    ]


def test_lean_sentences_and_tokens(extractor):
    text = (
        "Mr. Roe of the U.S. firm can't come, Dr. Ann C. Lee said on Jan. 5 at 10.30am. “Is it "
        "$2.5m?” she asked. Write to jane.roe@hill.example.org or see www.hill.example.org now."
    )
    (rows,) = extractor.parser.cut([text])
    assert [" ".join(t["text"] for t in row) for row in rows] == [
        "Mr. Roe of the U.S. firm can't come , Dr. Ann C. Lee said on Jan. 5 at 10.30 am .",
        "“ Is it $ 2.5 m ? ” she asked .",
        "Write to jane.roe@hill.example.org or see www.hill.example.org now .",
    ]
    assert [t["text"] for row in rows for t in row if t.get("misc")] == ["can't"]


@settings(deadline=None, max_examples=30)
@given(texts=st.lists(st.text(alphabet=st.sampled_from("aB1 .,“”\n\u0301é中 -"), max_size=60)))
def test_a_lean_paragraph_is_cut_as_if_alone(extractor, texts):
    cut = extractor.parser.cut
    together = cut(texts)
    assert together == [cut([text])[0] for text in texts]
    for text, rows in zip(texts, together, strict=True):
        tokens = [t for row in rows for t in row]
        assert "".join(t["text"] for t in tokens).replace(" ", "") == "".join(text.split())
        for t in tokens:
            assert " ".join(text[t["start_char"] : t["end_char"]].split()) == t["text"]


@given(st.text())
def test_pieces_are_the_whole_paragraph(text):
    plain = " ".join(text.split())
    assert "".join(PIECE.findall(plain)) == plain
