"""Repairs at reporting verbs and phrases: who speaks, and what hangs from whom.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mention import ADDRESSING
from quotes.find.persons import is_person
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
    if after is not None and _opens(sentence, verb, after):
        return True
    said = [c for c in sentence.children(verb, "ccomp") if c.index < verb.index]
    if after is None or after.index < verb.index or sentence.child(verb, "nsubj", "expl"):
        return False
    stop, mark = ["", "", *(w.text for w in sentence.words[: verb.index])][-2:]
    marked = verb.head < 0 and stop in (",", "!", "?") and mark in DOUBLE_MARKS
    if not (said or marked or verb.rel == "parataxis"):
        return False
    after.deprel = "nsubj"
    return True


def _opens(sentence: Sentence, verb: Word, after: Word) -> bool:
    """`Said the mayor, Bo Poe: “We won”`: up to the colon stands who says it."""
    colon = next((w.index for w in sentence.words if w.text == ":"), 0)
    who = sentence.words[verb.index + 1 : colon]
    asks = verb.text.lower() == verb.lemma.lower()  # "Ask the mayor: …"
    if verb.index or after not in who or asks or sentence.child(verb, "nsubj", "expl"):
        return False
    if any(w.upos not in (*IN_NAMES, "PUNCT", "NUM") for w in who):
        return False
    after.deprel = "nsubj"
    for word in who:
        if word is not after and word.head == verb.index:
            word.head, word.deprel = after.index, "punct" if word.upos == "PUNCT" else "appos"
    for at, entity in enumerate(sentence.entities):
        named = after.end + 2 == entity.span.start and entity.span.end == who[-1].end
        if named and is_person(sentence, after):  # "the cook, Hope Frame"
            sentence.entities[at] = entity._replace(type="PERSON")
    return True


def inverted_last(sentence: Sentence, verb: Word) -> bool:
    """`Sales had doubled, boasted promoter Jane Roe`: who ends the sentence boasts.

    Or it is a body by its noun: `The mill will close, claimed the port authority.`, or several:
    `The mill is noisy, allege local bakers.`
    """
    root, before = sentence.root, sentence.words[: verb.index]
    if root is None or root.index >= verb.index or before[-1].text != ",":
        return False
    if sentence.child(verb, "nsubj", "expl", "aux", "mark") or verb.lemma in ADDRESSING:
        return False
    known = entries("verbs").get(verb.lemma.lower(), ())
    past = "Tense=Past" in verb.feats or verb.text.endswith("ed")
    several = verb.text == verb.lemma and _are_people(sentence)
    if not (past or several) or not any(
        e.cue_class.reporting and e.cue_class.utterance for e in known
    ):
        return False
    phrase = [w for w in sentence.words[verb.index + 1 :] if w.upos != "PUNCT"]
    named = any(e.type in PERSON_ENTITIES and e.span.start > verb.start for e in sentence.entities)
    if any(w.upos not in IN_NAMES for w in phrase):
        return False
    inside = {w.index for w in phrase}
    heads = [w for w in phrase if w.head not in inside]
    if not heads or not (named or several or _is_body(heads, phrase)):
        return False
    first, *rest = heads
    stray = [w for w in before if w.head in inside and w.rel != "punct"]
    for word in stray:  # "because of the mill, allege …": the mill is none of those who do
        word.head = stray[-1].index
    if stray:
        stray[-1].head, stray[-1].deprel = root.index, "obl"
    verb.head, verb.deprel, verb.upos = root.index, "parataxis", "VERB"
    first.head, first.deprel = verb.index, "nsubj"
    for word in rest:
        word.head, word.deprel = first.index, "flat"
    return True


def _is_body(heads: list[Word], phrase: list[Word]) -> bool:
    # "claimed the port authority"
    speaks = heads[0].lemma.lower() in lexicon("organization")
    return len(heads) == 1 and phrase[0].text.lower() == "the" and speaks


def _are_people(sentence: Sentence) -> bool:
    # "allege local bakers"
    last = next((w for w in reversed(sentence.words) if w.upos != "PUNCT"), None)
    return last is not None and last.xpos == "NNS" and is_person(sentence, last)


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


def said_ahead(sentence: Sentence, verb: Word) -> bool:
    """`Roe said under the act, the fair was lawful`: it was lawful, she said."""
    told = sentence.head(verb)
    who, subject = sentence.child(verb, "nsubj"), told and sentence.child(told, "nsubj")
    if told is None or who is None or subject is None or verb.rel != "advcl":
        return False
    if not verb.is_finite or sentence.child(verb, "mark", "ccomp", "obj", "xcomp"):
        return False
    if who.text.lower() in ("that", "this"):
        return False  # "That said, it is true"
    if not who.index < verb.index < subject.index or not _follows_comma(sentence, subject):
        return False
    verb.head, verb.deprel = told.head, told.deprel
    told.head, told.deprel = verb.index, "ccomp"
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


def closing(sentence: Sentence, verb: Word) -> bool:
    """`The boy told her he was cold, an inquest has heard`: all of it was heard."""
    clause = sentence.head(verb) if verb.rel == "parataxis" else None
    subject = sentence.child(verb, "nsubj")
    if clause is None or subject is None or clause.rel != "ccomp" or subject.upos == "PRON":
        return False
    main, phrase = sentence.head(clause), sentence.subtree(subject)
    first = next(w.index for w in phrase if w.rel != "punct")
    after = [w for w in sentence.words[verb.index + 1 :] if w.upos != "PUNCT"]
    when = {w.index for o in sentence.children(verb, "obl") for w in sentence.subtree(o)}
    ends = clause.index < subject.index < verb.index and all(w.index in when for w in after)
    if main is None or main.rel != "root" or main.index > clause.index or not ends:
        return False
    if not first or sentence.words[first - 1].text != ",":
        return False
    verb.head = main.index
    return True


def within_relative(sentence: Sentence, verb: Word) -> bool:
    """`The list has four mills which, it says, leak`: it says that they leak."""
    subject = sentence.child(verb, "nsubj")
    if subject is None or subject.index < 2 or subject.index != verb.index - 1:
        return False
    which, comma = sentence.words[subject.index - 2], sentence.words[subject.index - 1]
    clause, after = sentence.head(which), sentence.words[verb.index + 1 :][:1]
    relative = which.text.lower() in ("who", "which", "that", "where") and comma.text == ","
    if not relative or clause is None or clause.index < verb.index or not after:
        return False
    if after[0].text != ",":
        return False
    if verb in sentence.ancestors(clause):
        return False
    noun = sentence.words[which.index - 1]
    if clause.rel == "ccomp" and noun.upos in ("NOUN", "PROPN"):
        clause.head, clause.deprel = noun.index, "acl:relcl"
    verb.head, verb.deprel = clause.index, "parataxis"
    return True


def told_last(sentence: Sentence, verb: Word) -> bool:
    """`The ferry sank, a court was told`: the court is told, and the ferry sank."""
    clause = next((c for c in sentence.children(verb, "ccomp") if c.index < verb.index), None)
    if clause is None or verb.lemma not in ("hear", *ADDRESSING):
        return False
    own, theirs = (sentence.children(w, "nsubj") for w in (verb, clause))
    if len(own) == 2 and not theirs and own[0].index < clause.index < own[1].index:
        own[0].head = clause.index
        return True
    if own or not theirs or not clause.index < theirs[-1].index < verb.index:
        return False
    theirs[-1].head = verb.index
    return True


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
