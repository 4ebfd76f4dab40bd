"""Verbs that leave something untold: who spoke ("the court heard that …"), or what is withheld."""

from collections.abc import Sequence

from quotes.lexicon.entries import Entry
from quotes.lexicon.words import around, words
from quotes.text.kinds import Section
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word

BODIES = around("hearing", "bodies")
HEARERS = around("hearing", "hearers")
EVIDENCE = around("hearing", "evidence")
ADDRESSING = words("addressing")
ANSWERING = around("unspoken", "responding") | {"answer", "reply", "speak"}
NOBODY = around("negation", "subjects") | {"no-one"}
NEGATION = around("negation", "words")
WITHHOLDING = around("withholding", "verbs")
AUXILIARIES = around("withholding", "auxiliaries")
MODIFYING = ("AUX", "ADV", "CCONJ", "DET")
COMING_OUT = around("hearing", "coming_out")


def fits_subject(sentence: Sentence, verb: Word, entry: Entry) -> bool:
    """Whether the verb has the subject that the entry asks for."""
    if entry.subject is None:
        return True
    return hears(sentence, verb) if entry.subject == "hearing" else is_impersonal(sentence, verb)


def hears(sentence: Sentence, verb: Word) -> bool:
    """Whether a hearing is told it: "the court heard that …", "…, inquiry told" in a headline."""
    subjects = [w for w in sentence.children(verb, "nsubj") if w.index < verb.index]
    if not subjects:
        return False
    subject = subjects[-1]
    names = (subject, *sentence.children(subject, "flat"))
    several = "Number=Plur" in subject.feats and subject.lemma.lower() in HEARERS
    if not several and not any(w.lemma.lower() in BODIES for w in names):
        return False
    heard = verb.lemma == "hear" and not _is_sound(sentence, verb)
    return heard or _is_told(sentence, subject, verb)


def _is_sound(sentence: Sentence, verb: Word) -> bool:
    # "the judge heard a bell ring"
    for clause in sentence.children(verb, "ccomp", "xcomp"):
        parts = (clause, *sentence.children(clause, "aux", "cop"))
        if not any(w.is_finite for w in parts):
            return True
    return False


def _is_told(sentence: Sentence, subject: Word, verb: Word) -> bool:
    short = sentence.section in (Section.HEADLINE, Section.SUBHEADING)
    if not short or verb.text.lower() != "told" or sentence.children(verb, "obj", "iobj"):
        return False
    return not sentence.children(subject, "det") and not sentence.children(verb, "aux")


def giver_of(sentence: Sentence, verb: Word) -> Word | None:
    """Who gives the evidence: "the inquiry heard (evidence) from Dr Roe that …"."""
    given = [w for w in sentence.children(verb, "obj") if w.lemma.lower() in EVIDENCE]
    sources = sentence.children(verb, "obl")
    sources += [s for w in given for s in sentence.children(w, "nmod", "nmod:poss")]
    return next((s for s in sources if s.deprel == "nmod:poss" or _is_from(sentence, s)), None)


def _is_from(sentence: Sentence, source: Word) -> bool:
    return any(c.text.lower() in ("from", "by") for c in sentence.children(source, "case"))


def is_impersonal(sentence: Sentence, verb: Word) -> bool:
    """Whether "it" stands for what is said: "it was claimed that …", "it emerged"."""
    it = sentence.child(verb, "expl", "nsubj:pass", "nsubj")
    if it is None or it.text.lower() != "it" or verb.lemma in ADDRESSING:
        return False
    passive = bool(sentence.children(verb, "aux:pass"))
    return passive or verb.lemma in COMING_OUT


def is_silent(sentence: Sentence, verb: Word) -> bool:
    """Whether nothing is said, only a silence told: "Nobody answered", "Roe said nothing"."""
    told = sentence.children(verb, "obj")
    if any(w.lemma.lower() == "nothing" or _is_no(sentence, w) for w in told):
        return True
    if verb.lemma not in ANSWERING:
        return False
    subject = sentence.child(verb, "nsubj")
    nobody = subject is not None and (subject.lemma.lower() in NOBODY or _is_no(sentence, subject))
    return nobody or any(w.text.lower() in NEGATION for w in sentence.children(verb, "advmod"))


def _is_no(sentence: Sentence, noun: Word) -> bool:
    # "no one", "no answer"
    return any(w.text.lower() == "no" for w in sentence.children(noun, "det"))


def withholds(sentence: Sentence, cue: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether it is told what somebody would not say: "declined to say when it would open"."""
    words = [w for w in sentence.words if any(s.contains(w.start) for s in cue)]
    refuses = any(w.lemma in WITHHOLDING for w in words)
    refuses |= any(w.text.lower() in AUXILIARIES and w.upos in MODIFYING for w in words)
    told = [w for w in sentence.words if any(s.contains(w.start) for s in content)]
    clause = any(w.is_finite for w in told)
    about = bool(words) and words[-1].rel == "case"  # "refused to comment on reports that …"
    return refuses and clause and not about and told[0].upos not in ("ADP", "PART")
