"""What imports what: the table is light, and no module needs itself."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "quotes"
HEAVY = {"stanza", "torch", "transformers", "matplotlib", "sklearn", "nbconvert"}


def _run(*arguments):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize("module", ["quotes", "quotes.table", "quotes.cli", "quotes.corpus"])
def test_import_is_light(module):
    loaded = _run("-c", f"import sys, {module}; print(*sys.modules)").split()
    assert HEAVY.isdisjoint(loaded)


def _imports(path):
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_modules_have_an_order():
    names = {f"quotes.{path.stem}": path for path in PACKAGE.glob("[!_]*.py")}
    needs = {name: set(_imports(path)) & names.keys() for name, path in names.items()}
    order = list(TopologicalSorter(needs).static_order())  # raises CycleError
    assert set(order) == names.keys()
    assert not any("quotes.cli" in needed for needed in needs.values())


def test_command_runs_as_a_module():
    printed = _run("-m", "quotes", "--help")
    for command in ("extract", "score", "models"):
        assert f"\n  {command} " in printed
    assert printed.count("quotes extract ") >= 2
