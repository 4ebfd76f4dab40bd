"""Parts of mentions that stand for somebody, and what is told by options already weighed."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.bodies import BODY_ENTITIES
from quotes.speakers.phrases.nouns import genderless, is_person, noun_type
from quotes.speakers.phrases.persons import person_named
from quotes.speakers.phrases.phrase import Kind, Phrase, Reading
from quotes.speakers.phrases.pronouns import pronoun_of
from quotes.speakers.phrases.read import is_one
from quotes.speakers.phrases.whole_names import is_title, name_words
from quotes.speakers.phrases.words import NOMINAL, entity_at, is_plural, lemma_of, words_of
from quotes.speakers.ranking import Choice, Option
from quotes.speakers.referent import Referent
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Mention, Sentence, Word, top

OPENING = (",", ":", "—", "–", "--", "(")  # what stands before a name that tells who it is
OFFICE = ("NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "DET")


def as_office(reading: Reading, full: str, word: Word) -> Reading:
    """Read a short form as what it stands for: "the MCE" as a chief executive."""
    noun = genderless(full.split()[-1].casefold())
    if noun_type(noun) != SpeakerType.PERSON:
        return reading._replace(name=full)
    others = frozenset(w.casefold() for w in full.split()[:-1])
    return Reading(Kind.DESCRIPTION, full, SpeakerType.ANONYMOUS, noun=noun, others=others,
                   plural=is_plural(word), definite=True)  # fmt: skip


def last_seen(referent: Referent, phrase: Phrase) -> int:
    """The sentence in which a referent was last spoken of before a phrase."""
    return max(s.place.number for s in referent.seen if s.place < phrase.place)


def named_first(mention: Mention) -> Word | None:
    """The head of a name that opens the mention: "Dr. Jane Roe, a lecturer at …"."""
    sentence = mention.sentence
    words = [w for w in words_of(sentence, mention.span) if not is_title(w.text)]
    entity = entity_at(sentence, words[0]) if words else None
    if entity is None or entity.type not in PERSON_ENTITIES:
        return None
    name = words_of(sentence, entity.span)
    after = sentence.words[name[-1].index + 1 : name[-1].index + 2]
    return top(name) if after and after[0].text == "," else None


def named_last(mention: Mention) -> Word | None:
    """The head of a name that ends a mention: "one of the leaders, Jane Roe", "an aide, Bo Poe"."""
    sentence, head = mention.sentence, mention.head
    words = [w for w in words_of(sentence, mention.span) if w.index > head.index]
    clause = next((i for i, w in enumerate(words) if w.text.lower() in ("who", "which")), None)
    words = words[:clause]  # "the minister Jane Roe, who was there"
    while words and words[-1].upos == "PUNCT":
        words = words[:-1]
    entity = entity_at(sentence, words[-1]) if words else None
    if entity is None or entity.type not in PERSON_ENTITIES or entity.span.contains(head.start):
        return None
    name = words_of(sentence, entity.span)
    between = [w for w in words if w.index < name[0].index]
    others = [w for w in sentence.children(head, "conj") if w.index < name[0].index]
    alone = not is_plural(head) and not others and is_person(head)
    if alone and between and between[-1].text == "," and name[0].index - 1 == between[-1].index:
        return top(name)  # "the minister of trade and labour, Jane Roe"
    unlisted = head.upos == "NOUN" or head.text.islower()
    if not between and not is_plural(head) and unlisted:
        return top(name)  # "party supremo Jane Roe": a noun that no list knows
    if others and is_one(sentence, head, others) and all(w.upos in OFFICE for w in between):
        return top(name)  # "Workshop Chair and Hill University Professor Dr. Jane Roe"
    if not between or is_plural(head) or (others and not is_one(sentence, head, others)):
        return top(name) if _is_after_mark(between) else None
    honoured = lemma_of(head) in lexicon("titles", "honours")  # "His Highness the Amir Bo Roe"
    if honoured and not any(w.upos in ("VERB", "AUX", "PUNCT") for w in between):
        return top(name)
    if is_person(head) and all(map(_is_of_title, between)):
        return top(name)
    nouns = [head, *between]  # "the third party supremo Jane Roe", with "party" as its head
    if all(w.upos in NOMINAL and not is_plural(w) for w in nouns) and between[-1].text.islower():
        return top(name)
    office = list(between)
    while office and (is_title(office[-1].text) or is_person(office[-1])):
        office = office[:-1]
    if not office:
        return None
    # "the head of the board, Dr. Jane Roe", "member for Hill Town Jane Roe"; of an aide to Mayor
    # Roe the name is another's
    beside = len(office) == len(between) and _is_of_body(sentence, office)
    return top(name) if _is_after_mark(office) or (is_person(head) and beside) else None


def _is_of_title(word: Word) -> bool:
    """Whether it stands between two titles: "security analyst Maj Gen (retd) Jane Roe"."""
    own = is_title(word.text) or is_person(word) or word.upos == "PUNCT" or word.text == "the"
    return own or word.text.casefold() in lexicon("titles", "retired")


def _is_after_mark(between: Sequence[Word]) -> bool:
    return (
        bool(between)
        and between[-1].text in OPENING
        and not any(w.upos == "CCONJ" for w in between)
    )


def _is_of_body(sentence: Sentence, office: Sequence[Word]) -> bool:
    """Whether the words end with what somebody is the head of, no person's name among them."""
    last = office[-1]
    named = (entity_at(sentence, w) for w in office)
    people = any(e is not None and e.type in PERSON_ENTITIES for e in named)
    verbs = any(w.upos in ("VERB", "AUX", "PRON") for w in office)
    within = any(w.upos == "ADP" for w in office)
    return (
        last.upos in ("NOUN", "PROPN") and last.xpos != "POS" and within and not (people or verbs)
    )


