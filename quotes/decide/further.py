"""Whether a rule's words go on where a candidate's end, and what is said goes on with them."""

import re

from quotes.find.cue import verb_entries
from quotes.find.finding import Finding
from quotes.find.patterns import CLAUSE, REQUEST
from quotes.find.widen import CONDITIONS
from quotes.lexicon.words import around, lexicon
from quotes.text.characters import DASHES, QUOTATION_MARKS
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span
from quotes.text.tree import Word

SURE_OF_WORDS = 0.6  # of a candidate, else a rule's longer clause is better (both training sets)
SURE_OF_NAME = 0.8  # likewise of words that end before an apposition. Chosen by reading
INTRODUCED = "that “"  # what a rule's clause may begin with before a candidate's
LABEL = "label"  # the shape of "called the plan a mistake"
OBJECTS = ("object", "preposition")
LOOSE = ("acl", "advcl", "conj", "parataxis")  # relations of what may follow a comma
RELATIVE = ("which", "where", "whose")
AS = re.compile(r",\s(?:as|of|for)\b")
COMPLETED = (LABEL, "charge", "object as", "preposition")  # "… as “Roe”", "… of “greed”"
EXAMPLES = lexicon("roles", "examples")
ASIDE = re.compile(r"(?:—|\s[-–—]{1,2}\s)[^–—]+?(?:—|\s[-–—]{1,2}\s)\w")
BRACKET = re.compile(r"\s?\([^()]+\)\Z")
REASON = re.compile(rf",?\s(?:{'|'.join(sorted(around('prepositions', 'reason')))})\b")


def goes_further(document: Document, rule: Finding, model: Finding, path: float) -> bool:
    """Whether the rule's clause goes on where the candidate's ends: "it rained, as the wind rose".

    Elsewhere too, where the candidate is less sure of its words than of the cue.
    """
    one = len(rule.spans) == len(model.spans) == 1
    ours, theirs = rule.spans[0], model.spans[0]
    if not one or ours.end <= theirs.end or abs(ours.start - theirs.start) > len(INTRODUCED):
        return False
    after = (w for w in rule.sentence.words if w.start >= theirs.end and w.upos != "PUNCT")
    further = next(after, None)
    if further is not None and further.xpos in ("WP", "WP$", "WDT"):  # "called Bo, who left, “Roe”"
        marks = document.marked_within(Span(theirs.end, ours.end))
        completed = marks and AS.search(document.text, theirs.end, marks[0].start)
        if completed and rule.rules[0] in COMPLETED:
            return True
    more = Span(theirs.end, ours.end)
    if further is None or _tells_more(rule, more):
        return False
    if belongs(rule, model, further) or _is_part(document, rule, model, further):
        return True
    if _is_apposed(rule, further) and path < SURE_OF_NAME:
        return True
    if rule.rules[0] != CLAUSE.name:
        if rule.rules[0] == LABEL and further.text == "as" and further.rel == "case":
            return True  # "dismissed the plan as idle"
        asked = rule.rules[0] == REQUEST.name and path < SURE_OF_WORDS
        return asked or further.text.lower() in (*CONDITIONS, "until")  # "to strike unless"
    if _is_added(document, rule, more, further):
        return False
    joins = further.upos == "SCONJ" or further.text.lower() in ("so", "with")
    return joins or path < SURE_OF_WORDS


def _is_clause(rule: Finding) -> bool:
    """Whether a whole clause is said, also where a verb labels: "declared it would open"."""
    verb = rule.cue_word
    if rule.rules[0] == LABEL and verb is not None:
        return rule.sentence.child(verb, "ccomp") is not None
    return rule.rules[0] == CLAUSE.name


def _is_part(document: Document, rule: Finding, model: Finding, further: Word) -> bool:
    """Whether it is of one piece with what is said: "the steps[, particularly the tax]".

    Also "its mills[ – the oldest here – safe]", "fish[ (dried in the sun)]", "it will close
    [because of the flood]".
    """
    more = Span(model.spans[0].end, rule.spans[0].end)
    text = document.text[slice(*more)]
    words = [w for w in rule.sentence.words if more.contains(w.start)]
    if document.marked_within(more) or model.quote_type == QuoteType.DIRECT:
        return False
    if _is_clause(rule) and _feels(rule, further) and words[0].text == ",":
        return True
    if further.text.lower() in EXAMPLES or ASIDE.match(text):
        return True
    if BRACKET.fullmatch(text):
        return not any(w.is_finite for w in words)
    return _is_clause(rule) and REASON.match(text) is not None


