"""Names: short ones to the full one that the article gives."""

from quotes.speakers.discourse import Discourse
from quotes.speakers.names import PERSON_RULES, fullest, fullest_role
from quotes.speakers.phrases.nouns import role_nouns
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.rules.certainty import sure
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType

PERSON = SpeakerType.PERSON


def full_name(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Give a name its full form, and a person the fullest role."""
    reading, known = phrase.reading, discourse.known
    if reading.kind != Kind.NAME:
        return None
    if reading.type == SpeakerType.ORGANIZATION and (PERSON, reading.name) in known.full:
        reading = reading._replace(type=PERSON)
    name = known.name(reading)
    if reading.type == PERSON and name == reading.name:
        name = _shared_name(phrase.place, reading, discourse)
    rule = "surname" if reading.type == PERSON and name != reading.name else "name"
    roles = known.roles.get(name) if reading.type == PERSON else None
    role = fullest_role(roles) if roles else reading.role
    return Speaker(name, reading.type, role, rule, sure(rule, doubtful=not reading.sure))


def _shared_name(place: Place, reading: Reading, discourse: Discourse) -> str:
    """Choose among people of one surname: by the role, else the only one named so far.

    "Roe" after "Jane Roe" is she, also when later a Bo Roe is named in full.
    """
    known = discourse.known
    names = [name for kind, name in known.full if kind == PERSON]
    longer = [full for rule in PERSON_RULES for full in fullest(reading.name, names, rule)]
    nouns = role_nouns(reading.role or "")
    meant = [full for full in longer if nouns & _role_nouns(full, discourse)]
    if len(meant) != 1:
        meant = [full for full in longer if known.first[full] < place]
    if len(meant) == 1:
        known.shared.setdefault(reading.name, meant[0])
        return meant[0]
    return known.shared.get(reading.name, reading.name)


def _role_nouns(name: str, discourse: Discourse) -> set[str]:
    return {noun for role in discourse.known.roles.get(name, ()) for noun in role_nouns(role)}
