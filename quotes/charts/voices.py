"""Who speaks, where, how much, and how directly."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quotes.charts.counts import BAR_WIDTH, bars, matrix, most
from quotes.charts.drawing import beside, ranked, ticks
from quotes.charts.figure import (
    PHONE,
    canvas,
    finished,
    in_two_widths,
    is_narrow,
    nothing,
    on_phone,
)
from quotes.compare.counts import (
    UNKNOWN,
    VOICES,
    By,
    cross,
    kinds_of_voice,
    leaders,
    periods,
    types,
)
from quotes.compare.counts import positions as place
from quotes.text.article import Article
from quotes.text.opening import opening


@in_two_widths
def speakers(
    quotes: pd.DataFrame, *, top: int = 20, top_columns: int = 15, ax: Axes | None = None
) -> Figure:
    """Speakers × sources: whom several sources quote, and how often each does.

    Parameters
    ----------
    quotes : a quote table. Where it has one source alone, all its speakers are shown.
    top, top_columns : how many speakers and sources to show, those with the most quotations
        first; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    known = quotes[quotes["speaker"].notna()]
    spread = known.groupby("speaker")["source"].nunique()
    several = quotes["source"].nunique() > 1
    wanted = spread[spread > 1] if several else spread
    numbers = cross(
        known[known["speaker"].isin(list(wanted.index))],
        "speaker",
        "source",
        top_rows=top,
        top_columns=on_phone(top_columns),
    )
    alone = f" {len(spread) - len(wanted)} others are quoted in one source only." if several else ""
    return matrix(
        numbers,
        ax,
        what=f"quotations by speaker ({len(numbers)} rows) and source",
        caption="Who is quoted where: quotations of each speaker in each source. An empty cell "
        f"means none; the darker, the more.{alone}",
        name="speakers",
    )


@in_two_widths
def share_of_voice(
    quotes: pd.DataFrame,
    *,
    by: By = "quotes",
    top: int = 3,
    sources: int = 8,
    ax: Axes | None = None,
) -> Figure:
    """Whom each source gives most room: its own leading speakers, and the share of the others.

    Parameters
    ----------
    quotes : a quote table.
    by : count quotations, or the words of their contents.
    top : how many speakers of each source to show.
    sources : how many sources to show, those with the most quotations first.
    ax : axes to draw on; without it a new figure.

    """
    numbers = leaders(quotes, by=by, top=top, sources=sources)
    what = "quotations" if by == "quotes" else "words quoted"
    height = 0.6 + (0.33 if is_narrow() else 0.27) * max(
        2, len(numbers) + 1.4 * numbers.index.nunique()
    )
    with canvas(ax, PHONE if is_narrow() else BAR_WIDTH, height) as axes:
        ranked(axes, numbers, by) if len(numbers) else nothing(axes)
        return finished(
            axes,
            alt=f"Bars by source, one for each of its leading speakers, by share of {what}.",
            caption=f"Share of voice: the leading speakers of each source, by {what}; its others, "
            "and what has no known speaker, are told without a bar."
            + (" A quotation within another counts for both." if by == "words" else ""),
            name=f"share-of-voice-by-{by}",
            numbers=numbers,
        )


@in_two_widths
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


@in_two_widths
def positions(
    quotes: pd.DataFrame, articles: Sequence[Article], *, top: int = 20, ax: Axes | None = None
) -> Figure:
    """Where in each article its quotations begin, and who is the first to speak.

    Parameters
    ----------
    quotes : a quote table.
    articles : the articles it was made from.
    top : how many to show, those with the most quotations.
    ax : axes to draw on; without it a new figure.

    """
    found = place(quotes, articles)
    shown = found["doc_id"].value_counts(sort=True).index[:top]
    order = [a for a in articles if a.id in set(shown)]
    rows = {a.id: number for number, a in enumerate(order)}
    points = found[found["doc_id"].isin(list(rows))].rename(columns={"quote_type": "kind"})
    points = points.assign(row=points["doc_id"].map(rows))
    with canvas(ax, PHONE if is_narrow() else BAR_WIDTH, 1 + 0.4 * max(2, len(order))) as axes:
        sources = [a.source for a in order]
        alone = [source for source in sources if sources.count(source) == 1]
        names = [a.title or (a.source if a.source in alone else opening(a.text)) for a in order]
        ticks(axes, names, points) if len(points) else nothing(axes)
        if not is_narrow():
            first = points.sort_values("position", kind="stable").drop_duplicates("row")
            beside(axes, dict(zip(first["row"], first["speaker"], strict=True)))
        return finished(
            axes,
            alt=f"A line for each of {len(order)} articles, from its first to its last character, "
            f"with a mark where each of {len(points)} quotations begins.",
            caption="Where in the text the quotations stand: a line an article, from its start to "
            f"its end, for the {len(order)} of {len(articles)} articles with the most of them; "
            "to its right, who speaks first.",
            name="positions",
            numbers=found.set_index("doc_id")[["source", "position", "quote_type", "speaker"]]
            if len(order) == len(articles)
            else points.set_index("doc_id")[["source", "position", "kind", "speaker"]],
        )


@in_two_widths
def over_time(quotes: pd.DataFrame, *, top: int = 12, ax: Axes | None = None) -> Figure:
    """Speakers × days, months or years, where the table tells dates.

    Parameters
    ----------
    quotes : a quote table.
    top : how many speakers to show, the most quoted first; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    dated = quotes[quotes["published"].notna() & quotes["speaker"].notna()]
    dated, name = periods(dated)
    numbers = cross(dated, "speaker", "period", top_rows=top)
    return matrix(
        numbers[sorted(numbers.columns)],
        ax,
        what=f"quotations by speaker and {name}",
        caption=f"Who speaks when: quotations of each speaker by {name} of publication, of the "
        f"{len(dated)} with a date and a speaker.",
        name="over-time",
        empty="No article has a date",
    )


@in_two_widths
def sourcing(
    quotes: pd.DataFrame, *, by: str = "source", top: int = 15, ax: Axes | None = None
) -> Figure:
    """What kinds of voices there are: persons, bodies, documents, and those without a name.

    Parameters
    ----------
    quotes : a quote table.
    by : column of the table: a bar for each of its values.
    top : how many values to show; the others are summed.
    ax : axes to draw on; without it a new figure.

    """
    numbers = cross(kinds_of_voice(quotes), by, "voice", top_rows=top)
    numbers = numbers[[kind for kind in (*VOICES, UNKNOWN) if kind in numbers.columns]]
    return bars(
        numbers,
        ax,
        unit="quotes",
        alt=f"Bars of 100 %, one for each {by}, parted by kind of speaker. "
        f"{most(numbers, 'quotations')}",
        caption=f"Who stands behind the quotations, by {by}: named persons, bodies (groups, "
        "organizations, countries), documents, voices without a name; hatched is what has no known "
        "speaker.",
        name=f"sourcing-by-{by}",
    )
