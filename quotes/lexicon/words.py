"""Lists of words, read from the files beside this one."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """A list of words: one a line in `lexicon/<name>.txt`, comments after #."""
    text = (files("quotes.lexicon") / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.partition("#")[0].strip() for line in text.splitlines()) - {""}


@cache
def lexicon(section: str, *names: str) -> frozenset[str]:
    """Words of a section of `lexicon/speakers.toml`: of these lists, or of all of them.

    A list with semicolons holds phrases.
    """
    text = (files("quotes.lexicon") / "speakers.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)[section]
    chosen = [lists[name] for name in names or lists]
    return frozenset(
        " ".join(word.split())
        for words in chosen
        for word in (words.split(";") if ";" in words else words.split())
    )
