"""Whose words a quotation goes on with: who spoke last in its paragraph, or in the one before."""

from collections.abc import Sequence

from quotes.find.finding import Finding, Rule
from quotes.find.mention import are_few
from quotes.text.document import Document
from quotes.text.kinds import Act, QuoteType
from quotes.text.tree import Sentence

LATELY = 3  # sentences since the one whose speaker goes on. Chosen by reading, not measured


def last_speaking(document: Document, here: Sentence, found: Sequence[Finding]) -> Finding | None:
    """The latest finding with a speaker, in this paragraph or at the end of the one before."""
    at = document.line_of(here)
    allowed = {line[0].paragraph for line in document.lines[max(0, at - 1) : at + 1]}
    before = [
        f
        for f in found
        if here.number - LATELY <= f.sentence.number <= here.number
        and f.sentence.paragraph in allowed
        and f.sentence.section == here.section
        and f.mention is not None
        and _may_continue(f, here)
        and (f.sentence.paragraph == here.paragraph or _spoke(f))
        and not are_few(f.mention.sentence, f.mention.head)
        and not any(_names(other, f) for other in found)
    ]
    # "said Jane Roe of a group called Acme, which expects rain. “…”"
    before = [f for f in before if not _is_relative(f)] or before
    return max(before, key=lambda f: (f.spans[-1].end, -f.start), default=None)


def _names(other: Finding, finding: Finding) -> bool:
    """Whether it only tells of another's speaker: `“No,” said Roe, who said she was tired`."""
    who, mention = other.mention, finding.mention
    if who is None or mention is None or other is finding or mention.head.upos != "PRON":
        return False
    direct = other.quote_type == QuoteType.DIRECT
    return direct and who.span != mention.span and who.span.holds(mention.span)


def _is_relative(finding: Finding) -> bool:
    mention = finding.mention
    return mention is not None and mention.head.lemma.lower() in ("which", "that")


def _may_continue(finding: Finding, here: Sentence) -> bool:
    """Whether the verb allows it, or the verb was left out: `“One,” Roe from her desk. “Two.”`."""
    if finding.cue_class is None:
        return Rule.LABEL in finding.rules and finding.sentence.paragraph == here.paragraph
    return finding.cue_class.continuing


def _spoke(finding: Finding) -> bool:
    named = finding.mention is not None and not _is_relative(finding)
    return named and finding.act in (Act.SPEECH, Act.WRITING)
