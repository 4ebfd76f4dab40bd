"""Quote tables counted: the numbers behind the charts."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

import pandas as pd

from quotes.table.cells import JOIN, read_spans
from quotes.text.article import Article
from quotes.text.kinds import QuoteType, SpeakerType
from quotes.text.span import Span

UNKNOWN = "(unknown)"
"""Stands where a column of the table has no value."""


LOW = 0.5
"""Rows with less confidence than this, more likely wrong than right, are counted as unsure."""


BY_MARKS = (str(QuoteType.DIRECT), str(QuoteType.MIXED), str(QuoteType.INDIRECT))
"""Types of quotation, those in the speaker's own words first."""


OTHERS = "(others)"
"""Stands for all that are not listed."""


PERIODS = 14
"""Most periods that are shown side by side."""


VOICES = MappingProxyType(
    {
        "person": (SpeakerType.PERSON,),
        "body": (SpeakerType.GROUP, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY),
        "document": (SpeakerType.DOCUMENT,),
        "anonymous": (SpeakerType.ANONYMOUS,),
    }
)
"""Kinds of voices, and the types of speakers that each is made of."""


By = Literal["quotes", "words"]


def words(quotes: pd.DataFrame) -> pd.Series:
    """Words of each content, as separated by blanks."""
    return quotes["content"].str.replace(JOIN, " ").str.split().str.len()


def contents(quotes: pd.DataFrame) -> dict[str, list[Span]]:
    """The places of all contents of each article."""
    found: dict[str, list[Span]] = {}
    for doc_id, cell in zip(quotes["doc_id"], quotes["content_spans"], strict=True):
        found.setdefault(doc_id, []).extend(read_spans(cell))
    return found


def outermost(quotes: pd.DataFrame) -> pd.DataFrame:
    """Leave out quotations that lie within others, whose words would count twice."""
    return quotes[quotes["within"].isna()]


def cross(
    quotes: pd.DataFrame,
    rows: str,
    columns: str,
    *,
    by: By = "quotes",
    top_rows: int | None = None,
    top_columns: int | None = None,
) -> pd.DataFrame:
    """Count quotations by two columns of the table; those within others are left out.

    Parameters
    ----------
    quotes : a quote table.
    rows, columns : names of its columns.
    by : what is counted, quotations or the words of their contents.
    top_rows, top_columns : how many values to keep, those with the most quotations first;
        the rest is summed as "(7 others)".

    Returns
    -------
    pandas.DataFrame
        Whole numbers, values of `rows` × values of `columns`, each sorted by quotations. What
        has no value comes last, as `UNKNOWN`.

    """
    quotes = outermost(quotes)
    amount = words(quotes) if by == "words" else pd.Series(1, index=quotes.index)
    keys = [quotes[name].astype("object").fillna(UNKNOWN) for name in (rows, columns)]
    table = amount.groupby(keys).sum().unstack(fill_value=0)
    table = _ranked(table, keys[0].value_counts(), top_rows)
    table = _ranked(table.T, keys[1].value_counts(), top_columns).T
    table.index.name, table.columns.name = rows, columns
    return table.astype(int)


def _ranked(table: pd.DataFrame, totals: pd.Series, top: int | None) -> pd.DataFrame:
    names = [n for n in sorted(table.index, key=lambda n: (-totals[n], n)) if n != UNKNOWN]
    kept, rest = (names, []) if top is None or len(names) <= top + 1 else (names[:top], names[top:])
    ranked = table.loc[kept]
    if rest:
        ranked.loc[f"({len(rest)} others)"] = table.loc[rest].sum()
    return pd.concat([ranked, table.loc[[UNKNOWN]]]) if UNKNOWN in table.index else ranked


def types(quotes: pd.DataFrame, by: str, *, top: int | None = None) -> pd.DataFrame:
    """Direct, mixed and indirect quotations by a column of the table, as `cross` counts."""
    table = cross(quotes, by, "quote_type", top_rows=top)
    return table.reindex(columns=pd.Index(BY_MARKS, name="quote_type"), fill_value=0)


