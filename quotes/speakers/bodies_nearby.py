"""Which body nearby "the company", "the group" is."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.cast import Referent
from quotes.speakers.described import may_trade
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.told import Told
from quotes.speakers.within import last_seen
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

TRADES = lexicon("organization", "trades")


def body_nearby(told: Told) -> list[Referent]:
    """The body that "the company" is: one accused, one that spoke, the only one nearby."""
    phrase, before, reading = told.phrase, told.before, told.reading
    called = [r for r in before if r.named and reading.noun in r.nouns]
    nearby = called if len(called) == 1 else _bodies_near(phrase, before)
    accused = _accused(phrase, before, told.sentences)
    bodies = accused or bodies_speaking(phrase, told.spoke) or nearby
    found = [r for r in bodies if may_trade(reading, r)]
    return found if len(found) == 1 else called  # "the company" of paragraphs above


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


def _accused(
    phrase: Phrase, before: Sequence[Referent], sentences: Sequence[Sentence]
) -> list[Referent]:
    """A firm that was accused just now: "The union sued Acme. The company said"."""
    here, found = phrase.place.number, []
    if phrase.reading.noun not in lexicon("organization", "firms") | TRADES:
        return []
    for referent in before:
        if not (referent.named and referent.type == SpeakerType.ORGANIZATION and referent.sure):
            continue
        for seen in referent.seen:
            if not here - 1 <= seen.place.number <= here or not seen.place < phrase.place:
                continue
            sentence = sentences[seen.place.number]
            word = sentence.words[seen.place.word]
            verb = sentence.head(word)
            accuses = verb is not None and verb.lemma.lower() in lexicon("roles", "accusing")
            if accuses and (word.rel == "obj" or word.deprel == "nsubj:pass"):
                found.append(referent)
    return list(dict.fromkeys(found))


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
