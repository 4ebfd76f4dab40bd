"""Who is told of within a description: whose "his lawyer" is, and who cannot be meant by it."""

from quotes.lexicon.words import lexicon
from quotes.speakers.cast import BODIES, PERSONS
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.phrase import Kind, Phrase, Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.words import NOMINAL, is_plural, lemma_of, text_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.syntax import first_conjunct, subject_beside
from quotes.speakers.told import At
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Word

OWNERS = ("nmod:poss", "nmod")  # "the mayor’s lawyer", "the lawyer for the mayor"


def told_within(phrase: Phrase, phrases: Phrases, at: At) -> list[Referent]:
    """Those whom a description cannot mean: "Roe’s lawyer" is not Roe.

    Nor is the walker Roe where "Roe led the search for the walker".
    """
    if phrase.reading.kind != Kind.DESCRIPTION:
        return []
    sentence, head, number = phrase.sentence, phrase.head, phrase.place.number
    below = sentence.subtree(head, without=sentence.children(head, "appos"))
    places = [Place(number, w.index) for w in below if w is not head]
    naming = [
        p
        for p in places
        if phrases.at(p).reading.kind in (Kind.NAME, Kind.PRONOUN)
        and not _is_own(phrase, sentence.words[p.word])
    ]
    barred = [r for p in naming if (r := at(p)) is not None]
    beside = sentence.children(head, *OWNERS)
    owners = (Place(number, w.index) for w in beside if not _is_own(phrase, w))
    told = [r for p in owners if (r := at(p)) is not None]
    verb = sentence.head(head)
    quoted = verb is not None and verb.lemma.lower() in lexicon("roles", "passing-on")
    aside = quoted or phrase.place not in phrases.spoken
    subject = subject_beside(sentence, head) if aside else None
    other = at(Place(number, subject.index)) if subject is not None else None
    if other is not None and other.type in PERSONS:
        told.append(other)
    return [*barred, *(r for r in told if r.type == SpeakerType.PERSON)]


def _is_own(phrase: Phrase, word: Word) -> bool:
    """Whether one tells of himself: "his" of "the keeper, who spent his life there", "herself"."""
    sentence = phrase.sentence
    if _is_of_honour(phrase, word):
        return True
    clauses = sentence.children(phrase.head, "acl:relcl")
    subjects = (sentence.child(c, "nsubj") for c in clauses if word in sentence.subtree(c))
    own = word.deprel == "nmod:poss" or word.text.lower().endswith("self")
    return own and any(w is not None and w.text.lower() in ("who", "which") for w in subjects)


def owner_told(phrase: Phrase, at: At) -> Referent | None:
    """Whose "his lawyer", "the airline’s management" is."""
    owner = owner_word(phrase)
    if owner is None or owner.upos not in ("PRON", "PROPN", "NOUN"):
        return None
    found = _owner_before_and(phrase, owner, at) or at(Place(phrase.place.number, owner.index))
    if found is None:
        return None
    if not _may_be_owner(phrase, owner, found):
        return None
    person = found.type == SpeakerType.PERSON
    named = owner.upos == "NOUN" and found.named and not person
    return found if person or named or owner.upos == "PRON" else None


def owner_word(phrase: Phrase) -> Word | None:
    """The word that tells whose a noun is, whatever the tree makes of "her" of "her sisters"."""
    before = phrase.sentence.words[phrase.head.index - 1] if phrase.head.index else None
    beside = before if before is not None and "Poss=Yes" in before.feats else None
    owner = phrase.sentence.child(phrase.head, "nmod:poss") or beside
    return None if owner is not None and _is_of_honour(phrase, owner) else owner


def _is_of_honour(phrase: Phrase, word: Word) -> bool:
    """Whether it tells of no owner: "His", "Highness" of "His Highness the Emir"."""
    own = phrase.sentence.words[word.index : word.index + 2]
    return any(w.lemma.lower() in lexicon("titles", "honours") for w in own)


def _may_be_owner(phrase: Phrase, owner: Word, found: Referent) -> bool:
    """Whether a pronoun may stand for the owner: "its maker" is the maker of what is told of.

    That is the subject of the sentence's clause before it, else of sentences before.
    """
    pronoun = pronoun_of(owner)
    things = lemma_of(phrase.head) in lexicon("roles", "of_things")
    if pronoun is None or pronoun.plural or not (things or is_person(phrase.head)):
        return True
    if pronoun.gender:
        described = found.described
        return described is None or noun_type(described.noun) == SpeakerType.PERSON
    here = phrase.place.number
    subjects = [w for w in phrase.sentence.words[: owner.index] if w.rel == "nsubj"]
    subjects = [w for w in subjects if w.upos in NOMINAL and not is_plural(w)]
    if subjects and not is_person(subjects[-1]):
        at = [s.place for s in found.seen]
        return any(Place(here, w.index) in at for w in subjects)
    return not things or any(s.weight or s.spoke for s in found.seen if s.place < phrase.place)


def _owner_before_and(phrase: Phrase, owner: Word, at: At) -> Referent | None:
    """The settlers of "the settlers and their children", Roe of "Roe and his sons"."""
    pronoun = pronoun_of(owner)
    first = first_conjunct(phrase.sentence, phrase.head)
    if pronoun is None or first is phrase.head:
        return None
    found = at(Place(phrase.place.number, first.index))
    fits = found is not None and pronoun.plural == (found.plural or found.type in BODIES)
    return found if fits else None


def with_owner(text: str, phrase: Phrase, whose: Referent | None) -> str:
    """Turn "his lawyer" into "Jane Roe’s lawyer"."""
    sentence, head = phrase.sentence, phrase.head
    owner = owner_word(phrase)
    if owner is None or whose is None:
        return phrase.reading.name
    own = sentence.words[owner.index + 1 : head.index + 1]
    marks = [i for i, w in enumerate(own, 1) if w.xpos == "POS" and owner.upos == "PROPN"]
    own = own[marks[0] if marks else 0 :]
    while own and (own[0].upos == "PART" or own[0].rel in ("case", "flat")):
        own = own[1:]
    more = phrase.reading.name.partition(head.text)[2]  # "’s embassy in Hill Town"
    return f"{whose.name}’s {text_of(text, own)}{more}" if own else phrase.reading.name
