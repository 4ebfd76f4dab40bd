"""From articles to quotations: read, parse, find, attribute, on one screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.article import Article, Span
from quotes.content import is_statement
from quotes.corpus import Extraction
from quotes.cue import verb_entries
from quotes.decide import THRESHOLD, decide
from quotes.find import find_reported
from quotes.finding import Finding, Text
from quotes.floating import find_floating
from quotes.marks import Marks, Quotation, find_marks
from quotes.mend import mend
from quotes.mention import closed
from quotes.parse import Parser, unparsed
from quotes.read import Failure, read
from quotes.schema import JOIN, Polarity, Quote, QuoteType, Section, format_spans
from quotes.speakers.resolve import Mention, Speaker, resolve, unify
from quotes.table import to_frame
from quotes.tree import Sentence, Word

TITLE_WORDS = 4  # a heading in marks with more words than these, marks included, says something


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

    Raises
    ------
    QuotesError
        when the models cannot be found or loaded.

    """

    def __init__(
        self,
        models: str | None = None,
        *,
        rules_only: bool = False,
        threshold: float = THRESHOLD,
    ):
        self.parser = Parser(models, rules_only=rules_only)
        self.threshold = threshold if self.parser.attribution is not None else None

    def extract(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        encoding: str | None = None,
        metadata: Path | None = None,
        progress: bool = False,
    ) -> Extraction:
        """Read files and folders and find the quotations in them.

        Raises
        ------
        QuotesError
            when the metadata table is of no use. An article that cannot be read or parsed
            is a failure in the result, and stops nothing.

        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        read_in = list(read(given, encoding=encoding, metadata=metadata))
        articles = [a for a in read_in if isinstance(a, Article)]
        failures = [f for f in read_in if isinstance(f, Failure)]
        done, found = self._all(articles, failures, progress)
        quotes = assemble(done, found)
        return Extraction(to_frame(quotes), tuple(done), tuple(failures))

    def _all(
        self, articles: Sequence[Article], failures: list[Failure], progress: bool
    ) -> tuple[list[Article], list[list["Resolved"]]]:
        from tqdm.auto import tqdm

        done, found = [], []
        bar = tqdm(total=len(articles), unit="article", disable=not progress)
        for article, sentences in self.parser.parse_all(articles, failures):
            bar.update()
            try:
                rows = attribute(article.text, sentences, self.threshold)
            except Exception as error:  # a fault of the rules must not cost the other articles
                failures.append(unparsed(article, error))
                continue
            done.append(article)
            found.append(rows)
        bar.close()
        return done, found

    def read_article(self, article: Article) -> list[Quote]:
        """The quotations of one article; its speakers are named from it alone."""
        (sentences,) = self.parser.parse([article])
        return assemble([article], [attribute(article.text, sentences, self.threshold)])


@dataclass(frozen=True)
class Resolved:
    """A finding with its speaker, if known."""

    finding: Finding
    speaker: Speaker | None


def find(text: str, sentences: Sequence[Sentence], threshold: float | None = None) -> list[Finding]:
    """All findings of one article, in the order of the text.

    Parameters
    ----------
    threshold : as `Extractor` takes it; None for the rules alone.

    """
    source = prepare(text, sentences, find_marks(text))
    found = rule_findings(source)
    if threshold is not None:
        found = decide(source, found, threshold)
    return sorted(found, key=lambda f: (f.start, -f.spans[-1].end))


def rule_findings(source: Text) -> list[Finding]:
    """What the rules find, without learned attribution."""
    found = list(find_reported(source))
    return found + find_floating(source, found)


def prepare(text: str, sentences: Sequence[Sentence], marks: Marks) -> Text:
    """Join parse and quotation marks into what the rules read."""
    sentences = [mend(s) for s in sentences]
    outer = [_without_astray(q, sentences) for q in marks.quotations if q.depth == 0]
    words = [w for s in sentences for w in s.words]
    statements = [
        q
        for q in outer
        if is_statement(text, q, list(_within(words, q.spans))) or _fills_title(q, sentences)
    ]
    return Text(text, sentences, outer, statements)


def _without_astray(quotation: Quotation, sentences: Sequence[Sentence]) -> Quotation:
    """Without paragraphs that end in a speech verb: `“It is safe, she said.` lost its mark."""
    kept = [s for s in quotation.spans[:-1] if not _ends_in_verb(s, sentences)]
    return quotation._replace(spans=(*kept, quotation.spans[-1]))


def _ends_in_verb(span: Span, sentences: Sequence[Sentence]) -> bool:
    for sentence in sentences:
        if sentence.span.end == span.end and len(sentence.words) > 2:
            verb = sentence.words[-2]
            known = any(e.cue_class == "say" for e in verb_entries(sentence, verb))
            return known and sentence.child(verb, "nsubj") is not None
    return False


def _fills_title(quotation: Quotation, sentences: Sequence[Sentence]) -> bool:
    # a heading that is nothing but a quotation of some words
    (span, *rest) = quotation.spans
    return not rest and any(
        s.section in ("headline", "subheading") and s.span == span and len(s.words) > TITLE_WORDS
        for s in sentences
    )


def _within(words: Sequence[Word], spans: Sequence[Span]) -> Iterable[Word]:
    return (w for w in words for s in spans if s.holds(w.span))


def attribute(
    text: str, sentences: Sequence[Sentence], threshold: float | None = None
) -> list[Resolved]:
    """Findings (see `find`) with the speakers that the article alone tells."""
    found = find(text, sentences, threshold)
    mentions = [
        Mention(f.mention.sentence, f.mention.head, f.mention.span) for f in found if f.mention
    ]
    speakers = iter(resolve(text, sentences, mentions))
    named = [Resolved(f, next(speakers) if f.mention else None) for f in found]
    return [r for r in named if not _is_thing(r)]


def _is_thing(resolved: Resolved) -> bool:
    """Whether what "speaks" is a common noun that stands for nobody: "the visit will stress …"."""
    mention = resolved.finding.mention
    return (
        mention is not None
        and resolved.speaker is None
        and mention.head.upos == "NOUN"
        and resolved.finding.rule != "clause"
        and resolved.finding.quote_type == "indirect"
    )


def assemble(articles: Sequence[Article], found: Sequence[Sequence[Resolved]]) -> list[Quote]:
    """Rows of the table, speakers unified across the articles of the run."""
    named = unify(
        {a.id: [r.speaker for r in rows] for a, rows in zip(articles, found, strict=True)}
    )
    return [
        _row(article, number, resolved.finding, speaker)
        for article, rows in zip(articles, found, strict=True)
        for number, (resolved, speaker) in enumerate(
            zip(rows, named[article.id], strict=True), start=1
        )
    ]


def _row(article: Article, number: int, finding: Finding, speaker: Speaker | None) -> Quote:
    text = article.text

    def part(spans: Iterable[Span]) -> str:
        return JOIN.join(text[s.start : s.end] for s in spans)

    named = finding.mention if not finding.inherited else None
    mention = closed(text, named.span) if named else None
    sure = speaker.confidence if speaker and not finding.calibrated else 1.0
    return Quote(
        quote_id=f"{article.id}-{number}",
        doc_id=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        url=article.url,
        section=Section(finding.sentence.section),
        paragraph=finding.sentence.paragraph,
        sentence=finding.sentence.number,
        quote_type=QuoteType(finding.quote_type),
        polarity=Polarity(finding.polarity),
        cue=part(finding.cue_spans) or None,
        cue_lemma=finding.cue_lemma,
        cue_class=finding.cue_class,
        cue_spans=format_spans(finding.cue_spans) if finding.cue_spans else None,
        content=part(finding.spans),
        content_spans=format_spans(finding.spans),
        mention=part([mention]) if mention else None,
        mention_spans=format_spans([mention]) if mention else None,
        speaker=speaker.name if speaker else None,
        speaker_type=speaker.type if speaker else None,
        speaker_role=speaker.role if speaker else None,
        addressee=part([finding.addressee]) if finding.addressee else None,
        rule=f"{finding.rule}; {speaker.rule}" if speaker else finding.rule,
        confidence=round(finding.confidence * sure, 3),
    )
