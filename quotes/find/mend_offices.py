"""Repairs of parses at offices and titles beside the names of who speaks.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.lexicon.words import around, lexicon
from quotes.text.characters import HYPHENS
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

OF_OFFICE = around("prepositions", "of_office")


def apposition(sentence: Sentence, entity: Entity) -> bool:
    """`according to the head of the agency (AGY), Jane Roe, half of …`: she is the head."""
    name = [w for w in sentence.words if entity.span.contains(w.start)]
    if entity.type not in PERSON_ENTITIES or len(name) < 2:
        return False
    after = sentence.words[name[-1].index + 1 :][:1]
    office = _office_before(sentence, _with_courtesy(sentence, name[0]))
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


def title(sentence: Sentence, word: Word) -> bool:
    """`Minister Jane Roe said`: of two subjects side by side the first is the other's title."""
    last = sentence.subtree(word)[-1].index
    if word.upos not in ("NOUN", "PROPN"):
        return False
    verb = sentence.head(word)
    others = sentence.children(verb, "nsubj") if verb is not None else []
    name = next((o for o in others if sentence.subtree(o)[0].index == last + 1), None)
    hyphened = sentence.words[last].text in HYPHENS  # "Secretary-General"
    if name is None or not (name.upos == "PROPN" or hyphened):
        return False
    word.head, word.deprel = name.index, "compound"
    return True


def titled(sentence: Sentence, word: Word) -> bool:
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


def second_subject(sentence: Sentence, word: Word) -> bool:
    """`The director of the board, Jane Roe, said`: of two subjects the name tells who it is."""
    named, verb = sentence.named.get(word.start), sentence.head(word)
    if named is None or named.type not in PERSON_ENTITIES or verb is None:
        return False
    role = sentence.child(verb, "nsubj")
    if role is None or role.index >= word.index or sentence.named.get(role.start):
        return False
    known = role.lemma.lower() in lexicon("person", "offices", "work")
    last = max(w.index for w in sentence.words if named.span.contains(w.start))
    before = sentence.words[_with_courtesy(sentence, word).index - 1]
    marks = [w.text for w in (before, *sentence.words[last + 1 :][:1])]
    if not known or "Number=Plur" in role.feats or marks != [",", ","]:
        return False
    word.head, word.deprel = role.index, "appos"
    return True


def office_after(sentence: Sentence, word: Word) -> bool:
    """`On the account Jane Roe, Chief Officer at Acme, said`: she says it, the office is hers."""
    below = [w for w in sentence.subtree(word) if w is word or w.upos != "PUNCT"]
    comma = sentence.words[below[0].index - 1] if below[0].index > 2 else None
    after = sentence.words[below[-1].index + 1 :][:1]
    known = word.lemma.lower() in lexicon("person", "offices", "work")
    if not known or sentence.child(word, "det", "nmod:poss") or "Number=Plur" in word.feats:
        return False
    if comma is None or not after or [comma.text, after[0].text] != [",", ","]:
        return False
    named = sentence.named.get(sentence.words[comma.index - 1].start)
    name = [w for w in sentence.words if named and named.span.contains(w.start)]
    if named is None or named.type not in PERSON_ENTITIES or len(name) < 2:
        return False
    before = sentence.words[name[0].index - 1].upos if name[0].index else "NOUN"
    first = top(name)
    if before != "NOUN" or first.rel == "nsubj" or first in sentence.ancestors(word):
        return False
    first.head, first.deprel = word.head, word.deprel
    word.head, word.deprel = first.index, "appos"
    return True


def posted(sentence: Sentence, word: Word) -> bool:
    """`The minister met Ambassador of Peru to Chile Jane Roe`: Chile belongs to her office."""
    case, verb = sentence.child(word, "case"), sentence.head(word)
    name = sentence.words[word.index + 1 :][:1]
    named = sentence.named.get(name[0].start) if name else None
    place = sentence.named.get(word.start)
    if case is None or case.text != "to" or verb is None or named is None or place is None:
        return False
    if place.type not in PLACE_ENTITIES or named.type not in PERSON_ENTITIES:
        return False
    for office in sentence.children(verb, "obj", "nsubj", "obl"):
        ends = sentence.subtree(office)[-1].index == case.index - 1
        if ends and office.lemma.lower() in lexicon("person", "offices"):
            word.head, word.deprel = office.index, "nmod"
            if name[0].head == verb.index:
                name[0].head, name[0].deprel = office.index, "appos"
            return True
    return False


def _with_courtesy(sentence: Sentence, name: Word) -> Word:
    """The first of the titles before a name: "Dr." of "Dr. Jane Roe"."""
    titles = lexicon("titles", "male", "female", "courtesy")
    while name.index and sentence.words[name.index - 1].text.strip(".").casefold() in titles:
        name = sentence.words[name.index - 1]
    return name


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
        elif office is not None and (word.text.lower() == "the" or "Poss=Yes" in word.feats):
            return office if "Number=Plur" not in office.feats else None
        elif word.upos not in ("NOUN", "PROPN", "ADJ", "DET") and word.text not in OF_OFFICE:
            return None
    return None
