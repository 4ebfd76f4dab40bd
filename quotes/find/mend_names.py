"""Repairs of parses at names: titles, offices and places beside who speaks.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.lexicon.words import around, lexicon
from quotes.text.characters import HYPHENS
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

OF_OFFICE = around("prepositions", "of_office")
JOINING = tuple(f"{word} " for word in around("prepositions", "joining"))


def apposition(sentence: Sentence, entity: Entity) -> bool:
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


def of_body(sentence: Sentence, entity: Entity) -> bool:
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


def firm(sentence: Sentence, entity: Entity) -> Entity | None:
    """`The carrier, Acme, said`, `carrier Acme said`: a firm, whatever it was taken for."""
    name = [w for w in sentence.words if entity.span.contains(w.start)]
    if entity.type not in PERSON_ENTITIES or len(name) != 1 or not name[0].index:
        return None
    (word,) = name
    before, after = sentence.words[: word.index], sentence.words[word.index + 1 :][:1]
    noun = before[-1]
    if noun.text == ",":
        apposed = word.rel == "appos" and bool(after) and after[0].text == ","
        noun = before[-2] if apposed and len(before) > 1 else noun
    if any(w.text.isdigit() for w in sentence.words[word.index + 2 :][:1]):
        return None  # "a retailer, Roe, 54,"
    known = noun.lemma.lower() in lexicon("organization", "firms")
    if not known or noun.upos != "NOUN" or "Number=Plur" in noun.feats:
        return None
    beside = noun.head == word.index or word.head == noun.index
    return entity._replace(type="ORG") if beside else None


def dateline(sentence: Sentence) -> bool:
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
        elif office is not None and (word.text.lower() == "the" or "Poss=Yes" in word.feats):
            return office if "Number=Plur" not in office.feats else None
        elif word.upos not in ("NOUN", "PROPN", "ADJ", "DET") and word.text not in OF_OFFICE:
            return None
    return None


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
    marks = [w.text for w in (sentence.words[word.index - 1], *sentence.words[last + 1 :][:1])]
    if not known or "Number=Plur" in role.feats or marks != [",", ","]:
        return False
    word.head, word.deprel = role.index, "appos"
    return True


def compound(sentence: Sentence, word: Word) -> bool:
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


def together(sentence: Sentence, word: Word) -> bool:
    """`Jane Roe, along with Bo Poe, said`: both are the subject."""
    above = sentence.head(word)
    first = sentence.child(above, "nsubj") if above is not None and word.rel == "obl" else above
    if first is None or first.rel != "nsubj" or first.index > word.index:
        return False
    below = [w for w in sentence.subtree(word) if w.upos != "PUNCT"]
    if len(below) < 2:
        return False
    between = sentence.words[sentence.subtree(first)[-1].index + 1 : below[0].index]
    if word.rel == "obl" and [w.text for w in between] not in ([], [","]):
        return False
    opening = " ".join(w.text.lower() for w in below[:2])
    if not f"{opening} ".startswith(JOINING):
        return False
    for joining in below[:2]:
        joining.deprel = "cc" if joining.rel in ("case", "advmod", "fixed") else joining.deprel
    word.head, word.deprel = first.index, "conj"
    return True
