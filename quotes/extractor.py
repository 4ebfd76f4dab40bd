"""From articles to quotations, on one screen: read, parse, find, decide, resolve, rows.

A `Document` goes through the stages; each gives a new one that tells more.
"""

import warnings
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.decide.decision import THRESHOLD, Judge, decide
from quotes.decide.scorer import read_weights
from quotes.find.extent import apart, bounded
from quotes.find.finding import Finding, Rule
from quotes.find.lines import find_lines
from quotes.find.marked import find_marked
from quotes.find.reported import find_reported
from quotes.find.statements import prepare
from quotes.parse.parser import Parser
from quotes.read.files import Paths, read
from quotes.speakers.following import Said, followed
from quotes.speakers.resolve import resolve
from quotes.speakers.speaker import Speaker
from quotes.table.extraction import Extraction, need_some, read_back, save
from quotes.table.files import to_frame
from quotes.table.rows import Resolved, act_of, assemble
from quotes.table.schema import Quote
from quotes.text.article import Article, Failure
from quotes.text.document import Document
from quotes.text.kinds import SAID, Act, QuoteType

if TYPE_CHECKING:
    import pandas as pd

    from quotes.learned.model import AttributionModel

UNTRAINED = (
    "these models bring no trained attribution (en/attribution with its weights.tsv): the rules "
    "alone decide, and confidence is the share of right findings measured for each rule"
)


