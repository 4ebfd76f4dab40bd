"""Repairs of clauses that hang from a word beside the one that they tell of.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from collections.abc import Iterator

from quotes.find.anothers import TAKING, is_text
from quotes.find.persons import is_person
from quotes.lexicon.entries import entries
from quotes.lexicon.words import around, lexicon
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

RELATIVE = ("who", "that", "which")
WORN = around("nouns", "worn") | around("written", "own")
FEELINGS = around("feelings", "nouns")
DRAWING = around("drawing")
SHOWING = around("hearing", "showing")
NAMING = around("unspoken", "naming")
WHEN_SAID = ("after", "before", "when")
IN_PHRASE = ("compound", "flat", "nmod", "nummod")


def relative(sentence: Sentence, verb: Word) -> bool:
    """`a list of sponsors that shows …`, `a clerk for the firm who said …`: who reports."""
    noun, points = sentence.head(verb), sentence.child(verb, "nsubj")
    if verb.deprel != "acl:relcl" or noun is None or points is None or points.index < noun.index:
        return False
    word = points.text.lower()
    if word not in RELATIVE or sentence.children(noun, "conj") or noun.rel == "conj":
        return False
    meant = (
        _of_number(sentence, noun, verb)
        or (_person_above(sentence, noun) if word == "who" else None)
        or (_worn(sentence, noun, points) if word != "who" else None)
        or (_sent(sentence, noun) if word != "who" else None)
    )
    if meant is None:
        return False
    verb.head = meant.index
    return True


def _above(sentence: Sentence, noun: Word) -> Iterator[Word]:
    """The nouns that a noun is told of, the nearest first."""
    for above in sentence.ancestors(noun):
        if noun.rel != "nmod" or above.upos not in ("NOUN", "PROPN", "PRON", "NUM"):
            return
        yield above
        noun = above


def _of_number(sentence: Sentence, noun: Word, verb: Word) -> Word | None:
    """`a list of sponsors that shows`: what is one, of which several are told."""
    first = next(iter(sentence.children(verb, "aux", "cop")), verb)
    one = {"VBZ": True, "VBP": False}.get(first.xpos)
    if one is None or _is_one(noun) in (one, None):
        return None
    return next((w for w in _above(sentence, noun) if _is_one(w) == one), None)


def _is_one(noun: Word) -> bool | None:
    """Whether it is one; None where a verb may take it for either."""
    if noun.lemma.lower() in lexicon("organization", "collectives") or noun.upos == "NUM":
        return None
    if "Number=Plur" in noun.feats:
        return False
    return True if "Number=Sing" in noun.feats else None


def _person_above(sentence: Sentence, noun: Word) -> Word | None:
    """`a clerk for the firm in Hill Town who said`: no firm and no town is "who"."""
    if _is_one(noun) is not True or is_person(sentence, noun):
        return None
    return next((w for w in _above(sentence, noun) if is_person(sentence, w)), None)


def _worn(sentence: Sentence, noun: Word, points: Word) -> Word | None:
    """`a man in a cap that read “Cows first”`: the cap."""
    before = sentence.words[points.index - 1]
    worn = before.upos == "NOUN" and before.lemma.lower() in WORN
    return before if worn and any(w is noun for w in _above(sentence, before)) else None


def _sent(sentence: Sentence, noun: Word) -> Word | None:
    """`a letter to the board that urged it to resign`: not who gets it."""
    above = next(_above(sentence, noun), None)
    to = any(c.text.lower() == "to" for c in sentence.children(noun, "case"))
    sent = above is not None and above.lemma.lower() in lexicon("document")
    return above if to and sent else None


def saying(sentence: Sentence, verb: Word) -> bool:
    """`Officers took calls saying it burned`: the calls; `a clip of Roe saying it burned`: Roe."""
    if verb.xpos != "VBG" or verb.rel != "advcl" or not verb.index:
        return False
    above, before = sentence.head(verb), sentence.words[verb.index - 1]
    entity = sentence.named.get(before.start)
    if entity is not None and entity.type in PERSON_ENTITIES:
        name = [w for w in sentence.words if entity.span.contains(w.start)]
        shown = next((w for w in name if w.rel == "nmod"), None)
        on = sentence.head(shown) if shown is not None else None
        if shown is None or on is None or on.lemma.lower() not in SHOWING:
            return False
        verb.head, verb.deprel = shown.index, "acl"
        return True
    got = above is not None and above.lemma in TAKING and before.head == above.index
    if not got or before.rel != "obj" or not is_text(before):
        return False
    verb.head, verb.deprel = before.index, "acl"
    return True


def drawn(sentence: Sentence, verb: Word) -> bool:
    """`Roe has endured criticism for telling them to wait`: Roe tells them."""
    noun = sentence.head(verb) if verb.rel == "acl" and verb.xpos == "VBG" else None
    above = sentence.head(noun) if noun is not None and noun.rel == "obj" else None
    if noun is None or above is None or noun.lemma.lower() not in FEELINGS:
        return False
    marked = any(m.text.lower() == "for" for m in sentence.children(verb, "mark"))
    if not marked or above.lemma not in DRAWING:
        return False
    verb.head, verb.deprel = above.index, "advcl"
    return True


def by_whom(sentence: Sentence, verb: Word) -> bool:
    """`She chose the theme that would carry her by urging calm`: she urges, not the theme."""
    clause = sentence.head(verb) if verb.rel == "advcl" and verb.xpos == "VBG" else None
    if clause is None or clause.deprel != "acl:relcl":
        return False
    noun, points = sentence.head(clause), sentence.child(clause, "nsubj")
    above = sentence.head(noun) if noun is not None else None
    by = any(m.text.lower() in ("by", "in") for m in sentence.children(verb, "mark"))
    if noun is None or points is None or above is None or not by or noun.rel not in ("obj", "obl"):
        return False
    speaks = noun.lemma.lower() in lexicon("organization") or is_person(sentence, noun)
    if points.text.lower() not in ("that", "which") or speaks or noun.upos != "NOUN":
        return False
    verb.head = above.index
    return True


def noun_after_and(sentence: Sentence, verb: Word) -> bool:
    """`oppose both the firm's use of coal and vow to dig`, `the songs and promises to win`: nouns.

    Between is no other verb that "and" may join it to.
    """
    first = sentence.head(verb) if verb.rel == "conj" else None
    if first is None or verb.lemma not in entries("nouns") or first.index > verb.index:
        return False
    if sentence.words[verb.index - 1].text.lower() != "and" or sentence.child(verb, "nsubj", "aux"):
        return False
    between = sentence.words[first.index + 1 : verb.index]
    both = next((w for w in between if w.text.lower() == "both"), None)
    nouns = [w for w in between if w.upos == "NOUN" and w.rel in ("obj", "obl", "nmod", "conj")]
    if both is not None:
        beside = next((w for w in nouns if w.index == both.head), None)
    else:
        plural = any(w.xpos == "VBP" for w in (first, *sentence.children(first, "aux", "cop")))
        several = [w for w in nouns if "Number=Plur" in w.feats]
        beside = several[-1] if plural and verb.xpos == "VBZ" and several else None
    if beside is None:
        return False
    verb.upos, verb.feats = "NOUN", "Number=Plur" if verb.text.endswith("s") else "Number=Sing"
    verb.xpos = "NNS" if verb.text.endswith("s") else "NN"
    verb.head = beside.index
    for told in sentence.children(verb, "xcomp", "ccomp"):
        told.deprel = "acl"
    return True


def label_after(sentence: Sentence, verb: Word) -> bool:
    """`Roe was furious, calling the plan anti-urban`: what stands after the noun she calls it."""
    what = sentence.child(verb, "obj")
    if verb.lemma not in NAMING or what is None or sentence.child(verb, "xcomp"):
        return False
    beside = [w for w in sentence.children(what, "amod", "acl") if w.index == what.index + 1]
    told = [w for w in beside if w.upos == "ADJ"]
    if not told or what.upos not in ("NOUN", "PRON", "PROPN"):
        return False
    told[0].head, told[0].deprel = verb.index, "xcomp"
    return True


def when_said(sentence: Sentence, verb: Word) -> bool:
    """`It is late, Roe said on Monday after clerks had left`: when she said it."""
    told = verb.rel == "parataxis" or any(
        c.index < verb.index for c in sentence.children(verb, "ccomp")
    )
    clause = next((c for c in sentence.children(verb, "ccomp") if c.index > verb.index), None)
    if clause is None or not told or not is_when(sentence, clause):
        return False
    clause.deprel = "advcl"
    return True


def is_when(sentence: Sentence, clause: Word) -> bool:
    """Whether it tells when something was done: "after clerks had left"."""
    return any(m.text.lower() in WHEN_SAID for m in sentence.children(clause, "mark"))


def loose_relative(sentence: Sentence, verb: Word) -> bool:
    """`Roe forgot the act of May, which states that …`: the act."""
    points = sentence.child(verb, "nsubj") if verb.rel == "parataxis" else None
    if points is None or points.text.lower() not in ("which", "who") or points.index < 2:
        return False
    comma, noun = sentence.words[points.index - 1], sentence.words[points.index - 2]
    while noun.rel in IN_PHRASE and 0 <= noun.head < comma.index:
        noun = sentence.words[noun.head]
    if comma.text != "," or noun.upos not in ("NOUN", "PROPN"):
        return False
    verb.head, verb.deprel = noun.index, "acl:relcl"
    return True


def own_subject(sentence: Sentence, verb: Word) -> bool:
    """`It comes as new figures reveal that it fell`: the figures reveal, they do not come."""
    above = sentence.head(verb)
    if verb.rel != "advcl" or above is None or sentence.child(verb, "nsubj", "csubj"):
        return False
    parts = (verb, *(w for w in sentence.children(verb, "aux") if w.index < verb.index))
    first = min(w.index for w in parts)
    nouns = [w for w in sentence.children(above, "nsubj", "obl") if above.index < w.index < first]
    noun = next((w for w in nouns if sentence.subtree(w)[-1].index == first - 1), None)
    if noun is None or not any(w.is_finite for w in parts):
        return False
    marks = (*sentence.children(verb, "mark"), *sentence.children(noun, "case"))
    led = next((w for w in marks if w.text.lower() == "as" and w.index < noun.index), None)
    if led is None:
        return False
    noun.head, noun.deprel = verb.index, "nsubj"
    led.head, led.deprel = verb.index, "mark"
    return True


def bare(sentence: Sentence, verb: Word) -> bool:
    """`Roe said he will go to the fair and tell growers`: he will tell them.

    Also `Roe said it was late, and Acme would help`.
    """
    first, joining = sentence.head(verb), sentence.child(verb, "cc")
    if first is None or joining is None or first.xpos not in ("VBD", "VBN", "VBZ"):
        return False
    helpers = [w.text.lower() for w in sentence.children(verb, "aux", "mark", "nsubj", "advmod")]
    would = "would" in helpers and "not" not in helpers and first.xpos == "VBD"
    if not would and (helpers or verb.xpos != "VB"):
        return False
    clauses = [c for c in sentence.children(first, "ccomp", "xcomp") if c.index < verb.index]
    clause = clauses[-1] if clauses else None
    if clause is None or clause.index < first.index or not (would or clause.xpos == "VB"):
        return False
    verb.head = clause.index
    return True
