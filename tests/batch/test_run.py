"""Runs that are stopped, gone on with, and run again: always the table of one whole run."""

import os
import signal
import time
from functools import partial
from multiprocessing import get_context
from random import Random

import pytest
from filelock import FileLock
from stub_engine import MANY, asked, begin, files, loaded, run

from quotes.errors import QuotesError
from quotes.table.files import read_table

SERVER = get_context("forkserver")
SERVER.set_forkserver_preload(["stub_engine"])


def _parts(table):
    return table.with_name(f".{table.name}.parts")


def _begun(articles, table, workers, *more):
    """A run in a process of its own, by a server that has imported what it needs."""
    process = SERVER.Process(target=begin, args=(articles, table, workers, *more))
    process.start()
    return process


def _stopped(articles, table, workers, reached, how):
    """Begin a run; end it when that is reached."""
    process = _begun(articles, table, workers)
    while not reached():
        assert process.is_alive()
        time.sleep(0.001)
    os.kill(process.pid, how)
    process.join()
    return process.exitcode


def test_run_that_is_stopped_goes_on(articles, table, whole):
    found, random = _parts(table) / "found", Random(7)

    def lines():
        return found.read_bytes().count(b"\n") if found.exists() else 0

    def more(number):  # than before: the run is at work, and would not miss a Ctrl-C
        before = lines()
        return lambda: lines() >= before + number

    moments = [
        lambda: _parts(table).exists,
        lambda: (_parts(table) / "articles.sqlite").exists,
        *(partial(more, random.randint(1, 3)) for _ in range(8)),
    ]
    for number, moment_of in enumerate(moments):
        moment = moment_of()
        how = signal.SIGINT if number == 4 else signal.SIGKILL
        assert _stopped(articles, table, 1 + number % 3, moment, how) != 0
        assert not table.exists()
    assert run(articles, table).articles == MANY + 1
    assert files(table) == whole
    times = asked(table)
    assert len(times) == MANY
    assert sum(times.values()) <= MANY + 2 * len(moments)  # but for those that were at work
    assert {p.name for p in table.parent.iterdir() if p.is_file()} == {
        "quotes.csv", "quotes.csv.datapackage.json", "quotes.speakers.csv",
    }  # fmt: skip


@pytest.mark.parametrize("move", range(1, 7))
def test_run_that_is_killed_as_it_moves_its_files_leaves_no_mixture(
    changed, articles, table, whole, move
):
    """Three files are moved twice: into the folder of parts, and from there to their places."""
    (changed / "05.txt").write_text("5\nAl Poe says it is another.\n")
    run(changed, table, 1)
    old = files(table)
    process = _begun(articles, table, 1, move)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    if table.with_name("quotes.csv.datapackage.json").exists():
        assert files(table) == old
    assert table.read_bytes() in (old[0], whole[0])
    assert run(articles, table).articles == MANY + 1
    assert files(table) == whole
    assert set(asked(table).values()) == {1, 2}  # the fifth has two texts


@pytest.mark.parametrize("workers", [2, 3])
def test_number_of_workers_changes_nothing(articles, table, whole, workers):
    run(articles, table, workers)
    assert files(table) == whole
    assert len(loaded(table)) == workers
    assert set(read_table(table)["speaker"]) == {"Jane Roe", "Al Poe"}


def test_only_what_is_new_is_done(changed, articles, table, whole):
    run(articles, table, 1)
    before = loaded(table)
    table.unlink()
    run(articles, table, 1)
    assert loaded(table) == before
    assert files(table) == whole
    (changed / "07.txt").write_text("new\nAl Poe says “well”.")
    for number in range(9):
        (changed / f"more{number}.txt").write_text(f"more{number}\nAl Poe says it.")
    run(changed, table, 1)
    assert set(asked(table).values()) == {1}
    assert len(asked(table)) == MANY + 10
    assert "“well”." in set(read_table(table)["content"])
    run(changed, table, 1, how="otherwise")
    assert sum(asked(table).values()) == MANY + 10 + MANY + 9
    run(changed, table, 1)
    assert sum(asked(table).values()) == MANY + 10 + MANY + 9


def test_nothing_is_kept_that_is_not_wanted(articles, table):
    run(articles, table, 1, keep=False)
    assert not _parts(table).exists()


def test_worker_that_dies_costs_its_article(changed, table):
    (changed / "10.txt").write_text("always\nJane Roe says it.\nIt dies.")
    (changed / "11.txt").write_text("once\nJane Roe says it.\nIt dies once.")
    (changed / "12.txt").write_text("broken\nIt breaks.")
    done = run(changed, table)
    assert [f.name for f in done.failures] == ["10", "12", str(changed / "empty.txt")]
    assert "ended 2 times, exit code 9" in done.failures[0].reason
    assert "ValueError: broken" in done.failures[1].reason
    assert {"11", "13", "39"} <= set(read_table(table)["doc_id"])
    times = asked(table)
    assert (times.pop("always"), times.pop("once"), set(times.values())) == (2, 2, {1})


def test_damaged_parts_are_made_anew(articles, table, whole):
    run(articles, table, 1)
    found = _parts(table) / "found"
    data = found.read_bytes()
    for damaged, lost in (
        (data.replace(b"it is 8.", b"it is 9.")[:-20], 2),
        (b"\x80\x04cposix\nsystem\n" * 9, MANY),
    ):
        found.write_bytes(damaged)
        before = sum(asked(table).values())
        for _ in range(2):
            run(articles, table, 1)
            assert files(table) == whole
            assert sum(asked(table).values()) == before + lost


def test_two_runs_at_one_table_do_not_mix(articles, table):
    _parts(table).mkdir()
    with FileLock(_parts(table) / "lock"), pytest.raises(QuotesError, match="by another run"):
        run(articles, table, 1)
    run(articles, table, 1)
