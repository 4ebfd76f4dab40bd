"""What the tokenizer's network says of paragraphs, beside Stanza's own run of each."""

import pytest

from quotes.parse.cutting import WINDOW, Cutting, fits

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
    together = Cutting(tokenizer)(PARAGRAPHS)
    for text, rows in zip(PARAGRAPHS, together, strict=True):
        alone = tokenizer.process(Document([], text=text)).to_dict()
        several = [
            [{**t, "misc": "MWT=Yes" if "MWT=Yes" in t.get("misc", "") else None} for t in row]
            for row in alone
        ]
        assert plain(rows) == plain(several)


def test_paragraphs_of_one_text_keep_their_places(tokenizer):
    text = "\n \n".join(PARAGRAPHS)
    (rows,) = Cutting(tokenizer)([text])
    shown = [" ".join(text[t["start_char"] : t["end_char"]].split()) for row in rows for t in row]
    assert shown == [t["text"] for row in rows for t in row]
    alone = Cutting(tokenizer)(PARAGRAPHS)
    assert [[t["text"] for t in row] for row in rows] == [
        [t["text"] for t in row] for some in alone for row in some
    ]
