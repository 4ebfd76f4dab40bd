"""Who speaks, where, how much, and how directly."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.charts.counts import BAR_WIDTH, bars, matrix, most
from quotes.charts.drawing import ticks
from quotes.charts.figure import canvas, finished, nothing
from quotes.compare.counts import By, cross, types
from quotes.compare.counts import positions as place
from quotes.text.article import Article

ROWS = 40
"""Most bars in a chart of sources or articles."""


def speakers(quotes: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Figure:
    """Speakers × sources: how many quotations of whom stand where.

    Parameters
    ----------
    quotes : a quote table.
    top : how many speakers to show, the most quoted first; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    numbers = cross(quotes, "speaker", "source", top_rows=top, top_columns=60)
    return matrix(
        numbers,
        ax,
        what=f"quotations by speaker ({len(numbers)} rows) and source",
        caption="Who is quoted where: quotations of each speaker in each source. An empty cell "
        "means none; the darker, the more.",
        name="speakers",
    )


def share_of_voice(
    quotes: pd.DataFrame, *, by: By = "quotes", top: int = 5, ax: Axes | None = None
) -> Figure:
    """Each source's quotations (or quoted words) shared out among the speakers.

    Parameters
    ----------
    quotes : a quote table.
    by : count quotations, or the words of their contents.
    top : how many speakers have a colour of their own, at most 5.
    ax : axes to draw on; without it a new figure.

    """
    numbers = cross(quotes, "source", "speaker", by=by, top_rows=ROWS, top_columns=min(top, 5))
    what = "quotations" if by == "quotes" else "words quoted"
    return bars(
        numbers,
        ax,
        unit=by,
        alt=f"Bars of 100 %, one for each source, parted by speaker, counted in {what}. "
        f"{most(numbers, what)}",
        caption=f"Share of voice in each source, by {what}. Speakers without a colour of their "
        "own are summed as others; hatched is what has no known speaker."
        + (" A quotation within another counts for both." if by == "words" else ""),
        name=f"share-of-voice-by-{by}",
    )


def quote_types(
    quotes: pd.DataFrame, *, by: str = "source", top: int = 15, ax: Axes | None = None
) -> Figure:
    """Direct, mixed and indirect quotations of each source, speaker or other column.

    Parameters
    ----------
    quotes : a quote table.
    by : column of the table: a bar for each of its values.
    top : how many values to show; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    numbers = types(quotes, by, top=top)
    return bars(
        numbers,
        ax,
        unit="quotes",
        alt=f"Bars of 100 %, one for each {by}, parted into direct, mixed and indirect "
        f"quotations. {most(numbers, 'quotations')}",
        caption=f"How the words are given, by {by}: direct (within quotation marks), mixed "
        "(partly), indirect (in the reporter's words).",
        name=f"types-by-{by}",
    )


def positions(
    quotes: pd.DataFrame, articles: Sequence[Article], *, ax: Axes | None = None
) -> Figure:
    """Where in each article its quotations begin.

    Parameters
    ----------
    quotes : a quote table.
    articles : the articles it was made from; the 40 with the most quotations are shown.
    ax : axes to draw on; without it a new figure.

    """
    found = place(quotes, articles)
    shown = found["doc_id"].value_counts(sort=True).index[:ROWS]
    order = [a for a in articles if a.id in set(shown)]
    rows = {a.id: number for number, a in enumerate(order)}
    points = found[found["doc_id"].isin(list(rows))].rename(columns={"quote_type": "kind"})
    points = points.assign(row=points["doc_id"].map(rows))
    names = [a.source if a.title is None else f"{a.source}: {a.title}" for a in order]
    with canvas(ax, BAR_WIDTH, 1 + 0.4 * max(2, len(order))) as axes:
        ticks(axes, names, points) if len(points) else nothing(axes)
        return finished(
            axes,
            alt=f"A line for each of {len(order)} articles, from its first to its last character, "
            f"with a mark where each of {len(points)} quotations begins.",
            caption="Where in the text the quotations stand: a line an article, from its start to "
            f"its end, for the {len(order)} of {len(articles)} articles with the most of them.",
            name="positions",
            numbers=found.set_index("doc_id")[["source", "position", "quote_type", "speaker"]],
        )
