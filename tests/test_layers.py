"""What imports what: the table is light, and no module needs itself."""

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import quotes

PACKAGE = Path(__file__).parents[1] / "quotes"
HEAVY = {"stanza", "torch", "transformers", "matplotlib", "sklearn", "nbconvert"}
TABLES = {"pandas", "pyarrow", "numpy", "jinja2"}


def _run(*arguments):
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("quotes", HEAVY | TABLES),
        ("quotes.cli", HEAVY | TABLES),
        ("quotes.table.files", HEAVY),
        ("quotes.table.extraction", HEAVY),
        ("quotes.extractor", HEAVY),
    ],
)
def test_import_is_light(module, unwanted):
    loaded = _run("-c", f"import sys, {module}; print(*sys.modules)").split()
    assert module in loaded
    assert unwanted.isdisjoint(loaded)


def test_imports_go_one_way():
    """The contracts of pyproject.toml: the flow has one direction, and there is no circle."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")],
        cwd=PACKAGE.parent, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", quotes.__all__)
def test_public_face_is_there(name):
    assert getattr(quotes, name) is not None


def test_command_runs_as_a_module():
    printed = _run("-m", "quotes", "--help")
    for command in ("extract", "score", "models"):
        assert f"\n  {command} " in printed
    assert printed.count("quotes extract ") >= 2


def test_no_name_hides_a_module():
    for package in pkgutil.walk_packages(quotes.__path__, "quotes."):
        if package.ispkg:
            face = import_module(package.name)
            for module in pkgutil.iter_modules(face.__path__):
                inner = import_module(f"{package.name}.{module.name}")
                assert getattr(face, module.name) is inner
