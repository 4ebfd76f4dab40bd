"""Findings and speakers to rows of the table."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.find.acts import act_of
from quotes.find.finding import Finding
from quotes.find.mention import closed
from quotes.find.patterns import CLAUSE
from quotes.lexicon.words import around
from quotes.speakers.names import tokens
from quotes.speakers.register import Register
from quotes.speakers.speaker import NAMED, Speaker
from quotes.speakers.unify import Names
from quotes.table.cells import JOIN, format_rules, format_spans
from quotes.table.schema import Quote
from quotes.text.article import Article
from quotes.text.kinds import SPOKEN, QuoteType, Section, SpeakerType
from quotes.text.span import Span, held

Cells = dict[str, Any]
"""What its text alone tells of a row, by column; `RULES` apart, as they make one column."""


RULES = ("rules", "speaker_rule")


Naming = Callable[[Speaker], Speaker]
"""Calls the speaker of an article as the run calls it."""


PLAIN = 0.8
"""From here on a statement is one, even where nobody knows what its speaker is. By reading."""


_ODD = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Attributed:
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
            and not self._is_plainly_said
            and self.finding.quote_type == QuoteType.INDIRECT
        )

    @property
    def _is_plainly_said(self) -> bool:
        finding, verb = self.finding, self.finding.cue_head
        if verb is not None and verb.lemma.lower() in around("signs"):
            return False  # "the delay indicates that it rained"
        if not finding.calibrated:
            return finding.rules == (CLAUSE.name,)
        sure = CLAUSE.name in finding.rules or finding.confidence >= PLAIN
        return sure and finding.act in SPOKEN


def assemble(
    articles: Sequence[Article],
    found: Sequence[Sequence[Attributed]],
    register: Register | None = None,
) -> list[Quote]:
    """Rows of the table, speakers unified across the articles of the run.

    Parameters
    ----------
    register : what a user knows of speakers; it wins over what the articles tell.

    """
    rows = [cells(a.text, some) for a, some in zip(articles, found, strict=True)]
    named = naming((speaker for some in rows for speaker in speakers(some)), register)
    return [
        quote
        for article, some in zip(articles, rows, strict=True)
        for quote in placed(article, some, named)
    ]


def naming(heard: Iterable[Speaker], register: Register | None = None) -> Naming:
    """Give each speaker one name across the articles of a run.

    Parameters
    ----------
    heard : all of them, as their articles name them.

    """
    register = register or Register()
    names = Names(register.named(speaker) for speaker in heard)
    return lambda speaker: register.named(names.of(register.named(speaker)))


def placed(article: Article, rows: Sequence[Cells], named: Naming) -> list[Quote]:
    """Rows of the table: what was found in the article's text, with what is known of both."""
    return [
        Quote(**_told(row) | _place(article, number, row["within"]) | _spoken(article, row, named))
        for number, row in enumerate(rows, start=1)
    ]


def _told(row: Cells) -> Cells:
    cells = {name: cell for name, cell in row.items() if name not in RULES}
    return cells | {"rule": format_rules(*(row[name] for name in RULES))}


def _place(article: Article, number: int, outer: int | None) -> Cells:
    return {
        "quote_id": f"{article.id}-{number}",
        "doc_id": article.id,
        "source": article.source,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "within": f"{article.id}-{outer + 1}" if outer is not None else None,
    }


def _spoken(article: Article, row: Cells, named: Naming) -> Cells:
    heard = next(speakers([row]), None)
    if heard is None:
        return {}
    return spoken(row["rules"], named(heard), article.id)


def spoken(rules: Sequence[str], speaker: Speaker, doc_id: str) -> Cells:
    """The columns that hang on who speaks, of a row that these rules found."""
    return {
        "speaker": speaker.name,
        "speaker_id": speaker_id(speaker, doc_id),
        "speaker_type": speaker.type,
        "speaker_role": speaker.role,
        "rule": format_rules(rules, speaker.rule),
    }


def speakers(rows: Iterable[Cells]) -> Iterator[Speaker]:
    """The speakers of rows that have one, as their article names them."""
    for row in rows:
        if row["speaker"] is not None:
            yield Speaker(
                row["speaker"],
                SpeakerType(row["speaker_type"]),
                row["speaker_role"],
                row["speaker_rule"],
                row["speaker_confidence"],
            )


def cells(text: str, found: Sequence[Attributed]) -> list[Cells]:
    """What a text by itself tells of its rows, speakers as it names them; `within` is a place."""
    outer = holders([row.finding for row in found])
    return [_cells(text, r.finding, r.speaker, at) for r, at in zip(found, outer, strict=True)]


def holders(findings: Sequence[Finding]) -> list[int | None]:
    """For each finding the place, from 0, of the shortest whose content holds all of its own."""
    lengths = [sum(s.end - s.start for s in f.spans) for f in findings]
    found: list[int | None] = [None] * len(findings)
    starts = [finding.spans[0].start for finding in findings]
    order = sorted(range(len(findings)), key=starts.__getitem__)
    begun = 0
    going: list[int] = []
    for i in order:
        finding = findings[i]
        while begun < len(order) and starts[order[begun]] <= starts[i]:
            going.append(order[begun])
            begun += 1
        going = [j for j in going if findings[j].spans[-1].end > starts[i]]
        around = [
            j
            for j in sorted(going)
            if (lengths[j], -j) > (lengths[i], -i)
            and all(held(findings[j].spans, part) for part in finding.spans)
        ]
        found[i] = min(around, key=lengths.__getitem__, default=None)
    return found


def speaker_id(speaker: Speaker, doc_id: str) -> str:
    """Give `person:jane-roe`, or of one without a name `anonymous:senior-official@article`."""
    name = _ODD.sub("-", "-".join(tokens(speaker.name)) or speaker.name)
    bare = f"{speaker.type}:{name}"
    return bare if speaker.type in NAMED else f"{bare}@{doc_id}"


def _cells(text: str, finding: Finding, speaker: Speaker | None, outer: int | None) -> Cells:
    def part(spans: Iterable[Span]) -> str:
        return JOIN.join(text[s.start : s.end] for s in spans)

    named = finding.mention if not finding.inherited else None
    mention = closed(text, named.span) if named else None
    return {
        "section": Section(finding.sentence.section),
        "paragraph": finding.sentence.paragraph,
        "sentence": finding.sentence.number,
        "within": outer,
        "quote_type": finding.quote_type,
        "act": act_of(finding),
        "polarity": finding.polarity,
        "cue": part(finding.cue_spans) or None,
        "cue_lemma": finding.cue_lemma,
        "cue_class": finding.cue_class.name if finding.cue_class else None,
        "cue_spans": format_spans(finding.cue_spans) if finding.cue_spans else None,
        "content": part(finding.spans),
        "content_spans": format_spans(finding.spans),
        "mention": part([mention]) if mention else None,
        "mention_spans": format_spans([mention]) if mention else None,
        "speaker": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "speaker_role": speaker.role if speaker else None,
        "addressee": part([finding.addressee]) if finding.addressee else None,
        "rules": finding.rules,
        "speaker_rule": speaker.rule if speaker else "",
        "confidence": round(finding.confidence, 3),
        "speaker_confidence": round(speaker.confidence, 2) if speaker else None,
    }
