"""Annotated articles and table rows, read as attributions."""

import gzip
import json
import math

import pytest

from quotes.errors import QuotesError
from quotes.scoring.gold import Attribution, attribution_from_row, read_gold
from quotes.text.span import Span

BRIDGE = "Ana Ruiz said the bridge would close on Monday."
GOLD_ROW = {
    "doc_id": "a1",
    "title": "Bridge",
    "publisher": "Herald",
    "date": "2020-01-02",
    "text": BRIDGE,
    "attributions": [
        {
            "id": "E1",
            "source": [[0, 8]],
            "cue": [[9, 13]],
            "content": [[14, 46]],
            "type": "indirect",
        }
    ],
}


@pytest.mark.parametrize("opener", [open, gzip.open])
def test_read_gold(tmp_path, opener):
    path = tmp_path / ("gold.jsonl" if opener is open else "gold.jsonl.gz")
    with opener(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps(GOLD_ROW) + "\n")
    [(article, gold)] = read_gold(path)
    assert (article.id, article.source, article.title) == ("a1", "Herald", "Bridge")
    assert (article.published, article.text) == ("2020-01-02", BRIDGE)
    spans = ((Span(0, 8),), (Span(9, 13),), (Span(14, 46),))
    assert gold == (Attribution(*spans, "indirect"),)


@pytest.mark.parametrize("key", ["doc_id", "text", "attributions", "cue", "type"])
def test_read_gold_names_line_and_missing_key(tmp_path, key):
    row = {k: v for k, v in GOLD_ROW.items() if k != key}
    if "attributions" in row:
        [one] = row["attributions"]
        row["attributions"] = [{k: v for k, v in one.items() if k != key}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD_ROW) + "\n" + json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(QuotesError, match=rf"gold\.jsonl, line 2: no key '{key}'"):
        list(read_gold(path))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: "),
        ("[]", "line 1: "),
        (json.dumps(GOLD_ROW).replace("46]", "99]"), r"\(14, 99\) is no range"),
        (json.dumps(GOLD_ROW).replace("indirect", "odd"), "'odd' is none of the types"),
    ],
)
def test_read_gold_refuses_what_it_cannot_use(tmp_path, line, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(QuotesError, match=message):
        list(read_gold(path))


TABLE_ROW = {
    "mention_spans": "0:8",
    "cue_spans": "9:13",
    "content_spans": "14:24 25:46",
    "quote_type": "mixed",
}


def test_attribution_from_row():
    assert attribution_from_row(TABLE_ROW) == Attribution(
        (Span(0, 8),), (Span(9, 13),), (Span(14, 24), Span(25, 46)), "mixed"
    )


@pytest.mark.parametrize("empty", [None, "", math.nan])
def test_attribution_from_row_without_mention(empty):
    found = attribution_from_row(TABLE_ROW | {"mention_spans": empty})
    assert found.source == ()
    assert found.cue == (Span(9, 13),)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cue_spans": "9-13"}, "'9-13' is no list of spans"),
        ({"cue_spans": "9:9"}, "'9:9' is no list of spans"),
        ({"quote_type": "odd"}, "'odd' is none of the types"),
    ],
)
def test_attribution_from_row_refuses(change, message):
    with pytest.raises(QuotesError, match=message):
        attribution_from_row(TABLE_ROW | change)


def test_attribution_from_row_names_missing_column():
    with pytest.raises(QuotesError, match="no column 'cue_spans'"):
        attribution_from_row({k: v for k, v in TABLE_ROW.items() if k != "cue_spans"})
