"""A sentence with all its repairs, in their order."""

import re
from collections.abc import Set
from dataclasses import replace

from quotes.find.mend.bounds import (
    before_verb,
    is_named_by,
    of_second,
    title_apart,
    with_surname,
    with_title,
)
from quotes.find.mend.clauses import by_whom, drawn, noun_after_and, relative, saying
from quotes.find.mend.holders import (
    after_body,
    holder,
    hyphened,
    misnamed,
    owner_in_name,
    portfolio,
    whole_body,
)
from quotes.find.mend.insertions import in_the_words, reduced, within_dashes
from quotes.find.mend.names import (
    compound,
    dateline,
    firm,
    in_place,
    is_clause,
    name_like_verb,
    of_body,
    together,
    torn,
    verb_after_name,
    verb_in_name,
)
from quotes.find.mend.offices import (
    apposition,
    fronted,
    in_body,
    is_office,
    joined,
    office_after,
    office_before,
    posted,
    role_of_second,
    second_subject,
    title,
    titled,
    two_roles,
)
from quotes.find.mend.reporting import (
    according,
    adding,
    coordinate,
    hears,
    inverted,
    inverted_last,
    not_only,
    parenthesis,
    parted,
    passed_on,
    reports,
    said_last,
)
from quotes.find.mend.times import day, lately, named_day
from quotes.find.mend.titles import claims, hyphened_office, person_like_adjective
from quotes.lexicon.entries import entries
from quotes.text.tree import Entity, Sentence, Word


def mend(sentence: Sentence, surnames: Set[str] = frozenset()) -> Sentence:
    """A new sentence with names, kinds of words and what hangs from what set right.

    In "People briefed on the plan said that it rained" people say it. The sentence as it is where
    the repairs would make a circle of its tree.

    Parameters
    ----------
    surnames : by which the article calls people elsewhere.

    """
    mended = _mended_whole(sentence, surnames)
    return sentence if _goes_in_a_circle(mended) else mended


def _goes_in_a_circle(sentence: Sentence) -> bool:
    words, sound = sentence.words, set[int]()
    for word in words:
        path: list[int] = []
        at = word.index
        while at >= 0 and at not in sound:
            if at in path:
                return True
            path.append(at)
            at = words[at].head
        sound.update(path)
    return False


def _mended_whole(sentence: Sentence, surnames: Set[str]) -> Sentence:
    names = [e for e in sentence.entities if not _is_no_name(sentence, e)]
    words = [word.copied() for word in sentence.words]
    sentence = replace(sentence, words=words, entities=names)
    number = 0
    while number < len(sentence.entities):
        entity = sentence.entities[number]
        if known := _mended(sentence, entity, surnames):
            before, after = sentence.entities[:number], sentence.entities[number + 1 :]
            others = [e for e in after if not known.span.holds(e.span)]
            sentence = replace(sentence, entities=[*before, known, *others])
            entity = known
        if any(rule(sentence, entity) for rule in (apposition, of_second, of_body)):
            sentence = replace(sentence)
        number += 1
    moved = dateline(sentence) or verb_after_name(sentence)
    for word in sentence.words:
        _whole_lemma(word)
        moved |= torn(sentence, word) or claims(sentence, word) or title_apart(sentence, word)
        if word.text.lower() == "according":
            moved |= according(sentence, word)
        if word.text.lower() == "hears":
            moved |= hears(sentence, word)
        if word.text.lower() == "words":
            moved |= in_the_words(sentence, word)
        if word.upos in ("ADJ", "VERB") and word.rel in ("nsubj", "obl", "obj"):
            moved |= person_like_adjective(sentence, word)
        if word.upos == "VERB" and word.text.istitle():
            moved |= name_like_verb(sentence, word)
        if word.rel == "conj":
            moved |= compound(sentence, word) or in_body(sentence, word)
            moved |= joined(sentence, word) or two_roles(sentence, word)
            moved |= role_of_second(sentence, word)
        if word.rel in ("nmod", "compound"):
            moved |= office_before(sentence, word)
        if word.rel == "obl":
            moved |= titled(sentence, word) or posted(sentence, word)
        if word.rel in ("nmod", "obl"):
            moved |= together(sentence, word)
        if word.rel == "appos":
            moved |= hyphened_office(sentence, word)
        if word.rel in ("nmod", "appos"):
            moved |= lately(sentence, word)
        if word.rel == "advcl":
            moved |= within_dashes(sentence, word)
        if word.rel == "nsubj":
            moved |= (
                title(sentence, word)
                or day(sentence, word)
                or second_subject(sentence, word)
                or office_after(sentence, word)
            )
        if word.upos == "VERB" and word.lemma in entries("verbs"):
            moved |= noun_after_and(sentence, word) or relative(sentence, word)
            moved |= saying(sentence, word) or drawn(sentence, word) or by_whom(sentence, word)
        if word.upos == "VERB" and reports(word):
            inverted(sentence, word)
            moved |= inverted_last(sentence, word) or said_last(sentence, word)
            moved |= passed_on(sentence, word) or reduced(sentence, word)
            moved |= (
                not_only(sentence, word)
                or coordinate(sentence, word)
                or adding(sentence, word)
                or parenthesis(sentence, word)
                or fronted(sentence, word)
                or parted(sentence, word)
            )
    return replace(sentence) if moved else sentence  # which reads its tree anew


def _is_no_name(sentence: Sentence, entity: Entity) -> bool:
    clause = is_clause(sentence, entity) or is_named_by(sentence, entity)
    return clause or is_office(sentence, entity)


def _mended(sentence: Sentence, entity: Entity, surnames: Set[str]) -> Entity | None:
    """A name without what is none of it, or of another kind."""
    return (
        named_day(sentence, entity)
        or with_title(sentence, entity)
        or with_surname(sentence, entity)
        or before_verb(sentence, entity)
        or verb_in_name(sentence, entity)
        or in_place(sentence, entity)
        or firm(sentence, entity)
        or hyphened(sentence, entity)
        or after_body(sentence, entity)
        or owner_in_name(sentence, entity)
        or whole_body(sentence, entity)
        or portfolio(sentence, entity)
        or holder(sentence, entity, surnames)
        or misnamed(sentence, entity)
    )


def _whole_lemma(word: Word) -> None:
    """`underscored`, `concurred`, `echoed`: "underscor", "concurr" and "echoe" are no verbs."""
    known = entries("verbs")
    if word.upos != "VERB" or word.lemma in known:
        return
    short = re.sub(r"(?<=(.))\1$|e$|ing$", "", word.lemma)
    for lemma in (f"{word.lemma}e", f"{word.lemma.removesuffix('ie')}y", short):
        if lemma in known:
            word.lemma = lemma
            return
