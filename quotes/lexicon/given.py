"""Given names that are usual for men only, or for women only."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotes.lexicon.words import lexicon


def gender_of_given(word: str) -> str:
    """Either "m" or "f" where a given name, in small letters without accents, tells; else ""."""
    if word in lexicon("given", "male"):
        return "m"
    return "f" if word in lexicon("given", "female") else _table().get(word, "")


@cache
def _table() -> Mapping[str, str]:
    text = (files("quotes.lexicon") / "given.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {line[:-2]: line[-1] for line in lines}
