"""What belongs to a content though the tree hung it elsewhere, and what does not though it did.

Each takes sentence, cue, the word that the content hangs from, and the content; and gives the
content anew.
"""

from collections.abc import Callable

from quotes.find.anothers import passer_on
from quotes.find.cue import Cue
from quotes.find.mention import ADDRESSING
from quotes.lexicon.words import around
from quotes.text.characters import DOUBLE_MARKS, QUOTATION_MARKS
from quotes.text.tree import Sentence, Word

Widening = Callable[[Sentence, Cue, Word, list[Word]], list[Word]]


GAP = 16  # words between a cue and the verb of what is said; chosen by reading, not measured


OPENING = ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM")


CLOSING = DOUBLE_MARKS | {",", ":", ";", "(", ")"}


COMPLETING = around("prepositions", "completing")
CONDITIONS = around("conjunctions", "conditional")


def without_conjuncts(sentence: Sentence, _: Cue, root: Word, content: list[Word]) -> list[Word]:
    """Without the others of "said that A and that B"."""
    barred = {
        w.index
        for c in sentence.children(root, "conj")
        if any(m.lemma == "that" for m in sentence.children(c, "mark"))
        for w in sentence.subtree(c)
    }
    return [w for w in content if w.index not in barred]


def without_as(sentence: Sentence, cue: Cue, _: Word, content: list[Word]) -> list[Word]:
    """Without what leads to a name: "described by bakers [as] “a quiet lad”"."""
    del sentence, cue
    led = [w.text.lower() for w in content[:1]] == ["as"]
    return content[1:] if led else content


def without_passer(sentence: Sentence, cue: Cue, _: Word, content: list[Word]) -> list[Word]:
    """Without who passes it on: "the road was closed, [the agency cited Roe] as saying"."""
    passer = passer_on(sentence, cue.head)
    if passer is None:
        return content
    others = sentence.children(passer, "nsubj", "obj", "iobj", "aux", "obl")
    barred = {passer.index, *(w.index for o in others for w in sentence.subtree(o))}
    return [w for w in content if w.index not in barred]


def from_cue_on(sentence: Sentence, cue: Cue, root: Word, content: list[Word]) -> list[Word]:
    """With the words between cue and content that belong to neither: "said [its role] was …".

    Also after "that": "said that [today] its role, as a bridge, is great".
    """
    content = _after_that(sentence, cue, content)
    if not content or cue.head.lemma in ADDRESSING or root.rel == "conj":
        return content  # what stands before a conjunct is another content
    gap = sentence.words[cue.words[-1].index + 1 : content[0].index]
    if not 0 < len(gap) <= GAP or gap[0].upos not in OPENING:
        return content
    if any(w.text in CLOSING or w.lemma == "that" for w in gap) or _is_date(sentence, gap):
        return content
    return [*gap, *content]


def _after_that(sentence: Sentence, cue: Cue, content: list[Word]) -> list[Word]:
    if len(content) < 2 or content[0].index < cue.head.index:
        return content
    that, second, *_ = content
    led = that.rel == "mark" and that.text.lower() == "that"
    return [*sentence.words[that.index : second.index], *content[1:]] if led else content


def _is_date(sentence: Sentence, gap: list[Word]) -> bool:
    # "said Tuesday the plan was ready"
    return any(
        e.type in ("DATE", "TIME") and e.span.contains(gap[0].start) for e in sentence.entities
    )


def with_complement(sentence: Sentence, cue: Cue, _: Word, content: list[Word]) -> list[Word]:
    """With a phrase that follows at once: "expressed concern [about the plan]"."""
    for phrase in sentence.children(cue.head, "obl"):
        below = sentence.subtree(phrase)
        if _follows(content, below) and below[0].lemma in COMPLETING:
            return [*content, *below]
    return content


def with_condition(sentence: Sentence, cue: Cue, _: Word, content: list[Word]) -> list[Word]:
    """With the condition that follows: "warned of delays [if the bridge closed]"."""
    for clause in sentence.children(cue.head, "advcl"):
        below = sentence.subtree(clause)
        marks = sentence.children(clause, "mark")
        if _follows(content, below) and any(m.lemma in CONDITIONS for m in marks):
            return [*content, *below]
    return content


def _follows(content: list[Word], words: list[Word]) -> bool:
    return bool(content) and words[0].index == content[-1].index + 1


def marked_beside(sentence: Sentence, cue: Cue, _: Word, content: list[Word]) -> list[Word]:
    """Only what stands in marks beside a phrase: "is, in the words of Roe, “a gift”"."""
    first, last = cue.words[0].index, sentence.subtree(cue.head)[-1].index
    before, after = sentence.words[:first][::-1], sentence.words[last + 1 :]
    return _marked(before)[::-1] or _marked(after) or content


def _marked(words: list[Word]) -> list[Word]:
    """From a mark at the beginning, commas left out, to the next one."""
    start = next((i for i, w in enumerate(words) if w.text not in (",", "—", "–", "-")), 0)
    if not words or words[start].text not in QUOTATION_MARKS:
        return []
    inner = next((i for i, w in enumerate(words) if i > start and w.upos != "PUNCT"), start)
    ends = (i for i, w in enumerate(words) if i > inner and w.text in QUOTATION_MARKS)
    end = next(ends, None)
    return words[start : end + 1] if end is not None else []
