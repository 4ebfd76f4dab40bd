"""Repairs of parses at offices and titles beside the names of who speaks.

Each is a rule over a copy of one sentence; its docstring gives the sentence it is about.
"""

from quotes.find.mend.words import words_of
from quotes.lexicon.words import around, lexicon
from quotes.text.characters import HYPHENS
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word, top

PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "person")
OF_OFFICE = around("prepositions", "of_office")


def is_office(sentence: Sentence, entity: Entity) -> bool:
    """`The Speaker said`: who holds an office is no body, whatever the name finder says."""
    words = words_of(sentence, entity)
    if len(words) != 1 or entity.type in PERSON_ENTITIES or not words[0].index:
        return False
    (word,) = words
    article = sentence.words[word.index - 1].text.lower() == "the"
    return article and word.text.casefold() in lexicon("person", "offices")


def apposition(sentence: Sentence, entity: Entity) -> bool:
    """`according to the head of the agency (AGY), Jane Roe, half of …`: she is the head."""
    name = words_of(sentence, entity)
    if entity.type not in PERSON_ENTITIES or len(name) < 2:
        return False
    after = sentence.words[name[-1].index + 1 :][:1]
    office = _office_at_comma(sentence, _with_courtesy(sentence, name[0]))
    first = top(name)
    if office is None or not after or after[0].text not in (",", "."):
        return False
    verb = sentence.head(first)
    subjects = sentence.children(verb, "nsubj") if verb is not None else []
    if first.rel == "nsubj" and len(subjects) < 2:  # "In a note to the head, Roe said"
        return False
    if first.rel == "appos" and not _is_joined_to(sentence, office, first):
        return False
    if first.head < 0 or first in sentence.ancestors(office):
        return False
    for other in sentence.children(first, "conj"):
        other.head = office.index
    first.head, first.deprel = office.index, "appos"
    return True


def _is_joined_to(sentence: Sentence, office: Word, name: Word) -> bool:
    """Whether a second one's office is joined to the first one's name, and so is her own name.

    "Ann Poe and the head of the board, Jane Roe, said".
    """
    above = sentence.head(name)
    if above is None or office.rel != "conj" or office.head != above.index:
        return False
    first = sentence.named.get(above.start)
    return first is not None and first.type in PERSON_ENTITIES


def title(sentence: Sentence, word: Word) -> bool:
    """`Minister Jane Roe said`: of two subjects side by side the first is the other's title."""
    rank = word.text in lexicon("titles", "ranks")  # "ASP Jane Roe, a constable, said"
    last = word.index if rank else sentence.subtree(word)[-1].index
    if word.upos not in ("NOUN", "PROPN") and not rank:
        return False
    verb = sentence.head(word)
    others = sentence.children(verb, "nsubj") if verb is not None else []
    name = next((o for o in others if sentence.subtree(o)[0].index == last + 1), None)
    hyphened = sentence.words[last].text in HYPHENS  # "Secretary-General"
    if name is None or not (name.upos == "PROPN" or hyphened):
        return False
    word.head, word.deprel, word.upos = name.index, "compound", "PROPN"
    return True


def titled(sentence: Sentence, word: Word) -> bool:
    """`according to engineer Jane Roe`: the name beside a noun for a person is that one's."""
    following = sentence.words[word.index + 1 : word.index + 2]
    known = word.lemma.lower() in lexicon("person", "offices", "work")
    known |= word.upos == "NOUN" and word.rel != "nmod"  # "blamed singer Jane Roe"
    if not known or not following or "Number=Plur" in word.feats:
        return False
    (name,) = following
    people = [e for e in sentence.entities if e.type in PERSON_ENTITIES]
    if (name.head, name.rel) != (word.head, word.rel) or name.upos != "PROPN":
        return False
    if not any(e.span.start == name.start for e in people):
        return False
    name.head, name.deprel = word.index, "appos"
    return True


def second_subject(sentence: Sentence, word: Word) -> bool:
    """`The director of the board, Jane Roe, said`: of two subjects the name tells who it is."""
    named, verb = sentence.named.get(word.start), sentence.head(word)
    if named is None or named.type not in PERSON_ENTITIES or verb is None:
        return False
    role = sentence.child(verb, "nsubj")
    if role is None or role.index >= word.index or sentence.named.get(role.start):
        return False
    known = role.lemma.lower() in lexicon("person", "offices", "work")
    last = max(w.index for w in sentence.words if named.span.contains(w.start))
    before = sentence.words[_with_courtesy(sentence, word).index - 1]
    marks = [w.text for w in (before, *sentence.words[last + 1 :][:1])]
    if not known or "Number=Plur" in role.feats or marks != [",", ","]:
        return False
    word.head, word.deprel = role.index, "appos"
    return True


