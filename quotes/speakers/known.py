"""What an article tells of its persons and bodies as a whole: full names, roles, genders."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.speakers.antecedents import Antecedent
from quotes.speakers.names import PERSON_RULES, full_names, fullest, part_of_organization
from quotes.speakers.phrases.phrase import Kind, Place, Reading
from quotes.text.kinds import SpeakerType


@dataclass
class Known:
    """Full names, roles and genders.

    `first` holds where each name first stands, `gender` and `shared` grow while mentions are
    resolved: `shared` says whom a surname stood for that two people have.
    """

    full: dict[tuple[SpeakerType, str], str] = field(default_factory=dict)
    first: dict[str, Place] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def name(self, reading: Reading) -> str:
        """Full name of a phrase."""
        return self.full.get((reading.type, reading.name), reading.name)


def gather(every: Sequence[Antecedent]) -> Known:
    """Collect what an article's phrases tell of names, roles and genders."""
    known = Known()
    for kind, rules in (
        (SpeakerType.PERSON, PERSON_RULES),
        (SpeakerType.ORGANIZATION, (part_of_organization,)),
    ):
        names = [a.reading.name for a in every if _is_named(a.reading, kind)]
        known.full.update({(kind, n): full for n, full in full_names(names, *rules).items()})
    _add_mistaken(known, every)
    for antecedent in every:
        reading = antecedent.reading
        if reading.type == SpeakerType.PERSON:
            name = known.name(reading)
            known.first.setdefault(reading.name, antecedent.place)
            if reading.role:
                known.roles.setdefault(name, []).append(reading.role)
            if reading.gender:
                known.gender.setdefault(name, reading.gender)
    return known


def _is_named(reading: Reading, kind: SpeakerType) -> bool:
    return reading.kind == Kind.NAME and reading.type == kind


def _add_mistaken(known: Known, every: Sequence[Antecedent]) -> None:
    # A bare surname may be taken for a body; one that nobody is sure of, or that stands
    # elsewhere as a person's, is a person's after all.
    persons = [name for kind, name in known.full if kind == SpeakerType.PERSON]
    for reading in (a.reading for a in every):
        if not _is_named(reading, SpeakerType.ORGANIZATION) or " " in reading.name:
            continue
        if reading.sure and reading.name not in persons:
            continue
        for rule in PERSON_RULES:
            full = fullest(reading.name, persons, rule)
            if len(full) == 1:
                known.full.setdefault((SpeakerType.PERSON, reading.name), full[0])
