"""Descriptions of several who were named: "the pair", "both countries", "the three"."""

from collections.abc import Collection, Sequence

from quotes.lexicon.gazetteer import country_of_capital
from quotes.lexicon.words import broader, lexicon
from quotes.speakers.bodies_nearby import FIRMS, bodies_speaking
from quotes.speakers.cast import BODIES, COUNTRY, GENERIC, PERSON
from quotes.speakers.described import may_trade
from quotes.speakers.names import tokens
from quotes.speakers.nearness import NEAR
from quotes.speakers.offices import countries_of
from quotes.speakers.phrases.nouns import genderless, is_person
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.words import is_plural, lemma_of
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import first_conjunct
from quotes.speakers.titles import gender_of_title
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

SEVERAL = {"trio": 3, "quartet": 4}
NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
OF_BODIES = GENERIC | FIRMS
PAIR = lexicon("roles", "several") - SEVERAL.keys()
OFFICES = lexicon("person", "offices")
ALIKE = lexicon("roles", "alike")
COUNTED_FAR = 8  # sentences back to two whom a number tells. Chosen by reading, not measured


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
    known = phrase.reading.definite and _is_called(phrase.reading.noun, two)
    return two if both or known else None


def alike_together(phrase: Phrase, before: Sequence[Referent]) -> Referent | None:
    """Take "the two voters", "the friends" for those who were named together nearby.

    Not where others were told of so.
    """
    reading, told = phrase.reading, numbers(phrase)
    counted = reading.noun in lexicon("roles", "alike", "alike_if_two")
    if not counted and not count_of(told):
        return _acting_just_now(phrase, before)
    if not (reading.definite and reading.plural and counted) or reading.others - told:
        return None
    if phrase.sentence.child(phrase.head, "acl", "nmod"):
        return None  # "the candidates they were for"
    number = count_of(told)
    if (not number and reading.noun not in ALIKE) or any(
        _is_told_so(reading.noun, r) for r in before
    ):
        return None
    group = _last_group(phrase, before, {PERSON}, number or None)
    far = COUNTED_FAR if number else NEAR
    return group if group and phrase.place.number - last_seen(group, phrase) <= far else None


def _acting_just_now(phrase: Phrase, before: Sequence[Referent]) -> Referent | None:
    """Those named together who did something just before, by what they are: "the bakers"."""
    reading = phrase.reading
    apart = OFFICES | lexicon("person", "sources", "unnamed") | lexicon("roles", "judging")
    plain = is_person(phrase.head) and not reading.others and reading.noun not in apart
    if not plain or not (reading.definite and reading.plural):
        return None
    if any(_is_told_so(reading.noun, r) for r in before):
        return None
    here = phrase.place.number
    acting = [
        r
        for r in before
        if (r.members or r.plural)
        and any(
            s.place < phrase.place and here - s.place.number <= NEAR and (s.weight or s.spoke)
            for s in r.seen
        )
    ]
    named = [r for r in acting if r.members and all(m.type == PERSON for m in r.members)]
    return named[0] if len(named) == len(acting) == 1 else None


def _is_told_so(noun: str, referent: Referent) -> bool:
    described = referent.described
    return described is not None and described.plural and described.noun == noun


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
    if not (reading.definite and reading.plural) or reading.others - told:
        return ()
    if reading.noun in OFFICES:
        return _in_office(phrase, before, number) or _persons_together(phrase, before)
    if not number:
        return ()
    countries = reading.noun in lexicon("country")
    if not (countries or is_person(phrase.head) or reading.noun in PAIR):
        return ()
    gender = gender_of_title(reading.noun)
    found = only_nearby(phrase, before, COUNTRY if countries else PERSON, number, gender)
    return found if countries or are_called(reading.noun, found) else ()


def _in_office(phrase: Phrase, before: Sequence[Referent], number: int) -> tuple[Referent, ...]:
    """Take "the two leaders", "the leaders" for all nearby who hold such an office."""
    near = _near(phrase, before, PERSON)
    known = [r for r in near if are_called(phrase.reading.noun, (r,))]
    fits = len(known) == number if number else len(known) > 1 and len(known) == len(near)
    return tuple(known) if fits else ()


def are_called(noun: str, people: Collection[Referent]) -> bool:
    """Whether a noun may be of these: "the two officers" are no two who were shot by officers."""
    anybody = noun in ("man", "woman") or noun in PAIR
    return anybody or all(_wider(noun) & r.role_nouns for r in people)


def _wider(noun: str) -> frozenset[str]:
    """What an office may be called for: "the leaders" for presidents."""
    return frozenset({noun}) | (broader(noun) if noun in OFFICES else frozenset())


def _is_called(noun: str, group: Referent) -> bool:
    """Whether a noun may be of a group: it stood before their names, or is of each of them."""
    return bool(_wider(noun) & group.nouns) or are_called(noun, group.members)


def _persons_together(phrase: Phrase, before: Sequence[Referent]) -> tuple[Referent, ...]:
    """Holders of an office who were named together just now: "the leaders" of "Roe and Poe"."""
    number = count_of(numbers(phrase)) or None
    last = _last_group(phrase, before, {PERSON}, number)
    near = last is not None and phrase.place.number - last_seen(last, phrase) <= NEAR
    called = last is not None and _is_called(phrase.reading.noun, last)
    return last.members if last is not None and near and called else ()


