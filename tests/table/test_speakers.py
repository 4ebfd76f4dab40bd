"""The table of speakers."""

from dataclasses import replace

import pandas as pd
from quote_rows import QUOTE

from quotes.speakers.register import Known, Register
from quotes.table.extraction import Extraction, save
from quotes.table.files import to_frame
from quotes.table.speakers import COLUMNS, speakers_table
from quotes.text.article import Article
from quotes.text.kinds import QuoteType, SpeakerType

TEXT = "A senior official, who spoke on condition of anonymity because talks go on, said yes. No."
ANN = replace(QUOTE, speaker_id="person:ann-lee", speaker_role="mayor", published="2024-03-01")
ROWS = [
    ANN,
    replace(ANN, quote_id="b-1", doc_id="b", source="Herald", published="2024-02-01",
            mention="Lee", quote_type=QuoteType.INDIRECT),
    replace(QUOTE, quote_id="c-1", doc_id="c", mention="A senior official", mention_spans="0:17",
            speaker="senior official", speaker_type=SpeakerType.ANONYMOUS,
            speaker_id="anonymous:senior-official@c"),
    replace(QUOTE, quote_id="c-2", doc_id="c", mention=None, mention_spans=None, speaker=None,
            speaker_type=None),
]  # fmt: skip
REGISTER = Register({("ann", "lee"): Known("Ann Lee", about={"party": "=Greens"})})


def table():
    return speakers_table(to_frame(ROWS), [Article("c", TEXT, "Daily")], REGISTER)


def test_each_speaker_is_told_by_all_rows_and_the_articles():
    ann, official = table().astype("object").where(table().notna(), None).to_dict("records")
    assert ann == dict.fromkeys(COLUMNS) | {
        "speaker_id": "person:ann-lee", "speaker": "Ann Lee", "speaker_type": "person",
        "forms": "Lee (1); She (1)", "roles": "mayor [a, b]", "quotes": 2, "in_marks": 1,
        "articles": 2, "sources": 2, "first_seen": "2024-02-01", "last_seen": "2024-03-01",
        "party": "=Greens",
    }  # fmt: skip
    assert official["anonymity"] == "on condition of anonymity because talks go on, said yes"


def test_no_row_makes_no_speaker():
    assert list(speakers_table(to_frame([])).columns) == list(COLUMNS)


def test_it_is_written_beside_the_table_and_runs_no_formula(tmp_path):
    found = Extraction(to_frame(ROWS), (), (), register=REGISTER)
    save(found, tmp_path / "quotes.parquet")
    read = pd.read_csv(tmp_path / "quotes.speakers.csv")
    assert list(read["party"].dropna()) == ["'=Greens"]
    assert list(read["quotes"]) == [2, 1]
