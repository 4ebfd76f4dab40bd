"""Who speaks, in the words of that place: subject, agent, possessor, or one that is inherited."""

from collections.abc import Sequence

from quotes.find.anothers import AT, blamed, passer_on, perceived, sender_of, sent_to_tell
from quotes.find.cue import CARRYING, EXPECTING, Cue, is_passive
from quotes.find.givers import giver_of_noun, shared_owner, source_above
from quotes.find.persons import is_named
from quotes.find.untold import giver_of, hears, is_impersonal
from quotes.lexicon.words import around, lexicon, words
from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word

SHORT_LABEL = 8  # words before a colon that may name a speaker


OUTSIDE = ("punct", "case", "parataxis", "discourse", "advcl", "mark", "cc:preconj")


ADDRESSING = words("addressing")


VOICING = words("voicing")


FEW = around("negation", "subjects", "few") - {"little"}  # "her little brother"


def mention_of(sentence: Sentence, head: Word, without: tuple[Word, ...] = ()) -> Mention:
    """The noun phrase around this head, with apposition and role, without marks at its ends."""
    outside = [*sentence.children(head, *OUTSIDE), *_loose_clauses(sentence, head)]
    phrase = sentence.subtree(head, without=(*outside, *without))
    at = phrase.index(head)
    start = end = at
    while start and _joined(sentence, phrase[start - 1], phrase[start]):
        start -= 1
    while end + 1 < len(phrase) and _joined(sentence, phrase[end], phrase[end + 1]):
        end += 1
    while phrase[start].rel == "punct" and start < at:
        start += 1
    while phrase[start].rel == "cc" and start < at:
        start += 1
    while phrase[end].rel == "punct" and end > at:
        end -= 1
    first, last = phrase[start].index, _with_name(sentence, phrase[end].index)
    last = _with_bracket(sentence, first, last)
    return Mention(sentence, head, Span(sentence.words[first].start, sentence.words[last].end))


def closed(text: str, span: Span) -> Span:
    """With the comma that closes an apposition: "Roe, a teacher, said" names "Roe, a teacher,"."""
    start, end = span
    closes = text.startswith(",", end) and "," in text[start:end]
    return Span(start, end + 1) if closes else span


def _with_name(sentence: Sentence, last: int) -> int:
    # "campaign director Jane Roe", where the parser tore the name off
    while last + 1 < len(sentence.words):
        here, after = sentence.words[last], sentence.words[last + 1]
        torn = after.upos == "PROPN" and after.rel not in ("obl", "obj", "iobj", "nmod", "conj")
        if not torn or here.upos not in ("NOUN", "PROPN") or after.start - here.end > 1:
            break
        last += 1
    return last


def _with_bracket(sentence: Sentence, first: int, last: int) -> int:
    # "Roe (who has 25 delegates)"
    texts = [w.text for w in sentence.words[first : last + 1]]
    if "(" in texts[1:] and ")" not in texts:
        following = sentence.words[last + 1 : last + 2]
        return (
            last + 1 if following and following[0].text == ")" else first + texts.index("(", 1) - 1
        )
    return last


def _loose_clauses(sentence: Sentence, head: Word) -> list[Word]:
    # "the mayor that the bridge …" (a content astray); "Roe, echoing the mayor, said"
    return [
        c
        for c in sentence.children(head, "acl", "ccomp")
        if any(m.lemma == "that" for m in sentence.children(c, "mark"))
        or (
            c.deprel != "acl:relcl"
            and (
                sentence.words[sentence.subtree(c)[0].index - 1].text == ","
                or sentence.subtree(c)[0].text == ","
            )
        )
    ]


def _joined(sentence: Sentence, left: Word, right: Word) -> bool:
    # "Jane Roe, a teacher": the comma may hang elsewhere
    between = sentence.words[left.index + 1 : right.index]
    return all(w.rel == "punct" for w in between)


def speaker_of(sentence: Sentence, cue: Cue) -> Mention | None:
    """The mention of this cue's speaker, or None."""
    if cue.kind == "phrase":
        return mention_of(sentence, cue.head)
    if cue.kind == "noun":
        return _of_noun(sentence, cue.head)
    if hears(sentence, cue.head):
        giver = giver_of(sentence, cue.head)
        return mention_of(sentence, giver) if giver is not None else None
    if is_impersonal(sentence, cue.head) and not is_passive(sentence, cue.head):
        return None
    passing = passer_on(sentence, cue.head)
    if passing is not None and not is_passive(sentence, passing):
        objects = sentence.children(passing, "obj", "iobj", "nsubj")
        objects += sentence.children(cue.head, "obj")
        between = [w for w in objects if passing.index < w.index < cue.head.index]
        if between:
            return mention_of(sentence, between[0], without=(cue.head,))
    return _of_verb(sentence, cue.first, set(), led=cue.first is not cue.head)


