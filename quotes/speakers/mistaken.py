"""Names that the name finder takes for those of another kind, set right by the article's others."""

from collections.abc import Iterable, Sequence, Set

from quotes.lexicon.gazetteer import country, country_of_capital, country_of_people
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.speakers.names import is_clipped, spelled_alike, tokens
from quotes.speakers.phrases.phrase import Place, Reading
from quotes.speakers.phrases.words import NOMINAL, text_of, words_of
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word, top

PERSON, ORGANIZATION, COUNTRY = SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY

Told = tuple[Place, Reading]
"""A phrase with a name, by its place."""


def is_surname_of(reading: Reading, persons: Iterable[str]) -> bool:
    """Whether a name taken for a place's or a people's is the surname of one of these persons."""
    name = tokens(reading.name)
    people = reading.type == SpeakerType.GROUP
    unsure = people or (reading.type == ORGANIZATION and not reading.sure)
    if len(name) != 1 or not unsure or country_of_people(reading.name) or country(reading.name):
        return False
    return any(tokens(full)[-1:] == name for full in persons if len(tokens(full)) > 1)


def _begins(name: str) -> str:
    """First word of a body's name of several words, where it may stand for the whole.

    Not of what is called after somebody: "the Roe Train", "Roe fever".
    """
    words = tokens(name)
    small = lexicon("organization", "linking", "generic", "bodies") | lexicon("dates")
    after = name.split()[-1]
    called = after.islower() or after.casefold() in lexicon("organization", "no-bodies")
    return words[0] if len(words) > 1 and words[0] not in small and not called else ""


def _told_of(reading: Reading) -> str:
    """A body's name of one word that stands beside what it is: "the carrier, Acme"."""
    word = tokens(reading.name)
    beside = len(word) == 1 and reading.noun in lexicon("organization", "firms")
    return word[0] if beside and reading.noun != word[0] else ""


def _is_family(reading: Reading, surnames: Set[str], bodies: Sequence[Reading]) -> bool:
    """Whether a name is that of all who bear a surname: "the Roes"."""
    name = tokens(reading.name)
    alone = len(name) == 1 and name[0] not in surnames
    bears = alone and bool({name[0].removesuffix(end) for end in ("s", "es")} & surnames)
    return bears and not any(tokens(b.name)[-1:] == name for b in bodies if b.name != reading.name)


def _is_clipped(name: str, bodies: Sequence[Reading]) -> bool:
    """Whether one word is put together from the beginnings of a body's: "HillPo"."""
    return len(tokens(name)) == 1 and any(is_clipped(name, body.name) for body in bodies)


def taken_for_persons(text: str, sentences: Sequence[Sentence]) -> frozenset[str]:
    """Names of bodies, read as persons', by what is told of them: "CEO of Acme", "Acme, a bank".

    No word of a person's full name is one.
    """
    named = [(s, words_of(s, e.span)) for s in sentences for e in s.entities]
    full = {w.text for _, words in named if len(words) > 1 for w in words}
    alone = [(s, [w]) for s in sentences for w in s.words if w.upos == "PROPN"]
    alone = [(s, words) for s, words in alone if words[0].text not in full]
    told = ((s, words) for s, words in [*named, *alone] if words and _is_told_a_body(s, words))
    found = {text_of(text, words) for _, words in told}
    return frozenset(name for name in found if " " in name or name not in full)


def _is_told_a_body(sentence: Sentence, words: list[Word]) -> bool:
    name = top(words)
    before = [w.text for w in sentence.words[: words[0].index]][-2:]
    if len(before) == 2 and before[0] in lexicon("titles", "heads") and before[1] == "of":
        return True
    if len(words) > 1:
        return False
    verb = sentence.head(name)
    if _is_headed(sentence, name) or any(map(_is_trade, _nouns_of(sentence, name))):
        return True
    if verb is None or verb.lemma != "report" or name.rel != "nsubj":
        return False
    return any(w.text.lower() == "as" for w in sentence.children(verb, "mark", "advmod"))


