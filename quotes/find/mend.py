"""Repairs of parses at the joints of reported speech, where parsers err in known ways.

Each repair is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re
from dataclasses import replace

from quotes.find.mend_names import (
    compound,
    dateline,
    firm,
    in_place,
    is_clause,
    of_body,
    together,
    torn,
    verb_in_name,
)
from quotes.find.mend_offices import (
    apposition,
    office_after,
    posted,
    second_subject,
    title,
    titled,
)
from quotes.find.mend_times import day, lately, named_day
from quotes.lexicon.entries import entries
from quotes.text.tree import Entity, Sentence, Word


def mend(sentence: Sentence) -> Sentence:
    """A new sentence with its reporting verbs hung where they belong."""
    names = [entity for entity in sentence.entities if not is_clause(sentence, entity)]
    words = [word.copied() for word in sentence.words]
    sentence = replace(sentence, words=words, entities=names)
    for number, entity in enumerate(sentence.entities):
        if known := _mended(sentence, entity):
            before, after = sentence.entities[:number], sentence.entities[number + 1 :]
            sentence = replace(sentence, entities=[*before, known, *after])
        if apposition(sentence, entity) or of_body(sentence, entity):
            sentence = replace(sentence)
    moved = dateline(sentence)
    for word in sentence.words:
        _whole_lemma(word)
        moved |= torn(sentence, word)
        if word.text.lower() == "according":
            moved |= _according(sentence, word)
        if word.rel == "conj":
            moved |= compound(sentence, word)
        if word.rel == "obl":
            moved |= titled(sentence, word) or posted(sentence, word)
        if word.rel in ("nmod", "obl"):
            moved |= together(sentence, word)
        if word.rel in ("nmod", "appos"):
            moved |= lately(sentence, word)
        if word.rel == "nsubj":
            moved |= (
                title(sentence, word)
                or day(sentence, word)
                or second_subject(sentence, word)
                or office_after(sentence, word)
            )
        if word.upos == "VERB" and _reports(word):
            _inverted(sentence, word)
            moved |= (
                _coordinate(sentence, word)
                or _adding(sentence, word)
                or _parenthesis(sentence, word)
            )
    return replace(sentence) if moved else sentence  # which reads its tree anew


def _mended(sentence: Sentence, entity: Entity) -> Entity | None:
    """A name without what is none of it, or of another kind."""
    return (
        named_day(sentence, entity)
        or verb_in_name(sentence, entity)
        or in_place(sentence, entity)
        or firm(sentence, entity)
    )


def _reports(word: Word) -> bool:
    known = entries("verbs").get(word.lemma.lower(), ())
    return any(e.cue_class.reporting for e in known)


def _whole_lemma(word: Word) -> None:
    """`underscored`, `concurred`, `echoed`: "underscor", "concurr" and "echoe" are no verbs."""
    known = entries("verbs")
    if word.upos != "VERB" or word.lemma in known:
        return
    short = re.sub(r"(?<=(.))\1$|e$|ing$", "", word.lemma)
    for lemma in (f"{word.lemma}e", f"{word.lemma.removesuffix('ie')}y", short):
        if lemma in known:
            word.lemma = lemma
            return


def _according(sentence: Sentence, word: Word) -> bool:
    """`according to the minister`: "according" is no verb, it marks the minister."""
    if word.rel not in ("advcl", "acl", "xcomp", "parataxis") or word.head < 0:
        return False
    speaker = next((c for c in sentence.children(word, "obl", "obj") if c.index > word.index), None)
    if speaker is None:
        return False
    speaker.head, speaker.deprel = word.head, "obl"
    word.head, word.deprel = speaker.index, "case"
    return True


def _inverted(sentence: Sentence, verb: Word) -> None:
    """`“We are ready,” said the minister`: what follows is the subject, no object."""
    after = sentence.child(verb, "obj")
    said = [c for c in sentence.children(verb, "ccomp") if c.index < verb.index]
    if after is None or after.index < verb.index or sentence.child(verb, "nsubj", "expl"):
        return
    if said or verb.rel == "parataxis":
        after.deprel = "nsubj"


def _coordinate(sentence: Sentence, verb: Word) -> bool:
    """`He said the plan had failed and warned of delays`: "warned" goes with "said"."""
    if verb.rel != "conj" or sentence.child(verb, "nsubj", "aux", "mark"):
        return False
    first = sentence.head(verb)
    if first is None or first.rel not in ("ccomp", "xcomp") or _reports(first):
        return False
    matrix = sentence.head(first)
    if matrix is None or not _reports(matrix) or matrix.rel == "xcomp":
        return False
    if not _same_tense(matrix, verb) or verb.index < matrix.index:
        return False
    verb.head = matrix.index
    return True


def _adding(sentence: Sentence, verb: Word) -> bool:
    """`She said it had rained, adding that the road was closed`: she adds, not the rain."""
    if verb.text != "adding" or verb.rel != "advcl" or sentence.words[verb.index - 1].text != ",":
        return False
    above = sentence.ancestors(verb)
    said = next((w for w in above if w.index < verb.index and _reports(w)), None)
    if said is None or said.index == verb.head:
        return False
    verb.head = said.index
    return True


def _same_tense(one: Word, other: Word) -> bool:
    def tense(word: Word) -> str:
        if "Tense=Past" in word.feats or word.text.lower().endswith("ed"):
            return "past"
        return "present" if "Tense=Pres" in word.feats and "Fin" in word.feats else "none"

    return tense(one) == tense(other) != "none"


def _parenthesis(sentence: Sentence, verb: Word) -> bool:
    """`The plan, the minister said, would fail`: no relative clause, the sentence is said."""
    subject = sentence.child(verb, "nsubj") or _torn_subject(sentence, verb)
    if verb.rel not in ("acl", "ccomp", "advcl") or subject is None or subject.index > verb.index:
        return False
    if sentence.children(verb, "obj", "ccomp", "xcomp", "mark") or subject.upos == "DET":
        return False
    if subject.text.lower() in ("that", "which", "who"):
        return False
    clause = sentence.subtree(verb) + sentence.subtree(subject)
    before = min(w.index for w in clause if w.rel != "punct") - 1
    after = verb.index + 1
    if before < 1 or after >= len(sentence.words):
        return False
    if sentence.words[before].text != "," or sentence.words[after].text not in (",", "."):
        return False
    governor = next((w for w in sentence.ancestors(verb) if _is_clause(sentence, w)), None)
    if governor is None:
        return False
    verb.head, verb.deprel = governor.index, "parataxis"
    subject.head, subject.deprel = verb.index, "nsubj"
    return True


def _torn_subject(sentence: Sentence, verb: Word) -> Word | None:
    # "The plan, the minister said, …": "minister" taken for an apposition of "plan"
    before = sentence.words[verb.index - 1] if verb.index else None
    return before if before is not None and before.rel == "appos" else None


def _is_clause(sentence: Sentence, word: Word) -> bool:
    return word.head < 0 or bool(sentence.children(word, "nsubj", "csubj"))
