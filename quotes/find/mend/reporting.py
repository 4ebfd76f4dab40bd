"""Repairs at reporting verbs and phrases: who speaks, and what hangs from whom.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mention import ADDRESSING
from quotes.find.untold import BODIES
from quotes.lexicon.entries import entries
from quotes.lexicon.words import lexicon
from quotes.text.characters import DOUBLE_MARKS
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

IN_NAMES = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "PART", "PROPN"})
"""Tags of a name's words and of what one is."""

DAY = 3  # words of a time after a verb: "on Monday night"; chosen by reading, not measured


def reports(word: Word) -> bool:
    """Whether the lexicon knows it for a verb that reports: parses are mended around it."""
    known = entries("verbs").get(word.lemma.lower(), ())
    return any(e.cue_class.reporting for e in known)


def according(sentence: Sentence, word: Word) -> bool:
    """`according to the minister`: "according" is no verb, it marks the minister."""
    if word.rel not in ("advcl", "acl", "xcomp", "parataxis") or word.head < 0:
        return False
    speaker = next((c for c in sentence.children(word, "obl", "obj") if c.index > word.index), None)
    if speaker is None:
        return False
    speaker.head, speaker.deprel = word.head, "obl"
    word.head, word.deprel = speaker.index, "case"
    return True


def hears(sentence: Sentence, word: Word) -> bool:
    """`Roe stole a bike, court hears`: in a headline the verb is taken for a noun."""
    before = sentence.words[word.index - 1] if word.index else None
    if before is None or word.upos != "NOUN" or before.lemma.lower() not in BODIES:
        return False
    word.lemma, word.upos, word.feats = "hear", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin"
    before.head, before.deprel = word.index, "nsubj"
    if word.rel in ("obj", "appos", "nmod", "conj", "obl"):
        word.deprel = "parataxis"
    for clause in sentence.children(word, "acl"):
        clause.deprel = "ccomp"
    return True


def inverted(sentence: Sentence, verb: Word) -> bool:
    """`“We are ready,” said the minister`: what follows is the subject, no object."""
    after = sentence.child(verb, "obj") or sentence.child(verb, "iobj")
    said = [c for c in sentence.children(verb, "ccomp") if c.index < verb.index]
    if after is None or after.index < verb.index or sentence.child(verb, "nsubj", "expl"):
        return False
    stop, mark = ["", "", *(w.text for w in sentence.words[: verb.index])][-2:]
    marked = verb.head < 0 and stop in (",", "!", "?") and mark in DOUBLE_MARKS
    if not (said or marked or verb.rel == "parataxis"):
        return False
    after.deprel = "nsubj"
    return True


def inverted_last(sentence: Sentence, verb: Word) -> bool:
    """`Sales had doubled, boasted promoter Jane Roe`: who ends the sentence boasts.

    Or it is a body by its noun: `The mill will close, claimed the port authority.`
    """
    root, before = sentence.root, sentence.words[: verb.index]
    if root is None or root.index >= verb.index or before[-1].text != ",":
        return False
    if sentence.child(verb, "nsubj", "expl", "aux", "mark") or verb.lemma in ADDRESSING:
        return False
    known = entries("verbs").get(verb.lemma.lower(), ())
    past = "Tense=Past" in verb.feats or verb.text.endswith("ed")
    if not past or not any(e.cue_class.reporting and e.cue_class.utterance for e in known):
        return False
    phrase = [w for w in sentence.words[verb.index + 1 :] if w.upos != "PUNCT"]
    named = any(e.type in PERSON_ENTITIES and e.span.start > verb.start for e in sentence.entities)
    if any(w.upos not in IN_NAMES for w in phrase):
        return False
    inside = {w.index for w in phrase}
    heads = [w for w in phrase if w.head not in inside]
    if not heads or not (named or _is_body(heads, phrase)):
        return False
    first, *rest = heads
    verb.head, verb.deprel, verb.upos = root.index, "parataxis", "VERB"
    first.head, first.deprel = verb.index, "nsubj"
    for word in rest:
        word.head, word.deprel = first.index, "flat"
    return True


def _is_body(heads: list[Word], phrase: list[Word]) -> bool:
    # "claimed the port authority"
    speaks = heads[0].lemma.lower() in lexicon("organization")
    return len(heads) == 1 and phrase[0].text.lower() == "the" and speaks


