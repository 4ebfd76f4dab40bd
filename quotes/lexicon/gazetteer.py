"""The countries of the world, their people and capitals."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class _Gazetteer(NamedTuple):
    countries: Mapping[str, str]
    people: Mapping[str, str]
    capitals: Mapping[str, str]


@cache
def _gazetteer() -> _Gazetteer:
    text = (files("quotes.lexicon") / "countries.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")][1:]
    tables: tuple[dict[str, str], ...] = ({}, {}, {})
    for name, *columns in (line.split("\t") for line in lines):
        people, forms, capitals = (cell.split(";") for cell in columns)
        for table, words in zip(tables, ([name, *forms], people, capitals), strict=True):
            table.update({word: name for word in words if word})
    return _Gazetteer(*tables)


def country(text: str) -> str | None:
    """Short name of the country that this names: "U.K." gives "United Kingdom".

    Capital letters count: "us" is no country.
    """
    return _gazetteer().countries.get(re.sub(r"^[Tt]he ", "", text.strip()))


def country_of_people(text: str) -> str | None:
    """Country of an adjective or of its people: "Chilean", "the Dutch", "Danes"."""
    people, word = _gazetteer().people, re.sub(r"^[Tt]he ", "", text.strip())
    return people.get(word) or people.get(word.removesuffix("s"))


def country_of_capital(text: str) -> str | None:
    """Country that is governed from this place."""
    return _gazetteer().capitals.get(text.strip())
