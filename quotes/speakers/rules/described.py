"""Descriptions: back to whom they stood for before, to who holds the office, or as they are."""

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.discourse import Discourse
from quotes.speakers.known import Known
from quotes.speakers.names import fullest_role
from quotes.speakers.phrases.nouns import genderless, noun_type, role_nouns
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.read import read
from quotes.speakers.phrases.words import text_of
from quotes.speakers.rules.certainty import standing_for, sure
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType

# One who has spoken is nearer than one who was only named, by so many sentences. Chosen by
# reading, not measured.
UNSPOKEN = 3


def earlier(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Find what the same noun stood for before: "the official" after "a senior official"."""
    if not _refers_back(phrase):
        return None
    found: list[tuple[int, Speaker, str]] = []
    for antecedent in discourse.before(phrase.place):
        rule = _match(phrase.reading, antecedent.reading, discourse.known)
        speaker = discourse.speaker_of(antecedent.phrase) if rule else None
        if rule and speaker:
            away = phrase.place.number - antecedent.place.number
            away += UNSPOKEN * (not discourse.speaks(antecedent.place))
            found.append((away, speaker, rule))
    if not found:
        return None
    _, speaker, rule = min(found, key=lambda f: f[0])
    rivals = {other.name for _, other, _ in found} - {speaker.name}
    return standing_for(speaker, rule, doubtful=bool(rivals))


def office_holder(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Find the only person with this office in the article, also one named later."""
    if not _refers_back(phrase) or phrase.reading.plural:
        return None
    every = discourse.known.roles
    names = [n for n, roles in every.items() if any(_holds(phrase.reading, r) for r in roles)]
    if len(names) != 1:
        return None
    role = fullest_role(every[names[0]])
    return Speaker(names[0], SpeakerType.PERSON, role, "role", sure("role", doubtful=True))


def only_one(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Find the only body or country nearby for "the company", "the country"."""
    reading = phrase.reading
    body = reading.noun in lexicon("organization", "generic")
    if not _refers_back(phrase) or (reading.type != SpeakerType.COUNTRY and not body):
        return None
    near = {
        speaker.name: speaker
        for _, _, antecedent in discourse.near(phrase.place)
        if antecedent.reading.kind in (Kind.NAME, Kind.JOINED)
        if antecedent.reading.type == reading.type
        if (speaker := discourse.speaker_of(antecedent.phrase))
    }
    return standing_for(next(iter(near.values())), "only one") if len(near) == 1 else None


def own_words(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Take a description as it is; "his lawyer" is "Jane Roe’s lawyer"."""
    reading = phrase.reading
    if reading.kind != Kind.DESCRIPTION:
        return None
    name = _with_owner(phrase, discourse)
    confidence = sure("own words", doubtful=not reading.sure)
    return Speaker(name, reading.type, None, "own words", confidence)


def quantity(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Take "many of the residents" as it is; "many" alone tells no one."""
    sentence, head = phrase.sentence, phrase.head
    lemma = head.lemma.lower()
    if phrase.reading.kind != Kind.OTHER or lemma not in lexicon("roles", "quantities", "nobody"):
        return None
    for noun in sentence.children(head, "nmod"):
        known = read(discourse.text, sentence, noun).kind in (Kind.NAME, Kind.DESCRIPTION)
        if known and noun.index > head.index:
            name = text_of(discourse.text, sentence.words[head.index : noun.index + 1])
            kind = SpeakerType.ANONYMOUS if lemma == "one" else SpeakerType.GROUP
            name = name[0].lower() + name[1:]
            return Speaker(name, kind, None, "quantity", sure("quantity"))
    return None


def _with_owner(phrase: Phrase, discourse: Discourse) -> str:
    sentence, head = phrase.sentence, phrase.head
    owner = sentence.child(head, "nmod:poss")
    if owner is None or owner.upos not in ("PRON", "PROPN"):
        return phrase.reading.name
    speaker = discourse.speaker_at(Place(phrase.place.number, owner.index))
    if speaker is None or (owner.upos == "PROPN" and speaker.type != SpeakerType.PERSON):
        return phrase.reading.name
    own = sentence.words[owner.index + 1 : head.index + 1]
    while own and (own[0].upos == "PART" or own[0].rel in ("case", "flat")):
        own = own[1:]
    return f"{speaker.name}’s {text_of(discourse.text, own)}" if own else phrase.reading.name


def _refers_back(phrase: Phrase) -> bool:
    # "the two countries" are whichever two the text is about
    definite = phrase.reading.kind == Kind.DESCRIPTION and phrase.reading.definite
    return definite and not phrase.sentence.children(phrase.head, "nummod")


def _match(reading: Reading, earlier: Reading, known: Known) -> str | None:
    """Say by which rule a definite description may stand for an earlier phrase, if by any."""
    if earlier.kind == Kind.DESCRIPTION:
        return "description" if _same_noun(reading, earlier) else None
    if earlier.kind != Kind.NAME or reading.plural:
        return None
    if earlier.type == SpeakerType.PERSON:
        roles = known.roles.get(known.name(earlier), ())
        return "role" if any(_holds(reading, role) for role in roles) else None
    words = {w.casefold() for w in earlier.name.split()}
    whole = reading.noun in words and reading.others <= words
    return "description" if earlier.type == SpeakerType.ORGANIZATION and whole else None


def _same_noun(reading: Reading, earlier: Reading) -> bool:
    # "the senior ministry official" may be "a senior Chilean official", no Danish one
    if reading.noun != earlier.noun or reading.plural != earlier.plural:
        return False
    if reading.countries and earlier.countries and not reading.countries & earlier.countries:
        return False
    return bool(reading.others & earlier.others or not reading.others or not earlier.others)


def _holds(reading: Reading, role: str) -> bool:
    """Whether a role is what the description says: "the minister" of "Finance Minister"."""
    words = {w.strip(",.").casefold() for w in role.replace("-", " ").split()}
    people = {c for w in role.split() if (c := country_of_people(w))}
    if reading.countries and people and not reading.countries & people:
        return False
    limiting = lexicon("roles", "limiting")
    others = {genderless(w) for w in reading.others if not country_of_people(w.capitalize())}
    return (
        noun_type(reading.noun) == SpeakerType.PERSON
        and reading.noun in role_nouns(role)
        and others <= {genderless(w) for w in words}
        and words & limiting == reading.others & limiting
    )
