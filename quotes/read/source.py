"""Bytes with a name: a file, an entry of a zip file, or standard input."""

import io
import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import ZipFile

from quotes.files import shown

LARGEST = 200_000_000
"""Bytes of a text file; one that is larger is no article, nor an export of some hundreds."""


STDIN = Path("-")


@dataclass(frozen=True)
class InputFile:
    """Where the bytes of one or many articles are."""

    path: Path
    entry: str | None = None

    @cached_property
    def key(self) -> Path:
        """The whole path, by which it is known whether two are one."""
        full = self.path.parent.resolve() / self.path.name
        return full / self.entry if self.entry else full

    @property
    def name(self) -> str:
        """What messages call it."""
        if self.path == STDIN:
            return "standard input"
        return shown(f"{self.path}/{self.entry}" if self.entry else self.path)

    @property
    def file(self) -> PurePosixPath | Path:
        """The name in its folder or zip file."""
        return PurePosixPath(self.entry) if self.entry else self.path

    @property
    def suffix(self) -> str:
        """The ending of its name, in small letters."""
        return self.file.suffix.lower()

    def open(self) -> IO[bytes]:
        """Open it to read its bytes."""
        if self.path == STDIN:
            return io.BytesIO(sys.stdin.buffer.read())
        if self.entry:
            about = self.path.stat()
            archive = _archive(self.path, about.st_mtime_ns, about.st_size)
            try:
                return archive.open(self.entry)
            except RuntimeError as error:
                raise ValueError(f"cannot be unpacked ({error}): unpack it first") from error
        if self.path.exists() and not self.path.is_file():
            raise ValueError("no regular file: save its text to a file first")
        return self.path.open("rb")

    def data(self) -> bytes:
        """All its bytes, for those that hold a text; ValueError where they are too many."""
        with self.open() as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError(f"larger than {LARGEST // 10**6} MB: split it into its articles")
        return data


@lru_cache(maxsize=1)
def _archive(path: Path, _changed: int, _size: int) -> ZipFile:
    """Open a zip file once for all its entries, which are read one after another."""
    return ZipFile(path)
