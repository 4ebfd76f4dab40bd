"""Charts of a quote table: each function takes the table and gives a figure.

Without `ax` the figure is a `Chart`, which shows itself in a notebook with its caption and
the numbers behind it; with `ax` it is drawn there, and the figure of these axes comes back.
"""

from quotes.charts.figure import Chart
from quotes.charts.statements import repeats
from quotes.charts.verbs import addressees, cue_classes, cues, polarity
from quotes.charts.voices import (
    over_time,
    positions,
    quote_types,
    share_of_voice,
    sourcing,
    speakers,
)

__all__ = [
    "Chart",
    "addressees",
    "cue_classes",
    "cues",
    "over_time",
    "polarity",
    "positions",
    "quote_types",
    "repeats",
    "share_of_voice",
    "sourcing",
    "speakers",
]
