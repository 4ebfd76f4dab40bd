"""What a run does, and when, in a file."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from quotes.cli.options import check_target
from quotes.errors import QuotesError
from quotes.files import shown

FORMAT = "%(asctime)s %(levelname)s %(message)s"


@contextmanager
def logged(path: Path | None, read: Collection[Path]) -> Iterator[None]:
    """Add what is logged to a file, where one is wanted.

    Parameters
    ----------
    read : files that are not written to.

    """
    if path is None:
        yield
        return
    check_target(path, read)
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise QuotesError(f"{shown(path)} cannot be written ({error}): choose another") from error
    handler.setFormatter(logging.Formatter(FORMAT))
    logger = logging.getLogger("quotes")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        handler.close()
