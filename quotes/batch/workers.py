"""Processes that analyse texts. One that dies costs its text a second try, and nothing else."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from quotes.batch.engine import Engine
from quotes.batch.work import MEMORY, TRIES, Answer, Job, answered, begun, give_back
from quotes.errors import QuotesError


@dataclass
class Worker:
    """A process, and what it is at: nothing, while it loads the engine."""

    process: SpawnProcess
    job: Job | None = None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def analysed(
    engine: Engine,
    texts: Iterable[tuple[str, str]],
    count: int,
    ready: Callable[[Mapping[str, Any]], object],
) -> Iterator[Answer]:
    """Analyse texts, given with their keys; answers come as they are ready, in any order.

    Parameters
    ----------
    count : of processes; each loads the engine once.
    ready : is told by each, when it has loaded, how it finds what it finds (`run`) and what it
        warns of (`warnings`), also where there is no text.

    Raises
    ------
    QuotesError
        when the engine cannot be loaded.

    """
    waiting = (Job(key, text) for key, text in texts)
    again: list[Job] = []
    workers: dict[Connection, Worker] = {}
    try:
        for _ in range(count):
            _start(workers, engine)
        while workers:
            for pipe in wait(list(workers)):
                assert isinstance(pipe, Connection)
                worker, told = workers[pipe], _received(pipe)
                if told is None:
                    del workers[pipe]
                    job, reason = _died(worker)
                    _start(workers, engine)
                    if job.deaths < TRIES:
                        again.append(job)
                    else:
                        yield Answer(job, None, reason)
                    continue
                if worker.job is None:
                    ready(told)
                else:
                    yield Answer(worker.job, told.get("rows"), told.get("reason"))
                worker.job = again.pop() if again else next(waiting, None)
                if worker.job is None:
                    del workers[pipe]
                    pipe.close()
                    worker.process.join()
                else:
                    with suppress(OSError):  # it died: the next turn tells
                        pipe.send_bytes(worker.job.text.encode())
    finally:
        for pipe, worker in workers.items():
            worker.process.kill()
            worker.process.join()
            pipe.close()


def _start(workers: dict[Connection, Worker], engine: Engine) -> None:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, engine), daemon=True)
    with _deaf_to_interrupts():
        process.start()
    theirs.close()
    workers[ours] = Worker(process)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here leave Ctrl-C to this one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _received(pipe: Connection) -> dict[str, Any] | None:
    """What a worker tells; None where it died."""
    try:
        told: dict[str, Any] = json.loads(pipe.recv_bytes())
    except (EOFError, OSError):
        return None
    if "error" in told:
        raise QuotesError(told["error"])
    return told


def _died(worker: Worker) -> tuple[Job, str]:
    worker.process.join()
    code = worker.process.exitcode
    if worker.job is None:
        raise QuotesError(
            f"a process ended (exit code {code}) while it loaded the models: give fewer --workers, "
            f"each needs {MEMORY} of memory"
        )
    reason = (
        f"it could not be analysed (its process ended {TRIES} times, exit code {code}): shorten "
        "it, leave it out, or give fewer --workers more memory each"
    )
    return worker.job._replace(deaths=worker.job.deaths + 1), reason


def _work(pipe: Connection, engine: Engine) -> None:
    """What a worker does until nobody gives it texts."""
    with suppress(EOFError, OSError):  # whoever gave the texts is gone
        loaded, told = begun(engine)
        _tell(pipe, told)
        while loaded is not None:
            _tell(pipe, answered(loaded, pipe.recv_bytes().decode()))
            give_back()


def _tell(pipe: Connection, told: Mapping[str, Any]) -> None:
    pipe.send_bytes(json.dumps(told).encode())
