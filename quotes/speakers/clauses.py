"""Whom a pronoun stands for by the clauses around it alone, nothing being weighed."""

from collections.abc import Callable, Iterator, Sequence

from quotes.speakers.asking import asked_aside, asked_within, main_asked, main_replying
from quotes.speakers.cast import BODIES
from quotes.speakers.fitting import is_unlisted
from quotes.speakers.named_next import does_to_another
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Phrase
from quotes.speakers.phrases.pronouns import Pronoun, pronoun_of
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import (
    fronted,
    fronted_beside,
    main_owner,
    main_subject,
    subject_above,
    subject_ahead,
    subject_around,
)
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

Named = Callable[[int, Word], Referent | None]
"""Whom the name at a word of a sentence, given by its number, stands for."""


def by_clause(phrase: Phrase, named: Named, told: Named) -> tuple[Referent, str] | None:
    """Go to the subject that follows: "While he hinted at a change, Roe said …".

    Else to whom the sentence opens with, "For Roe, he said …", to whom a clause asks, "When Poe
    asked Roe, he said …", or to the subject of the clause before: "Roe wept as she spoke about it".

    Parameters
    ----------
    told : whom any phrase stands for, with a name or without.

    """
    pronoun, number = pronoun_of(phrase.head), phrase.place.number
    if pronoun is None:
        return None
    subject = subject_ahead(phrase.sentence, phrase.head)
    whose = named if pronoun.plural else told  # "while they waited, the women said": of others
    ahead = whose(number, subject) if subject is not None else None
    if ahead is not None and ahead.type in pronoun.types and not is_unlisted(ahead):
        return ahead, "cataphora"
    fronted = fronted_beside(phrase.sentence, phrase.head)
    meant = named(number, fronted) if fronted is not None else None
    if meant is not None and _fits(meant, pronoun):
        return meant, "same clause"
    asked = asked_aside(phrase.sentence, phrase.head) or asked_within(phrase.sentence, phrase.head)
    answers = named(number, asked) if asked is not None else None
    if answers is not None and _fits(answers, pronoun):
        return answers, "answer"
    subject = subject_above(phrase.sentence, phrase.head)
    subject = subject or subject_around(phrase.sentence, phrase.head)
    above = told(number, subject) if subject is not None else None
    return (above, "same clause") if above is not None and _may_be(above, pronoun) else None


def _may_be(referent: Referent, pronoun: Pronoun) -> bool:
    """Whether number, type and gender allow it."""
    body = referent.type in BODIES
    if referent.type not in pronoun.types or not (body or referent.plural == pronoun.plural):
        return False
    return not pronoun.gender or referent.gender in ("", pronoun.gender)


def answering(
    phrase: Phrase, sentences: Sequence[Sentence], told: Sequence[int], named: Named
) -> tuple[Referent, str] | None:
    """Go to who was asked in the sentence before: "Roe was asked about it. She said …".

    Else to whom that sentence begins with: "For Roe, the town is lost. She said …". `told` counts
    the sentences until each that are not all quoted: those between do not matter.
    """
    pronoun, number = pronoun_of(phrase.head), phrase.place.number - 1
    while number > 0 and told[number] == told[number - 1]:
        number -= 1
    if pronoun is None or number < 0 or not _is_main(phrase):
        return None
    wholes = ((main_asked, "answer"), (main_replying, "answer"), (main_owner, "fronted"))
    for whom, rule in (*wholes, (fronted, "fronted")):
        word = whom(sentences[number])
        found = named(number, word) if word is not None else None
        if found is not None and _fits(found, pronoun):
            return found, rule
    return None


def _is_main(phrase: Phrase) -> bool:
    """Whether a pronoun is the main subject, or of what reports the main clause: "…, he said"."""
    verb = phrase.sentence.head(phrase.head)
    beside = verb is not None and verb.rel == "parataxis" and phrase.head.rel == "nsubj"
    return beside or main_subject(phrase.sentence) is phrase.head


def named_after_it(
    phrase: Phrase, sentences: Sequence[Sentence], named: Named
) -> tuple[Referent, str] | None:
    """Go to who is named next, where nobody was before: "“I ran,” she said. Jane Roe is …".

    Or in the sentence itself: "When he woke, he said later, Bo Poe saw snow"; or "It was noon, and
    Jane Roe …", "The bakery of Jane Roe opens …".
    """
    pronoun, here = pronoun_of(phrase.head), phrase.place.number
    if pronoun is None:
        return None
    for number in range(here, len(sentences))[: NEAR + 1]:
        if number == here:
            named_there = [w for w in (_put_in(phrase),) if w is not None]
        else:
            named_there = list(_first_told(sentences[number]))
        for subject in named_there:
            found = named(number, subject)
            if found is not None:
                another = number > here and does_to_another(sentences[number], subject)
                return (found, "cataphora") if _fits(found, pronoun) and not another else None
    return None


def _first_told(sentence: Sentence) -> Iterator[Word]:
    """Whom a sentence tells of first: its subject, whose that is, who follows "It is noon"."""
    subject = main_subject(sentence)
    if subject is None:
        return
    yield subject
    yield from sentence.children(subject, "nmod:poss")
    if subject.text.lower() == "it":
        clauses = sentence.children(sentence.words[subject.head], "conj")
        yield from (w for c in clauses for w in sentence.children(c, "nsubj"))


def _put_in(phrase: Phrase) -> Word | None:
    """Who follows a cue that is put in after a clause of his: "When he woke, he said, Roe saw"."""
    sentence, who = phrase.sentence, phrase.head
    verb = sentence.head(who)
    before = [w for w in sentence.words[: who.index] if w.rel == "nsubj"]
    again = any(w.text.lower() == who.text.lower() for w in before)
    if verb is None or not again:
        return None
    said = sentence.child(verb, "ccomp") or (
        sentence.head(verb) if verb.rel == "parataxis" else None
    )
    subject = sentence.child(said, "nsubj") if said is not None else None
    return subject if subject is not None and subject.index > who.index else None


def _fits(referent: Referent, pronoun: Pronoun) -> bool:
    """Whether it is a person whom "he" or "she" may be."""
    person = referent.type == SpeakerType.PERSON and bool(pronoun.gender)
    return person and referent.gender in ("", pronoun.gender)
