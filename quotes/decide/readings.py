"""What learned attribution proposes, read like a rule's finding: cue, mention, polarity."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from quotes.decide.words import is_heading, named_by, telling
from quotes.find.accept import opens
from quotes.find.anothers import blamed, of_another, passer_on, perceived
from quotes.find.content import quote_type, snap, trim
from quotes.find.cue import (
    CARRYING,
    Cue,
    is_passive,
    lemma_of,
    noun_cue,
    polarity_of,
    verb_cue,
    verb_entries,
)
from quotes.find.extent import by_lines
from quotes.find.finding import Finding, Rule
from quotes.find.mention import addressee_of, speaker_of
from quotes.find.standing import TITLES, block_at
from quotes.find.unclosed import UNCLOSED
from quotes.find.untold import hears, withholds
from quotes.lexicon.entries import OPEN, Entry, entries
from quotes.lexicon.words import around
from quotes.text.characters import DASHES
from quotes.text.document import Candidate, Document
from quotes.text.kinds import Act, Polarity, QuoteType, Section
from quotes.text.marks import near
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, WHEN, Mention, Sentence, Word, top

QUESTION = re.compile(r"[QA]\d*")  # what heads a question or its answer
IN_WORDS_OF = "in the words of"
DESPITE = around("prepositions", "despite")
DASHED = re.compile(r" [–—-]+ ")


def read_candidate(document: Document, candidate: Candidate) -> Finding | None:
    """The finding that a candidate makes, or None where it has no content."""
    sentence = document.sentence_at(candidate.cue.start)
    if sentence is None:
        return None
    candidate = _with_speaker(document, sentence, candidate)
    within = [w for w in sentence.words if w.span.overlaps(candidate.cue)]
    head = telling(sentence, within) if within else None
    another = of_another(sentence, head) if head is not None else None
    if head is not None and another is not None and not _is_quoted(sentence, head):
        candidate, head = _of_another(sentence, candidate, head, another), another
        within = [another]
    spans = content_spans(document, candidate, head) if head else ()
    if head is None or not spans:
        return None
    if any(w.text.lower() == "without" and w.index > head.index for w in within):
        return None  # "it rained, he said without telling where"
    if head.upos == "PROPN" and head.text.istitle():
        return None  # "Envoy Said Omar said"
    if document.text[slice(*candidate.cue)].lower().startswith(IN_WORDS_OF):
        return None  # "in the words of Roe": a rule tells it
    if _is_setting(sentence, head, spans):
        return None
    cue = _cue(sentence, head, within)
    entry = _entry(sentence, head, within)
    topic = within[-1].upos == "ADP" or not _is_clause(sentence, spans)
    if topic and opens(sentence, head, entry):
        return None  # "Speaking of the vote, the mayor said it was fair"
    kind, polarity = quote_type(spans, document.quotations), polarity_of(cue, entry.cue_class)
    # "did not respond to a question" is an act, but says nothing
    silent = polarity == Polarity.DECLINED and kind == QuoteType.INDIRECT
    silent = silent and not withholds(sentence, (candidate.cue,), spans)
    after = [s for s in spans if s.start > candidate.cue.start]
    mention, told = read_mention(document, candidate), addressee_of(sentence, cue, after or spans)
    if mention is not None and mention.head.upos == "VERB" and not mention.head.text.istitle():
        return None  # "says Roe" with "Roe" for the cue
    if hears(sentence, head):
        mention = speaker_of(sentence, cue)
    read = mention
    told_to = mention is not None and _is_told(sentence, head, mention)
    if told_to or any(of(sentence, head) is not None for of in (blamed, passer_on, perceived)):
        mention = speaker_of(sentence, cue)
    if mention is not None and _is_object(sentence, cue, mention, entry):
        mention = None
    if mention is None and head.rel == "advcl" and head.xpos == "VBG":
        mention = speaker_of(sentence, cue)  # "While expressing hope, the mayor said it was late"
    if mention is not None and mention is not read:
        spans = tuple(s for s in spans if not mention.span.holds(s)) or spans
    labels = (
        head.text == ":"
        and mention is not None
        and not QUESTION.fullmatch(mention.head.text)
        and is_heading(document, sentence, mention)
    )
    return Finding(
        sentence=sentence,
        spans=spans,
        rules=(Rule.MODEL,),
        confidence=candidate.valid,
        quote_type=kind,
        polarity=polarity,
        cue_lemma=lemma_of(cue, entry) if head.text[0].isalpha() else None,
        cue_class=entry.cue_class,
        act=Act.SPEECH if labels else Act.OTHER if silent else entry.act,
        cue_spans=(candidate.cue,),
        cue_head=head,
        mention=mention,
        addressee=told,
    )


def _is_clause(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a content has a finite verb."""
    words = (w for w in sentence.words if any(s.contains(w.start) for s in spans))
    return any("VerbForm=Fin" in w.feats for w in words)


