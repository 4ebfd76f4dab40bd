"""The phrases of an article, each read by itself: who may be spoken of, and where."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import around, lexicon, office_of
from quotes.speakers.aliases import aliases, by_name, families
from quotes.speakers.cast import Named
from quotes.speakers.mistaken import taken_for_persons
from quotes.speakers.names import tokens
from quotes.speakers.phrases.beside import gender_by_spouse
from quotes.speakers.phrases.bodies import BODY_ENTITIES, bare, is_of_body, read_body
from quotes.speakers.phrases.descriptions import read_description, text_of_noun
from quotes.speakers.phrases.nouns import is_person
from quotes.speakers.phrases.persons import is_title_of_name, read_person
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.pronouns import pronoun_of, relative_head
from quotes.speakers.phrases.read import read as read_phrase
from quotes.speakers.phrases.words import NOMINAL, is_plural, lemma_of, text_of_span, words_of
from quotes.speakers.surnames import is_bare_surname, surnames_as_words
from quotes.speakers.syntax import same_as
from quotes.speakers.within import as_office
from quotes.text.document import Document
from quotes.text.kinds import SpeakerType
from quotes.text.marks import Quotation, near
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Mention, Sentence, Word, top

ABSTRACT = re.compile(r"(?:[st]ion|ment|ing|ness|ity|age|site|news)$")  # "decision", "web site"
NOBODY = lexicon("roles", "quantities", "shares", "nobody") | lexicon("dates")
NAMES = BODY_ENTITIES | PERSON_ENTITIES
INSIDE = ("flat", "compound", "fixed", "goeswith")


class Phrases:
    """What may stand for somebody, by place.

    Attributes
    ----------
    mentions : those of the speakers of findings, by where they stand.
    spoken : where they stand.
    named : phrases with a name, then the names inside other phrases.
    short : short forms with what they stand for.
    told : for each sentence, how many there are until then that are not all quoted.
    called : what bodies are told to be beside their names, by where these stand.

    """

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Read the phrases of all sentences, and those of the mentions."""
        self.text, self.sentences = document.text, document.sentences
        self._quotations = document.quotations or document.marks.quotations
        spans = sorted(span for q in self._quotations for span in q.spans)
        self._quoted = list(accumulate(spans, _further))
        self.told = list(accumulate(not self._is_all_quoted(s) for s in self.sentences))
        self._numbers = {id(sentence): i for i, sentence in enumerate(self.sentences)}
        self.mentions = {place: m for m in mentions if (place := self.place_of(m))}
        self.spoken = frozenset(self.mentions)
        beside = families(self.text, self.sentences) | by_name(self.text, self.sentences)
        self.short = beside | aliases(self.text, self.sentences)
        self._called = frozenset(_pronouns_as_names(self.sentences))
        self._surnames = frozenset(surnames_as_words(self.sentences))
        self._bodies = {
            bare(text_of_span(self.text, e.span))
            for s in self.sentences
            for e in s.entities
            if e.type in BODY_ENTITIES
        }
        self._firms = taken_for_persons(self.text, self.sentences)
        self.called: dict[Place, list[Reading]] = {}
        phrases = [p for i, s in enumerate(self.sentences) for p in self._in(i, s)]
        self._known = {p.place: p for p in phrases}
        self.named = [Named(p.place, p.reading) for p in phrases if p.reading.kind == Kind.NAME]
        within = list(self._within(set(self._known)))
        self.named += within
        self._first = {*self._known, *self.spoken, *(n.place for n in within)}

    def places(self) -> list[Place]:
        """Where they stand, in the order of the text."""
        return sorted(self._first)

    def place_of(self, mention: Mention) -> Place | None:
        """Where the mention's head stands; None where its sentence is none of the article's."""
        number = self._numbers.get(id(mention.sentence))
        return None if number is None else Place(number, mention.head.index)

    def _in(self, number: int, sentence: Sentence) -> Iterator[Phrase]:
        for word in sentence.words:
            spoken = Place(number, word.index) in self.spoken
            noun = word.upos in NOMINAL and word.rel not in INSIDE
            body = self.body_told_of(sentence, word) if noun else None
            if body is not None and (told := read_description(self.text, sentence, word)):
                self.called.setdefault(Place(number, body.index), []).append(told)
            if (
                noun
                and not spoken
                and (
                    _is_role(sentence, word)
                    or _is_addressed(sentence, word)
                    or self.is_told_of_name(sentence, word)
                )
            ):
                continue
            if noun or spoken or (pronoun_of(word) and word.rel == "nsubj"):
                reading = self.read(sentence, word, speaks=spoken)
                if reading.kind != Kind.OTHER:
                    yield Phrase(Place(number, word.index), sentence, word, reading)

    def is_told_of_name(self, sentence: Sentence, word: Word) -> bool:
        """Whether a noun only tells of a name beside it, which has a phrase of its own."""
        if is_title_of_name(sentence, word) or self.body_told_of(sentence, word):
            return True
        other = self.told_of(sentence, word)
        if other is None:
            return False
        parts = (other, *sentence.children(other, "flat"))  # of "Advice Roe" "Roe" may be known
        return any(self.read(sentence, w).kind == Kind.NAME for w in parts)

    def body_told_of(self, sentence: Sentence, word: Word) -> Word | None:
        """The name of a body that a noun tells of: "Fair Law, a rights group", "… is a group"."""
        if word.rel not in ("appos", "root", "list") or is_plural(word):
            return None
        if not is_of_body(lemma_of(word)):
            return None
        other = same_as(sentence, word)
        if other is None or other.index > word.index or sentence.named.get(word.start):
            return None
        entity = sentence.named.get(other.start)
        if entity is None or entity.type not in BODY_ENTITIES:
            return None
        if _is_told_of_another(sentence, other, word) or _is_denied(sentence, word):
            return None
        reading = self.read(sentence, other)
        named = reading.kind == Kind.NAME and reading.type == SpeakerType.ORGANIZATION
        return other if named and reading.sure else None

    def told_of(self, sentence: Sentence, word: Word) -> Word | None:
        """Of whom a noun tells what he is; "Roe" of "Roe, who is the mayor"."""
        if not is_person(word):
            return self.body_told_of(sentence, word)
        other = same_as(sentence, word) or _second_office(sentence, word)
        return relative_head(sentence, other) or other if other is not None else None

    def _within(self, known: Collection[Place]) -> Iterator[Named]:
        """People and bodies named inside other phrases: "the Jane Roe Trust"."""
        for number, sentence in enumerate(self.sentences):
            for entity in sentence.entities:
                words = words_of(sentence, entity.span)
                if (host := _host(words, entity)) is not None:
                    name = Reading(Kind.NAME, host, SpeakerType.PERSON)
                    yield Named(Place(number, words[-2].index), name)
                if not words or any(Place(number, w.index) in known for w in words):
                    continue
                head = top(words)
                if entity.type in PERSON_ENTITIES:
                    reading = read_person(self.text, sentence, head, entity)
                elif entity.type in BODY_ENTITIES:
                    reading = read_body(bare(text_of_span(self.text, entity.span)), head)
                else:
                    continue
                yield Named(Place(number, head.index), reading)

    def read(self, sentence: Sentence, word: Word, *, speaks: bool = False) -> Reading:
        """Read the phrase of a word, a short form as what it stands for.

        Parameters
        ----------
        speaks : whether it is a speaker's, so that any noun describes somebody.

        """
        if word.upos == "PRON" and word.text in self._called and not self.is_quoted(word):
            return Reading(Kind.NAME, word.text, SpeakerType.PERSON)
        reading = read_phrase(self.text, sentence, word)
        if reading.type == SpeakerType.PERSON and not reading.gender:
            reading = reading._replace(gender=gender_by_spouse(sentence, word))
        if word.text in self._surnames and is_bare_surname(sentence, word, reading):
            return Reading(Kind.NAME, word.text, SpeakerType.PERSON)
        if reading.kind == Kind.OTHER and speaks and _stands_for_one(sentence, word):
            reading = read_description(self.text, sentence, word, SpeakerType.PERSON) or reading
        if reading.kind == Kind.OTHER and speaks and word.upos in NOMINAL and _is_titled(word):
            name = text_of_noun(self.text, sentence, word)
            reading = read_body(bare(name), word)._replace(sure=False) if name else reading
        if reading.type == SpeakerType.PERSON and reading.name in self._firms:
            reading = reading._replace(type=SpeakerType.ORGANIZATION, gender="")
        full = self.short.get(reading.name) or (
            office_of(reading.name) if reading.name.isupper() else None
        )
        if full is None:
            return self._spelled_out(reading)
        if reading.type == SpeakerType.PERSON and full in self._bodies:
            reading = reading._replace(type=SpeakerType.ORGANIZATION, gender="")
        return as_office(reading, full, word)

    def _spelled_out(self, reading: Reading) -> Reading:
        """With the words that letters beside a noun stand for: "the ACME spokesman"."""
        short = {w: self.short[w] for w in reading.name.split() if w in self.short}
        if reading.kind != Kind.DESCRIPTION or not short:
            return reading
        small = lexicon("organization", "linking")
        meant = {t for full in short.values() for t in tokens(full) if t not in small}
        others = reading.others - {w.casefold() for w in short} | meant
        return reading._replace(others=frozenset(others))

    def at(self, place: Place) -> Phrase:
        """Give the phrase that stands there."""
        if place not in self._known:
            sentence = self.sentences[place.number]
            head = sentence.words[place.word]
            reading = self.read(sentence, head, speaks=place in self.spoken)
            self._known[place] = Phrase(place, sentence, head, reading)
        return self._known[place]

    def is_quoted(self, word: Word) -> bool:
        """Whether a word stands in quotation marks."""
        place = bisect_right(self._quoted, word.start, key=lambda span: span.start) - 1
        return place >= 0 and self._quoted[place].contains(word.start)

    def _is_all_quoted(self, sentence: Sentence) -> bool:
        return all(w.upos == "PUNCT" or self.is_quoted(w) for w in sentence.words)

    def around(self, sentence: Sentence) -> list[Quotation]:
        """Quotations of which a part stands in this sentence."""
        return list(near(self._quotations, (sentence.span,)))


