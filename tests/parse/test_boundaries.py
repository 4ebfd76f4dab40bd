"""Sentences as the tokenizer cuts them, mended: no token is lost or moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parse.boundaries import rejoin


def cut(pattern):
    """Tokens of each sentence: `|` parts sentences, `·` stands where no blank is between."""
    rows, at = [], 0
    for sentence in pattern.split("|"):
        row = []
        for word in sentence.split():
            for piece in word.split("·"):
                if piece:
                    row.append({"text": piece, "start_char": at, "end_char": at + len(piece)})
                    at += len(piece)
            at += not word.endswith("·")
        rows.append(row)
    return rows


def shown(rows):
    return " | ".join(" ".join(token["text"] for token in row) for row in rows)


@pytest.mark.parametrize(
    ("given_rows", "expected"),
    [
        ("Sen· . | Ann Lee left ·.", "Sen. Ann Lee left ."),
        ("Jane C. | Roe left ·.", "Jane C. Roe left ."),
        ("“· Really ·?· ” | he asked ·.", "“ Really ? ” he asked ."),
        ("“· Really ·?· ” | Ann Lee asked us ·.", "“ Really ? ” Ann Lee asked us ."),
        ("“· No ·!· ” | Lee said that it was late ·.", "“ No ! ” | Lee said that it was late ."),
        ("He quit·. Ann Lee stayed ·.", "He quit . | Ann Lee stayed ."),
        ("said Ann Poe. Mayor Lee stayed ·.", "said Ann Poe . | Mayor Lee stayed ."),
        ("said Sen. Ek. Mayor Lee stayed ·.", "said Sen. Ek . | Mayor Lee stayed ."),
        ("said Acme Corp. Chief Lee ·.", "said Acme Corp. Chief Lee ."),
        ("in Salem , Mass. Mayor Lee stayed ·.", "in Salem , Mass. Mayor Lee stayed ."),
        ("The firm of Sen·. Ann Lee left ·.", "The firm of Sen. Ann Lee left ."),
        ("Jane C·. Roe left ·.", "Jane C . Roe left ."),
        ("She left ·. | ”", "She left . ”"),
        ("Engr. Bola | Ade said so ·.", "Engr. Bola Ade said so ."),
        ("She left ·. | Ade said so ·.", "She left . | Ade said so ."),
        ("the U·.·S.·'s envoy", "the U.S. 's envoy"),
        ("in ward no·. | 3 ·, he said ·.", "in ward no . 3 , he said ."),
        ("He said no·. | 9 stayed ·.", "He said no . | 9 stayed ."),
        ("in the U·.· | S.·'s envoy said", "in the U.S. 's envoy said"),
        ("plan U ·. | S. Roe left", "plan U . | S. Roe left"),
        ("the Owners·’ | Office left ·.", "the Owners ’ Office left ."),
        ("‘· We won ·’ | Ade left ·.", "‘ We won ’ | Ade left ."),
    ],
)
def test_sentences_go_on_where_news_does(given_rows, expected):
    assert shown(rejoin(cut(given_rows))) == expected


PIECES = st.sampled_from(["U", "Poe.", "S.", ".", "Mr", "Lee", "said", "”", "C.", "“", "9", "?"])
ROWS = st.lists(
    st.lists(st.tuples(PIECES, st.integers(0, 1)), min_size=1, max_size=6), min_size=1, max_size=5
)


@given(ROWS)
def test_nothing_is_lost_or_moved(rows):
    at, made, text = 0, [], {}
    for row in rows:
        made.append([])
        for piece, blank in row:
            made[-1].append({"text": piece, "start_char": at, "end_char": at + len(piece)})
            text.update(enumerate(piece, start=at))
            at += len(piece) + blank
    found = [token for row in rejoin(made) for token in row]
    kept = {}
    for token in found:
        assert len(token["text"]) == token["end_char"] - token["start_char"]
        kept.update(enumerate(token["text"], start=token["start_char"]))
    assert kept == text
