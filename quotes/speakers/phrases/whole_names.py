"""Where a person's name begins and ends, which the name finder does not always see."""

import re

from quotes.lexicon.entries import entries
from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.beside import before_surname
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.words import OFFICES, entity_at, lemma_of, words_of
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PLACE_ENTITIES, Sentence, Word

SURNAMES = frozenset({"So", "An", "You", "Oh", "Do", "Ha", "Long", "Young"})
SYLLABLES = re.compile(r"[A-Z][a-z]+[-‐‑][a-z]+")
ELIDED = re.compile(r"[DdLl]['’]")
INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")  # "M.", "M.S."
TRADE = re.compile(  # "Oysterman", "Treasure-hunter"
    r"[A-Z][a-z-]+(?:keeper|goer|maker|grower|worker|seller|herder|hunter|driver|dealer|builder|breeder|"
    r"runner|catcher|cutter|man|woman|smith|monger|wright|ologist|"
    r"onomer|grapher|master|mistress|broker|watcher)"
)
IN_NAMES = ("flat", "compound")


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before names: "Mr"."""
    return word.strip(".,").casefold() in lexicon("titles", "male", "female", "courtesy", "role")


def name_words(sentence: Sentence, words: list[Word]) -> list[Word]:
    """Words of a whole name, without body, office or nation: "FLP Rep. Jane Roe"."""
    words = _whole_name(sentence, words)
    if _is_of_body(sentence, words):
        words = words[1:]
    words = _after_office(sentence, words)
    if len(words) > 2 and words[0].text.isupper() and is_title(words[1].text):
        words = words[1:]
    words = words[1:] if _is_of_nation(words) or _is_trade(words) else words
    return _without_letters(words)


def _is_trade(words: list[Word]) -> bool:
    """Whether a name begins with what somebody does: "Mountaineer Jane Roe", "sexton Bo Poe"."""
    first, second, *rest = (w.text for w in words) if len(words) > 1 else ("", "")
    if first.islower():
        return noun_type(first) == SpeakerType.PERSON and second[0].isupper()
    known, office = first.casefold() in lexicon("person", "trades"), lexicon("person", *OFFICES)
    before_given = bool(gender_of_given(second.casefold()))
    office_first = first.casefold() in office and before_given
    given = gender_of_given(first.casefold()) or first.casefold() in lexicon("given", "trades")
    if before_given and first.casefold() in lexicon("given", "rarely"):
        known, given = True, False
    called = noun_type(first.casefold()) == SpeakerType.PERSON and bool(TRADE.fullmatch(first))
    return (known or office_first or (called and before_given)) and bool(rest) and not given


def _without_letters(words: list[Word]) -> list[Word]:
    """A name without the letters of an honour, a calling or a seat: "Jane Roe KC"."""
    if all(w.text.isupper() for w in words):
        return words
    while len(words) > 2 and words[-1].text.rstrip(",") in lexicon("titles", "letters"):
        words = words[:-1]
    return words


def _is_of_nation(words: list[Word]) -> bool:
    # "the director, Chilean Jane Roe": but "Roman Bo Poe" may be called so
    first = words[0].text
    return len(words) > 2 and bool(country_of_people(first)) and not gender_of_given(first.lower())


def _is_of_body(sentence: Sentence, words: list[Word]) -> bool:
    # "chief of HLP Jane Roe", "leader in UP Jane Roe": the name finder may begin at "HLP"
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    letters = words[0].text.isupper() and len(words[0].text) > 1
    return (
        before in ("of", "at", "for", "in")
        and letters
        and len(words) > 2
        and words[1].text.istitle()
    )


def _after_office(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name without the office that the name finder begins with.

    "Town councillors Jane Roe", "Minister of Interior Jane Roe".
    """
    known = lexicon("person", "offices", "work")
    offices = [i for i, w in enumerate(words[:-1]) if w.text.islower() and lemma_of(w) in known]
    if offices and words[0].text[0].isupper():
        return words[offices[-1] + 1 :]
    before = sentence.words[words[0].index - 1].text if words[0].index else ""
    while before in ("of", "and", ",") and len(words) > 2 and _is_portfolio(words[0]):
        words = words[1:]  # "Minister of Water and Information Technology Jane Roe"
    return words


def _is_portfolio(word: Word) -> bool:
    return word.text.casefold() in lexicon("roles", "portfolios")


