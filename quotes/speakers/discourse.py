"""An article while its mentions are resolved, from the first to the last."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from quotes.speakers.antecedents import Antecedent, antecedents
from quotes.speakers.known import gather
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.read import JOINED, read
from quotes.speakers.speaker import Speaker
from quotes.text.document import Document
from quotes.text.kinds import Section
from quotes.text.tree import Mention, Word

# How far back from a phrase is near. Chosen by reading, not measured.
NEAR_SENTENCES, NEAR_PARAGRAPHS = 3, 2


class Discourse:
    """What the article speaks of, and whom its phrases were found to stand for so far.

    Attributes
    ----------
    text, sentences : the article's.
    antecedents : of each sentence, in the order of the text.
    known : names, roles and genders of the whole article.

    """

    def __init__(
        self, document: Document, mentions: Sequence[Mention], resolvers: Sequence["Resolver"]
    ) -> None:
        """Find the antecedents; nothing is resolved yet."""
        self.text, self.sentences = document.text, document.sentences
        self._resolvers = resolvers
        self._quoted = [span for q in document.marks.quotations for span in q.spans]
        self._numbers = {id(sentence): i for i, sentence in enumerate(self.sentences)}
        self._spoken = {place for m in mentions if (place := self.place_of(m))}
        self.antecedents = [
            list(antecedents(self.text, i, sentence, self._spoken, self._quoted))
            for i, sentence in enumerate(self.sentences)
        ]
        self.known = gather(list(self.all_antecedents()))
        self._phrases = {a.place: a.phrase for a in self.all_antecedents() if not a.phrase.joined}
        self._resolved: dict[Place, Speaker | None] = {}

    # ------------------------------------------------------------ phrases and their speakers

    def place_of(self, mention: Mention) -> Place | None:
        """Where the mention's head stands; None where its sentence is none of the article's."""
        number = self._numbers.get(id(mention.sentence))
        return None if number is None else Place(number, mention.head.index)

    def phrase_at(self, place: Place) -> Phrase:
        """The phrase whose head stands here."""
        if place not in self._phrases:
            sentence = self.sentences[place.number]
            head = sentence.words[place.word]
            self._phrases[place] = Phrase(place, sentence, head, read(self.text, sentence, head))
        return self._phrases[place]

    def joined_at(self, place: Place, others: tuple[Word, ...]) -> Phrase:
        """The phrase here together with those joined to it: "Roe and Doe"."""
        return self.phrase_at(place)._replace(reading=JOINED, joined=others)

    def speaker_at(self, place: Place) -> Speaker | None:
        """Whom the phrase here stands for; while it is being resolved it tells nothing."""
        if place not in self._resolved:
            self._resolved[place] = None
            self._resolved[place] = self._ask(self.phrase_at(place))
        return self._resolved[place]

    def speaker_of(self, phrase: Phrase) -> Speaker | None:
        """Whom the phrase stands for, of joined ones all together."""
        return self._ask(phrase) if phrase.joined else self.speaker_at(phrase.place)

    def _ask(self, phrase: Phrase) -> Speaker | None:
        answers = (resolver(phrase, self) for resolver in self._resolvers)
        return next((speaker for speaker in answers if speaker is not None), None)

    # ------------------------------------------------------------ what stands around a phrase

    def all_antecedents(self) -> Iterator[Antecedent]:
        """All, in the order of the text."""
        return chain.from_iterable(self.antecedents)

    def before(self, place: Place) -> Iterator[Antecedent]:
        """Those before this place, from the nearest on."""
        for number in range(place.number, -1, -1):
            for antecedent in reversed(self.antecedents[number]):
                if antecedent.place < place:
                    yield antecedent

    def near(self, place: Place) -> Iterator[tuple[int, int, Antecedent]]:
        """Those near before this place: how many sentences and paragraphs back, and which.

        Captions and teasers between two paragraphs of the body are passed over.
        """
        here = self.sentences[place.number]
        back = paragraphs = 0
        last = here.paragraph
        for number in range(place.number, -1, -1):
            sentence = self.sentences[number]
            if sentence.section not in (here.section, Section.BODY):
                continue
            back += number < place.number
            if sentence.paragraph != last:
                paragraphs, last = paragraphs + 1, sentence.paragraph
            if back > NEAR_SENTENCES or paragraphs > NEAR_PARAGRAPHS:
                return
            for antecedent in reversed(self.antecedents[number]):
                if antecedent.place < place:
                    yield back, paragraphs, antecedent

    def speaks(self, place: Place) -> bool:
        """Whether the phrase here is a mention of a speaker."""
        return place in self._spoken

    def is_quoted(self, word: Word) -> bool:
        """Whether a word stands in quotation marks."""
        return any(span.contains(word.start) for span in self._quoted)


# Says whom a phrase stands for, and by which rule; None where it is not for this one to say.
Resolver = Callable[[Phrase, Discourse], Speaker | None]
