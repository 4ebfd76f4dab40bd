"""Whom a pronoun cannot mean by what its own sentence and quotation tell."""

from collections.abc import Collection, Iterable, Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.asking import asks_aside
from quotes.speakers.phrases.nouns import role_nouns
from quotes.speakers.phrases.phrase import Kind, Phrase, Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.words import lemma_of, words_of
from quotes.speakers.referent import Referent, Seen
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.syntax import is_reported, says
from quotes.speakers.told import At
from quotes.text.characters import DASHES
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Word

MUTUAL = lexicon("kin", "sibling", "cousin") | lexicon("roles", "together", "alike")
PARTING = (":", *DASHES)


def told_by(
    phrase: Phrase,
    referents: Iterable[Referent],
    phrases: Phrases,
    quoted_only: Collection[Referent] = (),
) -> set[int]:
    """Whom a pronoun's own words name: "“Roe was late,” he said": he is not Roe.

    Parameters
    ----------
    quoted_only : those of whom only what is quoted counts.

    Returns
    -------
    Their ids.

    """
    if not _is_of_person(phrase) or phrases.is_quoted(phrase.head):
        return set()
    every = [part for q in phrases.around(phrase.sentence) for part in q.spans]
    parts = [part for part in every if not _is_name(phrase, part)]
    return {
        id(r) for r in referents if _tells_of(phrase, r, phrases, parts, quoted=r in quoted_only)
    }


def challenging(phrase: Phrase, at: At) -> set[int]:
    """Who turns on another with what is his: "Poe challenged him over his words" are not Poe's.

    Returns
    -------
    Their ids.

    """
    sentence, owner = phrase.sentence, pronoun_of(phrase.head)
    noun = sentence.head(phrase.head)
    verb = sentence.head(noun) if noun is not None and noun.rel == "obl" else None
    if owner is None or phrase.head.deprel != "nmod:poss" or verb is None:
        return set()
    whom = [
        pronoun_of(w) for w in sentence.children(verb, "obj", "iobj") if w.index < phrase.head.index
    ]
    if owner not in whom:
        return set()
    subjects = (sentence.child(v, "nsubj") for v in (verb, *sentence.ancestors(verb)))
    subject = next((w for w in subjects if w is not None and w.index < verb.index), None)
    who = at(Place(phrase.place.number, subject.index)) if subject is not None else None
    return {id(r) for r in (who, *who.members)} if who is not None else set()


def owned(phrase: Phrase, referents: Iterable[Referent], phrases: Phrases) -> set[int]:
    """Who was told to be this himself: of "his trainer said" the trainer Roe is no owner.

    Returns
    -------
    Their ids.

    """
    noun = phrase.sentence.head(phrase.head) if phrase.head.deprel == "nmod:poss" else None
    if noun is None or Place(phrase.place.number, noun.index) not in phrases.spoken:
        return set()
    told = lemma_of(noun)
    if told in MUTUAL or phrase.reading.kind != Kind.PRONOUN:
        return set()
    roles = ((r, role) for r in referents for role in r.roles if " and " not in role)
    return {id(r) for r, role in roles if told in role_nouns(role)}


def spoken_to(phrase: Phrase, referents: Iterable[Referent], at: At) -> set[int]:
    """Whom a pronoun does something to by name: "They yelled at Roe" are not Roe and others.

    Returns
    -------
    Their ids.

    """
    sentence, verb = phrase.sentence, phrase.sentence.head(phrase.head)
    if phrase.reading.kind != Kind.PRONOUN or phrase.head.deprel != "nsubj" or verb is None:
        return set()
    whom = [w for w in sentence.children(verb, "obj", "iobj", "obl") if w.upos == "PROPN"]
    named = [at(Place(phrase.place.number, w.index)) for w in whom]
    return {id(r) for r in referents for n in named if n is r or n in r.members}


