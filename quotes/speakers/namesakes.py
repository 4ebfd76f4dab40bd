"""Who of several with one surname is meant: by titles and ages, kin, and what was told last."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from quotes.lexicon.words import lexicon
from quotes.speakers.names import generation, tokens
from quotes.speakers.phrases.nouns import role_nouns
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.pronouns import pronoun_of

if TYPE_CHECKING:
    from quotes.speakers.referent import Referent, Seen

NEAR = 2  # sentences. Chosen by reading, not measured
GROWN = 16  # years, from which one is "Mr." or "Mrs." Chosen by reading, not measured

YOUNGER, ELDER = lexicon("ages", "younger"), lexicon("ages", "elder")
JUNIOR, SENIOR = lexicon("ages", "junior"), lexicon("ages", "senior")
COURTESY = lexicon("titles", "male", "female") - {"miss"}
OFFICES = lexicon("person", "offices")
SPOUSES = frozenset({"husband", "wife", "spouse", "widow", "widower"})
WIDOWED = frozenset({"widow", "widower"})
CHILDREN = frozenset({"son", "daughter", "stepson", "stepdaughter", "grandson", "granddaughter"})


def titled(name: str, words: Set[str]) -> str:
    """A surname with the title that stands beside it: "Mr Roe"."""
    titles = sorted(words & lexicon("titles", "male", "female"))
    return f"{titles[0].capitalize()} {name}" if titles else name


def is_titled(referent: "Referent") -> bool:
    """Whether somebody is known by a title and a surname alone: "Mrs. Roe", not "Mayor Roe"."""
    alone = all(len(tokens(n)) == 1 for n in referent.names)
    return alone and bool(referent.words & COURTESY) and not referent.role_nouns & OFFICES


def holds_it_alone(reading: Reading, referent: "Referent") -> bool:
    """Whether a surname with an office is no relative's: "Mayor Roe" beside his wife Ann Roe."""
    office, told = role_nouns(reading.role or "") & OFFICES, referent.role_nouns
    kin = bool(told) and told <= lexicon("roles", "kin") | {"lady"}
    return bool(office) and kin and len(tokens(reading.name)) == 1


def own_pronoun(phrase: Phrase) -> str:
    """The gender of who says of himself: "m" of "Roe said he was late"."""
    verb = phrase.sentence.head(phrase.head)
    said = phrase.sentence.child(verb, "ccomp") if verb is not None else None
    subject = phrase.sentence.child(said, "nsubj") if said is not None else None
    known = pronoun_of(subject) if subject is not None and verb is not None else None
    after = subject is not None and verb is not None and subject.index > verb.index
    return known.gender if known is not None and after else ""


@cache
def _abbreviations() -> dict[str, str]:
    pairs = [entry.split(" = ") for entry in lexicon("titles", "abbreviated")]
    return {word: short for short, full in pairs for word in (short, *full.split())}


def _titles(words: Iterable[str]) -> set[str]:
    """Titles among words, each as it is abbreviated: "Senator" and "Sen." as "sen"."""
    known = _abbreviations()
    return {known[w] for word in words if (w := word.strip(".").casefold()) in known}


def by_title(reading: Reading, fitting: Sequence["Referent"]) -> list["Referent"]:
    """Those who bear the title of "Sen. Roe", whether abbreviated or not."""
    ours = _titles((*reading.others, *tokens(reading.role or "")))
    borne = {
        r: _titles((*r.words, *(w for role in r.roles for w in tokens(role)))) for r in fitting
    }
    return [r for r in fitting if ours & borne[r]]


def alive(fitting: Sequence["Referent"], everybody: Iterable["Referent"]) -> list["Referent"]:
    """Those of whom nobody is told to be the widow: who may still speak."""
    roles = [tokens(role) for r in everybody for role in r.roles if WIDOWED & set(tokens(role))]
    late = {r for r in fitting for role in roles if _is_of(r.name, role)}
    late |= {r for r in fitting if "late" in r.words}
    return [r for r in fitting if r not in late]


def _is_of(name: str, role: Sequence[str]) -> bool:
    """Whether a role begins with an owner: "Bo Roe's widow"."""
    *given, last = tokens(name) or ("",)
    owner = [*given, f"{last}'s"]
    return [w.replace("’", "'") for w in role[: len(owner)]] == owner


def spouse(
    reading: Reading, family: Sequence["Referent"], everybody: Iterable["Referent"]
) -> list["Referent"]:
    """Who is told to be married to one of a surname: "Mrs. Roe" of "Bo Roe and his wife Jane"."""
    sentences = {r.first.number for r in family if r.gender != reading.gender}
    return [
        r
        for r in everybody
        if r.role_nouns & SPOUSES
        and r.gender == reading.gender
        and len(tokens(r.name)) == 1
        and r.first.number in sentences
    ]


