"""The quote table: some rows, all rows with search, and files to take along."""

import base64
import gzip
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import pandas as pd
from markupsafe import Markup

from quotes.html.naming import anchor, who
from quotes.html.view import Filled, View
from quotes.table.files import write_table
from quotes.table.records import records

FACETS = ("Speaker", "Source", "Type", "Act", "Polarity", "Month", "How sure", "Review")
"""Columns by whose values the table can be narrowed."""


BEHIND = ("Month", "How sure")
"""Columns that are facets alone, and are not shown."""


SHORT = ("Type", "Act", "Polarity", "Date", "Sure", "Review")
"""Columns whose cells are kept on one line."""


BANDS = MappingProxyType(
    {0.9: "90% to 100%", 0.75: "75% to 90%", 0.5: "50% to 75%", 0: "0% to 50%"}
)
"""Confidence in bands: the least of each, and its name."""


def some_quotes(quotes: pd.DataFrame, *, top: int = 20) -> View:
    """Show the first rows of a quote table, in its most telling columns."""
    rows = records(quotes.head(top))
    return Filled("quotes.html.j2", {"rows": rows, "count": len(quotes)})


@dataclass(frozen=True)
class AllQuotes(View):
    """All rows of a quote table, to be searched, sorted and narrowed, without any network."""

    quotes: pd.DataFrame
    linked: frozenset[str]

    def html(self) -> Markup:
        """Give table, search and facets as one element."""
        import itables
        from itables.javascript import generate_init_offline_itables_html

        cells = self._cells()
        names = list(cells.columns)
        table = itables.to_html_datatable(
            cells,
            table_id="quotes",
            connected=False,
            showIndex=False,
            allow_html=True,
            maxBytes=0,
            classes="display compact",
            style="width:100%",
            lengthMenu=[10, 25, 100, 500],
            pageLength=10,
            order=[],
            autoWidth=False,
            display_logo_when_loading=False,
            text_in_header_can_be_selected=False,  # the whole heading sorts
            layout={"top1": "searchPanes"},
            searchPanes={
                "columns": [names.index(name) for name in FACETS if name in names],
                "initCollapsed": True,
                "cascadePanes": True,
                "layout": "columns-3",
                "threshold": 1,
                "orderable": False,
            },
            columnDefs=[
                {"targets": [names.index(n) for n in names if n in SHORT], "className": "short"},
                {"targets": [names.index(n) for n in BEHIND], "visible": False},
            ],
        )
        library = generate_init_offline_itables_html(itables.options.dt_bundle)
        return Markup(f'{library}<div class="scroll all-quotes">{table}</div>')

    def _cells(self) -> pd.DataFrame:
        # The library runs cells as HTML: everything is escaped here.
        rows = records(self.quotes)
        columns: dict[str, list[str]] = {
            "Speaker": [_plain(who(row)) for row in rows],
            "Cue": [_plain(row["cue"] or "") for row in rows],
            "Content": [self._content(row) for row in rows],
            "Type": [row["quote_type"] for row in rows],
            "Act": [row["act"] for row in rows],
            "Polarity": [row["polarity"] for row in rows],
            "To": [_plain(row["addressee"] or "") for row in rows],
            "Source": [_plain(row["source"]) for row in rows],
            "Date": [_plain(row["published"] or "") for row in rows],
            "Sure": [f"{row['confidence']:.0%}" for row in rows],
            "Review": [row["review"] or "" for row in rows],
            "Month": [_plain((row["published"] or "no date")[:7]) for row in rows],
            "How sure": [_band(row["confidence"]) for row in rows],
        }
        empty = [name for name in ("To", "Date", "Review") if not any(columns[name])]
        kept = {name: cells for name, cells in columns.items() if name not in empty}
        return pd.DataFrame(kept, dtype="object")

    def _content(self, row: dict[str, Any]) -> str:
        text = _plain(row["content"])
        if row["doc_id"] not in self.linked:
            return text
        return f'<a href="#{anchor(row["quote_id"])}" title="read it in the text">{text}</a>'


def _band(confidence: float) -> str:
    return next(name for least, name in BANDS.items() if confidence >= least)


def _plain(value: object) -> str:
    return str(Markup.escape(value))


def all_quotes(quotes: pd.DataFrame, *, linked: frozenset[str] = frozenset()) -> AllQuotes:
    """Show all rows of a quote table with search and sorting.

    Parameters
    ----------
    quotes : a quote table.
    linked : identifiers of the articles that the same page shows annotated; the contents of
        their rows link into the text.

    """
    return AllQuotes(quotes, linked)


def downloads(quotes: pd.DataFrame) -> View:
    """Give the whole table as a file, kept in the page itself: packed, and unpacked when saved."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.csv"
        write_table(quotes, path)
        packed = gzip.compress(path.read_bytes(), mtime=0)
    values = {"name": path.name, "data": base64.b64encode(packed).decode()}
    return Filled("downloads.html.j2", values)
