"""An engine without models, and a run with it, also in a process that may be stopped.

Each line `NAME says WORDS` is a quotation. What is done is noted in the folder `notes`.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from quotes.batch.engine import Loaded
from quotes.batch.kept import Kept
from quotes.batch.run import extract_to
from quotes.errors import QuotesError
from quotes.read.files import read

MANY = 60
"""Different texts of the articles that the tests share."""

AT_WORK = 0.02
"""Seconds that a text takes, where a run is to be stopped at its work."""

ENOUGH = 4
"""Lines that such a run keeps: then it waits, so that it does not end before it is stopped."""


@dataclass(frozen=True)
class Stub:
    """Texts with `dies` kill the process, those with `dies once` the first one only."""

    notes: Path
    how_: str = "so"
    seconds: float = 0.0

    def how(self):
        """Whatever the test says; `elsewhere` is another in each process."""
        return f"{self.how_} {os.getpid()}" if self.how_ == "elsewhere" else self.how_

    def load(self):
        """Note it, and no more."""
        (self.notes / f"loaded-{os.getpid()}").touch()
        if self.how_ == "dies":
            os._exit(9)
        if self.how_ == "breaks":
            raise QuotesError("no models")
        return Loaded(self._rows, {"how": self.how_})

    def _rows(self, text):
        name = text.splitlines()[0]
        again = (self.notes / f"asked-{name}").exists()
        with (self.notes / f"asked-{name}").open("a") as file:
            file.write(".")
        if "dies" in text and not (again and "once" in text):
            os._exit(9)
        if "breaks" in text:
            raise ValueError("broken")
        time.sleep(self.seconds)
        return list(_found(text))


def _found(text):
    place = 0
    for line in text.splitlines(keepends=True):
        speaker, says, said = line.rstrip("\n").partition(" says ")
        if says:
            start = place + len(speaker) + len(says)
            end = start + len(said)
            yield {
                "section": "body", "paragraph": 1, "sentence": 1, "quote_type": "indirect",
                "within": None, "act": "speech",
                "polarity": "affirmed", "cue": "says", "cue_lemma": "say",
                "cue_class": "say", "cue_spans": f"{start - 5}:{start - 1}", "content": said,
                "content_spans": f"{start}:{end}", "mention": speaker,
                "mention_spans": f"{place}:{place + len(speaker)}", "speaker": speaker,
                "speaker_type": "person", "speaker_role": None, "addressee": None,
                "rules": ["stub"], "speaker_rule": "name",
                "confidence": 0.5, "speaker_confidence": 0.5,
            }  # fmt: skip
        place += len(line)


def run(articles, table, workers=None, how="so", seconds=0.0, **options):
    engine = Stub(Path(table).parent / "notes", how, seconds)
    engine.notes.mkdir(exist_ok=True)
    return extract_to(Path(table), read(articles), engine, workers=workers, **options)


def files(table):
    """The three files of a table."""
    names = ("quotes.csv", "quotes.csv.datapackage.json", "quotes.speakers.csv")
    return [table.with_name(name).read_bytes() for name in names]


def asked(table):
    """How often each text was given to a worker."""
    notes = table.parent / "notes"
    return {p.name.removeprefix("asked-"): len(p.read_text()) for p in notes.glob("asked-*")}


def loaded(table):
    """A name for each worker that loaded the engine."""
    return {path.name for path in (table.parent / "notes").glob("loaded-*")}


def kill_at(move):
    """Let this process kill itself instead of moving its nth file."""
    moves, replace = count(1), Path.replace

    def replaced(path, target):
        if next(moves) == move:
            os.kill(os.getpid(), signal.SIGKILL)
        return replace(path, target)

    Path.replace = replaced


def wait_at(line):
    """Let this process wait for ever when it has kept its nth line."""
    lines, add = count(1), Kept.add

    def added(kept, told):
        place = add(kept, told)
        while next(lines) >= line:
            time.sleep(0.1)
        return place

    Kept.add = added


def begin(articles, table, workers, move=None, enough=ENOUGH, **options):
    """Run as a command does: it heeds Ctrl-C, which one in the background does not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if move:
        kill_at(move)
    else:
        wait_at(enough)
    run(articles, table, workers, seconds=0.0 if move else AT_WORK, **options)
