"""What a worker runs, and what tells one way of running from any other."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import quotes
from quotes.decide.decision import THRESHOLD
from quotes.parse.bundle import models_folder
from quotes.table.rows import Cells, placed
from quotes.text.article import Article
from quotes.text.kinds import SAID, Act

PACKAGE = Path(quotes.__file__).parent
LIBRARIES = ("stanza", "torch", "transformers")


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

    def how(self) -> str:
        """SHA-256 of the options, of this package with its models, and of the libraries' versions.

        Raises
        ------
        QuotesError
            when the models cannot be found.

        """
        digest = sha256(json.dumps([asdict(self), *map(version, LIBRARIES)]).encode())
        folder = models_folder(self.models)
        for root in dict.fromkeys((PACKAGE, folder or PACKAGE)):
            for path in _files(root):
                digest.update(path.relative_to(root).as_posix().encode("utf-8", "surrogateescape"))
                with path.open("rb") as file:
                    digest.update(file_digest(file, "sha256").digest())
        return digest.hexdigest()

    def load(self) -> Loaded:
        """Load the models; torch computes in one thread, so that the rows are always the same."""
        import torch

        from quotes.extractor import Extractor

        torch.set_num_threads(1)
        extractor = Extractor(
            self.models, rules_only=self.rules_only, threshold=self.threshold, acts=self.acts
        )

        def rows(text: str) -> list[Cells]:
            article = Article(id="text", text=text, source="text")
            found = extractor.cells(article)
            placed(article, found, lambda speaker: speaker)  # a wrong value is told here and now
            return found

        return Loaded(rows, extractor.run())


def _files(root: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(root.rglob("*"))
        if "__pycache__" not in path.parts
        if path.is_file()
    )
