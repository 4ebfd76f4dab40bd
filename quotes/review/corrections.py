"""The file of corrections: one line says what one field of one quotation is, by whom, since when.

A quotation is known by the SHA-256 of its article's text and the spans of its content and cue, so
a line holds for every run over the same text. A line without a text renames a speaker everywhere.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from quotes.errors import QuotesError
from quotes.files import replacing, shown
from quotes.table.cells import read_spans
from quotes.table.formats.delimited import guarded, unguarded
from quotes.table.schema import COLUMNS
from quotes.text.kinds import Verdict

CONFIRMED = (
    "content", "content_spans", "cue", "cue_spans", "mention", "mention_spans", "speaker",
    "speaker_type", "quote_type", "polarity",
)  # fmt: skip
"""Columns whose values a verdict confirms or changes."""
PLACE = ("section", "paragraph", "sentence")
"""Columns that tell besides where a missed quotation stands."""
OF_TABLE = {column.name: column for column in COLUMNS}


class Correction(NamedTuple):
    """One line of the file; without `sha256` it renames the speaker `was` everywhere."""

    sha256: str | None
    doc_id: str | None
    spans: str | None
    cue_spans: str | None
    verdict: Verdict
    field: str | None
    was: str | None
    value: str | None
    who: str
    when: str


@dataclass(frozen=True)
class Judged:
    """A quotation as one reviewer left it.

    Attributes
    ----------
    spans, cue_spans : of the content and the cue that were judged, as found, or as added.
    values : columns of the table with what they should hold; none of a rejected one.

    """

    sha256: str
    doc_id: str
    spans: str
    cue_spans: str | None
    verdict: Verdict
    values: Mapping[str, Any]
    who: str
    when: str

    @property
    def key(self) -> tuple[str, str, str | None]:
        """What quotation it is."""
        return self.sha256, self.spans, self.cue_spans

    @property
    def words(self) -> str:
        """What it says, short: for a list."""
        return str(self.values.get("content") or f"at {self.spans}")[:100]


def read_corrections(path: str | Path) -> list[Correction]:
    """Read a file of corrections, in its order.

    Raises
    ------
    QuotesError
        when it cannot be read, lacks a column, or a line makes no sense; it names the line.

    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, ValueError, csv.Error) as error:
        raise QuotesError(f"cannot read {shown(path)}: {error}") from error
    found = []
    for number, row in enumerate(rows, start=2):
        if missing := [name for name in Correction._fields if row.get(name) is None]:
            raise QuotesError(
                f"{shown(path)}, line {number}: no {', '.join(missing)}; a file of corrections has "
                f"the columns {', '.join(Correction._fields)}"
            )
        line = Correction(*(unguarded(row[name]) or None for name in Correction._fields))  # type: ignore[arg-type]
        if problem := _problem(line):
            raise QuotesError(f"{shown(path)}, line {number}: {problem}")
        found.append(line._replace(verdict=Verdict(line.verdict)))
    return found


def _problem(line: Correction) -> str | None:
    if line.verdict not in set(Verdict):
        return f"verdict {line.verdict!r} is none of {', '.join(Verdict)}"
    if not line.who or not line.when:
        return "no who, or no when"
    if line.sha256 is None:
        renames = line.field == "speaker" and line.was and line.value
        return None if renames else "no sha256; without it a line renames a speaker: was, value"
    if not line.doc_id or not line.spans:
        return "no doc_id, or no spans"
    try:
        read_spans(line.spans)
        read_spans(line.cue_spans)
    except QuotesError as error:
        return str(error)
    if line.field is None:
        return None if line.verdict == Verdict.REJECT else "no field"
    if line.field not in (*CONFIRMED, *PLACE):
        return f"field {line.field!r} is none of {', '.join((*CONFIRMED, *PLACE))}"
    try:
        problem = OF_TABLE[line.field].problem(cell(line.field, line.value))
    except ValueError as error:
        problem = str(error)
    return problem and f"{line.field}: {problem}"


