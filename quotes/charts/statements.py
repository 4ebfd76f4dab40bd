"""Which source carries which statement, and how."""

from collections.abc import Sequence

import matplotlib.lines
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.charts.drawing import column_width, grid_labels
from quotes.charts.figure import (
    COLUMNS,
    GREY,
    KINDS,
    canvas,
    finished,
    in_two_widths,
    is_narrow,
    nothing,
)
from quotes.compare.repeats import Comparison, Statement

UNQUOTED = "in no quotation"


SOURCES = 15
"""Most sources side by side."""


MARKERS = {**KINDS, UNQUOTED: ("x", GREY)}


@in_two_widths
def repeats(compared: Comparison, *, top: int = 25, ax: Axes | None = None) -> Figure:
    """Statements × sources: who prints it in marks, paraphrased, or in no quotation that was found.

    Parameters
    ----------
    compared : what `quotes.find_repeats` gives.
    top : how many statements to show, those in most sources first; fewer where more sources would
        stand side by side than can be read.
    ax : axes to draw on; without it a new figure.

    """
    numbers = table(_fitting(compared.statements[:top], COLUMNS if is_narrow() else SOURCES))
    height = 1.4 + 0.36 * max(2, len(numbers))
    sources = len(numbers.columns)
    width = (2.4 if is_narrow() else 4.2) + column_width(sources) * max(4, sources)
    with canvas(ax, width, height) as axes:
        if numbers.size:
            _draw(axes, numbers)
        else:
            nothing(axes, "No statement stands in more than one source")
        return finished(
            axes,
            alt=f"Grid of {len(numbers)} statements by {len(numbers.columns)} sources; a mark says "
            "that the source prints the statement: directly, mixed, indirectly, or in no quotation "
            "that was found.",
            caption=f"The same statement in several sources, by how each prints it: {len(numbers)} "
            f"of {len(compared.statements)}. The wordings of all stand below.",
            name="repeats",
            numbers=numbers,
        )


def _fitting(found: Sequence[Statement], most: int) -> Sequence[Statement]:
    """The first statements whose sources are not too many; at least one."""
    sources: set[str] = set()
    for number, statement in enumerate(found):
        sources.update(statement.sources)
        if number and len(sources) > most:
            return found[:number]
    return found


def table(found: Sequence[Statement]) -> pd.DataFrame:
    """Statements (by their first wording) × sources: how each source prints it, else ""."""
    sources = list(dict.fromkeys(source for statement in found for source in statement.sources))
    rows = []
    for statement in found:
        how = {w.source: w.row["quote_type"] if w.row else UNQUOTED for w in statement.wordings}
        rows.append([str(how.get(source, "")) for source in sources])
    names = [f"{number}. {s.wordings[0].text}" for number, s in enumerate(found, start=1)]
    return pd.DataFrame(rows, pd.Index(names, name="statement"), sources)


def _draw(ax: Axes, numbers: pd.DataFrame) -> None:
    for row, cells in enumerate(numbers.itertuples(index=False, name=None)):
        ax.axhline(row, color="#eeeeee", zorder=0)
        for column, how in enumerate(cells):
            if how:
                marker, colour = MARKERS[how]
                ax.scatter(column, row, marker=marker, color=colour, s=70)
    ax.set_xlim(-0.5, len(numbers.columns) - 0.5)
    ax.set_ylim(-0.5, len(numbers) - 0.5)
    grid_labels(ax, numbers, 0, longest=48)
    handles = [
        matplotlib.lines.Line2D([], [], marker=m, color=c, linestyle="", label=how)
        for how, (m, c) in MARKERS.items()
    ]
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), ncols=4, fontsize=9)