def subject_of(sentence: Sentence) -> Mention | None:
    """The person that a sentence is about: its main subject, by a name, a pronoun or a noun."""
    root = sentence.root
    subject = root and sentence.child(root, "nsubj")
    if subject is None or are_few(sentence, subject):
        return None
    names = [subject, *sentence.children(subject, "flat", "appos")]  # "baker Jane Roe"
    named = any(is_named(sentence, w) for w in names)
    pronoun = subject.upos == "PRON" and subject.text.lower() in ("he", "she")
    noun = subject.lemma.lower() in lexicon("person", "offices", "work", "life")
    return mention_of(sentence, subject) if named or pronoun or noun else None


def are_few(sentence: Sentence, subject: Word) -> bool:
    """Whether hardly anybody is meant: "few people know it", "hardly anyone knows it"."""
    words = [subject, *sentence.children(subject, "det", "amod", "advmod")]
    return any(w.upos != "PROPN" and w.lemma.lower() in FEW for w in words)


def postposed(sentence: Sentence, verb: Word) -> Mention | None:
    """The noun phrase right after the verb: `“…,” said Jane Roe`, whatever the tree made of it."""
    following = sentence.words[verb.index + 1 : verb.index + 2]
    if not following or following[0].upos not in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM"):
        return None
    heads = [
        w
        for w in sentence.words[verb.index + 1 :]
        if w.upos in ("PROPN", "NOUN", "PRON")
        and sentence.subtree(w)[0].index == following[0].index
    ]
    best = next((w for w in heads if w.head == verb.index), heads[-1] if heads else None)
    return mention_of(sentence, best) if best is not None else None


def _of_noun(sentence: Sentence, noun: Word) -> Mention | None:
    owner = sentence.child(noun, "nmod:poss") or shared_owner(sentence, noun)
    if owner is not None:
        return mention_of(sentence, owner)
    for child in sentence.children(noun, "nmod", "obl"):
        if any(c.text.lower() in ("by", "from") for c in sentence.children(child, "case")):
            return mention_of(sentence, child)
    governor = sentence.head(noun)
    giver = giver_of_noun(sentence, noun)
    if giver is not None:
        return mention_of(sentence, giver)
    if governor is not None and governor.lemma in VOICING and noun.rel == "obj":
        return _of_verb(sentence, governor, set())
    return None


def _of_verb(
    sentence: Sentence, verb: Word, seen: set[int], *, led: bool = False
) -> Mention | None:
    if verb.index in seen:
        return None
    seen.add(verb.index)
    # "is expected to say": the subject speaks; "was accused of": it does not
    if is_passive(sentence, verb) and verb.lemma not in CARRYING and not led:
        return _agent(sentence, verb)
    subject = sentence.child(verb, "nsubj") or sentence.child(verb, "csubj")
    if subject is not None:
        return None if _is_dummy(subject) else mention_of(sentence, subject)
    if sentence.child(verb, "expl"):
        return None
    return _inherited(sentence, verb, seen)


def _is_dummy(subject: Word) -> bool:
    return subject.text.lower() == "there"


def _agent(sentence: Sentence, verb: Word) -> Mention | None:
    subject = sentence.child(verb, "nsubj:pass", "expl")
    for child in sentence.children(verb, "obl"):
        case = [c.text.lower() for c in sentence.children(child, "case")]
        # "in the council's report it was explained that …"
        it = case == ["in"] and subject is not None and subject.text.lower() == "it"
        owned = it and child.lemma.lower() in lexicon("document", "voiced", "findings")
        if "by" in case or (owned and sentence.child(child, "nmod:poss", "nmod")):
            return mention_of(sentence, child)
    return None


