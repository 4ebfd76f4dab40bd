"""Find what is reported: cues whose shape and lexicon entry give a content and a speaker."""

from collections.abc import Iterator

from quotes.find.accept import Fit
from quotes.find.confidence import confidence
from quotes.find.content import content_words, quote_type, snap, spans_of, without_afterthought
from quotes.find.cue import (
    Cue,
    after_that,
    before_clause,
    lemma_of,
    noun_cue,
    phrase_cues,
    polarity_of,
    verb_cue,
    verb_entries,
)
from quotes.find.finding import Finding
from quotes.find.mention import addressee_of, postposed, speaker_of
from quotes.find.paths import Part
from quotes.find.patterns import BY_POSITION, CLAUSE, Match, Pattern, fitting
from quotes.find.statements import in_own_marks
from quotes.lexicon.entries import Entry, entries
from quotes.text.document import Document
from quotes.text.marks import SPOKEN, Quotation, near
from quotes.text.span import Span, held
from quotes.text.tree import Mention, Sentence, Word

Found = tuple[Pattern, Finding]


def find_reported(document: Document) -> Iterator[Finding]:
    """All findings that the shapes of `patterns.PATTERNS` give, sentence by sentence."""
    for sentence in document.sentences:
        found: list[Found] = []
        for cue, known in _cues(sentence):
            # a quotation reports itself, not what is said in it
            around = document.statement_at(cue.head.start)
            if around is None or _opens(sentence, cue, known, around):
                found.extend(_found(document, sentence, cue, known))
            elif around.style == SPOKEN:
                inner = _found(document, sentence, cue, known)
                found.extend(one for one in inner if in_own_marks(document, one[1].spans))
        yield from (one[1] for one in found if not any(_repeats(one, other) for other in found))


def _opens(sentence: Sentence, cue: Cue, known: tuple[Entry, ...], around: Quotation) -> bool:
    """Whether only who speaks stands before the marks: `Jane Roe “said that it rained”`."""
    start, subject = around.spans[0].start, sentence.child(cue.head, "nsubj")
    first = next((w for w in sentence.words if w.start >= start and w.upos != "PUNCT"), None)
    own = subject is not None and subject.end <= start and cue.head.rel == "root"
    return own and first is cue.first and any(e.cue_class.utterance for e in known)


def _repeats(one: Found, other: Found) -> bool:
    """Whether a noun's finding is within a verb's: "raised concerns about the plan"."""
    (pattern, finding), (covering, covered) = one, other
    return (
        pattern.kind == "noun"
        and covering.covers_nouns
        and finding.cue_head is not None
        and held(covered.spans, finding.cue_head.span)
    )


def _cues(sentence: Sentence) -> Iterator[tuple[Cue, tuple[Entry, ...]]]:
    nouns = entries("nouns")
    for word in sentence.words:
        if word.upos == "VERB":
            yield verb_cue(sentence, word), verb_entries(sentence, word)
        elif word.upos == "NOUN" and word.lemma.lower() in nouns:
            yield noun_cue(word), nouns[word.lemma.lower()]
    yield from phrase_cues(sentence)


def _found(
    document: Document, sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> Iterator[Found]:
    """What the first shape gives of which something is accepted."""
    for match in fitting(sentence, cue, known):
        tried = [
            _finding(document, sentence, cue, match._replace(parts=parts))
            for parts in _coordinated(sentence, match.parts)
        ]
        found = [(match.pattern, finding) for finding in tried if finding]
        if found:
            yield from found
            return
    yield from _by_position(document, sentence, cue, known)


def _by_position(
    document: Document, sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> Iterator[Found]:
    """Where the tree fails a known verb: what follows its "that", or precedes its clause."""
    entry = next((e for e in known if CLAUSE.name in e.frames and e.cue_class.utterance), None)
    if cue.kind != "verb" or entry is None:
        return
    that = after_that(sentence, cue) if entry.subject != "it" else []
    content = that or before_clause(sentence, cue)
    if content:
        match = Match(BY_POSITION, entry, [Part(content[0], False, None)])
        finding = _finding(document, sentence, cue, match, content)
        if finding is not None:
            yield BY_POSITION, finding


def _coordinated(sentence: Sentence, parts: list[Part]) -> Iterator[list[Part]]:
    """Split "said that A and that B" into two contents."""
    if len(parts) == 1 and not parts[0].upwards:
        root = parts[0].root
        again = [
            c
            for c in sentence.children(root, "conj")
            if any(m.lemma == "that" for m in sentence.children(c, "mark"))
        ]
        yield parts if not again else [Part(root, False, parts[0].marker)]
        for conjunct in again:
            yield [Part(conjunct, False, sentence.child(conjunct, "cc"))]
    else:
        yield parts


def _finding(
    document: Document,
    sentence: Sentence,
    cue: Cue,
    match: Match,
    content: list[Word] | None = None,
) -> Finding | None:
    """What a match gives, where somebody says something; its content is worked out or given."""
    pattern, entry, parts = match
    mention = _speaker(document, sentence, cue)
    reporting = _cue_words(cue, parts, entry)
    if content is None:
        content = _content(sentence, cue, parts, reporting, mention)
    for widen in pattern.widens:
        content = widen(sentence, cue, parts[0].root, content)
    spans = _spans(document, cue, content)
    if not spans:
        return None
    finding = Finding(
        sentence=sentence,
        spans=spans,
        rules=(pattern.name,),
        confidence=confidence(pattern.name, entry.cue_class),
        quote_type=quote_type(spans, document.quotations),
        polarity=polarity_of(cue, entry.cue_class),
        cue_lemma=lemma_of(cue, entry),
        cue_class=entry.cue_class,
        act=entry.act,
        cue_spans=(Span(reporting[0].start, reporting[-1].end),),
        cue_head=cue.head,
        mention=mention,
        addressee=addressee_of(sentence, cue, spans),
    )
    return finding if pattern.accepts(Fit(document, finding, entry, cue)) else None


def _speaker(document: Document, sentence: Sentence, cue: Cue) -> Mention | None:
    mention = speaker_of(sentence, cue)
    if mention is not None and _astray(document, mention, cue):
        return postposed(sentence, cue.head)
    return mention


def _astray(document: Document, mention: Mention, cue: Cue) -> bool:
    # a speaker within the very quotation: "“The risk,” said Jane Roe, “is small.”"
    return any(
        s.contains(mention.span.start) and not s.contains(cue.head.start)
        for q in near(document.quotations, (mention.span,))
        for s in q.spans
    )


def _content(
    sentence: Sentence,
    cue: Cue,
    parts: list[Part],
    reporting: tuple[Word, ...],
    mention: Mention | None,
) -> list[Word]:
    speaker = mention.head if mention else None
    content = content_words(sentence, parts, (*reporting, cue.first), speaker)
    return content[1:] if content and content[0].rel == "cc" else content


def _spans(document: Document, cue: Cue, content: list[Word]) -> tuple[Span, ...]:
    text = document.text
    spans = snap(text, spans_of(text, content), document.quotations, cue.head.start)
    return without_afterthought(text, spans, document.statements)


def _cue_words(cue: Cue, parts: list[Part], entry: Entry) -> tuple[Word, ...]:
    """With the preposition that opens the content, where it follows at once: "warned of"."""
    marker = parts[0].marker
    if entry.preposition and marker and marker.index == cue.words[-1].index + 1:
        return (*cue.words, marker)
    return cue.words
