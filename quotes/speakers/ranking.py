"""Which referent a pronoun or a description stands for: a logistic model over what is known.

Each referent that may be meant is an option; for a description one more is that it stands for
nobody else in the article (`referent` None). Weights: `antecedents.tsv`, fitted by
`training/fit_antecedents.py` on annotated newswire.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import broader, lexicon
from quotes.speakers.cast import Referent, Seen
from quotes.speakers.names import strip_possessive, tokens
from quotes.speakers.phrases.nouns import genderless, noun_type
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.pronouns import Pronoun, pronoun_of
from quotes.text.kinds import Section, SpeakerType
from quotes.text.tree import Sentence

REACH = 8  # sentences that a pronoun may go back
TIE = 0.75  # share of the best that makes a second one as likely
LEAST = 0.3  # below this nothing is likely enough to be told

PERSON, ORGANIZATION, COUNTRY, GROUP, ANONYMOUS, DOCUMENT = (
    SpeakerType.PERSON,
    SpeakerType.ORGANIZATION,
    SpeakerType.COUNTRY,
    SpeakerType.GROUP,
    SpeakerType.ANONYMOUS,
    SpeakerType.DOCUMENT,
)
OURS = frozenset({"our", "my"})  # "our correspondent" is nobody of whom the article tells
Features = Mapping[str, float]


class Option(NamedTuple):
    """A referent that may be meant, what speaks for it, how likely it is."""

    referent: Referent | None
    features: Features
    likely: float


@dataclass(frozen=True)
class Choice:
    """The options for one phrase, the most likely first; `kind` names the weights."""

    phrase: Phrase
    kind: str
    rule: str
    options: tuple[Option, ...]

    @property
    def best(self) -> Option | None:
        """The most likely option, if it is likely enough."""
        if not self.options or self.options[0].likely < LEAST:
            return None
        second = self.options[1].likely if len(self.options) > 1 else 0.0
        tied = self.rule == "pronoun" and second > TIE * self.options[0].likely
        return None if tied else self.options[0]  # "Roe and Doe met. He said …"


def weigh(
    phrase: Phrase,
    referents: Sequence[Referent],
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
    *,
    guessed: bool = True,
) -> Choice:
    """Weigh the referents that a pronoun or description may stand for.

    Parameters
    ----------
    phrase : the pronoun or description.
    referents : all of the article so far, and its names to come.
    last : who spoke before, in the order of the text.
    sentences : the article's.
    told : for each sentence, how many the article itself has told until then: no quoted ones.
    guessed : whether a gender that was a guess bars too.

    """
    pronoun = pronoun_of(phrase.head)
    if pronoun is not None:
        kind, rule = _kind_of_pronoun(pronoun), "pronoun"
        found: dict[Referent | None, dict[str, float]] = {
            r: meant(phrase, r, pronoun, last, sentences, told)
            for r in referents
            if _fits(phrase.place, r, pronoun, sentences, told, guessed=guessed)
        }
    else:
        kind, rule = _kind(phrase.reading), "description"
        found = described(phrase, referents, last, sentences)
    _compare(found)
    weights = weights_of(kind)
    scores = {r: sum(weights.get(k, 0.0) * v for k, v in f.items()) for r, f in found.items()}
    total = sum(exp(s) for s in scores.values()) + (1.0 if pronoun else 0.0) * exp(-2)
    options = [Option(r, found[r], exp(scores[r]) / total) for r in found]
    return Choice(phrase, kind, rule, tuple(sorted(options, key=lambda o: -o.likely)))


def _kind_of_pronoun(pronoun: Pronoun) -> str:
    return "they" if pronoun.plural else "he" if pronoun.gender else "it"


def _kind(reading: Reading) -> str:
    if reading.plural:
        return "plural"
    if reading.type == ANONYMOUS:
        return "person"
    return "document" if reading.type == DOCUMENT else "body"


@cache
def weights_of(kind: str) -> Mapping[str, float]:
    """Weight of each feature of this kind of choice, as fitted."""
    text = (files("quotes.speakers") / "antecedents.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {feature: float(weight) for of, feature, weight in rows if of == kind}


def _compare(found: Mapping[Referent | None, dict[str, float]]) -> None:
    """Tell each option whether it is the nearest, and the only one."""
    real = [(f["distance"], r) for r, f in found.items() if r is not None]
    if not real:
        return
    nearest = min(distance for distance, _ in real)
    for distance, referent in real:
        found[referent]["nearest"] = distance == nearest
        found[referent]["only"] = len(real) == 1


# ---------------------------------------------------------------- pronouns


def _before(place: Place, referent: Referent, sentences: Sequence[Sentence]) -> list[Seen]:
    """Its mentions before this place; captions and teasers tell the body nothing."""
    near = (sentences[place.number].section, Section.BODY)
    return [
        s for s in referent.seen if s.place < place and sentences[s.place.number].section in near
    ]


def _fits(
    place: Place,
    referent: Referent,
    pronoun: Pronoun,
    sentences: Sequence[Sentence],
    told: Sequence[int],
    *,
    guessed: bool,
) -> bool:
    """Whether number, type and gender allow it."""
    before = _before(place, referent, sentences)
    if not before or told[place.number] - told[before[-1].place.number] > REACH:
        return False
    if referent.type not in pronoun.types:
        return False
    body = referent.type in (ORGANIZATION, COUNTRY, DOCUMENT)
    if pronoun.plural:
        return referent.plural or body
    if referent.plural and not body:
        return False
    if referent.guessed and not guessed:
        return True
    return not (pronoun.gender and referent.gender and referent.gender != pronoun.gender)


def meant(
    phrase: Phrase,
    referent: Referent,
    pronoun: Pronoun,
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> dict[str, float]:
    """What speaks for and against a referent that a pronoun may stand for."""
    before = _before(phrase.place, referent, sentences)
    features = _nearness(phrase, before, referent, last, sentences, told)
    features["same gender"] = bool(pronoun.gender and referent.gender == pronoun.gender)
    features[str(referent.type)] = 1
    features["named"] = referent.named
    features["members"] = bool(referent.members)
    features["unsure"] = not referent.sure
    return features


def _nearness(
    phrase: Phrase,
    before: Sequence[Seen],
    referent: Referent,
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> dict[str, float]:
    place = phrase.place
    features = dict.fromkeys(("back", "paragraphs", "subject", "spoke", "quoted"), 0.0)
    plain = [s for s in before if not s.quoted] or before
    latest = max(plain, key=lambda s: (s.place.number, s.weight + s.spoke)) if plain else None
    here = sentences[place.number]
    if latest is None:
        features["distance"] = REACH * 2.0
        features["later"] = 1
    else:
        there = sentences[latest.place.number]
        away = told[place.number] - told[latest.place.number]
        features["distance"] = away - 0.25 * latest.weight - 0.25 * latest.spoke
        features["back"] = min(away, REACH) / 2
        features["same sentence"] = place.number == latest.place.number
        features["sentence before"] = away == 1
        features["paragraphs"] = min(abs(here.paragraph - there.paragraph), 4) / 2
        features["subject"] = latest.weight / 2
        features["spoke"] = latest.spoke
        features["quoted"] = latest.quoted
        features["by pronoun"] = latest.kind == Kind.PRONOUN
        features["other section"] = there.section not in (here.section, Section.BODY)
    features["last speaker"] = bool(last) and last[-1] is referent
    features["speaker before last"] = len(last) > 1 and last[-2] is referent
    features["has spoken"] = referent in last
    features["often"] = log(1 + len(before))
    features["often spoke"] = log(1 + sum(s.spoke for s in before))
    return features


# ---------------------------------------------------------------- descriptions


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
        if how is None:
            continue
        before = _before(phrase.place, referent, sentences)
        known = any(
            how.get(told) for told in ("same role", "role has it", "broader", "name has it")
        )
        if not before and not (referent.named and known):
            continue  # one named later only, of whom nothing tells that it is the same
        features = _nearness(phrase, before, referent, last, sentences, every)
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
    if phrase.reading.definite:
        return "definite"
    owner = phrase.sentence.child(phrase.head, "nmod:poss")
    if owner is not None and owner.text.lower() in OURS:
        return "ours"
    return "possessed" if owner is not None else "indefinite"


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
    if reading.noun in lexicon("roles", "together"):
        return None
    if person and not reading.plural and referent.type == PERSON:
        known = _as_person(reading, referent)
        return None if known is None else features | known
    if reading.plural:
        return None
    if reading.type in (ORGANIZATION, COUNTRY) and referent.type in (ORGANIZATION, COUNTRY):
        if (reading.type == COUNTRY) != (referent.type == COUNTRY):
            return None
        words = {genderless(w) for w in tokens(referent.name)}
        own = {w for w in reading.others if not country_of_people(w.capitalize())}
        own -= referent.words
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


def _as_person(reading: Reading, referent: Referent) -> dict[str, float] | None:
    features: dict[str, float] = {}
    if reading.gender and referent.gender and reading.gender != referent.gender:
        features["other gender"] = 1
    words = {genderless(w) for role in referent.roles for w in tokens(role.replace("-", " "))}
    people = {
        c
        for role in referent.roles
        for w in map(strip_possessive, role.split())
        if (c := country_of_people(w) or country(w))
    }
    nouns = referent.role_nouns
    others = {genderless(w) for w in reading.others if not country_of_people(w.capitalize())}
    limiting = lexicon("roles", "limiting")
    countries = reading.countries
    broad = broader(reading.noun)
    features["broader"] = bool(broad & (nouns | words))
    features["broader, bare"] = bool(broad & (nouns | words)) and not others
    features["same country"] = bool(countries and people and countries & people)
    if reading.noun in nouns and words & limiting != reading.others & limiting:
        return None
    if reading.noun in nouns and _is_from_elsewhere(reading, referent):
        return None
    features["same role"] = reading.noun in nouns
    features["role has it"] = reading.noun in words
    features["role agrees"] = bool(others) and others <= words
    features["details"] = min(len(others - words), 3) / 2
    features["no role"] = not referent.roles
    features["other role"] = bool(nouns) and reading.noun not in words
    features["other country"] = bool(countries and people and not countries & people)
    features["office"] = reading.noun in lexicon("person", "offices")
    features["bare"] = not others
    features["head of kin"] = reading.noun in ("person", "woman", "man")
    return features


def _is_from_elsewhere(reading: Reading, referent: Referent) -> bool:
    """Whether names tell two apart: "the Lake Town resident" and "Hill Town resident Roe"."""
    if reading.noun not in lexicon("person", "life"):
        return False
    ours = _capitals(reading.name)
    theirs = frozenset().union(*map(_capitals, referent.roles))
    return bool(ours - theirs and theirs - ours)


def _capitals(text: str) -> frozenset[str]:
    return frozenset(w.strip(".,") for w in text.split() if w[0].isupper())


def holds_office(reading: Reading, referent: Referent) -> bool:
    """Whether a description is a person's role, or part of it: "the mayor" of "Mayor of Hill"."""
    if referent.type != PERSON or not referent.named:
        return False
    known = _as_person(reading, referent)
    details = known is not None and known["details"]
    return bool(known and known["same role"] and not details and not known.get("other gender"))


def bears(reading: Reading, referent: Referent) -> bool:
    """Whether all words of a description stand in what a body or document was called before."""
    if referent.type != reading.type or reading.type not in (ORGANIZATION, DOCUMENT):
        return False
    nouns = {genderless(w) for w in tokens(referent.name)}
    if referent.described is not None:
        nouns = {referent.described.noun}
    words = {genderless(w) for w in tokens(referent.name)} | referent.words
    known = reading.noun in nouns or bool(broader(reading.noun) & nouns)
    return known and reading.others <= words


def same_noun(reading: Reading, earlier: Reading) -> bool:
    """Whether two descriptions may be of one: the same noun, and nothing that differs."""
    # "the senior ministry official" may be "a senior Chilean official", no Danish one
    if reading.noun != earlier.noun and earlier.noun not in broader(reading.noun):
        return False
    if reading.plural != earlier.plural:
        return False
    if reading.countries and earlier.countries and not reading.countries & earlier.countries:
        return False
    if reading.others & earlier.others or not reading.others or not earlier.others:
        return True
    # "the bereaved mother" may be "Roe's heartbroken mother", "the other mother" not
    life = earlier.noun in lexicon("person", "life")
    return life and not reading.others & lexicon("roles", "telling")
