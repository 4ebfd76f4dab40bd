"""How it was said to be said: cue verbs, their families, polarity, addressees."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.charts.counts import matrix, most
from quotes.charts.drawing import dots, size
from quotes.charts.figure import canvas, finished, in_two_widths, nothing, on_phone
from quotes.compare.counts import UNKNOWN, cross

NEUTRAL = "say"


@in_two_widths
def cues(
    quotes: pd.DataFrame,
    *,
    by: str = "speaker",
    top: int = 15,
    top_columns: int = 8,
    ax: Axes | None = None,
) -> Figure:
    """Which verbs report each speaker or source: a dot's area is the verb's share there.

    Parameters
    ----------
    quotes : a quote table.
    by : column of the table: a column of dots for each of its values.
    top, top_columns : how many verbs, and values of `by`, to show.
    ax : axes to draw on; without it a new figure.

    Notes
    -----
    "say" is most of what is written and tells the least: it is left out of the picture, its
    share is in the caption. Shares are of all cues of that column, "say" among them.

    """
    known = quotes[quotes["cue_lemma"].str.contains(r"[^\W\d_]").fillna(False).astype(bool)]
    others = known[known["cue_lemma"] != NEUTRAL]
    columns = on_phone(top_columns)
    wanted = [n for n in cross(known, by, "cue_lemma").index if n != UNKNOWN][:columns]
    others = others[others[by].isin(wanted)]
    numbers = cross(others, "cue_lemma", by).reindex(columns=wanted, fill_value=0)
    drawn = numbers.head(top)
    shares = drawn / known[by].value_counts().reindex(wanted)
    said = len(known) - int((known["cue_lemma"] != NEUTRAL).sum())
    percent = round(100 * said / max(1, len(known)))
    shown = f"{len(drawn)} of {len(numbers)} reporting verbs by {by}"
    with canvas(ax, *size(drawn)) as axes:
        dots(axes, drawn, shares) if drawn.size else nothing(axes)
        return finished(
            axes,
            alt=f"Dots for {shown}. {most(numbers, 'times')}",
            caption=f"{shown}, the most frequent, without “say”, which makes {said} of "
            f"{len(known)} cues ({percent}%). A dot's area is the verb's share of that {by}'s "
            "cues; the number says how often.",
            name=f"cues-by-{by}",
            numbers=numbers,
        )


@in_two_widths
def cue_classes(
    quotes: pd.DataFrame, *, by: str = "source", top: int = 20, ax: Axes | None = None
) -> Figure:
    """Families of cues (say, deny, warn, urge, accuse …) of each source or speaker.

    Parameters
    ----------
    quotes : a quote table.
    by : column of the table: a row for each of its values.
    top : how many values to show; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    known = quotes[quotes["cue_class"].notna()]
    return matrix(
        cross(known, by, "cue_class", top_rows=top, top_columns=on_phone(None)),
        ax,
        what=f"quotations by {by} and family of cue",
        caption=f"Families of reporting verbs by {by}. “Say” holds all that only report; "
        "the others say what kind of statement it was.",
        name=f"cue-classes-by-{by}",
    )


@in_two_widths
def polarity(
    quotes: pd.DataFrame, *, by: str = "source", top: int = 20, ax: Axes | None = None
) -> Figure:
    """Whether it was said, denied, declined, asked, or is only expected.

    Parameters
    ----------
    quotes : a quote table.
    by : column of the table: a row for each of its values.
    top : how many values to show; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    return matrix(
        cross(quotes, by, "polarity", top_rows=top),
        ax,
        what=f"quotations by {by} and polarity",
        caption=f"Polarity by {by}: affirmed (said), denied (said not to be so, or not said), "
        "declined (would not say), asked, expected (to be said).",
        name=f"polarity-by-{by}",
    )


@in_two_widths
def addressees(quotes: pd.DataFrame, *, top: int = 20, ax: Axes | None = None) -> Figure:
    """Who speaks to whom: speakers × addressees, as far as the texts name these.

    Parameters
    ----------
    quotes : a quote table.
    top : how many speakers, and addressees, to show; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    named = quotes[quotes["addressee"].notna()]
    return matrix(
        cross(named, "speaker", "addressee", top_rows=top, top_columns=on_phone(top)),
        ax,
        what="quotations by speaker and addressee",
        caption=f"Who speaks to whom. The texts name an addressee for {len(named)} of "
        f"{len(quotes)} quotations, in the words printed here.",
        name="addressees",
    )
