"""Whole runs in one call: articles in, a quote table out."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from quotes.extractor import Extractor
from quotes.read.files import Options, Paths, begun, need_some, read
from quotes.read.memory import read_frame, read_texts
from quotes.review.applied import corrected, listed
from quotes.review.corrections import read_corrections
from quotes.speakers.register import Register
from quotes.table.extraction import Extraction, read_back, save, table_alone
from quotes.table.register import known_as, read_register
from quotes.table.suffixes import check_readable, check_suffix
from quotes.text.article import Article, Failure

if TYPE_CHECKING:
    import pandas as pd


def extract(
    paths: Paths, *, models: str | None = None, **options: Unpack[Options]
) -> "pd.DataFrame":
    """Find the quotations in files and folders: one row a quotation.

    Parameters
    ----------
    paths : files and folders (README, "Articles").
    models : see `Extractor`; keep one of those for many calls.
    options : `encoding`, `metadata`, `text_column`, `date_format`; see `quotes.read.files.Options`.

    Returns
    -------
    pandas.DataFrame
        The quote table, columns as `Quote` declares them.

    Raises
    ------
    QuotesError
        when the models or the metadata table cannot be used, or no article could be read.

    """
    return _frame(begun(read(paths, **options)), models, options)


def extract_texts(texts: Iterable[str | Article], *, models: str | None = None) -> "pd.DataFrame":
    """Find the quotations in texts: one row a quotation, as `extract` gives them.

    Parameters
    ----------
    texts : an iterable of str or Article; the ids of plain texts are `text/1`, `text/2` and so on.
    models : see `Extractor`; keep one of those for many calls.

    Raises
    ------
    TypeError
        for what is neither str nor Article.
    QuotesError
        when the models cannot be used, or there are texts but none could be read.

    """
    return _frame(begun(read_texts(texts)), models)


def extract_frame(
    frame: "pd.DataFrame",
    text_column: str | None = None,
    *,
    date_format: str | None = None,
    models: str | None = None,
) -> "pd.DataFrame":
    """Find the quotations in the rows of a data frame: one row a quotation.

    Parameters
    ----------
    frame : an article a row; columns source, title, published, url and id tell of it. Without an
        id of their own, articles are called `row/1`, `row/2` and so on.
    text_column : the column of the texts; without it the one that is called text, body or content.
    date_format : as in `quotes.read.files.Options`.
    models : see `Extractor`; keep one of those for many calls.

    Raises
    ------
    TypeError
        for what is no pandas data frame.
    QuotesError
        when it cannot be told where the text is, the models cannot be used, or there are rows
        but none could be read.

    """
    options = Options(text_column=text_column, date_format=date_format)
    return _frame(begun(read_frame(frame, text_column, date_format)), models, options)


def _frame(
    items: Iterable[Article | Failure], models: str | None, options: Options | None = None
) -> "pd.DataFrame":
    found = Extractor(models).analyse(items, options=options)
    if found.failures:
        need_some(found.articles, found.failures)
    return found.frame


def load(
    articles: Paths | None,
    table: str | Path,
    *,
    speakers: str | Path | None = None,
    corrections: str | Path | None = None,
    **options: Unpack[Options],
) -> Extraction:
    """Read a quote table and the articles that it was made from.

    Where there is no such table yet, the quotations are extracted and the table is written.

    Parameters
    ----------
    articles : files and folders (README, "Articles"); None for the table alone, without texts.
    table : a .csv, .jsonl, .parquet, .sqlite or .db file.
    speakers : a table of what you know of speakers (see `quotes.table.register.read_register`).
    corrections : a file of corrections, applied to what is given back and not to the file of the
        table; those that match no row are a warning.
    options : as `quotes.read.files.read` takes them.

    Raises
    ------
    QuotesError
        when no article can be read, or the table cannot be read or was made from other texts.

    """
    register = read_register(speakers) if speakers else None
    found = _loaded(articles, Path(table), options, register)
    if corrections is None:
        return found
    found, left = corrected(found, read_corrections(corrections))
    if left:
        warnings.warn("\n".join(listed(left)), stacklevel=2)
    return found


def _loaded(
    articles: Paths | None, table: Path, options: Options, register: Register | None
) -> Extraction:
    check_readable(table)
    if articles is None:
        found = table_alone(table)
        return known_as(found, register) if register else found
    items = begun(read(articles, **options))
    if not table.exists():
        check_suffix(table)  # it is to be written
        found = Extractor(register=register).analyse(items, options=options)
        save(found, table)
        return found
    texts: list[Article] = []
    failures: list[Failure] = []
    for item in items:
        failures.append(item) if isinstance(item, Failure) else texts.append(item)
    found = read_back(table, texts, failures)
    return known_as(found, register) if register else found
