"""Descriptions: "a senior official", "the panel", "critics in town"."""

from itertools import pairwise

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.nouns import genderless, is_person, noun_type
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.words import NOMINAL, OFFICES, entity_at, is_plural, lemma_of, text_of
from quotes.speakers.titles import gender_of_title
from quotes.text.characters import DOUBLE_MARKS, HYPHENS
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

LONGEST_DESCRIPTION = 12  # words, of a role too; more is a story. Chosen by reading, not measured
AGED = "old"  # of "the 24-year-old", who may be anybody
_FUNCTION = frozenset({"DET", "ADP", "PUNCT", "PART", "PRON", "CCONJ"})
LOOSE = frozenset({"PUNCT", "ADP", "CCONJ", "PRON"})
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "such"})


def read_description(
    text: str, sentence: Sentence, head: Word, unlisted: SpeakerType | None = None
) -> Reading | None:
    """Read "a senior official", "the panel", "critics in town"; None for what does not speak.

    Parameters
    ----------
    unlisted : the type of nouns that no list knows, where something else tells that they speak.

    """
    noun = _hyphened(sentence, head) or lemma_of(head)
    person = is_person(head) or noun_type(noun) == SpeakerType.PERSON
    kind = SpeakerType.PERSON if person else noun_type(noun) or unlisted
    aged = noun == AGED and sentence.words[head.index - 1].text in HYPHENS  # of "22-year-old"
    if kind is None or not (head.upos in NOMINAL or aged):
        return None
    if noun == "number" and not is_plural(head):
        return None  # "the number of fires", not "official numbers"
    words = _noun_words(sentence, head)
    if noun in lexicon("roles", "nobody") and len(words) < 2:
        return None
    several = noun == "people" or noun in lexicon("roles", "several")
    plural = is_plural(head) or several or kind == SpeakerType.GROUP
    return Reading(
        Kind.DESCRIPTION,
        _lowered(sentence, words, text_of(text, words)),
        _type(sentence, head, kind, plural),
        noun=genderless(noun),
        others=frozenset(
            lemma_of(w)
            for w in words
            if w is not head and w.upos not in _FUNCTION and (noun != AGED or w.upos == "NUM")
        ),
        countries=_countries(words),
        plural=plural,
        definite=not _is_of_any(sentence, head)
        and (_is_definite(sentence, words[0]) or _is_title(sentence, head, plural=plural)),
        gender=gender_of_title(noun),
    )


def _hyphened(sentence: Sentence, head: Word) -> str | None:
    """A noun for a person that is written with a hyphen: "centre-back"."""
    before = sentence.words[max(head.index - 2, 0) : head.index]
    if len(before) < 2 or before[1].text not in HYPHENS:
        return None
    if before[0].end != before[1].start or before[1].end != head.start:
        return None
    noun = f"{before[0].text.casefold()}-{lemma_of(head)}"
    return noun if noun in lexicon("person", *OFFICES) else None


def _countries(words: list[Word]) -> frozenset[str]:
    """Countries that a description names; America is none in "the South American president"."""
    parts = lexicon("roles", "parts")
    told = [
        w
        for before, w in zip([None, *words], words, strict=False)
        if not (before and before.text.lower() in parts and w.text.startswith("American"))
    ]
    return frozenset(c for w in told if (c := country_of_people(w.text) or country(w.text)))


def _is_definite(sentence: Sentence, first: Word) -> bool:
    # by the word before: a parser may hang "the" of "the state department official" anywhere
    before = sentence.words[first.index - 1].text.lower() if first.index else ""
    both = first.text.lower() == "both"  # "both leaders"
    return both or before in ("the", "this", "that", "these", "those")


def _is_of_any(sentence: Sentence, head: Word) -> bool:
    # "the leader of an organization" is one whom nothing told of yet
    for owner in sentence.children(head, "nmod"):
        case, article = sentence.child(owner, "case"), sentence.child(owner, "det")
        if case and article and case.text == "of" and article.text.lower() in ("a", "an"):
            return True
    return False


def _is_title(sentence: Sentence, head: Word, *, plural: bool) -> bool:
    # "Trust secretary said": an office without an article is the one who holds it
    offices = lemma_of(head) in lexicon("person", "offices") or head.text in lexicon(
        "titles", "ranks"
    )
    owned = sentence.child(head, "det", "nmod:poss", "nummod") is not None
    return offices and not plural and not owned and head.rel == "nsubj"


