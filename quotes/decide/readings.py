"""What learned attribution proposes, read like a rule's finding: cue, mention, polarity."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotes.decide.contents import content_spans
from quotes.decide.words import is_heading, named_by, telling
from quotes.find.accept import opens, says_within
from quotes.find.anothers import blamed, of_another, passer_on, perceived
from quotes.find.content import quote_type, trim
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
from quotes.find.finding import Finding, Rule
from quotes.find.mend.between import is_occasion
from quotes.find.mention import addressee_of, speaker_of
from quotes.find.unclosed import UNCLOSED
from quotes.find.untold import hears, withholds
from quotes.lexicon.entries import OPEN, Entry, entries
from quotes.lexicon.words import around
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.document import Candidate, Document
from quotes.text.kinds import Act, Polarity, QuoteType
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, WHEN, Mention, Sentence, Word, top

QUESTION = re.compile(r"[QA]\d*")  # what heads a question or its answer
ADDRESS = "://"
IN_WORDS_OF = "in the words of"
DESPITE = around("prepositions", "despite")


def read_candidate(document: Document, candidate: Candidate) -> Finding | None:
    """The finding that a candidate makes, or None where it has no content."""
    sentence = document.sentence_at(candidate.cue.start)
    if sentence is None:
        return None
    around = document.statement_at(candidate.cue.start)
    begun = around.spans[0].start if around is not None and around.style == UNCLOSED else None
    if begun is not None and document.text[begun : sentence.span.start].strip(QUOTE_CHARACTERS):
        return None  # the quotation tells itself
    candidate = _with_speaker(document, sentence, candidate)
    within = [w for w in sentence.words if w.span.overlaps(candidate.cue)]
    head = telling(sentence, within) if within else None
    another = of_another(sentence, head) if head is not None else None
    if head is not None and another is not None and not _is_quoted(sentence, head):
        candidate, head = _of_another(sentence, candidate, head, another), another
        within = [another]
    spans = content_spans(document, candidate, head) if head else ()
    if head is None or not spans or _tells_nothing(document, candidate, head, within):
        return None
    if _is_setting(sentence, head, spans) or says_within(sentence, head, spans):
        return None
    cue, entry = _cue(sentence, head, within), _entry(sentence, head, within)
    topic = within[-1].upos == "ADP" or not _is_clause(sentence, spans)
    if topic and opens(sentence, head, entry):
        return None  # "Speaking of the vote, the mayor said it was fair"
    read = read_mention(document, candidate)
    if read is not None and read.head.upos == "VERB" and not read.head.text.istitle():
        return None  # "says Roe" with "Roe" for the cue
    mention = _speaker(sentence, cue, entry, read)
    after = [s for s in spans if s.start > candidate.cue.start]
    told = addressee_of(sentence, cue, after or spans)
    kind, polarity = quote_type(spans, document.quotations), polarity_of(cue, entry.cue_class)
    # "did not respond to a question" is an act, but says nothing
    silent = polarity == Polarity.DECLINED and kind == QuoteType.INDIRECT
    silent = silent and not withholds(sentence, (candidate.cue,), spans)
    if mention is not None and mention is not read:
        spans = tuple(s for s in spans if not mention.span.holds(s)) or spans
    labels = head.text == ":" and mention is not None and _is_label(document, sentence, mention)
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


def _tells_nothing(
    document: Document, candidate: Candidate, head: Word, within: Sequence[Word]
) -> bool:
    """Whether the cue is none by its words."""
    if any(w.text.lower() == "without" and w.index > head.index for w in within):
        return True  # "it rained, he said without telling where"
    if head.upos == "PROPN" and head.text.istitle():
        return True  # "Envoy Said Omar said"
    cue = document.text[slice(*candidate.cue)].lower()
    return cue.startswith(IN_WORDS_OF) or ADDRESS in cue  # a rule tells "in the words of Roe"


def _speaker(sentence: Sentence, cue: Cue, entry: Entry, read: Mention | None) -> Mention | None:
    """Who speaks: whom the candidate has, or where that cannot be, whom the syntax has."""
    head, mention = cue.head, read
    if hears(sentence, head):
        mention = speaker_of(sentence, cue)
    told_to = mention is not None and _is_told(sentence, head, mention)
    if mention is not None and _is_doer(sentence, head, mention):
        mention = None
    if told_to or any(of(sentence, head) is not None for of in (blamed, passer_on, perceived)):
        mention = speaker_of(sentence, cue)
    if mention is not None and _is_object(sentence, cue, mention, entry):
        mention = None
    if mention is None and head.rel == "advcl" and head.xpos == "VBG":
        mention = speaker_of(sentence, cue)  # "While expressing hope, the mayor said it was late"
    return mention


def _is_label(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether it heads its line before a colon, as who speaks does: "Roe: …", no "Q: …"."""
    return not QUESTION.fullmatch(mention.head.text) and is_heading(document, sentence, mention)


def _is_clause(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether a content has a finite verb."""
    words = (w for w in sentence.words if any(s.contains(w.start) for s in spans))
    return any(w.is_finite for w in words)


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


def _is_doer(sentence: Sentence, noun: Word, mention: Mention) -> bool:
    """Whether it is who does the deed: "jailed by the court after claims that he stole"."""
    who = mention.head
    if mention.sentence is not sentence or noun.upos != "NOUN" or noun.rel != "obl":
        return False
    by = [c.text.lower() for c in sentence.children(who, "case")] == ["by"]
    after = any(c.text.lower() == "after" for c in sentence.children(noun, "case"))
    return by and after and who.rel == "obl" and who.index < noun.index


def _is_object(sentence: Sentence, cue: Cue, mention: Mention, entry: Entry) -> bool:
    """Whether others speak of it or to it: "the force was accused", "they went and were told"."""
    word, verb = mention.head, cue.head
    passive = word.deprel == "nsubj:pass" and sentence.head(word) is verb
    passive = passive and is_passive(sentence, verb)
    told = sentence.child(verb, "aux:pass") and not sentence.child(verb, "nsubj")
    if verb.rel == "conj" and told:
        passive = word.rel == "nsubj" and word.head == verb.head
    return passive and entry.cue_class.utterance and cue.head.lemma not in CARRYING


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
        timeless = _before_mark(_before_time(sentence, words))
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
        clause = any(w.upos == "VERB" and w.is_finite for w in words[:at])
        relative = any(w.xpos in ("WDT", "WP") for w in words[:at])
        if named and clause and not relative:
            return words[at + 1 :]
    return words


def _before_mark(words: list[Word]) -> list[Word]:
    """Those before a mark that opens after them: `Mayor Roe “said it was late”`."""
    marks = [w for w in words if w.text in QUOTE_CHARACTERS]
    return words[:-1] if len(words) > 1 and marks == words[-1:] else words


def _before_time(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Those before a time or occasion that the verb has: "a spokesman this week", "in a letter"."""
    inside = {word.index for word in words}
    for word in words[1:]:
        first = sentence.subtree(word)[0]
        setting = word.deprel == WHEN or (word.rel == "obl" and is_occasion(sentence, word))
        told = any(w.upos == "VERB" for w in words if w.index < first.index)
        setting |= word.rel in ("advcl", "obl") and first.text.lower() == "as" and not told
        if setting and word.head not in inside and first.index > words[0].index:
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
