"""Who speaks in marks where no verb reports: named beside the quotation, asked or introduced."""

import re

from quotes.find.finding import Finding
from quotes.find.mention import mention_of, subject_of
from quotes.lexicon.words import lexicon
from quotes.text.document import Document
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Mention, Sentence, Word, top

NAME_AFTER = 6  # words, titles with them, that may end a sentence as a speaker's name
HEADING = re.compile(r"(?:,[^\n“”\"–—]{2,60})?\s*[–—|]\s")  # "Jane Roe, Acme Bank – "


def named_after(document: Document, quotation: Quotation) -> Mention | None:
    """Whose name alone ends the sentence: `“It is safe,” Dr Roe.`, with the verb left out."""
    end = quotation.spans[-1].end
    sentence = document.sentence_at(end - 1)
    if sentence is None or not re.search(r",\W*$", document.text[quotation.spans[-1].start : end]):
        return None
    after = [w for w in sentence.words if w.start >= end]
    words = [w for w in after if w.upos != "PUNCT"]
    if not 0 < len(words) <= NAME_AFTER or any(w.upos in ("VERB", "AUX") for w in words):
        return None
    named = [e for e in sentence.entities if e.type in PERSON_ENTITIES and e.span.start >= end]
    if len(named) != 1 or not named[0].span.contains(words[-1].start):
        return None
    return _mention(sentence, named[0], words[0])


def headed(document: Document, quotation: Quotation) -> Mention | None:
    """Whose name heads the line, before a dash: `Jane Roe, Acme Bank – “Prices will rise.”`."""
    start = quotation.spans[0].start
    here = document.sentence_at(start)
    line = [s for s in document.sentences if here and s.paragraph == here.paragraph]
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
    if last.cue_lemma not in lexicon("roles", "asked") or asker.head.text.lower() not in (
        "i",
        "we",
    ):
        return None
    asked = last.sentence.child(verb, "iobj", "obj")
    return mention_of(last.sentence, asked) if asked is not None else None


def introduced(document: Document, here: Sentence, last: Finding | None) -> Mention | None:
    """Whom the end of the paragraph before introduces, after others spoke: `Bo Poe is a cook.`.

    By a full name, as one who is something.
    """
    before = [s for s in document.sentences if s.paragraph < here.paragraph]
    if not before:
        return None
    sentence = before[-1]
    if last is not None and last.sentence.number >= sentence.number:
        return None
    mention, root = subject_of(sentence), sentence.root
    if mention is None or root is None or document.statement_at(mention.span.start):
        return None
    told = sentence.child(root, "cop") is not None
    person = root.lemma.lower() in lexicon("person", "work", "life", "offices")
    name = next((e for e in sentence.entities if e.span.contains(mention.head.start)), None)
    full = name is not None and len(document.text[slice(*name.span)].split()) > 1
    return mention if told and person and full else None


def _mention(sentence: Sentence, entity: Entity, first: Word) -> Mention:
    words = [w for w in sentence.words if entity.span.contains(w.start)]
    return Mention(sentence, top(words), Span(min(first.start, entity.span.start), entity.span.end))
