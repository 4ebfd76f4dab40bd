"""W3C Web Annotation (JSON-LD): each quotation, cue and mention as a target in the text."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pyarrow as pa

from quotes.table.cells import JOIN, read_spans
from quotes.table.formats.lines import plain_rows
from quotes.table.formats.part import Put, Style
from quotes.text.article import Article

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"quote": {"@id": "urn:quotes:row", "@type": "@json"}},
]


AROUND = 32
"""Characters before and after, by which a text is found again where it was moved."""


@contextmanager
def write_annotations(path: Path, _: Style) -> Iterator[Put]:
    """Write a page of annotations. What stands around a part is given where its article is."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = json.dumps({"@context": CONTEXT, "id": "#quotes", "type": "AnnotationPage"})
        file.write(f'{head[:-1]}, "items": [')
        before = "\n"

        def put(table: pa.Table, articles: Iterable[Article]) -> None:
            nonlocal before
            texts = {article.id: article.text for article in articles}
            for row in plain_rows(table):
                for annotation in annotations(row, texts.get(row["doc_id"])):
                    file.write(before + json.dumps(annotation, ensure_ascii=False))
                    before = ",\n"

        yield put
        file.write("\n]}\n")


def annotations(row: Mapping[str, Any], text: str | None) -> Iterator[dict[str, Any]]:
    """A row's content, with the row itself, and its cue and mention, which name it."""
    name = f"#{quote(row['quote_id'], safe='')}"
    for part in ("content", "cue", "mention"):
        if row[part] is None:
            continue
        bodies = [_body("tagging", part)]
        if part == "content" and row["speaker"] is not None:
            bodies.append(
                {"type": "TextualBody", "purpose": "identifying", "value": row["speaker"]}
            )
        about = {
            "id": name if part == "content" else f"{name}/{part}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": bodies if part == "content" else [*bodies, {"id": name, "purpose": "linking"}],
            "target": list(_targets(row, part, text)),
        }
        yield about | ({"quote": dict(row)} if part == "content" else {})


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _targets(row: Mapping[str, Any], part: str, text: str | None) -> Iterator[dict[str, Any]]:
    at = 0
    for start, end in read_spans(row[f"{part}_spans"]):
        exact = row[part][at : at + end - start]
        at += end - start + len(JOIN)
        around = {}
        if text is not None:
            around["prefix"] = text[max(0, start - AROUND) : start]
            around["suffix"] = text[end : end + AROUND]
        yield {
            "source": _address(row),
            "selector": [
                {"type": "TextQuoteSelector", "exact": exact, **around},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }


def _address(row: Mapping[str, Any]) -> str:
    """The article's address, or a name for it where it has none that a browser opens."""
    try:
        opens = urlsplit(row["url"] or "").scheme in ("http", "https")
    except ValueError:
        opens = False
    return row["url"] if opens else f"urn:quotes:article:{quote(row['doc_id'], safe='')}"
