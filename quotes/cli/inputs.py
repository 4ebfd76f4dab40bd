"""What the commands work on, made of their options."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.options import Acts
from quotes.cli.printed import list_failures
from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.files import Options, Reading, begun, need_some

if TYPE_CHECKING:
    from quotes.extractor import Extractor
    from quotes.review.applied import Corrector
    from quotes.speakers.register import Register
    from quotes.table.extraction import Extraction


def extractor_of(
    models: str | None,
    rules_only: bool,
    threshold: float,
    acts: Acts,
    register: "Register | None" = None,
    parses: str | None = None,
) -> "Extractor":
    """Load the models."""
    from quotes.extractor import Extractor

    return Extractor(models, rules_only, threshold, acts.chosen(), register, parses)


def register_of(path: Path | None) -> "Register | None":
    """Read who the user knows."""
    from quotes.table.register import read_register

    return read_register(path) if path else None


def made_before(
    table: Path,
    paths: list[Path] | None,
    options: Options,
    speakers: Path | None = None,
) -> "Extraction":
    """Read a table and its articles; its speakers are called as the user knows them."""
    from quotes.calls import load

    if not table.is_file():
        raise QuotesError(f"{shown(table)} is no file: give a table that `quotes extract` wrote")
    return load(paths or None, table, speakers=speakers, **options)


def corrector_of(path: Path | None) -> "Corrector | None":
    """Read the corrections to apply."""
    from quotes.review.applied import Corrector
    from quotes.review.corrections import read_corrections

    return Corrector(read_corrections(path)) if path else None


def options_of(
    encoding: str | None,
    metadata: Path | None,
    text_column: str | None,
    date_format: str | None,
) -> Options:
    """How articles are read."""
    return Options(
        encoding=encoding, metadata=metadata, text_column=text_column, date_format=date_format
    )


def extracted(
    articles: Reading, options: Options, extractor: Callable[[], "Extractor"]
) -> "Extraction":
    """Read and analyse articles; models load when the first is read."""
    items = begun(articles)
    found = extractor().analyse(items, progress=True, options=options)
    if not found.articles:
        list_failures(found.failures)
        need_some(found.articles)
    return found
