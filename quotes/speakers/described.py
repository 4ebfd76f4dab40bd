"""How the words of a description agree with what is known of a referent."""

from collections.abc import Mapping, Sequence

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.words import broader, lexicon, unlike
from quotes.speakers.names import tokens
from quotes.speakers.nearness import before as mentioned_before
from quotes.speakers.nearness import nearness
from quotes.speakers.offices import as_person, is_guest, tells_body
from quotes.speakers.others import is_anothers
from quotes.speakers.phrases.descriptions import AGED
from quotes.speakers.phrases.nouns import genderless, noun_type
from quotes.speakers.phrases.phrase import Phrase, Reading
from quotes.speakers.referent import Referent
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

PERSON, ORGANIZATION, COUNTRY, ANONYMOUS, DOCUMENT = (
    SpeakerType.PERSON,
    SpeakerType.ORGANIZATION,
    SpeakerType.COUNTRY,
    SpeakerType.ANONYMOUS,
    SpeakerType.DOCUMENT,
)
OURS = frozenset({"our", "my"})  # "our correspondent" is nobody of whom the article tells


def described(
    phrase: Phrase,
    referents: Sequence[Referent],
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
) -> dict[Referent | None, dict[str, float]]:
    """What speaks for and against each referent of a description, and for none of them."""
    reading = phrase.reading
    found: dict[Referent | None, dict[str, float]] = {}
    determined, every = _determined(phrase), range(len(sentences))
    for referent in () if determined in ("indefinite", "ours") else referents:
        how = _described_as(reading, referent)
        if how is None or (referent.members and determined == "possessed"):
            continue  # "his colleagues" are none of whom he is one
        if not _is_kin(phrase, how):
            continue
        before = mentioned_before(phrase.place, referent, sentences)
        known = any(
            how.get(told) for told in ("same role", "role has it", "broader", "name has it")
        )
        if not before and (not (referent.named and known) or is_guest(reading, referent)):
            continue  # one named later only, of whom nothing tells that it is the same
        features = nearness(phrase, before, referent, last, sentences, every)
        features.update(how)
        features["counted"] = bool(phrase.sentence.children(phrase.head, "nummod"))
        features["named"] = referent.named
        found[referent] = features
    for features in found.values():
        features[determined] = 1.0
        for agrees in ("same role", "same noun", "name has it", "generic", "bare"):
            features[f"{agrees}, {determined}"] = features.get(agrees, 0.0)
    best = max((f.get("same role", 0) + f.get("same noun", 0) for f in found.values()), default=0)
    found[None] = {
        "new": 1.0,
        f"new, {determined}": 1.0,
        "new, details": min(len(reading.others), 3) / 2,
        "new, source": reading.noun in lexicon("person", "sources"),
        "new, plural": reading.plural,
        "new, document": reading.type == DOCUMENT,
        "new, others fit": best > 0,
    }
    return found


def _determined(phrase: Phrase) -> str:
    if is_the_writers(phrase):
        return "ours"
    if phrase.reading.definite:
        return "definite"
    owner = phrase.sentence.child(phrase.head, "nmod:poss")
    return "possessed" if owner is not None else "indefinite"


def _is_kin(phrase: Phrase, how: Mapping[str, float]) -> bool:
    """Whether one may be somebody's: "her lawyer", "Roe's father" are who is told to be that."""
    told = any(how.get(of) for of in ("same noun", "same role", "role has it", "broader"))
    return told or phrase.reading.type != ANONYMOUS or not is_anothers(phrase)


def is_the_writers(phrase: Phrase) -> bool:
    """Whether it is the article's own outlet or author: "this newspaper", "our correspondent"."""
    owner = phrase.sentence.child(phrase.head, "nmod:poss", "det")
    if owner is None:
        return False
    own = owner.text.lower() == "this" and phrase.reading.noun in lexicon("organization", "own")
    return own or owner.text.lower() in OURS


