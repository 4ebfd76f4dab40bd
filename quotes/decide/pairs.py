"""Pairs of a rule's finding and what learned attribution proposes.

Both are paired when their cues overlap, or when their contents share half of their characters. A
candidate without a speaker, quotation marks and a rule beside it is no row.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from quotes.decide.merged import is_tagged
from quotes.decide.neighbours import Neighbours
from quotes.decide.readings import read_candidate
from quotes.decide.wording import Claim, same_cue
from quotes.find.anothers import of_another
from quotes.find.content import with_spans
from quotes.find.finding import Finding
from quotes.find.statements import in_own_marks
from quotes.find.untold import is_silent
from quotes.lexicon.words import lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span, held

# Chosen by reading, not measured.
ALIKE = 0.5  # of the characters of both contents
SAME = 1.0  # what `nearness` gives at least where the cues overlap
CLAIMING = 0.5  # a candidate's probability from which on no rule has its cue for another finding


def claims(document: Document, found: Sequence[Finding]) -> Iterator[Claim]:
    """Pairs of findings and candidates, then what has no partner."""
    free, used = Neighbours(found), Neighbours()
    tagged = [f for f in found if is_tagged(f)]
    read = [(read_candidate(document, c), c) for c in document.candidates]
    own = [(_without(document, m, tagged), c) for m, c in read if m is not None]
    whole = [(m, c) for m, c in own if m is not None and not (_passes_on(m) or tells_silence(m))]
    models = [(m, c) for m, c in whole if not _cuts_a_turn(document, m)]
    models.sort(key=lambda read: _is_aside(read[0]))
    partners: dict[int, Finding] = {}
    for least in (SAME, ALIKE):  # those of the same cue have the first choice
        for number, (model, _) in enumerate(models):
            if number not in partners:
                best = max(free.of(model), key=partial(nearness, model), default=None)
                if best is not None and nearness(model, best) >= least:
                    free.remove(best)
                    partners[number] = best
    for number, (model, candidate) in enumerate(models):
        partner = partners.get(number)
        if partner is None and _is_nobodys(model):
            continue
        used.add(model)
        yield Claim(partner, model, candidate)
    for finding in free:
        some = used.of(finding)
        taken = any(same_cue(finding, m) and m.confidence > CLAIMING for m in some)
        if not taken and not tells_silence(finding):
            yield Claim(finding, None, None)


def _without(document: Document, model: Finding, tagged: Sequence[Finding]) -> Finding | None:
    """Without what names its own speaker, by no cue elsewhere: None where nothing is left."""
    others = [s for f in tagged if not same_cue(f, model) for s in f.spans]
    spans = tuple(s for s in model.spans if s not in others)
    return with_spans(document, model, spans) if spans else None


def _is_aside(model: Finding) -> bool:
    # "in a statement", where "said" is proposed as well; "also" of "also arguing"
    head = model.cue_head
    place = head is not None and head.upos == "NOUN" and head.rel == "obl"
    return place or (head is not None and head.upos == "ADV")


def tells_silence(finding: Finding) -> bool:
    """Whether marks stand before one who says nothing: `“Who was it?” Nobody answered.`."""
    verb = finding.cue_verb
    if verb is None or finding.quote_type == QuoteType.INDIRECT or verb.start < finding.start:
        return False
    return is_silent(finding.sentence, verb)


def _passes_on(model: Finding) -> bool:
    """Whether it tells how another's words reach us: "[was quoted] by the Post as saying"."""
    verb = model.cue_verb
    passed = verb is not None and verb.lemma in lexicon("roles", "passing-on")
    said = of_another(model.sentence, verb) if verb is not None and passed else None
    return said is not None and any(s.start <= said.start < said.end < s.end for s in model.spans)


def _cuts_a_turn(document: Document, model: Finding) -> bool:
    """Whether it is of a dialogue's line: what its speaker says is told by the label alone."""
    places = [*model.spans, *model.cue_spans]
    lines = [s for turn in document.turns for s in (turn.label.who, *turn.spans)]
    within = any(place.overlaps(line) for place in places for line in lines)
    return within and not in_own_marks(document, model.spans)


def _is_nobodys(model: Finding) -> bool:
    # "when asked about the bridge": a row of words that nobody is known to have said
    return model.mention is None and model.quote_type == QuoteType.INDIRECT


def nearness(one: Finding, other: Finding) -> float:
    """Share of content in common; one more where the cues overlap.

    None, where one cue is among what the other one tells: `A council gave …, the judge ruled`.
    """
    if same_cue(one, other):
        return alike(one.spans, other.spans) + 1
    inner = any(held(b.spans, cue) for a, b in ((one, other), (other, one)) for cue in a.cue_spans)
    return 0 if inner else alike(one.spans, other.spans)


def alike(ones: Sequence[Span], others: Sequence[Span]) -> float:
    """Characters in both by characters in either."""
    mine = {i for s in ones for i in range(s.start, s.end)}
    theirs = {i for s in others for i in range(s.start, s.end)}
    return len(mine & theirs) / len(mine | theirs)