def office_after(sentence: Sentence, word: Word) -> bool:
    """`On the account Jane Roe, Chief Officer at Acme, said`: she says it, the office is hers."""
    below = [w for w in sentence.subtree(word) if w is word or w.upos != "PUNCT"]
    comma = sentence.words[below[0].index - 1] if below[0].index > 2 else None
    after = sentence.words[below[-1].index + 1 :][:1]
    known = word.lemma.lower() in lexicon("person", "offices", "work")
    if not known or sentence.child(word, "det", "nmod:poss") or "Number=Plur" in word.feats:
        return False
    if comma is None or not after or [comma.text, after[0].text] != [",", ","]:
        return False
    named = sentence.named.get(sentence.words[comma.index - 1].start)
    name = [w for w in sentence.words if named and named.span.contains(w.start)]
    if named is None or named.type not in PERSON_ENTITIES or len(name) < 2:
        return False
    before = sentence.words[name[0].index - 1].upos if name[0].index else "NOUN"
    first = top(name)
    if before != "NOUN" or first.rel == "nsubj" or first in sentence.ancestors(word):
        return False
    first.head, first.deprel = word.head, word.deprel
    word.head, word.deprel = first.index, "appos"
    return True


def posted(sentence: Sentence, word: Word) -> bool:
    """`The minister met Ambassador of Peru to Chile Jane Roe`: Chile belongs to her office."""
    case, verb = sentence.child(word, "case"), sentence.head(word)
    name = sentence.words[word.index + 1 :][:1]
    named = sentence.named.get(name[0].start) if name else None
    place = sentence.named.get(word.start)
    if case is None or case.text != "to" or verb is None or named is None or place is None:
        return False
    if place.type not in PLACE_ENTITIES or named.type not in PERSON_ENTITIES:
        return False
    for office in sentence.children(verb, "obj", "nsubj", "obl"):
        ends = sentence.subtree(office)[-1].index == case.index - 1
        if ends and office.lemma.lower() in lexicon("person", "offices"):
            word.head, word.deprel = office.index, "nmod"
            if name[0].head == verb.index:
                name[0].head, name[0].deprel = office.index, "appos"
            return True
    return False


def _with_courtesy(sentence: Sentence, name: Word) -> Word:
    """The first of the titles before a name: "Dr." of "Dr. Jane Roe"."""
    titles = lexicon("titles", "male", "female", "courtesy")
    while name.index and sentence.words[name.index - 1].text.strip(".").casefold() in titles:
        name = sentence.words[name.index - 1]
    return name


def _office_at_comma(sentence: Sentence, name: Word) -> Word | None:
    """The noun of "the head of the agency (AGY)," just before a name."""
    before = sentence.words[: name.index]
    if not before or before[-1].text != ",":
        return None
    before = before[:-1]
    if before and before[-1].text == ")":
        opened = next((i for i, w in enumerate(before) if w.text == "("), len(before))
        before = before[:opened]
    office: Word | None = None
    for word in reversed(before):
        known = word.lemma.lower() in lexicon("person", "offices", "work")
        if known and word.upos in ("NOUN", "PROPN"):
            office = word
        elif office is not None and (word.text.lower() == "the" or "Poss=Yes" in word.feats):
            return office if "Number=Plur" not in office.feats else None
        elif word.upos not in ("NOUN", "PROPN", "ADJ", "DET") and word.text not in OF_OFFICE:
            return None
    return None


def in_body(sentence: Sentence, word: Word) -> bool:
    """`Co-author and University of Hill professor Jane Roe`: the university is no second one."""
    named = sentence.named.get(word.start)
    if named is None or named.type in PERSON_ENTITIES:
        return False
    last = max(w.index for w in sentence.words if named.span.contains(w.start))
    after = sentence.words[last + 1 : last + 2]
    if not after or not _is_held(after[0]) or (after[0].head, after[0].rel) != (word.head, "conj"):
        return False
    for joining in sentence.children(word, "cc", "punct"):
        joining.head = after[0].index
    word.head, word.deprel = after[0].index, "compound"
    return True


