"""Files and folders in, articles out: text exactly as read, what is known about it, or why not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from quotes.errors import QuotesError
from quotes.read.decode import decode
from quotes.read.masthead import dateline, header, headline, host, published, site
from quotes.read.sidecar import SIDECARS, Table, read_sidecar
from quotes.text.article import Article, Failure
from quotes.text.blocks import blocks

Paths = str | Path | Iterable[str | Path]
"""A file, a folder, or several of them."""


class _Found(NamedTuple):
    """A file to read, the sidecar table that may know it, and the names it may have there."""

    path: Path
    table: Table = MappingProxyType({})
    names: tuple[str, ...] = ()


def read(
    paths: Paths,
    *,
    encoding: str | None = None,
    metadata: Path | None = None,
) -> Iterator[Article | Failure]:
    """Read articles from files and folders, in order.

    Parameters
    ----------
    paths : files, and folders whose `*.txt` are read, all levels, sorted.
    encoding : of all files; by default UTF-8, else what is detected, with a warning.
    metadata : a `.csv`, `.tsv` or `.jsonl` table with a column `file` and any of `source`
        (`outlet`), `title`, `published` (`date`), `url`, `id`; by default a folder's own
        `metadata.csv`, `.tsv` or `.jsonl`.

    Yields
    ------
    An article, or a failure that says what was found and what to do.

    Raises
    ------
    QuotesError
        At the call: an unknown encoding, or a table that cannot be used.

    """
    if encoding:
        _check(encoding)
    listed = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    plan = list(_plan(listed, metadata))
    ids = _ids([item for item in plan if isinstance(item, _Found)])
    return (
        item if isinstance(item, Failure) else _article(item, ids[_key(item.path)], encoding)
        for item in plan
    )


def _check(encoding: str) -> None:
    try:
        b"x".decode(encoding)
    except LookupError as error:
        raise QuotesError(
            f"encoding={encoding!r}: {error}; give one that Python knows, such as 'cp1252'"
        ) from None
    except UnicodeError:
        pass  # one byte is too few


def _key(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _plan(paths: Sequence[Path], metadata: Path | None) -> Iterator[_Found | Failure]:
    """List what to read: each file once, folders opened."""
    table = None if metadata is None else read_sidecar(Path(metadata))
    base = None if metadata is None else Path(metadata).parent
    seen: set[Path] = set()
    for path in paths:
        try:
            found = _open(path, table, base)
            new = [item for item in found if _key(item.path) not in seen]
        except (OSError, ValueError) as error:
            yield Failure(f"cannot be opened ({error}): check the path and its rights", str(path))
            continue
        if not found:
            yield Failure("folder without .txt files: give one that holds articles", str(path))
        seen.update(_key(item.path) for item in new)
        yield from new


def _open(path: Path, table: Table | None, base: Path | None) -> list[_Found]:
    if not path.is_dir():
        return [_found(path, table or {}, [base] if base else [])]
    files = sorted(f for f in path.rglob("*") if f.suffix.lower() == ".txt" and not f.is_dir())
    if table is None:
        beside = [path / name for name in SIDECARS if (path / name).is_file()]
        if len(beside) > 1:
            names = " and ".join(file.name for file in beside)
            raise QuotesError(f"{path}: found {names}; keep one, or name one with metadata=")
        table = read_sidecar(beside[0]) if beside else {}
    once = Counter(file.name for file in files)
    bases = [path, base] if base else [path]
    return [_found(file, table, bases, once[file.name] == 1) for file in files]


def _found(path: Path, table: Table, bases: Sequence[Path], bare: bool = True) -> _Found:
    full = _key(path)
    roots = [root.resolve() for root in bases]
    names = [full.relative_to(root).as_posix() for root in roots if full.is_relative_to(root)]
    return _Found(path, table, (*names, path.name) if bare else tuple(names))


def _ids(found: Sequence[_Found]) -> dict[Path, str]:
    """Name each file by the table's id, else its stem with as many parents as tell it apart."""
    keys = {_key(item.path): _row(item).get("id", "") for item in found}
    stems = Counter(key.with_suffix("") for key in keys)
    parts = {k: (k.with_suffix("") if stems[k.with_suffix("")] == 1 else k).parts for k in keys}
    ids = {key: given for key, given in keys.items() if given}
    pending = [key for key in keys if key not in ids]
    depth = 1
    while pending and depth <= max(len(parts[key]) for key in pending):
        tried = {key: "/".join(parts[key][-depth:]) for key in pending}
        count = Counter(tried.values())
        ids |= {key: name for key, name in tried.items() if count[name] == 1}
        pending = [key for key in pending if count[tried[key]] > 1]
        depth += 1
    ids |= {key: key.as_posix() for key in pending}
    twice = [name for name, n in Counter(ids.values()).items() if n > 1]
    if twice:
        raise QuotesError(f"sidecar table: id {twice[0]!r} names two files; give each its own")
    return ids


def _row(item: _Found) -> Mapping[str, str]:
    return next((item.table[name] for name in item.names if name in item.table), {})


def _article(item: _Found, name: str, encoding: str | None) -> Article | Failure:
    try:
        text = decode(item.path, encoding)
    except UnicodeError as error:
        return Failure(f"{error}: say which encoding it has with encoding=", str(item.path))
    except OSError as error:
        return Failure(f"{error.strerror}: check the path and its rights", str(item.path))
    except ValueError as error:
        return Failure(str(error), str(item.path))
    labelled = blocks(text)
    known = {**header(text, labelled), **_row(item)}
    url = known.get("url")
    return Article(
        id=name,
        text=text,
        source=known.get("source") or host(url) or site(text, labelled) or item.path.stem,
        title=known.get("title") or headline(text, labelled),
        published=published(known.get("published", "")) or dateline(text, labelled),
        url=url,
    )
