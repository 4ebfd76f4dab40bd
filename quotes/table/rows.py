"""Findings and speakers to rows of the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.find.finding import Finding, Rule
from quotes.find.mention import closed
from quotes.find.patterns import CLAUSE
from quotes.speakers.speaker import Speaker
from quotes.speakers.unify import unify
from quotes.table.cells import JOIN, format_spans
from quotes.table.schema import Quote
from quotes.text.article import Article
from quotes.text.kinds import Act, QuoteType, Section
from quotes.text.span import Span


@dataclass(frozen=True)
class Resolved:
    """A finding with its speaker, if known."""

    finding: Finding
    speaker: Speaker | None

    @property
    def is_thing(self) -> bool:
        """Whether what "speaks" is a noun that stands for nobody: "the visit will stress …"."""
        mention = self.finding.mention
        return (
            mention is not None
            and self.speaker is None
            and mention.head.upos == "NOUN"
            and self.finding.rules != (CLAUSE.name,)
            and self.finding.quote_type == QuoteType.INDIRECT
        )


def act_of(finding: Finding) -> Act:
    """What its speaker did; whole words in marks with a verb that tells nothing were spoken."""
    spoken = finding.act == Act.OTHER and finding.quote_type == QuoteType.DIRECT
    return Act.SPEECH if spoken else finding.act


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
        quote_type=finding.quote_type,
        act=act_of(finding),
        polarity=finding.polarity,
        cue=part(finding.cue_spans) or None,
        cue_lemma=finding.cue_lemma,
        cue_class=finding.cue_class.name if finding.cue_class else None,
        cue_spans=format_spans(finding.cue_spans) if finding.cue_spans else None,
        content=part(finding.spans),
        content_spans=format_spans(finding.spans),
        mention=part([mention]) if mention else None,
        mention_spans=format_spans([mention]) if mention else None,
        speaker=speaker.name if speaker else None,
        speaker_type=speaker.type if speaker else None,
        speaker_role=speaker.role if speaker else None,
        addressee=part([finding.addressee]) if finding.addressee else None,
        rule=_rule(finding, speaker),
        confidence=round(finding.confidence, 3),
        speaker_confidence=round(speaker.confidence, 2) if speaker else None,
    )


def _rule(finding: Finding, speaker: Speaker | None) -> str:
    """What found it and its speaker: `clause; name`, `clause + continued+model; name`."""
    rules = " + ".join(rule for rule in finding.rules if rule != Rule.MODEL)
    model = Rule.MODEL if Rule.MODEL in finding.rules else ""
    found = "+".join(filter(None, (rules, model)))
    return f"{found}; {speaker.rule}" if speaker else found
