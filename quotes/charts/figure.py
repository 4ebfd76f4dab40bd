"""A matplotlib figure that shows itself with its caption, text alternative and numbers."""

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.html.view import View, render

STYLE: MappingProxyType[Any, Any] = MappingProxyType(
    {
        # what a user's own settings say must not change a chart
        **{k: v for k, v in mpl.rcParamsDefault.items() if not k.startswith(("backend", "date."))},
        "text.parse_math": False,  # a name may hold dollar signs
        "font.family": "sans-serif",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#888888",
        "axes.titlesize": 10,
        "svg.fonttype": "none",
        "svg.hashsalt": "quotes",  # the same table gives the same bytes
        "figure.facecolor": "white",
        "legend.frameon": False,
        "axes.axisbelow": True,
    }
)


# Okabe and Ito's colours, which those who see few colours can tell apart.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")


KINDS = MappingProxyType(
    {"direct": ("o", COLOURS[0]), "mixed": ("D", COLOURS[1]), "indirect": ("|", COLOURS[2])}
)
"""Mark and colour of each type of quotation, those in quotation marks first."""


GREY = "#999999"


INK = "#222222"


LONGEST_LABEL = 34
"""Longest label, in characters; a longer one is cut."""


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


class Chart(View, Figure):
    """A figure with what a reader needs beside it.

    Attributes
    ----------
    caption : what is seen, in one or two sentences.
    alt : what the figure shows, for those who do not see it.
    numbers : the table behind it.
    name : its file name when it is saved from a page, without suffix.

    """

    caption: str = ""
    alt: str = ""
    name: str = "chart"
    numbers: pd.DataFrame

    def file(self, kind: str) -> bytes:
        """Draw it as "svg" or "png"; the same numbers give the same bytes."""
        target = io.BytesIO()
        dated = {"Date": None} if kind == "svg" else {"Software": None}
        with mpl.rc_context(dict(STYLE)):
            self.savefig(target, format=kind, metadata=dated, bbox_inches="tight", dpi=144)
        return target.getvalue()

    def html(self) -> Markup:
        """Give figure, caption, numbers and links to files as one element."""
        svg, png = (base64.b64encode(self.file(kind)).decode() for kind in ("svg", "png"))
        return render("chart.html.j2", chart=self, svg=svg, png=png, width=self.get_figwidth())


def label(value: object, longest: int = LONGEST_LABEL) -> str:
    """Give a value as the label of an axis: one line, not too long."""
    text = " ".join(_UNPRINTABLE.sub(" ", str(value)).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@contextmanager
def canvas(ax: Axes | None, width: float, height: float) -> Iterator[Axes]:
    """Give the axes to draw on, in our style: those given, or those of a new `Chart`."""
    with mpl.rc_context(dict(STYLE)):
        yield Chart(figsize=(width, height)).add_subplot() if ax is None else ax


def finished(ax: Axes, **described: Any) -> Figure:
    """Give the figure of these axes; a `Chart` gets its caption, alt, name and numbers."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("these axes belong to no figure")
    if isinstance(figure, Chart):
        for attribute, value in described.items():
            setattr(figure, attribute, value)
    return figure


def nothing(ax: Axes, text: str = "No quotations to show") -> None:
    """Say that there is nothing to draw."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, text, ha="center", va="center", color=GREY, transform=ax.transAxes)
