"""Cues: the words that report, with auxiliaries, negation, particles and what leads up to them."""

from collections.abc import Iterator
from typing import NamedTuple

from quotes.find.untold import fits_subject
from quotes.lexicon.entries import CueClass, Entry, entries
from quotes.lexicon.words import around
from quotes.text.characters import DOUBLE_MARKS
from quotes.text.kinds import Polarity
from quotes.text.tree import Sentence, Word

DECLINING = around("leading", "declining")
EXPECTING = around("leading", "expecting")
LEADING = around("leading")
CARRYING = around("carrying")
PASSIVE = around("passive", "leading")
FUTURE = around("auxiliaries", "future")
NEGATION = around("negation", "words")
ASKING = around("adverbs", "asking")


# Chosen by reading, not measured.
SHORTEST = 4  # words before a closing clause that say something
BEFORE_THAT = 14  # words between a cue and its "that"


class Cue(NamedTuple):
    """A reporting verb, noun or phrase with the words that belong to it.

    `first` is the verb that the speaker is the subject of: "declined" in "declined to say".
    """

    kind: str
    head: Word
    first: Word
    words: tuple[Word, ...]
    polarity: Polarity
    negated: bool


def verb_cue(sentence: Sentence, verb: Word) -> Cue:
    """The cue that this verb makes, with the chain of verbs before it."""
    first, polarity = _lead(sentence, verb)
    negated = any(_is_negation(sentence, w, v) for v in (verb, first) for w in sentence.children(v))
    if polarity == Polarity.AFFIRMED and _is_to_come(sentence, first):
        polarity = Polarity.EXPECTED
    words = _neighbours(sentence, verb, _belonging(sentence, verb, first))
    words += _in_a_statement(sentence, verb, words[-1].index + 1)
    return Cue("verb", verb, first, words, polarity, negated)


def _is_to_come(sentence: Sentence, verb: Word) -> bool:
    """`will ask`, or what goes along with it: `is expected to raise the case, urging …`."""
    if any(w.text.lower() in FUTURE for w in sentence.children(verb, "aux")):
        return True
    governor = sentence.head(verb)
    if governor is None or verb.rel != "advcl" or verb.xpos != "VBG":
        return False
    if governor.index > verb.index or sentence.children(verb, "nsubj", "mark"):
        return False
    first, polarity = _lead(sentence, governor)
    awaited = governor.lemma in EXPECTING and is_passive(sentence, governor)
    if awaited and sentence.children(governor, "xcomp"):
        return True
    return polarity == Polarity.EXPECTED or any(
        w.text.lower() in FUTURE for w in sentence.children(first, "aux")
    )


def _in_a_statement(sentence: Sentence, verb: Word, at: int) -> tuple[Word, ...]:
    # "said in a statement" is one cue
    for child in sentence.children(verb, "obl"):
        phrase = sentence.subtree(child)
        if child.lemma == "statement" and phrase[0].index == at and phrase[0].lemma == "in":
            return tuple(w for w in phrase if w.index <= child.index)
    return ()


def _lead(sentence: Sentence, verb: Word) -> tuple[Word, Polarity]:
    polarity, first = Polarity.AFFIRMED, verb
    for governor in sentence.ancestors(verb):
        leads = governor.lemma in LEADING and (first.rel == "xcomp" or _is_due(governor, first))
        if governor.lemma in PASSIVE:  # "is said to have told the clerk that …"
            told = bool(sentence.children(verb, "ccomp"))
            leads = leads and told and is_passive(sentence, governor)
        carries = first.rel in ("advcl", "xcomp") and governor.lemma in CARRYING
        if not leads and not (carries and _as(sentence, first)):
            break
        first = governor
        if governor.lemma in DECLINING:
            polarity = Polarity.DECLINED
        elif governor.lemma in EXPECTING and _expects(governor):
            polarity = Polarity.EXPECTED
    return first, polarity


def _is_due(governor: Word, verb: Word) -> bool:
    # "is due to tell the board": a clause of an adjective, whatever the tree calls it
    return governor.upos == "ADJ" and verb.rel in ("advcl", "csubj") and not verb.is_finite


def is_passive(sentence: Sentence, verb: Word) -> bool:
    """Whether the verb's subject is who it is done to."""
    if sentence.children(verb, "aux:pass"):
        return True
    helping = [w.lemma for w in sentence.children(verb, "aux")]
    if sentence.children(verb, "nsubj:pass"):
        return helping != ["have"]  # "whom she has accused", whatever the tree says
    # "the man accused of theft", "when asked about it"
    participle = "VerbForm=Part" in verb.feats and "Tense=Past" in verb.feats
    return (
        participle and verb.rel in ("acl", "advcl") and not sentence.children(verb, "aux", "nsubj")
    )


def _expects(word: Word) -> bool:
    # "is expected to", "plans to", "is going to", but not "went on to say"
    return word.lemma != "go" or word.text.lower() == "going"


def _as(sentence: Sentence, verb: Word) -> bool:
    return any(w.text.lower() == "as" for w in sentence.children(verb, "mark", "case", "advmod"))


def _is_negation(sentence: Sentence, word: Word, verb: Word) -> bool:
    between = sentence.words[word.index + 1 : verb.index]
    quoted = sum(w.text in DOUBLE_MARKS for w in between) % 2 == 1  # “Never,” said Roe
    return word.text.lower() in NEGATION and word.rel in ("advmod", "cc") and not quoted


