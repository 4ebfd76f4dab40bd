"""What another said is told in a verb's clause: "quoted Roe as saying", "mocked Roe for saying"."""

from collections.abc import Set

from quotes.find.cue import is_passive, verb_entries
from quotes.find.persons import is_person
from quotes.lexicon.words import around, lexicon
from quotes.text.tree import Sentence, Word

BLAMED = ("advcl", "obl", "xcomp")
PERCEIVING = around("perceiving")
FEELINGS = around("feelings", "nouns")
GETTING = around("drawing", "verbs") | {"lose", "accept"}
SENDING = ("send", "dispatch")
TAKING = around("hearing", "taking")
REGRETTING = around("regretting")
TIMES = ("DATE", "TIME")
LABELLING = "call"  # a class of cues
AT = around("prepositions", "at_whom")


def of_another(sentence: Sentence, verb: Word) -> Word | None:
    """The verb of what another said: "quoted Roe as saying", "mocked Roe for saying"."""
    if verb.lemma in lexicon("roles", "passing-on"):
        return next((w for w in sentence.words if passer_on(sentence, w) is verb), None)
    return _regretted(sentence, verb) or _faulted(sentence, verb)


def passer_on(sentence: Sentence, verb: Word) -> Word | None:
    """The verb that passes another's words on: "the agency quoted Roe as saying": Roe says."""
    governor = sentence.head(verb)
    if governor is None or governor.lemma not in lexicon("roles", "passing-on"):
        return None
    passed = any(m.lemma == "as" for m in sentence.children(verb, "mark", "case"))
    return governor if passed else None


def blamed(sentence: Sentence, verb: Word) -> Word | None:
    """Who is blamed or praised for what they say: "accused Roe of saying", "angry at Roe for"."""
    governor = sentence.head(verb)
    marks = {m.lemma for m in sentence.children(verb, "mark", "case")}
    within = _is_within_whom(sentence, verb, marks)
    if governor is None or not (verb.rel in BLAMED or within) or not marks & {"of", "for"}:
        return None
    having = verb.xpos == "VBN" and any(w.text == "having" for w in sentence.children(verb, "aux"))
    if sentence.child(verb, "nsubj") or not (verb.xpos == "VBG" or having):
        return None  # "it took a year for the court to say so"
    if within:
        return governor
    whom = sentence.children(governor, "obj", "iobj")
    if any(w.lemma.lower() in FEELINGS for w in whom):
        return None  # "drew the anger of Poe for saying"
    if governor.lemma in GETTING and not any(w.start in sentence.named for w in whom):
        return None  # "lost her post for saying"
    if "for" in marks and not whom:
        whom = [w for w in sentence.children(governor, "obl") if _is_at(sentence, w)]
    return next((w for w in whom if governor.index < w.index < verb.index), None)


def _is_within_whom(sentence: Sentence, verb: Word, marks: Set[str]) -> bool:
    # "angry at the bishop for having said": the clause may hang from the bishop
    whom = sentence.head(verb) if verb.rel == "acl" and "for" in marks else None
    if whom is None or whom.rel not in ("obj", "obl") or not is_person(sentence, whom):
        return False
    return whom.rel == "obj" or _is_at(sentence, whom)


def perceived(sentence: Sentence, verb: Word) -> Word | None:
    """Who was seen or heard saying it: "watched Roe leave, shouting that …": Roe shouts."""
    governor = sentence.head(verb)
    if governor is None or verb.rel not in ("advcl", "acl", "conj", "xcomp", "ccomp"):
        return None
    heard = sentence.head(governor) if verb.rel == "acl" and governor.rel == "obl" else governor
    passive = heard is not None and heard.lemma in PERCEIVING and is_passive(sentence, heard)
    if heard is not None and passive and verb.xpos == "VBG":
        return sentence.child(heard, "nsubj:pass")  # "Roe was overheard by a guard telling …"
    active = governor.lemma in PERCEIVING and not passive
    if active and verb.rel in ("xcomp", "ccomp") and not verb.is_finite:
        return None if sentence.child(verb, "nsubj") else sentence.child(governor, "obj", "iobj")
    if active and verb.rel == "conj" and verb.xpos == "VB" != governor.xpos:
        return sentence.child(governor, "obj")  # "heard the cook, Bo Poe, shout"
    if verb.rel != "advcl" or verb.xpos != "VBG":
        return None
    if active:
        seen = sentence.child(governor, "obj", "iobj")
    else:
        above = sentence.head(governor)
        watched = above is not None and above.lemma in PERCEIVING
        inner = watched and governor.rel in ("ccomp", "xcomp")
        seen = sentence.child(governor, "nsubj") if inner else None
    return seen if seen is not None and _goes_on(sentence, seen, verb) else None


