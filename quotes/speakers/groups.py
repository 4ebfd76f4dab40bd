"""Descriptions of several who were named: "the pair", "both countries", "the three"."""

from collections.abc import Collection, Sequence

from quotes.lexicon.gazetteer import country_of_capital
from quotes.lexicon.words import lexicon
from quotes.speakers.cast import BODIES, COUNTRY, GENERIC, PERSON, Referent
from quotes.speakers.names import gender_of_title, tokens
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.nouns import genderless, is_person
from quotes.speakers.phrases.phrase import Phrase
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType

SEVERAL = {"trio": 3, "quartet": 4}
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
PAIR = lexicon("roles", "several") - SEVERAL.keys()


def together(phrase: Phrase, before: Sequence[Referent], number: int = 2) -> Referent | None:
    """Take "the pair", "the trio" for those who were named together last."""
    number = SEVERAL.get(phrase.reading.noun, number)
    return _last_group(phrase, before, {PERSON}, number)


def all_together(phrase: Phrase, before: Sequence[Referent], number: int) -> Referent | None:
    """Take "both", "all three" for those who, or which, were named together last; no places."""
    sure = [r for r in before if all(m.sure or m.type == COUNTRY for m in r.members)]
    return _last_group(phrase, sure, {PERSON, *BODIES}, number)


def together_just_now(phrase: Phrase, before: Sequence[Referent]) -> Referent | None:
    """Take "both officials", "the two men" for two who were named together just before."""
    two = together(phrase, before)
    if two is None or phrase.place.number - last_seen(two, phrase) > 1:
        return None
    both = "both" in numbers(phrase)
    known = phrase.reading.definite and are_called(phrase.reading.noun, two.members)
    return two if both or known else None


def counted_by_party(phrase: Phrase, before: Sequence[Referent]) -> Referent | None:
    """Take "the two Democrats" for the two whom a party sent, named together just before."""
    party = phrase.reading.name.casefold().removesuffix("s")
    if phrase.reading.type != SpeakerType.GROUP or party not in lexicon("roles", "parties"):
        return None
    told = numbers(phrase)
    number = count_of(told) if told & {"the", "both"} else 0
    sent = [r for r in before if r.members and _may_be_of(party, r.members)]
    group = _last_group(phrase, sent, {PERSON}, number)
    near = group is not None and phrase.place.number - last_seen(group, phrase) <= NEAR
    return group if near else None


def _may_be_of(party: str, people: Collection[Referent]) -> bool:
    """Whether it is told that a party sent these, and of none that another one did."""
    roles = (role for person in people for role in person.roles)
    words = {genderless(w) for role in roles for w in tokens(role.replace("-", " "))}
    others = words & lexicon("roles", "parties") - {party}
    return not others and bool(words & (lexicon("roles", "sent") | {party}))


def named_apart(phrase: Phrase, before: Sequence[Referent]) -> tuple[Referent, ...]:
    """Take "the two men", "all three countries" for the only such that were named nearby."""
    reading = phrase.reading
    told = numbers(phrase)
    number = 2 if reading.noun in PAIR else count_of(told)
    if not (number and reading.definite and reading.plural) or reading.others - told:
        return ()
    countries = reading.noun in lexicon("country")
    if not (countries or is_person(phrase.head) or reading.noun in PAIR):
        return ()
    gender = gender_of_title(reading.noun)
    found = only_nearby(phrase, before, COUNTRY if countries else PERSON, number, gender)
    return found if countries or are_called(reading.noun, found) else ()


def are_called(noun: str, people: Collection[Referent]) -> bool:
    """Whether a noun may be of these: "the two officers" are no two who were shot by officers."""
    anybody = noun in ("man", "woman") or noun in PAIR
    return anybody or all(noun in r.role_nouns for r in people)


def only_nearby(
    phrase: Phrase, before: Sequence[Referent], kind: SpeakerType, number: int, gender: str = ""
) -> tuple[Referent, ...]:
    """All of a type who were named nearby, where they are so many: "the three"."""
    near = [
        r
        for r in before
        if r.named
        and r.type == kind
        and any(s.place < phrase.place for s in r.seen)
        and phrase.place.number - last_seen(r, phrase) <= NEAR
        and (not gender or r.gender in ("", gender))
    ]
    names = {r.name for r in near}
    near = [r for r in near if country_of_capital(r.name) not in names]
    return tuple(near) if len(near) == number else ()


def _last_group(
    phrase: Phrase,
    before: Sequence[Referent],
    types: Collection[SpeakerType],
    number: int | None = None,
) -> Referent | None:
    """Those of these types, so many if a number is told, who were named together last."""
    several = [r for r in before if r.members and all(m.type in types for m in r.members)]
    several = [r for r in several if number in (None, len(r.members))]
    several = [r for r in several if any(s.place < phrase.place for s in r.seen)]
    return max(several, key=lambda r: last_seen(r, phrase), default=None)


def bodies_together(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """Bodies that were named together just now: "the groups" after "Acme and the Hill Society"."""
    last = _last_group(phrase, before, BODIES) if phrase.reading.noun in GENERIC else None
    near = last is not None and phrase.place.number - last_seen(last, phrase) <= NEAR
    return [last] if last is not None and near else []


def numbers(phrase: Phrase) -> set[str]:
    """Words before a noun that count: "both", "two"."""
    return {w.text.lower() for w in phrase.sentence.children(phrase.head, "nummod", "det")}


def count_of(told: Collection[str]) -> int:
    """How many these words count; 0 where they count none."""
    return max((NUMBERS.get(word, 0) for word in told), default=0)


def sides(phrase: Phrase) -> int:
    """Of how many countries or bodies it is: "the two sides", "all three countries"; else 0."""
    noun = phrase.reading.noun
    bodies = noun in lexicon("roles", "sides") or noun in lexicon("country")
    return count_of(numbers(phrase)) if phrase.reading.plural and bodies else 0


def side_by_side(phrase: Phrase, before: Sequence[Referent], number: int) -> Referent | None:
    """Take "the two sides" for the two countries or bodies that were named together last."""
    wanted = {COUNTRY} if phrase.reading.noun in lexicon("country") else BODIES
    return _last_group(phrase, before, wanted, number)
