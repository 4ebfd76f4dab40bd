"""A run's quote table together with its articles, as data."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.files import replacing, shown
from quotes.speakers.register import Register
from quotes.table.cells import JOIN, read_spans
from quotes.table.descriptor import fingerprint
from quotes.table.files import read_table, write_table
from quotes.table.records import records
from quotes.table.speakers import speakers_table
from quotes.table.suffixes import descriptor_path
from quotes.text.article import Article, Failure

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Extraction:
    """What a run gives: the quote table, the articles read, and what could not be read.

    `run` tells how: version, models, options; `register` what the user knows of speakers; `texts`
    the SHA-256 of each article's text by its id, where a table was read without its articles.
    """

    frame: "pd.DataFrame"
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    run: Mapping[str, Any] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each article's text by its id, as far as it is known."""
        return {**self.texts, **{a.id: fingerprint(a)["sha256"] for a in self.articles}}

    @property
    def speakers(self) -> "pd.DataFrame":
        """The table of speakers (see `quotes.table.speakers`)."""
        return speakers_table(self.frame, self.articles, self.register)


def save(found: Extraction, table: str | Path, *, guard: bool = True, bom: bool = False) -> None:
    """Write the quote table, with what `load` needs to know of the articles, and its speakers.

    Parameters
    ----------
    found : what a run gave.
    table, guard, bom : as `quotes.table.write_table` takes them, with its errors.

    """
    write_table(
        found.frame,
        table,
        guard=guard,
        bom=bom,
        articles=found.articles,
        failures=found.failures,
        run=found.run,
        speakers=found.speakers,
    )


def save_articles(articles: Iterable[Article], path: Path) -> None:
    """Write articles as JSON Lines, which reads back as the same articles.

    Raises
    ------
    QuotesError
        when the file cannot be written.

    """
    try:
        with replacing(path) as (part,), part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(asdict(a), ensure_ascii=False) + "\n" for a in articles)
    except OSError as error:
        raise QuotesError(f"cannot write {shown(path)}: {error}") from error


def read_back(table: Path, articles: Sequence[Article], failures: Sequence[Failure]) -> Extraction:
    """Read a table that was made from these articles; what it tells of them holds.

    Raises
    ------
    QuotesError
        when the table cannot be read, or was made from other texts.

    """
    frame, told = read_table(table), _told(descriptor_path(table))
    failed = [Failure(**failure) for failure in told.get("failures", ())] or failures
    left_out = {failure.id for failure in failed}  # read, but they could not be analysed
    texts = [article for article in articles if article.id not in left_out]
    _check(frame, texts, table, told)
    known = tuple(_as_told(frame, texts))
    return Extraction(frame, known, tuple(failed), told.get("run", {}))


def _as_told(frame: "pd.DataFrame", articles: Iterable[Article]) -> Iterator[Article]:
    """Articles with the outlet, title, date and address that their rows tell."""
    rows = {row["doc_id"]: row for row in records(frame.drop_duplicates("doc_id"))}
    for article in articles:
        row = rows.get(article.id)
        told = {name: row[name] for name in ("source", "title", "published", "url")} if row else {}
        yield replace(article, **told)


def table_alone(table: Path) -> Extraction:
    """Read a table without the articles that it was made from.

    Raises
    ------
    QuotesError
        when the table cannot be read.

    """
    frame, told = read_table(table), _told(descriptor_path(table))
    failed = tuple(Failure(**failure) for failure in told.get("failures", ()))
    texts = {known["id"]: known["sha256"] for known in told.get("articles", ())}
    return Extraction(frame, (), failed, told.get("run", {}), texts=texts)


def _told(descriptor: Path) -> dict[str, Any]:
    """What the descriptor tells, where there is one that can be read."""
    try:
        told = json.loads(descriptor.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _check(
    frame: "pd.DataFrame", articles: Sequence[Article], table: Path, told: Mapping[str, Any]
) -> None:
    """Refuse a table that was made from other texts."""
    problem = _of_others(frame, articles) or _changed(articles, told.get("articles"))
    if problem:
        raise QuotesError(
            f"{shown(table)}: {problem}. The table was made from other texts: remove it, and it "
            "will be made anew, or name the articles it was made from"
        )


def _of_others(frame: "pd.DataFrame", articles: Sequence[Article]) -> str | None:
    texts = {article.id: article.text for article in articles}
    cells = zip(frame["doc_id"], frame["content_spans"], frame["content"], strict=True)
    for number, (doc_id, where, content) in enumerate(cells, start=1):
        if doc_id not in texts:
            known = some_of(texts)
            return f"row {number} is of the article {doc_id!r}, which is not among these: {known}"
        if JOIN.join(texts[doc_id][s.start : s.end] for s in read_spans(where)) != content:
            return f"the content of row {number} does not stand in the article {doc_id!r}"
    return None


def _changed(articles: Sequence[Article], known: Sequence[dict[str, str]] | None) -> str | None:
    """Which articles are new or changed, where the descriptor tells what they were."""
    new = [a.id for a in articles if known and fingerprint(a) not in known]
    return f"it was made without these articles as they are now: {some_of(new)}" if new else None


def some_of(names: Iterable[str], most: int = 5) -> str:
    """The first of these names, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return f"{', '.join(listed[:most]) or 'none'}{more}"