def _belonging(sentence: Sentence, verb: Word, first: Word) -> set[int]:
    found = {verb.index, first.index}
    for word in (verb, *sentence.ancestors(verb)):
        found.add(word.index)
        for child in sentence.children(word, "aux", "compound:prt", "mark", "advmod", "cop"):
            if child.rel == "mark" and child.text.lower() not in ("to", "as"):
                continue
            if child.rel == "advmod" and (child.upos != "ADV" or sentence.children(child)):
                continue
            if child.text.lower() == "as" and word is first:
                continue
            if child.text.lower() in ASKING:
                continue
            found.add(child.index)
        if word is first:
            return found
    return found


def _neighbours(sentence: Sentence, verb: Word, belonging: set[int]) -> tuple[Word, ...]:
    """The run of belonging words around the verb, trimmed of adverbs that only follow it."""
    start = end = verb.index
    while start - 1 in belonging:
        start -= 1
    while end + 1 in belonging:
        end += 1
    while end > verb.index and sentence.words[end].rel == "advmod":
        if f"{verb.lemma} {sentence.words[end].lemma}".lower() in entries("verbs"):
            break  # "shot back"
        end -= 1
    while start < verb.index and sentence.words[start].rel == "mark":
        start += 1
    return tuple(sentence.words[start : end + 1])


def after_that(sentence: Sentence, cue: Cue) -> list[Word]:
    """From a "that" soon after the cue to the end of the sentence, where a verb comes between."""
    for word in sentence.words[cue.words[-1].index + 1 : cue.words[-1].index + BEFORE_THAT]:
        if word.upos in ("VERB", "AUX") or word.text in (":", ";"):
            return []
        if word.text.lower() == "that" and word.rel != "det" and word.head > word.index:
            rest = _before_next_cue(sentence, sentence.words[word.index :])
            return rest if any(w.upos in ("VERB", "AUX") for w in rest) else []
    return []


def _before_next_cue(sentence: Sentence, words: list[Word]) -> list[Word]:
    # "that the bridge was safe, but said that …": the second verb has a content of its own
    for i, word in enumerate(words[1:], start=1):
        if word.upos == "VERB" and words[i - 1].upos == "CCONJ" and verb_entries(sentence, word):
            return words[: i - 1]
    return words


def before_clause(sentence: Sentence, cue: Cue) -> list[Word]:
    """All that stands before a closing `, the minister said in March`."""
    subject = sentence.child(cue.first, "nsubj")
    if subject is None or sentence.children(cue.head, "obj", "ccomp", "xcomp"):
        return []
    start = min(subject.index, cue.words[0].index)
    who = [w.index for w in sentence.subtree(subject) if w.rel != "punct"]
    start = min([start, *who])
    before = sentence.words[:start]
    if len(before) < SHORTEST or before[-1].text != ",":
        return []
    rest = sentence.words[cue.words[-1].index + 1 :]
    if any(w.upos == "VERB" or w.text in (";", ":") for w in rest):
        return []
    return before[:-1] if any(w.upos in ("VERB", "AUX") for w in before) else []


def verb_entries(sentence: Sentence, verb: Word) -> tuple[Entry, ...]:
    """What the lexicon knows of the verb, with its particle if it has one, and its subject."""
    table = entries("verbs")
    particles = sentence.children(verb, "compound:prt", "advmod")  # "shot back" has either
    whole = (table.get(f"{verb.lemma} {w.lemma}".lower(), ()) for w in particles)
    led = sentence.head(verb) if verb.rel == "xcomp" else None
    known = table.get(f"{led.lemma} to {verb.lemma}", ()) if led is not None else ()
    known = known or next(filter(None, whole), ()) or table.get(verb.lemma.lower(), ())
    fitting = [entry for entry in known if fits_subject(sentence, verb, entry)]
    return tuple(sorted(fitting, key=lambda entry: entry.subject is None))


def noun_cue(noun: Word) -> Cue:
    """The cue that this noun makes."""
    return Cue("noun", noun, noun, (noun,), Polarity.AFFIRMED, False)


def phrase_cues(sentence: Sentence) -> Iterator[tuple[Cue, tuple[Entry, ...]]]:
    """Each phrase such as "according to", headed by the word that names the speaker."""
    for phrase, known in entries("phrases").items():
        texts = phrase.split()
        for word in sentence.words:
            words = tuple(sentence.words[word.index : word.index + len(texts)])
            if [w.text.lower() for w in words] == texts and word.rel in ("case", "mark", "advmod"):
                speaker = sentence.head(word)
                if speaker is not None:
                    yield Cue("phrase", speaker, speaker, words, Polarity.AFFIRMED, False), known


def lemma_of(cue: Cue, entry: Entry) -> str:
    """The cue's lemma, with the preposition that belongs to it."""
    lemma = entry.lemma or cue.head.lemma
    return f"{lemma} {entry.preposition}" if entry.preposition else lemma


def polarity_of(cue: Cue, cue_class: CueClass) -> Polarity:
    """Whether it was said, denied, declined, asked or is expected."""
    if cue.polarity == Polarity.DECLINED:
        return cue.polarity
    if cue.negated:
        return cue_class.negated
    return cue.polarity if cue_class.polarity == Polarity.AFFIRMED else cue_class.polarity
