"""What a speaker did: spoke, wrote, decided; or whether a document tells it."""

from quotes.find.accept import finds
from quotes.find.finding import Finding
from quotes.lexicon.words import around, lexicon
from quotes.text.kinds import Act, QuoteType
from quotes.text.tree import Sentence, Word

SIGNS = around("signs")
WRITTEN = around("written", "texts")
OWN = around("written", "own")
WHERE = around("written", "where")
HEARD = around("written", "heard")
ORAL = around("written", "spoken")
DECIDING = around("deciding")
OPINING = around("opining")


def act_of(finding: Finding) -> Act:
    """What its speaker did.

    Whole words in marks were spoken where the verb tells nothing of it, or only a thought that may
    be said aloud: `“Why me?” he wondered`.
    """
    act, verb = finding.act, finding.cue_verb
    aloud = finding.cue_class is not None and finding.cue_class.utterance
    aloud |= finding.cue_lemma in OPINING and _is_clause(finding)
    if finding.quote_type == QuoteType.DIRECT and (
        act == Act.OTHER or (act == Act.THOUGHT and aloud)
    ):
        act = Act.SPEECH
    if _is_finding_out(finding):
        return Act.DOCUMENT
    if act != Act.SPEECH:
        return act
    told = _by_text(finding)
    if told is not None:
        return told
    if verb is not None and _is_decision(finding, verb):
        return Act.OTHER
    return Act.WRITING if verb is not None and _is_written(finding.sentence, verb) else act


def _is_clause(finding: Finding) -> bool:
    # "the teacher considered “they are late”", but not "was considered “a fool”"
    words = [w for w in finding.sentence.words if finding.spans[0].contains(w.start)]
    return any(w.is_finite for w in words)


def _is_finding_out(finding: Finding) -> bool:
    # "the study discovered that …"
    found = finding.act == Act.THOUGHT and finding.mention is not None
    return found and finding.cue_class is not None and _shows(finding)


def _shows(finding: Finding) -> bool:
    document = finding.cue_class is not None and finding.cue_class.act == Act.DOCUMENT
    return document and finding.mention is not None and finds(finding.mention)


def _by_text(finding: Finding) -> Act | None:
    """`the figures suggest that …`, `a notice on the door said …`."""
    head = finding.mention.head if finding.mention is not None else None
    if head is None or head.upos != "NOUN":
        return None
    noun = head.lemma.lower()
    if noun in OWN:
        return Act.WRITING
    if noun in lexicon("document", "findings", "texts") - ORAL - lexicon("person", "work"):
        return Act.DOCUMENT
    verb = finding.cue_verb
    shows = verb is not None and verb.lemma in SIGNS
    return Act.DOCUMENT if shows and noun in lexicon("document", "finders") else None


def _is_decision(finding: Finding, verb: Word) -> bool:
    """`the council agreed to pay half`."""
    to = [
        m
        for w in finding.sentence.children(verb, "xcomp")
        for m in finding.sentence.children(w, "mark")
    ]
    decided = verb.lemma in DECIDING and any(m.text.lower() == "to" for m in to)
    return decided and finding.quote_type == QuoteType.INDIRECT


def _is_written(sentence: Sentence, verb: Word) -> bool:
    """`in a letter to staff, she denied it`, `he said on Twitter that …`."""
    for place in sentence.children(verb, "obl"):
        cases = {w.text.lower() for w in sentence.children(place, "case")}
        if cases & {"in", "by", "via"} and place.lemma.lower() in WRITTEN:
            return not any(w.lemma.lower() in HEARD for w in sentence.subtree(place))
        if "on" in cases and place.text in WHERE:
            return True
    return False