def _inherited(sentence: Sentence, verb: Word, seen: set[int]) -> Mention | None:
    governor = sentence.head(verb)
    if governor is None:
        return None
    accused = blamed(sentence, verb) or perceived(sentence, verb)
    if accused is not None:
        first = sentence.subtree(accused)[0]  # "angry at Roe": the name may hold the "at"
        outside = (verb, first) if first.text.lower() in AT else (verb,)
        return mention_of(sentence, accused, without=outside)
    if verb.rel == "conj" and governor.upos in ("VERB", "ADJ", "NOUN", "AUX"):
        return _of_verb(sentence, governor, seen)
    if verb.rel == "xcomp" and governor.lemma in EXPECTING:
        return _of_verb(sentence, governor, seen, led=True)
    if verb.rel == "xcomp":
        # "asked Roe to explain": Roe explains; "wants to explain": the subject does
        controller = sentence.child(governor, "obj", "iobj")
        if controller is not None:
            return mention_of(sentence, controller)
        return _of_verb(sentence, governor, seen)
    sent = sent_to_tell(sentence, verb) or sender_of(sentence, verb)
    if sent is not None:
        return mention_of(sentence, sent, without=(verb,))
    source = source_above(sentence, verb)
    if source is not None:
        return mention_of(sentence, source)
    if verb.rel == "advcl" and not verb.is_finite:
        subject = sentence.child(governor, "nsubj")
        if subject is not None:
            return mention_of(sentence, subject)
        return _of_verb(sentence, governor, seen)
    if verb.rel == "acl" and verb.index and sentence.words[verb.index - 1].text == ",":
        # "acknowledged progress since the meeting, calling for more": the subject calls
        above = [a for a in sentence.ancestors(governor) if sentence.child(a, "nsubj")]
        if above and first_of(sentence, governor).rel not in ("nsubj", "appos"):
            return _of_verb(sentence, above[0], seen)
    if verb.rel == "acl":
        return mention_of(sentence, governor, without=(verb,))
    return None


def shares_subject(sentence: Sentence, verb: Word, who: Word) -> bool:
    """Whether somebody does what a verb without a subject tells: "who leaked it and urged …".

    So does who is told of in the passive: "he was fired by the mayor after admitting …".
    """
    governor = sentence.head(verb)
    if governor is None or who.rel != "nsubj" or who.head != governor.index:
        return False
    if verb.rel == "advcl":
        return who.deprel == "nsubj:pass" and sentence.child(verb, "mark") is not None
    return verb.rel == "conj" and governor.rel in ("acl", "advcl", "ccomp")


def first_of(sentence: Sentence, word: Word) -> Word:
    """The first of joined words."""
    for _ in sentence.words:  # a tree that goes in a circle must not hold us
        above = sentence.head(word) if word.rel == "conj" else None
        if above is None:
            break
        word = above
    return word


def addressee_of(sentence: Sentence, cue: Cue, spans: Sequence[Span]) -> Span | None:
    """Whom the speaker tells: "told reporters", "said to the crowd"; None where nobody is named.

    `spans` are the content's: no addressee is in it.
    """
    inside = {w.index for w in sentence.words if any(w.span.overlaps(s) for s in spans)}
    told = _told(sentence, cue, inside)
    said = [word.span for word in cue.words]
    return apart(sentence, told.span, said, spans) if told is not None else None


def apart(
    sentence: Sentence, told: Span, cue: Sequence[Span], content: Sequence[Span]
) -> Span | None:
    """An addressee cut where the content begins; None where nothing is left, or part of the cue.

    "warned residents of robberies": the tree may take the robberies for the residents'.
    """
    if any(told.overlaps(s) for s in content):
        before = [w for w in sentence.words if told.holds(w.span) and w.end <= content[0].start]
        if not before:
            return None
        told = Span(before[0].start, before[-1].end)
    return None if any(told.overlaps(s) for s in cue) else told


def _told(sentence: Sentence, cue: Cue, content: set[int]) -> Mention | None:
    if cue.kind != "verb":
        return None
    verb = cue.head
    if is_passive(sentence, verb) and verb.lemma in ADDRESSING:
        told = sentence.child(verb, "nsubj:pass")
        return mention_of(sentence, told) if told is not None else None
    for child in sentence.children(verb, "iobj", "obj"):
        if verb.lemma in ADDRESSING and child.index not in content:
            return mention_of(sentence, child)
    for child in sentence.children(verb, "obl"):
        case = sentence.child(child, "case")
        if case is not None and case.text.lower() == "to" and child.index not in content:
            return mention_of(sentence, child)
    return None
