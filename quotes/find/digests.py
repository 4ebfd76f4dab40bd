"""Digests: `ROADS TO CLOSE “They will close for a week.” [Hill Post.]`, heading and source.

The bracket tells whose words they are, the heading run into the sentence nobody.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.standing import block_at, paragraph_at
from quotes.find.tags import Tag
from quotes.text.document import Document
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Mention, Sentence, Word, top

SOURCE = re.compile(r"\[(?P<name>[A-Z][^\[\]\n]{1,40}?)\.?\]\s*\Z")
HEADING = 3  # words in capitals that begin a heading


def sourced(document: Document, quotation: Quotation) -> Tag | None:
    """Whom the bracket at a paragraph's end names, where nobody is told to speak in it."""
    block = block_at(document, quotation.spans[0].start)
    found = SOURCE.search(document.text, *block.span) if block is not None else None
    if found is None or found.start() < quotation.spans[-1].end:
        return None
    paragraph = paragraph_at(document, quotation.spans[0].start)
    if any(_reports(document, sentence) for sentence in paragraph):
        return None
    name = Span(*found.span("name"))
    if not any(e.span.overlaps(name) for sentence in paragraph for e in sentence.entities):
        return None  # "[Applause.]"
    for sentence in paragraph:
        words = [w for w in sentence.words if name.holds(w.span) and w.upos != "PUNCT"]
        mark = next((w for w in sentence.words if w.start == found.start()), None)
        if words and mark is not None and all(w.text[0].isupper() for w in words):
            return Tag(Mention(sentence, top(words), Span(words[0].start, words[-1].end)), mark)
    return None


def _reports(document: Document, sentence: Sentence) -> bool:
    verbs = (w for w in sentence.words if w.upos == "VERB" and not w.text.isupper())
    plain = (w for w in verbs if not document.is_quoted(w.start) and sentence.child(w, "nsubj"))
    return any(e.cue_class.utterance for w in plain for e in verb_entries(sentence, w))


def without_heading(finding: Finding) -> Finding:
    """Leave the heading out of who speaks: `BLAST IN HILL TOWN Mayor Jane Roe said …`."""
    mention = finding.mention
    heading = _heading(mention.sentence.words) if mention is not None else []
    if mention is None or len(heading) < HEADING or mention.span.start >= heading[-1].end:
        return finding
    sentence, start = mention.sentence, heading[-1].end
    whole, cue = Span(start, mention.span.end), finding.cue_spans[:1]
    if mention.span.end <= start and cue and cue[0].start > start:
        whole = Span(start, cue[0].start)  # "BLAST IN TOWN" alone, before "Mayor Jane Roe said"
    own = [w for w in sentence.words if whole.holds(w.span)]
    if not own or own[0].upos == "CCONJ" or own[0].text == ",":
        return finding  # "HPA, LFN, HP and Jane Roe said": no heading
    named = [e.span for e in sentence.entities if e.type in PERSON_ENTITIES and whole.holds(e.span)]
    if not named:
        return finding
    head = top([w for w in own if named[0].holds(w.span)])
    return replace(finding, mention=Mention(sentence, head, Span(own[0].start, own[-1].end)))


def _heading(words: Sequence[Word]) -> Sequence[Word]:
    """The words in capitals that begin a sentence, before others: numbers and marks count too."""
    end = next((i for i, w in enumerate(words) if w.text.upper() != w.text), len(words))
    letters = [w for w in words[:end] if any(map(str.isalpha, w.text))]
    return words[:end] if len(letters) >= HEADING and end < len(words) else []
