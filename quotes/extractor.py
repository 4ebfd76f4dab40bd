"""From articles to quotations, on one screen: read, parse, find, decide, resolve, rows.

A `Document` goes through the stages; each gives a new one that tells more.
"""

import warnings
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import quotes
from quotes.decide.decision import THRESHOLD, Judge, decide
from quotes.decide.scorer import read_weights
from quotes.files import shown
from quotes.find.acts import act_of
from quotes.find.antecedents import led
from quotes.find.digests import without_heading
from quotes.find.extent import apart, bounded
from quotes.find.finding import Finding, Rule
from quotes.find.lines import find_lines, find_turns
from quotes.find.marked import find_marked
from quotes.find.onward import parted
from quotes.find.posts import signed
from quotes.find.reported import find_reported
from quotes.find.statements import prepare
from quotes.find.unsaid import is_row
from quotes.find.voices import voices_apart
from quotes.parse.bundle import attribution_file, models_folder
from quotes.parse.kept import KeptParses
from quotes.parse.parser import Parser
from quotes.parse.threads import no_collection, one_thread
from quotes.speakers.following import Said, followed
from quotes.speakers.register import Register
from quotes.speakers.resolve import resolve
from quotes.speakers.speaker import Speaker
from quotes.table.rows import Attributed, Cells, assemble, cells
from quotes.table.schema import Quote
from quotes.text.article import Article, Failure
from quotes.text.document import Document
from quotes.text.kinds import SAID, SPOKEN, Act, QuoteType

if TYPE_CHECKING:
    import pandas as pd

    from quotes.learned.model import AttributionModel
    from quotes.read.files import Options, Paths
    from quotes.table.extraction import Extraction

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
    register : what you know of speakers (see `quotes.table.register.read_register`).
    parses : a folder in which parses are kept, a CoNLL-U file for each text. What is kept there of
        these models is not parsed again; they are loaded only when a text needs them.

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    models: str | None = None
    rules_only: bool = False
    threshold: float = THRESHOLD
    acts: Collection[Act] = SAID
    register: Register | None = None
    parses: str | Path | None = None

    def __post_init__(self) -> None:
        """Load the models, unless parses are kept."""
        folder = models_folder(self.models)
        attribution = None if self.rules_only else attribution_file(folder)
        weights = read_weights(folder) if attribution else None
        self.judge = Judge(weights, self.threshold) if weights else None
        self._attribution = attribution if self.judge else None
        self._kept: KeptParses | None = None
        if self.parses is None:
            self.parser, self.head  # noqa: B018
        else:
            learned = self._attribution is not None
            self._kept = KeptParses(Path(self.parses), self.models, learned=learned)
        if self.judge is None and not self.rules_only:
            warnings.warn(UNTRAINED, stacklevel=3)

    @cached_property
    def parser(self) -> Parser:
        """The parser, loaded when it is first asked for."""
        return Parser(self.models)

    @cached_property
    def head(self) -> "AttributionModel | None":
        """Learned attribution, likewise; None where nothing weighs what it proposes."""
        if self._attribution is None:
            return None
        from quotes.learned.model import AttributionModel

        return AttributionModel(self._attribution)

    def extract(
        self, paths: "Paths", *, progress: bool = False, **options: "Unpack[Options]"
    ) -> "Extraction":
        """Read files and folders and find the quotations in them.

        Parameters
        ----------
        paths, options : as `quotes.read.files.read` takes them, also for the errors.
        progress : show a bar.

        """
        from quotes.read.files import read

        return self.analyse(read(paths, **options), progress=progress, options=options)

    def extract_texts(
        self, texts: Iterable[str | Article], *, progress: bool = False
    ) -> "Extraction":
        """Find the quotations in texts or Articles; see `read_texts` for the errors."""
        from quotes.read.memory import read_texts

        return self.analyse(read_texts(texts), progress=progress)

    def extract_frame(
        self,
        frame: "pd.DataFrame",
        text_column: str | None = None,
        *,
        date_format: str | None = None,
        progress: bool = False,
    ) -> "Extraction":
        """Find the quotations in the rows of a data frame; see `read_frame` for the errors."""
        from quotes.read.files import Options
        from quotes.read.memory import read_frame

        options = Options(text_column=text_column, date_format=date_format)
        items = read_frame(frame, text_column, date_format)
        return self.analyse(items, progress=progress, options=options)

    def analyse(
        self,
        items: Iterable[Article | Failure],
        *,
        progress: bool = False,
        options: "Options | None" = None,
    ) -> "Extraction":
        """Find the quotations in articles.

        An article that cannot be read or analysed is a failure in the result, and stops nothing.

        Parameters
        ----------
        items : articles, and failures for those that could not be read.
        progress : show a bar, by words.
        options : how they were read, for the record of the run.

        """
        from tqdm.auto import tqdm

        from quotes.table.extraction import Extraction
        from quotes.table.files import to_frame

        done, found, failed = [], [], []
        items = list(items)
        total = sum(map(_words, items))
        with tqdm(total=total, unit="word", unit_scale=True, disable=not progress) as bar:
            for item in items:
                if isinstance(item, Failure):
                    failed.append(item)
                elif isinstance(rows := self._found(item), Failure):
                    failed.append(rows)
                else:
                    done.append(item)
                    found.append(rows)
                bar.update(_words(item))
        frame = to_frame(assemble(done, found, self.register))
        run, register = self.run(options), self.register or Register()
        return Extraction(frame, tuple(done), tuple(failed), run, register)

    def run(self, options: "Options | None" = None) -> dict[str, Any]:
        """Tell how this extractor finds what it finds, for the descriptor of a table."""
        from quotes.read.files import told_of

        return {
            "version": quotes.__version__,
            "models": shown(self.models or "bundled"),
            "learned": self.judge is not None,
            "threshold": self.judge.threshold if self.judge else None,
            "acts": [str(act) for act in Act if act in self.acts],
            "reading": told_of(options or {}),
        }

    def read_article(self, article: Article) -> list[Quote]:
        """The quotations of one article; its speakers are named from it alone."""
        return assemble([article], [self._rows(article)], self.register)

    def cells(self, article: Article) -> list[Cells]:
        """What the text alone tells of its rows, for `quotes.table.rows.placed`."""
        return cells(article.text, self._rows(article))

    def _rows(self, article: Article) -> list[Attributed]:
        with no_collection():
            found = attribute(self.document(article), self.judge)
        return [row for row in found if act_of(row.finding) in self.acts]

    def document(self, article: Article) -> Document:
        """One article parsed, with what learned attribution proposes.

        Each is analysed by itself and in one thread: what is found in it depends neither on what is
        read with it nor on the machine's other work.
        """
        document = Document.of(article)
        if self._kept is None:
            return self._parsed(document)
        known = self._kept.read(document)
        if known is None:
            known = self._parsed(document)
            self._kept.add(known)
        return known

    def _parsed(self, document: Document) -> Document:
        with one_thread():
            keep = self.head.mixed if self.head else None
            sentences, states = self.parser.parse_with_states(document, keep)
            document = replace(document, sentences=tuple(sentences))
            if self.head is not None:
                document = replace(
                    document, candidates=tuple(self.head.candidates(document, states))
                )
        return document

    def _found(self, article: Article) -> "list[Attributed] | Failure":
        try:
            return self._rows(article)
        except Exception as error:  # whatever it was, it must not cost the other articles
            return Failure(unanalysed(error), id=article.id)


