"""Which body nearby "the company", "the group" is."""

from collections.abc import Sequence

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.cast import GENERIC
from quotes.speakers.described import may_trade
from quotes.speakers.names import tokens
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.nouns import genderless
from quotes.speakers.phrases.phrase import Phrase, Place, Reading
from quotes.speakers.referent import Referent
from quotes.speakers.told import Told
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

TRADES = lexicon("organization", "trades")
FIRMS = lexicon("organization", "firms", "trades")
COVERING = GENERIC | FIRMS | lexicon("organization", "covering", "teams")
LATELY = 4  # sentences. Chosen by reading, not measured
SHORTEST = 4  # letters of a trade that a name may begin with. Chosen by reading, not measured


def body_nearby(told: Told) -> list[Referent]:
    """The body that "the company" is: one accused, one that spoke, the only one nearby."""
    phrase, before, reading = told.phrase, told.before, told.reading
    called = [r for r in before if r.named and reading.noun in r.nouns]
    nearby = called if len(called) == 1 else _bodies_near(phrase, before)
    accused = _accused(told)
    bodies = accused or bodies_speaking(phrase, told.spoke) or nearby or _only_speaking(told)
    found = [r for r in bodies if may_trade(reading, r)]
    return found if len(found) == 1 else called  # "the company" of paragraphs above


def tells_trade(reading: Reading, referent: Referent) -> bool:
    """Whether a body's name has what it is in it: "the publisher" of Hill Publishing."""
    words = {genderless(w) for w in tokens(referent.name)}
    if reading.noun in lexicon("organization", "papers"):
        return bool(words & lexicon("organization", "outlets"))
    if reading.noun not in FIRMS:
        return False
    stem = reading.noun.removesuffix("er").removesuffix("or")
    return len(stem) >= SHORTEST and any(w.startswith(stem) for w in words)


def told_otherwise(told: Told) -> list[Referent]:
    """The only body that does something here or just before: "the banking regulator".

    A team may be named there in any place.
    """
    phrase, reading = told.phrase, told.reading
    owned = phrase.sentence.child(phrase.head, "nmod:poss") is not None
    apart = reading.others & lexicon("roles", "telling", "apart")
    named = any(w.istitle() and not country_of_people(w) for w in reading.name.split())
    if reading.noun not in COVERING or owned or apart or named:
        return []
    here = phrase.place.number
    bodies = [r for r in told.before if r.named and r.sure and r.type == SpeakerType.ORGANIZATION]
    near = {
        r: [s for s in r.seen if here - 1 <= s.place.number and s.place < phrase.place]
        for r in bodies
    }
    near = {r: seen for r, seen in near.items() if seen}
    acting = [r for r, seen in near.items() if any(s.spoke or _acts(told, s.place) for s in seen)]
    only = acting or (list(near) if reading.noun in lexicon("organization", "teams") else [])
    if not near:
        only = _only_speaking(told)
    return [r for r in only if may_trade(reading, r)] if len(only) == 1 else []


def _only_speaking(told: Told) -> list[Referent]:
    """The only body that the article names so far, where it spoke not long ago."""
    named = [r for r in told.before if r.named and r.type == SpeakerType.ORGANIZATION and r.sure]
    here = told.phrase.place.number
    spoke = {id(r) for place, r in told.spoke if here - place.number <= LATELY}
    return named if len(named) == 1 and id(named[0]) in spoke else []


def _acts(told: Told, place: Place) -> bool:
    """Whether a body is a subject, owns it, or is told with "by": "fined by Acme"."""
    sentence = told.sentences[place.number]
    word = sentence.words[place.word]
    case = sentence.child(word, "case")
    above = sentence.head(word)
    owns = word.rel == "nmod:poss" and above is not None and above.rel == "nsubj"
    return word.rel == "nsubj" or owns or (case is not None and case.text.lower() == "by")


def acting_here(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """Named bodies that do something earlier in the sentence: "When Acme came, the group said"."""
    here = phrase.place.number
    return [
        r
        for r in before
        if r.named
        and r.sure
        and r.type == SpeakerType.ORGANIZATION
        and any(s.weight and s.place.number == here and s.place < phrase.place for s in r.seen)
    ]


def _accused(told: Told) -> list[Referent]:
    """A firm that was accused just now: "The union sued Acme. The company said".

    Of two firms it is neither, nor one of several that were accused.
    """
    here, reading = told.phrase.place, told.reading
    if reading.noun not in FIRMS:
        return []
    found: list[Referent] = []
    for referent in told.before:
        if not (referent.named and referent.type == SpeakerType.ORGANIZATION and referent.sure):
            continue
        near = [s for s in referent.seen if here.number - 1 <= s.place.number and s.place < here]
        for seen in near:
            sentence = told.sentences[seen.place.number]
            word = sentence.words[seen.place.word]
            verb = _accusing(sentence, word)
            if verb is None:
                continue
            accuser = sentence.child(verb, "nsubj")
            at = Place(seen.place.number, accuser.index) if accuser is not None else None
            other = next((r for r in told.before if any(s.place == at for s in r.seen)), None)
            if other is None or _is_firm(referent) or not _is_firm(other):
                found.append(referent)
    return list(dict.fromkeys(found))


def _accusing(sentence: Sentence, word: Word) -> Word | None:
    """The verb by which the main clause charges one alone."""
    verb = sentence.head(word)
    if verb is None or verb.lemma.lower() not in lexicon("roles", "accusing"):
        return None
    object_ = word.rel == "obj" or word.deprel == "nsubj:pass"
    alone = not sentence.children(word, "conj")
    return verb if object_ and alone and verb.rel in ("root", "conj") else None


def _is_firm(referent: Referent) -> bool:
    """Whether its name or what it is called tells so: "software company Acme", "Hill Bank"."""
    words = {genderless(w) for w in tokens(referent.name)} | referent.words | referent.called
    return not words.isdisjoint(FIRMS)


def bodies_speaking(phrase: Phrase, spoke: Sequence[tuple[Place, Referent]]) -> list[Referent]:
    """Bodies that spoke nearby: "the party" after what a party said."""
    near = (r for p, r in spoke if phrase.place.number - p.number <= NEAR)
    bodies = [r for r in near if r.named and r.type == SpeakerType.ORGANIZATION and r.sure]
    return list(dict.fromkeys(bodies))


def _bodies_near(phrase: Phrase, before: Sequence[Referent]) -> list[Referent]:
    """Bodies that were named nearby: those that did something, if any did."""
    bodies = [
        r
        for r in before
        if r.named
        and r.sure
        and r.type == SpeakerType.ORGANIZATION
        and phrase.place.number - last_seen(r, phrase) <= NEAR
    ]
    acting = [r for r in bodies if any(s.weight or s.spoke for s in r.seen)]
    return acting or bodies
