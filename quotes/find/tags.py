"""What names a quotation's speaker in its line, by a mark alone.

`Jane Roe: “…”`, `“…” – Jane Roe`, `“…” (Jane Roe, cook)`, and in titles `‘…’: cook tells of …`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotes.find.cue import verb_entries
from quotes.find.mention import SHORT_LABEL
from quotes.find.persons import is_listed, is_named
from quotes.find.standing import TITLES, paragraph_at
from quotes.lexicon.words import lexicon
from quotes.text.document import Document
from quotes.text.marks import Quotation
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Mention, Sentence, Word, top

DASHED = re.compile(r"\s*[–—―-]{1,2}\s*")
LEADING = ("ADP", "VERB", "SCONJ")  # "On the strike, Jane Roe: …", "Asked about it, …"
ROLE = ("NOUN", "PROPN", "ADJ", "DET")
LINE = 16  # words of a line that ends with a name and what the person is; chosen by reading


class Tag(NamedTuple):
    """Who is named, and the mark that parts the name from the quotation, or a title's verb."""

    mention: Mention
    mark: Word


def tagged(document: Document, quotation: Quotation) -> Tag | None:
    """Whom the words beside a quotation name, right before a colon or after a mark."""
    start, end = quotation.spans[0].start, quotation.spans[-1].end
    for sentence in paragraph_at(document, start):
        before = [w for w in sentence.words if w.end <= start]
        if before and before[-1].text == ":" and (words := _without_lead(before[:-1])):
            return _tag(sentence, words, before[-1], SHORT_LABEL)
        after = [w for w in sentence.words if w.start >= end]
        if len(after) > 1 and not document.text[end : after[0].start].strip():
            return _after(sentence, after[0], after[1:])
    return None


def _after(sentence: Sentence, mark: Word, words: list[Word]) -> Tag | None:
    if mark.text == ":" and sentence.section in TITLES:
        return _of_title(sentence, words, mark)
    if mark.text == "(":
        words = words[: next((i for i, w in enumerate(words) if w.text == ")"), 0)]
        named = _names_first(sentence, words)
        # one word alone may be an agency's name
        return _tag(sentence, words, mark, LINE) if named and len(words) > 1 else None
    if DASHED.fullmatch(mark.text) and not _is_outlet(sentence, words):
        named = any(e.span.overlaps(w.span) for e in _persons(sentence) for w in words)
        return _tag(sentence, words, mark, LINE if named else SHORT_LABEL)
    return None


def _names_first(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether a name stands first, but for a role: `finance minister Jane Roe, on Friday`."""
    called = [*_persons(sentence), *(e for e in sentence.entities if e.type == "MISC")]
    for word in words:
        if any(e.span.contains(word.start) for e in called):
            return True
        if word.upos not in ROLE:
            break
    return False


def _is_outlet(sentence: Sentence, words: Sequence[Word]) -> bool:
    # `“…” – Acme News`: whose report it was
    rest = [w for w in words if w.upos != "PUNCT"]
    return len(rest) == 1 and any(
        e.type == "ORG" and e.span.contains(rest[0].start) for e in sentence.entities
    )


def _persons(sentence: Sentence) -> list[Entity]:
    return [e for e in sentence.entities if e.type in PERSON_ENTITIES]


def _without_lead(words: Sequence[Word]) -> Sequence[Word]:
    """Without what the words are about: `On the strike, Jane Roe`; nothing of a mere topic."""
    if not words or words[0].upos not in LEADING:
        return words
    comma = next((i for i, w in enumerate(words) if w.text == ","), len(words))
    return words[comma + 1 :]


def _tag(sentence: Sentence, words: Sequence[Word], mark: Word, most: int) -> Tag | None:
    closes = bool(words) and words[-1].text == ")"  # "Jane Roe (Greens)"
    end = words[-1].end if closes else None
    words = [w for w in words if w.upos != "PUNCT" or w.text in ",.'’-"]
    if not 0 < len(words) <= most or any(w.is_finite for w in words):
        return None
    named = [w for w in words if is_named(sentence, w)]
    head = top(words)
    if head.upos == "VERB" and named:
        head = top(named)
    if head.upos not in ("PROPN", "NOUN", "PRON"):
        return None
    return Tag(Mention(sentence, head, Span(words[0].start, end or words[-1].end)), mark)


def _of_title(sentence: Sentence, words: Sequence[Word], colon: Word) -> Tag | None:
    """`‘…’: hiker tells of five nights in a ravine`, `‘…’: the mayor`."""
    at = next((i for i, w in enumerate(words) if _ends_name(w)), len(words))
    tag = _tag(sentence, words[:at], colon, SHORT_LABEL)
    if tag is None or not (_are_persons(sentence, words[:at]) or _speaks(sentence, words[at:])):
        return None
    return tag._replace(mark=words[at]) if words[at:] and words[at].upos == "VERB" else tag


def _ends_name(word: Word) -> bool:
    # "the mayor of Hill Town speaks", "nurses on life in a closed ward"
    return word.upos in ("VERB", "AUX") or (word.upos == "ADP" and word.text.lower() != "of")


def _are_persons(sentence: Sentence, words: Sequence[Word]) -> bool:
    passing = lexicon("roles", "passing")
    return any(is_listed(sentence, w) or w.lemma.lower() in passing for w in words)


def _speaks(sentence: Sentence, words: Sequence[Word]) -> bool:
    return any(e.cue_class.reporting for w in words[:1] for e in verb_entries(sentence, w))
