"""The quote table: some rows, all rows with search, and files to take along."""

import base64
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from markupsafe import Markup

from quotes.html.view import Filled, View, anchor
from quotes.table.files import records, write_table

FILES = {".csv": "text/csv", ".jsonl": "application/x-ndjson"}


def some_quotes(quotes: pd.DataFrame, *, top: int = 20) -> View:
    """Show the first rows of a quote table, in its most telling columns."""
    rows = records(quotes.head(top))
    return Filled("quotes.html.j2", {"rows": rows, "count": len(quotes)})


@dataclass(frozen=True)
class AllQuotes(View):
    """All rows of a quote table, to be searched and sorted, without any network."""

    quotes: pd.DataFrame
    linked: frozenset[str]

    def html(self) -> Markup:
        """Give table and search as one element."""
        import itables
        from itables.javascript import generate_init_offline_itables_html

        table = itables.to_html_datatable(
            self._cells(),
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
        )
        library = generate_init_offline_itables_html(itables.options.dt_bundle)
        return Markup(f'{library}<div class="scroll all-quotes">{table}</div>')

    def _cells(self) -> pd.DataFrame:
        # The library runs cells as HTML: everything is escaped here.
        rows = self.quotes.astype("object").where(self.quotes.notna(), "")
        return pd.DataFrame(
            {
                "Speaker": [_plain(v) for v in rows["speaker"]],
                "Cue": [_plain(v) for v in rows["cue"]],
                "Content": [self._content(row) for row in rows.to_dict("records")],
                "Type": [_plain(v) for v in rows["quote_type"]],
                "Polarity": [_plain(v) for v in rows["polarity"]],
                "To": [_plain(v) for v in rows["addressee"]],
                "Source": [_plain(v) for v in rows["source"]],
                "Sure": [f"{v:.2f}" for v in rows["confidence"]],
            },
            dtype="object",
        )

    def _content(self, row: dict[str, Any]) -> str:
        text = _plain(row["content"])
        if row["doc_id"] not in self.linked:
            return text
        return f'<a href="#{anchor(row["quote_id"])}" title="read it in the text">{text}</a>'


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
    """Give the whole table as files, kept in the page itself."""
    files = []
    with TemporaryDirectory() as folder:
        for suffix, kind in FILES.items():
            path = Path(folder) / f"quotes{suffix}"
            write_table(quotes, path)
            data = base64.b64encode(path.read_bytes()).decode()
            files.append({"name": path.name, "kind": kind, "data": data})
    return Filled("downloads.html.j2", {"files": files})
