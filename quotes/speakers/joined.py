"""Several who stand together: "A and B", "the founders, A and B", as one group of the article."""

from collections.abc import Callable, Sequence

from quotes.speakers.groups import title_of_all, with_own
from quotes.speakers.phrases.phrase import Place
from quotes.speakers.phrases.read import is_one
from quotes.speakers.referent import Referent
from quotes.speakers.resolved import SURE, Resolved
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.within import named_after
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word


class Joined:
    """Groups of those who are named together.

    Parameters
    ----------
    phrases, sentences : the article's.
    known : those told of without a name, groups among them; new groups are added.
    at : whom the phrase at a place stands for.

    """

    def __init__(
        self,
        phrases: Phrases,
        sentences: Sequence[Sentence],
        known: list[Referent],
        at: Callable[[Place], Resolved | None],
    ) -> None:
        self._phrases, self._sentences, self._known, self._at = phrases, sentences, known, at

    def all_of(self, place: Place, others: Sequence[Word]) -> Resolved | None:
        """All of "A and B"; one person of "the founder and president Jane Roe"."""
        parts = [self._at(p) for p in (place, *(Place(place.number, w.index) for w in others))]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            return None
        sentence = self._sentences[place.number]
        if is_one(sentence, sentence.words[place.word], others):
            named = {id(part.referent): part for part in found if part.referent.named}
            if len(named) < 2:
                return next(iter(named.values()), None)
            found = list(named.values())  # "the crown prince and President Roe"
        members = tuple({id(p.referent): p.referent for p in found}.values())
        if whole := with_own(members, self._known, self._sentences):
            return Resolved(whole, "conjoined", SURE["conjoined"])
        if len(members) < 2:
            return None
        sure = min(SURE["conjoined"], *(p.confidence for p in found))
        group = self.group(members, place)
        group.nouns |= title_of_all(sentence, sentence.words[place.word])
        return Resolved(group, "conjoined", sure)

    def group(self, members: tuple[Referent, ...], place: Place) -> Referent:
        """Give the group of these, a new one where they stand together for the first time."""
        name = " and ".join(m.name for m in members)
        for known in self._known:
            if known.members and known.name == name:
                return known
        group = Referent(name, SpeakerType.GROUP, plural=True, first=place, members=members)
        self._known.append(group)
        return group

    def named_after(self, place: Place) -> Resolved | None:
        """All who are named after a noun for them, by which they may be called later."""
        phrase, mention = self._phrases.at(place), self._phrases.mentions.get(place)
        inside = mention.span if mention is not None else None
        several = named_after(phrase.sentence, phrase.head, inside)
        if not several:
            return None
        first, *rest = several
        found = self.all_of(Place(place.number, first.index), rest)
        if found is not None:
            found.referent.nouns.add(phrase.reading.noun)
        return found
