"""Whom "who", "which" and "that" point to: the noun before them, or one beside it."""

from quotes.speakers.cast import BODIES, PERSONS
from quotes.speakers.joined import Joined
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.pronouns import holders_above, nouns_beside, relative_head
from quotes.speakers.phrases.read import conjuncts
from quotes.speakers.referent import Referent
from quotes.speakers.resolved import SURE, Resolved
from quotes.speakers.syntax import first_conjunct, same_as, subject_of_verb
from quotes.speakers.told import At
from quotes.text.tree import Word


def pointed_to(phrase: Phrase, at: At, joined: Joined) -> Resolved | None:
    """Go to the noun before: "Roe, who said"; with "who" to a person, if there is one."""
    sentence, who = phrase.sentence, phrase.head.text.lower() == "who"
    noun = relative_head(sentence, phrase.head)
    if noun is None:
        return None
    if (both := _both(phrase, noun, joined)) is not None:
        return both
    nouns = [noun, *nouns_beside(sentence, phrase.head), *holders_above(sentence, noun)]
    if who and (told := same_as(sentence, noun)):
        nouns.append(told)  # "Roe, a Democrat who said"
    if who and (subject := subject_of_verb(sentence, noun)):
        nouns.append(subject)  # "Roe told the Herald, who added"
    every: list[Referent | None] = [at(Place(phrase.place.number, w.index)) for w in nouns]
    found = [r for r in every if r is not None]
    fitting = [r for r in found if r.type not in (BODIES if who else PERSONS)] or found
    return Resolved(fitting[0], "relative", SURE["relative"]) if fitting else None


def _both(phrase: Phrase, noun: Word, joined: Joined) -> Resolved | None:
    """Take both of "both the farmers and the bakers who say so"."""
    first = first_conjunct(phrase.sentence, noun)
    others = conjuncts(phrase.sentence, first, phrase.head.start)
    both = any(w.text.lower() == "both" for w in phrase.sentence.children(first))
    place = Place(phrase.place.number, first.index)
    return joined.all_of(place, others) if both and others else None
