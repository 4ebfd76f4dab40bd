"""The descriptor beside a table's file: a data package, made from the table's columns."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError
from quotes.table.schema import COLUMNS, Column
from quotes.text.article import Article, Failure

SUFFIXES = (".csv", ".jsonl", ".parquet")


_MEDIA = ("text/csv", "application/jsonl", "application/vnd.apache.parquet")


_GUARD = (
    "A text cell that a spreadsheet could run as a formula (blanks aside, it begins with one of "
    "= + - @, a tab or a line break) has one apostrophe put before it, and so has a cell that "
    "begins with an apostrophe. Take that one away to get the article's own text."
)


def check_suffix(path: Path) -> str:
    """Return the suffix of a table's file in small letters, or raise QuotesError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise QuotesError(
            f"{path}: a table's file name ends in {', '.join(SUFFIXES)}, not in {suffix!r}"
        )
    return suffix


def fingerprint(article: Article) -> dict[str, str]:
    """Tell an article's text from any other."""
    text = article.text.encode("utf-8", "surrogatepass")
    return {"id": article.id, "sha256": sha256(text).hexdigest()}


def descriptor(
    file_name: str,
    *,
    guard: bool = True,
    articles: Sequence[Article] = (),
    failures: Sequence[Failure] = (),
) -> dict[str, Any]:
    """Describe a table's file as a data package, with each column's meaning and limits.

    Parameters
    ----------
    file_name : name of the file, which stands in the same folder as the descriptor.
    guard, articles, failures : as it was written (see `write_table`).

    """
    suffix = check_suffix(Path(file_name))
    resource = {
        "name": "quotes",
        "type": "table",
        "path": file_name,
        "format": suffix[1:],
        "mediatype": _MEDIA[SUFFIXES.index(suffix)],
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in COLUMNS],
            "missingValues": [""],
            "primaryKey": ["quote_id"],
        },
    }
    if suffix == ".csv" and guard:
        resource["description"] = _GUARD
    package = {
        "name": "quotes",
        "title": "Who said what",
        "description": "Quotations found in news articles, one a row. Spans count code points.",
        "resources": [resource],
    }
    if articles:
        package["articles"] = [fingerprint(a) for a in articles]
    if failures:
        package["failures"] = [failure._asdict() for failure in failures]
    return package


def _field(column: Column) -> dict[str, Any]:
    kind = {str: "string", int: "integer", float: "number"}[column.base]
    limits = {} if column.nullable else {"required": True}
    return {
        "name": column.name,
        "type": kind,
        "description": column.description,
        "constraints": limits | column.constraints,
    }
