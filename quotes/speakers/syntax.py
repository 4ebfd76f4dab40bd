"""What the tree tells of a phrase that stands for somebody."""

from collections.abc import Iterator

from quotes.lexicon.words import lexicon
from quotes.text.tree import Sentence, Word

# How much a sentence is about a phrase. Chosen by reading, not measured.
MAIN_SUBJECT, SUBJECT = 2, 1

ASIDE = frozenset("although though while as because since when after before unless until".split())


def first_conjunct(sentence: Sentence, word: Word) -> Word:
    """The first of those that "and" joins to this word."""
    for above in (word, *sentence.ancestors(word)):
        word = above
        if above.rel != "conj":
            break
    return word


def weight_of(sentence: Sentence, word: Word) -> float:
    """How much the sentence is about a phrase: the main subject most."""
    above = sentence.head(word)
    if word.rel != "nsubj" or above is None:
        return 0
    return MAIN_SUBJECT if above.rel in ("root", "parataxis", "conj") else SUBJECT


def subject_ahead(sentence: Sentence, word: Word) -> Word | None:
    """Find the subject of the clause that follows: "While he hinted at it, Roe said"."""
    for above in (word, *sentence.ancestors(word)):
        if above.rel in ("advcl", "obl") and above.head > above.index:
            subject = sentence.child(sentence.words[above.head], "nsubj")
            if subject is not None and subject.index > above.index:
                return subject
    return None


def subject_above(sentence: Sentence, word: Word) -> Word | None:
    """Find the subject of the clause before a pronoun's own: "Roe wept as she spoke about it"."""
    verb = sentence.head(word)
    if word.rel != "nsubj" or verb is None or verb.rel != "advcl" or verb.head > verb.index:
        return None
    subject = sentence.child(sentence.words[verb.head], "nsubj")
    marked = sentence.child(verb, "mark") is not None or sentence.child(verb, "advmod") is not None
    return subject if subject is not None and marked and subject.index < verb.head else None


def subject_around(sentence: Sentence, word: Word) -> Word | None:
    """The subject of a clause with what the pronoun's is about: "Roe held a talk in which he …"."""
    verb = sentence.head(word)
    if word.rel != "nsubj" or verb is None:
        return None
    beside = (w for w in sentence.children(verb, "obl") if w.text.lower() == "which")
    which = next((w for w in beside if sentence.child(w, "case")), None)
    before = sentence.words[: which.index] if which is not None else []
    noun = next((w for w in reversed(before) if w.upos in ("NOUN", "PROPN")), None)
    if noun is None or noun.rel not in ("obj", "obl") or which is None or word.index < which.index:
        return None
    clause = sentence.head(noun)
    if clause is None:
        return None
    subject = sentence.child(clause, "nsubj") or _torn_subject(sentence, clause)
    if subject is None or subject.index >= clause.index:
        return None
    between = sentence.words[subject.index : clause.index]
    return None if any(w.text.lower() in ("he", "she") for w in between) else subject


def _torn_subject(sentence: Sentence, verb: Word) -> Word | None:
    """Who stands right before a verb, given another part: "hours after Roe, who leads, held it"."""
    above = sentence.head(verb)
    if above is None or verb.rel != "advcl" or sentence.child(verb, "mark"):
        return None
    beside = sentence.children(above, "obl", "nsubj")
    return next((w for w in beside if sentence.subtree(w)[-1].index == verb.index - 1), None)


def main_owner(sentence: Sentence) -> Word | None:
    """Whose the subject is of a sentence that a colon ends: "Roe's temper was tested: He …"."""
    subject = main_subject(sentence)
    colon = sentence.words[-1].text == ":"
    return sentence.child(subject, "nmod:poss") if colon and subject is not None else None


def fronted_beside(sentence: Sentence, word: Word) -> Word | None:
    """Whom a sentence is about, before its subject: "For Roe, he said", "As for Roe, he said"."""
    verb = sentence.head(word)
    if word.rel != "nsubj" or verb is None:
        return None
    for noun in sentence.children(verb, "obl"):
        after = sentence.subtree(noun)[-1].index
        if noun.index < word.index and after == word.index - 1 and _is_about(sentence, noun):
            return noun
    return None


def _is_about(sentence: Sentence, noun: Word) -> bool:
    case = [c.text.lower() for c in sentence.children(noun, "case", "mark")]
    case += [c.text.lower() for c in sentence.words[: noun.index] if c.rel == "fixed"]
    return "for" in case


def fronted(sentence: Sentence) -> Word | None:
    """Whom a sentence begins with: "For Roe, the game is lost", "As for Roe, it went well"."""
    root = sentence.root
    subject = main_subject(sentence)
    if root is None or subject is None:
        return None
    first = (w for w in sentence.children(root, "obl") if w.index < subject.index)
    noun = next(first, None)
    opens = noun is not None and sentence.subtree(noun)[0].index <= 1
    return noun if noun is not None and opens and _is_about(sentence, noun) else None


