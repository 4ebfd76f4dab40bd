"""Quotations in marks that no tree shape explains: labels, the nearest verb, the known speaker."""

import re
from collections.abc import Iterator, Sequence

from quotes.article import Span
from quotes.content import quote_type, trim
from quotes.cue import verb_cue, verb_entries
from quotes.finding import Finding, Text
from quotes.lexicon import confidence
from quotes.lexicon import words as word_list
from quotes.marks import Quotation
from quotes.mention import Mention, speaker_of
from quotes.tree import Sentence, Word, top

REACH = 12  # words between a quotation and its verb
TRANSCRIPT = "transcript"
TRANSCRIPT_LABEL = 6  # words of a transcript's label, colon included
SHORT_LABEL = 8  # words before a colon that may name a speaker
TITLE_SECTIONS = ("headline", "subheading", "teaser", "caption")
SPEAKING = frozenset(
    {
        "say",
        "argue",
        "warn",
        "concede",
        "deny",
        "promise",
        "urge",
        "ask",
        "accuse",
        "call",
        "praise",
        "criticise",
        "think",
        "other",
    }
)
DASHED = re.compile(r"\s*[–—―-]{1,2}\s*")


def find_floating(source: Text, found: Sequence[Finding]) -> list[Finding]:
    """Findings for the statements in marks that `found` does not cover, and for titled lines.

    A quotation that follows one with a known speaker in its paragraph goes on with it:
    such content is added to that finding, in place.
    """
    new: list[Finding] = []
    for quotation in source.statements:
        if _covered(source, quotation, [*found, *new]):
            continue
        finding = (
            _adjoining(source, quotation, [*found, *new])
            or _labelled(source, quotation)
            or _nearest_verb(source, quotation, [*found, *new])
            or _repeated(source, quotation, [*found, *new])
            or _continued(source, quotation, [*found, *new])
            or _unattributed(source, quotation)
        )
        if finding is not None and finding not in found and finding not in new:
            new.append(finding)
    new += _titled(source, [*found, *new])
    return [*new, *_spoken_lines(source, [*found, *new])]


def _covered(source: Text, quotation: Quotation, found: Sequence[Finding]) -> bool:
    # but for the final mark of a paragraph that does not close its quotation
    parts = [trim(source.text, part) or part for part in quotation.spans]
    return all(any(s.holds(part) for f in found for s in f.spans) for part in parts)


def _sentence_at(source: Text, at: int) -> Sentence | None:
    for sentence in source.sentences:
        if sentence.span.start <= at < sentence.span.end:
            return sentence
    return None


def _finding(source: Text, quotation: Quotation, rule: str) -> Finding | None:
    sentence = _sentence_at(source, quotation.spans[0].start)
    if sentence is None:
        return None
    spans = quotation.spans
    return Finding(
        sentence,
        spans,
        rule,
        confidence(rule, None),
        quote_type=quote_type(spans, source.quotations),
    )


def _paragraph(source: Text, at: int) -> list[Sentence]:
    here = _sentence_at(source, at)
    return [s for s in source.sentences if here and s.paragraph == here.paragraph]


