"""Whether a description is of a person whose roles are known: "the mayor", "the Danish leader"."""

from collections.abc import Iterator

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import broader, lexicon, office_of, titles_of
from quotes.speakers.names import spelled_by, strip_possessive, tokens
from quotes.speakers.others import is_another
from quotes.speakers.phrases.descriptions import AGED
from quotes.speakers.phrases.nouns import genderless, noun_type, role_nouns
from quotes.speakers.phrases.phrase import Phrase, Reading
from quotes.speakers.referent import Referent
from quotes.text.kinds import SpeakerType

PERSON, ANONYMOUS = SpeakerType.PERSON, SpeakerType.ANONYMOUS
ANYBODY = frozenset({"man", "woman", "person", "old"})


def as_person(
    reading: Reading, referent: Referent, *, varied: bool = False
) -> dict[str, float] | None:
    """How a description agrees with what a person is told to be; None: not at all.

    Parameters
    ----------
    varied : whether it may be another office of one of whom only a loose one is told.

    """
    features: dict[str, float] = {}
    if reading.gender and referent.gender and reading.gender != referent.gender:
        return None
    words = {genderless(w) for role in referent.roles for w in _words_of(role)}
    people = countries_of(referent)
    nouns = referent.role_nouns
    others = {genderless(w) for w in reading.others if not country_of_people(w.capitalize())}
    others = others - lexicon("country") if reading.noun != AGED else set()
    countries, office = reading.countries, reading.noun in lexicon("person", "offices")
    broad = broader(reading.noun)
    features["broader"] = bool(broad & (nouns | words))
    features["broader, bare"] = bool(broad & (nouns | words)) and not others
    features["same country"] = bool(countries and people and countries & people)
    if not _is_limited_alike(reading, referent):
        return None
    if reading.noun in nouns and is_from_elsewhere(reading, referent):
        return None
    if reading.noun in lexicon("person", "sources") and referent.named:
        return None  # whoever is called a source stays unnamed
    if reading.others & lexicon("roles", "apart") - words:
        return None  # "the opposing goalkeeper"
    if is_another(reading, referent):
        return None
    portfolios = lexicon("roles", "portfolios")
    ours, theirs = reading.others & portfolios, words & portfolios
    of_one = reading.noun in nouns & lexicon("roles", "ministers")
    if of_one and ours and theirs and not ours & theirs:
        return None  # "the health minister" is no foreign minister
    if countries and people and not countries & people and office:
        return None  # "the Chilean minister" is no Danish one
    loosely = lexicon("roles", "loosely")
    leading = varied and reading.noun in loosely and (not nouns or broad & nouns)
    if office and countries - people and reading.noun not in nouns | words and not leading:
        return None  # "the Korean finance minister" is no treasury secretary
    told = reading.noun in words or bool(broad & (nouns | words)) or _is_narrower(reading, nouns)
    listed = office or reading.noun in lexicon("person", "work")
    loose = loosely | lexicon("roles", "loose", "belonging") if varied else frozenset()
    letters = reading.noun.upper() in lexicon("titles", "ranks")
    if not (told or reading.noun in nouns or letters) and noun_type(reading.noun) != PERSON:
        return None  # "the contest" is nobody who is not told to be one
    if listed and _lasting(nouns) - loose and not told and reading.noun not in loosely:
        return None  # "the governor" is no fish trader
    features["same role"] = reading.noun in nouns
    features["role has it"] = reading.noun in words
    features["role agrees"] = bool(others) and others <= words
    features["details"] = min(len(others - words), 3) / 2
    features["no role"] = not referent.roles
    features["other role"] = bool(nouns) and reading.noun not in words
    features["other country"] = bool(countries and people and not countries & people)
    features["office"] = office
    features["bare"] = not (others or countries)
    features["head of kin"] = reading.noun in ANYBODY
    return features


def _is_narrower(reading: Reading, nouns: frozenset[str]) -> bool:
    """Whether it tells more closely what one is told to be, but no office: "the centre-back"."""
    apart = reading.noun in lexicon("person", "offices") or _capitals(reading.name)
    return not apart and any(reading.noun in broader(noun) for noun in nouns)


def _lasting(nouns: frozenset[str]) -> frozenset[str]:
    """Those of somebody's nouns that tell what else one is not: no party, no kin, no candidate."""
    return nouns - lexicon("roles", "passing", "parties") - lexicon("person", "life")


