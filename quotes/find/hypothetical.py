"""What nobody said: it is denied, imagined, wished for, asked about, or hangs on a condition."""

from quotes.find.accept import NOBODY, UNREAL
from quotes.find.acts import act_of
from quotes.find.cue import CARRYING, FUTURE, NEGATION, verb_entries
from quotes.find.finding import Finding
from quotes.find.widen import CONDITIONS
from quotes.lexicon.words import around
from quotes.text.document import Document
from quotes.text.kinds import Act, QuoteType
from quotes.text.tree import Sentence, Word

CONDITIONAL = around("auxiliaries", "conditional")
HYPOTHETICAL = UNREAL | CONDITIONAL
INVERTED = around("auxiliaries", "inverted")
IMAGINING = around("unspoken", "imagining")
WISHING = around("unspoken", "wishing")
UNTRUE = around("unspoken", "untrue")
TRUE = around("unspoken", "true")
SCARCE = around("negation", "few")
SOME = around("unspoken", "some")
ANY = around("determiners", "any")
ONGOING = around("leading", "others") | around("carried_out") | {"go", "manage"}
SUBJECTS = ("DET", "NOUN", "PRON", "PROPN")
DENYING = NEGATION | around("negation", "neither") | {"no"}
NOT_ALONE = around("negation", "not_alone")
BELOW = ("ccomp", "csubj", "acl", "advcl", "obj", "xcomp")  # how a clause hangs from another


def is_hypothetical(document: Document, finding: Finding) -> bool:
    """`nobody ever says “that will do”`, `imagine that he told you`, `had he said “go”, …`."""
    verb, sentence = finding.cue_verb, finding.sentence
    if verb is None or document.statement_at(verb.start) is not None:
        return False
    if _is_imagined(sentence, verb) or _is_untrue(sentence, verb) or _is_wished(sentence, verb):
        return True
    if _is_compared(sentence, verb):
        return True
    if finding.start < verb.start:
        return False
    direct = _is_direct(document, finding, verb)
    if _is_inverted(sentence, verb) or _is_asked(document, sentence, verb, direct=direct):
        return True
    if _is_anybodys(document, finding) or _is_denied_in_front(sentence, verb):
        return True
    marks = {w.text.lower() for w in sentence.children(verb, "mark")}
    if not direct:
        unreal = _is_unreal(sentence, verb) or _is_to_come(finding, verb) or "without" in marks
        return finding.quote_type == QuoteType.INDIRECT and unreal
    if _is_told_anybody(sentence, verb):
        return True
    if verb.rel == "advcl" and not CONDITIONS.isdisjoint(marks):
        return True
    first = sentence.head(verb) if verb.rel == "conj" else None
    joined = first is not None and not sentence.children(verb, "nsubj")
    nobody = joined and first is not None and _has_no_subject(sentence, first)
    return (
        nobody
        or "without" in marks
        or any(_denies(sentence, word) for word in _governing(sentence, verb))
    )


def _is_direct(document: Document, finding: Finding, verb: Word) -> bool:
    """Whether all but who is told stands in marks: `nobody asked [her “why?”]`."""
    sentence = finding.sentence
    told = [w for o in sentence.children(verb, "iobj") for w in sentence.subtree(o)]
    words = finding.words
    beside = [w for w in words if not document.is_quoted(w.start) and w.upos != "PUNCT"]
    mixed = finding.quote_type == QuoteType.MIXED and all(w in told for w in beside)
    return mixed or finding.quote_type == QuoteType.DIRECT


def _is_imagined(sentence: Sentence, verb: Word) -> bool:
    """`imagine a minister who says so`, `ask a driver and he will say so`."""
    below = verb
    for above in sentence.ancestors(verb):
        joined = below.rel == "conj" and above.rel in BELOW  # "imagine he rang and said so"
        if below.rel not in BELOW and not joined:
            break
        if (
            above.upos == "VERB"
            and above.lemma.lower() in IMAGINING
            and not sentence.child(above, "nsubj")
        ):
            return True
        below = above
    first = sentence.head(verb) if verb.rel == "conj" else None
    if first is not None and first.rel == "root" and first.lemma.lower() in IMAGINING:
        return not sentence.child(first, "nsubj")  # "suppose they rang and said so"
    if first is None or "Mood=Imp" not in first.feats or sentence.child(first, "nsubj"):
        return False
    auxiliaries = {w.text.lower() for w in sentence.children(verb, "aux")}
    return sentence.child(verb, "nsubj") is not None and not FUTURE.isdisjoint(auxiliaries)


def _is_untrue(sentence: Sentence, verb: Word) -> bool:
    """`it is not true that the pilot told passengers to jump`."""
    above = sentence.head(verb)
    if above is None or verb.rel not in ("csubj", "ccomp") or not sentence.child(above, "cop"):
        return False
    negated = any(w.text.lower() in NEGATION for w in sentence.children(above, "advmod"))
    return above.lemma.lower() in (TRUE if negated else UNTRUE)