def _is_headed(sentence: Sentence, name: Word) -> bool:
    """Whether a firm's head is told to be its: "Acme's chief executive", "Acme CEO Jane Roe"."""
    after = sentence.words[name.index + 1 : name.index + 4]
    after = after[1:] if after and after[0].xpos == "POS" else after[:2]
    texts = [w.text for w in after]
    chief = [w.lower() for w in texts[:2]] == ["chief", "executive"]
    return chief or texts[:1] in ([w] for w in lexicon("titles", "heads"))


def _nouns_of(sentence: Sentence, name: Word) -> list[Word]:
    """What a name is told to be: "Acme, a bank", "Acme is a bank", "the newspaper Acme"."""
    above, before = sentence.head(name), sentence.words[max(name.index - 1, 0)]
    if gender_of_given(name.text.casefold()):
        return []  # "Jane, a producer"
    found = [w for w in sentence.children(name, "appos") if w.index > name.index]
    if above is not None and name.rel == "nsubj" and sentence.child(above, "cop"):
        found.append(above)
    return [*found, before] if before in (above, *sentence.children(name)) else found


def _is_trade(noun: Word) -> bool:
    kinds = lexicon("organization", "generic", "trades", "firms")
    kinds = kinds - lexicon("person", "trades") - lexicon("roles", "either")  # "Doe, a producer"
    return noun.text.islower() and noun.upos in NOMINAL and noun.lemma in kinds


def without_mistakes(found: Sequence[Told]) -> list[Told]:
    """Names of the kinds that others tell: surnames as persons', capitals as countries'."""
    persons = [reading.name for _, reading in found if reading.type == PERSON]
    words = {w for name in persons if len(tokens(name)) > 1 for w in tokens(name)}
    surnames = {tokens(name)[-1] for name in persons if len(tokens(name)) > 1}
    named = [reading for _, reading in found if reading.type == ORGANIZATION]
    bodies = {*(_begins(r.name) for r in named), *map(_told_of, named)} - {""}
    sure = {r.name for r in named if r.sure and not r.plural}
    particles = lexicon("titles", "particles")
    tails = {tokens(name)[i:] for name in persons for i in range(1, len(tokens(name)) - 1)}
    kept = []
    for place, reading in found:
        alone = tokens(reading.name)
        begins = len(alone) == 1 and alone[0] in bodies - words  # "Acme" of "Acme Holdings"
        begins = begins or (
            not reading.sure and reading.name in sure and words.isdisjoint(alone[:1])
        )
        if reading.type == PERSON and (begins or _is_clipped(reading.name, named)):
            reading = reading._replace(type=ORGANIZATION, sure=False)
        if (
            reading.type == ORGANIZATION
            and alone in tails
            and (alone[0] in particles or not reading.sure)
        ):
            reading = reading._replace(type=PERSON, noun="")  # "La Roe" of "Ann la Roe"
        if reading.type == ORGANIZATION and len(alone) == 1:
            known = alone[0] in words and (not reading.sure or alone[0] in surnames)
            slip = not reading.sure and any(spelled_alike(alone[0], full) for full in surnames)
            if known or slip:
                reading = reading._replace(type=PERSON, noun="")
        if reading.type == ORGANIZATION and _is_family(reading, surnames, named):
            reading = reading._replace(type=SpeakerType.GROUP, plural=True)
        if reading.type == SpeakerType.GROUP and is_surname_of(reading, persons):
            reading = reading._replace(type=PERSON, plural=False)
        if reading.type == PERSON and len(alone) == 1 and alone[0] not in words:
            place_name = country_of_capital(reading.name) if not reading.role else None
            if place_name:  # the name finder takes "Lima" for a person
                reading = reading._replace(type=COUNTRY, gender="", sure=False)
        kept.append((place, reading))
    return kept
