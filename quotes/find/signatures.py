"""Who signs a post of a network: `— Jane Roe (@janeroe) March 3, 2021`."""

import re
from dataclasses import replace

from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon
from quotes.text.blocks import DATE
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Sentence

SIGNED = re.compile(
    rf"(?P<dash>[—–―-]{{1,2}})\s*(?P<name>[^()@\n]{{2,60}}?)\s*\(@\w+\)\W*(?P<date>{DATE})?",
    re.IGNORECASE,
)

LONGEST = 6  # more words are no person's name


def with_writers(text: str, sentence: Sentence) -> Sentence:
    """A sentence in which who signs a post is a name: `— Jane Roe (@janeroe)`."""
    match = SIGNED.match(text, *sentence.span)
    name = Span(*match.span("name")) if match else None
    if name is None or not _is_a_persons(text[slice(*name)]):
        return sentence
    known = [e for e in sentence.entities if e.span.overlaps(name)]
    given = gender_of_given(text[slice(*name)].split()[0].lower())
    if any(e.type in PERSON_ENTITIES or (e.type == "ORG" and not given) for e in known):
        return sentence
    others = [e for e in sentence.entities if e not in known]
    return replace(sentence, entities=[Entity(name, "PER"), *others])


def _is_a_persons(name: str) -> bool:
    parts = name.split()
    body = lexicon("organization") | lexicon("country")
    return 1 < len(parts) < LONGEST and all(
        p[0].isupper() and p[-1].isalpha() and p.lower() not in body for p in parts
    )
