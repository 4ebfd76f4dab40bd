"""Pronouns: what each may stand for, and where in a sentence it may not look."""

from collections.abc import Iterator
from typing import NamedTuple

from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

PERSON, GROUP, ORGANIZATION, COUNTRY, DOCUMENT, ANONYMOUS = (
    SpeakerType.PERSON,
    SpeakerType.GROUP,
    SpeakerType.ORGANIZATION,
    SpeakerType.COUNTRY,
    SpeakerType.DOCUMENT,
    SpeakerType.ANONYMOUS,
)


class Pronoun(NamedTuple):
    """What a pronoun may stand for, and the gender that it tells."""

    types: frozenset[SpeakerType]
    plural: bool = False
    gender: str = ""


_HE = Pronoun(frozenset({PERSON, ANONYMOUS}), gender="m")


_SHE = Pronoun(frozenset({PERSON, ANONYMOUS}), gender="f")


_IT = Pronoun(frozenset({COUNTRY, ORGANIZATION, DOCUMENT}))


_THEY = Pronoun(frozenset({GROUP, ORGANIZATION, COUNTRY, ANONYMOUS, DOCUMENT}), plural=True)


_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
    **dict.fromkeys(("it", "its", "itself"), _IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), _THEY),
}


_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})


def pronoun_of(word: Word) -> Pronoun | None:
    """Look up a personal or possessive pronoun of the third person."""
    return _PRONOUNS.get(word.text.lower()) if word.upos in ("PRON", "DET") else None


def relative_head(sentence: Sentence, word: Word) -> Word | None:
    """Find the noun that a relative pronoun stands for: "Roe" of "Roe, who said"."""
    if word.upos not in ("PRON", "DET", "SCONJ") or word.text.lower() not in _RELATIVES:
        return None
    for above in (word, *sentence.ancestors(word)):
        if above.deprel == "acl:relcl":
            noun = sentence.head(above)
            return noun if noun is not None and noun.index < word.index else None
    return None


def subject_ahead(sentence: Sentence, word: Word) -> Word | None:
    """Find the subject that follows: "While he hinted at a change, Roe said …"."""
    for above in (word, *sentence.ancestors(word)):
        if above.rel in ("advcl", "obl") and above.head > above.index:
            subject = sentence.child(sentence.words[above.head], "nsubj")
            if subject is not None and subject.index > above.index:
                return subject
    return None


def is_reported(sentence: Sentence, pronoun: Word, other: Word) -> bool:
    """Whether a word stands in what the pronoun's verb reports: "Roe was late, he said"."""
    verb = sentence.head(pronoun)
    if verb is None:
        return False
    above = {w.index for w in _upwards(sentence, other)}
    if pronoun.index in above:
        return True
    if any(c.index in above for c in sentence.children(verb, "ccomp", "xcomp", "parataxis")):
        return True
    return verb.rel == "parataxis" and verb.head in above and verb.index not in above


def _upwards(sentence: Sentence, word: Word) -> Iterator[Word]:
    yield word
    yield from sentence.ancestors(word)
