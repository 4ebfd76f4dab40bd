"""Pronouns: what each may stand for."""

from typing import NamedTuple

from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.words import is_plural, lemma_of
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word


class Pronoun(NamedTuple):
    """What a pronoun may stand for, and the gender that it tells."""

    types: frozenset[SpeakerType]
    plural: bool = False
    gender: str = ""


def _pronoun(types: str, *, plural: bool = False, gender: str = "") -> Pronoun:
    return Pronoun(frozenset(map(SpeakerType, types.split())), plural, gender)


_PRONOUNS = {
    form: pronoun
    for forms, pronoun in (
        ("he him his himself", _pronoun("person anonymous", gender="m")),
        ("she her hers herself", _pronoun("person anonymous", gender="f")),
        ("it its itself", _pronoun("country organization document")),
        (
            "they them their theirs themselves",
            _pronoun("group organization country anonymous document", plural=True),
        ),
    )
    for form in forms.split()
}
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})


def pronoun_of(word: Word) -> Pronoun | None:
    """Look up a personal or possessive pronoun of the third person."""
    return _PRONOUNS.get(word.text.lower()) if word.upos in ("PRON", "DET") else None


def is_letters(sentence: Sentence, word: Word) -> bool:
    """Whether a pronoun in capitals is a body's initials: "WHO said", but no "MEN WHO SAID"."""
    if word.text != "WHO" or any(w.rel == "acl:relcl" for w in sentence.ancestors(word)):
        return False
    beside = (*sentence.words[: word.index][-1:], *sentence.words[word.index + 1 :][:1])
    return not any(w.text.isupper() and len(w.text) > 1 for w in beside)


PARTS = ("flat", "compound", "appos")


def relative_head(sentence: Sentence, word: Word) -> Word | None:
    """Find the noun that a relative pronoun stands for: "Roe" of "Roe, who said"."""
    if word.upos not in ("PRON", "DET", "SCONJ") or word.text.lower() not in _RELATIVES:
        return None
    if is_letters(sentence, word):
        return None
    for above in (word, *sentence.ancestors(word)):
        if above.deprel == "acl:relcl":
            noun = sentence.head(above)
            before = noun is not None and noun.index < word.index
            return _people_of(sentence, noun, word) if noun is not None and before else None
    beside = nouns_beside(sentence, word) if word.text.lower() == "who" else []
    return beside[0] if beside else None


def _people_of(sentence: Sentence, noun: Word, who: Word) -> Word:
    """Whom "who" means where it seems to mean a thing: "the view of many experts who say".

    "The reporter’s question, who" means the reporter.
    """
    if who.text.lower() != "who" or not _is_thing(noun):
        return noun
    before = [w for w in sentence.words[: who.index] if w.head == noun.index]
    people = (
        w
        for w in before
        if (w.rel == "nmod" and w.index > noun.index and (is_person(w) or is_plural(w)))
        or (w.deprel == "nmod:poss" and is_person(w))
    )
    return next(people, noun)


def _is_thing(noun: Word) -> bool:
    """Whether a noun is of no list of those who speak: "question", "question list"."""
    kind = noun_type(lemma_of(noun))
    return kind == SpeakerType.DOCUMENT or (
        kind is None and noun.upos == "NOUN" and noun.text.islower() and not is_plural(noun)
    )


def nouns_beside(sentence: Sentence, who: Word) -> list[Word]:
    """The nouns before a comma, whatever the tree makes of it: "the mayor of Hill, who said".

    The one that the others hang from comes first.
    """
    if who.index < 2 or sentence.words[who.index - 1].text != ",":
        return []
    noun: Word | None = sentence.words[who.index - 2]
    found = []
    while noun is not None:
        if noun.upos in ("NOUN", "PROPN") and noun.rel not in ("flat", "compound"):
            found.append(noun)
        named = noun.rel == "appos" and noun.upos == "PROPN"  # "the largest group, Acme, which"
        # "Jane Roe, a jurist and lecturer at Hill, who said"
        second = noun.rel == "conj" and sentence.words[noun.head].rel == "appos"
        if not (noun.rel in (*PARTS, "nmod") or second) or noun.head >= noun.index or named:
            break
        noun = sentence.head(noun)
    every = found[::-1]
    return [w for w in every[:1] if _people_of(sentence, w, who) is w] + every[1:]


def holders_above(sentence: Sentence, noun: Word) -> list[Word]:
    """Persons whom a noun tells more of: "a member of the campaign in Hill Town who said"."""
    above = []
    for word in (noun, *sentence.ancestors(noun)):
        if word.rel != "nmod" or word.deprel == "nmod:poss":
            break
        above.append(sentence.head(word))
    return [w for w in above if w is not None and is_person(w)]
