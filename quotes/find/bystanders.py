"""Who speaks in marks where no verb reports: named beside the quotation, asked or introduced."""

import re

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.mention import mention_of, subject_of
from quotes.find.persons import is_named
from quotes.find.standing import paragraph_at
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import Act
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Mention, Sentence, Word, top

NAME_AFTER = 5  # words of titles before a name that ends a sentence
WRITER = ("i", "we")
ASKED = re.compile(r"[?]\W*\Z")
OWN = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
WORDS_AFTER = 16  # of a name with what the person is
FEELING = around("feelings", "adjectives")
HEADING = re.compile(r"(?:,[^\n“”\"–—]{2,60})?\s*[–—|]\s")  # "Jane Roe, Acme Bank – "


def named_after(document: Document, quotation: Quotation) -> Mention | None:
    """Whose name alone ends the sentence: `“It is safe,” Dr Roe.`, with the verb left out.

    What the person is may follow: `“It is safe,” Jane Roe, a nurse in Hill Town.`
    """
    end = quotation.spans[-1].end
    sentence = document.sentence_at(end - 1)
    if sentence is None or not re.search(r",\W*$", document.text[quotation.spans[-1].start : end]):
        return None
    words = [w for w in sentence.words if w.start >= end and w.upos != "PUNCT"]
    named = [e for e in sentence.entities if e.type in PERSON_ENTITIES and e.span.start >= end]
    first = next((i for i, w in enumerate(words) if named and named[0].span.contains(w.start)), 0)
    titles = words[:first]
    verbs = any(w.upos in ("VERB", "AUX") and w.is_finite for w in words)
    if not words or not named or verbs or len(titles) > NAME_AFTER:
        return None
    if not named[0].span.contains(words[-1].start):  # "…,” Jane Roe, a nurse at the clinic."
        told = document.text.startswith(",", named[0].span.end)
        after = next((w for w in words if w.start >= named[0].span.end), None)
        told = told or (after is not None and after.upos == "ADP")  # "…,” Jane Roe from her desk."
        if titles or not told or len(words) > WORDS_AFTER:
            return None
    return _mention(sentence, named[0], words[0])


def headed(document: Document, quotation: Quotation) -> Mention | None:
    """Whose name heads the line, before a dash: `Jane Roe, Acme Bank – “Prices will rise.”`."""
    start = quotation.spans[0].start
    line = paragraph_at(document, start)
    first = line[0] if line else None
    if first is None:
        return None
    for entity in first.entities:
        begins = entity.span.start == first.words[0].start
        words = [w for w in first.words if entity.span.contains(w.start)]
        if not begins or entity.type not in PERSON_ENTITIES or len(words) < 2:
            continue
        if entity.span.end < start and HEADING.match(document.text, entity.span.end, start):
            return _mention(first, entity, words[0])
    return None


def answering(sentence: Sentence, last: Finding) -> Mention | None:
    """Whom the writer asked just before: `I asked Roe why. “It was late.”`."""
    asker, verb = last.mention, last.cue_head
    if asker is None or verb is None or last.sentence is sentence:
        return None
    asks = last.cue_lemma in lexicon("roles", "asked")
    if not asks or asker.head.text.lower() not in WRITER:
        return None
    asked = last.sentence.child(verb, "iobj", "obj")
    return mention_of(last.sentence, asked) if asked is not None else None


def reacting(document: Document, quotation: Quotation, last: Finding) -> Mention | None:
    """Who answers or gives a sign after another spoke: `Poe shook his head. “No.”`.

    In the same sentence too: `“Yes,” Roe said, and her husband cut in. “No.”`
    """
    start = quotation.spans[0].start
    before = [s for s in paragraph_at(document, start) if s.span.end <= start]
    if not before or last.mention is None or before[-1].number < last.sentence.number:
        return None
    sentence, signs = before[-1], lexicon("roles", "replying", "signs")
    verbs = [w for w in sentence.words if w.upos == "VERB" and not document.is_quoted(w.start)]
    main = [w for w in verbs if w is sentence.root or w.rel in ("conj", "parataxis")]
    verb = main[-1] if main else None
    if verb is None or verb is last.cue_head or verb.lemma.lower() not in signs:
        return None
    subject = sentence.child(verb, "nsubj")
    if subject is None or subject.text == last.mention.head.text:
        return None
    person = subject.lemma.lower() in lexicon("person", "offices", "work", "life")
    person = person or subject.lemma.lower() in lexicon("roles", "kin")
    person = person or is_named(sentence, subject)
    return mention_of(sentence, subject) if person else None


