"""Data files with their text at hand, so that an error tells the line it is about."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, NamedTuple


class DataFile(NamedTuple):
    """A data file of a package of ours: its name and its text."""

    name: str
    text: str

    @classmethod
    def of(cls, package: str, name: str) -> "DataFile":
        """Read a file of a package: `DataFile.of("quotes.lexicon", "verbs.toml")`."""
        return cls(name, (files(package) / name).read_text(encoding="utf-8"))

    def tables(self) -> dict[str, dict[str, Any]]:
        """Its tables, where it is TOML.

        Raises
        ------
        ValueError
            when it is none, or a value stands outside of a table.

        """
        try:
            tables = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{self.name}: {error}") from error
        for name, table in tables.items():
            if not isinstance(table, dict):
                raise self.error(f"{name!r} stands outside of a [table]", name)
        return tables

    def check(self, what: str, found: Iterable[str], known: Iterable[str], *place: str) -> None:
        """Refuse what is not known.

        Raises
        ------
        ValueError
            with file, line, and what is possible.

        """
        allowed = set(known)
        for value in found:
            if value not in allowed:
                possible = ", ".join(sorted(allowed))
                raise self.error(f"unknown {what} {value!r}: one of {possible}", *place, value)

    def error(self, problem: str, *place: str) -> ValueError:
        """Tell a problem with its line: where the words of `place` stand, one after the other."""
        return ValueError(f"{self.name}, line {self._line(place)}: {problem}")

    def _line(self, place: Iterable[str]) -> int:
        at = 0
        for word in place:
            plain = re.escape(word)
            for shape in (rf"^\[{plain}\]", rf"^{plain}\s*=", rf"(?<!\w){plain}(?!\w)"):
                match = re.compile(shape, re.MULTILINE).search(self.text, at)
                if match:
                    at = match.start()
                    break
        return self.text.count("\n", 0, at) + 1
