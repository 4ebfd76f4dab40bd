"""The closed lists of words: sections, kinds of quotation, polarity, acts, speakers, verdicts."""

from enum import StrEnum


class QuoteType(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the words were said, by the cue and what stands around it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    DECLINED = "declined"
    ASKED = "asked"
    EXPECTED = "expected"


class Act(StrEnum):
    """What a cue says that its speaker did."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"
    DOCUMENT = "document"
    OTHER = "other"


SPOKEN = (Act.SPEECH, Act.WRITING)
"""What persons and bodies say."""


SAID = (*SPOKEN, Act.DOCUMENT)
"""What readers of a table of who said what expect in it."""


class SpeakerType(StrEnum):
    """What kind of speaker it is."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class Section(StrEnum):
    """Part of an article."""

    METADATA = "metadata"
    HEADLINE = "headline"
    SUBHEADING = "subheading"
    DATELINE = "dateline"
    CAPTION = "caption"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"
    BODY = "body"


class Verdict(StrEnum):
    """What a reviewer says of a row; of what is in no row: missed."""

    ACCEPT = "accept"
    FIX = "fix"
    REJECT = "reject"
    MISSED = "missed"