def _goes_on(sentence: Sentence, seen: Word, verb: Word) -> bool:
    # "saw Roe leave, shouting", "saw the coach, Bo Poe, shouting", not "saw Roe, shouting"
    between = [w for w in sentence.words if seen.index < w.index < verb.index]
    apposed = sentence.child(seen, "appos") is not None
    commas = [w.text for w in between].count(",")
    return any(w.upos == "VERB" for w in between) or commas == (2 if apposed else 0)


def sent_to_tell(sentence: Sentence, verb: Word) -> Word | None:
    """Who is sent: "sent a messenger to warn the town"."""
    governor = sentence.head(verb)
    to = any(m.text.lower() == "to" for m in sentence.children(verb, "mark"))
    sends = governor is not None and governor.lemma in SENDING and verb.rel == "advcl"
    whom = sentence.child(governor, "obj") if governor is not None and sends and to else None
    return whom if whom is not None and is_person(sentence, whom) else None


def sender_of(sentence: Sentence, verb: Word) -> Word | None:
    """Who sends a text to others that says it: "They sent texts to clients claiming that"."""
    noun = sentence.words[verb.index - 1] if verb.index and verb.xpos == "VBG" else None
    if noun is None or noun.upos not in ("NOUN", "PROPN") or verb.rel not in ("acl", "advcl"):
        return None
    to = any(c.text.lower() == "to" for c in sentence.children(noun, "case"))
    sends = sentence.head(noun)
    if sends is not None and noun.rel == "nmod":  # "a letter to the union asking it to stop"
        sends = sentence.head(sends)
    sent = sentence.child(sends, "obj") if sends is not None else None
    if not to or sends is None or sent is None or not is_text(sent):
        return None
    return sentence.child(sends, "nsubj") if verb.head in (noun.index, sends.index) else None


def text_taken(sentence: Sentence, verb: Word) -> Word | None:
    """The call or text that says it to who takes it: "Officers took calls saying it burned"."""
    noun = sentence.head(verb) if verb.rel == "acl" and verb.xpos == "VBG" else None
    above = sentence.head(noun) if noun is not None else None
    if noun is None or above is None or noun.index != verb.index - 1 or noun.rel != "obj":
        return None
    return noun if is_text(noun) and above.lemma in TAKING else None


def is_text(noun: Word) -> bool:
    """Whether it is something that says what its writer or caller does: "calls", "letter"."""
    return noun.lemma.lower() == "call" or noun.lemma.lower() in lexicon("document")


def _is_at(sentence: Sentence, word: Word) -> bool:
    # "angry at Roe", "furious with Roe": the parser may hang the preposition elsewhere
    first = sentence.subtree(word)[0]
    before = sentence.words[first.index - 1]
    cases = (*sentence.children(word, "case"), first, before)
    dated = any(e.type in TIMES and e.span.contains(word.start) for e in sentence.entities)
    return not dated and any(c.text.lower() in AT for c in cases)


def _regretted(sentence: Sentence, verb: Word) -> Word | None:
    # "apologised for telling them that …", "regretted saying that …"
    if verb.lemma not in REGRETTING:
        return None
    for said in sentence.children(verb, "advcl", "xcomp"):
        classes = [e.cue_class for e in verb_entries(sentence, said)]
        reports = any(c.utterance or c.reporting for c in classes)
        if reports and said.xpos == "VBG" and sentence.child(said, "ccomp"):
            return said
    return None


def _faulted(sentence: Sentence, verb: Word) -> Word | None:
    # "mocked Roe for saying that …", "Roe was attacked by rivals for saying that …"
    whom = sentence.children(verb, "obj", "obl")
    clauses = [c for w in whom for c in sentence.children(w, "acl")]
    for said in (*sentence.children(verb, *BLAMED), *clauses):
        marked = any(m.lemma == "for" for m in sentence.children(said, "mark", "case"))
        classes = [e.cue_class for e in verb_entries(sentence, said)]
        reports = any(c.utterance or c.reporting for c in classes)
        told = reports and bool(sentence.children(said, "ccomp"))
        told |= any(c.name == LABELLING for c in classes) and bool(sentence.children(said, "obj"))
        if marked and told:
            known = blamed(sentence, said) is not None or is_passive(sentence, verb)
            return said if known else None
    return None
