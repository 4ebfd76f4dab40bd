"""The package as a user gets it: a wheel, used outside the repository."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """Give a folder with an article, and a command that runs there in an environment of its own.

    The environment has the wheel; what that needs it borrows, without this repository.
    """
    folder = tmp_path_factory.mktemp("outside")
    pip = [sys.executable, "-m", "pip", "--quiet"]
    made = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder / "dist")]
    subprocess.run([*made, str(ROOT)], check=True)
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    (wheel,) = (folder / "dist").glob("*.whl")
    taken = [*pip, "--python", str(python), "install", "--no-deps", str(wheel)]
    subprocess.run(taken, check=True)
    (own,) = (folder / "env").glob("lib/python*/site-packages")
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    (folder / "news").mkdir()
    shutil.copy(min((ROOT / "seeds").iterdir()), folder / "news")
    environment = os.environ | {"JUPYTER_PATH": f"{sys.prefix}/share/jupyter"}
    environment.pop("PYTHONPATH", None)

    def run(*command):
        done = subprocess.run(
            [python, *command], cwd=folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return folder, run


def test_wheel_needs_no_repository(outside):
    folder, run = outside
    assert str(folder) in run("-c", "import quotes; print(quotes.__file__)")
    run(folder / "env" / "bin" / "quotes", "extract", "news", "-o", "quotes.csv")
    run("-m", "quotes", "report", "news", "--from", "quotes.csv", "-o", "report.html")
    assert "Antony Blinken" in (folder / "report.html").read_text("utf-8")
    assert "notebooks: analysis" in run("-m", "quotes", "lab", "--check")
    assert (folder / "analysis" / "1_who_said_what.ipynb").is_file()
    assert len(list((folder / "seeds").iterdir())) == 5
