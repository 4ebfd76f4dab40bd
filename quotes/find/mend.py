"""Repairs of parses at the joints of reported speech, where parsers err in known ways.

Each repair is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re
from dataclasses import replace

from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

OF_OFFICE = ("of", "for", "to")  # "the envoy of Hill to the union"


def mend(sentence: Sentence) -> Sentence:
    """A new sentence with its reporting verbs hung where they belong."""
    sentence = replace(sentence, words=[replace(word) for word in sentence.words])
    for entity in sentence.entities:
        if _apposition(sentence, entity) or _of_body(sentence, entity):
            sentence = replace(sentence)
    moved = _dateline(sentence)
    for word in sentence.words:
        _whole_lemma(word)
        if word.text.lower() == "according":
            moved |= _according(sentence, word)
        if word.rel == "conj":
            moved |= _compound(sentence, word)
        if word.rel == "obl":
            moved |= _titled(sentence, word)
        if word.rel == "nsubj":
            moved |= _title(sentence, word)
        if word.upos == "VERB" and _reports(word):
            _inverted(sentence, word)
            moved |= (
                _coordinate(sentence, word)
                or _adding(sentence, word)
                or _parenthesis(sentence, word)
            )
    return replace(sentence) if moved else sentence  # which reads its tree anew


def _apposition(sentence: Sentence, entity: Entity) -> bool:
    """`according to the head of the agency (AGY), Jane Roe, half of …`: she is the head."""
    name = [w for w in sentence.words if entity.span.contains(w.start)]
    if entity.type not in PERSON_ENTITIES or len(name) < 2:
        return False
    after = sentence.words[name[-1].index + 1 :][:1]
    titled = name[0]
    while titled.index and _is_courtesy(sentence.words[titled.index - 1]):
        titled = sentence.words[titled.index - 1]
    office = _office_before(sentence, titled)
    first = top(name)
    if office is None or not after or after[0].text not in (",", "."):
        return False
    verb = sentence.head(first)
    subjects = sentence.children(verb, "nsubj") if verb is not None else []
    if first.rel == "nsubj" and len(subjects) < 2:  # "In a note to the head, Roe said"
        return False
    if first.rel == "appos" or first.head < 0 or first in sentence.ancestors(office):
        return False
    for other in sentence.children(first, "conj"):
        other.head = office.index
    first.head, first.deprel = office.index, "appos"
    return True


def _of_body(sentence: Sentence, entity: Entity) -> bool:
    """`said the Weather Office’s Jane Roe`: she is the subject, the office hers."""
    name = [w for w in sentence.words if entity.span.contains(w.start)]
    if entity.type not in PERSON_ENTITIES or len(name) < 2 or name[0].index < 2:
        return False
    mark, owner = sentence.words[name[0].index - 1], sentence.words[name[0].index - 2]
    body = next((e for e in sentence.entities if e.span.contains(owner.start)), None)
    if mark.text not in ("'s", "’s", "'", "’") or body is None or body.type in PERSON_ENTITIES:
        return False
    head = top([w for w in sentence.words if body.span.contains(w.start)])
    first = top(name)
    if head.rel != "nsubj" or not any(a is head for a in sentence.ancestors(first)):
        return False
    first.head, first.deprel = head.head, head.deprel
    head.head, head.deprel = first.index, "nmod:poss"
    return True


def _dateline(sentence: Sentence) -> bool:
    """`Hill Town: A senior official said`: who speaks stands after the place."""
    first = next((e for e in sentence.entities if e.span.start == sentence.words[0].start), None)
    place = [w for w in sentence.words if first and first.span.contains(w.start)]
    after = sentence.words[len(place) : len(place) + 1]
    if first is None or not place or first.type not in PLACE_ENTITIES:
        return False
    if not after or after[0].text != ":":
        return False
    head = top(place)
    subject = sentence.child(head, "appos")
    if head.rel != "nsubj" or subject is None or subject.index < after[0].index:
        return False
    subject.head, subject.deprel = head.head, head.deprel
    head.head, head.deprel = subject.index, "dislocated"
    return True


def _is_courtesy(word: Word) -> bool:
    return word.text.strip(".").casefold() in lexicon("titles", "male", "female", "courtesy")


def _office_before(sentence: Sentence, name: Word) -> Word | None:
    """The noun of "the head of the agency (AGY)," just before a name."""
    before = sentence.words[: name.index]
    if not before or before[-1].text != ",":
        return None
    before = before[:-1]
    if before and before[-1].text == ")":
        opened = next((i for i, w in enumerate(before) if w.text == "("), len(before))
        before = before[:opened]
    office: Word | None = None
    for word in reversed(before):
        known = word.lemma.lower() in lexicon("person", "offices", "work")
        if known and word.upos in ("NOUN", "PROPN"):
            office = word
        elif office is not None and word.text.lower() == "the":
            return office if "Number=Plur" not in office.feats else None
        elif word.upos not in ("NOUN", "PROPN", "ADJ", "DET") and word.text not in OF_OFFICE:
            return None
    return None


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


def _title(sentence: Sentence, word: Word) -> bool:
    """`Minister Jane Roe said`: of two subjects side by side the first is the other's title."""
    last = sentence.subtree(word)[-1].index
    if word.upos not in ("NOUN", "PROPN"):
        return False
    verb = sentence.head(word)
    others = sentence.children(verb, "nsubj") if verb is not None else []
    name = next((o for o in others if sentence.subtree(o)[0].index == last + 1), None)
    if name is None or name.upos != "PROPN":
        return False
    word.head, word.deprel = name.index, "compound"
    return True


def _titled(sentence: Sentence, word: Word) -> bool:
    """`according to engineer Jane Roe`: the name beside a noun for a person is that one's."""
    following = sentence.words[word.index + 1 : word.index + 2]
    known = word.lemma.lower() in lexicon("person", "offices", "work")
    if not known or not following or "Number=Plur" in word.feats:
        return False
    (name,) = following
    people = [e for e in sentence.entities if e.type in PERSON_ENTITIES]
    if (name.head, name.rel) != (word.head, word.rel) or name.upos != "PROPN":
        return False
    if not any(e.span.start == name.start for e in people):
        return False
    name.head, name.deprel = word.index, "appos"
    return True


def _compound(sentence: Sentence, word: Word) -> bool:
    """`Opposition figures and civil society groups called for it`: "society" is no third."""
    following = sentence.words[word.index + 1 : word.index + 2]
    if word.upos != "NOUN" or not following:
        return False
    (noun,) = following
    if noun.upos != "NOUN" or (noun.head, noun.rel) != (word.head, word.rel):
        return False
    for joining in sentence.children(word, "cc", "punct"):
        joining.head = noun.index
    word.head, word.deprel = noun.index, "compound"
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