def only_nearby(
    phrase: Phrase, before: Sequence[Referent], kind: SpeakerType, number: int, gender: str = ""
) -> tuple[Referent, ...]:
    """All of a type who were named nearby, where they are so many: "the three"."""
    near = [r for r in _near(phrase, before, kind) if not gender or r.gender in ("", gender)]
    names = {r.name for r in near}
    near = [r for r in near if country_of_capital(r.name) not in names]
    return tuple(near) if len(near) == number else ()


def _near(phrase: Phrase, before: Sequence[Referent], kind: SpeakerType) -> list[Referent]:
    """All of a type who were named in the last sentences."""
    return [
        r
        for r in before
        if r.named
        and r.type == kind
        and any(s.place < phrase.place for s in r.seen)
        and phrase.place.number - last_seen(r, phrase) <= NEAR
    ]


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
    reading = phrase.reading
    named = [r for r in before if r.members and all(m.sure for m in r.members)]
    fitting = [r for r in named if all(may_trade(reading, m) for m in r.members)]
    last = _last_group(phrase, fitting, BODIES) if reading.noun in OF_BODIES else None
    near = last is not None and phrase.place.number - last_seen(last, phrase) <= NEAR
    return [last] if last is not None and near else []


def bodies_told_of(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """All whom "the groups" may mean: bodies told of by their number, "eleven organizations"."""
    if phrase.reading.noun not in GENERIC:
        return []
    told = [r for r in before if r.described is not None and r.described.plural and not r.members]
    return [r for r in told if r.described is not None and r.described.noun in OF_BODIES]


def bodies_speaking_apart(
    phrase: Phrase, spoke: Sequence[tuple[Place, Referent]]
) -> tuple[Referent, ...]:
    """Take "the agencies" for all bodies that spoke just now, one after the other."""
    reading = phrase.reading
    if not (reading.definite and reading.plural) or reading.others or reading.noun not in OF_BODIES:
        return ()
    bodies = [r for r in bodies_speaking(phrase, spoke) if may_trade(reading, r)]
    bodies = sorted(bodies, key=lambda r: r.first)
    return tuple(bodies) if len(bodies) > 1 else ()


def called_together(noun: str, group: Referent, sentences: Sequence[Sentence]) -> bool:
    """Whether kin are told of where they are named together: "Roe and her sisters Ann and Mia"."""
    named = all(m.type == PERSON and m.named for m in group.members)
    if not named or noun not in lexicon("roles", "kin"):
        return False
    for seen in group.seen:
        sentence = sentences[seen.place.number]
        beside = (w for w in sentence.words if w.rel in ("conj", "appos") and is_plural(w))
        kin = (w for w in beside if genderless(lemma_of(w)) == noun)
        if any(first_conjunct(sentence, w).index == seen.place.word for w in kin):
            return True
    return False


def with_own(
    members: Sequence[Referent], before: Sequence[Referent], sentences: Sequence[Sentence]
) -> Referent | None:
    """All who were named together, of "Roe and her sisters": she is one of them."""
    if len(members) != 2 or members[1].owner is not members[0] or members[1].described is None:
        return None
    noun = members[1].described.noun
    whole = [r for r in before if members[0] in r.members and called_together(noun, r, sentences)]
    return whole[-1] if whole else None


def holders_of(phrase: Phrase, before: Sequence[Referent]) -> tuple[Referent, ...]:
    """Take "the presidents", "the presidents of Denmark and Chile" for those named as such."""
    reading, told = phrase.reading, phrase.reading.countries
    office = reading.noun in OFFICES
    if not (office and reading.definite and reading.plural) or len(told) == 1:
        return ()
    if told:
        named = [r for r in before if r.named and r.type == PERSON and r.seen]
        holders = [r for r in named if reading.noun in r.role_nouns and told & countries_of(r)]
        return tuple(holders) if len(holders) == len(told) else ()
    near = [r for r in _near(phrase, before, PERSON) if reading.noun in r.role_nouns]
    return tuple(near) if len(near) > 1 and not reading.others else ()


def numbers(phrase: Phrase) -> set[str]:
    """Words before a noun that count: "both", "two"."""
    return {w.text.lower() for w in phrase.sentence.children(phrase.head, "nummod", "det")}


def count_of(told: Collection[str]) -> int:
    """How many these words count; 0 where they count none."""
    return max((NUMBERS.get(word, 0) for word in told), default=0)


def title_of_all(sentence: Sentence, first: Word) -> set[str]:
    """The office before joined names that all of them hold: "Presidents Roe and Poe"."""
    before = sentence.words[first.index - 1] if first.index else None
    office = lemma_of(before).removesuffix("s") if before is not None else ""
    several = before is not None and before.text.endswith("s") and office in OFFICES
    return {genderless(office)} if several else set()


def sides(phrase: Phrase) -> int:
    """Of how many countries or bodies it is: "the two sides", "all three countries"; else 0."""
    noun = phrase.reading.noun
    bodies = noun in lexicon("roles", "sides") or noun in lexicon("country")
    return count_of(numbers(phrase)) if phrase.reading.plural and bodies else 0


def side_by_side(phrase: Phrase, before: Sequence[Referent], number: int) -> Referent | None:
    """Take "the two sides" for the two countries or bodies that were named together last."""
    wanted = {COUNTRY} if phrase.reading.noun in lexicon("country") else BODIES
    group = _last_group(phrase, before, wanted, number)
    if group is None and phrase.reading.noun == "side":
        group = _last_group(phrase, before, {PERSON}, number)
    near = group is not None and phrase.place.number - last_seen(group, phrase) <= 1
    persons = group is not None and any(m.type == PERSON for m in group.members)
    return None if persons and not near else group