def countries_of(referent: Referent) -> set[str]:
    """Countries that somebody's roles tell: Denmark of "Danish minister"."""
    words = (strip_possessive(w) for role in referent.roles for w in role.split())
    return {c for w in words if (c := country_of_people(w) or country(w))}


def _is_limited_alike(reading: Reading, referent: Referent) -> bool:
    """Whether one is a deputy, a former one, … as the other is: a "vice president" is no president.

    Words of other roles tell nothing: "Prince Roe, deputy premier" is "the prince".
    """
    limiting, gone = lexicon("roles", "limiting") - {reading.noun}, lexicon("roles", "gone")
    told = frozenset(word for role in referent.roles for word in _words_of(role))
    same = [set(_words_of(r)) & limiting for r in referent.roles if reading.noun in role_nouns(r)]
    ours = reading.others & limiting
    if not ours & gone and (any(words & gone for words in same) or told & lexicon("roles", "dead")):
        return False
    return not same or ours in same


def _words_of(role: str) -> Iterator[str]:
    """Words of a role, also of what its letters stand for: "Health CS"."""
    for word in tokens(role.replace("-", " ")):
        yield word
        yield from (office_of(word) or "").split()
        yield from titles_of(word)


def is_from_elsewhere(reading: Reading, referent: Referent) -> bool:
    """Whether names tell two apart: "the Lake Town resident" and "Hill Town resident Roe".

    So do letters: "the LTP president" is not "president of the Hill Town Party".
    """
    ours = _capitals(reading.name)
    theirs = frozenset().union(*map(_capitals, referent.roles))
    if reading.noun in lexicon("person", "life"):
        return bool(ours - theirs and theirs - ours)
    if reading.noun in lexicon("roles", "sent") - {"member", "representative"}:
        sent_by, sent_there = _places(ours), _places(theirs)
        return len(sent_by) == len(sent_there) == 1 and sent_by != sent_there
    letters = [w for w in ours - theirs if w.isupper() and len(w) > 1]
    named = [w for w in theirs if noun_type(genderless(w.casefold())) != PERSON]
    initials = {w[0] for w in named} | {c for w in named if w.isupper() for c in w}
    return bool(named) and any(set(w) - initials for w in letters)


def _places(capitals: frozenset[str]) -> frozenset[str]:
    """Those that may name a place, of words in capitals beside an office: no party, no title."""
    apart = lexicon("roles", "parties") | lexicon("titles", "role", "courtesy")
    words = (w for w in capitals if w.istitle() and not _is_office_or_country(w))
    return frozenset(w for w in words if w.casefold() not in apart and not titles_of(w))


def _capitals(text: str) -> frozenset[str]:
    return frozenset(w.strip(".,") for w in text.split() if w[0].isupper())


JUST_TOLD = 1  # sentences
PARTISAN = frozenset({"opposition", "party", "government", "state"})  # "the opposition leader"


def _as_named(reading: Reading, referent: Referent) -> dict[str, float] | None:
    """What is known of a named person whom a description may be of; None for any other."""
    return as_person(reading, referent) if referent.type == PERSON and referent.named else None


def holds_office(reading: Reading, referent: Referent) -> bool:
    """Whether a description is a person's role, or part of it: "the mayor" of "Mayor of Hill"."""
    known = _as_named(reading, referent)
    return bool(known and known["same role"] and not known["details"])


def holds_it_somewhere(reading: Reading, referent: Referent) -> bool:
    """Whether one has an office of which a description tells only the place besides.

    "The Hilltown senator" for "Sen. Roe".
    """
    known = _as_named(reading, referent)
    if not known or not known["same role"]:
        return False
    beside = _places(_capitals(reading.name))
    return bool(beside) and reading.others <= {w.casefold() for w in beside} | lexicon(
        "roles", "limiting"
    )


def is_of_country(reading: Reading, referent: Referent) -> bool:
    """Whether a description's country is told of a person's role: "the Lebanese minister"."""
    known = _as_named(reading, referent)
    return bool(known and known["same country"])


def leads_there(reading: Reading, referent: Referent) -> bool:
    """Whether a broader word for a person's role and its country are told: "the Danish leader"."""
    known = _as_named(reading, referent)
    return bool(reading.countries and known and known["broader"] and known["same country"])


