"""What another said is told in a verb's clause: "quoted Roe as saying", "mocked Roe for saying"."""

from quotes.find.cue import is_passive, verb_entries
from quotes.find.persons import is_person
from quotes.lexicon.words import around, lexicon
from quotes.text.tree import Sentence, Word

BLAMED = ("advcl", "obl", "xcomp")
PERCEIVING = around("perceiving")
FEELINGS = around("feelings", "nouns")
SENDING = ("send", "dispatch")
TAKING = around("hearing", "taking")
AT = around("prepositions", "at_whom")


def of_another(sentence: Sentence, verb: Word) -> Word | None:
    """The verb of what another said: "quoted Roe as saying", "mocked Roe for saying"."""
    if verb.lemma in lexicon("roles", "passing-on"):
        return next((w for w in sentence.words if passer_on(sentence, w) is verb), None)
    return _faulted(sentence, verb)


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
    if governor is None or verb.rel not in BLAMED or not marks & {"of", "for"}:
        return None
    if sentence.child(verb, "nsubj") or verb.xpos != "VBG":
        return None  # "it took a year for the court to say so"
    whom = sentence.children(governor, "obj", "iobj")
    if any(w.lemma.lower() in FEELINGS for w in whom):
        return None  # "drew the anger of Poe for saying"
    if "for" in marks and not whom:
        whom = [w for w in sentence.children(governor, "obl") if _is_at(sentence, w)]
    return next((w for w in whom if governor.index < w.index < verb.index), None)


def perceived(sentence: Sentence, verb: Word) -> Word | None:
    """Who was seen or heard saying it: "watched Roe leave, shouting that …": Roe shouts."""
    governor = sentence.head(verb)
    if governor is None or verb.rel not in ("advcl", "acl") or verb.xpos != "VBG":
        return None
    heard = sentence.head(governor) if verb.rel == "acl" and governor.rel == "obl" else governor
    if heard is not None and heard.lemma in PERCEIVING and is_passive(sentence, heard):
        return sentence.child(heard, "nsubj:pass")  # "Roe was overheard by a guard telling …"
    if verb.rel == "acl":
        return None
    if governor.lemma in PERCEIVING and not is_passive(sentence, governor):
        seen = sentence.child(governor, "obj", "iobj")
    else:
        above = sentence.head(governor)
        watched = above is not None and above.lemma in PERCEIVING
        inner = watched and governor.rel in ("ccomp", "xcomp")
        seen = sentence.child(governor, "nsubj") if inner else None
    does = seen is not None and any(
        w.upos == "VERB" and seen.index < w.index < verb.index for w in sentence.words
    )
    return seen if does else None


def sent_to_tell(sentence: Sentence, verb: Word) -> Word | None:
    """Who is sent: "sent a messenger to warn the town"."""
    governor = sentence.head(verb)
    to = any(m.text.lower() == "to" for m in sentence.children(verb, "mark"))
    sends = governor is not None and governor.lemma in SENDING and verb.rel == "advcl"
    whom = sentence.child(governor, "obj") if governor is not None and sends and to else None
    return whom if whom is not None and is_person(sentence, whom) else None


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
    return any(c.text.lower() in AT for c in cases)


def _faulted(sentence: Sentence, verb: Word) -> Word | None:
    # "mocked Roe for saying that …", "Roe was attacked by rivals for saying that …"
    for said in sentence.children(verb, *BLAMED):
        marked = any(m.lemma == "for" for m in sentence.children(said, "mark", "case"))
        classes = [e.cue_class for e in verb_entries(sentence, said)]
        reports = any(c.utterance or c.reporting for c in classes)
        if marked and reports and sentence.children(said, "ccomp"):
            known = blamed(sentence, said) is not None or is_passive(sentence, verb)
            return said if known else None
    return None
