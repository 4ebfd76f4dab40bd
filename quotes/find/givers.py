"""Whose a reporting noun is, where its owner does not stand beside it."""

from quotes.text.tree import PLACE_ENTITIES, Sentence, Word


def shared_owner(sentence: Sentence, noun: Word) -> Word | None:
    """Whose it is by the first of joined nouns: "both the firm's love of coal and vow to dig"."""
    first = sentence.head(noun) if noun.rel == "conj" and noun.upos == "NOUN" else None
    if first is None or first.upos != "NOUN" or sentence.child(noun, "det", "nmod:poss"):
        return None
    return sentence.child(first, "nmod:poss")


def giver_of_noun(sentence: Sentence, noun: Word) -> Word | None:
    """Who gives it: "the first admission that it leaked (seems to have) come from Roe"."""
    verb = sentence.head(noun) if noun.rel == "nsubj" else None
    if verb is not None and verb.lemma in ("seem", "appear"):
        verb = sentence.child(verb, "xcomp")
    if verb is None or verb.lemma != "come":
        return None
    places = {e.span.start for e in sentence.entities if e.type in PLACE_ENTITIES}
    for source in sentence.children(verb, "obl"):
        case = [c.text.lower() for c in sentence.children(source, "case")]
        if case == ["from"] and not any(source.span.start == p for p in places):
            return source
    return None
