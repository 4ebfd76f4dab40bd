"""A person by nothing but a people: "the Chilean", "a Dane"."""

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.words import NOMINAL
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

NATIONAL = "national"  # the noun that such a word does without


def read_national(sentence: Sentence, head: Word) -> Reading | None:
    """Read "the Chilean"; None for a people: "the Danes", "the Dutch"."""
    land = country_of_people(head.text)
    if land is None or country(head.text) or not _is_singular(head) or head.upos not in NOMINAL:
        return None
    before = sentence.words[head.index - 1] if head.index else None
    after = sentence.words[head.index + 1 :][:1]
    article = before.text.lower() if before is not None else ""
    if article not in ("a", "an", "the", "one", "another") or any(w.upos == "PROPN" for w in after):
        return None
    return Reading(
        Kind.DESCRIPTION,
        head.text,
        SpeakerType.ANONYMOUS,
        noun=NATIONAL,
        countries=frozenset({land}),
        definite=article == "the",
    )


def _is_singular(word: Word) -> bool:
    """Whether its plural would be another word: "Dane", but not "Dutch", "Chinese", "Swiss"."""
    text = word.text.casefold()
    same = text.endswith(("ese", "sh", "ch", "ss", "s"))
    return text in lexicon("roles", "singular") or not same
