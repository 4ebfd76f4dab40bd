"""Bodies whose name begins before what the name finder sees: "the Workers' Front of Hill"."""

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.speakers.phrases.bodies import BODY_ENTITIES, OTHER_ENTITIES, bare, read_body
from quotes.speakers.phrases.nouns import noun_type
from quotes.speakers.phrases.phrase import Reading
from quotes.speakers.phrases.words import entity_at, lemma_of, text_of, words_of
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Entity, Sentence, Word

MARKS = ("'", "’")


def read_headed(text: str, sentence: Sentence, word: Word) -> Reading | None:
    """Read a body's name by its head or its end: "Union of Bakers", of which "Bakers" is known."""
    known = entity_at(sentence, word)
    entity = known or _after_of(sentence, word)
    body = known is not None and known.type in BODY_ENTITIES
    head = word if known is None else _before_of(sentence, known) if body else None
    if head is None or entity is None or not _is_head(head) or head.rel == "appos":
        return None
    first = _first_of(sentence, head)
    words = sentence.words[first.index : words_of(sentence, entity.span)[-1].index + 1]
    return read_body(bare(text_of(text, words)), head)


def _after_of(sentence: Sentence, noun: Word) -> Entity | None:
    """The name of "Front of Hill", of which "Hill" is known."""
    of, *after = (*sentence.words[noun.index + 1 : noun.index + 4], noun)
    after = after[1:] if after and after[0].text == "the" else after
    entity = entity_at(sentence, after[0]) if of.text == "of" and after else None
    named = entity is not None and entity.type in OTHER_ENTITIES
    return entity if named and entity is not None and entity.span.start == after[0].start else None


def _before_of(sentence: Sentence, body: Entity) -> Word | None:
    """The noun of "Union of Bakers", of which "Bakers" is known."""
    before = sentence.words[: words_of(sentence, body.span)[0].index]
    if before and before[-1].text == "the":
        before = before[:-1]
    named = len(before) > 1 and before[-1].text == "of" and entity_at(sentence, before[-2]) is None
    return before[-2] if named else None


def _is_head(word: Word) -> bool:
    """Whether a capital within a sentence tells that a noun for a body is a name's."""
    kind = noun_type(lemma_of(word))
    named = word.text.istitle() and word.index > 0 and kind == SpeakerType.ORGANIZATION
    return named and lemma_of(word) != "government"


def _first_of(sentence: Sentence, head: Word) -> Word:
    """The first of the words in capitals before a head: "Workers'" of "Workers' Front"."""
    first = head
    while first.index > 1 or (first.index == 1 and sentence.words[0].text[0].isupper()):
        before = sentence.words[first.index - 1]
        owner = before.text.endswith(("s'", "s’")) or before.text in MARKS
        capital = before.text[0].isupper() and before.upos in ("PROPN", "NOUN", "ADJ", "PART")
        nation = country_of_people(before.text) or country(before.text)
        if not (capital or owner) or before.text == "The" or nation:
            break
        if entity_at(sentence, before) is not None:
            break
        first = before
    return first
