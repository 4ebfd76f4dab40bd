"""Who said what: quotations in news articles, and who speaks."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.article import Article, QuotesError, Span

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"
__all__ = ["Article", "QuotesError", "Span", "__version__", "extract"]


def extract(
    paths: str | Path | Iterable[str | Path],
    *,
    models: str | None = None,
    encoding: str | None = None,
    metadata: Path | None = None,
) -> "pd.DataFrame":
    """Find the quotations in files and folders: one row a quotation.

    Parameters
    ----------
    paths : a text file, a folder of them, or several.
    models : see `quotes.extractor.Extractor`; keep one of those for many calls.
    encoding : the articles' encoding; without it UTF-8, or a guess that is warned of.
    metadata : a table of what is known about the articles (README, "Articles").

    Returns
    -------
    pandas.DataFrame
        The quote table, columns as `quotes.schema.Quote` declares them.

    Raises
    ------
    QuotesError
        when the models or the metadata table cannot be used, or no article could be read.

    """
    from quotes.extractor import Extractor

    found = Extractor(models).extract(paths, encoding=encoding, metadata=metadata)
    if not found.articles:
        reasons = "; ".join(f"{f.path}: {f.reason}" for f in found.failures)
        raise QuotesError(f"no article could be read: {reasons}")
    return found.frame
