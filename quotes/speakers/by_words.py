"""Descriptions that only one fits, by their words: "the ministry", "the mayor of Hill Town"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.bodies_nearby import (
    TRADES,
    acting_here,
    body_nearby,
    tells_trade,
    told_otherwise,
)
from quotes.speakers.cast import GENERIC, PERSONS
from quotes.speakers.compatriots import by_country
from quotes.speakers.described import bears, is_the_writers, may_trade, same_noun
from quotes.speakers.groups import (
    alike_together,
    bodies_together,
    bodies_told_of,
    called_together,
    numbers,
    side_by_side,
    sides,
    together,
    together_just_now,
)
from quotes.speakers.latest import is_later, last_of, latest, latest_group, spoke_before
from quotes.speakers.names import tokens
from quotes.speakers.offices import (
    ANYBODY,
    holds_it_somewhere,
    holds_office,
    is_called_broadly,
    is_guest,
    is_of_country,
    is_of_its_body,
    leads_there,
)
from quotes.speakers.others import is_anothers
from quotes.speakers.phrases.descriptions import AGED
from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.phrase import Phrase, Place, Reading
from quotes.speakers.referent import Referent
from quotes.speakers.told import Told
from quotes.speakers.variation import aged, of_two, said_otherwise
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

PUBLIC = lexicon("roles", "public")
FAR = 6  # sentences. Chosen by reading, not measured


Found = tuple[list[Referent], str]
"""Those whom a description may stand for, and the rule; of several it is none."""


def same_words(
    phrase: Phrase,
    referents: Sequence[Referent],
    spoke: Sequence[tuple[Place, Referent]],
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> tuple[Referent, str] | None:
    """Take the only one that all the words fit: "the ministry", "the mayor of Hill Town".

    Of bodies and documents one that was named before; "the company" is the only one nearby.
    """
    if is_the_writers(phrase):
        return None
    before = [r for r in referents if any(s.place < phrase.place for s in r.seen)]
    known = Told(phrase, referents, before, spoke, sentences, told)
    for rule in RULES:
        answer = rule(known)
        if answer is not None:
            found, how = answer
            anothers = how == "variation" and is_anothers(phrase)
            return (found[0], how) if len(found) == 1 and not anothers else None
    return None


def _end_of_a_name(told: Told) -> Found | None:
    """Bodies whose names end so: "the archives" of the Hill Archives, "the land guardians"."""
    reading, last = told.reading, tokens(told.reading.name)
    if len(last) == 1 and reading.noun not in lexicon("organization", "keepers"):
        return None  # "the workers", "the studies" are many
    if not (reading.plural or reading.type == SpeakerType.DOCUMENT):
        return None
    found = [
        r
        for r in told.before
        if r.named
        and r.type in (SpeakerType.ORGANIZATION, SpeakerType.GROUP)
        and len(tokens(r.name)) > len(last)
        and tokens(r.name)[-len(last) :] == last
    ]
    return (found, "description") if found and reading.definite else None


def _pair(told: Told) -> Found | None:
    """Two who were named together: "the pair", "both officials"."""
    reading = told.reading
    if reading.definite and reading.noun in lexicon("roles", "several"):
        return _these(together(told.phrase, told.before))
    both = {"both", "two"} & numbers(told.phrase)
    if reading.plural and is_person(told.phrase.head) and both:
        two = together_just_now(told.phrase, told.before)
        if two is not None or "both" in numbers(told.phrase):
            return _these(two) if two is not None else None
    alike = alike_together(told.phrase, told.before)
    return _these(alike) if alike is not None else None


def _these(group: Referent | None) -> Found:
    return [group] if group is not None else [], "description"


def _sides(told: Told) -> Found | None:
    """Countries or bodies that were named together: "the two sides"."""
    number = sides(told.phrase) if told.reading.definite else 0
    return _these(side_by_side(told.phrase, told.before, number)) if number else None


def _those(told: Told) -> Found | None:
    """Several who were told of before: "the families", "the groups"."""
    reading = told.reading
    known = reading.definite or (reading.noun in PUBLIC and _is_bare(told.phrase))
    if not (known and reading.plural) or told.counted or reading.others:
        return None
    named = [r for r in told.before if r.members]
    named = [r for r in named if called_together(reading.noun, r, told.sentences)]
    if named:
        return last_of(told.phrase, named)[-1:], "description"
    groups = [
        r
        for r in told.before
        if (r.described and same_noun(reading, r.described))
        or (r.members and reading.noun in r.nouns)
    ]
    groups = latest_group(told.phrase, spoke_before(groups) or groups)
    named = bodies_together(told.phrase, told.before)
    return groups or named or bodies_told_of(told.phrase, told.before), "description"


def _police(told: Told) -> Found | None:
    """The only force: "police"."""
    if told.reading.noun != "police" or not _is_bare(told.phrase):
        return None
    forces = [
        r
        for r in told.before
        if r.name.casefold().endswith(" police")
        and (r.described is None or r.described.noun == told.reading.noun)
    ]
    return [] if told.reading.others else forces, "only one"


def _is_bare(phrase: Phrase) -> bool:
    """Whether no article or number is told with a noun."""
    return phrase.sentence.child(phrase.head, "det", "nummod", "nmod:poss") is None


def _no_single(told: Told) -> Found | None:
    """Nobody, where no single one is told of as known."""
    single = told.reading.definite and not (told.reading.plural or told.counted)
    return None if single else ([], "")


def _same(told: Told) -> Found | None:
    """Who spoke last: "the same source"."""
    if "same" not in told.reading.others:
        return None
    last = [r for _, r in told.spoke[-1:] if _may_be_same(told.reading, r)]
    return last, "description"


def _single(told: Told) -> Found:
    """The one whom the words fit, by name, by role, by what is nearby or by other words."""
    phrase, before, reading = told.phrase, told.before, told.reading
    found, rule = [r for r in before if bears(reading, r) and not _is_only_quoted(r)], "description"
    if (going_on := _going_on(told)) is not None:
        return [going_on], "only one"
    if reading.noun in GENERIC and not (reading.others or any(r.named for r in found)):
        acting = [r for r in acting_here(phrase, before) if may_trade(reading, r)]
        if len(acting) == 1:
            return acting, "only one"
    if one_of_two := of_two(told):
        return one_of_two, "role"
    if reading.noun == AGED:
        found, rule = aged(phrase, told.referents, told.sentences), "role"
    if not found and reading.type == SpeakerType.ANONYMOUS:
        found, rule = _in_office(told)
    if not (found or reading.others) and reading.noun in GENERIC | TRADES:
        telling = [r for r in before if r.named and tells_trade(reading, r)]
        found, rule = (telling if len(telling) == 1 else body_nearby(told)), "only one"
    if not found and (reading.others or _is_bare_epithet(phrase)):
        found, rule = said_otherwise(told), "variation"
    if not found and (reading.others or reading.noun not in GENERIC | TRADES):
        found, rule = told_otherwise(told), "variation"
    if rule == "role" and len(found) > 1:
        found = last_of(phrase, found)
    if rule == "description" and len(found) > 1 and not reading.others:
        named = [r for r in found if r.named]
        if another := _told_since(phrase, named, found):
            return another, rule
        found = last_of(phrase, named) if named else latest(told, found)
        if len(found) > 1:
            found = spoke_before(found)
    elif rule == "description" and len(found) > 1:
        named = [r for r in found if r.named]
        found = named if len(named) == 1 else found if named else latest(told, found)
    return found, rule


def _going_on(told: Told) -> Referent | None:
    """The body that spoke in the sentence before, where "the party also" says more."""
    place, last = told.spoke[-1] if told.spoke else (None, None)
    verb = told.phrase.sentence.head(told.phrase.head)
    if last is None or place is None or verb is None or told.phrase.head.rel != "nsubj":
        return None
    also = any(w.text.lower() == "also" for w in told.phrase.sentence.children(verb, "advmod"))
    bare = told.reading.noun in GENERIC and not told.reading.others
    body = last.named and last.type == SpeakerType.ORGANIZATION and may_trade(told.reading, last)
    next_ = told.phrase.place.number - place.number == 1
    return last if also and bare and body and next_ else None


def _is_bare_epithet(phrase: Phrase) -> bool:
    """Whether a subject is a noun for a person and no more, of no office: "the actor"."""
    noun, head = phrase.reading.noun, phrase.head
    person = phrase.reading.type == SpeakerType.ANONYMOUS and is_person(head)
    if not person or head.rel != "nsubj" or phrase.sentence.child(head, "acl:relcl"):
        return False
    apart = lexicon("person", "offices", "unnamed")
    return noun not in apart and noun.upper() not in lexicon("titles", "ranks")


def _told_since(
    phrase: Phrase, named: Sequence[Referent], found: Sequence[Referent]
) -> list[Referent]:
    """One that stays unnamed, told of after bodies that are only called so beside their names."""
    if not named or any(phrase.reading.noun not in r.called for r in named):
        return []
    final = last_of(phrase, found)
    return final if len(final) == 1 and final[0].described is not None else []


def _in_office(told: Told) -> Found:
    """Who stays unnamed and was called so, else who holds the office: "the official"."""
    phrase, before, reading = told.phrase, told.before, told.reading
    # whoever stays unnamed is not named by a guess: "a senior official … the official"
    found = [r for r in before if r.described and same_noun(reading, r.described)]
    called = [r for r in found if r.described and r.described.noun == reading.noun]
    colleagues = _of_its_body(told, called)
    holding = [r for r in colleagues if reading.noun in r.role_nouns]
    if len(holding) == 1:
        return holding, "role"
    if reading.noun in lexicon("person", "sources"):  # not "a person who lives nearby"
        found = [r for r in found if r.described and r.described.others] or _unnamed_just_now(told)
    found = called or found
    # "the man" is no office of one who is named later only
    known = before if reading.noun in ANYBODY else told.referents
    holders = [r for r in known if holds_office(reading, r)]
    holders = holders or [r for r in before if holds_it_somewhere(reading, r)]
    holders = [r for r in holders if is_of_country(reading, r)] or holders
    hosts = [r for r in holders if not is_guest(reading, r)]
    holders = hosts if called else hosts or holders
    later = sorted(hosts, key=lambda r: r.first)[:1]
    # "a senior official … the official": not a minister who was named between them
    loose = found and reading.noun in lexicon("roles", "loose")
    broadly = [] if loose else _called_broadly(phrase, before)
    holders = [r for r in holders if r in before] or broadly or later
    last = [r for _, r in told.spoke[-1:] if r in colleagues]
    if last and not (called or holders or reading.noun.upper() in lexicon("titles", "ranks")):
        return last, "role"
    clause = phrase.sentence.child(phrase.head, "acl:relcl") is not None
    silent = spoke_before(holders) and not (spoke_before(found) or clause)
    if found and not (silent or is_later(holders, found, phrase)):
        return found, "description"
    return holders or [r for r in before if leads_there(reading, r)], "role"


def _unnamed_just_now(told: Told) -> list[Referent]:
    """Who spoke without a name in the sentence before: "one member said … The insider added"."""
    place, last = told.spoke[-1] if told.spoke else (None, None)
    if place is None or last is None or told.phrase.place.number - place.number > 1:
        return []
    known = last.described
    person = known is not None and known.type == SpeakerType.ANONYMOUS and not known.definite
    return [last] if person and not last.plural else []


def _of_its_body(told: Told, called: Sequence[Referent]) -> list[Referent]:
    """Those of the body that is told with an office, unless one without a name was called so."""
    same = any(r.described and told.reading.others <= r.described.others for r in called)
    return [] if same else [r for r in told.before if is_of_its_body(told.reading, r)]


def _may_be_same(reading: Reading, last: Referent) -> bool:
    """Whether who spoke last may be "the same source", "the same official"."""
    source = reading.noun in lexicon("person", "sources")
    person = {reading.type, last.type} <= PERSONS
    return not last.plural and (source or person or reading.type == last.type)


def _called_broadly(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """Those nearby for whose role a bare noun is a broader word."""
    if phrase.reading.others:
        return []
    found = [r for r in before if is_called_broadly(phrase.reading, r)]
    found = [r for r in found if phrase.place.number - last_seen(r, phrase) <= FAR]
    if len(found) > 1 and phrase.reading.noun in lexicon("roles", "loose"):
        found = last_of(phrase, spoke_before(found) or found)
    return found


def _is_only_quoted(one: Referent) -> bool:
    """Whether it is a document that only quoted words tell of."""
    return one.type == SpeakerType.DOCUMENT and all(s.quoted for s in one.seen)


RULES = (
    _end_of_a_name,
    _pair,
    _sides,
    _those,
    _police,
    _no_single,
    by_country,
    _same,
    _single,
)