def cell(field: str, value: str | None) -> Any:
    """Give a value as the column of the table holds it."""
    return None if value is None else OF_TABLE[field].base(value)


def add_corrections(lines: Sequence[Correction], path: str | Path) -> None:
    """Add lines to a file of corrections, which is made where it is missing.

    Text that a spreadsheet could run as a formula has an apostrophe before it, as in tables.

    Raises
    ------
    QuotesError
        when the file is there and is none of corrections, or cannot be written.

    """
    path = Path(path)
    every = [*(read_corrections(path) if path.exists() else ()), *lines]
    try:
        with (
            replacing(path) as (part,),
            part.open("w", encoding="utf-8", newline="") as file,
        ):
            writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)  # also of \r
            writer.writerow(Correction._fields)
            writer.writerows([guarded(value or "") for value in line] for line in every)
    except OSError as error:
        raise QuotesError(f"cannot write {shown(path)}: {error}") from error


def lines_of(
    verdict: Verdict,
    row: Mapping[str, Any],
    sha256: str,
    who: str,
    when: str,
    changes: Mapping[str, Any] | None = None,
) -> list[Correction]:
    """Say a verdict on a row, field by field: those that change are fixed, the others accepted.

    Parameters
    ----------
    row : doc_id and the columns `CONFIRMED` as found; of a missed one `PLACE` too.
    changes : columns with what they should hold instead.

    """

    def line(kind: Verdict, field: str | None, was: Any = None, value: Any = None) -> Correction:
        before, after = (None if v is None else str(v) for v in (was, value))
        place = row["doc_id"], row["content_spans"], row["cue_spans"]
        return Correction(sha256, *place, kind, field, before, after, who, when)

    if verdict == Verdict.REJECT:
        return [line(verdict, None)]
    if verdict == Verdict.MISSED:
        return [line(verdict, name, None, row[name]) for name in (*CONFIRMED, *PLACE)]
    new = {name: row[name] for name in CONFIRMED} | dict(changes or {})
    return [
        line(Verdict.ACCEPT, name, None, value)
        if row[name] == value
        else line(Verdict.FIX, name, row[name], value)
        for name, value in new.items()
    ]


def judged(lines: Iterable[Correction]) -> list[Judged]:
    """Give what each reviewer said last of each quotation, in the order of saying."""
    groups: dict[tuple[str | None, ...], dict[str, list[Correction]]] = {}
    for line in lines:
        if line.sha256 and line.spans:
            key = line.sha256, line.spans, line.cue_spans, line.who
            said = groups.setdefault(key, {})
            said.setdefault(line.when, []).append(line)
    found = [_judged(said[max(said)]) for said in groups.values()]
    return sorted(found, key=lambda one: one.when)


def _judged(lines: Sequence[Correction]) -> Judged:
    first = lines[0]
    verdicts = {line.verdict for line in lines}
    verdict = Verdict.FIX if Verdict.FIX in verdicts else lines[-1].verdict
    values = {line.field: cell(line.field, line.value) for line in lines if line.field}
    return Judged(
        str(first.sha256), str(first.doc_id), str(first.spans), first.cue_spans, verdict,
        {} if verdict == Verdict.REJECT else values, first.who, first.when,
    )  # fmt: skip


def final(said: Iterable[Judged]) -> list[Judged]:
    """Of several reviewers' verdicts on one quotation the last one holds."""
    return list({one.key: one for one in said}.values())


def renames(lines: Iterable[Correction]) -> dict[str, str]:
    """Old names of speakers with the new ones; a name that is changed again leads to the last."""
    found: dict[str, str] = {}
    for line in sorted(_renames(lines), key=lambda line: line.when):
        was, value = str(line.was), str(line.value)
        found = {old: value if new == was else new for old, new in found.items()} | {was: value}
    return {old: new for old, new in found.items() if old != new}


def _renames(lines: Iterable[Correction]) -> Iterator[Correction]:
    return (line for line in lines if line.sha256 is None)
