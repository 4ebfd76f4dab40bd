"""Who is told to be named so: "a man identified as Bo Poe", "a nurse who is called “Zita”".

A name that is made up or cut short is kept as it is told: "identified only as Guard B", "Ms K".
"""

from collections.abc import Iterator

from quotes.lexicon.gazetteer import country_of_people
from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.whole_names import is_title
from quotes.speakers.phrases.words import NOMINAL, entity_at, is_plural, words_of
from quotes.text.characters import CLOSING_MARKS, QUOTATION_MARKS
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, PLACE_ENTITIES, Entity, Sentence, Word

AS, CALLED = lexicon("roles", "named_as"), lexicon("roles", "called")
MADE_UP, TAKING = lexicon("roles", "made_up"), lexicon("roles", "taking")
BY_NAMES = frozenset({"know", "nickname", "dub"})
ONLY = frozenset({"only", "simply", "just"})
ITSELF = ("himself", "herself", "themselves", "themself")
BEFORE_AS = frozenset({"ADV", "ADP", "DET", "PRON", "ADJ", "NOUN", "PART", "PUNCT"})
LONGEST = 8  # words before the name. Chosen by reading, not measured
OTHERS = PLACE_ENTITIES | {"NORP", "ORG"}


def named_so(sentence: Sentence, head: Word) -> Entity | None:
    """Find the name that a clause beside a noun tells: "an officer, surnamed Roe"."""
    if is_plural(head):
        return None
    for told in _telling(sentence, head):
        name = _name_after(sentence, told)
        if name and not _is_further(sentence, head, told, name):
            span = Span(name[0].start, name[-1].end)
            known = entity_at(sentence, name[0])
            whole = known is not None and known.type in PERSON_ENTITIES and known.span.holds(span)
            return known if whole else Entity(span, "PERSON")
    return None


def _telling(sentence: Sentence, head: Word) -> Iterator[Word]:
    """Verbs and nouns after a noun, in what tells of it, by which somebody is named."""
    below = sentence.children(head, "acl", "appos", "nmod")
    for clause in below:
        if clause.index > head.index:
            for word in sentence.subtree(clause):
                lemma = word.lemma.lower()
                told = sentence.head(word) is clause and word.index > clause.index
                if clause.rel == "nmod" and told and word.rel == "acl":
                    continue  # "the author of a book called “Sky”"
                called = lemma in CALLED and _is_called(sentence, word)
                taken = lemma == "name" and _is_taken(sentence, word)
                if called or taken or lemma in AS | MADE_UP:
                    yield word


def _is_called(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb is of one who is called so: "called Zita", "who calls himself Sky"."""
    after = sentence.words[verb.index + 1 :][:1]
    himself = bool(after) and after[0].text.lower() in ITSELF
    passive = sentence.child(verb, "aux:pass") is not None
    told_so = verb.deprel != "acl:relcl" and "VerbForm=Ger" not in verb.feats
    return himself or passive or (told_so and sentence.child(verb, "nsubj") is None)


def _is_taken(sentence: Sentence, noun: Word) -> bool:
    """Whether it is the name that one gives or takes: "gave his name as", "by the name of"."""
    verbs = {w.lemma.lower() for w in sentence.ancestors(noun)}
    return bool(verbs & (TAKING | AS))


def _name_after(sentence: Sentence, told: Word) -> list[Word]:
    """The words of the name that follows; none where something else does."""
    ready, after_as = told.lemma.lower() not in AS, False
    for word in sentence.words[told.index + 1 :][:LONGEST]:
        text = word.text.lower()
        named = word.text[0].isupper() and text not in lexicon("dates")
        if named or word.text in QUOTATION_MARKS:
            return _name_at(sentence, word) if ready else []
        if text == "as" or text in MADE_UP | {"name"}:
            ready, after_as = True, text == "as"
        elif text not in (*ONLY, *ITSELF, ",", "of"):
            if after_as or word.upos not in BEFORE_AS:
                return []
            ready = False  # "gave his name to": only "as" may tell it
    return []


def _in_marks(sentence: Sentence, mark: Word) -> list[Word]:
    after = sentence.words[mark.index + 1 :][:LONGEST]
    end = next((i for i, w in enumerate(after) if w.text in CLOSING_MARKS), 0)
    name = after[:end]
    while name and name[-1].upos == "PUNCT":
        name = name[:-1]  # “Zita,”
    return name if any(w.text[0].isupper() for w in name) else []


def _name_at(sentence: Sentence, first: Word) -> list[Word]:
    """The words in capitals from here on, with a letter or number: "Guard B", "K12"."""
    if first.text in QUOTATION_MARKS:
        return _in_marks(sentence, first)
    entity = entity_at(sentence, first)
    if entity is not None and entity.type in PERSON_ENTITIES:
        return [w for w in words_of(sentence, entity.span) if w.index >= first.index]
    if country_of_people(first.text) or first.text.casefold() in lexicon("roles", "parties"):
        return []
    if first.upos not in (*NOMINAL, "X", "NUM") or (entity and entity.type in OTHERS):
        return []
    words = [first]
    for word in sentence.words[first.index + 1 :]:
        if not (word.text[0].isupper() or word.text.isdigit()):
            break
        words.append(word)
    return words


def _is_further(sentence: Sentence, head: Word, told: Word, name: list[Word]) -> bool:
    """Whether it is a by-name of one who may be named besides: "the mayor, known as “Sky”".

    Or the name of another's: "a man identified as Roe's aide".
    """
    after = sentence.words[name[-1].index + 1 :][:1]
    owns = bool(after) and after[0].xpos == "POS"
    if sentence.words[name[0].index - 1].text == ",":  # "who gave her name, Roe said"
        owns = owns or not after or after[0].upos in ("VERB", "AUX")
    article, comma = sentence.child(head, "det"), sentence.words[head.index + 1].text == ","
    known = article is not None and article.text.lower() == "the" and comma
    only = any(w.text.lower() in ONLY for w in sentence.words[told.index - 1 : name[0].index])
    by_name = told.lemma.lower() in BY_NAMES and not is_title(name[0].text)
    best = any(
        w.lemma.lower() in ("good", "well", "best", "better") for w in sentence.children(told)
    )
    return owns or best or (known and by_name and not only)
