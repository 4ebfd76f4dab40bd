"""The recipes of README, as they stand there, on a table of articles."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import corpora
import dask
import pandas as pd
import pyarrow as pa
import pytest

from quotes.table.arrow import SCHEMA
from quotes.table.extraction import save
from quotes.table.files import check_rows, to_frame
from quotes.table.schema import NAMES

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
ARTICLES = pd.DataFrame(
    {
        "id": ["a", "b", "c"],
        "text": [
            "“The bridge is safe,” Jane Roe said.",
            "The river rose at night.",
            "Al Poe denied that he had known.",
        ],
        "source": "Daily",
        "mood": 1,
    }
)


@pytest.fixture
def recipe(extractor, monkeypatch, tmp_path):
    """Run the block of README that holds these words, with models that are loaded already."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "quotes.extractor.Extractor.__post_init__", lambda made: vars(made).update(vars(extractor))
    )

    def run(words, **given):
        exec(compile(_block("python", words), "README.md", "exec"), {"__name__": "recipe", **given})

    return run


def _block(language, words):
    (block,) = [b for b in re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL) if words in b]
    return block


def _check(found, extractor):
    whole = extractor.extract_frame(ARTICLES).frame
    assert list(whole["doc_id"]) == ["a", "c"]
    pd.testing.assert_frame_equal(found.reset_index(drop=True)[list(NAMES)], whole)


def test_dask(recipe, extractor):
    folder = Path("articles")
    folder.mkdir()
    ARTICLES[:2].to_parquet(folder / "0.parquet")
    ARTICLES[2:].to_parquet(folder / "1.parquet")
    with dask.config.set(scheduler="synchronous"):
        recipe("import dask.dataframe")
    parts = sorted(Path("quotes").glob("*.parquet"))
    assert len(parts) == 2
    _check(pd.concat(map(pd.read_parquet, parts)), extractor)


class Spark:
    """What the recipe asks of Spark: a frame goes to the function in parts, as an iterator."""

    def __init__(self):
        self.read, self.found = SimpleNamespace(parquet=lambda _: self), None

    def mapInPandas(self, function, columns):
        """Call the function as Spark does, and keep what it gives as Spark would."""
        kinds = {"string": pa.string(), "bigint": pa.int64(), "double": pa.float64()}
        pairs = [column.split(" ") for column in columns.split(", ")]
        parts = (ARTICLES[:2], ARTICLES[:0], ARTICLES[2:])
        schema = pa.schema([(name, kinds[kind]) for name, kind in pairs])
        assert schema.names == SCHEMA.names
        tables = [pa.Table.from_pandas(part, schema) for part in function(iter(parts))]
        self.found = pa.concat_tables(tables)
        return SimpleNamespace(write=SimpleNamespace(parquet=lambda _: None))


def test_spark(recipe, extractor):
    spark = Spark()
    recipe("mapInPandas", spark=spark)
    check_rows(spark.found, "Spark")
    _check(spark.found.to_pandas(), extractor)


def test_no_row_has_the_columns_too(extractor):
    pd.testing.assert_frame_equal(extractor.extract_frame(ARTICLES[1:2]).frame, to_frame([]))


def test_sqlite(tmp_path):
    found = corpora.one_each(["Daily", "Post"])
    found = replace(
        found, frame=found.frame.assign(polarity=["denied", "affirmed"], title="Bridge")
    )
    save(found, tmp_path / "quotes.sqlite")
    _, query = _block("sql", "SQLite").split("-- SQLite", 1)
    rows = sqlite3.connect(tmp_path / "quotes.sqlite").execute(query.split("\n", 1)[1]).fetchall()
    assert rows == [("Bridge", found.frame["content"][0])]


def test_pandas(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(corpora.one_each(["Daily", "Post"]), "quotes.parquet")
    counted = eval(_block("python", 'read_parquet("quotes').partition("\n\n")[2], {"pandas": pd})
    assert counted.to_dict() == {"Ann Lee": 2}
