"""Who is told of before the name: "A widow says …", and two paragraphs on "Jane Roe (45) says"."""

from collections.abc import Sequence

from quotes.lexicon.words import broader, lexicon
from quotes.speakers.cast import Referent
from quotes.speakers.names import tokens
from quotes.speakers.offices import is_guest
from quotes.speakers.phrases.nouns import genderless, noun_type
from quotes.text.kinds import Section, SpeakerType
from quotes.text.tree import Sentence

# Chosen by reading newswire (train).
FIRST = 3  # sentences of an article in which somebody is introduced
SOON = 8  # sentences in which the name follows


def named_later(
    named: Sequence[Referent],
    told: Sequence[Referent],
    sentences: Sequence[Sentence],
) -> dict[int, Referent]:
    """Who the first sentences introduce without a name, by their ids, with whom they name next.

    It is the first person of whom the article then tells, who speaks as well, and of whom nothing
    tells that it is another one.
    """
    body = [i for i, s in enumerate(sentences) if s.section == Section.BODY]
    persons = [r for r in named if r.type == SpeakerType.PERSON]
    found: dict[int, Referent] = {}
    for one in told:
        if one.first.number not in body[:FIRST] or not _is_somebody(one):
            continue
        later = [r for r in persons if 0 < r.first.number - one.first.number <= SOON]
        fits = [r for r in later if _has_role(one, r)]
        if any(_has_role(one, r) for r in persons if r.first < one.first):
            continue
        spoke = [r for r in later if any(s.spoke for s in r.seen)]
        free = [r for r in sorted(spoke, key=lambda r: r.first)[:1] if not r.roles]
        known = any(r.first < one.first for r in persons)
        unnamed = one.described is None or one.described.noun in lexicon("person", "unnamed")
        if not (fits or known or unnamed):
            fits = [r for r in free if not (one.gender and r.gender and one.gender != r.gender)][:1]
        if len(fits) == 1:
            found[id(one)] = fits[0]
    return found


def _is_somebody(one: Referent) -> bool:
    reading = one.described
    if reading is None or reading.plural or reading.type != SpeakerType.ANONYMOUS:
        return False
    if one.owner is not None or reading.noun in lexicon("person", "sources"):
        return False
    if noun_type(reading.noun) != SpeakerType.PERSON:
        return False  # "the Acme monopoly", whatever it is
    return bool(reading.others) and not reading.name.lower().startswith("one ")


def _has_role(one: Referent, other: Referent) -> bool:
    """Whether it is told of the other that he is this: "a former member", "ex-member"."""
    reading = one.described
    if reading is None or (one.gender and other.gender and one.gender != other.gender):
        return False
    if is_guest(reading, other):
        return False
    nouns = {noun.removeprefix("ex-") for noun in other.role_nouns}
    words = {genderless(w) for role in other.roles for w in tokens(role.replace("-", " "))}
    ours = {reading.noun, *broader(reading.noun)}
    return bool(ours & nouns and reading.others & (words | {"former"})) or bool(
        reading.others & nouns
    )
