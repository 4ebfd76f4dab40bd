"""Who goes on speaking: "He also claims …", "It rained, he said" of who spoke just before."""

from collections.abc import Iterable, Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.fitting import is_by_name
from quotes.speakers.nearness import NEAR
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.phrases.pronouns import Pronoun, pronoun_of
from quotes.speakers.referent import Referent
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.syntax import is_reported, main_subject
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence, Word

Spoke = Sequence[tuple[Place, Referent]]
OPENING = 2  # words that may lead to "he added". Chosen by reading, not measured
FURTHER = ("also", "further", "additionally", "moreover", "furthermore")


def speaking_on(
    phrase: Phrase, spoke: Spoke, phrases: Phrases, referents: Iterable[Referent]
) -> Referent | None:
    """Who spoke in the sentence before, where a pronoun's cue says more: "He added that …".

    Of the other gender by a given name only where nobody else told of since may be meant.
    """
    pronoun, told = pronoun_of(phrase.head), phrases.told
    if pronoun is None or phrases.is_quoted(phrase.head):
        return None
    closes = _closes(phrase.sentence, phrase.head) and not phrases.around(phrase.sentence)
    if not (closes or _adds(phrase.sentence, phrase.head)):
        return None
    last = _last_outer(phrase.place, spoke, phrases.sentences)
    if last is None:
        return None
    place, who = last
    away = told[phrase.place.number] - told[place.number]
    here = any(p.number == phrase.place.number for p, _ in spoke)
    if here or away > (NEAR if closes else 1):
        return None
    told_of = (r for r in referents if any(place.number <= s.place.number for s in r.seen))
    others = any(r is not who and _may_be(r, pronoun) for r in told_of)
    slip = bool(pronoun.gender) and is_by_name(who) and not others
    return who if _may_be(who, pronoun, slip=slip) else None


def _adds(sentence: Sentence, word: Word) -> bool:
    """Whether it is the main subject of "added", "also said"."""
    verb = sentence.head(word)
    if verb is None or main_subject(sentence) is not word or word.index > OPENING:
        return False
    beside = (w.text.lower() for w in sentence.children(verb, "advmod"))
    return verb.lemma.lower() in lexicon("roles", "adding") or any(w in FURTHER for w in beside)


def _closes(sentence: Sentence, word: Word) -> bool:
    """Whether it only tells at the end who said it: "It rained, he said"."""
    verb = sentence.head(word)
    if verb is None or word.rel != "nsubj" or verb.rel not in ("root", "parataxis"):
        return False
    after = [w for w in sentence.words[verb.index + 1 :] if w.upos != "PUNCT"]
    return not after and word.index > 2


def _last_outer(
    place: Place, spoke: Spoke, sentences: Sequence[Sentence]
) -> tuple[Place, Referent] | None:
    """Who spoke last in the sentences before, but for whom others told of there."""
    before = sorted((one for one in spoke if one[0].number < place.number), key=lambda one: one[0])
    backwards = reversed(before)
    return next((o for o in backwards if not _is_told(o[0], before, sentences[o[0].number])), None)


def _is_told(place: Place, spoke: Spoke, sentence: Sentence) -> bool:
    word = sentence.words[place.word]
    verb = sentence.head(word)
    if verb is not None and verb.rel == "parataxis":
        return False  # "Poe asked for time, Roe claims"
    here = [sentence.words[p.word] for p, _ in spoke if p.number == place.number and p != place]
    clause = any(w.rel == "acl:relcl" for w in sentence.ancestors(word))
    return clause or any(is_reported(sentence, who, word) for who in here)


def _may_be(referent: Referent, pronoun: Pronoun, *, slip: bool = False) -> bool:
    """Whether number, type and gender allow it; a mere given name may be a slip."""
    body = referent.type == SpeakerType.ORGANIZATION
    if referent.type not in pronoun.types or not (body or referent.plural == pronoun.plural):
        return False
    return slip or not pronoun.gender or referent.gender in ("", pronoun.gender)
