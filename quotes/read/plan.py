"""What is to be read: each file once, folders and zip files opened, and the name of each."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from glob import glob, has_magic
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zipfile import ZipFile

from quotes.errors import QuotesError
from quotes.files import DESCRIPTOR, shown
from quotes.read.containers import REFUSED, TAKEN
from quotes.read.dates import Dates
from quotes.read.page import BEGINNING, REPORT
from quotes.read.sidecar import SIDECARS, Table, read_sidecar
from quotes.read.source import InputFile
from quotes.text.article import Failure


class Found(NamedTuple):
    """A source to read, the sidecar table that may know it, and the names it may have there."""

    source: InputFile
    table: Table = MappingProxyType({})
    names: tuple[str, ...] = ()

    @property
    def row(self) -> Mapping[str, str]:
        """What the sidecar table tells of it."""
        return next((self.table[name] for name in self.names if name in self.table), {})


class Plan(NamedTuple):
    """What to read, in order; the name of each source by its key; and all files to be read."""

    items: Sequence[Found | Failure]
    ids: Mapping[Path, str]
    files: frozenset[Path]


def plan(paths: Sequence[Path], metadata: Path | None, dates: Dates) -> Plan:
    """List what to read.

    Raises
    ------
    QuotesError
        for a table of metadata that cannot be used.

    """
    table = read_sidecar(InputFile(metadata), dates) if metadata else None
    seen = {InputFile(metadata).key} if metadata else set()
    files = set(seen)
    base = [metadata.parent] if metadata else []
    items: list[Found | Failure] = []
    for path in chain.from_iterable(map(_matching, paths)):
        for item in _opened(path, table, base, dates, files):
            if isinstance(item, Failure):
                items.append(item)
            elif item.source.key not in seen:
                seen.add(item.source.key)
                items.append(item)
    sources = [item for item in items if isinstance(item, Found)]
    files |= {InputFile(item.source.path).key for item in sources}
    return Plan(items, _ids(sources), frozenset(files))


def _matching(path: Path) -> Sequence[Path]:
    """The paths that a pattern stands for, where no file has that very name."""
    try:
        if not has_magic(str(path)) or path.exists():
            return [path]
        return [Path(found) for found in sorted(glob(str(path), recursive=True))] or [path]  # noqa: PTH207
    except (OSError, ValueError):
        return [path]


def _opened(
    path: Path, table: Table | None, bases: Sequence[Path], dates: Dates, files: set[Path]
) -> Iterator[Found | Failure]:
    """List what is in a folder or a zip file, or the file itself; add what tells of it to files."""
    closed: list[OSError] = []
    try:
        listed = _listed(path, closed)
    except Exception as error:  # whatever is wrong with it, it must not cost the others
        yield Failure(f"cannot be opened ({error}): check the path and its rights", shown(path))
        return
    for folder in closed:
        reason = f"cannot be opened ({folder.strerror}): check its rights"
        yield Failure(reason, shown(folder.filename))
    if listed is None:
        yield _found(InputFile(path), table or {}, bases)
        return
    beside = [source for source in listed if _inside(source, path) in SIDECARS]
    if table is None:
        if len(beside) > 1:
            both = " and ".join(source.file.name for source in beside)
            raise QuotesError(f"{shown(path)}: found {both}; keep one, or name one with metadata=")
        table = read_sidecar(beside[0], dates) if beside else None
        files |= {InputFile(source.path).key for source in beside}
    sources = _kept(listed, path)
    if not sources and not closed:
        kinds = ", ".join(sorted(TAKEN))
        reason = f"nothing to read in it: give a folder with articles ({kinds})"
        yield Failure(reason, shown(path))
    once = Counter(source.file.name for source in sources)
    for source in sources:
        if source.suffix == ".zip" and not source.entry:
            yield from _opened(source.path, table, [path, *bases], dates, files)
        else:
            yield _found(source, table or {}, [path, *bases], once[source.file.name] == 1)


def _listed(path: Path, closed: list[OSError]) -> list[InputFile] | None:
    """All files in a folder or a zip file, sorted; None for what is neither.

    What befalls folders that cannot be opened is added to `closed`.
    """
    if path.is_dir():
        walk = os.walk(path, onerror=closed.append)
        return [
            InputFile(file) for file in sorted(Path(at, n) for at, _, names in walk for n in names)
        ]
    if path.suffix.lower() == ".zip" and path.is_file():
        with ZipFile(path) as archive:
            names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
        return [InputFile(path, name) for name in names]
    return None


def _inside(source: InputFile, path: Path) -> str:
    return source.entry or source.path.relative_to(path).as_posix()


def _kept(listed: Sequence[InputFile], path: Path) -> list[InputFile]:
    """Those that may hold articles: nothing hidden, no sidecar, nothing that was written here."""
    keys = {source.key for source in listed}
    return [
        source
        for source in listed
        if source.suffix in TAKEN | REFUSED.keys()
        and source.file.name not in SIDECARS
        and source.key.with_name(f"{source.key.name}{DESCRIPTOR}") not in keys
        and not any(part.startswith((".", "__MACOSX")) for part in _inside(source, path).split("/"))
        and not _is_report(source)
    ]


def _is_report(source: InputFile) -> bool:
    """Whether it is a report that lies in a folder, perhaps to be written anew."""
    if source.entry or source.suffix not in (".html", ".htm") or not source.path.is_file():
        return False
    with suppress(OSError), source.path.open("rb") as file:
        return bool(REPORT.search(file.read(BEGINNING).decode("utf-8", "replace")))
    return False


def _found(source: InputFile, table: Table, bases: Sequence[Path], bare: bool = True) -> Found:
    full = source.key
    roots = [root.resolve() for root in bases]
    names = [full.relative_to(root).as_posix() for root in roots if full.is_relative_to(root)]
    return Found(source, table, (*names, full.name) if bare else tuple(names))


def _ids(found: Sequence[Found]) -> dict[Path, str]:
    """Name each source by the table's id, else its stem with as many parents as tell it apart."""
    keys = {item.source.key: item.row.get("id", "") for item in found}
    stems = Counter(key.with_suffix("") for key in keys)
    parts = {k: (k.with_suffix("") if stems[k.with_suffix("")] == 1 else k).parts for k in keys}
    ids = {key: given for key, given in keys.items() if given}
    pending = [key for key in keys if key not in ids]
    depth = 1
    while pending and depth <= max(len(parts[key]) for key in pending):
        tried = {key: "/".join(parts[key][-depth:]) for key in pending}
        count = Counter(tried.values())
        ids |= {key: shown(name) for key in pending if count[name := tried[key]] == 1}
        pending = [key for key in pending if count[tried[key]] > 1]
        depth += 1
    ids |= {key: shown(key.as_posix()) for key in pending}
    twice = [name for name, n in Counter(ids.values()).items() if n > 1]
    if twice:
        raise QuotesError(f"sidecar table: id {twice[0]!r} names two files; give each its own")
    return ids
