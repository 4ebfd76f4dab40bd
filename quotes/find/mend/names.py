"""Repairs of parses at names: what is none of them, and places and bodies beside them.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re

from quotes.find.mend.words import words_of
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around, lexicon
from quotes.text.kinds import Section
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

PAIR = 3  # words of "Roe & Poe"
PARTNERS = frozenset({"Sons", "Daughters", "Brothers", "Bros", "Partners", "Associates", "Co"})
TORN = re.compile(r"['’][aeiou]\w*")
JOINING = tuple(f"{word} " for word in around("prepositions", "joining"))


def of_body(sentence: Sentence, entity: Entity) -> bool:
    """`said the Weather Office’s Jane Roe`: she is the subject, the office hers."""
    name = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES or len(name) < 2 or name[0].index < 2:
        return False
    mark, owner = sentence.words[name[0].index - 1], sentence.words[name[0].index - 2]
    body = next((e for e in sentence.entities if e.span.contains(owner.start)), None)
    if mark.text not in ("'s", "’s", "'", "’") or body is None or body.type in PERSON_ENTITIES:
        return False
    head = top([w for w in sentence.words if body.span.contains(w.start)])
    first = top(name)
    below = any(a is head for a in sentence.ancestors(first))
    if head.rel != "nsubj" or not (below or (first.head, first.rel) == (head.head, "nsubj")):
        return False
    first.head, first.deprel = head.head, head.deprel
    head.head, head.deprel = first.index, "nmod:poss"
    return True


def _of_partners(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Roe & Poe, the developer, said`: one firm by the surnames of two."""
    name = words_of(sentence, entity)
    if len(name) != 1:
        return None
    at = name[0].index
    beside = sentence.words[at : at + 3], sentence.words[max(at - 2, 0) : at + 1]
    pair = next((p for p in beside if len(p) == PAIR and p[1].text == "&"), None)
    if pair is None:
        return None
    first, sign, second = pair
    persons = [e.span for e in sentence.entities if e.type in PERSON_ENTITIES]
    named = first.span in persons and (second.span in persons or second.text in PARTNERS)
    told = [w for one in (first, second) for w in sentence.children(one, "appos")]
    verb = sentence.head(first)
    verbs = [] if verb is None else [verb, *sentence.children(verb, "aux", "cop")]
    several = any(w.xpos in ("NNS", "NNPS") for w in told) or any(w.xpos == "VBP" for w in verbs)
    if several or not named:
        return None
    sign.head, sign.deprel = first.index, "flat"
    second.head, second.deprel = first.index, "flat"
    return Entity(Span(first.start, second.end), "ORG")


def firm(sentence: Sentence, entity: Entity) -> Entity | None:
    """`The carrier, Acme, said`, `carrier Acme said`: a firm, whatever it was taken for."""
    if partners := _of_partners(sentence, entity):
        return partners
    name = words_of(sentence, entity)
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


def is_clause(sentence: Sentence, entity: Entity) -> bool:
    """`Minister Firmly Rejects Claims`: in capital letters a clause may be taken for a name."""
    words = words_of(sentence, entity)
    verb = top(words) if words else None
    if verb is None or verb.upos != "VERB" or verb.head >= 0 or not sentence.child(verb, "nsubj"):
        return False
    finite = any(w.upos == "AUX" and w.head == verb.index for w in words)
    return finite or all(w.upos != "PROPN" for w in words)


def in_place(sentence: Sentence, entity: Entity) -> Entity | None:
    """`The head of the office in Hilltown Jane Roe said`: gives the name without the place.

    And without the body where "who" follows: `the envoy at HLP Jane Roe, who was there, said`.
    """
    words = words_of(sentence, entity)
    if len(words) < 3 or not words[0].index:
        return None
    before = sentence.words[words[0].index - 1].text
    after = [w.text for w in sentence.words[words[-1].index + 1 :][:2]]
    person = entity.type in PERSON_ENTITIES and len(words) == 3 and before in ("in", "at")
    letters = words[0].text.isupper() and before in ("at", "of", "for") and after == [",", "who"]
    place, given, *others = words
    known = lexicon("person", "offices", "work")
    above = [w for w in sentence.ancestors(place) if w.lemma.lower() in known]
    if not (person or letters) or not above or above[0].index > place.index:
        return None
    if top(words) is not place:
        return None
    given.head, given.deprel = above[0].index, "appos"
    for other in others:
        other.head, other.deprel = given.index, "flat"
    return Entity(Span(given.start, entity.span.end), "PERSON")


