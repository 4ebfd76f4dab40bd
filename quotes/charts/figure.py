"""A matplotlib figure that shows itself with its caption, text alternative and numbers."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from textwrap import wrap
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
        "font.sans-serif": ["DejaVu Sans", "Arial"],  # each word of an SVG names them all
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


PHONE = 3.6
"""Width of bars and lines for a phone, in inches; names stand beside them."""


COLUMNS = 7
"""Most columns of a matrix there."""


SHORT_LABEL = 17
"""Longest line of a label there, in characters; a longer word is cut a little later."""


_TAG = re.compile(r"<[^>]*>\s*")
_FAMILY = re.compile(r" ?font-family: [^;\"]*;?")
_DECIMALS = re.compile(r"(\.\d\d)\d+")


FONT = "<style>text { font-family: 'DejaVu Sans', 'Arial', sans-serif }</style>"
"""Said once and not with each word."""


DARK = """<style>@media (prefers-color-scheme: dark) {
text:not([style*="fill"]) { fill: #e4e4e4 }
text[style*="fill: #555555"] { fill: #c0c0c0 !important }
:not(text)[style*="fill: #ffffff"] { fill: #1d2024 !important }
[style*="stroke: #ffffff"] { stroke: #1d2024 !important }
[style*="stroke: #eeeeee"], [style*="stroke: #dddddd"] { stroke: #444444 !important }
}</style>"""
"""What a picture in a page adds, so that it follows the scheme of the page."""


_narrow = ContextVar("narrow", default=False)


class Chart(View, Figure):
    """A figure with what a reader needs beside it.

    Attributes
    ----------
    caption : what is seen, in one or two sentences.
    alt : what the figure shows, for those who do not see it.
    numbers : the table behind it.
    name : its file name when it is saved from a page, without suffix.
    narrow : the same, drawn for a phone.

    """

    caption: str = ""
    alt: str = ""
    name: str = "chart"
    numbers: pd.DataFrame
    narrow: "Chart | None" = None

    def file(self, kind: str) -> bytes:
        """Draw it as "svg" or "png"; the same numbers give the same bytes."""
        target = io.BytesIO()
        dated = {"Date": None} if kind == "svg" else {"Software": None}
        with mpl.rc_context(dict(STYLE)):
            self.savefig(target, format=kind, metadata=dated, bbox_inches="tight", dpi=144)
        return target.getvalue()

    def html(self) -> Markup:
        """Give figure, caption and numbers as one element."""
        narrow = self.narrow and self.narrow.picture()
        return render("chart.html.j2", chart=self, picture=self.picture(), narrow=narrow)

    def picture(self) -> str:
        """Give its SVG, in both schemes and without superfluous words, as an address."""
        head, _, rest = self.file("svg").decode().partition("<defs>")
        svg = _TAG.sub(_shorter, f"{head}{FONT}{DARK}<defs>{rest}")
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _shorter(tag: re.Match[str]) -> str:
    """A tag of an SVG without the space after it, the font, and hundredths of its numbers."""
    return _DECIMALS.sub(r"\1", _FAMILY.sub("", tag[0].rstrip()))


def in_two_widths(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """Let a chart that stands alone be drawn once more, for a phone."""

    @wraps(draw)
    def both(*given: Any, ax: Axes | None = None, **options: Any) -> Figure:
        figure = draw(*given, ax=ax, **options)
        if isinstance(figure, Chart) and ax is None:
            token = _narrow.set(True)
            try:
                narrow = draw(*given, ax=None, **options)
            finally:
                _narrow.reset(token)
            figure.narrow = narrow if isinstance(narrow, Chart) else None
        return figure

    return both


def is_narrow() -> bool:
    """Whether what is drawn now is for a phone."""
    return _narrow.get()


def on_phone(most: int | None) -> int | None:
    """Give how many columns to show: no more than a phone has room for, where one is drawn for."""
    return min(most or COLUMNS, COLUMNS - 1) if is_narrow() else most


def label(value: object, longest: int = LONGEST_LABEL, *, wide: bool = False) -> str:
    """Give a value as the label of an axis: one line, not too long; `wide` has room on phones."""
    longest = min(longest, SHORT_LABEL) if is_narrow() and not wide else longest
    text = " ".join(_UNPRINTABLE.sub(" ", str(value)).split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def two_lines(value: object, longest: int = LONGEST_LABEL) -> str:
    """Give a label, in two lines where it stands on a phone and is too long for one."""
    text = label(value, longest, wide=True)
    if not is_narrow():
        return text
    lines = wrap(text, SHORT_LABEL, max_lines=2, placeholder="…", break_long_words=False)
    return "\n".join(label(line, SHORT_LABEL + 6, wide=True) for line in lines)


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
