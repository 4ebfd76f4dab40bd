"""Files and folders in, articles out: text exactly as read, what is known about it, or why not."""

import codecs
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from charset_normalizer import from_bytes

from quotes.article import Article, QuotesError
from quotes.blocks import ADDRESS, DATE, INVISIBLE, MONTH, Block, blocks
from quotes.sidecar import SIDECARS, Table, known_fields, read_sidecar

SITE_WORDS = 4  # of a site's name after the bar of a headline


class Failure(NamedTuple):
    """A path that gave no article: what was found there and what to do."""

    path: str
    reason: str


class _Found(NamedTuple):
    """A file to read, the sidecar table that may know it, and the names it may have there."""

    path: Path
    table: Table = MappingProxyType({})
    names: tuple[str, ...] = ()


BOMS = {  # the longer first
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
PACKED = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")
_DATE, _ADDRESS = re.compile(DATE, re.IGNORECASE), re.compile(ADDRESS, re.IGNORECASE)


def read(
    paths: str | Path | Iterable[str | Path],
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
            yield Failure(str(path), f"cannot be opened ({error}): check the path and its rights")
            continue
        if not found:
            yield Failure(str(path), "folder without .txt files: give one that holds articles")
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
        text = _decode(item.path, encoding)
    except UnicodeError as error:
        return Failure(str(item.path), f"{error}: say which encoding it has with encoding=")
    except OSError as error:
        return Failure(str(item.path), f"{error.strerror}: check the path and its rights")
    except ValueError as error:
        return Failure(str(item.path), str(error))
    labelled = blocks(text)
    known = {**_header(text, labelled), **_row(item)}
    url = known.get("url")
    return Article(
        id=name,
        text=text,
        source=known.get("source") or _host(url) or _site(text, labelled) or item.path.stem,
        title=known.get("title") or _headline(text, labelled),
        published=_published(known.get("published", "")) or _dateline(text, labelled),
        url=url,
    )


def _decode(path: Path, encoding: str | None) -> str:
    """Decode a file without changing a code point; `ValueError` says why it is no text."""
    if path.exists() and not path.is_file():
        raise ValueError("no regular file: save its text to a file first")
    data = path.read_bytes()
    if data.startswith(PACKED):
        raise ValueError("a PDF, RTF, office or packed file: export its text as .txt first")
    text = _text(path, data, encoding)
    if not text.strip().strip(INVISIBLE).strip():
        raise ValueError(f"no text in it ({len(data)} bytes): fill the file or leave it out")
    if "\0" in text or 20 * len(_CONTROL.findall(text)) > len(text):
        raise ValueError("binary (NUL or control characters): export its text, or give encoding=")
    return text


def _text(path: Path, data: bytes, encoding: str | None) -> str:
    marked = next((name for bom, name in BOMS.items() if data.startswith(bom)), "")
    if encoding:
        family = codecs.lookup(encoding).name.removesuffix("-sig")
        keeps_mark = family in ("utf-8", "utf-16", "utf-32") and marked.startswith(family)
        return data.decode(marked if keeps_mark else encoding)
    with suppress(UnicodeError):
        return data.decode("utf-8")
    found = marked or _western(data) or _guessed(data)
    if not found:
        raise ValueError("neither UTF-8 nor another known encoding: export its text as UTF-8")
    text = data.decode(found)
    warnings.warn(
        f"{path}: not UTF-8, read as {found}; if that is wrong, say which with encoding=",
        stacklevel=5,
    )
    return text


def _western(data: bytes) -> str:
    # What English is written in where it is not Unicode; a guesser takes "naïve" for "naďve".
    with suppress(UnicodeError):
        data.decode("cp1252")
        return "cp1252"
    return ""


def _guessed(data: bytes) -> str:
    guess = from_bytes(data).best()
    return guess.encoding if guess else ""


def _lines(text: str, labelled: Iterable[Block]) -> Iterator[str]:
    return (text[b.span.start : b.span.end].strip(INVISIBLE) for b in labelled)


def _header(text: str, labelled: Sequence[Block]) -> dict[str, str]:
    """Tell what the leading metadata lines say."""
    front = list(_lines(text, takewhile(lambda block: block.section == "metadata", labelled)))
    pairs: dict[str, str] = {}
    for line in front:
        key, _, value = line.partition(":")
        if _ADDRESS.fullmatch(line):
            key, value = "url", line
        elif front[0].startswith("---"):  # where values may stand in quotation marks
            value = re.sub(r"""^\s*(["'])((?:(?!\1).)*)\1$""", r"\2", value)
        pairs.setdefault(key.strip().lower(), value.strip())
    return known_fields(pairs)


def _site(text: str, labelled: Sequence[Block]) -> str | None:
    """Name the site that a headline ends in: "Bridge will close | Daily News"."""
    _, bar, site = (_headline(text, labelled) or "").rpartition(" | ")
    return site.strip() if bar and 0 < len(site.split()) <= SITE_WORDS else None


def _headline(text: str, labelled: Sequence[Block]) -> str | None:
    return next(_lines(text, (b for b in labelled if b.section == "headline")), None)


def _dateline(text: str, labelled: Sequence[Block]) -> str | None:
    return next(filter(None, map(_day, _lines(text, labelled[:5]))), None)


def _published(value: str) -> str | None:
    with suppress(ValueError):
        return datetime.fromisoformat(value).date().isoformat()
    return _day(value)


def _day(line: str) -> str | None:
    """ISO date of a line that is nothing but a date with a day, a month and a year."""
    if not _DATE.fullmatch(line):
        return None
    if iso := re.search(r"(\d{4})-(\d\d)-(\d\d)", line):
        year, month, day = map(int, iso.groups())
    else:
        day, year = map(int, re.findall(r"(?<!\d)(?:\d{4}|\d{1,2})(?!\d)", line)[:2])
        name = next(re.finditer(rf"\b{MONTH}", line, re.IGNORECASE))[0]
        month = MONTHS.index(name[:3].lower()) + 1
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
