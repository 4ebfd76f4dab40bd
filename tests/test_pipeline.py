"""The main job with the real models: five texts in, a table out."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
import torch

import quotes
from quotes.decide.decision import THRESHOLD
from quotes.errors import QuotesError
from quotes.extractor import Extractor
from quotes.parse.bundle import BUNDLED
from quotes.parse.parser import Parser
from quotes.table.cells import read_spans
from quotes.table.files import read_table
from quotes.text.article import Article
from quotes.text.document import Document
from quotes.text.kinds import SAID

SEEDS = Path(__file__).parent.parent / "seeds"


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
    assert any(unsaid in article.text for article in found.articles)
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


STOPPED = "from stub_engine import wait_at; wait_at(2); from quotes.cli import main; main()"


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """What `quotes extract` prints of the seeds, in a process of its own, and the table it writes.

    The seeds come one by one and the last first. The run is killed with two workers at work, before
    it can end, and goes on with one.
    """
    target = tmp_path_factory.mktemp("command") / "quotes.csv"
    found = target.with_name(f".{target.name}.parts") / "found"
    seeds = sorted(map(str, SEEDS.glob("*.txt")), reverse=True)
    arguments = ["extract", *seeds, "-o", str(target)]
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, *arguments, "--workers", "2"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stderr=subprocess.DEVNULL,
    )
    while not (found.exists() and found.read_bytes().count(b"\n") > 1):
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert not target.exists()
    kept = found.read_bytes()
    command = [sys.executable, "-m", "quotes", *arguments]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert found.read_bytes().startswith(kept[: kept.rindex(b"\n")])
    return printed, target


def test_command_writes_the_table(command):
    printed, target = command
    assert "Antony Blinken" in printed
    assert f"Quotations: {len(read_table(target))}." in printed
    descriptor = target.with_name("quotes.csv.datapackage.json")
    assert json.loads(descriptor.read_text("utf-8"))["run"] == {
        "version": quotes.__version__,
        "models": "bundled",
        "learned": True,
        "threshold": THRESHOLD,
        "acts": list(SAID),
        "reading": {},
    }


def test_same_articles_give_the_same_table(command, found):
    _, target = command
    again = read_table(target)
    assert list(dict.fromkeys(again["doc_id"])) == [a.id for a in reversed(found.articles)]
    pd.testing.assert_frame_equal(
        *(f.sort_values("doc_id", kind="stable", ignore_index=True) for f in (again, found.frame))
    )


def test_order_of_articles_changes_no_rows_of_one(extractor):
    articles = [
        Article("a", "Jane Roe said on Monday that the bridge was safe.", "A"),
        Article("b", "Jane Roe, the mayor, said on Monday that the bridge was new.", "B"),
        Article("c", "“It is safe,” the mayor said. Al Poe denied it.", "C"),
    ]
    there, back = (
        extractor.analyse(order).frame.sort_values("doc_id", kind="stable", ignore_index=True)
        for order in (articles, articles[::-1])
    )
    assert set(there["doc_id"]) == {"a", "b", "c"}
    assert list(there[there["doc_id"] == "a"]["speaker_role"]) == ["mayor"]  # as "b" tells
    pd.testing.assert_frame_equal(there, back)


def test_odd_articles_stop_nothing(extractor, tmp_path):
    (tmp_path / "good.txt").write_text("Jane Roe said the bridge was safe.\n")
    (tmp_path / "dashes.txt").write_text("Roe said:\n" + "-" * 2_000 + "\n" + "“" * 500)
    (tmp_path / "long.txt").write_text("a" * 5_000 + " said " + "it is , " * 300)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    found = extractor.extract(tmp_path)
    assert {Path(f.path).name for f in found.failures} == {"empty.txt", "binary.txt"}
    assert "Jane Roe" in set(found.frame["speaker"].dropna())


def test_each_way_in_gives_the_same_table(extractor, tmp_path):
    text = "“The bridge is safe,” Jane Roe said."
    row = {"id": "a", "text": text, "source": "Daily", "title": "Bridge"}
    pd.DataFrame([row]).to_csv(tmp_path / "articles.csv", index=False)
    from_file = extractor.extract(tmp_path / "articles.csv").frame
    assert list(from_file["speaker"]) == ["Jane Roe"]
    from_frame = extractor.extract_frame(pd.DataFrame([row])).frame
    pd.testing.assert_frame_equal(from_frame, from_file)
    pd.testing.assert_frame_equal(extractor.extract_texts([Article(**row)]).frame, from_file)
    assert list(extractor.extract_texts([text]).frame["content"]) == list(from_file["content"])
    assert extractor.extract_texts([]).frame.empty


def test_missing_models_are_named(tmp_path):
    with pytest.raises(QuotesError, match=r"resources\.json was not found"):
        Extractor(str(tmp_path))


def test_encoder_is_there_once():
    files = [p for p in BUNDLED.rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in files) <= 65_000_000
    assert len([p for p in files if p.name == "model.safetensors"]) == 1
    assert all(p.stat().st_size < 20_000_000 for p in files if p.suffix == ".pt")


def test_rules_alone_know_no_model(found):
    rules = Extractor(rules_only=True)
    assert rules.head is None
    alone = rules.analyse(found.articles[:2]).frame
    assert len(alone)
    assert not alone["rule"].str.contains("model").any()
    assert (
        found.frame[found.frame["doc_id"].isin(alone["doc_id"])]["rule"].str.contains("model").any()
    )


def test_a_head_that_nothing_weighs_is_not_loaded(tmp_path):
    for name in ("resources.json", "encoder/model", "en/attribution/quotes.pt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    with pytest.warns(UserWarning, match=r"no trained attribution .* the rules alone decide"):
        untrained = Extractor(str(tmp_path), parses=tmp_path / "parses")
    assert untrained.head is None


def test_attribution_runs_the_encoder_no_further(extractor, monkeypatch):
    """The head reads what tagger and parser made the encoder compute: one pass for all."""
    encoder = extractor.parser.encoder
    article = Article("a", "Jane Roe, the mayor, said the bridge was safe.\n" * 3, "a")

    def pieces():
        encoded = []
        encode = type(encoder).encode
        monkeypatch.setattr(
            encoder,
            "encode",
            lambda rows, ends: encoded.append(sum(map(len, rows))) or encode(encoder, rows, ends),
        )
        extractor.document(article)
        return sum(encoded)

    whole = pieces()
    monkeypatch.setattr(extractor, "head", None)
    assert pieces() == whole > 0


@pytest.fixture(scope="module")
def stanzas():
    """A parser with the heads that Stanza has, as of a bundle without lean ones.

    Its one pass is at full precision, as Stanza's processors are.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quotes.products.TILED", False)
        return Parser(lean=False)


