"""What the documents say is so: columns, commands, targets, version, licence."""

import re
import runpy
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

import quotes
from quotes.cli import app
from quotes.table.schema import COLUMNS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = get_command(app).commands


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_readme_explains_the_column(column):
    (line,) = re.findall(rf"^\| `{column.name}` \|.*$", README, re.MULTILINE)
    _, _, meaning, values, empty, _ = (cell.strip() for cell in line.split("|"))
    assert meaning == column.description
    assert (empty == "yes") == column.nullable
    if "enum" in column.constraints:
        assert values == ", ".join(column.constraints["enum"])


def test_readme_has_the_columns_in_order():
    assert re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE) == [c.name for c in COLUMNS]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_documented(name):
    assert f"| `quotes {name}` |" in README
    assert f"\nquotes {name}" in README
    assert COMMANDS[name].help
    hidden = [option.name for option in COMMANDS[name].params if not getattr(option, "help", "")]
    assert not hidden


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_makefile_has_the_target(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_version_is_one():
    heading = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    cited = re.search(r"^version: (\S+)", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert heading[1] == cited[1] == quotes.__version__
    assert f"version {quotes.__version__}." in README


def test_licence_is_the_one_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"].startswith("Apache-2.0")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


def test_documentation_explains_how_it_is_built(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["build.py", "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "docs" / "build.py"), run_name="__main__")
    assert end.value.code == 0
    assert "--pictures" in capsys.readouterr().out


@pytest.mark.parametrize("picture", re.findall(r"!\[.*?\]\((.*?)\)", README))
def test_readme_shows_pictures_that_are_there(picture):
    assert (ROOT / picture).stat().st_size < 400_000
