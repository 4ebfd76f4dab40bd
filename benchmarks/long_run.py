"""Memory of a long run over time, and what a run that was killed does again.

    python benchmarks/long_run.py PATHS... [--rows N] [--kill N] [--stop N] [--workers N]
        [--work FOLDER]

Makes a Parquet file of so many rows of the articles, no two of them alike, and runs `quotes
extract` on it: it is killed with all its processes when so many texts are done, begun again, and
told to end when so many are done, or at its end. Printed are the resident memory of the main
process and of its largest worker in each tenth of the texts done, and how many texts were analysed
twice.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd

from quotes.batch.kept import Kept
from quotes.batch.run import FOUND
from quotes.read.files import read
from quotes.text.article import Article

PAUSE = 5.0
"""Seconds between two looks at a run."""


class Look(NamedTuple):
    """What a look at a run saw: seconds since it began, lines kept, memory in MB."""

    seconds: float
    done: int
    main: float
    worker: float


def made(paths: Iterable[Path], rows: int) -> pd.DataFrame:
    """Articles in a table, again from the first one when all are in it."""
    articles = [item for item in read(paths) if isinstance(item, Article)]
    return pd.DataFrame(
        {"id": f"row{n}", "text": f"{a.text}\n\nThis is row {n}.\n", "title": a.title}
        for n, a in enumerate(islice(cycle(articles), rows), 1)
    )


def children(process: int) -> list[int]:
    """The processes below one, at every level."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *children(child)]
    return found


def memory(process: int) -> float:
    """Resident memory in MB; none of a process that is gone."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except FileNotFoundError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def done(found: Path) -> list[str]:
    """Keys of the texts whose rows are kept, in order."""
    if not found.exists():
        return []
    with Kept(found) as kept:
        return [line["key"] for _, line in kept if "key" in line]


def kept_of(table: Path) -> Path:
    """The file of what was found in each text."""
    return table.with_name(f".{table.name}.parts") / FOUND


def watched(table: Path, given: Path, workers: int, until: int | None, how: int) -> Iterator[Look]:
    """Run `quotes extract` and look at it; where `until` texts are done, end it."""
    command = ["-m", "quotes", "extract", str(given), "-o", str(table)]
    found, begun = kept_of(table), time.monotonic()
    arguments = [sys.executable, *command, "--workers", str(workers)]
    run = subprocess.Popen(arguments, stderr=subprocess.DEVNULL)
    while run.poll() is None:
        time.sleep(PAUSE)
        below, count = children(run.pid), found.read_bytes().count(b"\n") if found.exists() else 0
        largest = max(map(memory, below), default=0.0)
        yield Look(time.monotonic() - begun, count, memory(run.pid), largest)
        if until is not None and count >= until:
            for process in (run.pid, *(below if how == signal.SIGKILL else ())):
                with suppress(ProcessLookupError):  # it ended with the main one
                    os.kill(process, how)
            break
    run.wait()


def told(looks: list[Look]) -> Iterator[str]:
    """A line for each tenth of the texts."""
    yield "| texts done | seconds | main process, MB | largest worker, MB |"
    yield "| --- | --- | --- | --- |"
    first, last = looks[0].done, looks[-1].done
    for tenth in range(1, 11):
        reached = first + (last - first) * tenth / 10
        look = next(look for look in looks if look.done >= reached)
        yield f"| {look.done} | {look.seconds:.0f} | {look.main:.0f} | {look.worker:.0f} |"


def main() -> None:
    """Run it, and print what it showed."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    cli.add_argument("paths", nargs="+", type=Path)
    cli.add_argument("--rows", type=int, default=5_000)
    cli.add_argument("--kill", type=int, default=1_000, help="texts after which it is killed")
    cli.add_argument("--stop", type=int, help="texts after which it is stopped; else its end")
    cli.add_argument("--workers", type=int, default=1)
    cli.add_argument("--work", type=Path, help="folder to work in; else a temporary one")
    options = cli.parse_args()
    with TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        given, table = work / "articles.parquet", work / "quotes.parquet"
        made(options.paths, options.rows).to_parquet(given)
        found = kept_of(table)
        for until, how in ((options.kill, signal.SIGKILL), (options.stop, signal.SIGTERM)):
            before = done(found)
            looks = list(watched(table, given, options.workers, until, how))
            after = done(found)
            kept = after[: len(before)] == before
            again = sum(count - 1 for count in Counter(after).values())
            print(f"\n{len(before)} of {options.rows} texts were done, now {len(after)}; what was")
            print(f"kept is {'as it was' if kept else 'CHANGED'}; analysed twice: {again}\n")
            print(*told(looks), sep="\n", flush=True)
        size = f"{table.stat().st_size / 1e6:.1f} MB" if table.exists() else None
    print(f"\nThe table is written: {size}." if size else "\nStopped before the table.")


if __name__ == "__main__":
    main()
