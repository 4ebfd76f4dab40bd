"""Runs of which Ray Data does the models' work: the table of one whole run, whatever befalls it."""

import os
import signal
import threading
import time
from multiprocessing import get_context
from pathlib import Path

import pytest
from stub_engine import AT_WORK, MANY, asked, begin, files, loaded, run

from quotes.batch import cluster
from quotes.errors import QuotesError

ray = pytest.importorskip("ray.data") and cluster.library()


@pytest.fixture(scope="module")
def address():
    """Of a cluster of two processors, which this process has joined."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        patch.delenv("RAY_ADDRESS", raising=False)
        ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False)
        yield ray.get_runtime_context().gcs_address
        ray.shutdown()


def _stopped(articles, table, how, **options):
    """Begin a run, and end it when some texts are done."""
    options |= {"enough": 11}
    process = get_context("spawn").Process(target=begin, args=(articles, table, 2), kwargs=options)
    process.start()
    found = table.with_name(f".{table.name}.parts") / "found"
    while not (found.exists() and found.read_bytes().count(b"\n") > 9):
        assert process.is_alive()
        time.sleep(0.01)
    os.kill(process.pid, how)
    process.join()
    assert process.exitcode != 0
    assert not table.exists()
    assert 9 < found.read_bytes().count(b"\n") <= MANY


def test_table_is_that_of_processes(address, articles, table, whole):  # noqa: ARG001
    assert run(articles, table, 2, seconds=AT_WORK, ray=True).articles == MANY + 1
    assert files(table) == whole
    assert len(loaded(table)) == 2
    assert set(asked(table).values()) == {1}
    run(articles, table, ray=True)
    assert len(loaded(table)) == 2  # nothing is left to do


def test_windows_change_nothing(address, articles, table, whole, monkeypatch):  # noqa: ARG001
    monkeypatch.setattr(cluster, "WINDOW", 25)
    run(articles, table, 2, ray=True)
    assert files(table) == whole
    assert set(asked(table).values()) == {1}


def test_workers_that_die_cost_their_articles(address, changed, table, tmp_path):  # noqa: ARG001
    (changed / "10.txt").write_text("always\nJane Roe says it.\nIt dies.")
    (changed / "11.txt").write_text("once\nJane Roe says it.\nIt dies once.")
    (changed / "12.txt").write_text("broken\nIt breaks.")
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "quotes.csv"
    run(changed, other, 2)
    killed = []

    def kill():
        while len(asked(table)) < 20:
            time.sleep(0.01)
        while not (alive := _alive(table)):
            time.sleep(0.01)
        os.kill(alive[0], signal.SIGKILL)
        killed.append(alive[0])

    (table.parent / "notes").mkdir()
    killer = threading.Thread(target=kill)
    killer.start()
    done = run(changed, table, 2, seconds=AT_WORK, ray=True)
    killer.join()
    assert killed
    assert [f.name for f in done.failures] == ["10", "12", str(changed / "empty.txt")]
    assert "its worker died 2 times" in done.failures[0].reason
    assert "ValueError: broken" in done.failures[1].reason
    assert (files(table)[0], files(table)[2]) == (files(other)[0], files(other)[2])
    times = asked(table)
    assert times.pop("always") == 2
    assert len(times) == MANY - 1
    assert sum(times.values()) <= MANY + 1


@pytest.mark.parametrize(
    ("how", "told"),
    [("breaks", "no models"), ("dies", "died 2 times while"), ("elsewhere", "another version")],
)
def test_engine_that_does_not_load_ends_the_run(address, articles, table, how, told):  # noqa: ARG001
    with pytest.raises(QuotesError, match=told):
        run(articles, table, 2, how=how, ray=True)
    assert not table.exists()


def test_run_begun_with_processes_ends_with_ray(address, articles, table, whole):  # noqa: ARG001
    _stopped(articles, table, signal.SIGKILL)
    run(articles, table, 2, ray=True)
    assert files(table) == whole
    assert sum(asked(table).values()) <= MANY + 3


def test_run_begun_on_a_cluster_ends_with_processes(address, articles, table, whole, monkeypatch):
    monkeypatch.setenv("RAY_ADDRESS", address)
    _stopped(articles, table, signal.SIGINT, ray=True)
    assert run(articles, table, 2).articles == MANY + 1
    assert files(table) == whole
    assert sum(asked(table).values()) < 2 * MANY


@pytest.mark.parametrize("where", ["127.0.0.1:9", "nowhere.invalid:6379"])
def test_cluster_that_is_not_there_ends_the_run(articles, table, monkeypatch, where):
    monkeypatch.setenv("RAY_ADDRESS", where)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "shutdown", lambda: None)
    with pytest.raises(QuotesError, match=f"no Ray at {where}: "):
        run(articles, table, ray=True)


def test_cluster_of_its_own_ends_with_the_run(articles, table, whole, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    _stopped(articles, table, signal.SIGINT, ray=True)
    run(articles, table, 1)
    assert files(table) == whole
    ends = time.monotonic() + 20
    while _alive(table) and time.monotonic() < ends:
        time.sleep(0.1)
    assert not _alive(table)


def _alive(table):
    pids = [int(name.partition("-")[2]) for name in loaded(table)]
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]