def named_in_office(mention: Mention) -> Word | None:
    """The head of a name after a body and an office: "Hill Schools Union president Jane Roe"."""
    sentence = mention.sentence
    for entity in sentence.entities:
        name = words_of(sentence, entity.span)
        if entity.type not in PERSON_ENTITIES or not name or not mention.span.holds(entity.span):
            continue
        last = name_words(sentence, name)[-1].index
        owner = any(w.xpos == "POS" for w in sentence.words[last + 1 :][:1])
        before = [w for w in words_of(sentence, mention.span) if w.index < name[0].index]
        before = [] if owner else before  # "Mayor Roe's Fair Law"
        while before and before[-1].upos == "PUNCT":
            before = before[:-1]
        # "both Roe and Mayor Bo Poe", "the committee headed by Mayor Roe"
        apart = any(w.text.lower() in ("both", "by") for w in before)
        apart = apart or sentence.child(mention.head, "cc:preconj") is not None
        if before and _may_be_held(before[-1]) and not is_plural(before[-1]):
            return None if apart or _is_of_another(mention, before[-1]) else top(name)
        heads = [w for w in before if w.index > mention.head.index and is_person(w)]
        apposed = heads and sentence.words[heads[0].index - 1].text == ","
        if apposed and person_named(sentence, heads[0]) is entity:
            return top(name)  # "Hill Schools Union, head of staff Jane Roe"
    return None


def _is_of_another(mention: Mention, office: Word) -> bool:
    """Whether an office hangs from what a body is told to be: "Acme, led by director Jane Roe"."""
    words, at = mention.sentence.words, office.index - 1
    body = entity_at(mention.sentence, mention.head)
    while at > mention.head.index and words[at].upos in ("NOUN", "PROPN", "ADJ", "DET"):
        at -= 1
    inside = body is not None and body.span.contains(words[at].start)
    return at > mention.head.index and not inside and words[at].upos in ("ADP", "VERB")


def _may_be_held(word: Word) -> bool:
    """Whether it is an office, or a noun that no list knows: "Hill Party stalwart Jane Roe"."""
    unlisted = word.upos in NOMINAL and word.text.islower() and noun_type(lemma_of(word)) is None
    return unlisted or is_person(word)


def named_at_end(mention: Mention) -> Word | None:
    """The head of a name after an office of joined words: "Trade and Sports Minister Jane Roe"."""
    holder = named_in_office(mention)
    if holder is None:
        return None
    before = [w for w in words_of(mention.sentence, mention.span) if w.index < holder.index]
    return holder if all(w.upos in OFFICE for w in before) else None


def named_as_office(mention: Mention) -> Word | None:
    """The head of a name after an office taken for a body: "the High Commissioner, Jane Roe"."""
    entity = entity_at(mention.sentence, mention.head)
    office = entity is not None and any(map(is_person, words_of(mention.sentence, entity.span)))
    return named_last(mention) if office else None


