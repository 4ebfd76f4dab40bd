"""Documents that somebody says something through: whose "the statement" is."""

from collections.abc import Callable, Sequence

from quotes.lexicon.words import broader, lexicon
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import is_issued, issuers, owners_before
from quotes.text.kinds import SpeakerType

SUIT = "lawsuit"
ISSUED = (SpeakerType.DOCUMENT, SpeakerType.GROUP)  # what issues none, but for "Roe and Poe"


class Issued:
    """Who issued what so far, by the document's noun.

    Attributes
    ----------
    document : where the last words for somebody's statement stand.

    """

    def __init__(self) -> None:
        self._by_noun: dict[str, Referent] = {}
        self.document: Place | None = None

    def author(self, phrase: Phrase, at: Callable[[Place], Referent | None]) -> Referent | None:
        """Who issued it: "a statement by Jane Roe", "the ministry's statement".

        "The statement" goes to who issued the last one.
        """
        noun = phrase.reading.noun
        if noun not in lexicon("document", "voiced"):
            return None
        own = _issuer(phrase, at)
        if own is None and noun == SUIT and any(issuers(phrase.sentence, phrase.head)):
            self._by_noun.pop(noun, None)  # another's: "a lawsuit by his family"
        if own is None and phrase.reading.definite:
            own = self._by_noun.get(noun)
        if own is not None:
            self._by_noun[noun] = own
        return own

    def broadly(
        self, phrase: Phrase, speakers: Sequence[tuple[Place, Referent]]
    ) -> Referent | None:
        """Who spoke last, where "the document" is a broader word for what he issued."""
        reading = phrase.reading
        place, last = speakers[-1] if speakers else (None, None)
        near = place is not None and phrase.place.number - place.number <= NEAR
        if not (near and reading.definite) or reading.plural or reading.others:
            return None
        nouns = broader(reading.noun) & lexicon("document", "voiced")
        return last if any(self._by_noun.get(noun) is last for noun in nouns) else None

    def going_on(
        self, phrase: Phrase, speakers: Sequence[tuple[Place, Referent]]
    ) -> Referent | None:
        """Take "it" for the statement that spoke last: "It said further …"."""
        pronoun = pronoun_of(phrase.head)
        place, last = speakers[-1] if speakers else (None, None)
        near = place is not None and phrase.place.number - place.number <= NEAR
        if pronoun is None or pronoun.plural or pronoun.gender or place != self.document:
            return None
        return last if near else None

    def note(self, phrase: Phrase, referent: Referent) -> None:
        """Keep who said something "in a statement", or whose own words tell that it is theirs."""
        voiced = lexicon("document", "voiced")
        if _is_place(referent):
            return
        verb = phrase.sentence.head(phrase.head)
        sues = verb is not None and verb.lemma == "sue" and verb.rel in ("root", "conj")
        if sues and phrase.head.deprel == "nsubj":
            self._by_noun[SUIT] = referent
        for word in phrase.sentence.words:
            noun = word.lemma.lower()
            if noun not in voiced or word.upos == "PROPN":
                continue
            own = list(owners_before(phrase.sentence, word))  # "in a ministry statement"
            issued = phrase.head in own if own else is_issued(phrase.sentence, word, phrase.head)
            if issued:
                self._by_noun[noun] = referent


def _is_place(referent: Referent) -> bool:
    """Whether it may be a mere place: "a letter from Hill Town"."""
    return referent.type == SpeakerType.ORGANIZATION and not referent.sure


def _issuer(phrase: Phrase, at: Callable[[Place], Referent | None]) -> Referent | None:
    for word in issuers(phrase.sentence, phrase.head):
        found = at(Place(phrase.place.number, word.index))
        if found is not None and may_issue(found) and not _is_place(found):
            return found
    return None


def may_issue(referent: Referent) -> bool:
    """Whether it may be somebody's statement: a person's, a body's, "Roe and Poe"'s."""
    persons = [m for m in referent.members if m.type == SpeakerType.PERSON]
    return referent.type not in ISSUED or len(persons) == len(referent.members) > 0
