"""Find what is reported: cues whose shape and lexicon entry give a content and a speaker."""

from collections.abc import Iterator, Sequence

from quotes.find.accept import ALWAYS, SPOKEN, acceptable
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
from quotes.find.mention import ADDRESSING, addressee_of, postposed, speaker_of
from quotes.find.patterns import BY_POSITION, PATTERNS, Part, Pattern, fitting
from quotes.lexicon.entries import OPEN_CLASS, Entry, entries
from quotes.text.document import Document
from quotes.text.span import Span, contains
from quotes.text.tree import Mention, Sentence, Word

GAP = 16  # words between a cue and the verb of what is said


OPENING = ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")


CLOSING = frozenset({",", ":", ";", "“", "”", '"', "(", ")"})


COMPLETED = ("object", "reported object", "evidence", "noun clause")


COMPLETING = frozenset({"about", "as", "over", "of", "regarding", "against", "for", "toward"})


CONDITIONAL = ("preposition", "object", "request", "infinitive", "reported object")


def find_reported(document: Document) -> Iterator[Finding]:
    """All findings that the shapes of `patterns.PATTERNS` give, sentence by sentence."""
    for sentence in document.sentences:
        found: list[Finding] = []
        for cue, known in _cues(sentence):
            # a quotation reports itself, not what is said in it
            if not document.statement_at(cue.head.start):
                found.extend(_findings(document, sentence, cue, known))
        yield from (f for f in found if not any(_repeats(f, other) for other in found))


def _repeats(finding: Finding, other: Finding) -> bool:
    """Whether a noun's finding is within a verb's: "raised concerns about the plan"."""
    return (
        finding is not other
        and finding.rule.startswith("noun")
        and not other.rule.startswith("noun")
        and finding.cue_head is not None
        and contains(other.spans, finding.cue_head.span)
        and other.rule in ("object", "reported object", "label", "request")
    )


def _cues(sentence: Sentence) -> Iterator[tuple[Cue, tuple[Entry, ...]]]:
    nouns = entries("nouns")
    for word in sentence.words:
        if word.upos == "VERB":
            yield verb_cue(sentence, word), verb_entries(sentence, word)
        elif word.upos == "NOUN" and word.lemma.lower() in nouns:
            yield noun_cue(word), nouns[word.lemma.lower()]
    for cue in phrase_cues(sentence):
        yield cue, (Entry("according to", "say", frozenset({"according to"})),)