def said_last(sentence: Sentence, verb: Word) -> bool:
    """`The talks are not dead, envoy Jane Roe said`: no second subject of the talks' clause."""
    after = [w for w in sentence.words[verb.index + 1 :] if w.upos != "PUNCT"]
    before = sentence.words[: verb.index]
    comma = next((w.index for w in reversed(before) if w.upos == "PUNCT"), 0)
    phrase = before[comma + 1 :]
    if after or not comma or before[comma].text != "," or sentence.child(verb, "nsubj", "expl"):
        return False
    start = phrase[0].start if phrase else verb.start
    named = any(e.type in PERSON_ENTITIES and e.span.start >= start for e in sentence.entities)
    if not named or any(w.upos not in IN_NAMES for w in phrase):
        return False
    inside = {w.index for w in phrase}
    first = next((w for w in phrase if w.head not in inside), None)
    if first is None or first.rel != "nsubj":
        return False
    first.head = verb.index
    return True


def passed_on(sentence: Sentence, verb: Word) -> bool:
    """`quoted a friend of Roe as saying it rained`: "saying" goes with "quoted"."""
    whom = sentence.head(verb)
    above = sentence.head(whom) if whom is not None and verb.rel == "acl" else None
    if above is None or above.lemma not in lexicon("roles", "passing-on"):
        return False
    if not any(m.lemma == "as" for m in sentence.children(verb, "mark", "case")):
        return False
    verb.head, verb.deprel = above.index, "advcl"
    return True


def parenthesis(sentence: Sentence, verb: Word) -> bool:
    """`The plan, the minister said, would fail`: no relative clause, the sentence is said."""
    subject = sentence.child(verb, "nsubj") or _torn_subject(sentence, verb)
    if verb.rel not in ("acl", "ccomp", "advcl") or subject is None or subject.index > verb.index:
        return False
    if sentence.children(verb, "obj", "ccomp", "xcomp", "mark") or subject.upos == "DET":
        return False
    if subject.text.lower() in ("that", "which", "who"):
        return False
    clause = sentence.subtree(verb) + sentence.subtree(subject)
    before = min(w.index for w in clause if w.rel != "punct") - 1
    after = _after(sentence, verb)
    if before < 1 or after >= len(sentence.words):
        return False
    if sentence.words[before].text != "," or sentence.words[after].text not in (",", "."):
        return False
    governor = next((w for w in sentence.ancestors(verb) if _is_clause(sentence, w)), None)
    if governor is None:
        return False
    verb.head, verb.deprel = governor.index, "parataxis"
    subject.head, subject.deprel = verb.index, "nsubj"
    return True


def _after(sentence: Sentence, verb: Word) -> int:
    # "said on Monday"
    when = [sentence.subtree(w) for w in sentence.children(verb, "obl")]
    beside = [w for w in when if w[0].index == verb.index + 1 and len(w) <= DAY]
    return beside[0][-1].index + 1 if beside else verb.index + 1


def parted(sentence: Sentence, verb: Word) -> bool:
    """`It is, says the owner, a miracle`: what follows the owner is what it is."""
    if verb.index < 2 or sentence.words[verb.index - 1].text != ",":
        return False
    be = sentence.words[verb.index - 2]
    if be.lemma != "be" or be.head != verb.index or sentence.child(be, "xcomp", "obj", "obl"):
        return False
    it = sentence.child(be, "nsubj") or sentence.child(verb, "nsubj")
    after = [w for w in sentence.words if w.index > verb.index and w.upos in ("NOUN", "PROPN")]
    after = [w for w in after if w.head == verb.index]
    who = next((w for w in after if sentence.subtree(w)[0].index == verb.index + 1), None)
    if it is None or it.index > be.index or who is None:
        return False
    told = sentence.children(verb, "parataxis", "obj", "ccomp", "xcomp")
    beside = [*sentence.children(who, "appos"), *(w for w in told if w.index > who.index)]
    beside = [w for w in beside if _follows_comma(sentence, w)]
    if not beside:
        return False
    what = max(beside, key=lambda w: w.index)
    be.head, be.deprel, be.upos = verb.head, verb.deprel, "VERB"
    verb.head, verb.deprel = be.index, "parataxis"
    it.head, it.deprel = be.index, "nsubj"
    who.head, who.deprel = verb.index, "nsubj"
    what.head, what.deprel = be.index, "obj"
    return True


def _follows_comma(sentence: Sentence, word: Word) -> bool:
    below = [w for w in sentence.subtree(word) if w.upos != "PUNCT"]
    return bool(below) and sentence.words[below[0].index - 1].text == ","


def _torn_subject(sentence: Sentence, verb: Word) -> Word | None:
    # "The plan, the minister said, …": "minister" taken for an apposition of "plan"
    before = sentence.words[verb.index - 1] if verb.index else None
    return before if before is not None and before.rel == "appos" else None


def _is_clause(sentence: Sentence, word: Word) -> bool:
    return word.head < 0 or bool(sentence.children(word, "nsubj", "csubj"))
