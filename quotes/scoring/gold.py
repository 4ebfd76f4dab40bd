"""Attributions, and where they come from: annotated articles, or rows of the quote table."""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import QuotesError
from quotes.table.cells import read_spans
from quotes.text.article import Article
from quotes.text.kinds import QuoteType
from quotes.text.span import Span

ROLES = ("source", "cue", "content")


LEVELS = ("core", "extra")


TYPES = tuple(str(kind) for kind in QuoteType)


class Attribution(NamedTuple):
    """Who says what: spans of the three roles and direct, indirect or mixed.

    `level` is "extra" where gold marks a borderline statement, that may be found or not.
    `speaker` is who it is, by the fullest name, if that is known; `speaker_type` of what kind.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: str
    level: str = "core"
    speaker: str | None = None
    speaker_type: str | None = None


def read_gold(path: Path) -> Iterator[tuple[Article, tuple[Attribution, ...]]]:
    """Read articles with their gold attributions, one JSON object a line.

    Parameters
    ----------
    path
        A `.jsonl` or `.jsonl.gz` file. A line has doc_id, text and attributions, each of these
        with source, cue, content (lists of [start, end) in the text) and type, and, where gold
        tells them, level (core or extra), speaker and speaker_type; a line may have title,
        publisher and date.

    Yields
    ------
    tuple
        The article and its attributions. Without publisher, the file's name is the source.

    Raises
    ------
    QuotesError
        when a line is no JSON object, lacks a key, or has a span outside its text.

    """
    zipped = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8") if zipped else path.open(encoding="utf-8") as lines
    ):
        for number, line in enumerate(lines, 1):
            try:
                pair = _gold_article(json.loads(line), path.name)
            except KeyError as missing:
                raise QuotesError(f"{path}, line {number}: no key {missing}") from None
            except (ValueError, TypeError) as problem:
                raise QuotesError(f"{path}, line {number}: {problem}") from None
            yield pair


def attribution_from_row(row: Mapping[str, object]) -> Attribution:
    """Turn a row of the quote table into an attribution.

    Parameters
    ----------
    row
        Needs mention_spans, cue_spans, content_spans ("302:322 369:423"; None, NaN or "" for no
        span) and quote_type.

    Raises
    ------
    QuotesError
        when a column is missing, spans are written otherwise, or the type is unknown.

    """
    try:
        source, cue, content = (
            _cell_spans(row[name]) for name in ("mention_spans", "cue_spans", "content_spans")
        )
        kind = _known_type(row["quote_type"])
        speaker, speaker_type = (_cell(row.get(name)) for name in ("speaker", "speaker_type"))
        return Attribution(source, cue, content, kind, "core", speaker, speaker_type)
    except KeyError as missing:
        raise QuotesError(f"quote row: no column {missing}") from None
    except (QuotesError, ValueError) as problem:
        raise QuotesError(f"quote row: {problem}") from None


def _gold_article(row: Any, file: str) -> tuple[Article, tuple[Attribution, ...]]:
    text = row["text"]
    article = Article(
        id=row["doc_id"],
        text=text,
        source=row.get("publisher") or file,
        title=row.get("title"),
        published=row.get("date"),
    )
    return article, tuple(
        Attribution(
            _gold_spans(a["source"], text),
            _gold_spans(a["cue"], text),
            _gold_spans(a["content"], text),
            _known_type(a["type"]),
            _known_level(a.get("level", "core")),
            a.get("speaker"),
            a.get("speaker_type"),
        )
        for a in row["attributions"]
    )


def _gold_spans(ranges: Iterable[tuple[int, int]], text: str) -> tuple[Span, ...]:
    found = tuple(Span(start, end) for start, end in ranges)
    for span in found:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{tuple(span)} is no range of a text of {len(text)} characters")
    return found


def _cell_spans(cell: object) -> tuple[Span, ...]:
    return tuple(read_spans(cell)) if isinstance(cell, str) and cell else ()  # None, NaN, NA: empty


def _cell(value: object) -> str | None:
    return str(value) if isinstance(value, str) and value else None


def _known_level(given: object) -> str:
    if given not in LEVELS:
        raise ValueError(f"{given!r} is none of the levels {', '.join(LEVELS)}")
    return str(given)


def _known_type(given: object) -> str:
    if given not in TYPES:
        raise ValueError(f"{given!r} is none of the types {', '.join(TYPES)}")
    return str(given)
