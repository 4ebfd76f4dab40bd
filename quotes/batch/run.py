"""A run over many articles: read, analyse what is new, then write the table in parts.

What was found in each text is kept in a folder beside the table, `.TABLE.parts`; the same command
goes on from there, whenever and however it was stopped. A text is known by its SHA-256 together
with what its rows depend on: options, models, version.
"""

import logging
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from tqdm.auto import tqdm

from quotes.batch import cluster
from quotes.batch.engine import Engine
from quotes.batch.kept import Kept
from quotes.batch.queue import Queue
from quotes.batch.workers import analysed, processors
from quotes.errors import QuotesError
from quotes.files import put, shown
from quotes.read.files import Options, need_some, told_of
from quotes.review.applied import Corrector
from quotes.speakers.register import Register
from quotes.table.descriptor import fingerprint
from quotes.table.files import table_parts, to_frame
from quotes.table.records import records
from quotes.table.rows import naming, placed, speakers
from quotes.table.speakers import Speakers
from quotes.table.suffixes import descriptor_path, speakers_path
from quotes.text.article import Article, Failure

if TYPE_CHECKING:
    import pandas as pd

PART = 500
"""Articles whose texts and rows are held at once when the table is written."""


FEW = 10
"""Texts that are worth another worker, which loads the models for them."""


FILES = (lambda table: table, speakers_path, descriptor_path)
"""The files of a table, by its name."""


FOUND = "found"
"""The file of what was found in each text."""


log = logging.getLogger("quotes")


@dataclass(frozen=True)
class Done:
    """What a run did: articles in the table, and what could not be read or analysed."""

    articles: int
    failures: tuple[Failure, ...]


def extract_to(
    table: Path,
    items: Iterable[Article | Failure],
    engine: Engine,
    *,
    options: Options | None = None,
    register: Register | None = None,
    corrector: Corrector | None = None,
    workers: int | None = None,
    ray: bool = False,
    keep: bool = True,
    guard: bool = True,
    bom: bool = False,
    seen: Callable[["pd.DataFrame"], object] = lambda _: None,
) -> Done:
    """Find the quotations in articles and write their table; memory does not grow with them.

    Parameters
    ----------
    table, guard, bom : as `quotes.table.files.write_table` takes them. Where no article could be
        read or analysed, none is written.
    items : articles, and failures for those that could not be read.
    engine : finds quotations in a text.
    options : how the articles were read, for the record of the run.
    register : what the user knows of speakers; it wins over the articles.
    corrector : corrections to put into the rows; it tells afterwards what matched none.
    workers : processes; without it one a processor, and fewer for few articles.
    ray : let Ray Data do the models' work, with so many actors (see `quotes.batch.cluster`).
    keep : leave what was found in each text beside the table for the next run.
    seen : is given the rows of each part as they are written.

    Raises
    ------
    QuotesError
        when another run writes this table, the models cannot be loaded, no article could be read,
        something cannot be written, or Ray is missing.

    """
    if ray:
        cluster.library()
    how = engine.how()
    folder = table.with_name(f".{table.name}.parts")
    try:
        with (
            _alone(folder, table),
            Kept(folder / FOUND) as kept,
            closing(Queue(folder / "articles.sqlite", how)) as queue,
        ):
            queue.read(tqdm(items, "Reading", unit="article", delay=1, disable=None))
            if not queue.every().texts:
                need_some((), queue.failures())
            run = _analyse(engine, how, kept, queue, workers, ray=ray)
            done = Done(queue.done(), tuple(queue.failures()))
            if done.articles:
                run |= {"reading": told_of(options or {})}
                new = folder / table.name
                with table_parts(new, guard=guard, bom=bom, run=run) as parts:
                    parts.failures += done.failures
                    heard = Speakers(register)
                    for found, articles in _rows(kept, queue, register):
                        frame = _corrected(found, articles, corrector)
                        parts.add(frame, articles)
                        heard.add(records(frame), articles)
                        seen(frame)
                    parts.speakers = heard.frame()
                    run |= {"review": corrector.tally()} if corrector else {}
                put((name(new), name(table)) for name in FILES)
                log.info("table %s: %d articles", shown(table), done.articles)
                if not keep:
                    kept.clear()
            return done
    except (OSError, sqlite3.Error) as error:
        raise QuotesError(f"cannot write {shown(table)}: {error}") from error


@contextmanager
def _alone(folder: Path, table: Path) -> Iterator[None]:
    """Have the folder for this run alone; it goes with the run where nothing is kept in it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise QuotesError(
            f"{shown(table)} is being written by another run: wait for it, or choose another name"
        ) from None
    try:
        _sweep(folder, FOUND, "lock")
        yield
    finally:
        found = folder / FOUND
        if found.exists() and found.stat().st_size:
            _sweep(folder, FOUND, "lock")
        else:
            _sweep(folder)
        lock.release()
        with suppress(OSError):  # it keeps something
            folder.rmdir()


def _sweep(folder: Path, *kept: str) -> None:
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()


def _analyse(
    engine: Engine, how: str, kept: Kept, queue: Queue, workers: int | None, *, ray: bool
) -> dict[str, Any]:
    """Find what is not yet kept; give back how it was found."""
    told: dict[str, Any] = {}
    for place, line in kept:
        if line.get("how") == how:
            told = line
        elif "key" in line:
            queue.found(line["key"], place)

    def ready(loaded: Mapping[str, Any]) -> None:
        if not told:
            told.update(loaded, how=how)
            kept.add(told)

    every, left = queue.every(), queue.left()
    log.info("texts: %d, words: %d; to do: %d, words: %d", *every, *left)
    if left.texts or not told:
        found, there = (cluster.analysed, cluster.processors) if ray else (analysed, processors)
        count = min(workers or min(there(), -(-left.texts // FEW)), left.texts) or 1
        log.info("%s: %d", "actors of Ray" if ray else "processes", count)
        with closing(queue.todo()) as todo, tqdm(
            total=every.words, initial=every.words - left.words, unit="word", unit_scale=True,
            disable=None,
        ) as bar:  # fmt: skip
            for job, rows, reason in found(engine, todo, count, ready):
                if rows is None:
                    queue.failed(job.key, reason)
                    log.warning("%s: %s", queue.name(job.key), reason)
                else:
                    queue.found(job.key, kept.add({"key": job.key, "rows": rows}))
                    log.info("%s: rows: %d", queue.name(job.key), len(rows))
                bar.update(len(job.text.split()))
    for warning in told["warnings"]:
        warnings.warn(warning, stacklevel=2)
    return dict(told["run"])


def _corrected(
    frame: "pd.DataFrame", articles: Sequence[Article], corrector: Corrector | None
) -> "pd.DataFrame":
    if corrector is None:
        return frame
    return corrector.applied(frame, {a.id: fingerprint(a)["sha256"] for a in articles}, articles)


def _rows(
    kept: Kept, queue: Queue, register: Register | None
) -> Iterator[tuple["pd.DataFrame", list[Article]]]:
    """The table in parts: rows, with speakers named alike in all of them, and their articles."""
    named = naming(
        (s for _, place in queue.articles() for s in speakers(kept.at(place)["rows"])), register
    )
    articles = queue.articles()
    while some := list(islice(articles, PART)):
        quotes = (
            quote
            for article, place in some
            for quote in placed(article, kept.at(place)["rows"], named)
        )
        yield to_frame(quotes), [article for article, _ in some]
