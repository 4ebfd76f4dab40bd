"""One whom an article speaks of, and all that was learned of it so far."""

from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.speakers.phrases.nouns import genderless, role_nouns
from quotes.speakers.phrases.phrase import Kind, Place, Reading
from quotes.speakers.titles import fullest_role
from quotes.text.kinds import SpeakerType


class Seen(NamedTuple):
    """One mention of a referent: where, how much the sentence is about it, and how it is named."""

    place: Place
    weight: float
    spoke: bool
    quoted: bool
    kind: Kind


@dataclass(eq=False)
class Referent:
    """Somebody or something that the article speaks of; grows while mentions are resolved.

    `nouns` are those that described it so far, `words` those beside them, `called` what is told
    beside the name of a body, `members` who a group is made of.
    """

    name: str
    type: SpeakerType
    named: bool = False
    plural: bool = False
    gender: str = ""
    sure: bool = True
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    seen: list[Seen] = field(default_factory=list)
    first: Place = field(default_factory=lambda: Place(0, 0))
    members: tuple["Referent", ...] = ()
    guessed: bool = False  # the gender: by a pronoun that it was taken for
    described: Reading | None = None
    called: set[str] = field(default_factory=set)
    owner: "Referent | None" = None
    age: int = 0

    @property
    def role(self) -> str | None:
        """The fullest role that the article gives."""
        return fullest_role(self.roles) if self.roles else None

    @property
    def role_nouns(self) -> frozenset[str]:
        """Heads of all its roles: mayor, poet."""
        return frozenset(noun for role in self.roles for noun in role_nouns(role))

    def learn(self, reading: Reading) -> None:
        """Take over what one more phrase tells of it."""
        self.roles += [role for role in (reading.role, reading.also) if role]
        if reading.gender and (not self.gender or self.guessed):
            against = self.guessed and self.gender not in ("", reading.gender)
            self.gender, self.guessed = "" if against else reading.gender, False
        self.words |= reading.others
        self.age = self.age or reading.age
        if reading.noun:
            self.nouns.add(genderless(reading.noun))
        self.sure = self.sure or reading.sure

    def is_called(self, told: Reading) -> None:
        """Take over what a body is told to be beside its name."""
        self.called.add(genderless(told.noun))
        self.nouns.add(genderless(told.noun))
        self.words |= told.others
