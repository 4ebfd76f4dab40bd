"""How sure the rules are."""

from quotes.speakers.speaker import Speaker

# How sure each rule is when nothing speaks against it. Chosen by reading, not measured.
SURE = {
    "name": 0.95,
    "surname": 0.9,
    "relative": 0.9,
    "own words": 0.85,
    "conjoined": 0.85,
    "pronoun": 0.8,
    "description": 0.75,
    "role": 0.75,
    "cataphora": 0.7,
    "only one": 0.6,
    "quantity": 0.6,
}


# What is left where there is a rival, or where only the words suggest a type. Chosen likewise.
DOUBT = 0.75


def sure(rule: str, *, doubtful: bool = False) -> float:
    """How sure a rule is, from 0 to 1."""
    return round(SURE[rule] * (DOUBT if doubtful else 1), 2)


def standing_for(speaker: Speaker, rule: str, *, doubtful: bool = False) -> Speaker:
    """The speaker as this rule found it: no surer than what it stands for.

    And no less sure for being the last of many.
    """
    confidence = min(speaker.confidence, sure(rule, doubtful=doubtful))
    return speaker._replace(rule=rule, confidence=confidence)
