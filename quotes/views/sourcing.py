"""Who said what: each speaker, to be opened to all that is quoted of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mode
from typing import Any

import pandas as pd

from quotes.compare.counts import LOW, outermost, periods, through_others
from quotes.html.naming import who
from quotes.html.view import Filled, View
from quotes.table.cells import JOIN
from quotes.table.extraction import Extraction
from quotes.table.records import records
from quotes.text.article import Article
from quotes.text.kinds import QuoteType, SpeakerType

FAIRLY_SURE = 0.75
"""Rows from this confidence on are counted as fairly sure."""


TELLING = (6, 40)
"""Words of a quotation that says something by itself: fewer may not, more are not better."""


NAMES = 3
"""So many sources of a speaker are named; more are counted."""


@dataclass(frozen=True)
class Voice:
    """One speaker with what is quoted of them.

    Attributes
    ----------
    name : as the table has it; None for all rows whose speaker's name is not known.
    role : the office or role that the articles give most often.
    sources : outlets that quote the speaker, those with the most quotations first.
    rows : the quotations, as mappings, in the order of the table.

    """

    name: str | None
    role: str | None
    sources: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]

    @property
    def in_marks(self) -> int:
        """How many of the quotations are wholly or partly in quotation marks."""
        return sum(row["quote_type"] != QuoteType.INDIRECT for row in self.rows)

    @property
    def telling(self) -> dict[str, Any]:
        """The quotation to show first: sure, in the speaker's own words, and not too short."""
        return max(self.rows, key=_weight)


def voices(quotes: pd.DataFrame, *, top: int = 12, target: bool = True) -> View:
    """List the speakers, each opening to their quotations; those with the most come first.

    Parameters
    ----------
    quotes : a quote table.
    top : how many speakers stand in sight; the others open together.
    target : whether the names of the page lead here, which only one list of a page can be.

    """
    known, nameless = _voices(quotes)
    values = {
        "shown": known[:top],
        "hidden": known[top:],
        "nameless": nameless,
        "most": max((len(voice.rows) for voice in known), default=1),
        "sources": quotes["source"].nunique(),
        "names": NAMES,
        "target": target,
    }
    return Filled("voices.html.j2", values)


def figures(quotes: pd.DataFrame, read: Sequence[Article] = ()) -> View:
    """Say how many quotations, articles, sources and speakers there are, and how sure they are.

    Parameters
    ----------
    quotes : a quote table.
    read : the articles it was made from; without them those are counted that the table names.

    """
    quoting = quotes["doc_id"].nunique()
    values = {
        "quotes": len(quotes),
        "articles": len(read) or quoting,
        "silent": len(read) - quoting if read else 0,
        "sources": len({article.source for article in read}) or quotes["source"].nunique(),
        "speakers": quotes["speaker"].nunique(),
        "in_marks": int((quotes["quote_type"] != QuoteType.INDIRECT).sum()),
        "nameless": int(quotes["speaker"].isna().sum()),
        "sure": int((quotes["confidence"] >= FAIRLY_SURE).sum()),
        "level": FAIRLY_SURE,
    }
    return Filled("figures.html.j2", values)


def addressees(quotes: pd.DataFrame, *, top: int = 20) -> View:
    """List who speaks to whom, each pair with what is said, those with the most first.

    Parameters
    ----------
    quotes : a quote table.
    top : how many pairs stand in sight; the others open together.

    """
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(quotes[quotes["addressee"].notna()]):
        pairs.setdefault((who(row), row["addressee"]), []).append(row)
    ranked = sorted(pairs.values(), key=lambda rows: -len(rows))
    values = {"shown": ranked[:top], "hidden": ranked[top:], "quotes": len(quotes)}
    return Filled("addressees.html.j2", values)


def through(quotes: pd.DataFrame, *, top: int = 20) -> View:
    """List those who are heard only in what others say, with what and by whom.

    Parameters
    ----------
    quotes : a quote table.
    top : how many quotations stand in sight; the others open together.

    """
    rows = records(through_others(quotes))
    return Filled("through.html.j2", {"shown": rows[:top], "hidden": rows[top:]})


def new_voices(quotes: pd.DataFrame, *, top: int = 12) -> View:
    """List by date whom the articles quote for the first time, where the table tells dates.

    Parameters
    ----------
    quotes : a quote table.
    top : how many names of a period stand in sight; the others open.

    """
    dated = quotes[quotes["published"].notna() & quotes["speaker"].notna()]
    dated, name = periods(dated)
    first = dated.groupby("speaker")["period"].min()
    groups = [(period, sorted(names.index)) for period, names in first.groupby(first)]
    return Filled("new.html.j2", {"groups": groups, "name": name, "top": top})


def genders(found: Extraction) -> View:
    """Count quotations by the gender that the user's table of speakers tells, and by no other.

    Parameters
    ----------
    found : with `register`, as `quotes.load` gives it where `speakers` is named.

    """
    told = found.speakers.set_index("speaker_id")["gender"].dropna()
    persons = found.frame[found.frame["speaker_type"] == SpeakerType.PERSON]
    persons = outermost(persons.assign(gender=persons["speaker_id"].map(told)))
    rows = [
        {
            "gender": name,
            "quotes": len(group),
            "share": len(group) / len(persons),
            "speakers": group["speaker_id"].nunique(),
            "in_marks": int((group["quote_type"] != QuoteType.INDIRECT).sum()),
        }
        for name, group in persons.groupby("gender", dropna=False)
    ]
    rows.sort(key=lambda row: (row["gender"] != row["gender"], -row["quotes"]))  # not told: last
    return Filled("genders.html.j2", {"rows": rows if len(told) else []})


def _voices(quotes: pd.DataFrame) -> tuple[list[Voice], Voice | None]:
    groups: dict[str | None, list[dict[str, Any]]] = {}
    for row in records(quotes):
        groups.setdefault(row["speaker"], []).append(row)
    nameless = groups.pop(None, [])
    known = [_voice(name, rows) for name, rows in groups.items()]
    known.sort(key=lambda v: (-len(v.rows), -len(v.sources), str(v.name)))
    return known, _voice(None, nameless) if nameless else None


def _voice(name: str | None, rows: Sequence[dict[str, Any]]) -> Voice:
    roles = [row["speaker_role"] for row in rows if name and row["speaker_role"]]
    sources = [row["source"] for row in rows]
    ranked = sorted(dict.fromkeys(sources), key=lambda source: -sources.count(source))
    return Voice(name, mode(roles) if roles else None, tuple(ranked), tuple(rows))


def _weight(row: Mapping[str, Any]) -> tuple[bool, bool, int, float]:
    least, most = TELLING
    words = len(row["content"].replace(JOIN, " ").split())
    return (
        row["confidence"] >= LOW,
        row["quote_type"] != QuoteType.INDIRECT and words >= least,
        min(words, most) // least,
        row["confidence"],
    )
