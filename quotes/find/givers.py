"""Whose a reporting noun or participle is, where its owner does not stand beside it."""

from quotes.lexicon.words import around
from quotes.text.tree import PLACE_ENTITIES, Sentence, Word

ADDING = around("tails", "adding")


def source_above(sentence: Sentence, verb: Word) -> Word | None:
    """Who adds it: "According to the firm, sales rose, adding that it would grow"."""
    clause, after = sentence.head(verb), sentence.words[verb.index + 1 :][:1]
    that = [w.text.lower() for w in after] == ["that"]
    if verb.text not in ADDING or verb.rel != "advcl" or clause is None or not that:
        return None
    above = (w for w in sentence.children(clause, "obl") if w.index < verb.index)
    return next((w for w in above if _is_source(sentence, w)), None)


def _is_source(sentence: Sentence, word: Word) -> bool:
    return any(c.text.lower() == "according" for c in sentence.children(word, "case"))


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
