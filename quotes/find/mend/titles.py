"""Repairs of kinds of words: `Firm claims strike is illegal`, `said the accused`."""

from quotes.find.standing import TITLES
from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.characters import HYPHENS
from quotes.text.tree import Sentence, Word

SUBJECTS = ("nsubj", "obl")
OFFICES = ("offices", "work", "life")
FINITE = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def claims(sentence: Sentence, word: Word) -> bool:
    """`Firm claims strike is illegal`, `Firm hid faults, nurse claims`: no claims of a firm."""
    if sentence.section not in TITLES or not _may_report(sentence, word):
        return False
    who = sentence.words[word.index - 1]
    noun = sentence.head(word)
    clause = sentence.head(noun) if noun is not None and word.rel == "compound" else None
    if noun is not None and clause is not None and noun.rel == "nsubj" and noun.index > word.index:
        word.head, word.deprel = clause.head, clause.deprel
        clause.head, clause.deprel = word.index, "ccomp"
    elif _closes(sentence, word, who):
        word.deprel = "parataxis"
        if word.head < 0 or word.head == who.index:
            return False
    else:
        return False
    word.upos, word.xpos, word.feats = "VERB", "VBZ", FINITE
    who.head, who.deprel = word.index, "nsubj"
    return True


def person_like_adjective(sentence: Sentence, word: Word) -> bool:
    """`highlights the official`, `said the accused`: who it is, no adjective of nothing."""
    article = sentence.child(word, "det")
    known = word.text.lower() in lexicon("person", *OFFICES)
    after = sentence.words[word.index + 1 :][:1]
    if article is None or not known or (after and after[0].upos in ("NOUN", "PROPN", "ADJ")):
        return False
    word.lemma, word.upos, word.xpos = word.text.lower(), "NOUN", "NN"
    word.feats = "Number=Sing"
    return True


def beside_noun(sentence: Sentence, word: Word) -> bool:
    """`An official familiar with the plan said`: the adjective is the noun's, no second subject."""
    noun = sentence.words[word.index - 1] if word.index else None
    if noun is None or noun.upos != "NOUN" or (noun.head, noun.rel) != (word.head, word.rel):
        return False
    word.head, word.deprel = noun.index, "amod"
    for clause in sentence.children(word, "acl:relcl"):
        clause.head = noun.index
    return True


def hyphened_office(sentence: Sentence, word: Word) -> bool:
    """`Secretary-General of the Hill Council Jane Roe said`: the office is one, and hers."""
    before = sentence.words[max(word.index - 2, 0) : word.index]
    if len(before) < 2 or before[1].text not in HYPHENS or word.head != before[0].index:
        return False
    first = before[0]
    name = sentence.head(first)
    glued = first.end == before[1].start and before[1].end == word.start
    if name is None or not glued or name.index < word.index or name.rel not in SUBJECTS:
        return False
    if name.upos != "PROPN" or first.rel not in ("compound", "nmod"):
        return False
    word.head, word.deprel = name.head, name.deprel
    name.head, name.deprel = word.index, "appos"
    first.head = word.index
    return True


def _may_report(sentence: Sentence, word: Word) -> bool:
    before = sentence.words[word.index - 1] if word.index else None
    noun = before is not None and before.upos in ("NOUN", "PROPN") and before.rel == "compound"
    known = entries("verbs").get(word.lemma.lower(), ())
    singular = word.upos in ("NOUN", "PROPN") and word.text.endswith("s")
    return noun and singular and any(e.cue_class.reporting for e in known)


def _closes(sentence: Sentence, word: Word, who: Word) -> bool:
    """Whether it ends the title, after a comma and a noun."""
    rest = [w for w in sentence.words[word.index + 1 :] if w.upos != "PUNCT"]
    before = [w for w in sentence.words[: who.index] if w.rel not in ("det", "amod", "compound")]
    return not rest and bool(before) and before[-1].text == ","
