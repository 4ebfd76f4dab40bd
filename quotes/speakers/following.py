"""Whose words a quotation is that stands by itself: whoever spoke last before it.

An article that has told who speaks lets the next paragraphs do without a name.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quotes.speakers.names import strip_possessive, tokens
from quotes.speakers.speaker import Speaker
from quotes.text.characters import CLOSING_MARKS
from quotes.text.document import Document
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Sentence

RULE = "last speaker"
LESS = 0.7  # how much less sure: who may have gone on. Chosen by reading, not measured
BETWEEN = 8  # sentences that may stand between, where others speak in the article too
GOING_ON = (SpeakerType.PERSON, SpeakerType.ANONYMOUS, SpeakerType.GROUP)


class Said(NamedTuple):
    """Words that were said: where, in which sentence, and by whom, if that is known.

    `alone` where they stand in marks and nothing is there that may tell; `spoken` where the cue is
    one of speech or writing.
    """

    spans: Sequence[Span]
    sentence: Sentence
    speaker: Speaker | None
    alone: bool = False
    spoken: bool = True


def followed(document: Document, said: Sequence[Said]) -> list[Speaker | None]:
    """The speakers, with one for each quotation that fills its paragraphs and names nobody.

    Parameters
    ----------
    document : the article.
    said : in the order of the text.

    """
    only = len({s.speaker.name for s in said if s.speaker and _may_go_on(s, s.speaker)}) == 1
    speakers: list[Speaker | None] = []
    last: tuple[Sentence, Speaker] | None = None
    for one in said:
        speaker = one.speaker
        if one.alone and last is not None and _goes_on(document, one, *last, only=only):
            speaker = last[1]._replace(rule=RULE, confidence=round(LESS * last[1].confidence, 2))
        elif one.alone:
            last = None  # somebody else may have begun to speak
        elif speaker is not None and _may_go_on(one, speaker):
            last = one.sentence, speaker
        speakers.append(speaker)
    return speakers


def _may_go_on(one: Said, speaker: Speaker) -> bool:
    return one.spoken and not one.alone and speaker.type in GOING_ON


def _goes_on(
    document: Document, one: Said, before: Sentence, speaker: Speaker, *, only: bool
) -> bool:
    near = only or one.sentence.number - before.number <= BETWEEN
    same = one.sentence.section == before.section
    if not (near and same) or _is_led(document, one, before):
        return False
    return _fills(document, one) and not _is_named(document, one, speaker)


def _is_led(document: Document, one: Said, before: Sentence) -> bool:
    """Whether a line since then leads to it: `It gets better:`, in which nobody speaks."""
    line = document.text[before.span.end : one.spans[0].start].rstrip().rpartition("\n")[2]
    return line.endswith(":") and line[-2:-1] not in CLOSING_MARKS


def _fills(document: Document, one: Said) -> bool:
    """Whether nothing but quotations stands in its paragraphs."""
    sentences = [s for s in document.sentences if any(s.span.overlaps(p) for p in one.spans)]
    at = {s.paragraph for s in sentences}
    words = [w for s in document.sentences if s.paragraph in at for w in s.words]
    quoted = [part for q in document.statements for part in q.spans]
    outside = [w for w in words if not any(p.contains(w.start) for p in (*one.spans, *quoted))]
    return all(w.upos == "PUNCT" for w in outside)


def _is_named(document: Document, one: Said, speaker: Speaker) -> bool:
    # nobody speaks so of himself: "“We are glad that Roe came.”", "“Roe’s report is late.”"
    words = (w for s in one.spans for w in document.text[s.start : s.end].split())
    said = {t for word in words for t in tokens(strip_possessive(word))}
    return speaker.type == SpeakerType.PERSON and bool(said.intersection(tokens(speaker.name)[-1:]))