def _type(sentence: Sentence, head: Word, kind: SpeakerType, plural: bool) -> SpeakerType:
    if kind in (SpeakerType.DOCUMENT, SpeakerType.GROUP):
        return kind
    if kind in (SpeakerType.ORGANIZATION, SpeakerType.COUNTRY):
        return SpeakerType.GROUP if plural and lemma_of(head) != "police" else kind
    if not plural or _is_source(sentence, head):
        return SpeakerType.ANONYMOUS
    return SpeakerType.GROUP


def _is_source(sentence: Sentence, head: Word) -> bool:
    # "sources", "people familiar with the talks", "officials who asked for anonymity"
    if lemma_of(head) in lexicon("person", "sources"):
        return True
    below = {lemma_of(w) for w in sentence.subtree(head)}
    if below & {"anonymity", "anonymously", "unnamed", "anonymous"}:
        return True
    return lemma_of(head) in ("person", "people") and bool(below & {"familiar", "brief", "close"})


def text_of_noun(
    text: str, sentence: Sentence, head: Word, without: list[Word] | None = None
) -> str | None:
    """Words of a noun as a role: no article, no clause, no apposition, no date."""
    words = _before_date(_noun_words(sentence, head, without), head)
    return text_of(text, words) or None


def _noun_words(sentence: Sentence, head: Word, without: list[Word] | None = None) -> list[Word]:
    """Words of a description: no article, no clause, no apposition, in one run."""
    barred = sentence.children(head, "acl:relcl", "appos", "conj", "cc", "parataxis", "case")
    barred += sentence.children(head, "punct", "nsubj", "cop", "aux", "advmod", "mark", "advcl")
    barred = [w for w in barred if w.text != "-"]
    asides = sentence.children(head, "amod", "acl", "nmod")
    barred += [w for w in asides if _is_aside(sentence, head, w)]
    clauses = sentence.children(head, "acl", "ccomp")  # "told the court that it was late"
    barred += [w for w in clauses if sentence.subtree(w)[0].text.lower() == "that"]
    barred += [w for w in clauses if sentence.child(w, "ccomp")]  # "a letter saying it was late"
    # "asked the mayor over bridges being built"
    over = (w for w in clauses if sentence.child(w, "mark"))
    barred += [w for w in over if sentence.child(w, "nsubj", "nsubj:pass")]
    barred += [w for w in sentence.children(head, "nmod") if _is_place_of_words(sentence, w)]
    naming = lexicon("roles", "naming")  # "an officer, surnamed Roe"
    barred += [w for w in sentence.children(head, "acl") if w.lemma.lower() in naming]
    inside = {w.index for w in sentence.subtree(head, without=(*barred, *(without or ())))}
    start = end = head.index
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    words = sentence.words[start : end + 1]
    while words[0] is not head and _opens(words[0]):
        words = words[1:]
    words = _without_date(words, head)
    while words[-1] is not head and (_is_day(words[-1]) or words[-1].upos in LOOSE | {"VERB"}):
        if words[-1].upos == "PRON" and words[-3:-2] and words[-3].upos == "ADJ":
            break  # "a source close to him"
        words = words[:-1]
    opened = next((i for i, w in enumerate(words) if w.text == "("), None)
    if opened and words[-1].text != ")" and words[opened].index > head.index:
        words = words[:opened]
    words = _without_opened(words, head)
    if len(words) > LONGEST_DESCRIPTION:
        words = _shortened(sentence, head)
    return _with_mark(sentence, with_hyphened(sentence, _with_other_people(sentence, words)))


def _without_opened(words: list[Word], head: Word) -> list[Word]:
    """Without words in marks that do not close here: "passengers of “treating us"."""
    marks = [i for i, w in enumerate(words) if w.text in DOUBLE_MARKS and w.index > head.index]
    if len(marks) % 2 == 0:
        return words
    words = words[: marks[-1]]
    return words[:-1] if words[-1].upos == "ADP" else words


def _with_mark(sentence: Sentence, words: list[Word]) -> list[Word]:
    """With the mark that opens what they close: "a “First Steps” textbook"."""
    before = sentence.words[words[0].index - 1] if words[0].index else words[0]
    closed = sum(w.text in DOUBLE_MARKS for w in words) % 2
    return [before, *words] if closed and before.text in DOUBLE_MARKS else words