@dataclass
class Extractor:
    """Loaded models, kept for many calls.

    Parameters
    ----------
    models : `None` or "bundled" for the models that travel with the package, a folder in
        Stanza's resource layout, or "stanza:PACKAGE" for Stanza's own English models.
    rules_only : find with the rules alone, without learned attribution.
    threshold : probability from which on learned attribution gives a row, 0 to 1; a lower one
        finds more, and more that is wrong. Quotations in marks are rows below it too, and
        without learned attribution it has no effect.
    acts : what of it the table holds (see the column `act`); `tuple(Act)` for everything.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    models: str | None = None
    rules_only: bool = False
    threshold: float = THRESHOLD
    acts: Collection[Act] = SAID

    def __post_init__(self) -> None:
        """Load the models."""
        self.parser = Parser(self.models)
        self.head: AttributionModel | None = None
        self.judge: Judge | None = None
        if self.rules_only:
            return
        from quotes.learned.model import load_model

        weights = read_weights(self.parser.folder)
        self.head = load_model(self.parser.folder, self.parser.encoder, self.parser.tokenizer)
        if weights and self.head:
            self.judge = Judge(weights, self.threshold)
        else:
            warnings.warn(UNTRAINED, stacklevel=3)

    def extract(
        self,
        paths: Paths,
        *,
        encoding: str | None = None,
        metadata: Path | None = None,
        progress: bool = False,
    ) -> Extraction:
        """Read files and folders and find the quotations in them.

        Raises
        ------
        QuotesError
            when the metadata table is of no use. An article that cannot be read or analysed
            is a failure in the result, and stops nothing.

        """
        articles, failures = _read(paths, encoding, metadata)
        return self.analyse(articles, failures, progress=progress)

    def analyse(
        self,
        articles: Sequence[Article],
        failures: Sequence[Failure] = (),
        *,
        progress: bool = False,
    ) -> Extraction:
        """Find the quotations in articles; `failures` are those that could not be read."""
        from tqdm.auto import tqdm

        done, found, failed = [], [], list(failures)
        bar = tqdm(total=len(articles), unit="article", disable=not progress)
        for article, rows in self._each(articles):
            bar.update()
            if isinstance(rows, Failure):
                failed.append(rows)
            else:
                done.append(article)
                found.append(rows)
        bar.close()
        return Extraction(to_frame(assemble(done, found)), tuple(done), tuple(failed))

    def read_article(self, article: Article) -> list[Quote]:
        """The quotations of one article; its speakers are named from it alone."""
        return assemble([article], [self._rows(article)])

    def _rows(self, article: Article) -> list[Resolved]:
        found = attribute(self.document(article), self.judge)
        return [resolved for resolved in found if act_of(resolved.finding) in self.acts]

    def document(self, article: Article) -> Document:
        """One article parsed, with what learned attribution proposes.

        Each is analysed by itself: what is found in it does not depend on what is read with it.
        """
        document = Document.of(article)
        try:
            document = replace(document, sentences=tuple(self.parser.parse(document)))
            if self.head is not None:
                document = replace(document, candidates=tuple(self.head.candidates(document)))
        finally:
            self.parser.forget()
        return document

    def _each(
        self, articles: Sequence[Article]
    ) -> Iterator[tuple[Article, "list[Resolved] | Failure"]]:
        for article in articles:
            try:
                yield article, self._rows(article)
            except Exception as error:  # whatever it was, it must not cost the other articles
                yield article, unanalysed(article, error)


def attribute(document: Document, judge: Judge | None = None) -> list[Resolved]:
    """Findings (see `find`) with the speakers that the article alone tells."""
    document = prepare(document)
    found = find(document, judge)
    speakers = iter(resolve(document, [f.mention for f in found if f.mention]))
    named = [(f, next(speakers) if f.mention else None) for f in found]
    known = followed(document, [_said(f, speaker) for f, speaker in named])
    rows = [Resolved(f, speaker) for f, speaker in zip(found, known, strict=True)]
    said = [resolved for resolved in rows if not resolved.is_thing]
    return [replace(r, finding=r.finding.at(document.decoded.source)) for r in said]


def _said(finding: Finding, speaker: Speaker | None) -> Said:
    alone = Rule.UNATTRIBUTED in finding.rules and finding.mention is None
    alone = alone and finding.quote_type == QuoteType.DIRECT
    spoken = finding.act in (Act.SPEECH, Act.WRITING)
    return Said(finding.spans, finding.sentence, speaker, alone=alone, spoken=spoken)


def find(document: Document, judge: Judge | None = None) -> list[Finding]:
    """All findings of a prepared document, in the order of the text.

    Parameters
    ----------
    judge : weighs rules and learned attribution; None for the rules alone.

    """
    found = rule_findings(document)
    if judge is not None:
        found = decide(document, found, judge)
    found = apart(document, [bounded(document, finding) for finding in found])
    return sorted(found, key=lambda f: (f.start, -f.spans[-1].end))


def rule_findings(document: Document) -> list[Finding]:
    """What the rules find in a prepared document."""
    found = find_marked(document, list(find_reported(document)))
    return [*found, *find_lines(document, found)]


def unanalysed(article: Article, error: Exception) -> Failure:
    """What to report of an article that broke models or rules."""
    what = f"{type(error).__name__}: {error}"
    return Failure(f"it could not be analysed ({what}): shorten it or leave it out", id=article.id)


def extract(
    paths: Paths,
    *,
    models: str | None = None,
    encoding: str | None = None,
    metadata: Path | None = None,
) -> "pd.DataFrame":
    """Find the quotations in files and folders: one row a quotation.

    Parameters
    ----------
    paths : a text file, a folder of them, or several.
    models : see `Extractor`; keep one of those for many calls.
    encoding : the articles' encoding; without it UTF-8, or a guess that is warned of.
    metadata : a table of what is known about the articles (README, "Articles").

    Returns
    -------
    pandas.DataFrame
        The quote table, columns as `Quote` declares them.

    Raises
    ------
    QuotesError
        when the models or the metadata table cannot be used, or no article could be read.

    """
    articles, failures = _read(paths, encoding, metadata)
    need_some(articles, failures)
    found = Extractor(models).analyse(articles, failures)
    need_some(found.articles, found.failures)
    return found.frame


def load(
    articles: Paths,
    table: str | Path,
    *,
    metadata: str | Path | None = None,
    encoding: str | None = None,
) -> Extraction:
    """Read a quote table and the articles that it was made from.

    Where there is no such table yet, the quotations are extracted and the table is written.

    Parameters
    ----------
    articles : a text file, a folder of them, or several.
    table : a .csv, .jsonl or .parquet file.
    metadata, encoding : as `quotes.read.files.read` takes them.

    Raises
    ------
    QuotesError
        when no article can be read, or the table cannot be read or was made from other texts.

    """
    texts, failures = _read(articles, encoding, Path(metadata) if metadata else None)
    need_some(texts, failures)
    if Path(table).exists():
        return read_back(Path(table), texts, failures)
    found = Extractor().analyse(texts, failures)
    save(found, table)
    return found


def _read(
    paths: Paths, encoding: str | None, metadata: Path | None
) -> tuple[list[Article], list[Failure]]:
    items = list(read(paths, encoding=encoding, metadata=metadata))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [item for item in items if isinstance(item, Failure)]
