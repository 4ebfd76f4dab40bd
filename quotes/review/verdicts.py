"""What a reviewer fills in, wherever, made into corrections, or refused with the reason."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from quotes.errors import QuotesError
from quotes.review.context import located, standing, words_at
from quotes.review.corrections import CONFIRMED, OF_TABLE, Correction, lines_of
from quotes.table.cells import read_spans
from quotes.table.descriptor import fingerprint
from quotes.text.article import Article
from quotes.text.kinds import Polarity, QuoteType, Verdict

VERDICTS = (Verdict.ACCEPT, Verdict.FIX, Verdict.REJECT)
EDITED = ("speaker", "speaker_type", "cue", "content", "quote_type", "polarity")
"""Columns that a reviewer may change."""
ADDED = ("doc_id", "content", "speaker", "speaker_type", "cue", "quote_type")
"""Columns of what was missed."""

Row = dict[str, Any]


def now() -> str:
    """The time, as corrections tell it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Reviewer:
    """One who says of rows what they are.

    Parameters
    ----------
    articles : those of the table; without them changed words and missed statements, which are
        looked for in the text, are refused.
    found : the rows that were given out, as they were found, each with `sha256` of its text.
    who, when : the reviewer's name, and the time (ISO 8601); without it now.

    """

    def __init__(
        self,
        articles: Iterable[Article],
        found: Iterable[Mapping[str, Any]],
        who: str,
        when: str | None = None,
    ) -> None:
        self._articles = {article.id: article for article in articles}
        self._found = {row["quote_id"]: dict(row) for row in found}
        self._who, self._when = who, when
        rows = self._found.values()
        self._types = {r["speaker"]: r["speaker_type"] for r in rows if r["speaker"]}

    def _now(self) -> str:
        return self._when or now()

    def verdict(self, row: Row) -> Iterator[Correction]:
        """Say what `verdict` of a row is; `EDITED` tells what it should hold.

        Raises
        ------
        QuotesError
            when that makes no sense, or changed words do not stand in the article.

        """
        original = self._found.get(row["quote_id"])
        if original is None:
            raise QuotesError(f"no row {row['quote_id']!r} was given out; leave quote_id as it is")
        given = (row["verdict"] or "").strip().casefold() or None  # as people type it
        if given is not None and given not in VERDICTS:
            raise QuotesError(f"verdict {given!r} is none of {', '.join(VERDICTS)}")
        changed = {n: row[n] for n in EDITED if _blanks(row[n]) != _blanks(original[n])}
        if given is None and not changed:
            return
        if given == Verdict.FIX and not changed:
            raise QuotesError("to be fixed, but nothing is changed: change it, or accept it")
        changes = {} if given == Verdict.REJECT else self._checked(changed, original)
        verdict = Verdict.FIX if changes else Verdict(str(given))
        yield from lines_of(verdict, original, original["sha256"], self._who, self._now(), changes)

    def missed(self, row: Row) -> Iterator[Correction]:
        """Add a statement, of which `ADDED` tells; raises likewise."""
        if not row["doc_id"] or not row["content"]:
            raise QuotesError("give the article and the words")
        article = self._article(row["doc_id"])
        spans = self._place(row["doc_id"], row["content"], 0)
        start = read_spans(spans)[0].start
        cue = self._place(row["doc_id"], row["cue"], start) if row["cue"] else None
        new: Row = dict.fromkeys(CONFIRMED) | {
            "doc_id": row["doc_id"],
            "content": words_at(article.text, spans),
            "content_spans": spans,
            "cue": words_at(article.text, cue) if cue else None,
            "cue_spans": cue,
            "quote_type": row["quote_type"] or QuoteType.INDIRECT,
            "polarity": Polarity.AFFIRMED,
            **self._spoken(row["speaker"], row["speaker_type"]),
            **standing(article.text, spans),
        }
        sha256 = fingerprint(article)["sha256"]
        yield from lines_of(Verdict.MISSED, new, sha256, self._who, self._now())

    def rename(self, old: str, new: str | None) -> Iterator[Correction]:
        """Call a speaker otherwise, everywhere."""
        if new and new != old:
            told = Verdict.FIX, "speaker", old, new, self._who, self._now()
            yield Correction(None, None, None, None, *told)

    def _checked(self, changed: Row, original: Row) -> Row:
        changes = dict(changed)
        near = read_spans(original["content_spans"])[0].start
        for name in ("content", "cue"):
            if changes.get(name):
                spans = self._place(original["doc_id"], changes[name], near)
                text = self._article(original["doc_id"]).text
                changes |= {f"{name}_spans": spans, name: words_at(text, spans)}
            elif name in changes:
                changes[f"{name}_spans"] = None
        if "speaker" in changes:
            kind = changes.get("speaker_type") or self._types.get(
                changes["speaker"], original["speaker_type"]
            )
            changes |= self._spoken(changes["speaker"], kind)
        for name, value in changes.items():
            if problem := OF_TABLE[name].problem(value):
                raise QuotesError(f"{name}: {problem}")
        return changes

    def _spoken(self, speaker: str | None, kind: str | None) -> Row:
        kind = (kind or self._types.get(speaker)) if speaker else None
        if speaker and not kind:
            raise QuotesError(f"choose a speaker_type for {speaker!r}")
        return {"speaker": speaker, "speaker_type": kind}

    def _article(self, doc_id: str) -> Article:
        if doc_id not in self._articles:
            raise QuotesError(f"the words are looked for in the text of {doc_id!r}: name it too")
        return self._articles[doc_id]

    def _place(self, doc_id: str, words: str, near: int) -> str:
        spans = located(self._article(doc_id).text, words, near)
        if spans is None:
            raise QuotesError(f"these words do not stand in the article: {words[:60]!r}")
        return spans


def _blanks(cell: str | None) -> str | None:
    return " ".join(cell.split()) if cell else None
