"""A run's quote table together with its articles: made anew, or read back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.article import Article, QuotesError
from quotes.package import fingerprint
from quotes.read import Failure, read
from quotes.schema import JOIN, spans
from quotes.table import beside, read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

    from quotes.views.article import AnnotatedArticle


@dataclass(frozen=True)
class Extraction:
    """What a run gives: the quote table, the articles read, and what could not be read."""

    frame: "pd.DataFrame"
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]

    def article(self, doc_id: str) -> "AnnotatedArticle":
        """Give one article with its quotations; in a notebook it shows them in its text.

        Raises
        ------
        QuotesError
            when no article has this identifier.

        """
        from quotes.views.article import article

        for one in self.articles:
            if one.id == doc_id:
                return article(self.frame, one)
        raise QuotesError(f"no article is called {doc_id!r}: {_some(a.id for a in self.articles)}")

    def most_quoted(self, count: int) -> "list[AnnotatedArticle]":
        """Give the articles with the most quotations, so many at most, in the order of reading."""
        ranked = self.frame["doc_id"].value_counts()
        order = sorted(self.articles, key=lambda a: -int(ranked.get(a.id, 0)))
        wanted = {a.id for a in order[:count]}
        return [self.article(a.id) for a in self.articles if a.id in wanted]

    def _repr_html_(self) -> str:
        from quotes.views.table import some_quotes

        return some_quotes(self.frame)._repr_html_()


def save(found: Extraction, table: str | Path, *, guard: bool = True) -> None:
    """Write the quote table, with what `load` needs to know of the articles.

    Parameters
    ----------
    found : what a run gave.
    table, guard : as `quotes.table.write_table` takes them, with its errors.

    """
    write_table(found.frame, table, guard=guard, articles=found.articles, failures=found.failures)


def load(
    articles: str | Path | Iterable[str | Path],
    table: str | Path,
    *,
    metadata: str | Path | None = None,
    encoding: str | None = None,
) -> Extraction:
    """Read a quote table and the articles that it was made from.

    Where there is no such table yet, the quotations are extracted and the table is written.

    Parameters
    ----------
    articles : a text file, a folder of them, or several.
    table : a .csv, .jsonl or .parquet file.
    metadata, encoding : as `quotes.read.read` takes them.

    Raises
    ------
    QuotesError
        when no article can be read, or the table cannot be read or was made from other texts.

    """
    listed = [articles] if isinstance(articles, str | Path) else list(articles)
    near = Path(metadata) if metadata else None
    items = list(read(listed, encoding=encoding, metadata=near))
    texts = [item for item in items if isinstance(item, Article)]
    failed = [item for item in items if isinstance(item, Failure)]
    if not texts:
        reasons = "; ".join(f"{f.path}: {f.reason}" for f in failed[:5])
        raise QuotesError(f"no article could be read: {reasons}")
    if not Path(table).exists():
        from quotes.extractor import Extractor

        found = Extractor().extract(listed, encoding=encoding, metadata=near)
        save(found, table)
        return found
    frame, told = read_table(table), _told(beside(Path(table)))
    failed = [Failure(f["path"], f["reason"]) for f in told.get("failures", ())] or failed
    left_out = {f.path for f in failed}  # read, but they could not be analysed
    texts = [article for article in texts if article.id not in left_out]
    _check(frame, texts, Path(table), told)
    return Extraction(frame, tuple(texts), tuple(failed))


def _told(descriptor: Path) -> dict[str, Any]:
    """What the descriptor tells, where there is one that can be read."""
    try:
        told = json.loads(descriptor.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _check(
    frame: "pd.DataFrame", articles: Sequence[Article], table: Path, told: Mapping[str, Any]
) -> None:
    """Refuse a table that was made from other texts."""
    problem = _of_others(frame, articles) or _changed(articles, told.get("articles"))
    if problem:
        raise QuotesError(
            f"{table}: {problem}. The table was made from other texts: remove it, and it will be "
            "made anew, or name the articles it was made from"
        )


def _of_others(frame: "pd.DataFrame", articles: Sequence[Article]) -> str | None:
    texts = {article.id: article.text for article in articles}
    cells = zip(frame["doc_id"], frame["content_spans"], frame["content"], strict=True)
    for number, (doc_id, where, content) in enumerate(cells, start=1):
        if doc_id not in texts:
            known = _some(texts)
            return f"row {number} is of the article {doc_id!r}, which is not among these: {known}"
        if JOIN.join(texts[doc_id][s.start : s.end] for s in spans(where)) != content:
            return f"the content of row {number} does not stand in the article {doc_id!r}"
    return None


def _changed(articles: Sequence[Article], known: Sequence[dict[str, str]] | None) -> str | None:
    """Which articles are new or changed, where the descriptor tells what they were."""
    new = [a.id for a in articles if known and fingerprint(a) not in known]
    return f"it was made without these articles as they are now: {_some(new)}" if new else None


def _some(names: Iterable[str], most: int = 5) -> str:
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return f"{', '.join(listed[:most]) or 'none'}{more}"
