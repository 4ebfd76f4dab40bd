"""Lists of words, read from the files beside this one."""

from functools import cache

from quotes.lexicon.source import DataFile


@cache
def words(name: str) -> frozenset[str]:
    """A list of words: one a line in `lexicon/<name>.txt`, comments after #."""
    text = DataFile.of("quotes.lexicon", f"{name}.txt").text
    return frozenset(line.partition("#")[0].strip() for line in text.splitlines()) - {""}


def lexicon(section: str, *names: str) -> frozenset[str]:
    """Words of a section of `lexicon/speakers.toml`: of these lists, or of all of them.

    A list with semicolons holds phrases.
    """
    return _lists("speakers.toml", section, *names)


def broader(noun: str) -> frozenset[str]:
    """What a broader noun may stand for, by `lexicon/broader.toml`: "leader" for a president."""
    kinds = _sections("broader.toml")
    return frozenset().union(*(_of_noun("broader.toml", kind, noun) for kind in kinds))


def unlike(noun: str) -> frozenset[str]:
    """What a noun for a body does not stand for: "company" and so "firm" for no ministry."""
    every = (noun, *broader(noun))
    return frozenset().union(*(_of_noun("speakers.toml", "unlike", n) for n in every))


def _of_noun(file: str, section: str, noun: str) -> frozenset[str]:
    known = noun in _sections(file)[section]
    return _lists(file, section, noun) if known else frozenset()


def office_of(letters: str) -> str | None:
    """What office these letters stand for: "prime minister" for "PM"."""
    return _offices().get(letters.casefold())


@cache
def _offices() -> dict[str, str]:
    pairs = (entry.partition(" = ") for entry in lexicon("titles", "by_letters"))
    return {letters: office for letters, _, office in pairs}


def titles_of(short: str) -> frozenset[str]:
    """What a title before a name is short for: "representative" and more for "Rep."."""
    return _titles().get(short.strip(".").casefold(), frozenset())


@cache
def _titles() -> dict[str, frozenset[str]]:
    pairs = (entry.partition(" = ") for entry in lexicon("titles", "abbreviated"))
    return {short: frozenset(full.split()) for short, _, full in pairs}


def around(section: str, *names: str) -> frozenset[str]:
    """Words around a cue, in the same way of `lexicon/around.toml`."""
    return _lists("around.toml", section, *names)


@cache
def _lists(file: str, section: str, *names: str) -> frozenset[str]:
    lists = _sections(file)[section]
    chosen = [lists[name] for name in names or lists]
    return frozenset(
        " ".join(word.split())
        for words in chosen
        for word in (words.split(";") if ";" in words else words.split())
    )


@cache
def _sections(file: str) -> dict[str, dict[str, str]]:
    return DataFile.of("quotes.lexicon", file).tables()