def is_further_kin(
    reading: Reading, place: Place, referent: "Referent", family: Sequence["Referent"]
) -> bool:
    """Whether "Mr. Roe" is another than one who is only told of as a son or a brother.

    He was told of before, or a "Mrs. Roe" was, whose child this is.
    """
    told = referent.role_nouns
    if not told or not told <= lexicon("roles", "kin") - SPOUSES:
        return False
    if place < referent.first:
        return True
    others = [r for r in family if is_titled(r) and r.gender != reading.gender]
    return (
        bool(told & CHILDREN) and not referent.age and any(r.first < referent.first for r in others)
    )


def last_speaker(before: Mapping["Referent", Sequence["Seen"]], place: Place) -> list["Referent"]:
    """Who spoke by name just before, where no other of these was named since."""
    named = [(s, r) for r, seen in before.items() for s in seen if s.kind == Kind.NAME]
    last, one = max(named, key=lambda pair: pair[0].place, default=(None, None))
    if last is None or one is None or not last.spoke or place.number - last.place.number > NEAR:
        return []
    beside = [r for s, r in named if s.place.number == last.place.number]
    return [one] if all(r is one for r in beside) else []


def subject_of_last(fitting: Sequence["Referent"], place: Place) -> list["Referent"]:
    """Of which one the last sentence was that named any of these."""
    named = [(s, r) for r in fitting for s in r.seen if s.kind == Kind.NAME and s.place < place]
    number = max((s.place.number for s, _ in named), default=0)
    there = [(s.weight, r) for s, r in named if s.place.number == number]
    most = max((weight for weight, _ in there), default=0)
    return list({id(r): r for weight, r in there if weight == most > 0}.values())


def may_be(reading: Reading, referent: "Referent") -> bool:
    """Whether title, gender and generation allow it: "Mrs. Roe" is not "Mr. Bo Roe".

    Nor is she a child.
    """
    if reading.gender and referent.gender and reading.gender != referent.gender:
        return False
    if 0 < referent.age < GROWN and reading.others & COURTESY:
        return False
    ours, theirs = generation(reading.name), generation(referent.name)
    return not ours or ours == theirs or not (theirs or _is_child_of(reading, referent.name))


def _is_child_of(reading: Reading, name: str) -> bool:
    """Whether "Jr." tells of another: "his son Bo Jr.", "Bo Jr." beside Bo Q. Roe.

    And "Bo Roe Jr." beside Bo Q. Roe.
    """
    short, full = tokens(reading.name), tokens(name)
    told = set(tokens(reading.role or "")) & CHILDREN
    named = len(full) > 1 and short[0] == full[0] and short[1] != full[-1]
    return bool(told) or (named and len(short) == 2) or len(full) >= len(short) > 2


def of_generation(
    reading: Reading, fitting: Sequence["Referent"], everybody: Sequence["Referent"]
) -> list["Referent"]:
    """Without a son of the same name, unless it is he: "the younger Mr. Roe"."""
    if generation(reading.name):
        return list(fitting)
    sons = [r for r in everybody if any(_is_father(one, r) for one in fitting)]
    young = sons if reading.others & YOUNGER else []
    return young or [r for r in fitting if r not in sons] or list(fitting)


def _is_father(one: "Referent", other: "Referent") -> bool:
    """Whether they bear one name, and only the other is "Jr."."""
    if not generation(other.name) & JUNIOR or generation(one.name) & JUNIOR:
        return False
    (given, *family), (own, *rest) = tokens(one.name), tokens(other.name)
    return given == own and bool(family) and (len(rest) == 1 or family[-1] in rest)


def tells_age(reading: Reading) -> bool:
    """Whether one of two with a surname is meant by age: "the younger Mr. Roe"."""
    return bool(reading.others & (YOUNGER | ELDER)) and len(tokens(reading.name)) == 1


def is_called_by_given_name(referent: "Referent") -> bool:
    """Whether the first of its names stands alone: "Ann" for "Ann Roe"."""
    first, *rest = tokens(referent.name) or ("",)
    return bool(rest) and any(tokens(name) == (first,) for name in referent.names)


def of_age(reading: Reading, fitting: Sequence["Referent"]) -> list["Referent"]:
    """Those whom "the younger Roe" may be by "Jr." and "Sr."."""
    for words, own, other in ((YOUNGER, JUNIOR, SENIOR), (ELDER, SENIOR, JUNIOR)):
        if reading.others & words:
            born = {r: frozenset().union(*map(generation, (r.name, *r.names))) for r in fitting}
            return [r for r in fitting if born[r] & own] or [
                r for r in fitting if not born[r] & other
            ]
    return []
