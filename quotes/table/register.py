"""A user's table of speakers: read, and put into a quote table that was made before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from quotes.errors import QuotesError
from quotes.read.sidecar import KINDS
from quotes.read.source import InputFile
from quotes.read.tables import rows
from quotes.speakers.register import Register
from quotes.speakers.speaker import Speaker
from quotes.table.cells import read_rules
from quotes.table.extraction import Extraction
from quotes.table.files import to_frame
from quotes.table.records import records
from quotes.table.rows import Cells, speakers, spoken
from quotes.table.schema import Quote


def read_register(path: str | Path) -> Register:
    """Read a table of speakers: .csv, .tsv, .jsonl or .parquet, a name or alias in each row.

    Parameters
    ----------
    path : a table with a column `name`, and maybe `alias`, `role`, `type`, `affiliation`, `party`,
        `gender`, `note`.

    Raises
    ------
    QuotesError
        when it cannot be read, or a row is of no use.

    """
    source = InputFile(Path(path))
    if source.suffix not in KINDS:
        raise QuotesError(f"{source.name}: give a table of speakers as {', '.join(KINDS)}")
    found: list[tuple[int, Mapping[str, str]]] = []
    try:
        for number, row in rows(source, None, _name_column):
            if isinstance(row, str):
                raise QuotesError(f"{source.name}, row {number}: {row}")
            found.append((number, row))
    except (OSError, ValueError) as error:
        raise QuotesError(f"{source.name}: {error}") from error
    return Register.of(found, source.name)


def respoken(frame: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Give a quote table with its speakers called as the register knows them."""
    if not register.by_name:
        return frame
    rows = records(frame)
    for row, heard in zip(rows, map(_heard, rows), strict=True):
        if heard and register.known(heard.name):
            row |= spoken(read_rules(row["rule"]).found, register.named(heard), row["doc_id"])
    return to_frame(Quote(**row) for row in rows)


def known_as(found: Extraction, register: Register) -> Extraction:
    """Give an extraction of which the user knows these speakers."""
    return replace(found, frame=respoken(found.frame, register), register=register)


def _heard(row: Cells) -> Speaker | None:
    if not row["speaker_type"]:
        return None
    return next(speakers([row | {"speaker_rule": read_rules(row["rule"]).speaker}]), None)


def _name_column(names: Sequence[str]) -> str:
    for name in names:
        if name.strip().casefold() == "name":
            return name
    raise ValueError(f"no `name` among {', '.join(names[:30]) or 'its columns'}; add it")
