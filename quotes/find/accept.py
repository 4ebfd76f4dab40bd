"""What a shape fits but nobody said: the findings that are turned away, and why."""

from quotes.find.cue import LEADING, Cue, verb_entries
from quotes.find.finding import Finding
from quotes.find.mention import ADDRESSING
from quotes.lexicon.entries import OPEN_CLASS, Entry
from quotes.lexicon.words import lexicon
from quotes.text.document import Document
from quotes.text.span import contains
from quotes.text.tree import Sentence

ALWAYS = frozenset({"parenthetical", "as-clause"})


SPOKEN = frozenset({"say", "argue", "warn", "urge", "deny", "accuse", "ask", "promise", "praise"})


NOBODY = frozenset({"nobody", "none", "no"})


UNREAL = frozenset({"if", "whether", "unless", "could", "might", "may", "should", "must", "can"})


TELLING = 3  # words


FIRST_PERSON = frozenset({"i", "we", "you", "us", "me", "one"})


POINTING = ("object", "object as", "label", "charge", "request", "reported object", "evidence")


def acceptable(document: Document, finding: Finding, entry: Entry, cue: Cue) -> bool:
    """Whether somebody says something here; each refusal names its sentence below."""
    if entry is OPEN_CLASS and not _quotes(document, finding):
        return False
    if finding.rule in ALWAYS and not _says_aside(finding, entry, cue):
        return False
    if finding.rule in ("object", "reported object") and _tells_nothing(document, finding):
        return False
    if finding.rule == "infinitive" and _leads_on(finding, cue):
        return False  # "is expected to say" is the cue of what follows "say"
    if entry.cue_class == "want" and cue.head.rel == "advcl":
        return False  # "…, aiming to cut costs" tells an aim of the deed before it
    if finding.rule == "quoted object" and _mere_title(document, finding, entry):
        return False
    if finding.rule == "object" and entry.cue_class == "say" and _sets_scene(finding, cue):
        return False
    if finding.rule in POINTING and _only_points(document, finding):
        return False
    if finding.rule == "evidence" and not _is_document(finding):
        return False
    if finding.mention is not None and _is_writer(finding):
        return False
    if finding.quote_type == "indirect" and _is_unsaid(finding.sentence, cue):
        return False
    if finding.mention is not None:
        return not contains(finding.spans, finding.mention.span)
    # Without a speaker only what passives and nouns report: "it was reported that …"
    if cue.kind == "verb" and entry.cue_class in ("want", "think") and finding.rule != "clause":
        return False
    if cue.kind == "noun":
        return finding.rule == "noun clause"
    return finding.quote_type != "indirect" or _impersonal(finding, cue)


def _tells_nothing(document: Document, finding: Finding) -> bool:
    # "made the remarks on Monday" tells nothing of what they were
    told = sum(len(document.text[s.start : s.end].split()) for s in finding.spans)
    return finding.cue_class == "say" and told < TELLING


def _only_points(document: Document, finding: Finding) -> bool:
    # "the island that it claims as its own": the content stands before the clause
    first = finding.spans[0]
    return document.text[first.start : first.end].lower() in (
        "that",
        "which",
        "who",
        "whom",
        "what",
    )


def _mere_title(document: Document, finding: Finding, entry: Entry) -> bool:
    # "wrote “The Long Road”": the title of a work, not a statement
    if entry.cue_class == "call" or finding.quote_type != "direct":
        return False
    return not _quotes(document, finding) and entry.cue_class == "say"


def _is_document(finding: Finding) -> bool:
    # "the survey found little support", not "the police found a car"
    mention = finding.mention
    return mention is not None and mention.head.lemma.lower() in lexicon(
        "document", "findings", "finders"
    )


def _is_unsaid(sentence: Sentence, cue: Cue) -> bool:
    """Whether nothing was said: "if Roe says …", "could say …", "no one said …"."""
    if cue.kind != "verb":
        return False
    marks = {w.text.lower() for w in sentence.children(cue.first, "mark", "aux")}
    subject = sentence.child(cue.first, "nsubj")
    nobody = subject is not None and (
        subject.lemma.lower() in NOBODY
        or any(d.lemma.lower() in NOBODY for d in sentence.children(subject, "det"))
    )
    return nobody or bool(marks & UNREAL)


def _is_writer(finding: Finding) -> bool:
    # "I think", "we hope" outside quotation marks: the article's own voice
    mention = finding.mention
    own = mention is not None and mention.head.text.lower() in FIRST_PERSON
    return own and finding.cue_class in ("think", "want", "call", "praise", "criticise")


def _sets_scene(finding: Finding, cue: Cue) -> bool:
    # "Underscoring the discord, the mayor signed a law": the deed underscores, nobody says so
    governor = finding.sentence.head(cue.head)
    before = governor is not None and cue.head.index < governor.index
    return before and cue.head.rel == "advcl" and not finding.sentence.child(cue.head, "nsubj")


def _says_aside(finding: Finding, entry: Entry, cue: Cue) -> bool:
    # "the plan, she said, is ready" and "as she said", not "as she raised the matter", which is
    # about time, nor "these voters prefer …" with an object of its own
    if finding.mention is None:
        return False
    own = ("ccomp", "xcomp") if cue.head.lemma in ADDRESSING else ("ccomp", "xcomp", "obj")
    classes = SPOKEN | {"think", "concede", "show", "other"}
    return entry.cue_class in classes and not finding.sentence.children(cue.head, *own)


def _leads_on(finding: Finding, cue: Cue) -> bool:
    verb = finding.sentence.child(cue.head, "xcomp")
    return (
        cue.head.lemma in LEADING
        and verb is not None
        and any(e.cue_class in SPOKEN for e in verb_entries(finding.sentence, verb))
    )


def _impersonal(finding: Finding, cue: Cue) -> bool:
    return finding.rule in ("clause", "position", "request") and bool(
        finding.sentence.children(cue.first, "nsubj:pass", "aux:pass", "expl")
    )


def _quotes(document: Document, finding: Finding) -> bool:
    """Whether its content holds a statement in quotation marks."""
    return any(
        s.start <= q.spans[0].start < s.end for s in finding.spans for q in document.statements
    )
