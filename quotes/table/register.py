"""Read a user's table of speakers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from quotes.errors import QuotesError
from quotes.read.sidecar import KINDS
from quotes.read.source import Source
from quotes.read.tables import rows
from quotes.speakers.register import Register


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
    source = Source(Path(path))
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


def _name_column(names: Sequence[str]) -> str:
    for name in names:
        if name.strip().casefold() == "name":
            return name
    raise ValueError(f"no `name` among {', '.join(names[:30]) or 'its columns'}; add it")
