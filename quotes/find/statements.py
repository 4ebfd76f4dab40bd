"""Which quotations in marks say something, and which only set off a word, a name or a title."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from quotes.find.content import LONG
from quotes.find.mend.sentence import mend
from quotes.find.namelines import is_led
from quotes.find.signatures import with_writers
from quotes.find.standing import TITLES
from quotes.find.tags import tagged
from quotes.find.unclosed import closed_quotations
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.document import Document
from quotes.text.kinds import Section
from quotes.text.marks import SPOKEN, Quotation
from quotes.text.span import Span, held
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

CLOSED = re.compile(r"[.!?,…]\W*$")
ENDED = re.compile(r"[.!?…][”’\"']+\Z")
BESIDE = re.compile(r"\s*(?:\Z|\n|[(–—]|[“‘\"]|(?<=\s)[A-Z])")  # a name in brackets, a sentence
WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Chosen by reading, not measured.
LEAST_WORDS = 2  # of a sentence in marks
SMALL = 3  # letters of the longest word that a title may write small
TITLE_WORDS = 4  # a heading in marks with more words than these, marks included, says something


def is_statement(text: str, quotation: Quotation, words: Sequence[Word]) -> bool:
    """Whether a quotation says something, rather than set off a word, a nickname or a title.

    `words` are those within it: three or four of them need a finite verb or a final mark.
    """
    inner = _inner(text, quotation.spans)
    tokens = WORD.findall(inner)
    finite = any(w.is_finite or w.upos == "AUX" for w in words)
    closed = bool(CLOSED.search(inner))
    if is_title(text, quotation.spans) and not (finite and closed):
        return False
    if len(tokens) >= LONG:
        return finite or closed or len(tokens) >= 2 * LONG
    return len(tokens) >= LEAST_WORDS and finite and closed


def is_title(text: str, spans: Sequence[Span]) -> bool:
    """Whether words in marks have the look of a name: “The Art of the Deal”, “the Goose”."""
    large = [w for w in WORD.findall(_inner(text, spans)) if len(w) > SMALL]
    return bool(large) and all(w[0].isupper() for w in large)


def _inner(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[s.start : s.end] for s in spans).strip(QUOTE_CHARACTERS + " ")


def prepare(document: Document) -> Document:
    """The document with its trees mended, and with the quotations that the rules read."""
    surnames, text = _surnames(document), document.text
    sentences = tuple(mend(with_writers(text, s), surnames) for s in document.sentences)
    spoken = [Quotation(turn.spans, 0, SPOKEN) for turn in document.turns]
    outer = closed_quotations(document, sentences)
    words = [w for s in sentences for w in s.words]
    starts = [w.start for w in words]
    titles = _titles(sentences)
    read = replace(document, sentences=sentences)
    heads = {s.span.start for s in sentences if s.section in TITLES}
    begun = {s.span.start for s in sentences}
    statements = [
        q
        for q in outer
        if is_statement(document.text, q, list(_within(words, starts, q.spans)))
        or (len(q.spans) == 1 and q.spans[0] in titles)
        or is_led(document, q)
        or (q.spans[0].start in heads and _heads(read, q))
        or _stands_alone(document, q, begun)
    ]
    return replace(
        document,
        sentences=sentences,
        quotations=(*spoken, *outer),
        statements=(*spoken, *statements),
    )


def _heads(document: Document, quotation: Quotation) -> bool:
    """Whether a title begins with it and tells whose it is: `‘No way out’: hiker tells of it`."""
    words = WORD.findall(_inner(document.text, quotation.spans))
    beside = len(words) >= LEAST_WORDS and document.text.startswith(":", quotation.spans[-1].end)
    return beside and tagged(document, quotation) is not None


def _stands_alone(document: Document, quotation: Quotation, begun: Set[int]) -> bool:
    """Whether it is a sentence by itself, a verb or none: `She shrugs. “A wet summer.”`.

    Parameters
    ----------
    begun : where sentences begin.

    """
    text, (start, end) = document.text, quotation.spans[0]
    inner = _inner(text, quotation.spans)
    words = WORD.findall(inner)
    if len(quotation.spans) > 1 or len(words) < LEAST_WORDS or not words[0][0].isupper():
        return False
    if not ENDED.search(text[start:end]) or is_title(text, quotation.spans):
        return False
    led = text[:start].rstrip(" ").endswith(":") or start in begun
    return led and BESIDE.match(text, end) is not None


def _surnames(document: Document) -> frozenset[str]:
    """Single words by which the article calls people."""
    people = [e for s in document.sentences for e in s.entities if e.type in PERSON_ENTITIES]
    names = (document.text[e.span.start : e.span.end] for e in people)
    return frozenset(name for name in names if name.isalpha())


def in_own_marks(document: Document, spans: Sequence[Span]) -> bool:
    """Whether all of it stands in quotation marks: what others said, told in a turn."""
    marked = [part for q in document.marks.quotations for part in q.spans]
    return all(held(marked, span) for span in spans)


def _titles(sentences: Sequence[Sentence]) -> set[Span]:
    """Headings with a verb: a quotation that fills one is a statement."""
    titles = (s for s in sentences if s.section in (Section.HEADLINE, Section.SUBHEADING))
    some = (s for s in titles if len(s.words) > TITLE_WORDS)
    return {s.span for s in some if any(w.is_finite for w in s.words)}


def _within(words: Sequence[Word], starts: Sequence[int], spans: Sequence[Span]) -> Iterable[Word]:
    """The words that stand within the spans, given where each word starts."""
    for span in spans:
        some = words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        yield from (word for word in some if span.holds(word.span))