def leaders(quotes: pd.DataFrame, *, by: By, top: int, sources: int) -> pd.DataFrame:
    """The leading speakers of each source, and the rest of its quotations as "others".

    Returns
    -------
    pandas.DataFrame
        Indexed by source, the one with the most quotations first: `speaker`, the amount (named
        `by`) and `share`, in per cent of the source.

    """
    table = cross(quotes, "source", "speaker", by=by)
    rows = []
    for source, amounts in table.head(sources).iterrows():
        whole = int(amounts.sum())
        named = amounts.drop(labels=UNKNOWN, errors="ignore")
        first = named[named > 0].sort_values(ascending=False, kind="stable").head(top)
        rest = whole - int(first.sum())
        shown = [*first.items(), *([(OTHERS, rest)] if rest else [])]
        rows += [(source, name, int(n), round(100 * n / max(1, whole))) for name, n in shown]
    columns = ["source", "speaker", by, "share"]
    return pd.DataFrame(rows, columns=columns).set_index("source")


def periods(quotes: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Add `period`, the finest of day, month and year that has few values, and tell which."""
    days, months, years = (quotes["published"].str[:length] for length in (10, 7, 4))
    if days.nunique() <= PERIODS:
        return quotes.assign(period=days), "day"
    if months.nunique() <= PERIODS:
        return quotes.assign(period=months), "month"
    return quotes.assign(period=years), "year"


def kinds_of_voice(quotes: pd.DataFrame) -> pd.DataFrame:
    """Add `voice`, the kind of each speaker as `VOICES` names it."""
    kinds = {kind: voice for voice, several in VOICES.items() for kind in several}
    return quotes.assign(voice=quotes["speaker_type"].map(kinds))


def through_others(quotes: pd.DataFrame) -> pd.DataFrame:
    """Rows of speakers who are heard only in what others say, with `through`: by whom.

    “Lee told him that Ek had agreed, he said”: Ek appears only through him.
    """
    through = {}
    for _, rows in quotes[quotes["speaker"].notna()].groupby("doc_id"):
        spans = [list(read_spans(cell)) for cell in rows["content_spans"]]
        told = list(zip(rows.index, rows["speaker"], spans, strict=True))
        for place, speaker, inner in told:
            holders = [
                other
                for _, other, outer in told
                if other != speaker
                and outer != inner
                and all(any(o.holds(i) for o in outer) for i in inner)
            ]
            if holders:
                through[place] = holders[0]
    held = pd.Series(through, dtype=object).reindex(quotes.index)
    only = held.notna().groupby(quotes["speaker"]).all()
    wanted = quotes["speaker"].isin(list(only[only].index))
    return quotes[wanted].assign(through=held[wanted])


def positions(quotes: pd.DataFrame, articles: Sequence[Article]) -> pd.DataFrame:
    """Where in its article each quotation of these begins: a row each, `position` from 0 to 1."""
    lengths = {article.id: max(1, len(article.text)) for article in articles}
    quotes = quotes[quotes["doc_id"].isin(list(lengths))]
    starts = [read_spans(cell)[0].start for cell in quotes["content_spans"]]
    shares = [s / lengths[d] for s, d in zip(starts, quotes["doc_id"], strict=True)]
    return pd.DataFrame(
        {
            "doc_id": quotes["doc_id"],
            "source": quotes["source"],
            "speaker": quotes["speaker"].fillna(UNKNOWN),
            "quote_type": quotes["quote_type"],
            "position": pd.Series(shares, index=quotes.index, dtype=float).round(3),
        }
    )


def in_own_words(quotes: pd.DataFrame) -> pd.DataFrame:
    """Each known speaker with numbers: quotations, sources, and how many have marks.

    Returns
    -------
    pandas.DataFrame
        Indexed by speaker, the most quoted first: `quotes`, `sources`, `in_marks` (direct and
        mixed quotations).

    """
    known = outermost(quotes[quotes["speaker"].notna()])
    marked = known["quote_type"] != QuoteType.INDIRECT
    table = (
        known.assign(in_marks=marked)
        .groupby("speaker")
        .agg(
            quotes=("quote_id", "size"), sources=("source", "nunique"), in_marks=("in_marks", "sum")
        )
    )
    return table.sort_values(["quotes", "sources"], ascending=False, kind="stable")
