"""What stands in front of what is said: it belongs to it, or leads the reporter's account on."""

import re

from quotes.find.accept import TELLING
from quotes.find.content import trim
from quotes.find.finding import Finding
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span
from quotes.text.tree import Mention, top

Spans = tuple[Span, ...]

ASIDE = around("prepositions", "aside")
WHILE = around("prepositions", "while")
CONNECTING = around("adverbs", "connecting")
CONNECTIVE = re.compile(rf"(?:{'|'.join(sorted(CONNECTING))}), ", re.IGNORECASE)
TOPIC = re.compile(r"As (?:for|to) [^,:“”\"\n]{2,80},\s*\Z")
SPEAKING = around("unspoken", "speaking") | {"ask"}
WHEN = around("conjunctions", "before_main")
OCCASIONS = lexicon("roles", "occasions")


def with_fronted(document: Document, finding: Finding, spans: Spans) -> Spans:
    """With what stands in front of a clause: `In May, rents rose, the mayor said`."""
    first, sentence = spans[0], finding.sentence
    said = finding.cue_spans and finding.cue_spans[0].start >= spans[-1].end
    before = [w for w in sentence.words if w.end <= first.start]
    if not said or not before or before[-1].text != "," or len(before) < 2:
        return spans
    root = top([w for w in sentence.words if first.contains(w.start)])
    led = before[0].text.lower() in CONNECTING  # "However, after it had rained, …"
    front = (before[2:-1] if led else []) or before[:-1]
    lead, cue = top(front), finding.cue_verb
    said_last = cue is not None and root.rel == "ccomp" and root.head == cue.index
    above = {root.index, cue.index if cue is not None and said_last else root.index}
    own = lead.rel in ("obl", "advcl") and lead.head in above
    own |= lead.rel.startswith("nsubj") and front[0].lemma.lower() == "of"
    parts = {w.upos for w in front} & {"PUNCT", "SCONJ", "CCONJ"}
    finite = any("VerbForm=Fin" in w.feats for w in front)
    if finite and front[0].text.lower() in WHEN and lead.lemma not in SPEAKING:
        parts, finite = parts - {"SCONJ"}, False
    block = document.sentence_at(front[0].start) is sentence
    whole = own and block and not (parts or finite) and lead.lemma.lower() not in OCCASIONS
    return (Span(front[0].start, first.end), *spans[1:]) if whole else spans


def without_connective(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[However,] rents rose, Roe said`: how the reporter goes on."""
    first, *rest = spans
    found = CONNECTIVE.match(document.text, first.start, first.end)
    if found is None or first.start != finding.sentence.span.start:
        return spans
    left = trim(document.text, Span(found.end(), first.end))
    return (left, *rest) if left else spans


def with_time(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`said [from 2 to 9 May,] three storms had hit the road`: when they did."""
    del document
    first, *rest = spans
    verb, sentence, start = finding.cue_verb, finding.sentence, finding.cue_spans[-1].end
    front = [w for w in sentence.words if start <= w.start and w.end <= first.start]
    if verb is None or len(front) < 3 or front.pop().text != ",":
        return spans
    lead, case = top(front), front[0].text.lower()
    own = lead.rel in ("obl", "advcl") and lead.head == verb.index
    said = case in ASIDE or (case in WHILE and any(w.upos == "NUM" for w in front))
    plain = not any(w.upos == "PUNCT" or "VerbForm=Fin" in w.feats for w in front)
    return (Span(front[0].start, first.end), *rest) if own and said and plain else spans


def with_topic(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[As for the farmers in the valley,] Roe says the majority are worried`."""
    mention, start = finding.mention, finding.sentence.span.start
    if mention is None or not finding.cue_spans or finding.quote_type != QuoteType.INDIRECT:
        return spans
    after = finding.cue_spans[-1].end <= spans[0].start and mention.span.end <= spans[0].start
    found = TOPIC.match(document.text, start, mention.span.start) if after else None
    front = trim(document.text, Span(*found.span())) if found else None
    told = sum(len(document.text[slice(*s)].split()) for s in spans) >= TELLING
    if front is None or not told or _is_of(mention, front):
        return spans
    return (front, *spans)


def _is_of(mention: Mention, topic: Span) -> bool:
    """Whether the topic may be who speaks: `As for Bo Poe, he said`."""
    words = [w for w in mention.sentence.words if topic.contains(w.start)]
    if not words or mention.head.upos != "PRON":
        return False
    number = {f for f in mention.head.feats.split("|") if f.startswith("Number")}
    return number <= set(top(words).feats.split("|"))
