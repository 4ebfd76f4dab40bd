"""Texts and data frames in, articles out, as from files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from quotes.errors import QuotesError
from quotes.read.articles import Maker
from quotes.read.dates import Dates
from quotes.read.fields import FIELDS, known_fields, spaced
from quotes.read.piece import Piece, Unread
from quotes.read.tables import text_column
from quotes.text.article import Article, Failure

if TYPE_CHECKING:
    import pandas as pd


def read_texts(texts: Iterable[str | Article]) -> Iterator[Article | Failure]:
    """Take texts for articles; `text/1`, `text/2` and so on are their ids.

    Raises
    ------
    TypeError
        at the call when it is no iterable, and at the item that is neither text nor Article.

    """
    several = isinstance(texts, Iterable) and not isinstance(texts, str | bytes | Mapping)
    if not several or hasattr(texts, "columns"):
        raise TypeError(
            f"found {type(texts).__name__} where texts are wanted: give an iterable of str or "
            "Article, paths to extract, a data frame to extract_frame"
        )
    return _articles(texts)


def _articles(texts: Iterable[str | Article]) -> Iterator[Article | Failure]:
    maker = Maker(Dates())
    for number, text in enumerate(texts, 1):
        if isinstance(text, Article):
            yield maker.taken(text)
        elif isinstance(text, str):
            yield from maker.articles([Piece(text, number=number)], "text", "text")
        else:
            raise TypeError(f"item {number} is of {type(text).__name__}: give str or Article")


def read_frame(
    frame: "pd.DataFrame", column: str | None = None, date_format: str | None = None
) -> Iterator[Article | Failure]:
    """Take the rows of a data frame for articles, its columns for what is known of them.

    Raises
    ------
    TypeError
        when it is no pandas data frame.
    QuotesError
        when it cannot be told where the text is.

    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"found {type(frame).__name__} where a pandas data frame is wanted: give paths to "
            "extract, texts to extract_texts"
        )
    names = list(frame.columns)
    try:
        column = text_column(names, column)
    except ValueError as error:
        raise QuotesError(f"data frame: {error}") from None
    kept = frame[[name for name in names if name == column or spaced(name) in FIELDS]]
    maker = Maker(Dates(date_format))
    return maker.articles(_pieces(kept, column), "row", "data frame")


def _pieces(frame: "pd.DataFrame", column: str) -> Iterator[Piece | Unread]:
    for number, cells in enumerate(frame.itertuples(index=False, name=None), 1):
        row = dict(zip(frame.columns, cells, strict=True))
        text = row.pop(column)
        if isinstance(text, str):
            yield Piece(text, known_fields(row), number)
        else:
            yield Unread(f"no text in the column {column!r}, but {text!r:.40}", number)