def introduced(document: Document, here: Sentence, last: Finding | None) -> Mention | None:
    """Whom the end of the paragraph before introduces, after others spoke: `Bo Poe is a cook.`.

    By a full name, as one who is something.
    """
    at = document.line_of(here)
    if not at:
        return None
    sentence = document.lines[at - 1][-1]
    if last is not None and last.sentence.number >= sentence.number:
        return None
    mention, root = subject_of(sentence), sentence.root
    if mention is None or root is None or document.statement_at(mention.span.start):
        return None
    told = sentence.child(root, "cop") is not None
    person = root.lemma.lower() in lexicon("person", "work", "life", "offices")
    name = next((e for e in sentence.entities if e.span.contains(mention.head.start)), None)
    full = name is not None and len(document.text[slice(*name.span)].split()) > 1
    minds = name is not None and name.type in PERSON_ENTITIES and _minds(sentence, root)
    return mention if (told and person and full) or minds else None


def _minds(sentence: Sentence, root: Word) -> bool:
    """Whether it tells what somebody thinks or feels: `Roe is hopeful that it will rain.`."""
    if root.upos == "ADJ":
        return root.lemma.lower() in FEELING and sentence.child(root, "cop") is not None
    known = verb_entries(sentence, root) if root.upos == "VERB" else ()
    return bool(known) and all(e.act == Act.THOUGHT for e in known)


def beside(document: Document, quotation: Quotation) -> Mention | None:
    """Who the sentence before is about: `She shook her head. “No.”`; else the one after."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    paragraph = paragraph_at(document, start)
    before = [s for s in paragraph if s.span.end <= start]
    after = [s for s in paragraph if s.span.start >= end]
    if after and ASKED.search(document.text[start:end]) and _opens(document, after[0]):
        after = []  # “Did you pay?” “No,” Roe answered.
    own = OWN.search(document.text, start, end) is not None
    for sentence in (*before[-1:], *(after[:1] if not before else ())):
        mention = subject_of(sentence) or (_owner(sentence) if own else None)
        if mention is not None and not document.statement_at(mention.span.start):
            return mention
    return None


def _opens(document: Document, sentence: Sentence) -> bool:
    return document.statement_at(sentence.words[0].start) is not None


def between(document: Document, quotation: Quotation) -> Mention | None:
    """Whom the paragraph before is about, where the next goes on: `He then left.`."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    before = [s for s in document.sentences if s.span.end <= start][-1:]
    after = [s for s in document.sentences if s.span.start >= end][:1]
    if not before or not after or before[0].section != after[0].section:
        return None
    mention, again = subject_of(before[0]), subject_of(after[0])
    named = mention is not None and any(mention.span.overlaps(e.span) for e in before[0].entities)
    on = again is not None and again.head.text in ("He", "She")
    return mention if named and on else None


def _owner(sentence: Sentence) -> Mention | None:
    """Who has what a sentence is about, where it names no other: `Roe's boat is the last.`."""
    persons = [e for e in sentence.entities if e.type in PERSON_ENTITIES]
    if len(persons) != 1:
        return None
    words = [w for w in sentence.words if persons[0].span.contains(w.start)]
    head = top(words) if words else None
    owned = head is not None and any(w.xpos == "POS" for w in sentence.children(head, "case"))
    return mention_of(sentence, head) if head is not None and owned else None


def _mention(sentence: Sentence, entity: Entity, first: Word) -> Mention:
    words = [w for w in sentence.words if entity.span.contains(w.start)]
    return Mention(sentence, top(words), Span(min(first.start, entity.span.start), entity.span.end))
