"""Charts of counts: a matrix, bars, and what to say of the largest number."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.charts.drawing import ROW, heat_map, size, stacked
from quotes.charts.figure import PHONE, canvas, finished, is_narrow, label, nothing

BAR_WIDTH = 8.0


def most(numbers: pd.DataFrame, unit: str) -> str:
    """Say where the largest number of a table stands."""
    if numbers.empty:
        return "There is nothing to show."
    named = [not str(name).startswith("(") for name in numbers.index]
    own = [not str(name).startswith("(") for name in numbers.columns]
    if not any(named) or not any(own):
        return "There are no names to show."
    row, column = numbers.loc[named, own].stack().idxmax()
    value = int(numbers.at[row, column])
    return f"The largest number is {label(row)} × {label(column)}: {value} {unit}."


def matrix(
    numbers: pd.DataFrame,
    ax: Axes | None,
    *,
    what: str,
    caption: str,
    name: str,
    empty: str = "No quotations to show",
) -> Figure:
    """Draw a heat map of a table of counts."""
    alt = f"Heat map of {what}. {most(numbers, 'quotations')}"
    with canvas(ax, *size(numbers)) as axes:
        heat_map(axes, numbers) if numbers.size else nothing(axes, empty)
        return finished(axes, alt=alt, caption=caption, name=name, numbers=numbers)


def bars(
    numbers: pd.DataFrame, ax: Axes | None, *, unit: str, alt: str, caption: str, name: str
) -> Figure:
    """Draw bars of 100 %, a row each."""
    with canvas(ax, PHONE if is_narrow() else BAR_WIDTH, 0.9 + ROW * max(2, len(numbers))) as axes:
        stacked(axes, numbers, whole=unit) if numbers.size else nothing(axes)
        return finished(axes, alt=alt, caption=caption, name=name, numbers=numbers)
