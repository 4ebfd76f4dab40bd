"""Repairs around what is put in: between dashes, behind a noun, or as `in the words of Roe`.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mend.reporting import reports
from quotes.find.persons import is_person
from quotes.lexicon.words import lexicon
from quotes.text.characters import DASHES, QUOTATION_MARKS
from quotes.text.tree import Sentence, Word


def reduced(sentence: Sentence, verb: Word) -> bool:
    """`People briefed on the plan said that …`: they are who said it, and did not brief."""
    before = sentence.words[verb.index - 1] if verb.index else None
    if before is None or before.upos == "PUNCT" or sentence.child(verb, "nsubj", "expl"):
        return False
    clauses = sentence.children(verb, "ccomp")
    if len(clauses) < 2 or clauses[0].index > verb.index or clauses[1].index < verb.index:
        return False
    who = sentence.child(clauses[0], "nsubj")
    done = clauses[0].upos == "VERB" and clauses[0].text.endswith(("ed", "en", "wn"))
    if who is None or who.upos == "PRON" or not done or sentence.child(clauses[0], "aux", "obj"):
        return False
    who.head, who.deprel = verb.index, "nsubj"
    clauses[0].head, clauses[0].deprel = who.index, "acl"
    return True


def within_dashes(sentence: Sentence, verb: Word) -> bool:
    """`argued at length - rebuking them all - that it rained`: what is argued, not rebuked."""
    if verb.rel != "advcl" or verb.xpos != "VBG" or not _is_after_dash(sentence, verb):
        return False
    clause, above = sentence.child(verb, "ccomp"), sentence.head(verb)
    that = sentence.child(clause, "mark") if clause is not None else None
    if clause is None or above is None or that is None or not reports(above):
        return False
    if that.text.lower() != "that" or not _is_after_dash(sentence, that):
        return False
    clause.head = above.index
    return True


def _is_after_dash(sentence: Sentence, word: Word) -> bool:
    return word.index > 0 and sentence.words[word.index - 1].text in DASHES


def in_the_words(sentence: Sentence, word: Word) -> bool:
    """`in the words of the minister`: the words are no thing, they mark the minister."""
    led = sentence.words[max(word.index - 2, 0) : word.index + 2]
    if [w.text.lower() for w in led] == ["in", "the", "words", "of"] and word.rel == "fixed":
        return _words_apart(sentence, led[0])
    of = [c for c in sentence.children(word, "nmod") if c.index > word.index]
    if [w.text.lower() for w in led] != ["in", "the", "words", "of"] or not of or word.head < 0:
        return False
    speaker, first = of[0], led[0]
    clauses = sentence.children(sentence.words[word.head], "ccomp")
    gift = next((c for c in clauses if c.index > speaker.index), speaker)  # "was, …, a gift"
    for other in sentence.children(word):
        if other not in (*led, speaker):
            other.head = gift.index if other.index < first.index else speaker.index
    speaker.head, speaker.deprel = word.head if gift is speaker else gift.index, "obl"
    first.head, first.deprel = speaker.index, "case"
    for fixed in led[1:3]:
        fixed.head, fixed.deprel = first.index, "fixed"
    return True


def _words_apart(sentence: Sentence, first: Word) -> bool:
    # `in the words of a friend, “a gift”`: the gift is no friend
    speaker = sentence.head(first)
    gift = sentence.child(speaker, "appos") if speaker is not None else None
    if speaker is None or gift is None or speaker.head < 0:
        return False
    opening = next((w for w in sentence.subtree(gift) if w.text != ","), gift)
    if opening.text not in QUOTATION_MARKS:
        return False
    for word in sentence.children(speaker):
        if word.index < first.index:
            word.head = gift.index
    gift.head, gift.deprel = speaker.head, speaker.deprel
    speaker.head, speaker.deprel = gift.index, "obl"
    return True


def inserted(sentence: Sentence, verb: Word) -> bool:
    """`The baker, said the guild, was a master`: the guild says it, and the baker was one."""
    noun, who = sentence.child(verb, "nsubj"), sentence.child(verb, "obj", "iobj")
    if noun is None or who is None or noun.index > verb.index or sentence.child(verb, "aux"):
        return False
    phrase = [w for w in sentence.subtree(who) if w.rel != "punct"]
    after = sentence.words[phrase[-1].index + 1 :][:2]
    beside = phrase[0].index == verb.index + 1 and sentence.words[verb.index - 1].text == ","
    if not beside or [w.text for w in after[:1]] != [","] or not _speaks(sentence, who):
        return False
    told = [c for c in sentence.children(verb, "ccomp") if c.index > after[0].index]
    if len(told) != 1 or sentence.child(told[0], "nsubj", "expl", "mark"):
        return False
    clause = told[0]
    parts = (clause, *sentence.children(clause, "aux", "cop"))
    if not any(w.is_finite for w in parts):
        return False
    clause.head, clause.deprel = verb.head, verb.deprel
    noun.head, verb.head, verb.deprel = clause.index, clause.index, "parataxis"
    who.deprel = "nsubj"
    return True


def _speaks(sentence: Sentence, word: Word) -> bool:
    noun = word.lemma.lower()
    speaks = noun in lexicon("organization") or noun in lexicon("document")
    return speaks or word.start in sentence.named or is_person(sentence, word)