def _without_date(words: list[Word], head: Word) -> list[Word]:
    """Without the date that ends them: "newspaper on" of "newspaper on 28 June 2003"."""
    end = len(words)
    while words[end - 1].index > head.index and (
        words[end - 1].upos == "NUM" or _is_day(words[end - 1])
    ):
        end -= 1
    return words[:end] if any(map(_is_day, words[end:])) else words


def _before_date(words: list[Word], head: Word) -> list[Word]:
    """Without when it was: "minister of trade" of "minister of trade in March 2015"."""
    for at, (word, after) in enumerate(pairwise(words)):
        dated = _is_day(after) or (after.text.isdigit() and len(after.text) == len("2015"))
        if word.index > head.index and dated and word.text.lower() in lexicon("times", "since"):
            return words[:at]
    return words


def _with_other_people(sentence: Sentence, words: list[Word]) -> list[Word]:
    """With both of "Danish and Chilean officials"."""
    first = words[0].index
    before = sentence.words[max(first - 2, 0) : first]
    joined = len(before) > 1 and before[1].text.lower() == "and"
    if not joined or any(_people(w) is None for w in (words[0], before[0])):
        return words
    return [*before, *words]


def _people(word: Word) -> str | None:
    return country_of_people(word.text) or country(word.text)


def _is_place_of_words(sentence: Sentence, word: Word) -> bool:
    # "the government in its report said", "in a meeting": the report is the verb's
    owner, case = sentence.child(word, "nmod:poss"), sentence.child(word, "case")
    if case is None or case.text.lower() not in ("in", "at", "during", "on"):
        return False
    if lemma_of(word) in lexicon("dates") or lemma_of(word) == "time":
        return True  # "polls at the time"
    if case.text.lower() == "on":
        return lemma_of(word) == "hand"  # "on the other hand"
    occasion = lemma_of(word) in lexicon("roles", "occasions")
    return occasion or (owner is not None and owner.upos == "PRON" and case.text.lower() == "in")


def _is_day(word: Word) -> bool:
    # "an official in town on Thursday said": the day is the verb's
    return word.text.casefold() in lexicon("dates")


def _is_aside(sentence: Sentence, head: Word, word: Word) -> bool:
    # "the police, mindful of the crowd", "an official, as per the agency"
    first = next(w for w in sentence.subtree(word) if w.upos != "PUNCT" or w is word)
    return word.index > head.index and sentence.words[first.index - 1].text == ","


def with_hyphened(sentence: Sentence, words: list[Word]) -> list[Word]:
    """With all of a word in parts: "anti-graft agency", "secretary-general"."""
    start = words[0].index
    while start:
        part, here = sentence.words[start - 1], sentence.words[start]
        hyphened = part.text[-1] in HYPHENS or here.text[0] in HYPHENS
        if part.end != here.start or not hyphened:
            break
        start -= 1
    if sentence.words[start].text in HYPHENS:
        start += 1
    after = sentence.words[words[-1].index + 1 :][:2]
    glued = [
        w for w, before in zip(after, (words[-1], *after), strict=False) if w.start == before.end
    ]
    whole = len(glued) > 1 and glued[0].text in HYPHENS and glued[1].text[0].isalpha()
    return [*sentence.words[start : words[0].index], *words, *(glued if whole else ())]


def _opens(word: Word) -> bool:
    if word.upos == "PRON":
        return "Poss=Yes" in word.feats or word.text.lower() in ("that", "this", "these")
    if lemma_of(word) in lexicon("titles", "honours"):
        return True  # "His Highness the Amir"
    return word.upos in ("PUNCT", "CCONJ") or word.text.lower() in _ARTICLES


def _shortened(sentence: Sentence, head: Word) -> list[Word]:
    start = head.index
    near = {w.index for w in sentence.children(head, "amod", "compound")}
    while start - 1 in near:
        start -= 1
    return sentence.words[start : head.index + 1]


def _lowered(sentence: Sentence, words: list[Word], phrase: str) -> str:
    # "Critics" at the head of a sentence is the "critics" of the next
    first = next((w for w in sentence.words if w.upos != "PUNCT"), None)
    if words and words[0] is first and first.upos != "PROPN" and first.text[1:].islower():
        return phrase if _is_name(sentence, first) else phrase[0].lower() + phrase[1:]
    return phrase


def _is_name(sentence: Sentence, word: Word) -> bool:
    return country_of_people(word.text) is not None or entity_at(sentence, word) is not None
