"""Descriptions that cannot be of somebody, by what one is: "the child" is no minister."""

from quotes.lexicon.words import broader, lexicon
from quotes.speakers.names import tokens
from quotes.speakers.phrases.descriptions import AGED
from quotes.speakers.phrases.nationals import NATIONAL
from quotes.speakers.phrases.nouns import genderless
from quotes.speakers.phrases.phrase import Kind, Phrase, Reading
from quotes.speakers.referent import Referent

HELD = lexicon("person", "offices", "work") - lexicon("roles", "varied")
OFTEN = 3  # pronouns that tell the sex together. Chosen by reading, not measured
FOR_BOTH = frozenset({"chairperson", "spokesperson", "ombudsperson"})
AT_WORK = frozenset(map(genderless, lexicon("roles", "manual")))


def is_another(reading: Reading, referent: Referent) -> bool:
    """Whether a description tells of somebody else than a person of whom more is told.

    By sex, or since it tells what who is in office or at work is not called: "Minister Roe … the
    patient", "Judge Roe … the driver".
    """
    if _is_of_other_sex(reading, referent) or reading.noun == NATIONAL:
        return True  # "the Chilean" has a rule of its own
    if reading.noun == AGED:
        return False  # "the 34-year-old" may be anybody
    words = {genderless(w) for role in referent.roles for w in tokens(role.replace("-", " "))}
    told = words | referent.role_nouns | referent.nouns
    if ({reading.noun} | broader(reading.noun)) & told or reading.countries:
        return False
    if reading.noun in lexicon("roles", "judging") and not told and _is_only_told_of(referent):
        return True  # "the trial of Roe … The judge"
    return _is_not_called(reading, referent.role_nouns)


def _is_only_told_of(referent: Referent) -> bool:
    """Whether somebody neither spoke so far nor was named as a subject: "the death of Jane Roe"."""
    named = (s.weight for s in referent.seen if s.kind == Kind.NAME)
    return not any(named) and not any(s.spoke for s in referent.seen)


def _is_of_other_sex(reading: Reading, referent: Referent) -> bool:
    """Whether the noun is for the other sex; a woman may be called "the chairman"."""
    sexes = {reading.gender, referent.gender} - {""}
    called = sum(s.kind == Kind.PRONOUN for s in referent.seen)
    known = not referent.guessed or called >= OFTEN
    return len(sexes) > 1 and known and reading.noun not in FOR_BOTH


def _is_not_called(reading: Reading, nouns: frozenset[str]) -> bool:
    """Whether it tells of one's place among others: "the passenger" is not the pilot."""
    noun = reading.noun
    held = bool(nouns & (HELD | AT_WORK))
    if noun in lexicon("roles", "passing"):
        return bool(nouns & lexicon("roles", "judging"))
    if noun in lexicon("person", "life") - lexicon("roles", "beside"):
        return held and not (reading.others and noun in lexicon("roles", "kin"))
    return held and noun in AT_WORK and not reading.others


def is_anothers(phrase: Phrase) -> bool:
    """Whether it tells whose one is: "the club's lawyer", "the lawyer of the firm"."""
    if phrase.sentence.child(phrase.head, "nmod:poss") is not None:
        return True
    of_others = phrase.reading.noun in lexicon("roles", "for_others", "kin")
    return of_others and phrase.sentence.child(phrase.head, "nmod") is not None
