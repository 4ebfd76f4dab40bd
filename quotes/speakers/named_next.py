"""Who is named right after: "“I ran,” the winner said. Jane Roe, 59, had trained for years"."""

from collections.abc import Iterator, Sequence

from quotes.lexicon.words import broader, lexicon
from quotes.speakers.offices import countries_of
from quotes.speakers.phrases.nationals import NATIONAL
from quotes.speakers.phrases.nouns import noun_type
from quotes.speakers.phrases.phrase import Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import main_subject
from quotes.speakers.told import At
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

WON = lexicon("person", "epithets") | {"winner"}  # what one is beside any work
APART = lexicon("person", "offices", "sources") | {"witness", "victim", "suspect", "attacker"}


def named_next(
    sentences: Sequence[Sentence], named: Sequence[Referent], told: Sequence[Referent], at: At
) -> dict[int, Referent]:
    """Those told of as known, by their ids, with whom the next sentence names and tells the age.

    Nobody is named before, and nothing tells that it is another one.
    """
    first = min((r.first for r in named if r.type == SpeakerType.PERSON), default=None)
    found: dict[int, Referent] = {}
    for one in told:
        number = one.first.number + 1
        if first is None or first < one.first or number >= len(sentences):
            continue
        subject = main_subject(sentences[number])
        other = at(Place(number, subject.index)) if subject is not None else None
        if subject is None or other is None or other.first.number != number:
            continue
        if subject.deprel == "nsubj:pass" or _names_again(one, sentences[number]):
            continue  # "Jane Roe, 59, was robbed", "Jane Roe, 59, met the runner"
        if may_speak_before(one, other) and not does_to_another(sentences[number], subject):
            found[id(one)] = other
    return found


def _names_again(one: Referent, sentence: Sentence) -> bool:
    noun = one.described.noun if one.described is not None else ""
    return any(w.lemma.lower() == noun for w in sentence.words)


def may_speak_before(one: Referent, other: Referent) -> bool:
    """Whether the person named may be who was called so: "the winner", "the old man"."""
    reading = one.described
    if reading is None or not reading.definite or reading.plural or one.owner is not None:
        return False
    if reading.type != SpeakerType.ANONYMOUS or reading.noun in APART:
        return False
    if noun_type(reading.noun) != SpeakerType.PERSON and reading.noun not in (NATIONAL, "old"):
        return False
    if not (other.type == SpeakerType.PERSON and other.named and other.age):
        return False
    people = countries_of(other)
    apart = reading.countries and people and not reading.countries & people
    if apart or len({one.gender, other.gender} - {""}) > 1:
        return False
    nouns, ours = other.role_nouns, {reading.noun, *broader(reading.noun)}
    return not nouns or reading.noun in WON or bool(ours & nouns)


def does_to_another(sentence: Sentence, subject: Word) -> bool:
    """Whether a subject does something to who was told of: "Agent Roe had offered him the part"."""
    return any(True for _ in _others(sentence, subject))


def _others(sentence: Sentence, subject: Word) -> Iterator[Word]:
    for word in sentence.words[subject.index :]:
        known, verb = pronoun_of(word), sentence.head(word)
        own = verb is not None and sentence.head(subject) is verb
        whom = word.rel in ("obj", "iobj", "obl") and not word.text.lower().endswith("self")
        if known is not None and known.gender and whom and own:
            yield word
