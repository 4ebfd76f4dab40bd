"""What is kept of finished work: a file that is only ever added to, a line a piece.

A line is the SHA-256 of what follows, a blank, and JSON. One that is torn or changed is passed
over, and what it told is made anew.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class Kept:
    """The file, open to be read and added to."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        self._file.seek(0)

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """What each sound line tells, and where it stands."""
        self._file.seek(0)
        place = 0
        for line in self._file:
            if (told := _sound(line)) is not None:
                yield place, told
            place += len(line)

    def at(self, place: int) -> dict[str, Any]:
        """What the line tells that stands there; OSError where it is sound no longer."""
        self._file.seek(place)
        told = _sound(self._file.readline())
        if told is None:
            raise OSError("what was kept has changed since it was read; run it again")
        return told

    def add(self, told: dict[str, Any]) -> int:
        """Add a line, and say where it stands; it is there whatever then befalls this process."""
        data = json.dumps(told, ensure_ascii=False).encode()
        place = self._file.seek(0, 2)
        if place:
            self._file.seek(-1, 2)
            if self._file.read() != b"\n":  # torn when a run was stopped
                self._file.write(b"\n")
                place += 1
        self._file.write(_seal(data) + b" " + data + b"\n")
        self._file.flush()
        return place

    def clear(self) -> None:
        """Keep nothing of it."""
        self._file.truncate(0)

    def __enter__(self) -> Self:
        """Keep it open."""
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Close it."""
        self._file.close()


def _seal(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def _sound(line: bytes) -> dict[str, Any] | None:
    seal, _, data = line.rstrip(b"\n").partition(b" ")
    if not line.endswith(b"\n") or seal != _seal(data):
        return None
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
