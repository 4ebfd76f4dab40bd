"""Quantities that speak: "many of the residents", "20%", "others", "the latter"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.groups import NUMBERS
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.bodies import bare
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.phrase import Kind, Phrase
from quotes.speakers.phrases.words import NOMINAL, is_plural, lemma_of, text_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.text.characters import HYPHENS
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

SOMEBODY = ("someone", "somebody")
PARTLY = ("many", "some")
MUCH = ("plenty", "number", "lot")
SPEAKING = (SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.COUNTRY)
LOOSE = ("ADJ", "PRON", "DET")  # tags of "many", "some"
COMPARED = ("more", "less", "fewer")  # than
LONG = 5  # letters or figures of a number that is no year: "two in 2016"


def number_of(phrase: Phrase) -> int:
    """How many "both", "the three", "all four" are; 0 where no such word stands alone."""
    word = phrase.head.text.lower()
    before = phrase.sentence.words[phrase.head.index - 1].text.lower() if phrase.head.index else ""
    counted = word == "both" or before in ("the", "all")
    return NUMBERS.get(word, 0) if counted and not phrase.sentence.child(phrase.head, "nmod") else 0


def quantity(text: str, phrase: Phrase, phrases: Phrases) -> Referent | None:
    """Take "many of the residents", "six in 10 voters" as they are, "others" alone for others."""
    sentence, head = phrase.sentence, _counted(phrase.sentence, phrase.head)
    lemma = head.lemma.lower()
    known = {lemma, head.text.lower()} & lexicon("roles", "quantities", "shares", "nobody")
    ratio = _ratio(sentence, head)
    if not known and ratio is None:
        return None
    first = _first_counted(sentence, head)
    if ratio is not None:
        noun = _noun_after(sentence, ratio)
        name = text_of(text, sentence.words[first : (noun or ratio).index + 1])
        name = name if noun is not None else _with_whole(text, name, phrase, phrases)
        return _new(phrase, _opening_small(name), SpeakerType.GROUP)
    for noun in sentence.children(head, "nmod"):
        told = phrases.read(sentence, noun).kind in (Kind.NAME, Kind.DESCRIPTION)
        told |= noun.upos in NOMINAL and head.upos in LOOSE  # "many in the town"
        if told and noun.index > head.index:
            single = lemma in ("one", "another", *SOMEBODY)
            whole = sentence.child(noun, "nmod") if lemma in SOMEBODY else None
            words = sentence.words[first : max(w.index for w in (noun, whole) if w) + 1]
            kind = SpeakerType.ANONYMOUS if single else SpeakerType.GROUP
            return _new(phrase, _opening_small(text_of(text, words)), kind)
    if _is_share(sentence, head):  # "20% said"
        name = text_of(text, sentence.words[first : head.index + 1])
        name = _with_whole(text, name, phrase, phrases)
        return _new(phrase, _opening_small(name), SpeakerType.GROUP)
    if those := _those_told(text, phrase, phrases):
        return _new(phrase, f"{head.text.lower()} {those}", SpeakerType.GROUP)
    asked = any(w.text.lower() == "how" for w in sentence.children(head, "advmod"))
    silent = head.text.lower() != "others" and phrase.place not in phrases.spoken
    if asked or silent or head.text.lower() not in lexicon("roles", "some"):
        return None
    return _new(phrase, head.text.lower(), SpeakerType.GROUP)


def _those_told(text: str, phrase: Phrase, phrases: Phrases) -> str:
    """Of whom "many" or "some" are, by the clause before: "The cooks quarrelled, but many agreed".

    So are "some" in the next sentence: "The cooks met. Some recalled it".
    """
    sentence, head = phrase.sentence, phrase.head
    verb = sentence.head(head)
    if head.text.lower() not in PARTLY or head.rel != "nsubj" or verb is None or verb.xpos == "VBP":
        return ""
    above = sentence.ancestors(verb) if verb.rel in ("conj", "parataxis") else []
    if head.text == "Some" and head.index == 0 and verb.rel == "root" and phrase.place.number:
        sentence = phrases.sentences[phrase.place.number - 1]
        above = [sentence.root] if sentence.root is not None else []
    subject = next((s for a in above if (s := sentence.child(a, "nsubj"))), None)
    if subject is not None and subject.lemma.lower() in MUCH:
        subject = sentence.child(subject, "nmod")
    if subject is None or subject.upos != "NOUN" or not is_plural(subject):
        return ""
    if subject.start > head.start or noun_type(lemma_of(subject)) not in SPEAKING:
        return ""
    beside = sentence.children(subject, "amod", "compound")
    start = min(w.index for w in (subject, *beside))
    name = bare(text_of(text, sentence.words[start : subject.index + 1]))
    return _opening_small(name) if start == 0 else name


def _counted(sentence: Sentence, head: Word) -> Word:
    """The quantity after "more than", "less than": "third" of "less than a third"."""
    than = sentence.words[head.index + 1 : head.index + 4]
    if head.text.lower() not in COMPARED or not than or than[0].text.lower() != "than":
        return head
    known = (
        w for w in than[1:] if w.upos == "NUM" or w.lemma.lower() in lexicon("roles", "shares")
    )
    return next(known, head)


def _first_counted(sentence: Sentence, head: Word) -> int:
    """Where a quantity begins: at "more" of "more than six in 10", at "Twenty" of "Twenty-four"."""
    number = sentence.child(head, "nummod")
    first = min(w.index for w in (head, number) if w is not None)
    while first > 1 and _is_hyphen(sentence, first - 1):
        first -= 2
    before = [w.text.lower() for w in sentence.words[:first]]
    if before[-1:] in (["a"], ["an"]) and _is_share(sentence, head):
        before.pop()
    compared = len(before) > 1 and before[-1] == "than" and before[-2] in COMPARED
    return len(before) - 2 if compared else len(before)


def _is_hyphen(sentence: Sentence, at: int) -> bool:
    """Whether a hyphen joins the words beside it: not "Roe - 60 percent said"."""
    before, hyphen, after = sentence.words[at - 1 : at + 2]
    return hyphen.text in HYPHENS and before.end == hyphen.start and hyphen.end == after.start


def _is_share(sentence: Sentence, head: Word) -> bool:
    """Whether it is a part of some number: "20%", "half", "a third"."""
    lemma = head.lemma.lower()
    if lemma not in lexicon("roles", "shares"):
        return False
    beside = sentence.children(head, "nummod", "det")
    one = any(w.text.lower() != "the" for w in beside)  # not "the third"
    return one or lemma in ("half", "majority", "minority")


def _ratio(sentence: Sentence, head: Word) -> Word | None:
    """The second number of "six in 10"."""
    middle, last, *_ = (*sentence.words[head.index + 1 : head.index + 3], None, None)
    if head.upos != "NUM" or middle is None or last is None or last.upos != "NUM":
        return None
    return last if middle.text.lower() == "in" and len(last.text) < LONG else None


def _noun_after(sentence: Sentence, number: Word) -> Word | None:
    """Those counted by a number before them: "voters" of "six in 10 voters"."""
    noun = sentence.head(number)
    counts = noun is not None and number.rel == "nummod" and noun.index > number.index
    return noun if counts else None


def _with_whole(text: str, name: str, phrase: Phrase, phrases: Phrases) -> str:
    """A share with those of whom it is one, where this sentence or the last has told them.

    "46 percent of voters said yes, 23 percent said no": 23 percent of voters.
    """
    sentences = phrases.sentences[max(phrase.place.number - 1, 0) : phrase.place.number + 1]
    every = [(s, w) for s in sentences for w in s.words if w.end <= phrase.head.start]
    wholes = {
        bare(text_of(text, s.words[of.index + 1 : noun.index + 1]))
        for s, noun in every
        if (of := _of_share(s, noun, phrases)) is not None
    }
    polled = {w.text.lower() for s, w in every if _is_polled(w)}
    if len(wholes or polled) != 1:
        return name
    if wholes:
        return f"{name} of {wholes.pop()}"
    return f"{name} {polled.pop()}" if name[-1].isdigit() else f"{name} of {polled.pop()}"


def _of_share(sentence: Sentence, noun: Word, phrases: Phrases) -> Word | None:
    """The "of" before those of whom a share is told."""
    share, of = sentence.head(noun), sentence.child(noun, "case")
    if noun.rel != "nmod" or share is None or of is None or of.text.lower() != "of":
        return None
    if not (_is_share(sentence, share) or _ratio(sentence, share)):
        return None
    if sentence.child(noun, "nmod:poss") is not None:
        return None
    reading = phrases.read(sentence, noun)
    return of if reading.plural and (is_person(noun) or reading.kind == Kind.NAME) else None


def _is_polled(word: Word) -> bool:
    """Whether it tells of whom a poll asks: "voters" as a subject."""
    return word.rel == "nsubj" and is_plural(word) and lemma_of(word) in lexicon("roles", "polled")


def _opening_small(name: str) -> str:
    return name[0].lower() + name[1:]


def _new(phrase: Phrase, name: str, kind: SpeakerType) -> Referent:
    return Referent(name, kind, plural=kind == SpeakerType.GROUP, first=phrase.place)


def last_named(
    phrase: Phrase, referents: Sequence[Referent], sentences: Sequence[Sentence]
) -> Referent | None:
    """Take "the latter" for who was named last, not for Denmark of "Jane Roe, ruler of Denmark"."""
    before = [(s.place, r) for r in referents for s in r.seen if s.place < phrase.place]
    before = [(p, r) for p, r in before if not _is_in_apposition(sentences[p.number], p.word)]
    place, last = max(before, key=lambda one: one[0], default=(None, None))
    near = place is not None and phrase.place.number - place.number <= NEAR
    return last if near else None


def _is_in_apposition(sentence: Sentence, index: int) -> bool:
    """Whether a name only stands in what somebody is told to be."""
    word = sentence.words[index]
    return any(w.rel == "appos" for w in sentence.ancestors(word))
