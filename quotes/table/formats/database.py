"""SQLite: quotations, speakers and articles, tied to each other, as Datasette shows them."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyarrow as pa

from quotes.table.arrow import LENIENT
from quotes.table.formats.lines import plain_rows
from quotes.table.formats.part import Put, Style
from quotes.table.schema import COLUMNS, NAMES
from quotes.text.article import Article

ARTICLE = ("id", "source", "title", "published", "url", "text")


@contextmanager
def write_database(path: Path, _: Style) -> Iterator[Put]:
    """Write three tables. An article's text stands there where the article was given."""
    from sqlite_utils import Database

    path.unlink(missing_ok=True)
    database = Database(path)
    with closing(database):
        database.execute("PRAGMA journal_mode=OFF")  # a file that is not whole is thrown away
        database.execute("PRAGMA synchronous=OFF")
        articles = database.table("articles")
        speakers = database.table("speakers")
        quotes = database.table("quotes")
        articles.create(dict.fromkeys(ARTICLE, str), pk="id", not_null={"source"})
        speakers.create({"name": str, "type": str}, pk="name")
        quotes.create(
            {column.name: column.base for column in COLUMNS},
            pk="quote_id",
            not_null={column.name for column in COLUMNS if not column.nullable},
            foreign_keys=[("doc_id", "articles", "id"), ("speaker", "speakers", "name")],
        )

        def put(table: pa.Table, texts: Iterable[Article]) -> None:
            rows = list(plain_rows(table))
            named = (
                {name: row["doc_id" if name == "id" else name] for name in ARTICLE[:-1]}
                for row in rows
            )
            told = ({name: getattr(article, name) for name in ARTICLE} for article in texts)
            heard = (
                {"name": row["speaker"], "type": row["speaker_type"]}
                for row in rows
                if row["speaker"] is not None
            )
            articles.insert_all(told, ignore=True)
            articles.insert_all(named, ignore=True)
            speakers.insert_all(heard, ignore=True)
            quotes.insert_all(rows)

        yield put
        for column in ("doc_id", "speaker", "source"):
            quotes.create_index([column])


def read_database(path: Path, _: Style) -> pa.Table:
    """Read the quotations, in the order in which they were written."""
    names = ", ".join(f'"{name}"' for name in NAMES)
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            rows = database.execute(f"SELECT {names} FROM quotes ORDER BY rowid").fetchall()
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error
    return pa.Table.from_pylist([dict(zip(NAMES, row, strict=True)) for row in rows], LENIENT)
