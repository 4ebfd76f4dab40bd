"""Words per second and peak memory on real text, and where the time goes.

    python benchmarks/throughput.py PATHS... [--models SPEC] [--rules-only] [--limit N]
        [--threads N] [--json] [--against FILE]

Loading is told apart; a first sentence, which pays for one-time set-up, counts as loading.
A stage's seconds are its own: what it calls of other stages is theirs. --against compares with
what --json printed in an earlier run.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch

from quotes import extractor
from quotes.errors import QuotesError
from quotes.read.files import read
from quotes.text.article import Article
from quotes.text.document import Document

PROCESSORS = {
    "tokenize": "tokenize",
    "mwt": "mwt",
    "pos": "tag",
    "lemma": "lemma",
    "depparse": "parse",
    "ner": "names",
}
FUNCTIONS = {
    "prepare": "find",
    "rule_findings": "find",
    "decide": "decide",
    "resolve": "speakers",
    "assemble": "table",
    "to_frame": "table",
}
"""What `quotes.extractor` calls, and the stage that it is."""
STAGES = ("text", *PROCESSORS.values(), "learned", *dict.fromkeys(FUNCTIONS.values()), "rest")
WARM_UP = Article(id="warm-up", source="none", text="The mayor said that the bridge isn't safe.")


class Clock:
    """Seconds of each stage, without what a stage spends in other stages."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self._inner = [0.0]

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for a stage."""

        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            start = time.perf_counter()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                whole = time.perf_counter() - start
                self.seconds[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return run


def watched(engine: extractor.Extractor, clock: Clock) -> ExitStack:
    """While this is open, the stages of an extractor are timed."""
    processors = engine.parser.pipeline.processors
    places: list[tuple[Any, str, str]] = [(Document, "of", "text")]
    places += [(processors[p], "bulk_process", s) for p, s in PROCESSORS.items() if p in processors]
    if engine.head is not None:
        places.append((engine.head, "candidates", "learned"))
    places += [(extractor, name, stage) for name, stage in FUNCTIONS.items()]
    stack = ExitStack()
    for holder, name, stage in places:
        timed = clock.timed(stage, getattr(holder, name))
        stack.enter_context(patch.object(holder, name, timed))
    return stack


def run(engine: extractor.Extractor, articles: list[Article]) -> dict[str, Any]:
    """Extract from articles, all stages timed."""
    clock = Clock()
    words = 0
    parse = engine.parser.parse

    def counted(document: Document) -> Iterable[Any]:
        nonlocal words
        sentences = parse(document)
        words += sum(len(sentence.words) for sentence in sentences)
        return sentences

    with watched(engine, clock), patch.object(engine.parser, "parse", counted):
        start = time.perf_counter()
        found = clock.timed("rest", engine.analyse)(articles)
        seconds = time.perf_counter() - start
    return {
        "articles": len(found.articles),
        "failures": len(found.failures),
        "words": words,
        "quotations": len(found.frame),
        "seconds": seconds,
        "words_per_second": words / seconds,
        "stages": stages(clock.seconds, words),
    }


def stages(seconds: dict[str, float], words: int) -> dict[str, dict[str, float | None]]:
    """For each stage its seconds, share of all, ratio against tokenization, words per second."""
    total, base = sum(seconds.values()), seconds["tokenize"]
    return {
        stage: {
            "seconds": own,
            "share": own / total,
            "ratio_to_tokenize": own / base if base else None,
            "words_per_second": words / own if own else None,
        }
        for stage, own in seconds.items()
    }


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """Load, warm up, run."""
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    articles = [item for item in read(arguments.paths) if isinstance(item, Article)]
    articles = articles[: arguments.limit]
    if not articles:
        raise SystemExit("no article could be read")
    start = time.perf_counter()
    engine = extractor.Extractor(arguments.models, rules_only=arguments.rules_only)
    engine.read_article(WARM_UP)
    loading, loaded = time.perf_counter() - start, peak_megabytes()
    return {
        "models": arguments.models or "bundled",
        "threads": torch.get_num_threads(),
        "load_seconds": loading,
        "load_peak_mb": loaded,
        **run(engine, articles),
        "peak_mb": peak_megabytes(),
    }


def table(result: dict[str, Any]) -> str:
    """The result as text."""
    lines = [
        f"models {result['models']}, threads {result['threads']}",
        f"{result['articles']} articles, {result['words']} words, "
        f"{result['quotations']} quotations, {result['failures']} failures",
        f"loading {result['load_seconds']:.1f} s, then {result['seconds']:.1f} s: "
        f"{result['words_per_second']:.0f} words/s",
        f"peak memory {result['peak_mb']:.0f} MB ({result['load_peak_mb']:.0f} MB after loading)",
        "",
        f"{'stage':<10}{'seconds':>9}{'share':>8}{'x tokenize':>12}{'words/s':>10}",
    ]
    for stage, row in result["stages"].items():
        ratio, speed = (
            "-" if row[key] is None else f"{row[key]:.{digits}f}"
            for key, digits in (("ratio_to_tokenize", 2), ("words_per_second", 0))
        )
        lines.append(f"{stage:<10}{row['seconds']:>9.2f}{row['share']:>8.1%}{ratio:>12}{speed:>10}")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("paths", nargs="+", type=Path, help="articles, or folders of articles")
    cli.add_argument("--models", metavar="SPEC", help="as `quotes extract --models`")
    cli.add_argument("--limit", type=int, metavar="N", help="only the first N articles")
    cli.add_argument("--threads", type=int, metavar="N", help="threads that torch may use")
    cli.add_argument("--json", action="store_true", help="print JSON instead of a table")
    cli.add_argument("--rules-only", action="store_true", help="without learned attribution")
    cli.add_argument("--against", type=Path, metavar="FILE", help="an earlier run's JSON")
    arguments = cli.parse_args()
    try:
        result = measure(arguments)
    except QuotesError as error:
        raise SystemExit(str(error)) from None
    print(json.dumps(result, indent=1) if arguments.json else table(result))
    if arguments.against:
        before = json.loads(arguments.against.read_text())["words_per_second"]
        print(f"{result['words_per_second'] / before:.2f} times the speed of the earlier run")


if __name__ == "__main__":
    main()
