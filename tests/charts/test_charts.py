"""Charts: right numbers, readable labels, the same bytes, whatever the table holds."""

from itertools import pairwise
from xml.etree import ElementTree

import corpora
import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from quotes import charts
from quotes.compare.repeats import find_repeats
from quotes.table.files import to_frame

LONG = "The Permanent Representative of the Northern Islands to the Council of the Seas"
SHAPES = {
    "none": corpora.Extraction(to_frame([]), (), ()),
    "one source": corpora.one_each(["Daily News"]),
    "60 sources": corpora.one_each([f"Gazette of District {n}" for n in range(60)]),
    "long names": corpora.one_each([LONG, LONG[::-1]], speaker=LONG),
    "hostile": corpora.hostile(),
}
DRAWN = {
    "speakers": lambda found, **o: charts.speakers(found.frame, **o),
    "voice": lambda found, **o: charts.share_of_voice(found.frame, **o),
    "words": lambda found, **o: charts.share_of_voice(found.frame, by="words", **o),
    "types": lambda found, **o: charts.quote_types(found.frame, by="speaker", **o),
    "positions": lambda found, **o: charts.positions(found.frame, found.articles, **o),
    "cues": lambda found, **o: charts.cues(found.frame, **o),
    "classes": lambda found, **o: charts.cue_classes(found.frame, **o),
    "polarity": lambda found, **o: charts.polarity(found.frame, **o),
    "addressees": lambda found, **o: charts.addressees(found.frame, **o),
    "repeats": lambda found, **o: charts.repeats(find_repeats(found.frame, found.articles), **o),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", DRAWN)
def test_chart_can_be_read(name, shape):
    chart = DRAWN[name](SHAPES[shape])
    assert len(chart.alt) > 20
    assert len(chart.caption) > 20
    ElementTree.fromstring(chart.file("svg"))
    chart.canvas.draw()
    (axes,) = chart.axes
    boxes = sorted(
        (text.get_window_extent() for text in axes.get_yticklabels() if text.get_text()),
        key=lambda box: box.y0,
    )
    assert all(lower.y1 <= upper.y0 + 1 for lower, upper in pairwise(boxes))
    assert all(len(text.get_text()) <= 50 for text in axes.get_yticklabels())
    assert max(chart.get_size_inches()) < 60


@pytest.mark.parametrize("name", DRAWN)
def test_chart_is_drawn_where_it_is_told(name):
    figure = Figure()
    axes = figure.add_subplot()
    assert DRAWN[name](SHAPES["one source"], ax=axes) is figure
    assert len(axes.get_children()) > len(Figure().add_subplot().get_children())


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_same_table_gives_the_same_bytes(kind):
    one, other = (charts.speakers(SHAPES["hostile"].frame).file(kind) for _ in range(2))
    assert one == other


def test_own_settings_change_no_chart():
    plain = charts.speakers(SHAPES["long names"].frame).file("svg")
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "text.parse_math": True}):
        assert charts.speakers(SHAPES["long names"].frame).file("svg") == plain


def test_speaker_keeps_the_colour():
    found = corpora.one_each(["A", "B", "C"])
    longer = [
        f"{c}{more}" for c, more in zip(found.frame["content"], ("", " at all", ""), strict=True)
    ]
    frame = found.frame.assign(speaker=["x", "y", "x"], content=longer)
    by_quotes, by_words = (charts.share_of_voice(frame, by=by) for by in ("quotes", "words"))
    assert list(by_quotes.numbers.columns) == list(by_words.numbers.columns) == ["x", "y"]


def test_marks_are_no_verbs():
    frame = corpora.one_each(["A", "B"]).frame.assign(cue_lemma=[":", "warn"])
    assert list(charts.cues(frame).numbers.index) == ["warn"]


def test_markup_in_a_chart_is_escaped():
    shown = charts.speakers(SHAPES["hostile"].frame)._repr_html_()
    assert not any(words in shown for words in corpora.HOSTILE[:2])
    assert "&lt;script&gt;" in shown
