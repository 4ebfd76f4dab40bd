"""Corrections put into a quote table: by text and place, so that they survive a new version."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.review.corrections import CONFIRMED, Correction, Judged, final, judged, renames
from quotes.speakers.register import Register
from quotes.speakers.speaker import Speaker
from quotes.table.cells import read_rules, read_spans
from quotes.table.extraction import Extraction
from quotes.table.files import to_frame
from quotes.table.records import records
from quotes.table.register import respoken
from quotes.table.rows import spoken
from quotes.table.schema import NAMES, Quote
from quotes.text.article import Article
from quotes.text.kinds import Act, SpeakerType, Verdict

if TYPE_CHECKING:
    import pandas as pd

ALIKE = 0.5
"""Share of the characters of two contents, intersection / union, from which they are one."""
RULE = "review"
"""Stands in `rule` where a reviewer added the row or named its speaker."""
CERTAIN = 1.0
"""How sure what a reviewer says is."""

OF_ARTICLE = ("source", "title", "published", "url")
OF_SPEAKER = ("speaker", "speaker_id", "speaker_type", "speaker_role", "speaker_confidence")

Row = dict[str, Any]


class Corrector:
    """Corrections, put into the rows of articles that come all at once or in parts.

    Parameters
    ----------
    lines : a file of corrections, as `read_corrections` gives it.

    Attributes
    ----------
    left : what matched no row, each with the reason; whole when all parts have come.

    """

    def __init__(self, lines: Sequence[Correction]) -> None:
        self._register = Register.renaming(renames(lines))
        self._by_text: dict[str, list[Judged]] = {}
        for one in final(judged(lines)):
            self._by_text.setdefault(one.sha256, []).append(one)
        self._seen: set[str] = set()
        self._left: list[tuple[Judged, str]] = []

    def applied(
        self, frame: "pd.DataFrame", hashes: Mapping[str, str], articles: Iterable[Article] = ()
    ) -> "pd.DataFrame":
        """Give a quote table corrected.

        Parameters
        ----------
        frame : a quote table.
        hashes : the SHA-256 of each article's text, by its id.
        articles : the articles, where there are; a missed row in one without rows needs them.

        """
        known = {article.id: article for article in articles}
        wanted = {doc: self._by_text[h] for doc, h in hashes.items() if h in self._by_text}
        self._seen |= {hashes[doc] for doc in wanted}
        if wanted:
            groups: dict[str, list[Row]] = {}
            for row in records(frame):
                groups.setdefault(row["doc_id"], []).append(row)
            for doc, said in wanted.items():
                groups[doc] = self._corrected(doc, groups.get(doc, []), said, known.get(doc))
            frame = to_frame(Quote(**row) for rows in groups.values() for row in rows)
        return respoken(frame, self._register)

    def _corrected(
        self, doc: str, rows: list[Row], said: Sequence[Judged], article: Article | None
    ) -> list[Row]:
        for one in sorted(said, key=lambda one: one.verdict == Verdict.MISSED):
            meant = _matching(rows, one)
            if one.verdict == Verdict.REJECT:
                rows = _without(rows, meant)
            elif meant:
                rows = [self._row(row, one, rows) if row in meant else row for row in rows]
            elif one.verdict != Verdict.MISSED:
                self._left.append((one, "no row stands there any more"))
            elif rows:
                rows = _with(rows, _added(doc, one, rows[0]))
            elif article:
                rows = [_added(doc, one, asdict(article))]
            else:
                self._left.append((one, "the article has no row: name the articles too"))
        return rows

    def _row(self, row: Row, one: Judged, rows: Sequence[Row]) -> Row:
        verdict = one.verdict
        if verdict == Verdict.MISSED and not row["rule"].startswith(RULE):
            verdict = Verdict.ACCEPT  # this version finds it by itself
        values = {name: value for name, value in one.values.items() if name in CONFIRMED}
        known = self._register.known(values.get("speaker") or "")
        if known and known.name == row["speaker"]:  # it was renamed before
            values |= {name: row[name] for name in ("speaker", "speaker_type")}
        new = row | values | {"review": verdict}
        same = (new["speaker"], new["speaker_type"]) == (row["speaker"], row["speaker_type"])
        return new if same else new | _said_by(new, rows)

    @property
    def left(self) -> list[tuple[Judged, str]]:
        """What matched nothing, each with the reason."""
        gone = "its text is not among these, or was changed"
        texts = (said for text, said in self._by_text.items() if text not in self._seen)
        return [*self._left, *((one, gone) for said in texts for one in said)]

    def tally(self) -> dict[str, int]:
        """Count the verdicts on these texts, one a quotation."""
        said = (one.verdict for text in self._seen for one in self._by_text[text])
        counts = Counter(said)
        return {str(verdict): counts[verdict] for verdict in Verdict}


def corrected(
    found: Extraction, lines: Sequence[Correction]
) -> tuple[Extraction, list[tuple[Judged, str]]]:
    """Give an extraction with its table corrected, and what matched no row, with the reason.

    Raises
    ------
    QuotesError
        when nothing tells which texts the table was made from.

    """
    hashes = found.hashes
    if lines and len(found.frame) and not hashes:
        raise QuotesError(
            "the table has no descriptor that tells of which texts it is, so corrections cannot be "
            "matched: name its articles too"
        )
    corrector = Corrector(lines)
    frame = corrector.applied(found.frame, hashes, found.articles)
    run = {**found.run, "review": corrector.tally()}
    return replace(found, frame=frame, run=run), corrector.left


def listed(left: Sequence[tuple[Judged, str]], most: int = 20) -> list[str]:
    """Say which corrections matched nothing, a line each."""
    lines = [f"Corrections without a row: {len(left)}; they stay in their file"]
    lines += [f"  {one.doc_id}, {one.verdict} {one.words!r}: {why}" for one, why in left[:most]]
    return [*lines, *([f"  and {len(left) - most} more"] if len(left) > most else [])]


def _matching(rows: Sequence[Row], one: Judged) -> list[Row]:
    """The rows that are meant: of the same content, as judged or as left, or else mostly so.

    Rows of one content differ by their cues; those of the same cue too are meant together.
    """
    places = {one.spans, one.values.get("content_spans")}
    cues = {one.cue_spans, one.values.get("cue_spans", one.cue_spans)}
    same = [row for row in rows if row["content_spans"] in places]
    exact = [row for row in same if row["cue_spans"] in cues]
    if exact or same:
        return exact or same[:1]
    alike = [_alike(one.spans, row["content_spans"]) for row in rows]
    best = max(alike, default=0.0)
    return [rows[alike.index(best)]] if best >= ALIKE else []


def _alike(one: str, other: str) -> float:
    ones, others = ({c for span in read_spans(cell) for c in range(*span)} for cell in (one, other))
    return len(ones & others) / len(ones | others)


def _said_by(row: Row, rows: Sequence[Row]) -> Row:
    """The columns that hang on who speaks; the office is the one that the article gives."""
    if row["speaker"] is None:
        return dict.fromkeys(OF_SPEAKER)
    same = (r["speaker_role"] for r in rows if r["speaker"] == row["speaker"])
    kind = SpeakerType(row["speaker_type"] or SpeakerType.PERSON)
    speaker = Speaker(row["speaker"], kind, next(same, None), RULE, CERTAIN)
    found = read_rules(row["rule"]).found
    return spoken(found, speaker, row["doc_id"]) | {"speaker_confidence": CERTAIN}


def _added(doc: str, one: Judged, about: Row) -> Row:
    """The row of a quotation that only a reviewer found; what nobody told has no value."""
    row: Row = dict.fromkeys(NAMES) | {name: about[name] for name in OF_ARTICLE}
    row |= {
        "quote_id": f"{doc}-at-{one.spans.replace(':', '-').replace(' ', '-')}",
        "doc_id": doc,
        "act": Act.SPEECH,
        "rule": RULE,
        "confidence": CERTAIN,
        "review": one.verdict,
    }
    row |= one.values
    return row | _said_by(row, ())


def _without(rows: Sequence[Row], gone: Sequence[Row]) -> list[Row]:
    """The other rows; what lay within one that is gone lies within what held that one."""
    holders = {row["quote_id"]: row["within"] for row in gone}
    kept = []
    for row in rows:
        if row["quote_id"] not in holders:
            outer = row["within"]
            while outer in holders:
                outer = holders[outer]
            kept.append(row | {"within": outer})
    return kept


def _with(rows: Sequence[Row], new: Row) -> list[Row]:
    """The rows and a new one, in the order of the text."""
    start = read_spans(new["content_spans"])[0].start
    later = (n for n, r in enumerate(rows) if read_spans(r["content_spans"])[0].start > start)
    place = next(later, len(rows))
    return [*rows[:place], new, *rows[place:]]
