"""The descriptor beside a table's file: a data package, made from the table's columns."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from quotes.table.formats.delimited import GUARD
from quotes.table.schema import COLUMNS, Column
from quotes.table.suffixes import MEDIA, TABULAR, check_suffix
from quotes.text.article import Article, Failure


def fingerprint(article: Article) -> dict[str, str]:
    """Tell an article's text from any other."""
    return {"id": article.id, "sha256": sha256(article.text.encode()).hexdigest()}


def descriptor(
    file_name: str,
    *,
    guard: bool = True,
    articles: Sequence[Mapping[str, str]] = (),
    failures: Iterable[Failure] = (),
    run: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Describe a table's file as a data package, with each column's meaning and limits.

    Parameters
    ----------
    file_name : name of the file, which stands in the same folder as the descriptor.
    articles : their fingerprints.
    guard, failures, run : as it was written (see `write_table`).

    """
    suffix = check_suffix(Path(file_name))
    resource: dict[str, Any] = {
        "name": "quotes",
        "path": file_name,
        "format": suffix[1:],
        "mediatype": MEDIA[suffix],
    }
    if suffix in TABULAR:
        resource |= {
            "type": "table",
            "encoding": "utf-8",
            "schema": {
                "fields": [_field(column) for column in COLUMNS],
                "missingValues": [""],
                "primaryKey": ["quote_id"],
            },
        }
    if suffix == ".csv" and guard:
        resource["description"] = GUARD
    package: dict[str, Any] = {
        "name": "quotes",
        "title": "Who said what",
        "description": "Quotations found in news articles, one a row. Spans count code points.",
        "resources": [resource],
    }
    if run:
        package["run"] = dict(run)
    if articles:
        package["articles"] = list(articles)
    if failures := list(failures):
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
