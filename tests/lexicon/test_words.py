"""The lists of words and the code that asks for them name the same."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around, words

PACKAGE = Path(quotes.__file__).parent


def asked(function: str) -> Iterator[tuple[str, ...]]:
    """Section and lists of each call that names them."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function:
                names = [getattr(argument, "value", None) for argument in node.args]
                if names and all(isinstance(name, str) for name in names):
                    yield tuple(names)


@pytest.mark.parametrize(
    ("function", "file", "by_noun"),
    [("lexicon", "speakers.toml", {"unlike"}), ("around", "around.toml", set())],
)
def test_each_list_is_there_and_used(function, file, by_noun):
    tables = tomllib.loads((PACKAGE / "lexicon" / file).read_text("utf-8"))
    lists = {(section, name) for section, table in tables.items() for name in table}
    named = {(section, name) for section, *names in asked(function) for name in names}
    whole = {section for section, *names in asked(function) if not names} | by_noun
    assert named
    assert named <= lists
    assert whole <= tables.keys()
    assert {(section, name) for section, name in lists if section not in whole} <= named


# Verbs that report nothing by themselves.
UNREPORTING = {
    "addressing": {"convince", "persuade"},
    "voicing": {"deliver", "file", "give", "have", "issue"},
    "signs": {"illustrate", "mean", "reflect"},
    "denying": set(),
}


@pytest.mark.parametrize("name", UNREPORTING)
def test_each_verb_is_known_or_reports_nothing(name):
    listed = around(name, "verbs") if name in ("signs", "denying") else words(name)
    assert listed - {lemma.partition(" ")[0] for lemma in entries("verbs")} == UNREPORTING[name]
