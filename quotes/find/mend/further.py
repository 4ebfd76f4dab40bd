"""Repairs of a second verb: what else the same speaker says, or another one.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mend.reporting import reports
from quotes.lexicon.words import around
from quotes.text.characters import DOUBLE_MARKS
from quotes.text.tree import Sentence, Word

SIGNS = around("signs", "verbs")
ADDING = around("tails", "adding")
OWN = ("he", "she", "it", "they", "there")


def coordinate(sentence: Sentence, verb: Word) -> bool:
    """`He said the plan had failed and warned of delays`: "warned" goes with "said"."""
    if verb.rel != "conj" or sentence.child(verb, "nsubj", "aux", "mark"):
        return False
    first = sentence.head(verb)
    if first is None or first.rel not in ("ccomp", "xcomp"):
        return False
    if reports(first) and (not first.is_finite or _same_tense(first, verb)):
        return False
    matrix = sentence.head(first)
    if matrix is not None and first.rel == "xcomp" and not reports(matrix):
        first, matrix = matrix, sentence.head(matrix)  # "might seem wrong and cautioned"
        if first.rel != "ccomp":
            return False
    if matrix is None or not reports(matrix) or matrix.rel == "xcomp":
        return False
    same = _same_tense(matrix, verb) or (_is_gerund(matrix, verb) and not _is_gerund(first, first))
    if not same or verb.index < matrix.index:
        return False
    verb.head = matrix.index
    return True


def beyond(sentence: Sentence, verb: Word) -> bool:
    """`He asked to see what failed and insisted it be shown`: "what" insists on nothing.

    `He said they could not stay and demanded help`: "could demanded" is no verb.
    """
    first = sentence.head(verb)
    if verb.rel != "conj" or first is None or sentence.child(verb, "nsubj", "aux", "mark"):
        return False
    what = sentence.child(first, "nsubj")
    unlike = first.xpos == "VB" or (what is not None and what.text.lower() == "what")
    above = (w for w in sentence.ancestors(first) if w.upos == "VERB" and _same_tense(w, verb))
    matrix = next(above, None)
    if verb.xpos != "VBD" or not unlike or matrix is None or matrix.index > first.index:
        return False
    if not reports(matrix):
        return False
    verb.head = matrix.index
    return True


def not_only(sentence: Sentence, verb: Word) -> bool:
    """`She said he not only called but also warned them`: she says that he did both."""
    before = [w.text.lower() for w in sentence.words[max(verb.index - 2, 0) : verb.index]]
    if verb.rel != "conj" or before != ["but", "also"]:
        return False
    both = (w for w in sentence.words[: verb.index] if w.rel == "ccomp" and w.head == verb.head)
    first = next((w for w in both if _only(sentence, w)), None)
    if first is None:
        return False
    verb.head = first.index
    return True


def _only(sentence: Sentence, verb: Word) -> bool:
    return any(w.text.lower() == "only" for w in sentence.children(verb, "advmod"))


def last_listed(sentence: Sentence, verb: Word) -> bool:
    """`It has oaks, ponds, and a lawn, it said`: the lawn is listed, and does not speak."""
    subjects = [w for w in sentence.children(verb, "nsubj") if w.index < verb.index]
    if len(subjects) != 2:
        return False
    listed, who = ([w for w in sentence.subtree(s) if w.upos != "PUNCT"] for s in subjects)
    start = next((w.index for w in listed if w.upos != "CCONJ"), 0)
    before = [w.text for w in sentence.words[max(start - 2, 0) : start]]
    others = [w for w in sentence.words[:start] if w.rel == "conj" and w.upos in ("NOUN", "PROPN")]
    if before not in ([",", "and"], [",", "or"]) or not others or sentence.head(others[-1]) is None:
        return False
    if sentence.words[who[0].index - 1].text != ",":
        return False
    subjects[0].head, subjects[0].deprel = others[-1].head, "conj"
    sentence.words[start - 1].head = subjects[0].index
    return True


def goes_on(sentence: Sentence, verb: Word) -> bool:
    """`told us that talks are held “to end it”`: they are, to end it; nobody is told to."""
    clauses = [c for c in sentence.children(verb, "ccomp", "xcomp") if c.index > verb.index]
    if len(clauses) != 2 or clauses[0].rel != "ccomp":
        return False
    first, second = clauses
    that = any(m.text.lower() == "that" for m in sentence.children(first, "mark"))
    to = any(m.text.lower() == "to" for m in sentence.children(second, "mark"))
    if not that or not to or sentence.child(second, "nsubj"):
        return False
    second.head, second.deprel = first.index, "advcl"
    return True


def adding(sentence: Sentence, verb: Word) -> bool:
    """`She said it had rained, adding that the road was closed`: she adds, not the rain.

    Also `adding it was closed`, `while noting that it was`, `“It rained” stating that it would`.
    """
    named = verb.text == "calling" and _is_of_pronoun(sentence, verb)
    known = verb.text in ADDING or named
    if not known or verb.rel not in ("acl", "advcl", "ccomp", "conj", "csubj"):
        return False
    marks = sentence.children(verb, "mark")
    before = sentence.words[(marks[0] if marks else verb).index - 1].text
    led = not marks or marks[0].text.lower() == "while"
    clause = any(c.index > verb.index for c in sentence.children(verb, "ccomp"))
    apart = before in (",", *DOUBLE_MARKS) or bool(marks) or (clause and verb.rel == "advcl")
    if sentence.child(verb, "nsubj", "cc", "aux") or not (led and apart):
        return False
    above = [w for w in sentence.ancestors(verb) if w.index < verb.index and _tells(w)]
    finite = [w for w in above if w.is_finite] or above
    said = finite[-1 if before in DOUBLE_MARKS else 0] if finite else None
    if said is None or (said.index == verb.head and verb.rel == "advcl"):
        return False
    verb.head, verb.deprel = said.index, "advcl"
    return True


def _is_of_pronoun(sentence: Sentence, verb: Word) -> bool:
    # "said she would not go, calling it a trap": no other person stands between
    above = [w for w in sentence.ancestors(verb) if sentence.child(w, "nsubj", "expl")]
    subject = sentence.child(above[0], "nsubj", "expl") if above else None
    return subject is not None and subject.text.lower() in OWN


def _tells(word: Word) -> bool:
    # "the survey shows that …, adding"
    return word.upos == "VERB" and (reports(word) or word.lemma in SIGNS)


def _is_gerund(one: Word, other: Word) -> bool:
    # "acknowledging that it was late but warning of delays"
    return one.xpos == other.xpos == "VBG"


def _same_tense(one: Word, other: Word) -> bool:
    def tense(word: Word) -> str:
        if "Tense=Past" in word.feats or word.text.lower().endswith("ed"):
            return "past"
        return "present" if "Tense=Pres" in word.feats and "Fin" in word.feats else "none"

    return tense(one) == tense(other) != "none"
