"""Notebooks for real: executed in any surroundings, and opened in JupyterLab."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import corpora
import nbformat
import pytest

from quotes import views
from quotes.errors import QuotesError
from quotes.report.notebooks import ABANDONED, WORKSHOP, notebooks, workshop
from quotes.report.page import unlinked, write_report

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


def test_report_of_nothing_is_a_report(tmp_path):
    (tmp_path / "silent.txt").write_text("It rained all day.")
    empty = corpora.one_each([])
    write_report(empty, [tmp_path / "silent.txt"], tmp_path / "report.html", title="a < b")
    shown = (tmp_path / "report.html").read_text("utf-8")
    assert "<h1>a &lt; b</h1>" in shown
    assert "<b>0</b> quotations" in shown


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


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_notebook_is_committed_clean(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    assert [c.metadata.tags for c in code if "tags" in c.metadata] == [["parameters"]]
    assert all(len(cell.source.splitlines()) <= 12 for cell in code)
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert prose[0].source.startswith("# ")


def test_lab_opens_the_notebooks():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "quotes", "lab", "--no-browser", f"--port={port}"]
    command += ["--IdentityProvider.token=test", "--allow-root"]
    lab = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        listed = _asked(f"http://127.0.0.1:{port}/api/contents?token=test", lab)
        assert {path.name for path in notebooks()} <= {item["name"] for item in listed["content"]}
        kernels = _asked(f"http://127.0.0.1:{port}/api/kernelspecs?token=test", lab)
        assert "python3" in kernels["kernelspecs"]
    finally:
        lab.terminate()
        lab.wait(PATIENCE)


def _asked(address, server):
    for _ in range(PATIENCE * 5):
        try:
            with urllib.request.urlopen(address) as answer:
                return json.load(answer)
        except OSError:
            assert server.poll() is None, "JupyterLab has stopped"
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")