def _is_added(document: Document, rule: Finding, more: Span, further: Word) -> bool:
    """Whether the reporter adds it: "it burned[, as Roe had told us]", "it fell[ (as it did)]"."""
    clause = rule.sentence.head(further)
    if further.text.lower() != "as" or clause is None:
        return False
    said = any(e.cue_class.utterance for e in verb_entries(rule.sentence, clause))
    return said or BRACKET.fullmatch(document.text, *more) is not None


def _is_apposed(rule: Finding, further: Word) -> bool:
    """Whether it tells who or what the last name is: "on Channel 3[, the oldest of the town]"."""
    sentence = rule.sentence
    before = sentence.words[further.index - 1]
    kinds = (*OBJECTS, REQUEST.name)
    if before.text != "," and before.text not in DASHES:
        return False
    if not (_is_clause(rule) or rule.rules[0] in kinds):
        return False
    for head in (further, *sentence.ancestors(further)):
        first = sentence.subtree(head)[0].index in (before.index, further.index)
        loose = head.rel == "nmod" and sentence.child(head, "case") is None
        if head.rel == "appos" or (loose and further.upos in ("DET", "PROPN")):
            return first
    return False


def _tells_more(rule: Finding, more: Span) -> bool:
    """Whether the reporter goes on in it with a participle: "it rained[, calling it odd]"."""
    words = [w for w in rule.sentence.words if more.contains(w.start)]
    participle = [w.xpos == "VBG" and w.text.endswith("ing") for w in words[1:2]]
    return participle == [True] and words[0].text == "," and not _feels(rule, words[1])


def _feels(rule: Finding, verb: Word) -> bool:
    """Whether it is what somebody fears or hopes: "said he had stayed away[, fearing the dogs]"."""
    known = verb_entries(rule.sentence, verb)
    return verb.xpos == "VBG" and any(e.cue_class.inward for e in known)


def belongs(rule: Finding, model: Finding, further: Word) -> bool:
    """Whether it hangs from a word of what is said: "a gift[, which was due]", "[, and its cost]".

    Not from a name, of which the article tells who or what it is, but for what it will do.
    """
    sentence = rule.sentence
    if model.quote_type == QuoteType.DIRECT:
        return False
    led = [w for w in sentence.words[: further.index] if w.text not in QUOTATION_MARKS]
    before = led[-1] if led else further
    clause = next((w for w in (further, *sentence.ancestors(further)) if w.rel in LOOSE), further)
    said = [w for w in sentence.subtree(clause) if w.upos == "VERB"]
    told = any(e.cue_class.utterance for w in said for e in verb_entries(sentence, w))
    forms = (clause, *sentence.children(clause, "aux", "cop"))
    bare = clause.xpos == "VB" and not sentence.child(
        clause, "aux", "nsubj"
    )  # "he will come and tell them"
    would = further.rel == "cc" and (bare or any(w.text == "would" for w in forms))
    apart = before.text == "," or before.text in DASHES
    if (told and not bare) or not (apart or would):
        return False
    if clause.rel == "parataxis" and rule.rules[0] == CLAUSE.name and clause.upos != "VERB":
        finite = any(w.is_finite for w in sentence.subtree(clause))
        return not finite  # "sold 30 tons — the least in ten years"
    if further.text.lower() in RELATIVE:
        noun = sentence.head(clause)
        future = any(w.text in ("will", "would") for w in forms)
        plain = noun is not None and noun.upos == "NOUN" and noun.start not in sentence.named
        plain = plain or future or clause.rel == "advcl"
        past = any("Tense=Past" in w.feats and w.is_finite for w in forms)
        known = past or any(w.text in ("is", "are") for w in forms)
        news = rule.rules[0] in ("object", "preposition") and not known
        return plain and (rule.rules[0] == CLAUSE.name or news)
    if further.xpos == "VBN":
        return clause is further and rule.rules[0] == CLAUSE.name
    finite = any(w.is_finite for w in forms)
    return further.rel == "cc" and clause.rel == "conj" and (would or not finite)
