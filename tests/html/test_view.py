"""What is put into a template comes out as text, whatever it holds."""

import re

import pytest
from bs4 import BeautifulSoup
from corpora import HOSTILE
from jinja2 import UndefinedError
from markupsafe import Markup

from quotes.html.view import Filled, render

NAMES = (*HOSTILE, "Ann <b>Roe</b> & Sons", "&lt;Roe&gt;")


def row(words, **changes):
    texts = dict.fromkeys(("quote_id", "speaker", "mention", "cue", "content", "source"), words)
    kinds = {"quote_type": "direct", "polarity": "affirmed", "confidence": 0.5}
    return texts | kinds | changes


def filled(words, **changes):
    return Filled("quotes.html.j2", {"rows": [row(words, **changes)], "count": 1})


@pytest.mark.parametrize("words", NAMES)
@pytest.mark.parametrize("changes", [{}, {"speaker": None}], ids=["named", "unnamed"])
def test_hostile_words_come_out_as_text(words, changes):
    page = BeautifulSoup(filled(words, **changes).html(), "html.parser")
    plain = BeautifulSoup(filled("Roe", **changes).html(), "html.parser")
    assert [(t.name, set(t.attrs)) for t in page.find_all(True)] == [
        (t.name, set(t.attrs)) for t in plain.find_all(True)
    ]
    speaker, cue, content, *_ = (cell.get_text() for cell in page.find_all("td"))
    assert words in speaker
    assert (cue, content) == (words, f"{words} in the text")


@pytest.mark.parametrize("words", NAMES)
def test_hostile_words_name_no_other_place(words):
    page = BeautifulSoup(filled(words).html(), "html.parser")
    for link in page.find_all("a"):
        assert re.fullmatch(r"#(?:quote|speaker)-[\w-]+", link["href"], re.ASCII)


def test_text_is_escaped_once():
    failed = [{"name": "a & b", "reason": Markup("<i>cut</i>")}]
    html = render("failures.html.j2", failed=failed)
    assert "<code>a &amp; b</code>: <i>cut</i>" in html
    assert "{{" not in html


def test_a_value_that_is_missing_is_no_blank():
    with pytest.raises(UndefinedError, match="failed"):
        render("failures.html.j2")


def test_a_notebook_takes_no_dollar_for_a_formula():
    shown = filled("$x$")._repr_html_()
    assert re.search(r'<div class="[^"]*tex2jax_ignore[^"]*">', shown)
    assert "$x$" in shown
