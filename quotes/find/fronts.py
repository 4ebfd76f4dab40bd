"""What stands in front of what is said: it belongs to it, or leads the reporter's account on."""

import re

from quotes.find.content import trim
from quotes.find.finding import Finding
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.span import Span
from quotes.text.tree import top

Spans = tuple[Span, ...]

ASIDE = around("prepositions", "aside")
WHILE = around("prepositions", "while")
CONNECTING = around("adverbs", "connecting")
CONNECTIVE = re.compile(
    rf"(?:{'|'.join(sorted(CONNECTING))}), |Also (?=(?:at|in|on) )", re.IGNORECASE
)
TOPIC = re.compile(r"(?:About|As (?:for|to)|On the (?:issue|subject|topic) of|Regarding)\b")
SPEAKING = around("unspoken", "speaking") | {"ask"}
WHEN = around("conjunctions", "before_main")
OCCASIONS = lexicon("roles", "occasions")


def with_fronted(document: Document, finding: Finding, spans: Spans) -> Spans:
    """With what stands in front of a clause: `In May, rents rose, the mayor said`."""
    first, sentence = spans[0], finding.sentence
    said = finding.cue_spans and finding.cue_spans[0].start >= spans[-1].end
    before = [w for w in sentence.words if w.end <= first.start]
    if not said or len(before) < 3 or before[-1].text != ",":
        return spans
    root = top([w for w in sentence.words if first.contains(w.start)])
    led = before[0].text.lower() in CONNECTING  # "However, after it had rained, …"
    front = (before[2:-1] if led else []) or before[before[0].text == "Also" : -1]
    if [w.text for w in front[-2:-1]] == [","] and front[-1].text.lower() in CONNECTING:
        front = front[:-2]  # "In May, however, …"
    if not front:
        return spans
    lead, cue = top(front), finding.cue_verb
    said_last = cue is not None and root.rel == "ccomp" and root.head == cue.index
    above = {root.index, cue.index if cue is not None and said_last else root.index}
    own = lead.rel in ("obl", "advcl") and lead.head in above
    own |= lead.rel.startswith("nsubj") and front[0].lemma.lower() == "of"
    parts = {w.upos for w in front} & {"PUNCT", "SCONJ", "CCONJ"}
    finite = any(w.is_finite for w in front)
    if finite and front[0].text.lower() in WHEN and lead.lemma not in SPEAKING:
        parts, finite = parts - {"SCONJ"}, False
    if front[0].xpos == "VBN" and lead is front[0] and lead.lemma not in SPEAKING and not finite:
        parts = set()  # "Founded by Jane Roe, a cook, the club grew, said its chair"
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
    """`said [from 2 to 9 May,] three storms had hit the road`: when they did.

    Also `According to Roe, [in May,] it rained`.
    """
    del document
    first, *rest = spans
    verb, sentence, who = finding.cue_verb, finding.sentence, finding.mention
    source = finding.cue_lemma == "according to" and who is not None
    start = who.span.end if who is not None and source else finding.cue_spans[-1].end
    front = [w for w in sentence.words if start <= w.start and w.end <= first.start]
    if source and front and front[0].text == ",":
        front.pop(0)
    if not (verb or source) or len(front) < 3 or front.pop().text != ",":
        return spans
    lead, case = top(front), front[0].text.lower()
    above = sentence.head(lead)
    told = above is not None and first.contains(above.start)
    own = lead.rel in ("obl", "advcl") and (told if source else above is verb)
    said = case in ASIDE or (case in WHILE and any(w.upos == "NUM" for w in front))
    said = said or (source and front[0].upos == "ADP")
    plain = not any(w.upos == "PUNCT" or w.is_finite for w in front)
    return (Span(front[0].start, first.end), *rest) if own and said and plain else spans


def without_subject_named(document: Document, finding: Finding, spans: Spans) -> Spans:
    """`[As for the farmers in the valley,] Roe says the majority are worried`."""
    first, *rest = spans
    after = rest and finding.cue_spans and first.end <= finding.cue_spans[0].start
    led = after and TOPIC.match(document.text, first.start, first.end)
    return tuple(rest) if led and finding.quote_type == QuoteType.INDIRECT else spans
