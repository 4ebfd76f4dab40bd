"""File names as text, and files that appear whole or not at all."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex

DESCRIPTOR = ".datapackage.json"
"""Added to a table's file name, it names the descriptor that stands beside."""


def shown(path: str | Path) -> str:
    """Give a path as text that can be written anywhere, also one whose bytes are not UTF-8."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def fingerprint(places: Iterable[Path], told: Sequence[object] = ()) -> str:
    """SHA-256 of these files and those in these folders, their names, and what else is told."""
    digest = sha256(json.dumps(told).encode())
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(place).as_posix()
                digest.update(name.encode("utf-8", "surrogateescape"))
                with path.open("rb") as file:
                    digest.update(file_digest(file, "sha256").digest())
    return digest.hexdigest()


@contextmanager
def replacing(*targets: Path) -> Iterator[Sequence[Path]]:
    """Give new files to write, one a target; at the end all take their places, or none does.

    Missing folders are made. The new files stand in the targets' folders, under short names. A
    target for which none is written stays as it is; for the order of the others see `put`.

    Raises
    ------
    OSError
        when a file cannot be written, as on a full disk; the targets are then as they were.

    """
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
    run = f".quotes-{os.getpid()}-{token_hex(4)}"
    parts = [target.with_name(f"{run}-{n}.part") for n, target in enumerate(targets)]
    try:
        yield parts
        moves = [(p, target) for p, target in zip(parts, targets, strict=True) if p.exists()]
        for part, target in moves:
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            if target.is_dir():
                raise IsADirectoryError(f"{shown(target)} is a folder")
        put(moves)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def put(moves: Iterable[tuple[Path, Path]]) -> None:
    """Move files to their places.

    The last one tells of the others: its old one goes first, and it comes when they are there. Who
    is killed between two moves thus leaves none that tells of other files than those beside it.
    """
    *others, (new, target) = moves
    if others:
        target.unlink(missing_ok=True)
    for part, place in others:
        part.replace(place)
    new.replace(target)