def _is_wished(sentence: Sentence, verb: Word) -> bool:
    """`I expected him to shout “get out”`, `he wished she had said “no”`."""
    above = sentence.head(verb)
    if above is None or verb.rel not in ("xcomp", "ccomp") or above.lemma not in WISHING:
        return False
    auxiliaries = {w.text.lower() for w in sentence.children(verb, "aux")}
    if above.lemma == "wish" and auxiliaries & (INVERTED | HYPOTHETICAL):
        return True
    to = any(w.text.lower() == "to" for w in sentence.children(verb, "mark"))
    return to and bool(sentence.children(above, "obj", "iobj") + sentence.children(verb, "nsubj"))


def _is_compared(sentence: Sentence, verb: Word) -> bool:
    """`it cost more than the bank had projected`, `it was like saying that it is fine`."""
    marks = {w.text.lower() for w in sentence.children(verb, "mark", "case")}
    told = sentence.child(verb, "ccomp")
    than = "than" in marks and (told is None or told.index < verb.index)
    return than or ("like" in marks and verb.xpos == "VBG" and not sentence.child(verb, "nsubj"))


def _is_unreal(sentence: Sentence, verb: Word) -> bool:
    """`if his brother were alive, he would tell him`, `some would say that it rained`."""
    if CONDITIONAL.isdisjoint(w.text.lower() for w in sentence.children(verb, "aux")):
        return False
    who = sentence.child(verb, "nsubj")
    if who is not None and who.text.lower() == "who":
        who = sentence.head(verb) if verb.deprel == "acl:relcl" else None
    if who is not None and who.text.lower() in SOME and _is_bare(sentence, who, verb):
        return True
    for clause in sentence.children(verb, "advcl"):
        marks = {w.text.lower() for w in sentence.children(clause, "mark")}
        parts = (clause, *sentence.children(clause, "cop", "aux"))
        if "if" in marks and any(w.text.lower() in INVERTED for w in parts):
            return True
    return False


def _is_bare(sentence: Sentence, who: Word, verb: Word) -> bool:
    """Whether nothing tells who they are, nor when: not "local people", "would later admit"."""
    told = [w for w in sentence.children(who) if w is not verb and w.rel not in ("det", "cc")]
    return not told and not sentence.children(verb, "advmod", "obl:unmarked")


def _is_to_come(finding: Finding, verb: Word) -> bool:
    """`the inquiry will show why`, `he can close the mill and call for a vote`.

    So with `decided to close the mill and call for a vote`, or `urged them to go and ask for help`.
    """
    sentence = finding.sentence
    coming = {w.text.lower() for w in sentence.children(verb, "aux")} & (FUTURE | CONDITIONAL)
    if coming and act_of(finding) == Act.DOCUMENT:
        return True
    first = sentence.head(verb) if verb.rel == "conj" else None
    bare = not verb.is_finite and verb.xpos == "VB"  # not "could feel it and warned"
    if first is None or not bare or sentence.children(verb, "nsubj", "aux"):
        return False
    said = any(e.cue_class.utterance for e in verb_entries(sentence, first))
    aux = {w.text.lower() for w in sentence.children(first, "aux")}
    while first.rel == "conj" and (before := sentence.head(first)) is not None:
        first = before
    above = sentence.head(first) if first.rel in ("xcomp", "advcl") else None
    if above is not None and any(m.text == "to" for m in sentence.children(first, "mark")):
        asked = bool(sentence.children(above, "obj", "iobj", "obl"))
        if asked and any(e.cue_class.utterance for e in verb_entries(sentence, above)):
            return True
        return first.rel == "xcomp" and not (said or above.lemma in ONGOING)
    return not said and not sentence.child(verb, "mark") and not aux.isdisjoint(UNREAL)


def _is_inverted(sentence: Sentence, verb: Word) -> bool:
    """`had he said “go away”, I would have gone`."""
    led, first = _inverting(sentence, verb), sentence.words[0]
    to = any(w.text.lower() == "to" for w in sentence.children(verb, "mark"))
    if first.text.lower() == "were" and to and verb.rel != "root":
        return not _is_question(sentence)  # "were a judge to ask “why?”, I would tell her"
    if led is not None and led.text.lower() in INVERTED:
        return not _is_question(sentence)
    would = any(w.text.lower() in CONDITIONAL for w in sentence.children(verb, "aux"))
    return would and any(_makes_condition(sentence, w) for w in sentence.words[: verb.index])


def _makes_condition(sentence: Sentence, word: Word) -> bool:
    """`[had] you asked him, he would have said “yes”`, `and [were] you to ask, …`."""
    before = sentence.words[max(0, word.index - 1) : word.index]
    begins = all(w.upos in ("CCONJ", "PUNCT") for w in before)
    turned = any(w.upos in SUBJECTS for w in sentence.words[word.index + 1 :][:1])
    led = word.upos == "AUX" and word.head > word.index + 1
    return word.text.lower() in INVERTED and begins and turned and led


