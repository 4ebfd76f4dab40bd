"""Who may be meant by a pronoun at all: by number, type, gender and how far back."""

from collections.abc import Sequence

from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.speakers.names import gender_of_given_name, tokens
from quotes.speakers.nearness import REACH
from quotes.speakers.nearness import before as mentioned_before
from quotes.speakers.phrases.nouns import noun_type
from quotes.speakers.phrases.phrase import Kind, Place
from quotes.speakers.phrases.pronouns import Pronoun
from quotes.speakers.referent import Referent, Seen
from quotes.speakers.syntax import MAIN_SUBJECT
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

PERSON, ANONYMOUS, DOCUMENT = SpeakerType.PERSON, SpeakerType.ANONYMOUS, SpeakerType.DOCUMENT
BODIES = (SpeakerType.ORGANIZATION, SpeakerType.COUNTRY, DOCUMENT)


def fits(
    place: Place,
    referent: Referent,
    pronoun: Pronoun,
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> bool:
    """Whether number and type allow it."""
    before = mentioned_before(place, referent, sentences)
    if not before or told[place.number] - told[before[-1].place.number] > REACH:
        return False
    if referent.type not in pronoun.types:
        return False
    if _is_where(referent, before):
        return False
    body = referent.type in BODIES
    if pronoun.plural:
        source = referent.type == ANONYMOUS and referent.nouns & lexicon("person", "sources")
        if any(r.type == DOCUMENT for r in (referent, *referent.members)):
            return False  # "the summons" says nothing as "they"
        return referent.plural or body or bool(source)
    return body or not (referent.plural or is_unlisted(referent))


def _is_where(referent: Referent, before: Sequence[Seen]) -> bool:
    """Whether it is only the platform on which others write: "on Instagram … they wrote"."""
    platform = referent.name.casefold() in lexicon("organization", "platforms")
    return platform and not any(s.spoke or s.weight == MAIN_SUBJECT for s in before)


def is_unlisted(referent: Referent) -> bool:
    """Whether nothing tells that it is a person: "the first part of the letter"."""
    described = referent.described
    return described is not None and not referent.gender and noun_type(described.noun) is None


def is_other(referent: Referent, pronoun: Pronoun, *, guessed: bool, usual: bool) -> bool:
    """Whether it is known to be of the other gender."""
    if (referent.guessed and not guessed) or (not usual and is_by_name(referent)):
        return False
    gender = referent.gender or (_usual_gender(referent) if guessed else "")
    return bool(pronoun.gender and gender and gender != pronoun.gender)


def is_by_name(referent: Referent) -> bool:
    """Whether only a given name tells the gender: no title, and no pronoun before."""
    told = referent.words & lexicon("titles", "male", "female")
    called = any(s.kind == Kind.PRONOUN for s in referent.seen)
    by_name = referent.named and referent.gender == gender_of_given_name(referent.name)
    return by_name and not told and not called


def _usual_gender(referent: Referent) -> str:
    """The gender of a person whom the article calls by one word, where that is a given name."""
    words = tokens(referent.name) if referent.named and referent.type == PERSON else ()
    return gender_of_given(words[0]) if len(words) == 1 else ""
