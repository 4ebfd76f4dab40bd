"""Whose kin an article tells of one by one: "Her mother wept. Her sister left. “I stayed,” she …".

Each "her" is the one before, and who then speaks is whose kin they are.
"""

from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.syntax import main_subject
from quotes.speakers.told import At
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

SEVERAL = 2  # sentences on kin, after which a pronoun that speaks is of none of them

SILENT = ("not", "never", "nothing")


def by_kin(phrase: Phrase, phrases: Phrases, at: At) -> tuple[Referent, str] | None:
    """Go to whose kin the sentences before tell of."""
    pronoun = pronoun_of(phrase.head)
    if pronoun is None or not pronoun.gender or phrases.is_quoted(phrase.head):
        return None
    least = 1 if _whose(phrase.sentence) is phrase.head else SEVERAL
    if least > 1 and (phrase.place not in phrases.spoken or phrase.head.rel != "nsubj"):
        return None
    kin = [(n, w) for n, w in _before(phrase, phrases) if pronoun_of(w) == pronoun]
    if len(kin) < least:
        return None
    found = at(Place(kin[0][0], kin[0][1].index))
    if found is None or found.type not in pronoun.types or found.plural:
        return None
    return (found, "fronted") if found.gender in ("", pronoun.gender) else None


def _before(phrase: Phrase, phrases: Phrases) -> list[tuple[int, Word]]:
    """Whose kin each of the told sentences right before tells of, from the last on."""
    found, number = [], phrase.place.number
    for before in range(number - 1, -1, -1):
        if before and phrases.told[before] == phrases.told[before - 1]:
            continue  # all quoted
        sentence = phrases.sentences[before]
        owner = _whose(sentence)
        named = any(e.type in PERSON_ENTITIES for e in sentence.entities)
        if owner is None or named or _is_told_by(sentence, before, phrases):
            break
        found.append((before, owner))
    return found


def _is_told_by(sentence: Sentence, number: int, phrases: Phrases) -> bool:
    """Whether somebody speaks there, and not "never asked", "said nothing"."""
    silent = any(w.text.lower() in SILENT for w in sentence.words)
    return not silent and any(Place(number, w.index) in phrases.spoken for w in sentence.words)


def _whose(sentence: Sentence) -> Word | None:
    """The "her" of a sentence that begins "Her mother", "Her old teacher"."""
    subject = main_subject(sentence)
    if subject is None or not is_person(subject):
        return None
    owner = sentence.child(subject, "nmod:poss")
    return owner if owner is not None and owner.index == 0 and pronoun_of(owner) else None
