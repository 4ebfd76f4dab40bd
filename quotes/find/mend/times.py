"""Repairs of parses at times beside who speaks: days, weeks and years.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mend.words import words_of
from quotes.lexicon.words import lexicon
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, WHEN, Entity, Sentence, Word, top


def day(sentence: Sentence, word: Word) -> bool:
    """`The agency today said`, `the Acme Bank (AB) Sunday said`: a day is no subject."""
    known = lexicon("dates", "words", "near")
    last = before = sentence.words[word.index - 1] if word.index else None
    if before is not None and before.text == ")":
        letters = sentence.head(before)
        before = sentence.head(letters) if letters is not None else None
    if word.lemma.lower() not in known or before is None or before.upos not in ("NOUN", "PROPN"):
        return False
    named = sentence.named.get(word.start)
    if named is not None and named.span.contains(before.start):
        return False  # "Black Friday"
    verb = sentence.head(word)
    others = sentence.children(verb, "nsubj") if verb is not None else []
    if before.head == word.index and before.rel == "compound" and word.head != before.index:
        for child in sentence.children(word):
            child.head = before.index
        before.head, before.deprel = word.head, word.deprel
    elif not any(sentence.subtree(o)[-1] is last for o in others):
        return False
    word.deprel = WHEN
    return True


def named_day(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Prosecutor Jane Roe Monday told`: gives the name without the day."""
    words = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES or len(words) < 3 or not _is_day(words[-1]):
        return None
    *name, last = words
    after = sentence.words[last.index + 1 :][:1]
    if not after or after[0].upos not in ("VERB", "AUX"):
        return None
    first = top(words)
    if first is last:
        first = top(name)
        for child in sentence.children(last):
            child.head = first.index
        first.head, first.deprel = last.head, last.deprel
    last.head, last.deprel = first.head if first.head >= 0 else after[0].index, WHEN
    return entity._replace(span=Span(entity.span.start, name[-1].end))


def _is_day(word: Word) -> bool:
    known = lexicon("dates", "words", "near")
    return word.text.casefold().endswith("day") and word.text.casefold() in known


def _is_span(sentence: Sentence, word: Word) -> bool:
    if word.lemma.lower() not in lexicon("times", "spans") or not word.index:
        return False
    before = sentence.words[word.index - 1]
    if before.index and (before.upos == "NUM" or before.text.lower() in lexicon("times", "some")):
        before = sentence.words[before.index - 1]  # "the last few years"
    return before.text.lower() in lexicon("times", "which")


def _is_date(sentence: Sentence, word: Word) -> bool:
    on = sentence.child(word, "case")
    month = word.text.casefold() in lexicon("dates", "words")
    numbered = any(w.text.isdigit() for w in sentence.children(word))
    return on is not None and on.text.lower() == "on" and month and numbered


def lately(sentence: Sentence, word: Word) -> bool:
    """`A spokesman for the ministry this week said`: the week tells when he said it.

    So does the day in `The court on 3 May said`.
    """
    if not (_is_day(word) or _is_span(sentence, word) or _is_date(sentence, word)):
        return False
    above = [w for w in sentence.ancestors(word) if w.index < word.index]
    subject = next((w for w in above if w.rel == "nsubj"), None)
    verb = sentence.head(subject) if subject is not None else None
    if subject is None or verb is None or verb.index < word.index:
        return False
    last = sentence.subtree(word)[-1]
    after = sentence.words[last.index + 1 :][:1]
    if sentence.subtree(subject)[-1] is not last or not after:
        return False
    if after[0].upos not in ("VERB", "AUX"):
        return False
    word.head, word.deprel = verb.index, WHEN
    return True


def next_day(sentence: Sentence, verb: Word) -> bool:
    """`She said the next day that it had rained`: that is what she said, and no day."""
    days = sentence.children(verb, "obl")
    for told in (c for d in days if d.deprel == WHEN for c in sentence.children(d, "acl")):
        that = sentence.child(told, "mark")
        if that is not None and that.text.lower() == "that" and not sentence.child(verb, "ccomp"):
            told.head, told.deprel = verb.index, "ccomp"
            return True
    return False