def attribute(document: Document, judge: Judge | None = None) -> list[Attributed]:
    """Findings (see `find`) with the speakers that the article alone tells."""
    document = prepare(document)
    found = find(document, judge)
    speakers = iter(resolve(document, [f.mention for f in found if f.mention]))
    named = [(f, next(speakers) if f.mention else None) for f in found]
    known = followed(document, [_said(f, speaker) for f, speaker in named])
    rows = [Attributed(f, speaker) for f, speaker in zip(found, known, strict=True)]
    said = [row for row in rows if not row.is_thing]
    return [replace(r, finding=r.finding.at(document.decoded.source)) for r in said]


def _said(finding: Finding, speaker: Speaker | None) -> Said:
    alone = Rule.UNATTRIBUTED in finding.rules and finding.mention is None
    alone = alone and finding.quote_type == QuoteType.DIRECT
    spoken = finding.act in SPOKEN
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
    found = voices_apart(document, found)
    found = [without_heading(f) for f in found if is_row(document, f)]
    found = signed(document, found)
    found = parted(document, [bounded(document, finding) for finding in found])
    found = led(document, apart(document, found))
    return sorted(found, key=lambda f: (f.start, -f.spans[-1].end))


def rule_findings(document: Document) -> list[Finding]:
    """What the rules find in a prepared document."""
    found = find_marked(document, [*find_turns(document), *find_reported(document)])
    return [*found, *find_lines(document, found)]


def unanalysed(error: Exception) -> str:
    """What to report of an article that broke models or rules."""
    what = f"{type(error).__name__}: {error}"
    return f"it could not be analysed ({what}): shorten it or leave it out"


def _words(item: Article | Failure) -> int:
    return len(item.text.split()) if isinstance(item, Article) else 0