def _whole_name(sentence: Sentence, words: list[Word]) -> list[Word]:
    # the name finder may stop at "Jane" where the tree joins "Roe" to it, and begin at "Roe"
    inside = {w.index for w in words}
    while words[0].index:
        before = sentence.words[words[0].index - 1]
        part = before.head in inside and before.rel in (*IN_NAMES, words[0].rel)
        above = before.index in {w.head for w in words if w.rel in IN_NAMES}
        beside = (before.head, before.rel) == (words[0].head, words[0].rel)
        entity = entity_at(sentence, before)
        whole = entity is None or (entity.span == before.span and before.text.isupper())
        small = before.text.casefold() in lexicon("titles", "particles")
        named = before.upos == "PROPN" and whole and (before.text[0].isupper() or small)
        named = named and not _is_verb(before)
        initials = INITIALS.fullmatch(before.text) is not None and not _is_of_place(
            sentence, before
        )
        ahead = sentence.words[before.index - 1].text if before.index else ""
        # "Secretary of State Jane Roe", "head of the office in Lima Jane Roe"
        named = named and ahead not in ("of", "in", "at", "for", "the")
        if not (named and (part or above or beside) and not is_person(before)) and not initials:
            break
        inside.add(before.index)
        words = [before, *words]
    for word in sentence.words[words[-1].index + 1 :]:
        listed = entity_at(sentence, word) is not None
        if listed or word.upos != "PROPN" or word.rel != "flat" or word.head not in inside:
            break
        if len(words) > 1 and _is_role_after(sentence, word):
            break
        inside.add(word.index)
        words = [*words, word]
    words = _with_surname(sentence, _with_given(sentence, words))
    after = sentence.words[words[-1].index + 1 :][:1]
    if len(words) == 1 and after and before_surname(sentence, after[0]) is not None:
        words = [*words, *after]
    return _after_particle(sentence, _with_elided(sentence, words))


def _is_verb(word: Word) -> bool:
    """Whether it tells in Title Case that somebody speaks: "Says" of "Roe Says Jane Poe Lied"."""
    known = entries("verbs").get(word.text.casefold().removesuffix("s"), ())
    says = any(entry.cue_class.reporting for entry in known)
    return says and word.text.endswith("s") and not gender_of_given(word.text.casefold())


def _is_of_place(sentence: Sentence, word: Word) -> bool:
    """Whether letters are of a place before them: "in Hill Town, N.J. Jane Roe met him"."""
    before = sentence.words[max(word.index - 2, 0) : word.index + 1]
    known = (entity_at(sentence, w) for w in before if w.text != ",")
    return any(e is not None and e.type in PLACE_ENTITIES for e in known)


def _is_role_after(sentence: Sentence, word: Word) -> bool:
    """Whether a noun for somebody else follows a whole name: "Donor" of "Jane Roe Donor’s Firm"."""
    after = sentence.words[word.index + 1 :][:1]
    named = word.text.casefold() in lexicon("given", "trades") or not is_person(word)
    listed = lemma_of(word) in lexicon("person", *OFFICES) or word.text.endswith("or")
    return listed and not named and bool(after) and after[0].xpos == "POS"


def _with_given(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name with a given name that is a word too: "Will" of "nurse Will Roe"."""
    above = sentence.head(words[0])
    if above is None or above.index != words[0].index - 1 or words[0].rel != "flat":
        return words
    before = sentence.words[above.index - 1].text if above.index else ""
    named = above.text.istitle() and above.upos != "PROPN" and before.islower()
    return [above, *words] if named and not is_person(above) else words


def _with_surname(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name with a surname that is a word too, before two syllables: "So Jin-ah"."""
    before = sentence.words[words[0].index - 1] if words[0].index else None
    name = "".join(w.text for w in words)
    known = before is not None and before.text in SURNAMES and before.end < words[0].start
    return [before, *words] if before and known and SYLLABLES.fullmatch(name) else words


def _with_elided(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name with the particle that it is joined to: "D'" of "D'Orey"."""
    before = sentence.words[words[0].index - 1 : words[0].index] if words[0].index else []
    return [*before, *words] if before and _is_elided(before[0], words[0]) else words


def _is_elided(before: Word, word: Word) -> bool:
    return ELIDED.fullmatch(before.text) is not None and before.end == word.start


def _after_particle(sentence: Sentence, words: list[Word]) -> list[Word]:
    """A name with what follows its last particle: "Jane de la Tour", where it stops at "la"."""
    particles = lexicon("titles", "particles")
    while len(words) > 1 and words[-1].text in particles:
        after = sentence.words[words[-1].index + 1 :][:1]
        if not after or not (after[0].text[0].isupper() or after[0].text in particles):
            break
        entity = entity_at(sentence, after[0])
        words = [*words, *(words_of(sentence, entity.span) if entity is not None else after)]
    return words