def _host(words: Sequence[Word], show: Entity) -> str | None:
    """Whose show it is: Jane Roe of "The Jane Roe Show"."""
    names = [w.text for w in words if w.text.lower() != "the"]
    if show.type in PERSON_ENTITIES or len(names) != 3:
        return None
    given, surname, last = names
    hosted = last.lower() in lexicon("organization", "shows") and gender_of_given(given.casefold())
    return f"{given} {surname}" if hosted else None


def _is_told_of_another(sentence: Sentence, name: Word, noun: Word) -> bool:
    """Whether another name stands between: "Acme, a charity, and Poe & Sons, a law firm"."""
    own = sentence.named.get(name.start)
    between = (sentence.named.get(w.start) for w in sentence.words[name.index : noun.index])
    return any(e is not None and e != own and e.type in NAMES for e in between)


def _is_denied(sentence: Sentence, noun: Word) -> bool:
    """Whether a name is told not to be this: "The union is not a relief agency"."""
    beside = sentence.children(noun, "advmod", "det")
    return any(w.lemma.lower() in ("not", "no", "never") for w in beside)


def _second_office(sentence: Sentence, word: Word) -> Word | None:
    """The other of two offices of one: "Deputy Premier and Health Minister Jane Roe"."""
    other = sentence.child(word, "conj")
    if other is None or not is_person(other) or is_plural(word) or is_plural(other):
        return None
    apart = [w for w in (word, other) if sentence.child(w, "det", "nmod:poss", "nummod")]
    return None if apart else other


