"""Notebooks for real: executed in any surroundings, and opened in JupyterLab."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import corpora
import nbformat
import pytest

from quotes import views
from quotes.errors import QuotesError
from quotes.report.notebooks import ABANDONED, WORKSHOP, notebooks, workplace, workshop
from quotes.report.page import unlinked, write_report
from quotes.table.extraction import save

WORK = Path(__file__).parents[2] / "analysis"
GUIDE = WORK.parent / "docs" / "guide.ipynb"
PATIENCE = 600  # seconds that JupyterLab may take on a busy machine


def test_links_to_what_is_not_shown_are_taken_out():
    found = corpora.one_each(["A", "B"])
    voices = str(views.voices(found.frame).html())
    text = str(views.article(found, "a1").html())
    kept, same = unlinked([voices, text])
    assert re.findall('href="(.*?)"', kept) == ["#quote-a1-1"]
    assert same == text
    speaker = '<a href="#speaker-{}" class="to-speaker">{}</a>'
    known, unknown = speaker.format("Ann_20_Lee", "Ann Lee"), speaker.format("Bo", "Bo &lt;Ek")
    assert unlinked([voices, known + unknown])[1] == f"{known}Bo &lt;Ek"


def test_surroundings_change_no_report(tmp_path, monkeypatch):
    found, news, home = corpora.one_each(["A", "B"]), tmp_path / "news", tmp_path / "home"
    startup = home / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("raise SystemExit('not yours')")
    (home / "quotes.py").write_text("raise SystemExit('not yours')")
    (home / "matplotlibrc").write_text("font.size: 30\ntext.usetex: True\n")
    spec = home / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text('{"argv": ["false"], "display_name": "x", "language": "x"}')
    news.mkdir()
    for article in found.articles:
        (home / article.id).write_text(article.text)
        (news / f"{article.id}.txt").symlink_to(home / article.id)
    write_report(found, [news], tmp_path / "one.html")
    monkeypatch.chdir(home)
    monkeypatch.setenv("IPYTHONDIR", str(home / "ipython"))
    monkeypatch.setenv("JUPYTER_PATH", str(home))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    write_report(found, [news], tmp_path / "two.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_guide_runs(tmp_path, found):
    write_report(found, ["seeds"], tmp_path / "docs.html", chapters=[GUIDE])
    page = (tmp_path / "docs.html").read_text("utf-8")
    assert "True" in page  # spans lead to the contents
    assert page.count("<figure") == 2


def test_report_of_nothing_is_a_report(tmp_path):
    (tmp_path / "silent.txt").write_text("It rained all day.")
    empty = corpora.one_each([])
    write_report(empty, [tmp_path / "silent.txt"], tmp_path / "report.html", title="a < b")
    shown = (tmp_path / "report.html").read_text("utf-8")
    assert "<h1>a &lt; b</h1>" in shown
    assert "<b>0</b> quotations" in shown


def test_ctrl_c_ends_the_notebooks_too(tmp_path):
    """Their kernels begin and never answer, so that the report does not end before."""
    (tmp_path / "ipykernel_launcher.py").write_text("import time\ntime.sleep(3600)\n")
    path = os.pathsep.join(filter(None, (str(tmp_path), *sys.path)))
    save(corpora.one_each(["A", "B"]), tmp_path / "quotes.csv")
    command = [sys.executable, "-m", "quotes", "report", "--from", str(tmp_path / "quotes.csv")]
    command += ["-o", str(tmp_path / "report.html")]
    stopped = subprocess.Popen(
        command,
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": path},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not list(tmp_path.glob(f"{WORKSHOP}*/kernel-*.json")):
        assert stopped.poll() is None
        time.sleep(0.01)
    assert "stopped; no report was written" in _interrupted(stopped)
    assert stopped.returncode == 130
    assert not list(tmp_path.glob(f"{WORKSHOP}*"))
    assert not (tmp_path / "report.html").exists()


def _interrupted(process):
    """What it says when Ctrl-C ends it, pressed again where Python lost the first one.

    An exception that comes while a finalizer runs is lost.
    """
    while True:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=60)[1]


def test_failed_notebook_is_named(tmp_path):
    found = corpora.one_each(["A"])
    other = replace(found, articles=(replace(found.articles[0], text="Another text."),))
    with pytest.raises(QuotesError, match=r"1_who_said_what\.ipynb failed: QuotesError: .*row 1"):
        write_report(other, [tmp_path / "a.txt"], tmp_path / "report.html")
    assert not list(tmp_path.glob("*.html"))


def test_what_killed_runs_left_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("left", "busy"):
        (tmp_path / f"{WORKSHOP}{name}").mkdir()
    long_ago = time.time() - ABANDONED - 1
    os.utime(tmp_path / f"{WORKSHOP}left", (long_ago, long_ago))
    with workshop() as folder:
        assert Path(folder).is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [f"{WORKSHOP}busy"]


@pytest.mark.parametrize(
    "path", [*notebooks(), WORK / "review.ipynb", GUIDE], ids=lambda path: path.stem
)
def test_notebook_is_committed_clean(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert [c.metadata.tags for c in code if "tags" in c.metadata] == [["parameters"]]
    assert all(len(cell.source.splitlines()) <= 14 for cell in code)
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert prose[0].source.startswith("# ")


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_lab_serves_what_notebooks_show(tmp_path):
    """Voilà on a copy of one notebook, which reads a table made before."""
    save(corpora.one_each(["Daily", "Post"]), tmp_path / "quotes.csv")
    notebook = (WORK / "5_sourcing.ipynb").read_text("utf-8")
    notebook = notebook.replace('articles = \\"../seeds\\"', "articles = None")
    notebook = notebook.replace("../reports/quotes.csv", str(tmp_path / "quotes.csv"))
    (tmp_path / "5_sourcing.ipynb").write_text(notebook, "utf-8")
    port = _free_port()
    start = (
        "import sys; from pathlib import Path; from quotes.report import lab; "
        "lab.workplace = lambda: Path(sys.argv[1]); lab.open_lab(sys.argv[2:], serve=True)"
    )
    options = [tmp_path, "--no-browser", f"--port={port}", "--token="]
    served = subprocess.Popen([sys.executable, "-c", start, *map(str, options)])
    try:
        page = _asked(f"http://127.0.0.1:{port}/voila/render/5_sourcing.ipynb", served)
        assert "Bars of 100 %, one for each source" in page
        assert "charts.sourcing" not in page
    finally:
        served.terminate()
        served.wait(PATIENCE)


def test_notebooks_travel_with_the_demo(tmp_path, monkeypatch):
    """Without its repository the package copies both into the folder where it is used."""
    package = tmp_path / "package"
    for name in ("analysis", "seeds"):
        shutil.copytree(WORK.parent / name, package / "quotes" / name)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("quotes.__file__", str(package / "quotes" / "__init__.py"))
    assert workplace() == Path("analysis")
    copied = {path.name for path in Path("analysis").iterdir()}
    assert {"1_who_said_what.ipynb", "review.ipynb"} <= copied
    assert len(list(Path("seeds").glob("*.txt"))) == 5


def test_lab_opens_the_notebooks():
    port = _free_port()
    command = [sys.executable, "-m", "quotes", "lab", "--no-browser", f"--port={port}"]
    command += ["--IdentityProvider.token=test", "--allow-root"]
    lab = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        listed = json.loads(_asked(f"http://127.0.0.1:{port}/api/contents?token=test", lab))
        assert {path.name for path in notebooks()} <= {item["name"] for item in listed["content"]}
        kernels = json.loads(_asked(f"http://127.0.0.1:{port}/api/kernelspecs?token=test", lab))
        assert "python3" in kernels["kernelspecs"]
    finally:
        lab.terminate()
        lab.wait(PATIENCE)


def _asked(address, server):
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            assert server.poll() is None, "the server has stopped"
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
