"""Which findings annotated articles take for right, as `quotes score` counts them."""

from collections.abc import Sequence

from quotes.find.finding import Finding
from quotes.scoring.gold import Attribution
from quotes.scoring.relation import TokenSets, fits, token_sets
from quotes.scoring.statements import is_extra


def attribution(finding: Finding) -> Attribution:
    """A finding as the metrics look at it."""
    named = finding.mention if not finding.inherited else None
    source = (named.span,) if named else ()
    return Attribution(source, finding.cue_spans, finding.spans, finding.quote_type)


def truth(text: str, gold: Sequence[Attribution], findings: Sequence[Finding]) -> list[bool | None]:
    """For each finding of an article, whether it takes part in the pairs of the relation metric.

    One without a cue is right where half of its words are a statement's, as nothing else of it can
    be compared. None where it stands for a borderline statement only, neither right nor wrong.
    """
    every = token_sets(text, gold)
    core = [one for one in every if one.given.level == "core"]
    found = token_sets(text, map(attribution, findings))
    return [
        None if not right and is_extra(every, one) else right or _is_said(every, one)
        for one, right in zip(found, fits(core, found), strict=True)
    ]


def _is_said(gold: Sequence[TokenSets], finding: TokenSets) -> bool:
    if finding.given.cue:
        return False
    return any(
        2 * len(one.content & finding.content) >= len(one.content | finding.content) for one in gold
    )