def _described_as(reading: Reading, referent: Referent) -> dict[str, float] | None:
    """How the words of a description agree with what is known of a referent; None: not at all."""
    person = reading.type == ANONYMOUS or noun_type(reading.noun) == PERSON
    features: dict[str, float] = {}
    if referent.described is not None:
        if not same_noun(reading, referent.described):
            return None
        features["same noun"] = 1
        features["same words"] = reading.others == referent.described.others
        return features
    if reading.noun in referent.nouns and reading.plural == referent.plural:
        features["same noun"] = 1
    if referent.members:
        pair = reading.plural and (person or reading.noun in lexicon("roles", "together"))
        persons = all(m.type == PERSON for m in referent.members)
        return {"members": 1.0} if pair and persons else None
    if reading.plural and reading.noun in lexicon("roles", "together"):
        return None
    if person and not reading.plural and referent.type == PERSON:
        known = as_person(reading, referent)
        return None if known is None else features | known
    if reading.plural:
        return None
    if reading.type in (ORGANIZATION, COUNTRY) and referent.type in (ORGANIZATION, COUNTRY):
        if unlike(reading.noun) & frozenset(tokens(referent.name)) - {reading.noun}:
            return None
        if (reading.type == COUNTRY) != (referent.type == COUNTRY):
            return None
        words = {genderless(w) for w in tokens(referent.name)}
        own = {w for w in reading.others if not country_of_people(w.capitalize())}
        own -= referent.words | lexicon("organization", "plain")
        if not referent.sure and reading.noun not in words:
            return None  # a place, or what the name finder was unsure of
        features["name has it"] = reading.noun in words and own <= words
        features["generic"] = reading.noun in lexicon("organization", "generic")
        features["country"] = reading.type == COUNTRY
        if reading.noun in words and not own <= words:
            return None
        features["details"] = min(len(own - words), 3) / 2
        return features
    if reading.type == DOCUMENT and referent.type == ORGANIZATION:
        words = {genderless(w) for w in tokens(referent.name)}
        features["name has it"] = reading.noun in words
        return features if reading.noun in words else None
    return None


def may_trade(reading: Reading, referent: Referent) -> bool:
    """Whether a body's name tells of no other trade: "the airline" is no ministry."""
    words = {genderless(w) for w in tokens(referent.name)} - {reading.noun}
    if reading.noun not in lexicon("organization", "trades"):
        told = referent.called | referent.words if referent.called else set()
        return reading.noun in referent.called or not (words | told) & unlike(reading.noun)
    trades = lexicon("organization", "trades", "outlets", "on-air")
    called = referent.nouns & trades - {reading.noun}
    return not (called or words & trades or any(noun_type(w) == ORGANIZATION for w in words))


def bears(reading: Reading, referent: Referent) -> bool:
    """Whether all words of a description stand in what a body or document was called before."""
    if referent.type != reading.type or reading.type not in (ORGANIZATION, DOCUMENT):
        return False
    nouns = {genderless(w) for w in tokens(referent.name)} | referent.called
    if (told := referent.described) is not None:
        nouns = {told.noun}
        if told.plural != reading.plural and reading.noun != "police":
            return False  # "the report" is none of "recent reports"
    words = {genderless(w) for w in tokens(referent.name)} | referent.words
    if referent.named and reading.type == ORGANIZATION:  # "the board of elections"
        words |= {w.removesuffix("s") for w in words}
    known = reading.noun in nouns or bool(broader(reading.noun) & nouns)
    return known and reading.others - lexicon("organization", "plain") <= words


def same_noun(reading: Reading, earlier: Reading) -> bool:
    """Whether two descriptions may be of one: the same noun, and nothing that differs."""
    # "the senior ministry official" may be "a senior Chilean official", no Danish one
    if reading.noun != earlier.noun and earlier.noun not in broader(reading.noun):
        return False
    if reading.plural != earlier.plural:
        return False
    if (noun_type(reading.noun) == PERSON) != (noun_type(earlier.noun) == PERSON):
        return False  # "the magistrate" is no court
    if reading.noun == AGED:
        return reading.others == earlier.others
    if reading.countries and earlier.countries and not reading.countries & earlier.countries:
        return False
    if (reading.others ^ earlier.others) & lexicon("roles", "apart"):
        return False  # "the prime minister" is not "the last prime minister"
    person = reading.type == ANONYMOUS and reading.others
    if person and (reading.others ^ earlier.others) & lexicon("roles", "limiting"):
        return False  # "the Acme president" is not "the Acme vice president"
    if reading.others & earlier.others or not reading.others or not earlier.others:
        return True
    if person and tells_body(reading, earlier.name):
        return True  # "the HLP member" may be "a member of the Hill Law Party"
    # "the bereaved mother" may be "Roe's heartbroken mother", "the other mother" not
    life = earlier.noun in lexicon("person", "life")
    return life and not reading.others & lexicon("roles", "telling")
