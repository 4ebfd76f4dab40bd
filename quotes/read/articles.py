"""Texts with what is known of them, to articles."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import PurePath

from quotes.read.dates import Dates
from quotes.read.decode import check_text
from quotes.read.masthead import dateline, header, headline, host, site
from quotes.read.piece import Piece, Unread
from quotes.text.article import Article, Failure, whole
from quotes.text.blocks import blocks


class Maker:
    """Makes the articles of one run; no two have one name.

    Parameters
    ----------
    dates : reads the days.

    """

    def __init__(self, dates: Dates) -> None:
        self._dates = dates
        self._ids: set[str] = set()

    def articles(
        self,
        pieces: Iterable[Piece | Unread],
        name: str,
        where: str,
        told: Mapping[str, str] | None = None,
    ) -> Iterator[Article | Failure]:
        """Make the articles of one container, one after the other.

        Parameters
        ----------
        name : of the container; that of one of several articles is `name/number`, but for those
            that have an id of their own.
        where : what messages call it.
        told : what is known of it from elsewhere, and known better.

        """
        for piece in pieces:
            several = f", row {piece.number}" if piece.number is not None else ""
            if isinstance(piece, Unread):
                yield Failure(piece.reason, f"{where}{several}")
                continue
            try:
                check_text(piece.text)
            except ValueError as error:
                yield Failure(str(error), f"{where}{several}")
                continue
            yield self._article(piece, name, where, told or {})

    def taken(self, article: Article) -> Article | Failure:
        """An article as it was given, under a name of its own."""
        try:
            check_text(article.text)
        except ValueError as error:
            return Failure(str(error), id=article.id)
        return replace(article, id=self._name(article.id, None, None, "articles"))

    def _article(self, piece: Piece, name: str, where: str, told: Mapping[str, str]) -> Article:
        text, number = piece.text, piece.number
        labelled = blocks(text)
        known = {**header(text, labelled), **piece.known, **told}
        url = known.get("url")
        files = where if number is not None else "articles"
        day = self._dates.read(known.get("published", ""), files)
        return Article(
            id=self._name(name, number, piece.known.get("id"), where),
            text=text,
            source=known.get("source") or host(url) or site(text, labelled) or _stem(where),
            title=known.get("title") or headline(text, labelled),
            published=day or dateline(text, labelled),
            url=url,
        )

    def _name(self, name: str, number: int | None, own: str | None, where: str) -> str:
        """The id that a row has of its own, or its place where another article has that id."""
        name = whole(name).strip() or "article"
        numbered = name if number is None else f"{name}/{number}"
        wanted = whole(own) if own else numbered
        free = chain((wanted, numbered), (f"{numbered}~{more}" for more in count(2)))
        chosen = next(id_ for id_ in free if id_ not in self._ids)
        self._ids.add(chosen)
        if chosen != wanted:
            warnings.warn(
                f"{where}: the id {wanted!r} stands twice; the later article is {chosen!r}",
                stacklevel=2,
            )
        return chosen


def _stem(where: str) -> str:
    return PurePath(where).stem