def test_heads_share_the_encoder(stanzas):
    processors = stanzas.pipeline.processors
    shared = processors["pos"].trainer.model.bert_model
    for name in ("pos", "depparse", "ner"):
        assert processors[name].trainer.model.bert_model is shared


@pytest.mark.parametrize("threads", [1, 3])
def test_an_article_does_not_depend_on_what_is_read_with_it(extractor, threads):
    """To the last bit: what a network says of it is computed from it alone, in one thread."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))[:3]]
    articles = [Article(str(number), text, "a") for number, text in enumerate(texts)]
    before = torch.get_num_threads()
    alone = extractor.document(articles[0])
    torch.set_num_threads(threads)
    try:
        there, back = map(extractor.document, articles), map(extractor.document, articles[::-1])
        assert next(there) == list(back)[-1] == alone
        assert torch.get_num_threads() == threads
    finally:
        torch.set_num_threads(before)


def test_batches_change_no_tree(extractor, monkeypatch):
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))[:2])
    document = Document.of(Article("a", text, "a"))
    found = extractor.parser.parse(document)
    monkeypatch.setattr("quotes.parse.states.PIECES", 1)  # sentences of one length at most
    assert found == extractor.parser.parse(document)


def test_a_word_without_end_keeps_its_place(extractor):
    text = "Jane Roe said: " + "a" * 20_000 + " was “" + "b" * 3_000 + "” of hers."
    (sentence, *_) = extractor.document(Article("a", text, "a")).sentences
    words = {word.text for word in sentence.words}
    assert "a" * 20_000 in words
    assert {"Roe", "was", "hers"} <= words
    assert all(text[word.start : word.end] == word.text for word in sentence.words)


def test_one_pass_says_what_stanza_says(stanzas, monkeypatch):
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))[:2])
    document = Document.of(Article("a", text, "a"))
    found = stanzas.parse(document)
    monkeypatch.setattr(stanzas, "one_pass", None)
    assert found == stanzas.parse(document)
