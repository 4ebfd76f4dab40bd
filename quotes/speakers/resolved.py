"""Whom a phrase was found to stand for, and how sure each rule is of it."""

from typing import NamedTuple

from quotes.speakers.referent import Referent


class Resolved(NamedTuple):
    """Whom a phrase stands for, by which rule, how sure: from 0 to 1."""

    referent: Referent
    rule: str
    confidence: float


# How sure each rule is where nothing is weighed. Chosen by reading, not measured.
SURE = {"name": 0.97, "surname": 0.95, "relative": 0.9, "own words": 0.8, "conjoined": 0.85,
        "quantity": 0.6, "cataphora": 0.8, "author": 0.85, "description": 0.85,
        "role": 0.9, "only one": 0.7, "latter": 0.8, "named later": 0.7,
        "same clause": 0.9, "answer": 0.9, "fronted": 0.8, "variation": 0.7}  # fmt: skip
UNSURE = 0.75  # what is left where only the words suggest a type
