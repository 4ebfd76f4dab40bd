"""Names that the name finder missed, read from their words alone."""

from quotes.lexicon.gazetteer import country, country_of_capital, country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.bodies import bare, read_body, read_people, read_place
from quotes.speakers.phrases.phrase import Kind, Reading
from quotes.speakers.phrases.roles import joined_role, words_before
from quotes.speakers.phrases.whole_names import IN_NAMES
from quotes.speakers.phrases.words import is_plural, text_of, text_of_span
from quotes.speakers.titles import gender_of_title, role_of_titles, split_titles
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Sentence, Word


def read_unlisted(text: str, sentence: Sentence, head: Word) -> Reading | None:
    """Read a name that the name finder missed, from its words alone."""
    run = name_run(sentence, head)
    whole = bare(_unbroken(text, run))
    if whole.istitle() and whole.strip(".").casefold() in lexicon("titles", "male", "female"):
        return None  # "Mr." of "Mr. Chairman"
    titles, name = split_titles(whole)
    if country(whole) or country_of_capital(whole):
        return read_place(whole)
    if country_of_people(whole) or is_plural(head):
        return read_people(whole, head)
    if not titles and (_is_body_name(run) or sentence.child(run[-1], "det")):
        return read_body(whole, head)._replace(sure=False)
    if not name[:1].isupper():
        return None
    role = joined_role(text_of(text, words_before(sentence, head, run[0])), role_of_titles(titles))
    gender = gender_of_title(titles)
    return Reading(Kind.NAME, name, SpeakerType.PERSON, role=role, gender=gender, sure=False)


def name_run(sentence: Sentence, head: Word) -> list[Word]:
    """Proper nouns beside the head that hang from it."""
    start = end = head.index
    words = sentence.words
    while start and words[start - 1].upos == "PROPN" and _linked(sentence, words[start - 1], head):
        start -= 1
    while end + 1 < len(words) and words[end + 1].upos == "PROPN":
        if not _linked(sentence, words[end + 1], head):
            break
        end += 1
    return words[start : end + 1]


def _linked(sentence: Sentence, word: Word, head: Word) -> bool:
    for _ in sentence.words:  # a tree that goes in a circle must not hold us
        if word.rel not in IN_NAMES or word.head < 0:
            return False
        word = sentence.words[word.head]
        if word.index == head.index:
            return True
    return False


def _unbroken(text: str, run: list[Word]) -> str:
    # a parser that takes "U." and "S." for two words has only half of the name
    start, end = run[0].start, run[-1].end
    while start and text[start - 1] in ".&" and text[start - 2 : start - 1].isalnum():
        start -= 2
    return text_of_span(text, Span(start, end))


def _is_body_name(run: list[Word]) -> bool:
    words = [w.text.casefold().strip(".,") for w in run]
    bodies = lexicon("organization", "generic", "bodies", "suffixes")
    seat = " ".join(words) in lexicon("organization", "seats")
    acronym = len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 1
    return seat or acronym or any(word in bodies for word in words)