def _findings(
    document: Document, sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> Iterator[Finding]:
    for pattern, parts, entry in _matches(sentence, cue, known):
        found = [
            finding
            for group in _coordinated(sentence, parts)
            if (finding := _finding(document, sentence, cue, pattern, group, entry))
            and acceptable(document, finding, entry, cue)
        ]
        if found:
            yield from found
            return
    yield from _by_position(document, sentence, cue, known)


def _by_position(
    document: Document, sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> Iterator[Finding]:
    """Where the tree fails a known verb: what follows its "that", or precedes its clause."""
    entry = next((e for e in known if "clause" in e.frames and e.cue_class in SPOKEN), None)
    if cue.kind != "verb" or entry is None:
        return
    content = after_that(sentence, cue) or before_clause(sentence, cue)
    if content:
        pattern = BY_POSITION
        parts = [Part(content[0], False, None)]
        finding = _finding(document, sentence, cue, pattern, parts, entry, content)
        if finding is not None and acceptable(document, finding, entry, cue):
            yield finding


def _matches(
    sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> list[tuple[Pattern, list[Part], Entry]]:
    """Shapes that fit, in the table's order; the first acceptable one will decide."""
    found = []
    for entry in (*known, OPEN_CLASS) if cue.kind == "verb" else known:
        names = entry.frames | ALWAYS if cue.kind == "verb" and entry.lemma else entry.frames
        for pattern, parts in fitting(sentence, cue.head, tuple(names), entry.preposition):
            if pattern.kind == cue.kind:
                found.append((pattern, parts, entry))
    return sorted(found, key=lambda f: (f[2] is OPEN_CLASS, PATTERNS.index(f[0])))


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
    pattern: Pattern,
    parts: list[Part],
    entry: Entry,
    content: list[Word] | None = None,
) -> Finding | None:
    mention = speaker_of(sentence, cue)
    if mention is not None and _astray(document, mention, cue):
        mention = postposed(sentence, cue.head)
    reporting = _cue_words(cue, parts, entry)
    if content is None:
        speaker = mention.head if mention else None
        content = content_words(sentence, parts, (*reporting, cue.first), speaker)
        if content and content[0].rel == "cc":
            content = content[1:]
    if pattern.name == "clause":
        content = _without_other_conjuncts(sentence, parts[0].root, content)
        if parts[0].root.rel != "conj":  # what stands before that is another content
            content = _from_cue_on(sentence, cue, content)
    if pattern.name in COMPLETED:
        content = _with_complement(sentence, cue, content)
    if pattern.name in CONDITIONAL:
        content = _with_condition(sentence, cue, content)
    spans = snap(
        document.text, spans_of(document.text, content), document.quotations, cue.head.start
    )
    spans = without_afterthought(document.text, spans, document.statements)
    if not spans:
        return None
    return Finding(
        sentence=sentence,
        spans=spans,
        rule=pattern.name,
        confidence=confidence(pattern.name, entry.cue_class),
        quote_type=quote_type(spans, document.quotations),
        polarity=polarity_of(cue, entry.cue_class, by_verb=pattern.kind == "verb"),
        cue_lemma=lemma_of(cue, entry),
        cue_class=entry.cue_class,
        cue_spans=(Span(reporting[0].start, reporting[-1].end),),
        cue_head=cue.head,
        mention=mention,
        addressee=_addressee(sentence, cue, content, spans),
    )


def _without_other_conjuncts(sentence: Sentence, root: Word, content: list[Word]) -> list[Word]:
    barred = {
        w.index
        for c in sentence.children(root, "conj")
        if any(m.lemma == "that" for m in sentence.children(c, "mark"))
        for w in sentence.subtree(c)
    }
    return [w for w in content if w.index not in barred]


def _addressee(
    sentence: Sentence, cue: Cue, content: list[Word], spans: Sequence[Span]
) -> Span | None:
    told = addressee_of(sentence, cue, {w.index for w in content})
    if told is not None and any(told.overlaps(s) for s in spans):
        before = [w for w in sentence.words if told.start <= w.start and w.end <= spans[0].start]
        return Span(before[0].start, before[-1].end) if before else None
    return told


def _from_cue_on(sentence: Sentence, cue: Cue, content: list[Word]) -> list[Word]:
    """With the words between cue and content that belong to neither: "said [its role] was …"."""
    if not content or cue.head.lemma in ADDRESSING:
        return content
    gap = sentence.words[cue.words[-1].index + 1 : content[0].index]
    if not 0 < len(gap) <= GAP or gap[0].upos not in OPENING:
        return content
    if any(w.text in CLOSING or w.lemma == "that" for w in gap) or _is_date(sentence, gap):
        return content
    return [*gap, *content]


def _is_date(sentence: Sentence, gap: list[Word]) -> bool:
    # "said Tuesday the plan was ready"
    return any(
        e.type in ("DATE", "TIME") and e.span.start <= gap[0].start < e.span.end
        for e in sentence.entities
    )


def _with_complement(sentence: Sentence, cue: Cue, content: list[Word]) -> list[Word]:
    """With a phrase that follows at once: "expressed concern [about the plan]"."""
    for phrase in sentence.children(cue.head, "obl"):
        below = sentence.subtree(phrase)
        if content and below[0].index == content[-1].index + 1 and below[0].lemma in COMPLETING:
            return [*content, *below]
    return content


def _with_condition(sentence: Sentence, cue: Cue, content: list[Word]) -> list[Word]:
    """With the condition that follows: "warned of delays [if the bridge closed]"."""
    for clause in sentence.children(cue.head, "advcl"):
        words_below = sentence.subtree(clause)
        if (
            content
            and words_below[0].index == content[-1].index + 1
            and any(m.lemma in ("if", "unless") for m in sentence.children(clause, "mark"))
        ):
            return [*content, *words_below]
    return content


def _astray(document: Document, mention: Mention, cue: Cue) -> bool:
    # a speaker within the very quotation: "“The risk,” said Jane Roe, “is small.”"
    return any(
        s.start <= mention.span.start < s.end and not s.start <= cue.head.start < s.end
        for q in document.quotations
        for s in q.spans
    )


def _cue_words(cue: Cue, parts: list[Part], entry: Entry) -> tuple[Word, ...]:
    """With the preposition that opens the content, where it follows at once: "warned of"."""
    marker = parts[0].marker
    if entry.preposition and marker and marker.index == cue.words[-1].index + 1:
        return (*cue.words, marker)
    return cue.words
