"""The tables that steer the rules: checked when read, and tied to what is implemented."""

import ast
from pathlib import Path

import pytest

import quotes.find
from quotes.find import patterns
from quotes.find.confidence import RULES, read_confidences
from quotes.find.paths import parse_path
from quotes.lexicon.entries import FRAMES, classes, entries
from quotes.lexicon.source import DataFile
from quotes.text.tree import RELATIONS

FOLDER = Path(quotes.find.__file__).parent
WALKS = {"child", "children"}


@pytest.mark.parametrize("kind", FRAMES)
def test_frames_are_those_of_the_shapes(kind):
    implemented = {p.name for p in patterns.PATTERNS if f"{p.kind}s" == kind and p.known}
    named = {frame for known in entries(kind).values() for entry in known for frame in entry.frames}
    assert named == implemented == FRAMES[kind]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("ccomp", "'ccomp' is no term"),
        (">ccomp[that", r"'>ccomp\[that' is no term"),
        (">ccmop[that]", "'ccmop' is no relation"),
        (">obj + >ccomp:sub", "'ccomp:sub' is no relation"),
        (">ccomp[thta]", "'thta' is none of"),
    ],
)
def test_a_path_that_cannot_be_meant_is_refused(path, problem):
    with pytest.raises(ValueError, match=problem):
        parse_path(path)


@pytest.mark.parametrize("name", ["accept", "reported", "marked", "mend/reporting", "mend/names"])
def test_no_rule_or_class_is_named_in_the_code(name):
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    strings = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    assert strings.isdisjoint({*RULES, *classes()})


def test_relations_in_the_code_are_those_of_universal_dependencies():
    package = FOLDER.parent
    calls = [
        node
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in WALKS
    ]
    named = {
        argument.value
        for call in calls
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }
    assert named
    assert named <= RELATIONS


@pytest.mark.parametrize("row", ["claus\tsay\t1\t1\t0.5", "clause\tsya\t1\t1\t0.5"])
def test_confidence_of_what_is_unknown_is_refused(row):
    table = f"# shares\nrule\tclass\tfound\tright\tconfidence\n*\t*\t1\t1\t0.5\n{row}\n"
    with pytest.raises(ValueError, match=r"confidence\.tsv, line 4: unknown"):
        read_confidences(DataFile("confidence.tsv", table))
