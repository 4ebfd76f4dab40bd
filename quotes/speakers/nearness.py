"""How near, and in which place, a referent was spoken of before a phrase."""

from collections.abc import Sequence
from math import log

from quotes.speakers.phrases.phrase import Kind, Phrase, Place
from quotes.speakers.referent import Referent, Seen
from quotes.text.kinds import Section
from quotes.text.tree import Sentence

# Chosen by reading, not measured; the weights of `antecedents.tsv` are fitted with all but NEAR.
NEAR = 3  # sentences within which a description may go back
REACH = 8  # sentences that a pronoun may go back
NEARER = 0.25  # of a sentence: what a place as subject, or having spoken, brings somebody nearer
PARAGRAPHS = 4  # farther ones are equally far


def before(place: Place, referent: Referent, sentences: Sequence[Sentence]) -> list[Seen]:
    """Give its mentions before this place; captions and teasers tell the body nothing."""
    near = (sentences[place.number].section, Section.BODY)
    return [
        s for s in referent.seen if s.place < place and sentences[s.place.number].section in near
    ]


def nearness(
    phrase: Phrase,
    before: Sequence[Seen],
    referent: Referent,
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> dict[str, float]:
    """How near it was last spoken of, in which place, and how often it spoke."""
    place = phrase.place
    features = dict.fromkeys(("back", "paragraphs", "subject", "spoke", "quoted"), 0.0)
    plain = [s for s in before if not s.quoted] or before
    latest = max(plain, key=lambda s: (s.place.number, s.weight + s.spoke)) if plain else None
    here = sentences[place.number]
    if latest is None:
        features["distance"] = REACH * 2.0
        features["later"] = 1
    else:
        there = sentences[latest.place.number]
        away = told[place.number] - told[latest.place.number]
        features["distance"] = away - NEARER * (latest.weight + latest.spoke)
        features["back"] = min(away, REACH) / 2
        features["same sentence"] = place.number == latest.place.number
        features["sentence before"] = away == 1
        features["paragraphs"] = min(abs(here.paragraph - there.paragraph), PARAGRAPHS) / 2
        features["subject"] = latest.weight / 2
        features["spoke"] = latest.spoke
        features["quoted"] = latest.quoted
        features["by pronoun"] = latest.kind == Kind.PRONOUN
        features["new"] = away <= 1 and before[0].place.number == latest.place.number
        features["new subject"] = features["new"] and latest.weight > 1
        features["named there"] = latest.kind == Kind.NAME
        features["other section"] = there.section not in (here.section, Section.BODY)
    features["last speaker"] = bool(last) and last[-1] is referent
    features["speaker before last"] = len(last) > 1 and last[-2] is referent
    features["has spoken"] = referent in last
    features["often"] = log(1 + len(before))
    features["often spoke"] = log(1 + sum(s.spoke for s in before))
    return features
