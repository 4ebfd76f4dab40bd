"""Ray Data analyses texts, on the cluster at `RAY_ADDRESS` or on one that is started here.

It takes texts in windows, so that memory does not grow with them, and starts workers anew for
each. A worker that dies is started again by Ray, and what it was at is tried again: a text costs
`TRIES` workers at most, and no other text its answer.
"""

import json
import logging
import os
import signal
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from quotes.batch import workers
from quotes.batch.engine import Engine, Loaded
from quotes.batch.work import MEMORY, TRIES, Answer, Job, answered, begun, give_back
from quotes.errors import QuotesError

WINDOW = 500
"""Texts a worker, for which it loads the engine once."""


BLOCK = 2**20
"""Bytes that Ray Data reserves for an answer before it has seen one."""


WAIT = 10
"""Seconds in which a cluster must be reached."""


QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".",  # what it tells of workers that died
}
"""Ray's environment, where the user has not set it: nothing is sent, and little is said."""


def processors() -> int:
    """How many processors the cluster has.

    Raises
    ------
    QuotesError
        when it cannot be reached, or Ray is missing.

    """
    ray = library()
    if not (ray.is_initialized() or os.environ.get("RAY_ADDRESS")):
        return workers.processors()
    with _joined(0):
        return int(ray.cluster_resources().get("CPU", 1))


def analysed(
    engine: Engine,
    texts: Iterable[tuple[str, str]],
    count: int,
    ready: Callable[[Mapping[str, Any]], object],
) -> Iterator[Answer]:
    """Analyse texts as `quotes.batch.workers.analysed` does; `count` is of Ray's actors.

    Raises
    ------
    QuotesError
        when the engine cannot be loaded, a machine may find other rows, or Ray does not go on.

    """
    ray, how, texts = library(), engine.how(), iter(texts)
    with _joined(count):
        tries = ray.remote(Tries).options(num_cpus=0, max_restarts=-1, max_task_retries=-1).remote()
        window: list[tuple[str, str | None]] = [*islice(texts, WINDOW * count)] or [("", None)]
        while window:
            given = dict(window)
            for key, told in _told(window, count, (engine, how, tries)):
                if "error" in told:
                    raise QuotesError(told["error"])
                if "run" in told:
                    ready(told)
                if text := given[key]:
                    yield Answer(Job(key, text), told.get("rows"), told.get("reason"))
            window = [*islice(texts, WINDOW * count)]


def _told(
    window: Sequence[tuple[str, str | None]], count: int, given: tuple[object, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the workers tell of each key, in any order; each text is a block of its own."""
    data = library().data
    rows = [{"key": key, "text": text} for key, text in window]
    context = data.DataContext.get_current().copy()
    context.enable_progress_bars = context.print_on_execution_start = False
    context.target_max_block_size = BLOCK
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    with data.DataContext.current(context):
        found = data.from_items(rows, override_num_blocks=len(rows)).map_batches(
            Worker,
            fn_constructor_args=given,
            compute=data.ActorPoolStrategy(size=min(count, len(rows))),
            num_cpus=1,
            batch_size=1,
            batch_format="pyarrow",
        )
        for block in found.iter_batches(
            batch_size=None, batch_format="pyarrow", prefetch_batches=0
        ):
            for row in block.to_pylist():
                yield row["key"], json.loads(row["told"])


class Tries:
    """How often what is not yet ended was begun."""

    def __init__(self) -> None:
        self._begun: Counter[str] = Counter()

    def begin(self, what: str) -> int:
        """Say how often this was begun, now included."""
        self._begun[what] += 1
        return self._begun[what]

    def end(self, what: str) -> None:
        """Forget it."""
        self._begun.pop(what, None)


class Worker:
    """An actor of Ray Data that loads the engine once; its first answer tells of that too.

    Parameters
    ----------
    how : what `engine.how` tells where the run was begun.
    tries : an actor that counts; with it a worker knows of what earlier ones died.

    """

    def __init__(self, engine: Engine, how: str, tries: Any) -> None:
        self._tries = tries
        self._loaded: Loaded | None = None
        self._told: dict[str, Any] = {}
        me = library().get_runtime_context().get_actor_id()
        try:
            if self._is_fatal(me):
                raise QuotesError(
                    f"a worker died {TRIES} times while it loaded the models: give fewer "
                    f"--workers, each needs {MEMORY} of memory"
                )
            if engine.how() != how:
                raise QuotesError(
                    "a machine of the cluster has another version of quotes, its models or their "
                    "libraries than this one: install the same"
                )
            self._loaded, self._told = begun(engine)
        except QuotesError as error:
            self._told = {"error": str(error)}
        tries.end.remote(me)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Tell of each text."""
        told = [json.dumps(self._answer(**row)) for row in batch.to_pylist()]
        return pa.table({"key": batch["key"], "told": told})

    def _answer(self, key: str, text: str | None) -> dict[str, Any]:
        told = dict(self._told)
        if self._loaded is None or text is None:
            return told
        if self._is_fatal(key):
            told["reason"] = (
                f"it could not be analysed (its worker died {TRIES} times): shorten it, leave it "
                "out, or give fewer --workers more memory each"
            )
        else:
            told |= answered(self._loaded, text)
            give_back()
        self._tries.end.remote(key)
        self._told = {}
        return told

    def _is_fatal(self, what: str) -> bool:
        return bool(library().get(self._tries.begin.remote(what)) > TRIES)


def library() -> Any:
    """Ray, with Ray Data.

    Raises
    ------
    QuotesError
        when it is not installed.

    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray.data
    except ImportError as error:
        raise QuotesError(
            f'--engine ray needs Ray, which does not load ({error}): pip install "news-quotes[ray]"'
        ) from error
    return ray


@contextmanager
def _joined(count: int) -> Iterator[None]:
    """Be on the cluster; one that is started here has room for so many workers, and ends here."""
    ray, where = library(), os.environ.get("RAY_ADDRESS")
    ours = not ray.is_initialized()
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if not where:
        options |= {"address": "local", "num_cpus": max(count, workers.processors())}
        options |= {"include_dashboard": False}
    try:
        if ours:
            _reach(where or "")
            with _undisturbed():
                ray.init(**options)
    except (ray.exceptions.RayError, OSError, RuntimeError, ValueError) as error:
        ray.shutdown()
        raise QuotesError(f"no Ray at {where or 'this machine'}: {_last_line(error)}") from error
    try:
        yield
    except ray.exceptions.RayError as error:
        raise QuotesError(f"Ray does not go on: {_last_line(error)}") from error
    finally:
        if ours:
            ray.shutdown()


def _reach(address: str) -> None:
    """Fail at once where nobody listens: Ray would wait for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=WAIT).close()


def _last_line(error: Exception) -> str:
    return str(error).strip().rpartition("\n")[2]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ray, as it begins, neither take over how this process ends nor print on its own."""
    before, stderr = signal.getsignal(signal.SIGTERM), os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
        if before and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)