def verb_in_name(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Minister Roe dwelt on it`, `“…,” Mr Roe emphasises`: gives the name without the verb."""
    words = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES or len(words) < 2:
        return None
    *name, verb = words
    lemma = _verb_of(sentence, verb)
    if lemma is None or name[-1].end == verb.start or not name[-1].text[0].isupper():
        return None
    first = top(words)
    if first is verb:
        first = top(name)
    else:
        verb.head, verb.deprel = first.head, "root" if first.head < 0 else "parataxis"
        for child in sentence.children(first):
            if child.index > verb.index:
                child.head = verb.index
                child.deprel = "obl" if child.rel == "nmod" else child.deprel
    verb.lemma, verb.upos = lemma, "VERB"
    first.head, first.deprel = verb.index, "nsubj"
    return entity._replace(span=Span(entity.span.start, name[-1].end))


def _verb_of(sentence: Sentence, word: Word) -> str | None:
    """The lemma of a verb in small letters that the parser takes for a proper noun."""
    text, after = word.text, sentence.words[word.index + 1 :][:1]
    if not text.islower() or text in lexicon("titles", "particles"):
        return None
    known = entries("verbs")
    short = [text.removesuffix(end) for end in ("s", "es", "d", "ed") if text.endswith(end)]
    led = bool(after) and after[0].text in ("on", "upon", "that")
    return next((lemma for lemma in short if lemma in known), text if led else None)


def torn(sentence: Sentence, word: Word) -> bool:
    """`Noam'i said`: what follows the apostrophe of a name is part of it."""
    before = sentence.words[word.index - 1]
    if not TORN.fullmatch(word.text) or before.upos != "PROPN" or before.end != word.start:
        return False
    for child in sentence.children(word):
        child.head = before.index
    above = sentence.head(before)
    first = above if before.rel == "flat" and above is not None else before
    if first.head == word.head:
        first.deprel = word.deprel
    word.head, word.deprel, word.upos = before.index, "flat", "PROPN"
    return True


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
    verb = sentence.head(head)
    if verb is None or head.rel not in ("nsubj", "vocative") or subject is None:
        return False
    other = sentence.child(verb, "nsubj")
    if other not in (None, head) or subject.index < after[0].index:
        return False
    subject.head, subject.deprel = head.head, "nsubj"
    head.head, head.deprel = subject.index, "dislocated"
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


def verb_after_name(sentence: Sentence) -> bool:
    """`Shepherd Bo Poe spits.`: what the name does is no part of it, where there is no verb."""
    root, first = sentence.root, sentence.named.get(sentence.words[0].start)
    if root is None or first is None or first.type not in PERSON_ENTITIES:
        return False
    after = [w for w in sentence.words if w.start >= first.span.end][:1]
    does = bool(after) and after[0].text.islower() and after[0].text.endswith("s")
    inside = does and after[0].upos in ("PROPN", "NOUN") and root.index <= after[0].index
    if not inside or any(w.upos in ("VERB", "AUX") for w in sentence.words):
        return False
    verb = after[0]
    head = top([w for w in sentence.words if first.span.contains(w.start)])
    for word in sentence.children(root):
        if word.index > verb.index or word.rel == "punct":
            word.head = verb.index
    verb.head, verb.deprel, verb.upos, verb.xpos = -1, "root", "VERB", "VBZ"
    verb.feats = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
    head.head, head.deprel = verb.index, "nsubj"
    return True


def name_like_verb(sentence: Sentence, word: Word) -> bool:
    """`Envoy Said Omar said it rained`: a verb in capitals before a name is part of it.

    Or after one: `Nurse Hope Said said it rained`.
    """
    if sentence.section in (Section.HEADLINE, Section.SUBHEADING) or not word.index:
        return False
    if _ends_name(sentence, word):
        return True
    name = sentence.words[word.index + 1 : word.index + 2]
    verb = sentence.head(name[0]) if name else None
    if verb is None or name[0].upos != "PROPN" or name[0].rel != "nsubj":
        return False
    if verb.upos != "VERB" or verb.head != word.index or verb.index < word.index:
        return False
    (first,) = name
    verb.head, verb.deprel = word.head, word.deprel
    for child in sentence.children(word):
        if child is not verb:
            title = child.rel == "nsubj" and child.index < word.index
            child.head = first.index if title else verb.index
            child.deprel = "nmod:desc" if title else child.deprel
    word.head, word.deprel, word.upos = first.index, "compound", "PROPN"
    return True


def _ends_name(sentence: Sentence, word: Word) -> bool:
    before, after = sentence.words[word.index - 1], sentence.words[word.index + 1 :][:1]
    named = before.upos == "PROPN" and (before.rel, before.head) == ("nsubj", word.index)
    if not named or not after or after[0].upos != "VERB" or after[0].head != word.index:
        return False
    (verb,) = after
    verb.head, verb.deprel = word.head, word.deprel
    for child in sentence.children(word):
        if child is not verb:
            child.head = verb.index
    word.head, word.deprel, word.upos = before.index, "flat", "PROPN"
    return True
