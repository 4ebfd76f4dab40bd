"""Which of several whom a description fits was spoken of last, or spoke last."""

from collections.abc import Sequence

from quotes.speakers.bodies_nearby import TRADES
from quotes.speakers.cast import GENERIC
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Phrase
from quotes.speakers.referent import Referent
from quotes.speakers.told import Told
from quotes.speakers.within import last_seen


def spoke_before(referents: Sequence[Referent]) -> list[Referent]:
    """Those of them who spoke before."""
    return [r for r in referents if any(s.spoke for s in r.seen)]


def last_of(phrase: Phrase, found: Sequence[Referent]) -> list[Referent]:
    """Those of them who were spoken of last."""
    seen = [r for r in found if any(s.place < phrase.place for s in r.seen)]
    last = max((last_seen(r, phrase) for r in seen), default=0)
    return [r for r in seen if last_seen(r, phrase) == last]


def latest(told: Told, found: Sequence[Referent]) -> list[Referent]:
    """Of several without a name who spoke last, rather one of the same noun, else one nearby."""
    noun = told.reading.noun
    if noun in GENERIC | TRADES:
        return list(found)
    here = told.phrase.place.number
    alike = [r for r in found if (d := r.described) and d.noun == noun]
    alike = [r for r in alike if (d := r.described) and (d.others or not d.definite)]
    near = [r for r in alike if here - last_seen(r, told.phrase) <= NEAR]
    return last_of(told.phrase, spoke_before(alike) or near or spoke_before(found)) or list(found)


def latest_group(phrase: Phrase, groups: Sequence[Referent]) -> list[Referent]:
    """Of several that were called just so the last one, unless more is told: "the boys I met"."""
    words = phrase.sentence.words
    clauses = phrase.sentence.children(phrase.head, "acl:relcl")
    first = (phrase.sentence.subtree(clause)[0] for clause in clauses)
    told = any(w.upos != "PUNCT" and words[w.index - 1].text != "," for w in first)
    if told or phrase.sentence.child(phrase.head, "conj"):
        return list(groups)
    alike = [r for r in groups if r.described and r.described.noun == phrase.reading.noun]
    return last_of(phrase, alike) or list(groups)


def is_later(ones: Sequence[Referent], others: Sequence[Referent], phrase: Phrase) -> bool:
    """Whether the only one was spoken of just now, and none of the others since."""
    if len(ones) != 1 or not any(s.place < phrase.place for s in ones[0].seen):
        return False
    last = last_seen(ones[0], phrase)
    since = phrase.place.number - last <= NEAR
    return since and last > max(last_seen(other, phrase) for other in others)
