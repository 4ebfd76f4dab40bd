"""The articles of one run on disk: what was read, in which order, and what is still to do."""

import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from quotes.text.article import Article, Failure

TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE text (
    key TEXT PRIMARY KEY, id TEXT, text TEXT, words INTEGER, place INTEGER, reason TEXT
);
CREATE TABLE item (
    number INTEGER PRIMARY KEY, key TEXT, id TEXT, source TEXT, title TEXT, published TEXT,
    url TEXT, reason TEXT, path TEXT
);
"""
TODO = "FROM text WHERE place IS NULL AND reason IS NULL"
READ = """
SELECT item.id, text, source, title, published, url, place FROM item JOIN text USING (key)
WHERE place IS NOT NULL ORDER BY number
"""
FAILED = """
SELECT coalesce(item.reason, text.reason), path, item.id FROM item LEFT JOIN text USING (key)
WHERE coalesce(item.reason, text.reason) IS NOT NULL ORDER BY number
"""


class Amount(NamedTuple):
    """How much of something: texts, each counted once, and their words."""

    texts: int
    words: int


class Queue:
    """Articles and failures in the order in which they were read; each text is there once.

    Parameters
    ----------
    path : a file for it, which is made anew.
    how : what tells how the texts are analysed; with the text it makes the key of what is found.

    """

    def __init__(self, path: Path, how: str) -> None:
        path.unlink(missing_ok=True)
        self._how = how.encode()
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.executescript(TABLES)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def read(self, items: Iterable[Article | Failure]) -> None:
        """Take in all that is to be read."""
        self._file.execute("BEGIN")
        for item in items:
            if isinstance(item, Failure):
                self._add(None, item.id, None, None, None, None, item.reason, item.path)
                continue
            key, words = self._key(item.text), len(item.text.split())
            self._file.execute(
                "INSERT OR IGNORE INTO text VALUES (?, ?, ?, ?, NULL, NULL)",
                (key, item.id, item.text, words),
            )
            self._add(key, item.id, item.source, item.title, item.published, item.url, None, None)
        self._file.execute("COMMIT")

    def _key(self, text: str) -> str:
        return sha256(self._how + text.encode()).hexdigest()

    def _add(self, *cells: str | None) -> None:
        self._file.execute("INSERT INTO item VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", cells)

    def name(self, key: str) -> str:
        """The first article with this text."""
        query = "SELECT id FROM text WHERE key = ?"
        return str(self._file.execute(query, (key,)).fetchone()[0])

    def found(self, key: str, place: int) -> None:
        """Say where the rows of a text are kept."""
        self._file.execute("UPDATE text SET place = ? WHERE key = ?", (place, key))

    def failed(self, key: str, reason: str | None) -> None:
        """Say why a text has no rows."""
        self._file.execute("UPDATE text SET reason = ? WHERE key = ?", (reason, key))

    def every(self) -> Amount:
        """All texts."""
        return self._amount("FROM text")

    def left(self) -> Amount:
        """Those still to do."""
        return self._amount(TODO)

    def done(self) -> int:
        """How many articles were analysed."""
        query = "SELECT count(*) FROM item JOIN text USING (key) WHERE place IS NOT NULL"
        return int(self._file.execute(query).fetchone()[0])

    def _amount(self, which: str) -> Amount:
        query = f"SELECT count(*), coalesce(sum(words), 0) {which}"
        return Amount(*self._file.execute(query).fetchone())

    def todo(self) -> Generator[tuple[str, str]]:
        """Key and text of each that is still to do, in order; to be closed before the queue."""
        keys = self._file.execute(f"SELECT key, text {TODO} ORDER BY rowid")
        with closing(keys):
            yield from keys

    def articles(self) -> Iterator[tuple[Article, int]]:
        """Those that were analysed, in order, and where their rows are kept."""
        for id_, text, source, title, published, url, place in self._file.execute(READ):
            yield Article(id_, text, source, title, published, url), place

    def failures(self) -> list[Failure]:
        """What could not be read or analysed, in order."""
        return [Failure(*row) for row in self._file.execute(FAILED)]