def _with_speaker(document: Document, sentence: Sentence, candidate: Candidate) -> Candidate:
    """With who stands right after the cue as its speaker: "…, says the Trade Fund"."""
    *before, last = candidate.content or (candidate.cue,)
    beside = not document.text[candidate.cue.end : last.start].strip()
    if candidate.mention is not None or not before or not beside:
        return candidate
    if last.start < candidate.cue.end or any(s.end > candidate.cue.start for s in before):
        return candidate
    words = [w for w in sentence.words if last.contains(w.start)]
    head = top(words) if words else None
    named = head is not None and any(e.span.contains(head.start) for e in sentence.entities)
    if head is None or head.rel not in ("nsubj", "obj") or not named:
        return candidate
    return candidate._replace(mention=last, content=tuple(before))


def _is_quoted(sentence: Sentence, verb: Word) -> bool:
    # "was quoted as saying" is one cue
    return verb.lemma in CARRYING and is_passive(sentence, verb)


def _of_another(sentence: Sentence, candidate: Candidate, verb: Word, said: Word) -> Candidate:
    """What another said, of a candidate that tells it: "quoted Roe as saying that …"."""
    who = speaker_of(sentence, verb_cue(sentence, said))
    told = who.span if who is not None else said.span
    left = min(verb.start, told.start)
    content = []
    for start, end in candidate.content:
        if end > said.end:
            start = max(start, said.end)
        elif end > left or told.holds(Span(start, end)):
            continue
        if start < said.end or not _is_aside(sentence, Span(start, end)):
            content.append(Span(start, end))
    return candidate._replace(
        cue=said.span, mention=who.span if who else None, content=tuple(content)
    )


def _is_aside(sentence: Sentence, span: Span) -> bool:
    """Whether it only tells to whom or when: "as saying [to reporters on Tuesday]"."""
    words = [w for w in sentence.words if span.contains(w.start)]
    return bool(words) and words[0].upos == "ADP" and not _is_clause(sentence, (span,))


def _is_told(sentence: Sentence, verb: Word, mention: Mention) -> bool:
    """Whether it is who is told: "whispering to an aide"."""
    word = mention.head
    case = sentence.child(word, "case") if mention.sentence is sentence else None
    to = case is not None and case.text.lower() == "to" and not is_passive(sentence, verb)
    return to and word.rel == "obl" and word.head == verb.index


def _is_object(sentence: Sentence, cue: Cue, mention: Mention, entry: Entry) -> bool:
    """Whether others speak of it or to it: "the force was accused", "they went and were told"."""
    word, verb = mention.head, cue.head
    passive = word.deprel == "nsubj:pass" and sentence.head(word) is verb
    told = sentence.child(verb, "aux:pass") and not sentence.child(verb, "nsubj")
    if verb.rel == "conj" and told:
        passive = word.rel == "nsubj" and word.head == verb.head
    return passive and entry.cue_class.utterance and cue.head.lemma not in CARRYING


