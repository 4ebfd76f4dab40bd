"""Which word of a proposed cue reports, which of a mention speaks; and what is a title."""

from collections.abc import Sequence

from quotes.find.cue import is_passive, verb_entries
from quotes.find.standing import TITLES
from quotes.text.document import Document
from quotes.text.tree import PLACE_ENTITIES, Mention, Sentence, Word, top

HEADING = 25  # words at most of a title; chosen by reading, not measured


def telling(sentence: Sentence, within: Sequence[Word]) -> Word:
    """The cue's word that reports: of "leaned in and boomed", "was forced to admit" the second."""
    head = top(within)
    led = ("xcomp",) if is_passive(sentence, head) and not verb_entries(sentence, head) else ()
    joined = [w for w in sentence.children(head, "conj", *led) if w in within and w.upos == "VERB"]
    known = [w for w in joined if any(e.cue_class.reporting for e in verb_entries(sentence, w))]
    return known[-1] if known and head.upos == "VERB" else head


def is_heading(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether it is a title, or the line that an article begins with: "Roe: It will rain."."""
    if sentence.section in TITLES:
        return True
    begins = [s for s in document.sentences if s.paragraph == document.sentences[0].paragraph]
    place = sentence.named.get(mention.head.start)
    is_place = place is not None and place.type in PLACE_ENTITIES  # "Hill Town: The road is shut"
    alone = begins == [sentence] and len(document.sentences) > 1
    return alone and len(sentence.words) <= HEADING and not is_place


def named_by(sentence: Sentence, words: list[Word]) -> Word:
    """What a mention is: of "a survey released Monday" the survey, whatever the tree says."""
    head = top(words)
    if head.upos != "VERB" or head.text.istitle() or sentence.child(head, "obj", "ccomp"):
        return head
    subjects = (w for w in sentence.children(head, "nsubj") if w in words and w.index < head.index)
    who = next(subjects, None)
    if who is None or who.upos not in ("NOUN", "PROPN"):
        return head
    return head if any(w.text == "," for w in sentence.words[who.index : head.index]) else who
