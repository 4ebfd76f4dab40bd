"""Who "the Chilean" is: whoever is told to be of that country, or the only one who may be."""

from collections.abc import Sequence

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.speakers.cast import PERSON, PERSONS
from quotes.speakers.nearness import NEAR
from quotes.speakers.offices import countries_of
from quotes.speakers.phrases.nationals import NATIONAL
from quotes.speakers.phrases.phrase import Kind
from quotes.speakers.referent import Referent
from quotes.speakers.told import Told
from quotes.speakers.within import last_seen
from quotes.text.tree import Sentence


def by_country(told: Told) -> tuple[list[Referent], str] | None:
    """Take "the Chilean" for who was told to be one, else for the only person nearby."""
    reading = told.reading
    if reading.noun != NATIONAL or not reading.definite or reading.plural or reading.others:
        return None
    single = [r for r in told.before if r.type in PERSONS and not (r.plural or r.members)]
    known = [r for r in single if reading.countries & _countries(r, told.sentences)]
    if known:
        latest = max(last_seen(r, told.phrase) for r in known)
        return [r for r in known if last_seen(r, told.phrase) == latest], "role"
    if _is_told_of_one(told):
        return [], "variation"
    near = [r for r in single if told.phrase.place.number - last_seen(r, told.phrase) <= NEAR]
    free = [r for r in near if not _countries(r, told.sentences)]
    return free if len(free) == 1 and free[0].type == PERSON else [], "variation"


def _is_told_of_one(told: Told) -> bool:
    """Whether the people was spoken of before, so that somebody else may be meant."""
    here = told.phrase.place.number
    words = (w for s in told.sentences[: here + 1] for w in s.words if w is not told.phrase.head)
    before = (w for w in words if w.start < told.phrase.head.start)
    return any(country_of_people(w.text) in told.reading.countries for w in before)


def _countries(referent: Referent, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Countries of which somebody is told to be, by a role or right before the name."""
    if referent.described is not None:
        return referent.described.countries
    names = (s.place for s in referent.seen if s.kind == Kind.NAME and s.place.word)
    before = (sentences[p.number].words[p.word - 1].text for p in names)
    told = {c for w in before if (c := country_of_people(w) or country(w))}
    return frozenset(told | countries_of(referent))
