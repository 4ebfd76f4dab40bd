"""Repairs of whom a verb is about: who is forgiven, heard or seen, taken for another subject.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.anothers import PERCEIVING
from quotes.find.mend.reporting import reports
from quotes.text.tree import Sentence, Word


def whom(sentence: Sentence, word: Word) -> bool:
    """`Voters have not forgiven Mayor Jane Roe for it`: of two subjects the second is whom."""
    verb = sentence.head(word)
    if verb is None or verb.upos != "VERB" or word.index < verb.index:
        return False
    if reports(verb) and verb.lemma not in PERCEIVING:
        return False  # "Acme, said the report, is late"
    own = any(w.index < verb.index for w in sentence.children(verb, "nsubj"))
    if not own or sentence.subtree(word)[0].index != verb.index + 1:
        return False
    word.deprel = "obj"
    return True
