"""Lines that are said as a whole: labelled titles and the lines of a transcript."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.find.confidence import confidence
from quotes.find.content import quote_type, trim
from quotes.find.finding import Finding, Rule
from quotes.find.mention import SHORT_LABEL
from quotes.lexicon.entries import LABELLED
from quotes.lexicon.words import lexicon
from quotes.text.document import Document
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Mention, Sentence, Word, top

TRANSCRIPT_LABEL = 6  # words of a transcript's label, colon included


TITLE_SECTIONS = ("headline", "subheading", "teaser", "caption")


def find_lines(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Title lines and lines of a transcript in which nothing else was found."""
    titles = list(_titled(document, found))
    return [*titles, *_spoken_lines(document, [*found, *titles])]


def _titled(document: Document, found: Sequence[Finding]) -> Iterator[Finding]:
    """`Roe: plan is ready` and `Plan is ready: Roe` on a title line."""
    for sentence in document.sentences:
        if sentence.section not in TITLE_SECTIONS or any(f.sentence is sentence for f in found):
            continue
        colons = [w for w in sentence.words if w.text == ":"]
        for colon in colons:
            left = _without_lead(sentence.words[: colon.index])
            right = sentence.words[colon.index + 1 :]
            for label, content in ((left, right), (right, left)):
                if len(content) >= 3 and _names(sentence, label):
                    yield _title(document, sentence, label, content, colon)
                    break
            else:
                continue
            break


def _spoken_lines(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """`ROE: We will close the bridge.`: lines of a transcript, each to the end of its paragraph.

    One such line by itself is no transcript: `PARIS: The talks went on.`
    """
    taken = {f.sentence.paragraph for f in found}
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    lines = {number: _spoken_line(document, *line) for number, line in paragraphs.items()}
    spoken = {number: line for number, line in lines.items() if line}
    return [line for n, line in spoken.items() if len(spoken) > 1 and n not in taken]


def _spoken_line(document: Document, first: Sentence, *rest: Sentence) -> Finding | None:
    colon = next((w for w in first.words[1:TRANSCRIPT_LABEL] if w.text == ":"), None)
    if colon is None or first.section in TITLE_SECTIONS:
        return None
    label, content = first.words[: colon.index], first.words[colon.index + 1 :]
    content = content or [w for s in rest[:1] for w in s.words]
    said = any(w.upos != "PUNCT" for w in content)
    if not said or not _is_transcript_label(first, label):
        return None
    finding = _title(document, first, label, content, colon)
    end = rest[-1].span.end if rest else content[-1].end
    line = Span(finding.start, end)
    return replace(
        finding,
        spans=(trim(document.text, line) or line,),
        rules=(Rule.TRANSCRIPT,),
        confidence=confidence(Rule.TRANSCRIPT, LABELLED),
    )


def _is_transcript_label(sentence: Sentence, words: Sequence[Word]) -> bool:
    letters = [w.text for w in words if w.upos != "PUNCT"]
    return bool(letters) and (all(t.isupper() for t in letters) or _names(sentence, words))


def _without_lead(words: Sequence[Word]) -> Sequence[Word]:
    # "WATCH l Bridge is safe: Roe", "VIDEO | …"
    if len(words) > 2 and words[0].text.isupper() and len(words[1].text) == 1:
        return words[2:]
    return words


def _names(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether these words are a name of somebody, and little else."""
    words = [w for w in words if w.upos != "PUNCT"]
    if not 0 < len(words) <= SHORT_LABEL:
        return False
    if words[-1].lemma.lower() in lexicon("document", "findings", "finders"):
        return True
    return any(
        e.type in PERSON_ENTITIES | {"ORG"} and e.span.holds(words[-1].span)
        for e in sentence.entities
    )


def _title(
    document: Document,
    sentence: Sentence,
    label: Sequence[Word],
    content: Sequence[Word],
    colon: Word,
) -> Finding:
    label = [w for w in label if w.upos != "PUNCT"]
    words = [w for w in content if w.upos != "PUNCT" or w is not content[-1]]
    span = Span(words[0].start, words[-1].end)
    return Finding(
        sentence,
        (span,),
        (Rule.TITLE_LABEL,),
        confidence(Rule.TITLE_LABEL, LABELLED),
        quote_type=quote_type((span,), document.quotations),
        cue_lemma=":",
        cue_class=LABELLED,
        cue_spans=(colon.span,),
        cue_head=colon,
        mention=Mention(sentence, top(label), Span(label[0].start, label[-1].end)),
    )
