"""Charts: right numbers, readable labels, the same bytes, whatever the table holds."""

from base64 import b64decode
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
    "time": lambda found, **o: charts.over_time(found.frame.assign(published="2024-05-01"), **o),
    "sourcing": lambda found, **o: charts.sourcing(found.frame, **o),
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


def test_phone_has_whole_names_in_two_lines():
    name = "The Northern Evening Gazette"
    chart = charts.sourcing(corpora.one_each([name, "Post"]).frame)
    (wide,), (narrow,) = chart.axes, chart.narrow.axes
    assert name in [text.get_text() for text in wide.get_yticklabels()]
    assert "The Northern\nEvening Gazette" in [text.get_text() for text in narrow.get_yticklabels()]


@pytest.mark.parametrize("kinds", [("person", "person"), ("person", None)])
def test_sourcing_tells_of_unknown_speakers_only_where_there_are(kinds):
    frame = corpora.one_each(["Daily", "Post"]).frame
    chart = charts.sourcing(frame.assign(speaker_type=kinds))
    words = [text.get_text() for text in chart.axes[0].get_legend().get_texts()]
    assert words == ["person", *(["no known speaker"] if None in kinds else [])]


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


def test_phone_has_a_drawing_of_its_own():
    chart = charts.share_of_voice(SHAPES["long names"].frame)
    assert chart.narrow.get_figwidth() < chart.get_figwidth()
    assert '<source media="(max-width: 40em)"' in chart.html()
    assert charts.share_of_voice(SHAPES["one source"].frame, ax=Figure().add_subplot()) is not None


@pytest.mark.parametrize("name", ["speakers", "cues", "classes", "repeats"])
def test_phone_has_few_columns(name):
    chart = DRAWN[name](SHAPES["60 sources"])
    wide, narrow = (len(c.axes[0].get_xticks()) for c in (chart, chart.narrow))
    assert narrow <= 7
    assert narrow <= wide <= 60


def test_picture_follows_the_scheme():
    svg = b64decode(charts.quote_types(SHAPES["one source"].frame).picture().partition(",")[2])
    ElementTree.fromstring(svg)
    assert b"prefers-color-scheme: dark" in svg


def test_source_without_a_known_speaker_is_drawn():
    frame = corpora.one_each(["A"]).frame.assign(speaker=None)
    chart = charts.share_of_voice(frame)
    assert chart.axes[0].get_xlim()[1] > 0
    ElementTree.fromstring(chart.file("svg"))


def test_whom_one_source_alone_quotes_is_counted():
    frame = corpora.one_each(["A", "B", "B"]).frame.assign(speaker=["x", "x", "y"])
    chart = charts.speakers(frame)
    assert list(chart.numbers.index) == ["x"]
    assert "1 others are quoted in one source only" in chart.caption


def test_marks_are_no_verbs():
    frame = corpora.one_each(["A", "B"]).frame.assign(cue_lemma=[":", "warn"])
    assert list(charts.cues(frame).numbers.index) == ["warn"]


def test_markup_in_a_chart_is_escaped():
    shown = charts.share_of_voice(SHAPES["hostile"].frame)._repr_html_()
    assert not any(words in shown for words in corpora.HOSTILE[:2])
    assert "&lt;script&gt;" in shown
