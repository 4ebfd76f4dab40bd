"""Repairs of what stands between who speaks and the verb, and of subjects taken for objects.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

import re

from quotes.find.mend.words import words_of
from quotes.find.mention import ADDRESSING
from quotes.find.persons import is_person
from quotes.find.standing import TITLES
from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence, Word

ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
PARTS = frozenset({"part", "portion", "excerpt", "rest"})
MEETINGS = frozenset({"meeting", "gathering"})
PLACING = ("in", "at", "during")


def on_occasion(sentence: Sentence, word: Word) -> bool:
    """`Roe at this conference said`, `Acme in its report said`: where they speak is no part of it.

    `As the mayor wept, the clerk Jane Roe in a long attack called it a lie`: she called it so.
    """
    above, first = sentence.head(word), sentence.subtree(word)[0]
    case = sentence.child(word, "case")
    if above is None or case is None or case is not first or case.text.lower() not in PLACING:
        return False
    if word.rel == "obl":
        return _subject_before(sentence, above, first)
    verb = sentence.head(above)
    named = above.upos == "PROPN" or above.start in sentence.named
    if above.rel != "nsubj" or verb is None or verb.upos != "VERB" or not named:
        return False
    if not is_occasion(sentence, word) or word.index > verb.index:
        return False
    word.head, word.deprel = verb.index, "obl"
    return True


def is_occasion(sentence: Sentence, word: Word) -> bool:
    """Whether it is where somebody speaks: "this conference", "its report"."""
    known = lexicon("roles", "occasions") | lexicon("document", "findings")
    return word.lemma.lower() in known and bool(sentence.child(word, "det", "nmod:poss"))


def _subject_before(sentence: Sentence, verb: Word, first: Word) -> bool:
    """Hang the person named before a phrase from a verb that has no subject."""
    name = next((e for e in sentence.entities if _ends_before(sentence, e.span.end, first)), None)
    if name is None or name.type not in PERSON_ENTITIES or first.index > verb.index:
        return False
    finite = verb.is_finite and verb.lemma in entries("verbs")
    if not finite or sentence.child(verb, "nsubj", "csubj", "expl", "aux:pass"):
        return False
    words = words_of(sentence, name)
    who = next((w for w in words if w.rel in ("appos", "obj", "nsubj")), None)
    if who is None or verb in sentence.subtree(who):
        return False
    who.head, who.deprel = verb.index, "nsubj"
    return True


def _ends_before(sentence: Sentence, end: int, word: Word) -> bool:
    return word.index > 0 and sentence.words[word.index - 1].end == end


def after_pronoun(sentence: Sentence, verb: Word) -> bool:
    """`It was mocked by them, who said it was late`: they said so."""
    who = sentence.child(verb, "nsubj")
    if verb.rel != "advcl" or who is None or who.text.lower() != "who" or who.index < 2:
        return False
    noun, comma = sentence.words[who.index - 2 : who.index]
    if comma.text != "," or noun.upos != "PRON" or noun.rel not in ("obl", "obj"):
        return False
    verb.head, verb.deprel = noun.index, "acl:relcl"
    return True


def put_in(sentence: Sentence, verb: Word) -> bool:
    """`Trains, pointed out the mayor, will run`: she says it, and the trains will run."""
    noun = sentence.head(verb)
    who = sentence.child(verb, "obj")
    if verb.rel not in ("acl", "appos") or noun is None or noun.rel != "nsubj" or who is None:
        return False
    known = any(e.cue_class.reporting for e in entries("verbs").get(verb.lemma, ()))
    known |= sentence.child(verb, "compound:prt") is not None
    clause, phrase = sentence.head(noun), [w for w in sentence.subtree(who) if w.rel != "punct"]
    before, after = sentence.words[verb.index - 1], sentence.words[phrase[-1].index + 1 :][:1]
    if not known or clause is None or before.text != "," or not after or after[0].text != ",":
        return False
    between = sentence.words[verb.index + 1 : phrase[0].index]
    speaks = who.upos == "PROPN" or who.start in sentence.named or is_person(sentence, who)
    speaks |= who.lemma.lower() in lexicon("organization")
    if not speaks or any(w.deprel != "compound:prt" for w in between):
        return False
    if clause.index < after[0].index or not sentence.child(clause, "aux", "cop", "obj", "ccomp"):
        return False
    verb.head, verb.deprel = clause.index, "parataxis"
    who.deprel = "nsubj"
    return True


def led_by(sentence: Sentence, verb: Word) -> bool:
    """`The panel led by then mayor Bo Poe said it was late`: the panel, not who leads it."""
    who = sentence.child(verb, "nsubj")
    by = sentence.child(who, "case") if who is not None else None
    first = sentence.subtree(who)[0] if who is not None else None
    if who is None or by is None or first is None or by.text.lower() != "by" or not by.index:
        return False
    led = sentence.words[by.index - 1]
    noun = sentence.head(led) if led.xpos == "VBN" and led.rel == "acl" else None
    if noun is None or noun.index > led.index or noun.upos not in ("NOUN", "PROPN"):
        return False
    noun.head, noun.deprel = verb.index, "nsubj"
    who.head, who.deprel = led.index, "obl:agent"
    return True


def asked_to(sentence: Sentence, verb: Word) -> bool:
    """`Singer asked to leave town`: in a title it is who is asked."""
    if sentence.section not in TITLES or verb.lemma not in ADDRESSING or verb.rel != "root":
        return False
    subject, to = sentence.child(verb, "nsubj"), sentence.child(verb, "xcomp")
    after = sentence.words[verb.index + 1 :][:1]
    past = verb.xpos in ("VBD", "VBN") and not sentence.child(verb, "aux", "obj", "iobj")
    if subject is None or to is None or not past or not after or after[0].text.lower() != "to":
        return False
    subject.deprel = "nsubj:pass"
    return True


def own_office(sentence: Sentence, word: Word) -> bool:
    """`Jane Roe and HLP Chairperson said`: she is it, where nobody is named after the office."""
    first = sentence.head(word)
    named = sentence.named.get(first.start) if first is not None else None
    phrase = [w for w in sentence.subtree(word) if w.rel != "punct"]
    after = sentence.words[phrase[-1].index + 1 :][:1]
    if first is None or named is None or named.type not in PERSON_ENTITIES or first.rel != "nsubj":
        return False
    known = lexicon("person", "offices") | lexicon("roles", "of-places")
    office = word.lemma.lower() in known and "Number=Plur" not in word.feats and word.text.istitle()
    beside = sentence.children(word, "det", "nmod:poss", "appos", "flat")
    bare = not any(w.index > first.index for w in beside)
    if not office or not bare or phrase[-1] is not word or not after:
        return False
    several = len(sentence.children(first, "conj")) > 1
    plural = several or after[0].xpos == "VBP" or after[0].text == "were"
    if plural or after[0].upos not in ("VERB", "AUX"):
        return False
    word.deprel = "appos"
    return True


def part_of(sentence: Sentence, word: Word) -> bool:
    """`Part of the letter read: …`, `A meeting of bishops said`: the letter, and the bishops."""
    verb, whole = sentence.head(word), sentence.child(word, "nmod")
    if verb is None or verb.lemma not in entries("verbs") or whole is None:
        return False
    of = sentence.child(whole, "case")
    text = word.lemma.lower() in PARTS and whole.lemma.lower() in lexicon("document")
    held = word.lemma.lower() in MEETINGS and "Number=Plur" in whole.feats
    said = text or (held and is_person(sentence, whole))
    if not said or of is None or of.text.lower() != "of" or of.index < word.index:
        return False
    for beside in sentence.children(word):
        if beside.index > word.index:
            beside.head = whole.index
    whole.head, whole.deprel = word.head, word.deprel
    word.head, word.deprel, of.head = whole.index, "nmod:desc", word.index
    return True


def without_ordinal(sentence: Sentence, entity: Entity) -> Entity | None:
    """`the 12th National Bread Fair (NBF) awards`: which of them it is, is none of the name."""
    words = words_of(sentence, entity)
    after = sentence.words[words[-1].index + 1 :][:1] if words else []
    if len(words) < 3 or not ORDINAL.fullmatch(words[0].text) or not after:
        return None
    if after[0].text != "(" or entity.type in PERSON_ENTITIES:
        return None
    return entity._replace(span=Span(words[1].start, entity.span.end))


def unmarked(sentence: Sentence, entity: Entity) -> Entity | None:
    """`Mayor Jane Roe “said it was late”`: a mark that opens after a name is none of it."""
    words = words_of(sentence, entity)
    marks = [w for w in words if w.text in QUOTE_CHARACTERS]
    if len(words) < 2 or marks != words[-1:]:
        return None
    return entity._replace(span=Span(entity.span.start, words[-2].end))
