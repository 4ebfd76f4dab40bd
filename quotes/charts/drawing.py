"""Kinds of drawing, from a table of numbers onto axes: heat map, dots, bars, ticks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import PowerNorm

from quotes.charts.figure import (
    COLOURS,
    COLUMNS,
    GREY,
    INK,
    KINDS,
    LONGEST_LABEL,
    is_narrow,
    label,
    two_lines,
)
from quotes.compare.counts import OTHERS, UNKNOWN

BRIGHT = (COLOURS[1], COLOURS[4], COLOURS[5])  # dark words stand out on these


NOBODY = "no known speaker"
"""What a legend calls the part without a value."""


ROW = 0.32
"""Height of a row, in inches."""


def column_width(count: int) -> float:
    """Width of a column, in inches: one of so many."""
    if not is_narrow():
        return 0.62
    return 0.42 if count <= COLUMNS else 0.3


def size(numbers: pd.DataFrame) -> tuple[float, float]:
    """Width and height of a matrix, in inches, with room for its labels."""
    names = max((len(label(n)) for n in numbers.index), default=0)
    heads = max((len(label(n)) for n in numbers.columns), default=0)
    width = 1 + 0.08 * names + column_width(len(numbers.columns)) * max(4, len(numbers.columns))
    return width, 0.5 + 0.055 * heads + ROW * max(3, len(numbers))


def heat_map(ax: Axes, numbers: pd.DataFrame) -> None:
    """Draw rows × columns as coloured cells with their numbers; nothing where there is 0.

    The darkest cell is the largest of a name of its own: "(80 others)" may be larger.
    """
    values = np.ma.masked_equal(numbers.to_numpy(), 0)
    shades = mpl.colormaps["cividis_r"].copy()
    named = [not str(name).startswith("(") for name in numbers.index]
    own = [not str(name).startswith("(") for name in numbers.columns]
    top = max(int(numbers.loc[named, own].to_numpy().max(initial=1)), 1)
    scale = PowerNorm(0.5, vmin=0, vmax=top, clip=True)  # one large number leaves small ones apart
    ax.pcolormesh(values, cmap=shades, norm=scale, edgecolors="white", linewidth=1.5)
    for row, column in zip(*np.nonzero(numbers.to_numpy()), strict=True):
        value = int(numbers.iat[row, column])
        ink = "white" if value > 0.3 * top else INK
        ax.text(column + 0.5, row + 0.5, str(value), ha="center", va="center", color=ink)
    grid_labels(ax, numbers, 0.5)


def dots(ax: Axes, numbers: pd.DataFrame, shares: pd.DataFrame) -> None:
    """Draw rows × columns as dots, their areas as the shares, with the numbers beside them."""
    for row, column in zip(*np.nonzero(numbers.to_numpy()), strict=True):
        share = float(shares.iat[row, column])
        ax.scatter(column, row, s=420 * share, color=COLOURS[0], alpha=0.85, linewidth=0)
        near = 0.12 + 0.2 * share**0.5
        text = str(int(numbers.iat[row, column]))
        ax.text(column + near, row, text, va="center", fontsize=8, color="#555555")
    ax.set_xlim(-0.5, len(numbers.columns) - 0.3)
    ax.set_ylim(-0.6, len(numbers) - 0.4)
    ax.grid(color="#eeeeee")
    grid_labels(ax, numbers, 0)


def grid_labels(
    ax: Axes, numbers: pd.DataFrame, shift: float, longest: int = LONGEST_LABEL
) -> None:
    """Name rows and columns; the first row is at the top. `shift` is to the middle of a cell."""
    rows_named(ax, np.arange(len(numbers)) + shift, numbers.index, longest)
    ax.set_xticks(
        np.arange(len(numbers.columns)) + shift,
        [two_lines(name) for name in numbers.columns],
        rotation=60 if is_narrow() else 35,  # two lines need more room
        ha="left",
        rotation_mode="anchor",
    )
    ax.xaxis.tick_top()
    ax.invert_yaxis()
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


def rows_named(
    ax: Axes, places: Iterable[float], names: Iterable[object], longest: int = LONGEST_LABEL
) -> None:
    """Name rows; for a phone in two lines where one is too short."""
    ax.set_yticks(list(places), [two_lines(name, longest) for name in names], linespacing=0.95)


def stacked(ax: Axes, numbers: pd.DataFrame, *, whole: str) -> None:
    """Draw a bar of 100 % a row, its parts the columns; at its end the total, in units `whole`."""
    totals = numbers.sum(axis=1)
    shares = numbers.div(totals.where(totals > 0, 1), axis=0) * 100
    left = np.zeros(len(numbers))
    places = np.arange(len(numbers))
    for name, look in zip(numbers.columns, looks(numbers.columns), strict=True):
        part = shares[name].to_numpy()
        ax.barh(
            places,
            part,
            left=left,
            label=NOBODY if name == UNKNOWN else label(name),
            height=0.72,
            **look,
        )
        for place in np.nonzero(part >= 6)[0].tolist():
            _inside(ax, left[place] + part[place] / 2, place, numbers[name].iat[place], look)
        left += part
    for place, total in enumerate(totals.tolist()):
        ax.text(
            101,
            place,
            f"{total} {whole if total != 1 else whole[:-1]}",
            va="center",
            fontsize=8.5,
            color="#555555",
        )
    rows_named(ax, places, numbers.index)
    ax.set_xlim(0, 100)
    ax.set_ylim(-0.6, len(numbers) - 0.4)
    ax.invert_yaxis()
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}%")
    ax.tick_params(axis="y", length=0)
    legend(ax, len(numbers.columns))


def _inside(ax: Axes, x: float, y: float, value: int, look: dict[str, Any]) -> None:
    ink = INK if look["color"] == "white" or look["color"] in BRIGHT else "white"
    ax.text(x, y, str(value), ha="center", va="center", fontsize=8.5, color=ink)


def ranked(ax: Axes, numbers: pd.DataFrame, unit: str) -> None:
    """Draw a block of bars for each value of the index, its name above: `speaker`, `share`.

    What all others have is told in words: its bar would make those of the leaders too small.
    """
    longest = max(1.0, float(numbers.loc[numbers["speaker"] != OTHERS, "share"].max()))
    places, labels, place = [], [], 0.0
    for name, rows in numbers.groupby(level=0, sort=False):
        total = int(rows[unit].sum())
        text = f"{label(name, wide=True)}  ({total} {unit if total != 1 else unit[:-1]})"
        ax.text(0, place, text, va="center", fontweight="bold", fontsize=9.5)
        for speaker, amount, share in zip(rows["speaker"], rows[unit], rows["share"], strict=True):
            place += 1
            bar = 0 if speaker == OTHERS else share
            ax.barh(place, bar, height=0.7, color=COLOURS[0])
            text = f"{share}%  ({amount})"
            ax.text(bar + longest / 100, place, text, va="center", fontsize=8.5)
            places.append(place)
            labels.append(speaker)
        place += 1.4  # a gap before the next block
    rows_named(ax, places, labels)
    ax.set_xlim(0, 1.2 * longest)
    ax.set_ylim(-0.7, place - 0.7)
    ax.invert_yaxis()
    ax.set_xticks(())
    ax.tick_params(axis="y", length=0)
    ax.spines["bottom"].set_visible(False)


def beside(ax: Axes, words: Mapping[int, str]) -> None:
    """Write words to the right of rows."""
    for row, text in words.items():
        ax.text(103, row, label(text), va="center", fontsize=8.5, color="#555555")


def looks(names: Sequence[str]) -> list[dict[str, Any]]:
    """Give each name its colour: what is unknown white and hatched, others in brackets grey."""
    colours = iter(COLOURS)
    found = []
    for name in names:
        if name == UNKNOWN:
            found.append({"color": "white", "edgecolor": GREY, "hatch": "////"})
        elif name.startswith("(") and name.endswith("others)"):
            found.append({"color": GREY, "edgecolor": "white"})
        else:
            found.append({"color": next(colours, GREY), "edgecolor": "white"})
    return found


def ticks(ax: Axes, rows: Sequence[str], points: pd.DataFrame) -> None:
    """Draw a line a row with a mark at each position (0 to 1), by kind.

    `points` has `row` (a place in `rows`), `position` and `kind`.
    """
    for place in range(len(rows)):
        ax.axhline(place, color="#dddddd", linewidth=1, zorder=0)
    kinds = set(points["kind"])
    for kind, (marker, colour) in KINDS.items():
        if kind in kinds:
            of_kind = points[points["kind"] == kind]
            wide, line = (150, 1.6) if marker == "|" else (45, 0.5)
            ax.scatter(
                of_kind["position"] * 100,
                of_kind["row"],
                marker=marker,
                s=wide,
                color=colour,
                label=kind,
                linewidth=line,
            )
    rows_named(ax, range(len(rows)), rows)
    ax.set_xlim(-1, 101)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xticks((0, 25, 50, 75, 100), ("start", "25%", "50%", "75%", "end"))
    ax.tick_params(axis="y", length=0)
    legend(ax, len(kinds))


def legend(ax: Axes, entries: int) -> None:
    """Put the legend above the axes: in one line, or for a phone in columns of two."""
    if entries:
        ax.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=(entries + 1) // 2 if is_narrow() and entries > 3 else entries,
            columnspacing=1.2,
            fontsize=9,
            handlelength=1.2,
        )
