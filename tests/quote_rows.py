"""A row of the quote table, and texts that formats trip over."""

from quotes.table.schema import Quote
from quotes.text.kinds import Polarity, QuoteType, Section, SpeakerType

QUOTE = Quote(
    quote_id="a-1",
    doc_id="a",
    source="Daily",
    section=Section.BODY,
    paragraph=1,
    sentence=2,
    quote_type=QuoteType.MIXED,
    polarity=Polarity.AFFIRMED,
    cue="said",
    cue_lemma="say",
    cue_class="say",
    cue_spans="3:7",
    content="it “is … good”",
    content_spans="8:14 20:25",
    mention="She",
    mention_spans="0:2",
    speaker="Ann Lee",
    speaker_type=SpeakerType.PERSON,
    rule="clause",
    confidence=0.75,
)
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1+1", "＝1", "'=1", "''", "'quoted'",
    "NA", "null", "None", "nan", "1e5", "007", "true", " ", "\ufeff", "a\r\nb", '"', '",\n"', "\0",
    "\\", "\u2028", "😀", "é", "e\u0301", "\x1b[31m", "#N/A",
)  # fmt: skip
