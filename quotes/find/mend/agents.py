"""Repairs of passives: who says it stands behind "by", and of what, or for what, beside them.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.cue import is_passive, verb_entries
from quotes.find.persons import is_person
from quotes.lexicon.words import lexicon
from quotes.text.characters import QUOTE_CHARACTERS
from quotes.text.tree import Sentence, Word

CHARGED = {"of": ("accuse",), "for": ("accuse", "criticise", "praise"), "as": ("call",)}
"""What leads to a charge or a name, and the classes of verbs that have one."""


def after_marks(sentence: Sentence, verb: Word) -> bool:
    """`described as “a fool” by the guild`: who says it stands after the marks.

    `Branded “a fool” by the guild, the baker, Jane Roe, was sacked`: not who sacked her.
    """
    if not is_passive(sentence, verb) or _agent(sentence, verb) is not None:
        return False
    above = sentence.head(verb) if verb.rel == "advcl" else None
    for word in sentence.words[verb.index + 1 :]:
        by = sentence.child(word, "case")
        if by is None or by.text.lower() != "by" or word.rel not in ("nmod", "obl"):
            continue
        closed = sentence.words[by.index - 1].text in QUOTE_CHARACTERS
        closed = closed or _is_charger(sentence, word)
        astray = above is not None and word.head == above.index and by.index < above.index
        if closed and (astray or verb in sentence.ancestors(word)):
            if astray and above is not None:
                _own_subject(sentence, word, above)
            word.head, word.deprel = verb.index, "obl:agent"
            return True
    return False


def _is_charger(sentence: Sentence, word: Word) -> bool:
    # "was accused of lying by the bakers": who else would do the accusing
    below = sentence.head(word)
    of = below is not None and below.xpos == "VBG" and below.rel == "advcl"
    speaks = is_person(sentence, word) or word.lemma.lower() in lexicon("organization")
    return of and speaks


def _own_subject(sentence: Sentence, agent: Word, clause: Word) -> None:
    # "by the guild, the baker was sacked": the baker is not the guild
    who = sentence.child(agent, "appos")
    if who is not None and not sentence.child(clause, "nsubj", "csubj", "expl"):
        passive = sentence.child(clause, "aux:pass")
        who.head, who.deprel = clause.index, "nsubj:pass" if passive else "nsubj"


def charged(sentence: Sentence, verb: Word) -> bool:
    """`was accused by bakers of “theft”`, `attacked by bakers for its “greed”`: no such bakers."""
    agent = _agent(sentence, verb) if is_passive(sentence, verb) else None
    if agent is None:
        return False
    classes = {e.cue_class.name for e in verb_entries(sentence, verb)}
    for charge in reversed(sentence.children(agent, "nmod", "acl")):
        below = sentence.subtree(charge)
        named = any(e.span.contains(below[0].start) for e in sentence.entities)
        known = classes.intersection(CHARGED.get(below[0].text.lower(), ()))
        if known and not named and charge.index > agent.index and _is_charge(charge, below):
            charge.head = verb.index
            charge.deprel = "advcl" if charge.rel == "acl" else "obl"
            return True
    return False


def _is_charge(charge: Word, below: list[Word]) -> bool:
    # "of “theft”", "for its “greed”", "of stealing": not "by the union of bakers"
    marked = any(w.text in QUOTE_CHARACTERS for w in below[1:4])
    return marked or charge.xpos == "VBG" or below[1].rel == "nmod:poss"


def _agent(sentence: Sentence, verb: Word) -> Word | None:
    return next(
        (
            w
            for w in sentence.children(verb, "obl")
            if any(c.text.lower() == "by" for c in sentence.children(w, "case"))
        ),
        None,
    )
