"""Roles that stand before names: "U.S. Secretary of State" of "… Jane Roe"."""

from quotes.lexicon.words import lexicon
from quotes.speakers.phrases.descriptions import LONGEST_DESCRIPTION, with_hyphened
from quotes.speakers.phrases.nouns import is_person, noun_type
from quotes.speakers.phrases.words import NOMINAL, entity_at
from quotes.speakers.titles import role_of_titles
from quotes.text.kinds import SpeakerType
from quotes.text.tree import PERSON_ENTITIES, Sentence, Word


def joined_role(lead: str, titles: str | None) -> str | None:
    """Join the words before a name and its titles to a role, where they tell one."""
    role = role_of_titles(" ".join(filter(None, (lead, titles))))
    if role is None or titles:
        return role
    return role if _has_person_noun(role) else None


def _has_person_noun(role: str) -> bool:
    roles = lexicon("titles", "role", "kept")
    return any(
        word in roles or noun_type(word) == SpeakerType.PERSON
        for part in role.casefold().replace("-", " ").split()
        if (word := part.strip(".,"))
    )


def words_before(sentence: Sentence, head: Word, first: Word) -> list[Word]:
    """Words of a role before a name: "U.S. Secretary of State" of "… Jane Roe"."""
    phrase = {w.index for w in sentence.subtree(head)}
    if first.index and is_person(beside := sentence.words[first.index - 1]):
        # "doctor Jane Roe": whatever the tree makes of "doctor", no comma parts it from her
        phrase |= {w.index for w in sentence.subtree(beside)}
    above = sentence.head(first)
    if above is not None and (first.rel == "flat" or _is_honoured(sentence, above)):
        phrase |= {w.index for w in sentence.subtree(above)}  # "Yuan" may be head of "State Yuan"
    start = first.index
    while start and _in_role(sentence.words[start - 1]) and start - 1 in phrase:
        if _is_dash(sentence, start - 1):
            break
        start -= 1
    listed = _before_list(sentence, start, first.index)
    start = start if listed is None else listed.index
    words = sentence.words[start : first.index]
    while words and words[0].upos not in (*NOMINAL, "ADJ"):
        words = words[1:]
    words = with_hyphened(sentence, words) if words else words
    if words and _is_of_two(sentence, words):
        return []
    longest = LONGEST_DESCRIPTION * (1 if listed is None else 2)
    return words if len(words) <= longest else []


def _is_honoured(sentence: Sentence, word: Word) -> bool:
    """Whether an honour leads to an office: "His Highness the Amir Jane Roe"."""
    honour = sentence.head(word)
    if honour is None or word.rel != "appos" or honour.index != word.index - 2:
        return False
    return honour.lemma.lower() in lexicon("titles", "honours") and is_person(word)


def _is_of_two(sentence: Sentence, words: list[Word]) -> bool:
    """Whether it is of the second of two: "son" of "father and son Jan and Bo Roe" is not Jan's."""
    kin, start = lexicon("roles", "kin"), words[0].index
    before = [w.text.casefold() for w in sentence.words[max(start - 2, 0) : start]]
    return words[-1].text in kin and before[1:] == ["and"] and before[0] in kin


def _before_list(sentence: Sentence, end: int, name: int) -> Word | None:
    """Find the office before a list: "Minister" of "Minister of Trade, Water, and Labour and …".

    Between `end` and the name a further office is told.
    """
    if not any(map(is_person, sentence.words[end:name])):
        return None
    listed = False
    for word in reversed(sentence.words[:end]):
        entity = entity_at(sentence, word)
        if not (_in_role(word) or word.text == ",") or (entity and entity.type in PERSON_ENTITIES):
            return None
        listed |= word.upos == "CCONJ"
        if is_person(word):
            return word if listed and sentence.words[word.index + 1].text == "of" else None
    return None


def _is_dash(sentence: Sentence, at: int) -> bool:
    """Whether a dash with blanks around it ends a dateline: "Hill Town - Trainer Jane Roe"."""
    word, (before, after) = sentence.words[at], (sentence.words[at - 1], sentence.words[at + 1])
    return word.text in ("-", "–", "—") and before.end < word.start and word.end < after.start


def _in_role(word: Word) -> bool:
    if word.upos in (*NOMINAL, "ADJ", "PART", "X"):
        return True
    return word.text.lower() in ("of", "for", "and", "the", "-", "–", "&", "'s", "’s")
