"""Files and folders in, articles out: text exactly as read, what is known about it, or why not."""

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypedDict, Unpack
from zipfile import BadZipFile

from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.articles import Maker
from quotes.read.containers import pieces
from quotes.read.dates import Dates
from quotes.read.decode import check_encoding
from quotes.read.piece import How
from quotes.read.plan import Found, plan
from quotes.text.article import Article, Failure

Paths = str | Path | Iterable[str | Path]
"""A file, a folder, a pattern such as "news/*.txt", "-" for standard input, or several of them."""


class Options(TypedDict, total=False):
    """How articles are to be read.

    encoding : of all text files and tables; by default UTF-8, else what is detected, with a
        warning.
    metadata : a table with a column `file` and any of `source` (`outlet`), `title`, `published`
        (`date`), `url`, `id`; by default the `metadata.csv`, `.tsv` or `.jsonl` of a folder.
    text_column : the column of the text in tables with an article in each row; by default the
        one that is called text, body or content.
    date_format : how days are written where they are neither ISO 8601 nor name the month, such
        as "%d/%m/%Y".
    """

    encoding: str | None
    metadata: str | Path | None
    text_column: str | None
    date_format: str | None


def told_of(options: Options) -> dict[str, str]:
    """The options that were given, for the record of a run."""
    return {name: shown(str(value)) for name, value in options.items() if value is not None}


class Reading:
    """Articles to be read: planned, and read one after the other whenever it is iterated.

    Attributes
    ----------
    files : all files that are read, tables of metadata too.

    """

    def __init__(self, paths: Iterable[Path], options: Options) -> None:
        metadata = options.get("metadata")
        self._dates = Dates(options.get("date_format"))
        self._how = How(options.get("encoding"), options.get("text_column"))
        if self._how.encoding:
            check_encoding(self._how.encoding)
        self._plan = plan(list(paths), Path(metadata) if metadata else None, self._dates)
        self.files: frozenset[Path] = self._plan.files

    def __iter__(self) -> Iterator[Article | Failure]:
        """Read them, in the order of the paths; memory holds one file's text at most."""
        maker = Maker(self._dates)
        for item in self._plan.items:
            if isinstance(item, Failure):
                yield item
            else:
                yield from self._read(item, maker)

    def _read(self, item: Found, maker: Maker) -> Iterator[Article | Failure]:
        source = item.source
        try:
            yield from maker.articles(
                pieces(source, self._how), self._plan.ids[source.key], source.name, item.row
            )
        except UnicodeError as error:
            yield Failure(f"{error}: say which encoding it has with encoding=", source.name)
        except OSError as error:
            yield Failure(f"{error.strerror or error}: check the path and its rights", source.name)
        except ValueError as error:
            yield Failure(str(error), source.name)
        except (BadZipFile, zlib.error, EOFError) as error:
            yield Failure(f"damaged within its zip file ({error}): fetch that anew", source.name)
        except Exception as error:  # whatever it was, it must not cost the other articles
            what = f"{type(error).__name__}: {error}"
            yield Failure(f"it could not be read ({what}): save its text anew", source.name)


def read(paths: Paths, **options: Unpack[Options]) -> Reading:
    """Read articles from files and folders, in order.

    Parameters
    ----------
    paths : files; folders and zip files, of which all is read that holds articles, all levels,
        sorted; "-" for standard input.
    options : see `Options`.

    Returns
    -------
    Reading
        To be iterated: an article, or a failure that says what was found and what to do.

    Raises
    ------
    QuotesError
        At the call: an unknown encoding, or a table of metadata that cannot be used.
    TypeError
        At the call: what is no path.

    """
    listed = [paths] if isinstance(paths, str | os.PathLike) else paths
    if not isinstance(listed, Iterable) or isinstance(listed, bytes | Mapping) or _is_frame(listed):
        raise TypeError(_no_path(paths))
    found = []
    for path in listed:
        if not isinstance(path, str | os.PathLike):
            raise TypeError(_no_path(path))
        found.append(Path(path))
    return Reading(found, options)


def begun(items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """Read as far as the first article, so that the models are not loaded for nothing.

    Raises
    ------
    QuotesError
        when there are failures and no article.

    """
    waiting = iter(items)
    first: list[Article | Failure] = []
    for item in waiting:
        first.append(item)
        if isinstance(item, Article):
            return chain(first, waiting)
    if first:
        need_some((), [item for item in first if isinstance(item, Failure)])
    return iter(())


def need_some(articles: Sequence[object], failures: Sequence[Failure] = ()) -> None:
    """Raise QuotesError where there are no articles, with the first reasons."""
    if not articles:
        reasons = "; ".join(f"{failure.name}: {failure.reason}" for failure in failures[:5])
        raise QuotesError(f"no article could be read{': ' if reasons else ''}{reasons}")


def _is_frame(value: object) -> bool:
    return hasattr(value, "columns")  # iterating it would give their names


def _no_path(value: object) -> str:
    return (
        f"found {type(value).__name__} where a path is wanted: give files and folders here, texts "
        "to extract_texts, a data frame to extract_frame"
    )
