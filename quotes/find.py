"""Find what is reported: cues whose shape and lexicon entry give a content and a speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quotes.article import Span
from quotes.content import content_words, quote_type, snap, spans_of
from quotes.cue import Cue, noun_cue, phrase_cues, verb_cue, verb_entries
from quotes.lexicon import Entry, entries
from quotes.marks import Quotation
from quotes.mention import Mention, addressee_of, speaker_of
from quotes.patterns import PATTERNS, Part, Pattern, fitting
from quotes.tree import Sentence, Word

# Next to quotation marks any verb may be a cue: "“Never,” she sighed."
OPEN_CLASS = Entry("", "other", frozenset({"clause", "parenthetical", "as-clause", "quoted object"}))
ALWAYS = frozenset({"parenthetical", "as-clause"})
FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})
UNSAID = frozenset({"say", "tell", "argue", "show", "call", "praise", "criticise", "accuse", "urge"})


@dataclass
class Finding:
    """One quotation before its speaker has a name.

    `spans` are the content's; `mention` the speaker's words at that place, if any.
    """

    sentence: Sentence
    spans: tuple[Span, ...]
    rule: str
    confidence: float
    quote_type: str = "indirect"
    polarity: str = "affirmed"
    cue_lemma: str | None = None
    cue_class: str | None = None
    cue_spans: tuple[Span, ...] = ()
    cue_head: Word | None = None
    mention: Mention | None = None
    addressee: Span | None = None
    after: "Finding | None" = field(default=None, repr=False)

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.spans[0].start


@dataclass(frozen=True)
class Text:
    """What the rules read: the text, its parse, its quotations that say something."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    statements: Sequence[Quotation]

    def within(self, at: int) -> Quotation | None:
        """The statement in quotation marks that this offset lies in."""
        for quotation in self.statements:
            if any(s.start <= at < s.end for s in quotation.spans):
                return quotation
        return None


def find_reported(source: Text) -> Iterator[Finding]:
    """All findings that the shapes of `patterns.PATTERNS` give, sentence by sentence."""
    for sentence in source.sentences:
        for cue, known in _cues(sentence):
            if source.within(cue.head.start):
                continue  # a quotation reports itself, not what is said in it
            yield from _findings(source, sentence, cue, known)


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
    source: Text, sentence: Sentence, cue: Cue, known: tuple[Entry, ...]
) -> Iterator[Finding]:
    for pattern, parts, entry in _matches(sentence, cue, known):
        found = [
            finding
            for group in _coordinated(sentence, parts)
            if (finding := _finding(source, sentence, cue, pattern, group, entry))
            and _acceptable(source, finding, entry, cue)
        ]
        if found:
            yield from found
            return


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
            yield [Part(conjunct, False, None)]
    else:
        yield parts


def _finding(
    source: Text,
    sentence: Sentence,
    cue: Cue,
    pattern: Pattern,
    parts: list[Part],
    entry: Entry,
) -> Finding | None:
    mention = speaker_of(sentence, cue)
    words = _cue_words(cue, parts, entry)
    content = content_words(
        sentence, parts, (*words, cue.first), mention.head if mention else None
    )
    if pattern.name == "clause":
        content = _without_other_conjuncts(sentence, parts[0].root, content)
    spans = snap(source.text, spans_of(source.text, content), source.quotations, cue.head.start)
    if not spans:
        return None
    return Finding(
        sentence=sentence,
        spans=spans,
        rule=pattern.name,
        confidence=pattern.precision,
        quote_type=quote_type(source.text, spans, source.quotations),
        polarity=_polarity(cue, entry, pattern),
        cue_lemma=_lemma(cue, entry),
        cue_class=entry.cue_class,
        cue_spans=(Span(words[0].start, words[-1].end),),
        cue_head=cue.head,
        mention=mention,
        addressee=addressee_of(sentence, cue, {w.index for w in content}),
    )


def _without_other_conjuncts(
    sentence: Sentence, root: Word, content: list[Word]
) -> list[Word]:
    barred = {
        w.index
        for c in sentence.children(root, "conj")
        if any(m.lemma == "that" for m in sentence.children(c, "mark"))
        for w in sentence.subtree(c)
    }
    return [w for w in content if w.index not in barred]


def _cue_words(cue: Cue, parts: list[Part], entry: Entry) -> tuple[Word, ...]:
    """With the preposition that opens the content, where it follows at once: "warned of"."""
    marker = parts[0].marker
    if entry.preposition and marker and marker.index == cue.words[-1].index + 1:
        return (*cue.words, marker)
    return cue.words


def _lemma(cue: Cue, entry: Entry) -> str:
    if cue.kind == "phrase":
        return "according to"
    lemma = entry.lemma or cue.head.lemma
    return f"{lemma} {entry.preposition}" if entry.preposition else lemma


def _polarity(cue: Cue, entry: Entry, pattern: Pattern) -> str:
    if cue.polarity == "declined" or entry.cue_class == "refuse":
        return "declined"
    if cue.negated:
        if entry.cue_class == "deny":
            return "declined"
        return "declined" if entry.cue_class in UNSAID else "denied"
    if entry.cue_class == "deny":
        return "denied"
    if entry.cue_class == "ask":
        return "asked"
    return cue.polarity if pattern.kind == "verb" else "affirmed"


def _acceptable(source: Text, finding: Finding, entry: Entry, cue: Cue) -> bool:
    if entry is OPEN_CLASS and not _quotes(source, finding):
        return False
    if finding.mention is not None:
        return not _contains(finding.spans, finding.mention.span)
    # Without a speaker only what passives and nouns report: "it was reported that …"
    return cue.kind == "noun" or finding.quote_type != "indirect" or _impersonal(finding, cue)


def _impersonal(finding: Finding, cue: Cue) -> bool:
    return bool(finding.sentence.children(cue.first, "nsubj:pass", "aux:pass", "expl"))


def _quotes(source: Text, finding: Finding) -> bool:
    """Whether its content holds a statement in quotation marks."""
    return any(
        s.start <= q.spans[0].start < s.end for s in finding.spans for q in source.statements
    )


def _contains(spans: Sequence[Span], inner: Span) -> bool:
    return any(s.start <= inner.start and inner.end <= s.end for s in spans)
