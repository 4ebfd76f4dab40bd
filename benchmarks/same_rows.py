"""Whether a change of the code leaves the quote table as it was, byte for byte.

    python benchmarks/same_rows.py keep KEPT PATHS... [--models SPEC] [--rules-only]
    python benchmarks/same_rows.py check KEPT [--whole]

`keep` reads and parses once, and keeps the documents (trees and candidates) in the folder KEPT with
the table. `check` runs rules, decision, speakers and rows over the kept documents and compares the
table; --whole reads the files and runs the models anew. The exit code is 1 where the tables differ,
and each row that differs is printed.
"""

import argparse
import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotes.decide.decision import Judge
from quotes.decide.scorer import read_weights
from quotes.errors import QuotesError
from quotes.extractor import Extractor
from quotes.parse.bundle import models_folder
from quotes.table.extraction import Extraction, save
from quotes.text.article import Article
from quotes.text.document import Candidate, Document
from quotes.text.kinds import Section
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

TABLE, DOCUMENTS, RUN = "quotes.csv", "documents.jsonl.gz", "run.json"
Row = Mapping[str, str]


class Keeping(Extractor):
    """An extractor that keeps each document that it makes."""

    def __post_init__(self) -> None:
        """Load the models."""
        super().__post_init__()
        self.documents: list[Document] = []

    def document(self, article: Article) -> Document:
        """One article parsed, with what learned attribution proposes."""
        self.documents.append(super().document(article))
        return self.documents[-1]


class Kept(Extractor):
    """An extractor without models, whose documents were made before."""

    def __post_init__(self) -> None:
        """Read the scorer's weights as they are now."""
        weights = None if self.rules_only else read_weights(models_folder(self.models))
        self.judge = Judge(weights, self.threshold) if weights else None
        self.documents: dict[str, Document] = {}

    def document(self, article: Article) -> Document:
        """The document that was made of this article."""
        return self.documents[article.id]


def packed(document: Document) -> dict[str, Any]:
    """A document as JSON; blocks and marks are found anew when it is read."""
    return {
        "article": asdict(document.article),
        "sentences": [asdict(sentence) for sentence in document.sentences],
        "candidates": document.candidates,
    }


def unpacked(row: Mapping[str, Any]) -> Document:
    """The way back."""
    return replace(
        Document.of(Article(**row["article"])),
        sentences=tuple(map(_sentence, row["sentences"])),
        candidates=tuple(map(_candidate, row["candidates"])),
    )


def _sentence(row: Mapping[str, Any]) -> Sentence:
    words = [Word(**word) for word in row["words"]]
    entities = [Entity(Span(*span), kind) for span, kind in row["entities"]]
    return Sentence(
        **{**row, "words": words, "entities": entities, "section": Section(row["section"])}
    )


def _candidate(row: Sequence[Any]) -> Candidate:
    cue, mention, content, *likely = row
    spans = tuple(Span(*part) for part in content)
    return Candidate(Span(*cue), Span(*mention) if mention else None, spans, *likely)


def keep(folder: Path, paths: Sequence[Path], models: str | None, rules_only: bool) -> Extraction:
    """Extract from files, and keep documents, table and settings."""
    engine = Keeping(models, rules_only=rules_only)
    found = engine.extract(paths, progress=True)
    save(found, folder / TABLE)
    with gzip.open(folder / DOCUMENTS, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(packed(d), ensure_ascii=False) + "\n" for d in engine.documents)
    run = {
        "paths": [str(path.resolve()) for path in paths],
        "models": models,
        "rules_only": engine.judge is None,
    }
    (folder / RUN).write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    return found


def again(folder: Path, *, whole: bool) -> Extraction:
    """Extract once more: with the models as they are now, or from the kept documents."""
    run = json.loads((folder / RUN).read_text("utf-8"))
    if whole:
        return Extractor(run["models"], rules_only=run["rules_only"]).extract(
            run["paths"], progress=True
        )
    engine = Kept(run["models"], rules_only=run["rules_only"])
    with gzip.open(folder / DOCUMENTS, "rt", encoding="utf-8") as lines:
        documents = [unpacked(json.loads(line)) for line in lines]
    engine.documents = {document.article.id: document for document in documents}
    return engine.analyse([document.article for document in documents])


def read_rows(path: Path) -> list[Row]:
    """The rows of a table, whatever its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def difference(before: Iterable[Row], after: Iterable[Row]) -> Iterator[str]:
    """A line for each row that is gone, new or changed; rows are known by where they stand."""
    ones, others = _by_place(before), _by_place(after)
    for place in sorted(ones.keys() | others.keys()):
        one, other = ones.get(place), others.get(place)
        where = " ".join(map(str, place[:2]))
        if one is None or other is None:
            row = one or other or {}
            said = " | ".join(row.get(name, "") for name in ("rule", "speaker", "cue", "content"))
            yield f"{'-' if other is None else '+'} {where}: {said}"
        elif changed := [n for n in {**one, **other} if one.get(n) != other.get(n)]:
            for name in changed:
                yield f"~ {where} {name}: {one.get(name)!r} → {other.get(name)!r}"


def _by_place(rows: Iterable[Row]) -> dict[tuple[str, str, str, int], Row]:
    """Rows by article, content and cue, and which one it is of those that stand there."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[tuple[str, str, str, int], Row] = {}
    for row in rows:
        place = (row["doc_id"], row["content_spans"], row["cue_spans"])
        # numbers count the rows of an article: one row more would change all that follow
        found[(*place, seen[place])] = {n: cell for n, cell in row.items() if n != "quote_id"}
        seen[place] += 1
    return found


def check(folder: Path, *, whole: bool) -> bool:
    """Print whether the table is the same, and what differs."""
    before = folder / TABLE
    with TemporaryDirectory() as made:
        after = Path(made) / TABLE
        found = again(folder, whole=whole)
        save(found, after)
        if before.read_bytes() == after.read_bytes():
            print(f"the same, byte for byte: {len(found.frame)} rows")
            return True
        ones, others = read_rows(before), read_rows(after)
    lines = list(difference(ones, others))
    print("\n".join(lines) or "the same cells, but other numbers or another order of rows")
    signs = Counter(line[0] for line in lines)
    print(
        f"{len(ones)} rows before, {len(others)} now: {signs['-']} gone, {signs['+']} new, "
        f"{signs['~']} cells changed"
    )
    for failure in found.failures:
        print(f"not read: {failure.name}: {failure.reason}")
    return False


def main() -> None:
    """Keep or check."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = cli.add_subparsers(dest="command", required=True)
    one = commands.add_parser("keep", help="read and parse, and keep what comes out")
    one.add_argument("kept", type=Path, help="a folder to write")
    one.add_argument("paths", nargs="+", type=Path, help="articles, or folders of articles")
    one.add_argument("--models", metavar="SPEC", help="as `quotes extract --models`")
    one.add_argument("--rules-only", action="store_true", help="without learned attribution")
    other = commands.add_parser("check", help="make the table anew and compare")
    other.add_argument("kept", type=Path, help="a folder that `keep` wrote")
    other.add_argument("--whole", action="store_true", help="read and run the models anew too")
    given = cli.parse_args()
    try:
        if given.command == "keep":
            found = keep(given.kept, given.paths, given.models, given.rules_only)
            print(f"kept: {len(found.frame)} rows of {len(found.articles)} articles")
        elif not check(given.kept, whole=given.whole):
            raise SystemExit(1)
    except (QuotesError, OSError) as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