def named_after(sentence: Sentence, head: Word, inside: Span | None = None) -> list[Word]:
    """Heads of the names after a noun for several: "Ministers Jane Roe and Bo Poe".

    A mark may stand before them: "their leaders, Jane Roe of Acme and Bo Poe of Fair Law", "two of
    the leaders — Jane Roe and Bo Poe".

    Parameters
    ----------
    inside : where the names are to stand; below the noun where nothing else is told.

    """
    counted = head.upos == "NUM"
    if counted:
        head = sentence.child(head, "nmod") or head
    bodies = (SpeakerType.ORGANIZATION, SpeakerType.COUNTRY)
    body = noun_type(lemma_of(head)) in bodies and head.text.islower()
    unlisted = noun_type(lemma_of(head)) is None and head.upos == "NOUN"
    unlisted = unlisted or lemma_of(head) in lexicon("roles", "parties")
    pair = lemma_of(head) in lexicon("roles", "several")
    party = lemma_of(head).removesuffix("s") in lexicon("roles", "parties")
    if not (pair or (is_plural(head) and (is_person(head) or body or unlisted or party))):
        return []
    if inside is None:
        below = sentence.subtree(head)
        inside = Span(below[0].start, below[-1].end)
    after = [e for e in sentence.entities if inside.holds(e.span) and e.span.start > head.start]
    people = [e.span for e in after if e.type in PERSON_ENTITIES]
    others = [e.span for e in after if e.type in BODY_ENTITIES | PLACE_ENTITIES]
    # "two of the donors, the Hill Bank and Denmark"
    spans = [s for s in others if body or (counted and not people)] or (people if not body else [])
    names = [words_of(sentence, span) for span in spans]
    between = sentence.words[head.index + 1 : _before_article(sentence, names[0])] if names else []
    near = not between or (len(between) == 1 and between[0].text in OPENING)
    before = (sentence.words[_before_title(sentence, n) - 1] for n in names[1:])
    listed = all(word.text in (",", "and", "&") for word in before)
    return [top(words) for words in names] if near and listed and len(names) > 1 else []


def _before_title(sentence: Sentence, name: Sequence[Word]) -> int:
    """Where a name begins, with its article or titles: "Jane Roe and Senator Bo Poe"."""
    first = _before_article(sentence, name)
    before = sentence.words[first - 1 :: -1] if first else []
    for word in before:
        role = word.text.istitle() and is_person(word)
        if not (role or is_title(word.text) or word.deprel == "nmod:desc"):
            break
        first -= 1
    return first


def _before_article(sentence: Sentence, name: Sequence[Word]) -> int:
    """Where a name begins, with its article."""
    first = name[0].index
    return first - (first > 0 and sentence.words[first - 1].text.lower() == "the")


def who_tells(mention: Mention, phrase: Phrase) -> Word | None:
    """The word of a speaker's mention, other than its head, that tells who it is.

    `phrase` is what stands at the mention's head.
    """
    kind = phrase.reading.kind
    if kind == Kind.NAME and phrase.reading.type != SpeakerType.PERSON:
        return named_in_office(mention) or named_as_office(mention)
    if kind not in (Kind.DESCRIPTION, Kind.OTHER):
        return None
    told = name_beside(mention, phrase)
    if kind == Kind.OTHER:
        told = told or named_at_end(mention) or honoured(mention)
    return told or own_words(mention)


def name_beside(mention: Mention, phrase: Phrase) -> Word | None:
    """The name in a speaker's mention: "Dr. Jane Roe, a lecturer at …"."""
    if phrase.reading.kind not in (Kind.DESCRIPTION, Kind.OTHER):
        return None
    return named_first(mention) or named_last(mention)


def own_words(mention: Mention) -> Word | None:
    """Whose words they are: "in the mayor's own words", "the ministry's Web site"."""
    if lemma_of(mention.head) not in lexicon("document", "own"):
        return None
    return mention.sentence.child(mention.head, "nmod:poss")


def honoured(mention: Mention) -> Word | None:
    """The pronoun of an honour that stands for somebody by itself: "Her Majesty"."""
    honour = lemma_of(mention.head) in lexicon("titles", "honours")
    after = mention.sentence.words[mention.head.index + 1 :][:1]
    told = any(w.text.lower() == "the" for w in after)  # "His Highness the Amir"
    if told or not (honour and mention.head.text[0].isupper()):
        return None
    return mention.sentence.child(mention.head, "nmod:poss")


def owner_of(best: Option, choice: Choice) -> Referent | None:
    """Whom a pronoun means rather than one who is only told of: "Roe … her doctor … she wrote"."""
    pronoun, told = pronoun_of(choice.phrase.head), best.referent
    if pronoun is None or not pronoun.gender or told is None or told.owner is None or told.gender:
        return None
    owner = told.owner
    options = any(option.referent is owner for option in choice.options)
    return owner if options and owner.gender == pronoun.gender else None
