"""Parses that are kept: a CoNLL-U file for each text, named by the SHA-256 of the text.

Its first comments tell the SHA-256 of all that follows them, what the parse depends on (models,
libraries, the code that parses), and what learned attribution proposes.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import quotes
from quotes.files import fingerprint, replacing
from quotes.parse.bundle import models_folder
from quotes.parse.conllu import from_conllu, to_conllu
from quotes.text.document import Candidate, Document
from quotes.text.span import Span

LIBRARIES = ("stanza", "torch", "transformers")
PARSING = ("text", "parse", "learned", "products.py")
"""What makes a parse; the rest of the package only reads it."""


class KeptParses:
    """Parses in a folder, made with these models.

    Parameters
    ----------
    folder : is made when something is kept.
    models : as `quotes.parse.parser.Parser` takes them.
    learned : whether what learned attribution proposes is wanted, or nothing of it.

    Raises
    ------
    QuotesError
        when the models cannot be found.

    """

    def __init__(self, folder: Path, models: str | None, *, learned: bool) -> None:
        self._folder = folder
        self._learned = learned
        package = Path(quotes.__file__).parent
        found = models_folder(models)
        roots = [*(package / name for name in PARSING), *([found] if found else ())]
        self._how = fingerprint(roots, [None if found else models, *map(version, LIBRARIES)])

    def read(self, document: Document) -> Document | None:
        """The document parsed; None where that is not kept, or no longer as it was written."""
        try:
            data = self._path(document).read_bytes()
        except FileNotFoundError:
            return None
        seal, _, rest = data.partition(b"\n")
        if seal != _seal(rest):
            return None
        how, told, written = rest.decode().split("\n", 2)
        candidates = _candidates(_value(told))
        if _value(how) != self._how or (self._learned and candidates is None):
            return None
        return replace(
            document,
            sentences=tuple(from_conllu(written, document.text)),
            candidates=candidates if self._learned and candidates else (),
        )

    def add(self, document: Document) -> None:
        """Keep a parsed document."""
        proposed = json.dumps(document.candidates if self._learned else None)
        head = f"# models = {self._how}\n# candidates = {proposed}\n"
        data = (head + to_conllu(document.sentences)).encode()
        with replacing(self._path(document)) as (part,):
            part.write_bytes(_seal(data) + b"\n" + data)

    def _path(self, document: Document) -> Path:
        name = sha256(document.article.text.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.conllu"


def _seal(data: bytes) -> bytes:
    return f"# sha256 = {sha256(data).hexdigest()}".encode()


def _value(comment: str) -> str:
    return comment.partition(" = ")[2]


def _candidates(told: str) -> Sequence[Candidate] | None:
    rows: list[Any] | None = json.loads(told)
    if rows is None:
        return None
    return tuple(
        Candidate(
            Span(*cue), Span(*mention) if mention else None,
            tuple(Span(*part) for part in content), *sure,
        )
        for cue, mention, content, *sure in rows
    )  # fmt: skip
