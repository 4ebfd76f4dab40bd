"""How soon the command answers, and what a second worker gives.

    python benchmarks/command.py PATHS... [--demo PATH] [--workers N] [--before CHECKOUT]

For this version, and with --before for an earlier checkout, in turns: seconds of `quotes --help`,
the better of two; seconds until `quotes extract` has kept what it found in the first text of the
demo, with one worker; and on the articles the texts that one worker and several do in a second,
from the first text done to the last, with the memory of the largest worker.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from long_run import children, kept_of, memory

HERE = Path(__file__).resolve().parents[1]
PAUSE = 0.02
"""Seconds between two looks at a run."""


class Run(NamedTuple):
    """Seconds to the first text done, texts done in a second from there on, memory in MB."""

    first: float
    rate: float
    worker: float


def begun(checkout: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """The command of a checkout at work."""
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "quotes", *arguments]
    devnull = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=devnull, stderr=devnull, cwd=checkout)


def answered(checkout: Path) -> float:
    """Seconds of `--help`."""
    start = time.perf_counter()
    begun(checkout, ["--help"]).wait()
    return time.perf_counter() - start


def extracted(checkout: Path, paths: Sequence[Path], workers: int) -> Run:
    """Run `quotes extract` to its end and look at what it keeps.

    Raises
    ------
    SystemExit
        when it fails, or fewer than two texts were done.

    """
    with TemporaryDirectory() as folder:
        table = Path(folder) / "quotes.csv"
        given = [str(path.resolve()) for path in paths]
        start, looks, largest = time.perf_counter(), [(0.0, 0)], 0.0
        run = begun(checkout, ["extract", *given, "-o", str(table), "--workers", str(workers)])
        found = kept_of(table)
        while run.poll() is None:
            done = found.read_bytes().count(b"\n") if found.exists() else 0
            if done > looks[-1][1]:
                looks.append((time.perf_counter() - start, done))
                largest = max(largest, *map(memory, children(run.pid)), 0.0)
            time.sleep(PAUSE)
    if run.returncode or len(looks) < 3:
        raise SystemExit(f"quotes extract ended with {run.returncode} after {looks[-1][1]} texts")
    (_, (first, before), *_, (last, after)) = looks
    return Run(first, (after - before) / (last - first), largest)


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("paths", nargs="+", type=Path, help="articles, or folders of articles")
    cli.add_argument("--demo", type=Path, default=HERE / "seeds", help="what is shown first")
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--before", type=Path, help="checkout of an earlier version")
    options = cli.parse_args()
    several = f"{options.workers} workers"
    print(f"| | --help, s | first text, s | texts/s | {several} | times | largest worker, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, checkout in (("this version", HERE), ("before", options.before)):
        if checkout is None:
            continue
        told = min(answered(checkout) for _ in range(2))
        demo = extracted(checkout, [options.demo], 1)
        one, more = (extracted(checkout, options.paths, n) for n in (1, options.workers))
        cells = f"{told:.2f} | {demo.first:.1f} | {one.rate:.1f} | {more.rate:.1f}"
        memory_of = max(one.worker, more.worker)
        print(f"| {name} | {cells} | {more.rate / one.rate:.2f} | {memory_of:.0f} |", flush=True)


if __name__ == "__main__":
    main()
