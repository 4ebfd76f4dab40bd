"""Groups told of before their members' names: "Three sisters …", then "Ann, Eve and Jo Roe"."""

from collections.abc import Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.groups import count_of
from quotes.speakers.phrases.phrase import Place
from quotes.speakers.phrases.words import lemma_of
from quotes.speakers.referent import Referent
from quotes.speakers.syntax import MAIN_SUBJECT, same_as
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word

# Chosen by reading newswire (read).
SOON = 15  # sentences in which the names of so many follow beside their noun
NEXT = 2  # in which they follow as the subject


def named_together(told: Sequence[Referent], sentences: Sequence[Sentence]) -> dict[int, Referent]:
    """Groups, by their ids, with those of the same number who are named beside them or soon after.

    "The sisters" that follow are the same.
    """
    named = [r for r in told if r.seen and r.members and all(m.named for m in r.members)]
    named = [r for r in named if all(m.type == SpeakerType.PERSON for m in r.members)]
    groups = [r for r in told if r.seen and r.plural and not r.members]
    found: dict[int, Referent] = {}
    nouns: dict[str, Referent] = {}
    for group in sorted(groups, key=lambda r: r.first):
        fits = [r for r in named if _are_named(group, r, sentences)]
        known = nouns.get(_noun(group, sentences)) if group.owner is None else None
        if len(fits) == 1:
            found[id(group)] = fits[0]
            nouns[_noun(group, sentences)] = fits[0]
        elif known is not None and _is_bare(group, sentences):
            found[id(group)] = known
    for group in told:
        known = nouns.get(_others(group))
        if known is not None and group.members[0] in known.members:
            found[id(group)] = known
    return found


def _others(group: Referent) -> str:
    """The noun of the others in "Roe and her sisters"."""
    if len(group.members) != 2:
        return ""
    one, others = group.members
    return others.described.noun if others.described is not None and others.owner is one else ""


def _head(place: Place, sentences: Sequence[Sentence]) -> Word:
    return sentences[place.number].words[place.word]


def _noun(group: Referent, sentences: Sequence[Sentence]) -> str:
    return lemma_of(_head(group.first, sentences))


def _beside(group: Referent, sentences: Sequence[Sentence]) -> list[Word]:
    head, sentence = _head(group.first, sentences), sentences[group.first.number]
    return [head, *sentence.children(head, "det", "nummod", "amod", "nmod:poss")]


def _is_bare(group: Referent, sentences: Sequence[Sentence]) -> bool:
    """Whether it is "the sisters" and no more: no others, no other number."""
    return [w.text.lower() for w in _beside(group, sentences)[1:]] == ["the"]


def _are_named(group: Referent, names: Referent, sentences: Sequence[Sentence]) -> bool:
    counted = [w.text.lower() for w in _beside(group, sentences) if w.upos == "NUM"]
    number = count_of(counted)
    if number not in (0, len(names.members)):
        return False
    if any(_are_same(seen.place, group, sentences) for seen in names.seen):
        return True
    later = [s for s in names.seen if group.first < s.place]
    if not later or not number or group.owner is not None:
        return False
    away = later[0].place.number - group.first.number
    noun = _noun(group, sentences)
    beside = any(lemma_of(w) == noun for w in sentences[later[0].place.number].words)
    soon = SOON if beside else NEXT if later[0].weight == MAIN_SUBJECT else 0
    return 0 < away <= soon


def _are_same(place: Place, group: Referent, sentences: Sequence[Sentence]) -> bool:
    """Whether the names stand with the group: "three of them — Roe, Poe and Doe", "they are …"."""
    sentence = sentences[place.number]
    word = sentence.words[place.word]
    here = {s.place.word for s in group.seen if s.place.number == place.number}
    told = same_as(sentence, word)
    counted = sentence.head(word)
    if counted is not None and counted.upos == "NUM" and counted.index in here:
        return True
    if told is None or told.index not in here:
        return False
    between = sentence.words[told.index + 1 : word.index]  # not "they, among them Roe, Poe and Doe"
    if any(w.lemma.lower() in lexicon("roles", "examples") for w in between):
        return False
    return not any(e.type in PERSON_ENTITIES for w in between if (e := sentence.named.get(w.start)))
