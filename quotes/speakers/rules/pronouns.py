"""Pronouns: back to what they stand for, or ahead to the subject that follows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.speakers.antecedents import Antecedent
from quotes.speakers.discourse import Discourse
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.pronouns import Pronoun, pronoun_of, relative_head
from quotes.speakers.rules.certainty import standing_for
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

# What counts for and against an antecedent, beside its weight, and by how much the best must
# lead to have no rival. Chosen by reading, not measured.
PER_SENTENCE, PER_PARAGRAPH, QUOTED, GROUP_FOR_THEY = -2, -1, -3, 3
LEAD = 1


def relative(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Go to the noun before a relative pronoun: "Roe, who said"."""
    noun = relative_head(phrase.sentence, phrase.head)
    if noun is None:
        return None
    speaker = discourse.speaker_at(Place(phrase.place.number, noun.index))
    return speaker and standing_for(speaker, "relative")


def subject_ahead(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Go to the subject that follows: "While he hinted at a change, Roe said …"."""
    pronoun = pronoun_of(phrase.head)
    subject = _subject_ahead(phrase.sentence, phrase.head) if pronoun else None
    if pronoun is None or subject is None:
        return None
    for candidate in discourse.antecedents[phrase.place.number]:
        if candidate.place.word == subject.index:
            speaker = _fitting(candidate, pronoun, discourse)
            if speaker is not None:
                return standing_for(speaker, "cataphora")
    return None


def _subject_ahead(sentence: Sentence, word: Word) -> Word | None:
    for above in (word, *sentence.ancestors(word)):
        if above.rel in ("advcl", "obl") and above.head > above.index:
            subject = sentence.child(sentence.words[above.head], "nsubj")
            if subject is not None and subject.index > above.index:
                return subject
    return None


class _Choice(NamedTuple):
    score: float
    speaker: Speaker
    place: Place


def antecedent(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Go back to the best of the antecedents nearby that number, type and gender allow."""
    pronoun = pronoun_of(phrase.head)
    if pronoun is None:
        return None
    best: dict[str, _Choice] = {}
    for sentences, paragraphs, candidate in discourse.near(phrase.place):
        speaker = _fitting(candidate, pronoun, discourse)
        if speaker is None or _is_told(phrase, candidate, discourse):
            continue
        score = candidate.weight + PER_SENTENCE * sentences + PER_PARAGRAPH * paragraphs
        score += QUOTED * candidate.quoted
        score += GROUP_FOR_THEY * (pronoun.plural and speaker.type == SpeakerType.GROUP)
        if speaker.name not in best or score > best[speaker.name].score:
            best[speaker.name] = _Choice(score, speaker, candidate.place)
    # stable: of equals the nearest first
    ranked = sorted(best.values(), key=lambda choice: -choice.score)
    return _chosen(ranked, pronoun, discourse) if ranked else None


def _chosen(ranked: Sequence[_Choice], pronoun: Pronoun, discourse: Discourse) -> Speaker | None:
    (score, speaker, place), *rivals = ranked
    if any(r.score == score and r.place.number == place.number for r in rivals):
        return None  # "Roe and Doe met. He said …"
    rival = any(r.score > score - LEAD for r in rivals)
    if pronoun.gender and not rival:
        discourse.known.gender.setdefault(speaker.name, pronoun.gender)
    return standing_for(speaker, "pronoun", doubtful=rival)


def _fitting(candidate: Antecedent, pronoun: Pronoun, discourse: Discourse) -> Speaker | None:
    """Take the speaker of an antecedent, where number, type and gender allow it."""
    speaker = discourse.speaker_of(candidate.phrase)
    if speaker is None or speaker.type not in pronoun.types:
        return None
    body = speaker.type in (SpeakerType.ORGANIZATION, SpeakerType.COUNTRY)
    if pronoun.plural:
        return speaker if candidate.reading.plural or body else None
    if candidate.reading.plural and not body:
        return None
    gender = candidate.reading.gender or discourse.known.gender.get(speaker.name, "")
    return None if pronoun.gender and gender not in ("", pronoun.gender) else speaker


def _is_told(phrase: Phrase, candidate: Antecedent, discourse: Discourse) -> bool:
    # "“Roe was late,” he said": he is not Roe
    if candidate.place.number != phrase.place.number:
        return False
    if candidate.quoted and not discourse.is_quoted(phrase.head):
        return True
    return _is_reported(phrase.sentence, phrase.head, candidate.phrase.head)


def _is_reported(sentence: Sentence, pronoun: Word, other: Word) -> bool:
    """Whether a word stands in what the pronoun's verb reports: "Roe was late, he said"."""
    verb = sentence.head(pronoun)
    if verb is None:
        return False
    above = {w.index for w in _upwards(sentence, other)}
    if pronoun.index in above:
        return True
    if any(c.index in above for c in sentence.children(verb, "ccomp", "xcomp", "parataxis")):
        return True
    return verb.rel == "parataxis" and verb.head in above and verb.index not in above


def _upwards(sentence: Sentence, word: Word) -> Iterator[Word]:
    yield word
    yield from sentence.ancestors(word)
