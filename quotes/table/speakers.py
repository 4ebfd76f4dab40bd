"""The table of speakers: one row each, with what the quote table and its articles tell of them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from quotes.speakers.register import ABOUT, Register
from quotes.table.cells import read_spans
from quotes.table.formats.delimited import guarded
from quotes.table.formats.part import Style
from quotes.table.records import records
from quotes.text.kinds import QuoteType, SpeakerType

if TYPE_CHECKING:
    from quotes.text.article import Article

COLUMNS = (
    "speaker_id", "speaker", "speaker_type", "forms", "roles", "quotes", "in_marks", "articles",
    "sources", "first_seen", "last_seen", "anonymity", *ABOUT,
)  # fmt: skip
"""Columns of the table of speakers; README tells what they hold."""

ANONYMOUS = re.compile(
    r"\b(?:on (?:the )?condition (?:of anonymity|that (?:he|she|they) not be (?:named|identified))"
    r"|(?:asked|asking|declined|declining|refused|wished|wanted|requested|requesting)"
    r" (?:not to be|to not be|to remain|to be kept) (?:named|identified|quoted|anonymous|unnamed)"
    r"|(?:declined|refused|declining) to be (?:named|identified|quoted by name)"
    r"|request(?:ed|ing) anonymity|not authori[sz]ed to (?:speak|comment|talk|discuss))"
    r"[^.;\n]{0,200}",
    re.IGNORECASE,
)
AFTER = 300  # code points after a mention in which the reason may stand
MOST = 20  # forms, roles and articles that a cell tells


@dataclass
class _Heard:
    """What rows tell of one speaker."""

    name: str
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    roles: dict[str, set[str]] = field(default_factory=dict)
    articles: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    quotes: int = 0
    in_marks: int = 0
    anonymity: str | None = None


class Speakers:
    """The speakers of rows, added article by article or all at once.

    Parameters
    ----------
    register : what a user knows of speakers.

    """

    def __init__(self, register: Register | None = None) -> None:
        self._register = register or Register()
        self._heard: dict[str, _Heard] = {}

    def add(self, rows: Iterable[Mapping[str, Any]], articles: Iterable["Article"] = ()) -> None:
        """Take in rows of a quote table, and the articles whose texts may tell more."""
        texts = {article.id: article.text for article in articles}
        for row in rows:
            if row["speaker"] is not None:
                self._add(row, texts.get(row["doc_id"]))

    def _add(self, row: Mapping[str, Any], text: str | None) -> None:
        kind = str(row["speaker_type"])
        key = row["speaker_id"]
        heard = self._heard.setdefault(key, _Heard(row["speaker"], kind))
        if row["mention"] is not None:
            heard.forms[" ".join(row["mention"].split())] += 1
        if row["speaker_role"] is not None:
            heard.roles.setdefault(row["speaker_role"], set()).add(row["doc_id"])
        heard.articles.add(row["doc_id"])
        heard.sources.add(row["source"])
        heard.days |= {row["published"]} if row["published"] is not None else set()
        heard.quotes += 1
        heard.in_marks += row["quote_type"] != QuoteType.INDIRECT
        if kind in (SpeakerType.ANONYMOUS, SpeakerType.GROUP) and text is not None:
            heard.anonymity = heard.anonymity or _reason(row, text)

    def frame(self) -> pd.DataFrame:
        """Give a row a speaker, the most quoted first."""
        order = sorted(self._heard.items(), key=lambda pair: (-pair[1].quotes, pair[0]))
        rows = [self._row(key, heard) for key, heard in order]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _row(self, key: str, heard: _Heard) -> dict[str, Any]:
        known = self._register.known(heard.name)
        forms = sorted(heard.forms.items(), key=lambda pair: (-pair[1], pair[0]))
        roles = sorted(heard.roles.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {
            "speaker_id": key,
            "speaker": heard.name,
            "speaker_type": heard.kind,
            "forms": _listed(f"{form} ({count})" for form, count in forms),
            "roles": _listed(f"{role} [{_listed(sorted(ids), ', ')}]" for role, ids in roles),
            "quotes": heard.quotes,
            "in_marks": heard.in_marks,
            "articles": len(heard.articles),
            "sources": len(heard.sources),
            "first_seen": min(heard.days, default=None),
            "last_seen": max(heard.days, default=None),
            "anonymity": heard.anonymity,
            **dict.fromkeys(ABOUT),
            **(known.about if known else {}),
        }


def _listed(parts: Iterable[str], mark: str = "; ") -> str | None:
    every = list(parts)
    more = [f"and {len(every) - MOST} more"] if len(every) > MOST else []
    return mark.join([*every[:MOST], *more]) or None


def _reason(row: Mapping[str, Any], text: str) -> str | None:
    """Why an article does not name somebody: "on condition of anonymity because …"."""
    if row["mention_spans"] is None:
        return None
    start = read_spans(row["mention_spans"])[0].start
    found = ANONYMOUS.search(text[start : start + AFTER].partition("\n")[0])
    return " ".join(found[0].split()) if found else None


def speakers_table(
    quotes: pd.DataFrame,
    articles: Iterable["Article"] = (),
    register: Register | None = None,
) -> pd.DataFrame:
    """Make the table of speakers of a quote table.

    Parameters
    ----------
    quotes : a quote table.
    articles : its articles, where there are; only they tell why a source stays unnamed.
    register : what a user knows of speakers.

    Returns
    -------
    pandas.DataFrame
        A row a speaker, the most quoted first, with `COLUMNS`.

    """
    heard = Speakers(register)
    heard.add(records(quotes), articles)
    return heard.frame()


def write_speakers(speakers: pd.DataFrame, file: Path, style: Style) -> None:
    """Write the table of speakers, as CSV."""
    safe = speakers.map(lambda c: guarded(c) if style.guard and isinstance(c, str) else c)
    safe.to_csv(file, index=False, encoding="utf-8-sig" if style.bom else "utf-8")
