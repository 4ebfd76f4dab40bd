"""Tables that lie beside articles and tell of them: outlet, title, date, address."""

from collections.abc import Mapping, Sequence

from quotes.errors import QuotesError
from quotes.read.dates import Dates
from quotes.read.fields import known_fields, spaced
from quotes.read.source import InputFile
from quotes.read.tables import rows

Table = Mapping[str, Mapping[str, str]]


SIDECARS = ("metadata.csv", "metadata.tsv", "metadata.jsonl")


KINDS = (".csv", ".tsv", ".jsonl", ".parquet")


def read_sidecar(source: InputFile, dates: Dates) -> Table:
    """Read a sidecar table: for each file, what it tells.

    Raises
    ------
    QuotesError
        When it cannot be read, or a row names no file or one that another row names.

    """
    table: dict[str, Mapping[str, str]] = {}
    try:
        if source.suffix not in KINDS:
            raise ValueError(f"unknown kind of table {source.suffix!r}")
        for number, row in rows(source, None, _file_column):
            if isinstance(row, str):
                raise QuotesError(f"{source.name}, row {number}: {row}")
            named = {spaced(name): cell for name, cell in row.items()}
            file = str(named.get("file") or "").strip().replace("\\", "/").removeprefix("./")
            if not file:
                raise QuotesError(
                    f"{source.name}, row {number}: no `file` among {sorted(named)}; add it"
                )
            if file in table:
                raise QuotesError(
                    f"{source.name}, row {number}: {file} stands there twice; keep one"
                )
            known = known_fields(row)
            day = dates.read(known.pop("published", ""), source.name)
            table[file] = known | ({"published": day} if day else {})
    except QuotesError:
        raise
    except Exception as error:  # whatever is wrong with it, the user can put another in its place
        kinds = ", ".join(KINDS)
        raise QuotesError(f"{source.name}: {error}; give a table as {kinds}") from None
    return table


def _file_column(names: Sequence[str]) -> str:
    for name in names:
        if spaced(name) == "file":
            return name
    raise ValueError(f"no `file` among {', '.join(names[:30]) or 'its columns'}; add it")
