"""The main job with the real models: five texts in, a table out."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from quotes.errors import QuotesError
from quotes.extractor import Extractor
from quotes.parse.bundle import BUNDLED
from quotes.parse.convert import split_names
from quotes.table.cells import read_spans
from quotes.table.files import read_table
from quotes.text.article import Article

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.fixture(scope="module")
def found(extractor):
    return extractor.extract(SEEDS)


def test_each_cell_is_verbatim(found):
    texts = {article.id: article.text for article in found.articles}
    for row in found.frame.to_dict("records"):
        text = texts[row["doc_id"]]
        for column in ("content", "cue", "mention"):
            if not pd.isna(row[f"{column}_spans"]):
                parts = [text[s.start : s.end] for s in read_spans(row[f"{column}_spans"])]
                assert row[column] == " … ".join(parts)


def test_articles_are_read_as_they_are(found):
    for article in found.articles:
        assert article.text == (SEEDS / f"{article.id}.txt").read_bytes().decode()


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Antony Blinken", "person"),
        ("Wang Yi", "person"),
        ("Xi Jinping", "person"),
        ("senior U.S. official", "anonymous"),
        ("U.S. officials", "group"),
        ("China", "country"),
        ("Biden administration", "organization"),
        ("Chinese Foreign Ministry official", "anonymous"),
        ("critics in Washington", "group"),
        ("various sources", "anonymous"),
    ],
)
def test_speaker_is_found(found, speaker, kind):
    rows = found.frame[found.frame["speaker"] == speaker]
    assert len(rows)
    assert set(rows["speaker_type"]) == {kind}


@pytest.mark.parametrize(
    "unsaid", ["respond to a question", "leverage Washington possesses", "provide a response"]
)
def test_nothing_is_invented(found, unsaid):
    assert not found.frame["content"].str.contains(unsaid, regex=False).any()


def test_each_statement_in_marks_is_found(found):
    said = "\n".join(found.frame["content"])
    for words in (
        "“I reiterated our serious concern",
        "“China is the top supplier",
        "“having a material effect in Ukraine”",
        "“not a producer of or party involved",
        "“This is a fundamental issue",
        "“but negative factors",
        "“And the relationship is facing",
        "“more needs to be done.”",
        "“We’re prepared to take steps",
    ):
        assert words in said


def test_same_articles_give_the_same_table(extractor, found):
    pd.testing.assert_frame_equal(extractor.extract(SEEDS).frame, found.frame)


def test_order_of_articles_changes_no_rows_of_one(extractor):
    one = Article("a", "Jane Roe said the bridge was safe.", "a")
    assert extractor.read_article(one)[0].speaker == "Jane Roe"


def test_odd_articles_stop_nothing(extractor, tmp_path):
    (tmp_path / "good.txt").write_text("Jane Roe said the bridge was safe.\n")
    (tmp_path / "dashes.txt").write_text("Roe said:\n" + "-" * 20_000 + "\n" + "“" * 500)
    (tmp_path / "long.txt").write_text("a" * 30_000 + " said " + "it is , " * 3_000)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    found = extractor.extract(tmp_path)
    assert {Path(f.path).name for f in found.failures} == {"empty.txt", "binary.txt"}
    assert "Jane Roe" in set(found.frame["speaker"].dropna())


def test_command_writes_the_table(tmp_path):
    target = tmp_path / "quotes.csv"
    command = [sys.executable, "-m", "quotes", "extract", str(SEEDS), "-o", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Antony Blinken" in done.stdout
    assert len(read_table(target)) > 50
    assert (tmp_path / "quotes.csv.datapackage.json").is_file()


def test_missing_models_are_named(tmp_path):
    with pytest.raises(QuotesError, match=r"resources\.json was not found"):
        Extractor(str(tmp_path))


def test_encoder_is_there_once():
    files = [p for p in BUNDLED.rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) <= 60_000_000
    assert len([p for p in files if p.name == "model.safetensors"]) == 1
    assert all(p.stat().st_size < 20_000_000 for p in files if p.suffix == ".pt")


def test_rules_alone_know_no_model(found):
    rules = Extractor(rules_only=True)
    assert rules.head is None
    assert not rules.extract(SEEDS).frame["rule"].str.contains("model").any()
    assert found.frame["rule"].str.contains("model").any()


def test_attribution_runs_the_encoder_no_further(extractor, monkeypatch):
    """The head reads what tagger and parser made the encoder compute: one pass for all."""
    encoder = extractor.parser.encoder
    article = Article("a", next(SEEDS.glob("*.txt")).read_text("utf-8"), "a")

    def pieces():
        encoded = []
        encode = type(encoder).encode
        monkeypatch.setattr(
            encoder,
            "encode",
            lambda ids, mask: encoded.append(int(mask.sum())) or encode(encoder, ids, mask),
        )
        extractor.document(article)
        return sum(encoded)

    whole = pieces()
    monkeypatch.setattr(extractor, "head", None)
    assert pieces() == whole > 0


def test_heads_share_the_encoder(extractor):
    encoder = extractor.parser.encoder
    for name in ("pos", "depparse"):
        assert extractor.parser.pipeline.processors[name].trainer.model.bert_model is encoder
    (names,) = extractor.parser.pipeline.processors["ner"].trainers
    assert names.model.bert_model is encoder


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Albert Roe, Al", ["Albert Roe", "Al"]),
        ("Jane Roe Jr., Jane Roe", ["Jane Roe Jr.", "Jane Roe"]),
        ("Roe, Sridhar", ["Roe", "Sridhar"]),
        ("Al Roe, Jr.", ["Al Roe, Jr."]),
    ],
)
def test_a_list_of_names_is_several(text, expected):
    spans = list(split_names(text, 7))
    assert [text[s.start - 7 : s.end - 7] for s in spans] == expected
    assert all(a.end < b.start for a, b in pairwise(spans))