def is_guest(reading: Reading, referent: Referent) -> bool:
    """Whether a bare office is rather another's: "the president", where "the Danish president" is.

    The article tells the country of a guest, not that of its own.
    """
    office = reading.noun in lexicon("person", "offices")
    return office and not reading.countries and bool(countries_of(referent))


def is_called_broadly(reading: Reading, referent: Referent) -> bool:
    """Whether a bare noun is a broader word for a person's role: "the judge" for a justice."""
    known = _as_named(reading, referent)
    return bool(known and known["broader, bare"])


def is_of_its_body(reading: Reading, referent: Referent) -> bool:
    """Whether the body beside an office is in a person's role: "the HLP spokesperson".

    Roe is, who was told to be "head of the Hill Law Party".
    """
    if referent.type != PERSON or not referent.named or not _is_limited_alike(reading, referent):
        return False
    if reading.gender and referent.gender and reading.gender != referent.gender:
        return False
    return any(tells_body(reading, role) for role in referent.roles)


def tells_body(reading: Reading, role: str) -> bool:
    """Whether a role names the body that stands beside a noun, in full or by its letters."""
    named = [w for w in _capitals(reading.name) if w.casefold() != reading.noun]
    named = [w for w in named if not _is_office_or_country(w)]
    words = tokens(role)
    runs = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    spelled_out = {w.casefold() for w in named} - reading.others
    full = {t for t in reading.others if noun_type(genderless(t)) != PERSON}
    return bool(named) and all(
        w.casefold() in words
        or (w.casefold() in spelled_out and full <= set(words))
        or (w.isupper() and any(spelled_by(w.casefold(), run, whole=True) for run in runs))
        for w in named
    )


def _is_office_or_country(word: str) -> bool:
    nation = country(strip_possessive(word)) or country_of_people(word)
    return bool(nation) or noun_type(genderless(word.casefold())) == PERSON


def may_vary(phrase: Phrase, referent: Referent, *, spoken_of: bool) -> bool:
    """Whether nothing tells that somebody is not what a description says: "the veteran leader".

    Parameters
    ----------
    spoken_of : whether its noun stood in the sentence before, for somebody.

    """
    reading, nouns = phrase.reading, referent.role_nouns
    noun = reading.noun
    if is_another(reading, referent) and not reading.others & lexicon("roles", "bygone"):
        return False
    if is_counterpart(phrase, referent):
        return False
    if noun in lexicon("person", "epithets") or (_is_aside(reading) and not spoken_of):
        return not (reading.gender and referent.gender and reading.gender != referent.gender)
    known = as_person(reading, referent, varied=True)
    if known is None or known["other country"]:
        return False
    lasting = _lasting(nouns) - lexicon("roles", "loosely", "loose", "belonging")
    told = noun in nouns or bool(broader(noun) & nouns) or _is_narrower(reading, nouns)
    return not lasting or told


def is_counterpart(phrase: Phrase, referent: Referent) -> bool:
    """Whether a noun tells rather of another one in the story: the landlord of a tenant.

    So it does where nothing but nouns stands before it, no calling of public life is meant, and
    the person was told of only just now, as nothing of the kind.
    """
    reading = phrase.reading
    if referent.type != PERSON or not referent.named or reading.plural:
        return False
    noun, nouns = reading.noun, referent.role_nouns
    beside = phrase.sentence.children(phrase.head, "amod", "nmod:desc", "nummod", "acl:relcl")
    named = bool(_capitals(phrase.head.text + " " + reading.name) or reading.countries)
    compound = len(reading.name.split()) > 1 and not reading.others & PARTISAN
    local = lexicon("person", "unnamed", *(["local"] if compound else []))
    apart = lexicon("person", "epithets", "public") | (lexicon("person", "offices") - local)
    if beside or named or noun in apart | {AGED}:
        return False
    if noun in nouns | referent.nouns or broader(noun) & nouns or _is_narrower(reading, nouns):
        return False
    return len({s.place.number for s in referent.seen}) <= JUST_TOLD


def _is_aside(reading: Reading) -> bool:
    """Whether it tells what one was or does beside an office: "the former keeper", "the rower"."""
    listed = lexicon("person", "offices", "work", "life", "sources")
    native = reading.noun in lexicon("roles", "natives") and bool(_capitals(reading.name))
    return reading.noun not in listed or native or bool(reading.others & lexicon("roles", "bygone"))
