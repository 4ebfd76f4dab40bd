"""A sentence with all its repairs, in their order."""

import re
from collections.abc import Callable, Container, Set
from dataclasses import replace

from quotes.find.mend.agents import after_marks, charged
from quotes.find.mend.between import (
    after_pronoun,
    asked_to,
    led_by,
    on_occasion,
    own_office,
    part_of,
    put_in,
    unmarked,
    without_ordinal,
)
from quotes.find.mend.bounds import (
    adverb_apart,
    before_verb,
    is_named_by,
    of_second,
    title_apart,
    with_nickname,
    with_surname,
    with_title,
)
from quotes.find.mend.clauses import (
    bare,
    by_whom,
    drawn,
    label_after,
    loose_relative,
    noun_after_and,
    own_subject,
    relative,
    saying,
    when_said,
)
from quotes.find.mend.further import (
    adding,
    beyond,
    coordinate,
    goes_on,
    last_listed,
    not_only,
)
from quotes.find.mend.holders import (
    after_body,
    holder,
    hyphened,
    misnamed,
    owner_in_name,
    portfolio,
    whole_body,
)
from quotes.find.mend.insertions import in_the_words, inserted, reduced, within_dashes
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
from quotes.find.mend.objects import whom
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
    closing,
    hears,
    inverted,
    inverted_last,
    parenthesis,
    parted,
    passed_on,
    reports,
    said_ahead,
    said_last,
    told_last,
    within_relative,
)
from quotes.find.mend.times import day, lately, named_day, next_day
from quotes.find.mend.titles import (
    beside_noun,
    claims,
    hyphened_office,
    person_like_adjective,
)
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
        for of_word, groups in REPAIRS:
            if of_word(word):
                for repairs in groups:
                    moved |= any(repair(sentence, word) for repair in repairs)
    return replace(sentence) if moved else sentence  # which reads its tree anew


def _hanging(*relations: str, tags: Container[str] = ()) -> Callable[[Word], bool]:
    return lambda word: word.rel in relations and (not tags or word.upos in tags)


def _written(text: str) -> Callable[[Word], bool]:
    return lambda word: word.text.lower() == text


def _like_name(word: Word) -> bool:
    return word.upos == "VERB" and word.text.istitle()


def _tells(word: Word) -> bool:
    return word.upos == "VERB" and word.lemma in entries("verbs")


def _no_noun(word: Word) -> bool:
    # "allege" is none, whatever the tagger says
    tagged = word.upos in ("NOUN", "PROPN") and word.text == word.lemma
    return tagged and reports(word) and word.text not in entries("nouns")


def _reports(word: Word) -> bool:
    return word.upos == "VERB" and reports(word)


Repair = Callable[[Sentence, Word], bool]
REPAIRS: tuple[tuple[Callable[[Word], bool], tuple[tuple[Repair, ...], ...]], ...] = (
    (_written("according"), ((according,),)),
    (_written("hears"), ((hears,),)),
    (_written("words"), ((in_the_words,),)),
    (_hanging("nsubj", "obl", "obj", tags=("ADJ", "VERB")), ((person_like_adjective,),)),
    (_hanging("nsubj", tags=("ADJ",)), ((beside_noun,),)),
    (_like_name, ((name_like_verb,),)),
    (_hanging("acl", "appos", tags=("VERB",)), ((put_in,),)),
    (
        _hanging("conj"),
        ((own_office,), (compound, in_body), (joined, two_roles), (role_of_second,)),
    ),
    (_hanging("conj", tags=("VERB",)), ((bare,),)),
    (_hanging("nmod", "compound"), ((office_before,),)),
    (_hanging("obl"), ((titled, posted),)),
    (_hanging("obj", "iobj"), ((titled,),)),
    (_hanging("nmod", "obl"), ((together, on_occasion),)),
    (_hanging("flat", tags=("ADV",)), ((adverb_apart,),)),
    (_hanging("appos"), ((hyphened_office,),)),
    (_hanging("nmod", "appos"), ((lately,),)),
    (_hanging("advcl"), ((within_dashes,),)),
    (_no_noun, ((inverted_last,),)),
    (_hanging("nsubj"), ((part_of,), (title, day, second_subject, office_after, whom))),
    (
        _tells,
        (
            (noun_after_and, relative),
            (saying, drawn, by_whom, beyond),
            (asked_to, after_pronoun, led_by),
            (label_after, loose_relative),
            (when_said, closing, told_last),
            (own_subject, after_marks, charged),
        ),
    ),
    (
        _reports,
        (
            (inverted,),
            (inverted_last, said_last, inserted),
            (passed_on, reduced, said_ahead, next_day),
            (last_listed, goes_on),
            (not_only, coordinate, adding, within_relative, parenthesis, fronted, parted),
        ),
    ),
)
"""Repairs of what hangs from what, by the words they look at; of a group the first that helps."""


def _is_no_name(sentence: Sentence, entity: Entity) -> bool:
    clause = is_clause(sentence, entity) or is_named_by(sentence, entity)
    return clause or is_office(sentence, entity)


def _mended(sentence: Sentence, entity: Entity, surnames: Set[str]) -> Entity | None:
    """A name without what is none of it, or of another kind."""
    return (
        named_day(sentence, entity)
        or unmarked(sentence, entity)
        or without_ordinal(sentence, entity)
        or with_title(sentence, entity)
        or with_surname(sentence, entity)
        or with_nickname(sentence, entity)
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
    """`underscored`, `concurred`: "underscor" and "concurr" are no verbs; nor is `re-affirm`.

    `Said the mayor: “We won.”`: nor has a verb a capital.
    """
    known = entries("verbs")
    if word.index == 0 and word.upos == "VERB" and word.lemma == "Said":
        word.lemma = "say"
    if word.upos != "VERB" or word.lemma in known:
        return
    short = re.sub(r"(?<=(.))\1$|e$|ing$", "", word.lemma)
    whole = word.lemma.replace("-", "")
    for lemma in (f"{word.lemma}e", f"{word.lemma.removesuffix('ie')}y", short, whole):
        if lemma in known:
            word.lemma = lemma
            return