def speaking_of_others(phrase: Phrase, phrases: Phrases, at: At) -> set[int]:
    """Who speaks where a pronoun is quoted: "“He was late,” said Roe" is not of Roe.

    Returns
    -------
    Their ids.

    """
    if phrase.reading.kind != Kind.PRONOUN or not phrases.is_quoted(phrase.head):
        return set()
    words, number = phrase.sentence.words, phrase.place.number
    outside = [w for w in words if not phrases.is_quoted(w)]
    places = [Place(number, w.index) for w in outside]
    spoken = [p for p in places if p in phrases.spoken and _is_known(phrase, p, places, phrases)]
    speakers = (at(p) for p in spoken)
    return {id(r) for r in speakers if r is not None}


def _is_of_person(phrase: Phrase) -> bool:
    """Whether it is a pronoun or a description of a person; a body may speak of itself by name."""
    reading = phrase.reading
    person = reading.kind == Kind.DESCRIPTION and reading.type == SpeakerType.ANONYMOUS
    return reading.kind == Kind.PRONOUN or (person and not reading.plural)


def _is_known(phrase: Phrase, other: Place, places: Sequence[Place], phrases: Phrases) -> bool:
    """Whether it is told before a quoted pronoun who speaks: names are, and "he" after no name."""
    kinds = {p: phrases.at(p).reading.kind for p in places if phrase.place < p <= other}
    if other not in kinds or kinds[other] == Kind.NAME:
        return True
    pronoun = pronoun_of(phrases.at(other).head)
    return pronoun is not None and bool(pronoun.gender) and Kind.NAME not in kinds.values()


def _is_name(phrase: Phrase, part: Span) -> bool:
    """Whether only a name stands in marks: "a man called “Jo Roe” came, and he said"."""
    words = [w for w in words_of(phrase.sentence, part) if w.upos != "PUNCT"]
    return bool(words) and all(w.upos == "PROPN" for w in words)


def _tells_of(
    phrase: Phrase, referent: Referent, phrases: Phrases, parts: Sequence[Span], *, quoted: bool
) -> bool:
    before = [s for s in referent.seen if s.place < phrase.place]
    unnamed = not (referent.named or referent.members)
    if unnamed and before and all(s.quoted for s in before):
        return True  # of whom only others spoke, without a name
    named = [s for s in before if s.kind == Kind.NAME]
    here = [s for s in before if s.place.number == phrase.place.number]
    spoke = any(s.spoke for s in here)
    if any(_is_quoted_in(s, phrases, parts) for s in named if s.quoted):
        return True
    if phrase.reading.kind != Kind.PRONOUN:
        return False
    verb = phrase.sentence.head(phrase.head)
    adds = verb is not None and verb.lemma.lower() in lexicon("roles", "adding")
    if adds and not any(s.spoke for s in before):
        named = before  # "The army came, they added": who has not spoken adds nothing
    told = (s for s in named if s in here and not s.quoted and not quoted)
    return any(_is_told(phrase, s, spoke=spoke) for s in told)


def _is_quoted_in(seen: Seen, phrases: Phrases, parts: Sequence[Span]) -> bool:
    word = phrases.sentences[seen.place.number].words[seen.place.word]
    return any(part.contains(word.start) for part in parts)


def _is_told(phrase: Phrase, seen: Seen, *, spoke: bool) -> bool:
    other = phrase.sentence.words[seen.place.word]
    if other is asks_aside(phrase.sentence, phrase.head):
        return True
    verb = phrase.sentence.head(phrase.head)
    adds = verb is not None and verb.lemma.lower() in lexicon("roles", "adding")
    if says(phrase.sentence, other) or (spoke and adds) or _is_parted(phrase, other):
        return False  # "Roe said taxes should rise, he added"; not "Roe told him to go, he said"
    return is_reported(phrase.sentence, phrase.head, other)


def _is_parted(phrase: Phrase, other: Word) -> bool:
    """Whether a mark parts who is told of from words with a cue: "Roe wept: “Why?” he said"."""
    sentence, head = phrase.sentence, phrase.head
    subject = next((w for w in sentence.words if w.rel == "nsubj"), None) is other
    between = [w.text for w in sentence.words[other.index : head.index]]
    last = max((i for i, text in enumerate(between) if text in PARTING), default=None)
    return subject and last is not None and "," in between[last:]