def _adjoining(source: Text, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """Part of a content that ends or begins right beside it, with no word between."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    for finding in found:
        last, first = finding.spans[-1].end, finding.spans[0].start
        gaps = (source.text[last:start], source.text[end:first])
        if any(gap and not re.search(r"[\w\n]", gap) for gap in gaps) and _same_sentence(
            source, finding, start
        ):
            low, high = min(first, start), max(last, end)
            finding.spans = (*finding.spans[:-1], Span(finding.spans[-1].start, high))
            if low == start:
                finding.spans = (Span(low, finding.spans[0].end), *finding.spans[1:])
            finding.quote_type = quote_type(finding.spans, source.quotations)
            return finding
    return None


def _same_sentence(source: Text, finding: Finding, at: int) -> bool:
    return finding.sentence is _sentence_at(source, at)


def _labelled(source: Text, quotation: Quotation) -> Finding | None:
    """`Jane Roe: “…”` and `“…” – Jane Roe`."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    for sentence in _paragraph(source, start):
        before = [w for w in sentence.words if w.end <= start]
        if before and before[-1].text == ":":
            return _with_label(source, quotation, sentence, before[:-1], before[-1])
        after = [w for w in sentence.words if w.start >= end]
        if len(after) > 1 and DASHED.fullmatch(after[0].text):
            return _with_label(source, quotation, sentence, after[1:], after[0])
    return None


def _with_label(
    source: Text, quotation: Quotation, sentence: Sentence, words: list[Word], mark: Word
) -> Finding | None:
    finding = _finding(source, quotation, "label")
    words = [w for w in words if w.upos != "PUNCT" or w.text in ",.'’"]
    if finding is None or not 0 < len(words) <= SHORT_LABEL or any(w.upos == "VERB" for w in words):
        return None
    head = top(words)
    if head.upos not in ("PROPN", "NOUN", "PRON"):
        return None
    finding.mention = Mention(sentence, head, Span(words[0].start, words[-1].end))
    finding.cue_spans, finding.cue_head = (mark.span,), mark
    finding.cue_lemma, finding.cue_class = mark.text, "say"
    return finding


def _nearest_verb(source: Text, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """The verb with a subject that stands nearest in the same sentence, known verbs preferred."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    best: tuple[float, Sentence, Word] | None = None
    for sentence in _paragraph(source, start):
        if sentence.span.end < start and not source.text[:start].rstrip().endswith((":", ",")):
            continue
        for distance, word in _near(sentence, start, end):
            if word.upos != "VERB" or source.within(word.start) or _below(word):
                continue
            if any(s.start <= word.start < s.end for f in found for s in f.spans):
                continue
            cost = distance + (0 if verb_entries(sentence, word) else 6)
            if cost < REACH and (best is None or cost < best[0]):
                best = (cost, sentence, word)
    if best is None:
        return None
    same = next((f for f in found if f.sentence is best[1] and f.cue_head is best[2]), None)
    if same is not None:  # “The plan,” she said, “is ready.”: two parts of one quotation
        same.spans = tuple(sorted((*same.spans, *quotation.spans)))
        same.quote_type = quote_type(same.spans, source.quotations)
        return same
    return _by_verb(source, quotation, best[1], best[2])


def _near(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, Word]]:
    before = [w for w in sentence.words if w.end <= start]
    yield from ((len(before) - i, w) for i, w in enumerate(before))
    if sentence.span.start < end:
        after = [w for w in sentence.words if w.start >= end]
        yield from ((i + 1, w) for i, w in enumerate(after))


def _below(verb: Word) -> bool:
    # not the verb of a relative clause: "the man who led the party said"
    return verb.deprel == "acl:relcl"


def _by_verb(source: Text, quotation: Quotation, sentence: Sentence, verb: Word) -> Finding | None:
    finding = _finding(source, quotation, "nearest verb")
    cue = verb_cue(sentence, verb)
    mention = speaker_of(sentence, cue)
    if finding is None or mention is None:
        return None
    known = verb_entries(sentence, verb)
    finding.mention, finding.cue_head = mention, verb
    finding.cue_spans = (Span(cue.words[0].start, cue.words[-1].end),)
    finding.cue_lemma = known[0].lemma if known else verb.lemma
    finding.cue_class = known[0].cue_class if known else "other"
    finding.polarity = cue.polarity
    return finding


def _continued(source: Text, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """Go on with the speaker of the paragraph, as in `“One,” she said. “Two.”`."""
    here = _sentence_at(source, quotation.spans[0].start)
    last = _last_speaking(source, here, found) if here else None
    if here is None or last is None:
        return None
    same = last.sentence.paragraph == here.paragraph
    if not same and not _fills_paragraph(source, quotation, here):
        return None
    if last.quote_type in ("direct", "mixed"):
        last.spans = tuple(sorted((*last.spans, *quotation.spans)))
        last.quote_type = quote_type(last.spans, source.quotations)
        if not last.rule.endswith("continued"):
            last.rule += " + continued"
        return last
    rule = "same paragraph" if same else "previous paragraph"
    finding = _finding(source, quotation, rule)
    if finding is not None:
        finding.mention = last.mention
        finding.inherited = True
    return finding


def _last_speaking(source: Text, here: Sentence, found: Sequence[Finding]) -> Finding | None:
    """The latest finding with a speaker, in this paragraph or at the end of the one before."""
    paragraphs = [s.paragraph for s in source.sentences if s.paragraph < here.paragraph]
    allowed = {here.paragraph, max(paragraphs, default=-1)}
    before = [
        f
        for f in found
        if f.mention is not None
        and f.cue_class in SPEAKING
        and f.sentence.paragraph in allowed
        and f.sentence.section == here.section
        and here.number - 3 <= f.sentence.number <= here.number
    ]
    return max(before, key=lambda f: f.spans[-1].end, default=None)


def _fills_paragraph(source: Text, quotation: Quotation, here: Sentence) -> bool:
    words = [w for s in source.sentences if s.paragraph == here.paragraph for w in s.words]
    inside = [w for w in words if any(p.start <= w.start < p.end for p in quotation.spans)]
    return len(words) - len(inside) <= 1


def _repeated(source: Text, quotation: Quotation, found: Sequence[Finding]) -> Finding | None:
    """A title line's quotation that the text gives again with its speaker."""
    wanted = _plain(source.text, quotation.spans)
    for other in found:
        if other.mention is not None and wanted and wanted in _plain(source.text, other.spans):
            finding = _finding(source, quotation, "repeated")
            if finding is not None:
                finding.mention, finding.inherited = other.mention, True
            return finding
    return None


def _plain(text: str, spans: Sequence[Span]) -> str:
    return " ".join(w.lower() for s in spans for w in re.findall(r"\w+", text[s.start : s.end]))


def _unattributed(source: Text, quotation: Quotation) -> Finding | None:
    return _finding(source, quotation, "unattributed")


def _titled(source: Text, found: Sequence[Finding]) -> Iterator[Finding]:
    """`Roe: plan is ready` and `Plan is ready: Roe` on a title line."""
    for sentence in source.sentences:
        if sentence.section not in TITLE_SECTIONS or any(f.sentence is sentence for f in found):
            continue
        colons = [w for w in sentence.words if w.text == ":"]
        for colon in colons:
            left = _without_lead(sentence.words[: colon.index])
            right = sentence.words[colon.index + 1 :]
            for label, content in ((left, right), (right, left)):
                if len(content) >= 3 and _names(sentence, label):
                    yield _title(source, sentence, label, content, colon)
                    break
            else:
                continue
            break


def _spoken_lines(source: Text, found: Sequence[Finding]) -> list[Finding]:
    """`ROE: We will close the bridge.`: lines of a transcript, each to the end of its paragraph.

    One such line by itself is no transcript: `PARIS: The talks went on.`
    """
    taken = {f.sentence.paragraph for f in found}
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in source.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    lines = {number: _spoken_line(source, *line) for number, line in paragraphs.items()}
    spoken = {number: line for number, line in lines.items() if line}
    return [line for n, line in spoken.items() if len(spoken) > 1 and n not in taken]


def _spoken_line(source: Text, first: Sentence, *rest: Sentence) -> Finding | None:
    colon = next((w for w in first.words[1:TRANSCRIPT_LABEL] if w.text == ":"), None)
    if colon is None or first.section in TITLE_SECTIONS:
        return None
    label, content = first.words[: colon.index], first.words[colon.index + 1 :]
    content = content or [w for s in rest[:1] for w in s.words]
    said = any(w.upos != "PUNCT" for w in content)
    if not said or not _is_transcript_label(first, label):
        return None
    finding = _title(source, first, label, content, colon)
    end = rest[-1].span.end if rest else content[-1].end
    line = Span(finding.start, end)
    finding.spans = (trim(source.text, line) or line,)
    finding.rule = TRANSCRIPT
    finding.confidence = confidence(TRANSCRIPT, "say")
    return finding


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
    kinds = ("PER", "PERSON", "ORG")
    if words[-1].lemma.lower() in word_list("documents"):
        return True
    return any(
        e.type in kinds and e.span.start <= words[-1].start and words[-1].end <= e.span.end
        for e in sentence.entities
    )


def _title(
    source: Text,
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
        "title label",
        confidence("title label", "say"),
        quote_type=quote_type((span,), source.quotations),
        cue_lemma=":",
        cue_class="say",
        cue_spans=(colon.span,),
        cue_head=colon,
        mention=Mention(sentence, top(label), Span(label[0].start, label[-1].end)),
    )
