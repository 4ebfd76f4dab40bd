"""What a shape fits but nobody said: the refusals, each with the sentence it is about.

`REFUSALS` hold for all shapes; the others are named by the shapes that need them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quotes.find.anothers import LABELLING, of_another
from quotes.find.cue import LEADING, Cue, is_passive, verb_cue, verb_entries
from quotes.find.finding import Finding
from quotes.find.mention import ADDRESSING
from quotes.find.untold import is_impersonal
from quotes.lexicon.entries import OPEN, Entry
from quotes.lexicon.words import around, lexicon
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.marks import near
from quotes.text.span import Span, held
from quotes.text.tree import Mention, Sentence, Word

NOBODY = around("negation", "subjects")
UNREAL = around("auxiliaries", "unreal") | around("conjunctions", "conditional", "uncertain")
FIRST_PERSON = around("pronouns", "own")
RELATIVE = around("pronouns", "relative")
PERSONAL = ("he", "she", "it", "they")
STANDING = around("unspoken", "standing")
TELLING = 3  # words from which on an object tells something; chosen by reading, not measured


class Fit(NamedTuple):
    """A finding that a shape gives, with what it was made from."""

    document: Document
    finding: Finding
    entry: Entry
    cue: Cue


Refusal = Callable[[Fit], bool]


def is_unlisted(fit: Fit) -> bool:
    """`She smiled that …`: a verb that no list knows is a cue beside quotation marks only."""
    return fit.entry is OPEN and not _quotes(fit)


def tells_an_aim(fit: Fit) -> bool:
    """`…, aiming to cut costs` tells an aim of the deed before it."""
    return fit.entry.cue_class.aim and fit.cue.head.rel == "advcl"


def is_the_writers(fit: Fit) -> bool:
    """`I think`, `we hope` outside quotation marks: the article's own voice."""
    mention = fit.finding.mention
    own = mention is not None and mention.head.text.lower() in FIRST_PERSON
    return own and fit.entry.cue_class.attitude


def is_unsaid(fit: Fit) -> bool:
    """`if Roe says …`, `could say …`: nothing was said."""
    if fit.cue.kind != "verb" or fit.finding.quote_type != QuoteType.INDIRECT:
        return False
    marked = fit.finding.sentence.children(fit.cue.first, "mark", "aux")
    return bool({w.text.lower() for w in marked} & UNREAL)


def holds_its_speaker(fit: Fit) -> bool:
    """`the charge that the mayor …`: a speaker within what is said does not say it."""
    mention = fit.finding.mention
    return mention is not None and held(fit.finding.spans, mention.span)


def is_anothers(fit: Fit) -> bool:
    """`mocked Roe for saying that …`: Roe says it, and who mocks does not."""
    return fit.cue.kind == "verb" and of_another(fit.finding.sentence, fit.cue.head) is not None


def tells_within(fit: Fit) -> bool:
    """`praised a law that she said would help`: what is said is told in the clause."""
    return says_within(fit.finding.sentence, fit.cue.head, fit.finding.spans)


def says_within(sentence: Sentence, verb: Word, spans: Sequence[Span]) -> bool:
    """Whether all that is told is a noun of which a clause at its end tells what somebody says."""
    inside = [w for w in sentence.words if any(s.contains(w.start) for s in spans)]
    if not inside or inside[0].start < verb.start:
        return False
    for word in inside:
        noun, who = sentence.head(word), sentence.child(word, "nsubj")
        after = [w.text for w in sentence.words[word.index + 1 :][:1]]
        clause = word.deprel == "acl:relcl" and sentence.child(word, "ccomp", "xcomp", "obl")
        said = bool(clause) or (word.rel == "parataxis" and after == [","])
        if noun is None or who is None or not said or who.text.lower() not in PERSONAL:
            continue
        classes = [e.cue_class for e in verb_entries(sentence, word)]
        reports = any(c.utterance or c.name == LABELLING for c in classes)
        plain = noun.text.lower() != "what" and not any(
            w.is_finite for w in inside if w.index < who.index
        )
        ends = inside[-1] in sentence.subtree(word) or word.rel == "parataxis"
        if reports and plain and ends and who.index > verb.index + 1:
            return True
    return False


REFUSALS = (
    tells_within,
    is_anothers,
    is_unlisted,
    tells_an_aim,
    is_the_writers,
    is_unsaid,
    holds_its_speaker,
)


def has_no_speaker(fit: Fit) -> bool:
    """`calls for reform grew`: somebody's, but nobody's in particular."""
    return fit.finding.mention is None


def paraphrases_nobody(fit: Fit) -> bool:
    """`warning of delays`: without quotation marks and a speaker it is no row."""
    return has_no_speaker(fit) and fit.finding.quote_type == QuoteType.INDIRECT


def is_not_impersonal(fit: Fit) -> bool:
    """`it was reported that …`, `the court heard …` need no speaker, `reported that …` does."""
    if fit.entry.subject is not None:
        return False
    passive = fit.finding.sentence.children(fit.cue.first, "nsubj:pass", "aux:pass", "expl")
    return paraphrases_nobody(fit) and not passive


def is_nobodys_thought(fit: Fit) -> bool:
    """`hoping for “change”`: somebody must think it, quotation marks or not."""
    return has_no_speaker(fit) and fit.entry.cue_class.inward


