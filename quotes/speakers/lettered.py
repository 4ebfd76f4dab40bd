"""Who is called by letters of an office or by an honour: "the VC", "His Majesty"."""

import re
from collections.abc import Iterable

from quotes.lexicon.words import lexicon
from quotes.speakers.names import spelled_by, tokens
from quotes.speakers.phrases.nouns import noun_type
from quotes.speakers.phrases.phrase import Kind, Phrase
from quotes.speakers.phrases.words import entity_at, words_of
from quotes.speakers.referent import Referent
from quotes.text.kinds import SpeakerType

LETTERS = re.compile(r"[A-Z](?:[-.]?[A-Z]){1,3}\.?")


def holder_by_letters(phrase: Phrase, referents: Iterable[Referent]) -> Referent | None:
    """The only person so far whose office these letters are short for, where no body's name is."""
    letters = _letters(phrase)
    if not letters:
        return None
    found: list[Referent] = []
    for referent in referents:
        if not referent.named or not any(s.place < phrase.place for s in referent.seen):
            continue
        if referent.type == SpeakerType.PERSON:
            found += [referent] if any(_spells(letters, r) for r in referent.roles) else []
        elif " " in referent.name and spelled_by(letters, tokens(referent.name)):
            return None
    return found[0] if len(found) == 1 else None


def holder_of_honour(phrase: Phrase, referents: Iterable[Referent]) -> Referent | None:
    """The only one who was called so: "His Majesty" after "His Majesty King Bo"."""
    after = [w.lemma.lower() for w in phrase.sentence.words[phrase.head.index + 1 :][:2]]
    if not set(after[:1]) & lexicon("titles", "honours") or "the" in after:
        return None
    known = [r for r in referents if r.named and after[0] in r.words]
    found = [r for r in known if any(s.place < phrase.place for s in r.seen)]
    fits = len(found) == 1 and found[0].gender in ("", phrase.reading.gender)
    return found[0] if fits else None


def _letters(phrase: Phrase) -> str:
    """The letters of "the L-G", in small ones; empty where it is no such name."""
    sentence, head, kind = phrase.sentence, phrase.head, phrase.reading.kind
    person = kind == Kind.NAME and phrase.reading.type == SpeakerType.PERSON
    if person or kind not in (Kind.NAME, Kind.OTHER) or head.rel in ("compound", "nmod"):
        return ""
    entity = entity_at(sentence, head)
    words = words_of(sentence, entity.span) if entity is not None else [head]
    first = words[0].index
    article = first and sentence.words[first - 1].text.lower() == "the"
    text = "".join(w.text for w in words)
    return re.sub(r"\W", "", text).casefold() if article and LETTERS.fullmatch(text) else ""


def _spells(letters: str, role: str) -> bool:
    words = tokens(role.replace("-", " "))
    runs = (words[i:j] for i in range(len(words)) for j in range(i + 2, len(words) + 1))
    offices = (run for run in runs if noun_type(run[-1]) == SpeakerType.PERSON)
    return any(spelled_by(letters, run, whole=True) for run in offices)
