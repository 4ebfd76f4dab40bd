"""Dialogues: which lines begin with their speaker, and what each of them says."""

import pytest

from quotes.text.article import Article
from quotes.text.blocks import blocks
from quotes.text.document import Document
from quotes.text.kinds import Section


def said(text):
    document = Document.of(Article("a", text, "a"))
    return [
        (text[slice(*t.label.who)], " / ".join(text[slice(*s)] for s in t.spans))
        for t in document.turns
    ]


PARLIAMENT = """Mrs OAKDEN (Larkhill): Will the Minister come?

Opposition members interjecting—

The CHAIR: Order, please.

Mr SABO (Minister for Roads): I shall come on Friday.

Nobody has told me when you sit.

Mrs OAKDEN: That is no answer."""


def test_labels_are_parted_from_what_is_said():
    assert said(PARLIAMENT) == [
        ("Mrs OAKDEN", "Will the Minister come?"),
        ("The CHAIR", "Order, please."),
        ("Mr SABO", "I shall come on Friday. / Nobody has told me when you sit."),
        ("Mrs OAKDEN", "That is no answer."),
    ]
    assert {b.section for b in blocks(PARLIAMENT) if b.label} == {Section.BODY}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("IVO SABO, HOST: Why?\n\nSABO: Tell me.\n\nMAE LUND, MINER (on tape): We dug.", 3),
        ("Q: Why?\n\nA: We had to.\n\nQ: And now?\n\nA: Sleep.", 4),
        ("Q. Why?\n\nA. We had to.", 2),
        ("Mr. SABO. I yield to you.\n\nMs. LUND. I thank him.\n\nMr. SABO. No more.", 3),
        (
            "Mae Lund dug.\n\nThe Post: Why?\n\nLund: We had to.\n\nThe Post: So?\n\nLund: I left.",
            4,
        ),
        ("The Post: What is left?\n\nMae Lund: Dust.\n\nThe Post: And?\n\nMae Lund: Rust.", 4),
        ("Interviewer: Who taught her?\n\nMae Lund: Her aunt, with a rope.", 2),
        ("Host: Is it true?\n\nGuest: Each word.\n\nHost: And now?\n\nGuest: Sleep.", 4),
        ("Mae Lund: We dig.\n\nIvo Sabo: They rest.\n\nMae Lund: At night.", 3),
        ("JUDGE: How do you plead?\n\nDEFENDANT: Not guilty.", 2),
        ("Q1: Why?\n\nA1: We had to.\n\nQ2: And now?\n\nA2: Sleep.", 4),
        ("Myth: You need gloves.\n\nFact: You do not.\n\nMyth: It burns.\n\nFact: No.", 0),
        ("Tennis: Can Lund win?\n\nGolf: Sabo takes the cup.", 0),
        ("The plan: will it work?\n\nMae Lund: The cost is high.", 0),
        ("A. Roe said we had to go.\n\nA. Lund left.", 0),
        ("PARIS: The talks went on.\n\nLONDON: Rain fell.", 0),
        ("UPDATE: We now know more.\n\nLIVE: You can watch.\n\nUPDATE: It is over.", 0),
        ("Price: $12.\n\nPros: You get two.\n\nCons: None.\n\nPrice: $9.\n\nPros: It is red.", 0),
        ("SABO: “We dug.”\n\nLUND: “I left.”\n\nSABO: “You did.”", 0),
    ],
)
def test_only_dialogues_have_labels(text, labels):
    assert len(said(text)) == labels
