"""The scripts of training and benchmarks: each imports, explains itself and is explained."""

import re
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = [path for folder in ("training", "benchmarks") for path in (ROOT / folder).glob("*.py")]
COMMANDS = [path for path in SCRIPTS if "__main__" in path.read_text("utf-8")]
DOCUMENTS = ("README.md", "training/README.md", "benchmarks/README.md", "quotes/models/README.md")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_script_imports(path):
    assert runpy.run_path(str(path))["__doc__"]


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.stem)
def test_script_explains_itself(path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", [str(path), "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(path), run_name="__main__")
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: {path.name} ")
    for text in (path.read_text("utf-8"), (path.parent / "README.md").read_text("utf-8")):
        assert f"python {path.relative_to(ROOT).as_posix()} " in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_scripts_that_documents_name_are_there(document):
    text = (ROOT / document).read_text("utf-8")
    named = re.findall(r"\b(?:training|benchmarks)/[\w.]+\.(?:py|sh)\b", text)
    assert named
    assert not [name for name in named if not (ROOT / name).is_file()]
