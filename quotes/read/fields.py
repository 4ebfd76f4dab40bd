"""The names under which tables, header lines and pages tell what is known of an article."""

from collections.abc import Mapping
from datetime import date, datetime

FIELDS = {  # name in a table or a header line, best first: what it tells of an article
    **dict.fromkeys(("source", "outlet", "publisher", "publication", "newspaper"), "source"),
    **dict.fromkeys(("title", "headline"), "title"),
    **dict.fromkeys(
        ("published", "date", "published on", "published at", "publish date", "publication date"),
        "published",
    ),
    **dict.fromkeys(("url", "link"), "url"),
    **dict.fromkeys(("id", "doc id"), "id"),  # heard in a table only
}


def spaced(name: object) -> str:
    """A column's or a header line's name as `FIELDS` has it."""
    return str(name).strip().lower().replace("_", " ")


def known_fields(pairs: Mapping[str, object]) -> dict[str, str]:
    """Keep what is known and filled, under an article's names; lists and the like tell nothing."""
    named = {spaced(key): _cell(value) for key, value in pairs.items()}
    known: dict[str, str] = {}
    for name, field in FIELDS.items():
        if value := named.get(name):
            known.setdefault(field, value)
    return known


def _cell(value: object) -> str:
    if isinstance(value, date | datetime):
        return "" if value != value else value.isoformat()  # NaT is not equal to itself
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value != value:
        return ""
    return str(value).strip()
