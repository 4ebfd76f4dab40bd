"""What models read in place of entities, mojibake, glued and wrapped lines, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.decoded import decoded
from quotes.text.span import Span

WRAPPED = (
    "The ferry will not sail before\r\nnoon, its captain said on Mon-\r\nday. “The wind is too "
    "strong,”\r\nshe told passengers.\r\n\r\nIt sails twice a day.\r\n"
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&quot;No,&quot; she said &amp; left.", '"No," she said & left.'),
        ("&#8220;It&#x2019;s off&#8221;", "“It’s off”"),
        ("&amp;ldquo;No&amp;rdquo;", "“No”"),
        ("AT&T, R&D; &nothing;", "AT&T, R&D; &nothing;"),
        ("â€œItâ€™s off,â€ said JosÃ©.", "“It’s off,” said José."),
        ("``Dry,'' she said. ,,Wet,'' he said.", "“Dry,” she said. „Wet,” he said."),
        ("one,,two and ,, three, ,,four", None),
        (",,Dry,\" she said. ,,Wet``", "„Dry,\" she said. „Wet”"),
        ("a café “Ósk” for £5", "a café “Ósk” for £5"),
        ("It shut, he said.“We ran dry,” she said.", "It shut, he said.\n“We ran dry,” she said."),
        ('She said."We ran dry."Guests left.', 'She said.\n"We ran dry."\nGuests left.'),
        ("“Dry,”she said on Monday.Guests left.", "“Dry,” she said on Monday.\nGuests left."),
        ('"Dry,"she said.', '"Dry," she said.'),
        ("U.S.Senate, Gen.Smith, e.g.This, see example.com/All.The rest", None),
        (WRAPPED, "The ferry will not sail before noon, its captain said on Mon-day. “The wind is "
                  "too strong,” she told passengers.\r\n\r\nIt sails twice a day.\r\n"),
        ("Ferry is late again this week\nThe ferry will not sail before noon.", None),
        ("Bo Lee:\n“We will sail before noon on Monday.”\nAnn Roe:\n“We will not sail.”", None),
    ],
)  # fmt: skip
def test_what_is_read(text: str, read: str | None) -> None:
    assert decoded(text).text == (text if read is None else read)


@pytest.mark.parametrize(
    ("text", "words", "printed"),
    [
        ("He: &quot;It&#39;s off,&quot; he said.", '"It\'s off,"', "&quot;It&#39;s off,&quot;"),
        ("Soon â€œItâ€™s off,â€\x9d he said.", "“It’s off,”", "â€œItâ€™s off,â€\x9d"),
        (",,We ran dry,'' she said.", "„We ran dry,”", ",,We ran dry,''"),
        ("It shut.“We ran dry,”she said.", "“We ran dry,”", "“We ran dry,”"),
        (WRAPPED, "The wind is too strong,” she", "The wind is too strong,”\r\nshe"),
    ],
)
def test_spans_lead_back_to_the_printed_words(text: str, words: str, printed: str) -> None:
    found = decoded(text)
    start = found.text.index(words)
    assert text[slice(*found.source(Span(start, start + len(words))))] == printed


@given(st.text(st.sampled_from("aA.!?“”\"',:;&#39quotmp â€œ\x9d\n\r-")))
def test_places_ascend_and_cover_the_text(text: str) -> None:
    found = decoded(text)
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)
    assert all(0 <= a <= b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