def _is_denied_in_front(sentence: Sentence, verb: Word) -> bool:
    """`nor did he promise that …`, `at no point has she said so`; not `not only did she say …`."""
    subjects = sentence.children(verb, "nsubj", "expl")
    for word in sentence.children(verb, "aux"):
        if not any(s.index > word.index for s in subjects):
            continue
        front = [w.text.lower() for w in sentence.words[max(0, word.index - 3) : word.index]]
        if not DENYING.isdisjoint(front) and NOT_ALONE.isdisjoint(front):
            return True
    return False


def _is_asked(document: Document, sentence: Sentence, verb: Word, *, direct: bool) -> bool:
    """`Would the general say that he was sorry?`; of words in marks only what is possible."""
    if not _is_question(sentence) or document.is_quoted(verb.start):
        return False
    led = _inverting(sentence, verb)
    above = [_inverting(sentence, w) for w in sentence.ancestors(verb)]
    possible = any(w is not None and w.text.lower() in HYPOTHETICAL for w in (led, *above))
    return possible or (led is not None and not direct)


def _inverting(sentence: Sentence, verb: Word) -> Word | None:
    """The auxiliary that stands before the subject."""
    subject = sentence.child(verb, "nsubj")
    before = [w for w in sentence.children(verb, "aux") if subject and w.index < subject.index]
    return before[0] if before else None


def _is_told_anybody(sentence: Sentence, verb: Word) -> bool:
    """`Ask, and you would be told “no”`."""
    who = sentence.child(verb, "nsubj:pass")
    would = {w.text.lower() for w in sentence.children(verb, "aux")} & CONDITIONAL
    return who is not None and who.text.lower() in ("you", "one") and bool(would)


def _is_question(sentence: Sentence) -> bool:
    return any(w.text == "?" for w in sentence.words[-2:])


def _is_anybodys(document: Document, finding: Finding) -> bool:
    """`A good cook never complains. He says “let me see”`: what anybody of a kind says."""
    verb, mention, here = finding.cue_verb, finding.mention, finding.sentence
    pronoun = mention is not None and mention.head.upos == "PRON"
    if verb is None or not pronoun or "Tense=Pres" not in verb.feats:
        return False
    before = [s for s in document.sentences if s.number == here.number - 1]
    root = before[0].root if before and before[0].paragraph == here.paragraph else None
    subject = before[0].child(root, "nsubj") if root is not None else None
    if root is None or subject is None or "Tense=Past" in root.feats:
        return False
    kind = any(w.text.lower() in ANY for w in before[0].children(subject, "det"))
    return kind and any(w.text.lower() == "never" for w in before[0].children(root, "advmod"))


def _governing(sentence: Sentence, verb: Word) -> list[Word]:
    # "has occasion to say", "hear anyone say", "would dream of saying"
    found = [verb]
    for above in sentence.ancestors(verb):
        heard = found[-1].rel in ("ccomp", "parataxis") and above.lemma in CARRYING
        of = any(w.text.lower() == "of" for w in sentence.children(found[-1], "mark"))
        if found[-1].rel not in ("xcomp", "acl", "obj") and not (heard or of):
            break
        found.append(above)
    return found


def _has_no_subject(sentence: Sentence, word: Word) -> bool:
    subject = sentence.child(word, "nsubj")
    none = [subject, *sentence.children(subject, "det")] if subject is not None else []
    few = [w for n in none for w in sentence.children(n, "amod") if w.text.lower() in SCARCE]
    ever = any(w.text.lower() == "ever" for w in sentence.children(word, "advmod"))
    return any(w.lemma.lower() in NOBODY for w in none) or (ever and bool(few))


def _is_any(sentence: Sentence, word: Word) -> bool:
    subject = sentence.child(word, "nsubj")
    kind = {w.text.lower() for w in sentence.children(subject, "det")} if subject else set()
    only = any(w.text.lower() == "only" for w in sentence.children(word, "advmod"))
    return not ANY.isdisjoint(kind) and not only


def _denies(sentence: Sentence, word: Word) -> bool:
    adverbs = sentence.children(word, "advmod", "cc")
    once = [n for w in adverbs if w.text.lower() == "once" for n in sentence.children(w, "advmod")]
    negated = (w.text.lower() in NEGATION for w in (*adverbs, *once))  # "never once said"
    if _has_no_subject(sentence, word) or any(negated):
        return True
    unreal = {w.text.lower() for w in sentence.children(word, "aux")} & HYPOTHETICAL
    if unreal and _is_any(sentence, word):
        return True  # "a good cook would say “let me see”", but "a spokesman would only say"
    clauses = sentence.children(word, "advcl")
    marks = [m.text.lower() for c in clauses for m in sentence.children(c, "mark")]
    return bool(unreal and (unreal & UNREAL or not CONDITIONS.isdisjoint(marks)))