def joined(sentence: Sentence, word: Word) -> bool:
    """`The sales and water manager Jane Roe said`: the manager is the subject, not the sales."""
    first = sentence.head(word)
    if first is None or not _is_held(word) or first.rel == "conj" or _may_speak(sentence, first):
        return False
    name = next(
        (c for w in (word, first) for c in _names(sentence, w) if c.index > word.index), None
    )
    if name is None or first.index > word.index:
        return False
    for child in sentence.children(first):
        if child.rel in ("conj", "det", "case") and child is not word:
            child.head = word.index
            child.deprel = "compound" if child.rel == "conj" else child.deprel
    name.head, name.deprel = word.index, "appos"
    word.head, word.deprel = first.head, first.deprel
    first.head, first.deprel = word.index, "compound"
    return True


def role_of_second(sentence: Sentence, word: Word) -> bool:
    """`Prosecutor Roe and defence lawyer Bo Poe met`: the lawyer is Poe, no third."""
    after = sentence.words[word.index + 1 : word.index + 2]
    named = any(
        e.type in PERSON_ENTITIES and w.start == e.span.start
        for w in after
        for e in sentence.entities
    )
    if "Number=Plur" in word.feats or sentence.child(word, "nmod:poss", "det"):
        return False  # "and her sisters Ann and Jo Roe"
    if not named or word.upos != "NOUN" or (after[0].rel, after[0].head) != ("conj", word.head):
        return False
    for child in sentence.children(word, "cc"):
        child.head = after[0].index
    word.head, word.deprel = after[0].index, "nmod:desc"
    return True


def two_roles(sentence: Sentence, word: Word) -> bool:
    """`A member of the board and a former judge, Jane Roe, said`: she is both."""
    first, name = sentence.head(word), next(iter(_names(sentence, word)), None)
    if first is None or name is None or sentence.words[name.index - 1].text != ",":
        return False
    for role in (first, word):
        article = sentence.child(role, "det")
        if article is None or article.text.lower() not in ("a", "an") or not _is_held(role):
            return False
    name.head = first.index
    word.deprel = "appos"
    return True


def office_before(sentence: Sentence, word: Word) -> bool:
    """`Acme general manager safety Jane Roe said`: she is the manager, of safety."""
    what = sentence.head(word)
    beside = what is not None and what.index == word.index + 1 and what.text.islower()
    if what is None or not beside or not _is_held(word) or _is_held(what):
        return False
    name = next(iter(_names(sentence, what)), None)
    if name is None or sentence.child(what, "det") or sentence.named.get(what.start):
        return False
    name.head = word.index
    word.head, word.deprel = what.head, what.deprel
    what.head, what.deprel = word.index, "nmod"
    for child in sentence.children(what):
        if child.index < word.index:
            child.head = word.index
    return True


def fronted(sentence: Sentence, verb: Word) -> bool:
    """`Agreeing with her, the lawyer Jane Roe said`: who stands before the verb says it."""
    if sentence.child(verb, "nsubj", "csubj", "expl"):
        return False
    for clause in sentence.children(verb, "advcl"):
        for word in sentence.subtree(clause):
            below = sentence.subtree(word)
            ends = below[-1].index == verb.index - 1 and below[0].index > clause.index + 1
            if not ends or word.rel not in ("conj", "appos") or word.upos not in ("NOUN", "PROPN"):
                continue
            comma = sentence.words[below[0].index - 1].text == "," or below[0].text == ","
            if comma and sentence.child(word, "cc") is None:
                word.head, word.deprel = verb.index, "nsubj"
                return True
    return False


def _names(sentence: Sentence, office: Word) -> list[Word]:
    """Heads of the names of people that stand beside an office."""
    beside = sentence.children(office, "appos", "flat")
    named = [(w, sentence.named.get(w.start)) for w in beside]
    return [w for w, entity in named if entity is not None and entity.type in PERSON_ENTITIES]


def _is_held(word: Word) -> bool:
    """Whether a noun is an office that one person holds."""
    if word.text in lexicon("titles", "ranks"):
        return True
    lists = lexicon("person", "offices", "work") | lexicon("roles", "of-places")
    return word.upos == "NOUN" and word.lemma.lower() in lists and "Number=Plur" not in word.feats


def _may_speak(sentence: Sentence, word: Word) -> bool:
    """Whether it is somebody by itself: a name, a noun for a person, a body or a document."""
    lemma = word.lemma.lower()
    lists = lexicon("person") | lexicon("organization") | lexicon("document")
    person = lemma.endswith(PERSON_ENDINGS) and lemma not in lexicon("things")
    named = sentence.named.get(word.start) is not None
    return named or person or lemma in lists or word.upos == "PRON"
