"""Whom the article tells of in other words: "Roe … The veteran leader", "the 45-year-old"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.bodies_nearby import bodies_speaking
from quotes.speakers.cast import GENERIC, PERSON, PERSONS
from quotes.speakers.names import tokens
from quotes.speakers.namesakes import ELDER, YOUNGER
from quotes.speakers.nearness import NEAR
from quotes.speakers.offices import is_of_country, may_vary
from quotes.speakers.phrases.descriptions import AGED
from quotes.speakers.phrases.nouns import genderless, is_person
from quotes.speakers.phrases.phrase import Phrase
from quotes.speakers.phrases.words import lemma_of
from quotes.speakers.referent import Referent, Seen
from quotes.speakers.syntax import MAIN_SUBJECT
from quotes.speakers.told import Told
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

FEW = 2  # persons of whom one alone acted
LATELY = 8  # sentences since the only person of whom was told spoke
LONGEST_NAME = 5  # words after the first in which an age may follow


def said_otherwise(known: Told) -> list[Referent]:
    """Who was spoken of just now, told of in other words: "Roe … The veteran leader added".

    Of persons the only one whom the sentence before names, and who acted or spoke there; of bodies
    the last that spoke.
    """
    phrase, before, spoke, told = known.phrase, known.before, known.spoke, known.told
    reading, here = phrase.reading, phrase.place.number
    if reading.noun in GENERIC and (reading.name.islower() or reading.countries):
        bodies = bodies_speaking(phrase, spoke)
        last = spoke[-1][1] if spoke else None
        return bodies if len(bodies) == 1 and bodies[0] is last else []
    if reading.type == SpeakerType.DOCUMENT:
        return _document_just_now(known)
    if not _may_be_varied(phrase):
        return []
    told_at = [n for n in range(here) if told[n] > (told[n - 1] if n else 0)]
    last_told = told_at[-1] if told_at else here - 1  # whole sentences in marks tell nothing
    near = [
        r
        for r in before
        if any(last_told <= s.place.number <= here for s in r.seen if s.place < phrase.place)
    ]
    persons = [r for r in near if r.type == PERSON]
    acting = _acting(persons, last_told) or [r for r in persons if r.roles or " " in r.name]
    words = known.sentences[last_told].words if here else ()
    spoken_of = any(genderless(lemma_of(w)) == reading.noun for w in words)
    alone = acting if len(acting) == 1 and len(persons) <= FEW else _still_speaking(known)
    beside = [r for r in persons if any(s.place.number == here for s in _before(r, phrase))]
    if reading.others or len(beside) != 1:
        beside = alone  # but "Although football made Roe rich, the rower said"
    alone = beside
    if any(is_of_country(reading, r) for r in before if r not in alone):
        return []  # "Roe met his Danish counterpart Poe. The Danish leader said"
    return [r for r in alone if may_vary(phrase, r, spoken_of=spoken_of)]


def _document_just_now(known: Told) -> list[Referent]:
    """What a new document told in the sentence before: "A report found … The audit report said"."""
    reading, (place, last) = known.reading, known.spoke[-1] if known.spoke else (None, None)
    told = last.described if last is not None else None
    if last is None or place is None or told is None or told.noun != reading.noun:
        return []
    next_ = known.phrase.place.number - place.number == 1
    apart = reading.others & lexicon("roles", "telling") or not _is_plain(reading.name)
    more = known.phrase.sentence.children(known.phrase.head, "nmod", "nmod:poss", "acl")
    return [] if told.definite or told.plural or apart or more or not next_ else [last]


def _is_plain(name: str) -> bool:
    """Whether words tell no name and no number."""
    return name.islower() and name.replace(" ", "").isalpha()


def _before(referent: Referent, phrase: Phrase) -> list[Seen]:
    return [s for s in referent.seen if s.place < phrase.place and not s.quoted]


def _may_be_varied(phrase: Phrase) -> bool:
    """Whether nothing tells that a description is of another one: "the mayor’s lawyer"."""
    reading = phrase.reading
    beside = phrase.sentence.children(phrase.head, "appos", "flat")
    named = any(w.upos == "PROPN" for w in beside)
    told_apart = reading.others & lexicon("roles", "telling") - {"former", "young"}
    if "year" in reading.others:
        told_apart -= {AGED}  # "the 24-year-old star"
    listed = is_person(phrase.head) or reading.noun in lexicon("person", "epithets") | {AGED}
    return reading.type == SpeakerType.ANONYMOUS and listed and not (named or told_apart)


def _acting(persons: Sequence[Referent], number: int) -> list[Referent]:
    """Those who did something in a sentence, or who alone spoke as its subject."""
    there = {r: [s for s in r.seen if s.place.number == number] for r in persons}
    acting = [r for r, seen in there.items() if any(s.weight or s.spoke for s in seen)]
    main = [r for r in acting if any(s.spoke and s.weight == MAIN_SUBJECT for s in there[r])]
    return main if len(main) == 1 else acting


def _still_speaking(known: Told) -> list[Referent]:
    """Who spoke last and before that too, just now, or whom alone the article names so far."""
    last = [(place, r) for place, r in known.spoke if r.type in PERSONS][-2:]
    named = [r for r in known.before if r.named and r.type == PERSON]
    far = LATELY if len(named) == 1 else NEAR
    near = all(known.phrase.place.number - place.number <= far for place, _ in last)
    same = len(last) == 2 and last[0][1] is last[1][1]
    return [last[1][1]] if near and same and last[1][1].type == PERSON else []


def of_two(told: Told) -> list[Referent]:
    """The one of two with their ages told: "the younger man" of "Bo Roe, 70, and Ed Roe, 41"."""
    words = set(tokens(told.reading.name))
    young, old = words & YOUNGER, words & ELDER
    sex = told.reading.gender
    both = [r for r in told.before if r.type == PERSON and r.age and sex in ("", r.gender or sex)]
    if not (young or old) or len(both) != 2 or both[0].age == both[1].age:
        return []
    return [(min if young else max)(both, key=lambda r: r.age)]


def aged(
    phrase: Phrase, referents: Sequence[Referent], sentences: Sequence[Sentence]
) -> list[Referent]:
    """Those whose age is told beside their names: "the 45-year-old" of "Jane Roe, 45,"."""
    told = []
    for referent in referents:
        if referent.type == PERSON and referent.named:
            for seen in referent.seen:
                words = sentences[seen.place.number].words[seen.place.word + 1 :][:LONGEST_NAME]
                ages = (w for a, w, b in zip(words, words[1:], words[2:], strict=False)
                        if a.text in (",", "(") and b.upos == "PUNCT")  # fmt: skip
                if any(w.text in phrase.reading.others for w in ages):
                    told.append(referent)
    return list(dict.fromkeys(told))