def content_spans(document: Document, candidate: Candidate, head: Word) -> tuple[Span, ...]:
    """Content that cuts no quotation, without blanks and loose marks at its ends.

    A paragraph of a quotation that goes on in the next one stays whole.
    """
    some = near(document.quotations, candidate.content)
    quoted = {part for quotation in some for part in quotation.spans}
    lines = _own_lines(document, by_lines(document.text, candidate.content), candidate.cue)
    lines = _told_lines(document, lines, candidate.cue)
    content = [s for span in lines for s in _ended(document, span, candidate.cue)]
    trimmed = (s if s in quoted else trim(document.text, s) for s in content)
    told = tuple(span for span in trimmed if span and not _is_dummy(document, span, head))
    told = _within_dashes(document, candidate.cue, told)
    spans = _whole(document, candidate, told)
    return snap(document.text, spans, document.quotations, head.start) or spans


def _whole(document: Document, candidate: Candidate, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """With what stands between two parts of a sentence, where it names neither cue nor speaker."""
    own = [candidate.cue, *([candidate.mention] if candidate.mention else [])]
    joined: list[Span] = []
    for span in spans:
        gap = Span(joined[-1].end, span.start) if joined else None
        near = gap is not None and _same_sentence(document, gap)
        if gap is None or not near or any(gap.overlaps(o) for o in own):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
    return tuple(joined)


def _same_sentence(document: Document, gap: Span) -> bool:
    marks = [p for q in document.quotations for p in q.spans]
    within = document.sentence_at(gap.start - 1) is document.sentence_at(gap.end)
    return within and not any(p.overlaps(Span(gap.start - 1, gap.end + 1)) for p in marks)


def _within_dashes(document: Document, cue: Span, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Without what follows the dashes around a quotation: `The club – “Stay,” it said – lost`."""
    text = document.text
    for quotation in near(document.quotations, spans):
        part = quotation.spans[0]
        after = DASHED.search(text, cue.end)
        opened = text[: part.start].rstrip().endswith(DASHES)
        if opened and part.end <= cue.start and after is not None:
            within = [s for s in spans if s.start < after.start()]
            return tuple(within) if part in spans else spans
    return spans


def _is_dummy(document: Document, span: Span, head: Word) -> bool:
    """Whether it is the "it" of "it was said"."""
    sentence = document.sentence_at(head.start)
    subjects = sentence.children(head, "expl", "nsubj:pass", "nsubj") if sentence else []
    return document.text[slice(*span)].lower() == "it" and any(w.span == span for w in subjects)


def _told_lines(document: Document, spans: Sequence[Span], cue: Span) -> Sequence[Span]:
    """Without lines outside quotation marks, where other lines stand in them: label and title.

    A title in marks above the line that the cue closes is no part of it.
    """
    parts = [p for q in near(document.quotations, spans) for p in q.spans]
    quoted = [s for s in spans if any(s.overlaps(p) for p in parts)]
    own = [s for s in spans if _same_paragraph(document, s, cue)]
    before = not own or all(s.end <= own[0].start for s in spans if s not in own)
    if own and own[-1].end <= cue.start and before and not any(s in quoted for s in own):
        return own
    return [s for s in spans if not quoted or any(_same_paragraph(document, s, q) for q in quoted)]


def _own_lines(document: Document, spans: Sequence[Span], cue: Span) -> Sequence[Span]:
    """Without lines that a title runs over into, or a link or title that a text takes in."""
    own = block_at(document, cue.start)
    if own is None:
        return spans
    lines = [(block_at(document, span.start), span) for span in spans]
    if own.section in TITLES:
        return [span for block, span in lines if block is own] or spans
    return [
        span
        for block, span in lines
        if block is None
        or block.section not in TITLES
        or (block.section != Section.TEASER and document.is_quoted(span.start))
    ] or spans


def _ended(document: Document, span: Span, cue: Span) -> Iterator[Span]:
    """A span without what a reporter says after a quotation that lost its closing mark.

    It is another one's, where the cue stands in another paragraph.
    """
    for quotation in near(document.quotations, (span,)):
        *_, part = quotation.spans
        lost = quotation.style == UNCLOSED and part.start <= span.start < part.end < span.end
        if lost and not _same_paragraph(document, part, cue):
            after = next((q for q in document.quotations if part.end <= q.spans[0].start), None)
            if after is not None and after.spans[0].start < span.end:
                yield Span(after.spans[0].start, span.end)
            return
        if lost:
            yield Span(span.start, part.end)
            return
    yield span


def _same_paragraph(document: Document, one: Span, other: Span) -> bool:
    here, there = document.sentence_at(one.start), document.sentence_at(other.start)
    return here is not None and there is not None and here.paragraph == there.paragraph


def _is_setting(sentence: Sentence, noun: Word, content: Sequence[Span]) -> bool:
    """Whether a noun only tells what is so all the same: "Despite calls from Roe, rents rose"."""
    cases = {w.text.lower() for w in sentence.children(noun, "case")}
    if noun.upos != "NOUN" or not cases & DESPITE:
        return False
    below = {w.index for w in sentence.subtree(noun)}
    said = [w for w in sentence.words if any(s.contains(w.start) for s in content)]
    return bool(said) and not any(w.index in below for w in said)


def read_mention(document: Document, candidate: Candidate) -> Mention | None:
    """The words of the speaker, with the head that speakers are resolved by."""
    span = trim(document.text, candidate.mention) if candidate.mention else None
    if span is None:
        return None
    for sentence in document.sentences_over(span):
        words = _after_clause(sentence, [w for w in sentence.words if w.span.overlaps(span)])
        span = Span(words[0].start, span.end) if words and words[0].start > span.start else span
        timeless = _before_time(sentence, words)
        if len(timeless) < len(words):
            span = Span(span.start, timeless[-1].end)
        if words:
            return Mention(sentence, named_by(sentence, timeless), span)
    return None


def _after_clause(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Those of a name that a clause was taken into: "as crowds come, Jane Roe, a guard, said"."""
    for at, (comma, first) in enumerate(pairwise(words)):
        person = next((e for e in sentence.entities if e.span.start == first.start), None)
        named = comma.text == "," and person is not None and person.type in PERSON_ENTITIES
        clause = any(w.upos == "VERB" and "VerbForm=Fin" in w.feats for w in words[:at])
        relative = any(w.xpos in ("WDT", "WP") for w in words[:at])
        if named and clause and not relative:
            return words[at + 1 :]
    return words


def _before_time(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Those before a time that the verb has: "a spokesman this week" is a spokesman."""
    inside = {word.index for word in words}
    for word in words[1:]:
        first = sentence.subtree(word)[0]
        if word.deprel == WHEN and word.head not in inside and first.index > words[0].index:
            return words[: first.index - words[0].index]
    return words


def _cue(sentence: Sentence, head: Word, within: Sequence[Word]) -> Cue:
    cue = verb_cue(sentence, head) if head.upos in ("VERB", "AUX") else noun_cue(head)
    return cue._replace(words=tuple(within))


def _entry(sentence: Sentence, head: Word, within: Iterable[Word]) -> Entry:
    """What the lexicon knows of the cue: with its preposition, if it is among the words."""
    if head.lemma.lower() in ("accord", "according"):
        return entries("phrases")["according to"][0]
    nouns = entries("nouns").get(head.lemma.lower(), ())
    known = verb_entries(sentence, head) or (nouns if head.upos in ("ADJ", "NOUN") else ())
    lemmas = {w.lemma for w in within}
    with_preposition = [e for e in known if e.preposition in lemmas]
    plain = [e for e in known if e.preposition is None]
    return next(iter([*with_preposition, *plain]), OPEN)