def _pronouns_as_names(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Surnames that are spelled as a pronoun: "You" of "You Si-hyun"."""
    for sentence in sentences:
        for entity in sentence.entities:
            first, *rest = words_of(sentence, entity.span) or (None,)
            if entity.type in PERSON_ENTITIES and rest and first and first.text == "You":
                yield first.text


def _is_titled(word: Word) -> bool:
    """Whether a capital tells that a noun within a sentence is a name's: "the Roads Unit"."""
    honour = word.lemma.lower() in lexicon("titles", "honours")
    named = word.index > 0 and word.text[:2].istitle() and not honour
    return named and word.lemma.lower() not in NOBODY


def _stands_for_one(sentence: Sentence, word: Word) -> bool:
    """Whether a common noun that no list knows may be somebody: "the registrar", "a camel"."""
    verb = sentence.head(word)
    if verb is None or verb.lemma.lower() in around("signs"):
        return False  # "the delay indicates that it rained"
    ones = (w for w in sentence.children(word, "det", "nummod") if w.text.lower() != "no")
    article = any(w.upos == "DET" or w.text.lower() == "one" for w in ones)
    article = article and word.head > word.index
    thing = ABSTRACT.search(word.lemma) or word.lemma.lower() in NOBODY
    return word.upos == "NOUN" and word.text.islower() and article and not thing


def _further(before: Span, span: Span) -> Span:
    """A span with the end of one before it, where that is later: one may stand in another."""
    return Span(span.start, max(before.end, span.end))


def _is_addressed(sentence: Sentence, word: Word) -> bool:
    """Whether it is an office by which somebody is addressed: "Mr. President"."""
    before = sentence.words[word.index - 1] if word.index else None
    title = before is not None and before.text.istitle() and before.text.strip(".").casefold()
    return title in lexicon("titles", "male", "female") and is_person(word)


def _is_role(sentence: Sentence, word: Word) -> bool:
    """Whether it tells what somebody is, was or becomes: "in her role as mayor", "became mayor"."""
    acting = any(c.lemma.lower() == "as" for c in sentence.children(word, "case"))
    return is_person(word) and (acting or word.rel == "xcomp")
