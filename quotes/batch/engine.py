"""What a worker runs, and what tells one way of running from any other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import quotes
from quotes.decide.decision import THRESHOLD
from quotes.files import fingerprint
from quotes.parse.bundle import models_folder
from quotes.parse.kept import LIBRARIES
from quotes.table.rows import Cells, placed
from quotes.text.article import Article
from quotes.text.kinds import SAID, Act

PACKAGE = Path(quotes.__file__).parent


class Loaded(NamedTuple):
    """An engine at work: rows of a text, and how they are found, for the descriptor."""

    rows: Callable[[str], list[Cells]]
    run: Mapping[str, Any]


class Engine(Protocol):
    """Finds quotations in a text; it travels to the processes that work with it."""

    def how(self) -> str:
        """Tell it from all that may find other rows."""

    def load(self) -> Loaded:
        """Load what it needs, in the process that works."""


@dataclass(frozen=True)
class ModelEngine:
    """An `Extractor` that is loaded where it works; parameters as there."""

    models: str | None = None
    rules_only: bool = False
    threshold: float = THRESHOLD
    acts: Sequence[Act] = SAID
    parses: str | None = None

    def how(self) -> str:
        """SHA-256 of the options, of this package with its models, and of the libraries' versions.

        Raises
        ------
        QuotesError
            when the models cannot be found.

        """
        folder = models_folder(self.models)
        told = [asdict(replace(self, parses=None)), *map(version, LIBRARIES)]
        return fingerprint(dict.fromkeys((PACKAGE, folder or PACKAGE)), told)

    def load(self) -> Loaded:
        """Load the models; with `parses`, in no haste (see `Extractor`)."""
        from quotes.extractor import Extractor

        extractor = Extractor(**asdict(self))

        def rows(text: str) -> list[Cells]:
            article = Article(id="text", text=text, source="text")
            found = extractor.cells(article)
            placed(article, found, lambda speaker: speaker)  # a wrong value is told here and now
            return found

        return Loaded(rows, extractor.run())
