"""What a worker is given, what it does and what it answers, wherever it works."""

import ctypes
import warnings
from typing import Any, NamedTuple

from quotes.batch.engine import Engine, Loaded
from quotes.errors import QuotesError
from quotes.extractor import unanalysed
from quotes.table.rows import Cells

TRIES = 2
"""How often a text is given to a worker, where workers die of it."""


MEMORY = "0.7 GB"
"""What a worker has held at most, over a hundred newswire articles."""


class Job(NamedTuple):
    """A text to analyse, and how many workers died of it."""

    key: str
    text: str
    deaths: int = 0


class Answer(NamedTuple):
    """What was found in a text, or why nothing was."""

    job: Job
    rows: list[Cells] | None
    reason: str | None = None


def begun(engine: Engine) -> tuple[Loaded | None, dict[str, Any]]:
    """Load an engine; tell how it finds what it finds and what it warns of, or its error."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            loaded = engine.load()
    except QuotesError as error:
        return None, {"error": str(error)}
    return loaded, {"run": loaded.run, "warnings": [str(w.message) for w in warned]}


def answered(loaded: Loaded, text: str) -> dict[str, Any]:
    """Tell the rows of a text, or why it has none."""
    try:
        return {"rows": loaded.rows(text)}
    except Exception as error:  # whatever it was, it must not cost the other articles
        return {"reason": unanalysed(error)}


def give_back() -> None:
    """Give back the memory that a long text took, where the C library can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