def tells_nothing(fit: Fit) -> bool:
    """`made the remarks on Monday` tells nothing of what they were."""
    text, spans = fit.document.text, fit.finding.spans
    told = sum(len(text[s.start : s.end].split()) for s in spans)
    return fit.entry.cue_class.neutral and told < TELLING


def points_back(fit: Fit) -> bool:
    """`the island that it claims as its own`: the content stands before the clause."""
    first = fit.finding.spans[0]
    if fit.entry.cue_class.name == LABELLING and _quotes_any(fit):
        return False  # "whom she described as “a clerk with a tie”"
    return fit.document.text[first.start : first.end].lower() in RELATIVE


def is_mere_title(fit: Fit) -> bool:
    """`wrote “The Long Road”`: the title of a work, not a statement."""
    direct = fit.finding.quote_type == QuoteType.DIRECT
    introduced = fit.document.text[: fit.finding.start].rstrip().endswith(":")
    return direct and not introduced and fit.entry.cue_class.neutral and not _quotes(fit)


def is_no_finding(fit: Fit) -> bool:
    """`the police found a car`: only a survey, a study "finds"."""
    mention = fit.finding.mention
    return mention is None or not finds(mention)


def is_no_label_by(fit: Fit) -> bool:
    """`known by neighbours as a gambler`: only words in marks, of one who is told of in passing."""
    told = fit.finding.quote_type == QuoteType.INDIRECT
    return told or not is_passive(fit.finding.sentence, fit.cue.head)


def finds(mention: Mention) -> bool:
    """Whether it is a survey, a study, an inquiry."""
    return mention.head.lemma.lower() in lexicon("document", "findings", "finders")


def sets_scene(fit: Fit) -> bool:
    """`Underscoring the discord, the mayor signed a law`: the deed underscores, nobody says so."""
    sentence, verb = fit.finding.sentence, fit.cue.head
    governor = sentence.head(verb)
    before = governor is not None and verb.index < governor.index
    sets = before and verb.rel == "advcl" and not sentence.child(verb, "nsubj")
    return sets and fit.entry.cue_class.neutral


def opens_a_statement(fit: Fit) -> bool:
    """`Speaking of the vote, the mayor said it was fair`: what is said follows."""
    return opens(fit.finding.sentence, fit.cue.head, fit.entry)


def opens(sentence: Sentence, verb: Word, entry: Entry) -> bool:
    """Whether a verb that tells nothing leads to what does: "Speaking of it, Roe said", "Roe:"."""
    governor = sentence.head(verb)
    if governor is None:
        known = [w for w in sentence.children(verb, "nsubj", "aux") if w.index < verb.index]
        return verb.xpos == "VBG" and sentence.words[-1].text == ":" and not known
    if verb.rel == "acl" and verb.xpos == "VBG":  # "Roe, commenting on the vote, said …"
        governor = next((w for w in sentence.ancestors(verb) if w.upos == "VERB"), governor)
    elif verb.rel != "advcl":
        return False
    if sentence.child(verb, "nsubj"):
        return False
    before = verb.index < governor.index and entry.cue_class.neutral
    return before and any(e.cue_class.utterance for e in verb_entries(sentence, governor))


def is_no_aside(fit: Fit) -> bool:
    """`as she raised the matter` is about time, `these voters prefer …` has its own object.

    Nobody speaks in `the road, it is claimed, is closed`, and none in `as it is now written`.
    """
    verb = fit.cue.head
    stands = verb.rel == "advcl" and verb.lemma in STANDING
    untold = fit.entry.cue_class.utterance and is_impersonal(fit.finding.sentence, verb)
    untold = untold and not stands
    own = ("ccomp", "xcomp") if verb.lemma in ADDRESSING else ("ccomp", "xcomp", "obj")
    return (
        (has_no_speaker(fit) and not untold)
        or not fit.entry.cue_class.aside
        or bool(fit.finding.sentence.children(verb, *own))
    )


def leads_on(fit: Fit) -> bool:
    """`is expected to say …` is the cue of what follows "say"."""
    sentence, leading = fit.finding.sentence, fit.cue.head
    verb = sentence.child(leading, "xcomp")
    return (
        leading.lemma in LEADING
        and verb is not None
        and any(e.cue_class.utterance for e in verb_entries(sentence, verb))
    )


def is_led_on(fit: Fit) -> bool:
    """`is said to have told the clerk that …`: the cue of what follows "told"."""
    sentence = fit.finding.sentence
    verb = sentence.child(fit.cue.head, "xcomp")
    if verb is None or verb_cue(sentence, verb).first is not fit.cue.head:
        return False
    told = any(sentence.child(w, "ccomp") is not None for w in (verb, fit.cue.head))
    reports = any(e.cue_class.reporting for e in verb_entries(sentence, verb))
    return leads_on(fit) or (told and reports)


def _quotes_any(fit: Fit) -> bool:
    return any(fit.document.marked_within(s) for s in fit.finding.spans[1:])


def _quotes(fit: Fit) -> bool:
    """Whether its content holds a statement in quotation marks."""
    return any(
        span.contains(statement.spans[0].start)
        for span in fit.finding.spans
        for statement in near(fit.document.statements, (span,))
    )
