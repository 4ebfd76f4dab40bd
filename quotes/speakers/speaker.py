"""Who speaks."""

from typing import NamedTuple

from quotes.text.kinds import SpeakerType

NAMED = (SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY)
"""Kinds of speakers whose name tells them from others in all articles."""


class Speaker(NamedTuple):
    """Who speaks.

    Attributes
    ----------
    name : full name without titles ("Jane Roe"); of one without a name the fullest
        description, without its article ("senior harbour official").
    type : what kind of speaker it is.
    role : office or role, kept apart from the name ("Mayor").
    rule : what resolved the mention: "name", "surname", "pronoun", …
    confidence : how sure that is, from 0 to 1.
    """

    name: str
    type: SpeakerType
    role: str | None
    rule: str
    confidence: float