def is_reported(sentence: Sentence, pronoun: Word, other: Word) -> bool:
    """Whether a word stands in what the pronoun's verb reports: "Roe was late, he said"."""
    verb = sentence.head(pronoun)
    if verb is None:
        return False
    above = {other.index, *(w.index for w in sentence.ancestors(other))}
    if pronoun.index in above:
        return True
    told = sentence.children(verb, "ccomp", "xcomp", "parataxis")
    if any(c.index in above and not _is_aside(sentence, c) for c in told):
        return True
    beside = verb.rel == "parataxis" and verb.head in above and verb.index not in above
    return beside and not _has_own_content(sentence, verb)


def _has_own_content(sentence: Sentence, verb: Word) -> bool:
    """Whether a clause reports its own words: "Roe wavered when, later, he stated that …"."""
    told = (w for w in sentence.children(verb, "ccomp") if w.index > verb.index)
    which = (
        w for w in sentence.children(verb, "obj", "obl") if w.text.lower() in ("which", "whom")
    )
    return any(told) or any(which)


def says(sentence: Sentence, name: Word) -> bool:
    """Whether somebody named is the subject of "say": "the mayor, Ann Roe, said"."""
    for word in (name, *sentence.ancestors(name)):
        if word.rel == "nsubj":
            verb = sentence.head(word)
            return verb is not None and verb.lemma == "say"
        if word.rel not in ("appos", "flat"):
            return False
    return False


def _is_aside(sentence: Sentence, clause: Word) -> bool:
    # "Although Roe hesitated, he said …": what the parser takes for the content is none
    return any(m.lemma.lower() in ASIDE for m in sentence.children(clause, "mark"))


def issuers(sentence: Sentence, noun: Word) -> Iterator[Word]:
    """Who issued a document, by its own words: "a statement by Roe", "the ministry's letter"."""
    yield from owners_before(sentence, noun)
    for above in (noun, *sentence.children(noun, "acl")):
        for child in sentence.children(above, "obl", "nmod"):
            case = {c.text.lower() for c in sentence.children(child, "case")}
            if case & {"by", "from", "'s", "’s"}:
                yield child


def owners_before(sentence: Sentence, noun: Word) -> Iterator[Word]:
    """Who issued a document by the words before it; not where it appeared: "a Facebook post"."""
    for before in sentence.children(noun, "nmod:poss", "compound"):
        if before.text.casefold() not in lexicon("organization", "platforms"):
            yield before
            yield from sentence.children(before, "compound")


def is_issued(sentence: Sentence, noun: Word, subject: Word) -> bool:
    """Whether the subject issues it: "Roe said in a statement", "Roe released a letter"."""
    verb = sentence.head(noun)
    if verb is None or subject.rel != "nsubj" or sentence.head(subject) is not verb:
        return False
    gets = verb.lemma.lower() in lexicon("roles", "getting")  # "faces a lawsuit"
    return noun.rel == "obl" or (noun.rel == "obj" and not gets)


def same_as(sentence: Sentence, noun: Word) -> Word | None:
    """Of whom a noun tells what he is: "Roe, the mayor", "Roe is the mayor" give Roe."""
    above = sentence.head(noun)
    if above is not None and noun.deprel == "nmod:desc" and above.index > noun.index:
        return above  # "Youth Chairman Advice Roe"
    if above is not None and noun.rel in ("appos", "list") and above.index < noun.index:
        return above
    if noun.rel == "conj" and sentence.child(noun, "det", "nmod:poss") is None:
        first = first_conjunct(sentence, noun)  # "Roe, a jurist and researcher"
        told = sentence.head(first) if first.rel == "appos" else None
        return told if told is not None and told.index < first.index else None
    subject = sentence.child(noun, "nsubj") if sentence.child(noun, "cop") else None
    return None if subject is None or sentence.child(noun, "case") else subject


def subject_of_verb(sentence: Sentence, noun: Word) -> Word | None:
    """The subject of the verb that a noun hangs from: "Roe" of "Roe told the Herald".

    Not of "showed it to a team".
    """
    verb = None if noun.rel == "obl" and noun.text.islower() else sentence.head(noun)
    subject = sentence.child(verb, "nsubj") if verb is not None else None
    return subject if subject is not noun else None


def subject_beside(sentence: Sentence, noun: Word) -> Word | None:
    """The subject of the clause in which a noun is another part: who is not what it says."""
    for word in (noun, *sentence.ancestors(noun)):
        if word.rel in ("nsubj", "appos", "conj", "xcomp", "root", "advcl", "ccomp", "parataxis"):
            return None
        if word.rel in ("obj", "iobj", "obl"):
            verb = sentence.head(word)
            return sentence.child(verb, "nsubj") if verb is not None else None
    return None


def main_subject(sentence: Sentence) -> Word | None:
    """The subject of the main clause."""
    return sentence.child(sentence.root, "nsubj") if sentence.root is not None else None
