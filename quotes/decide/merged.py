"""One finding of a claim: whose words, speaker and cue hold, the rule's or the candidate's."""

from collections.abc import Sequence
from dataclasses import replace

from quotes.decide.wording import Claim, is_better, joined, same_cue, takes_for_speaker
from quotes.find.anothers import perceived, sender_of, sent_to_tell, text_taken
from quotes.find.content import quote_type, trim, with_spans
from quotes.find.finding import Finding, Rule
from quotes.find.givers import shared_owner
from quotes.find.mention import apart, first_of, shares_subject
from quotes.find.patterns import CHARGE, LABEL_BY
from quotes.find.standing import TITLES
from quotes.find.statements import in_own_marks
from quotes.lexicon.entries import OPEN, entries
from quotes.text.document import Document
from quotes.text.kinds import QuoteType
from quotes.text.marks import near
from quotes.text.span import Span, held
from quotes.text.tree import PERSON_ENTITIES, Mention, Sentence, Word, top

TELLERS = (perceived, sent_to_tell, sender_of, text_taken, shared_owner)
"""Who speaks beside a verb by the tree alone, whatever a candidate takes."""


def merged(document: Document, claim: Claim) -> Finding:
    """One finding of a claim; the candidate's but for what the rule knows better."""
    if claim.by_model is None or claim.by_rules is None:
        (finding,) = filter(None, (claim.by_rules, claim.by_model))
        return finding
    rule, model = claim.by_rules, claim.by_model
    if Rule.BESIDE in rule.rules and not (model.cue_class and model.cue_class.neutral):
        return replace(rule, rules=(*rule.rules, *model.rules))  # “No.” The crowd cheered.
    if _is_led(rule, model) or heads(rule) or rule.cue_lemma == "[":
        longer = _is_led(rule, model) and rule.spans[-1].end == model.spans[-1].end
        longer = longer and all(held(model.spans, s) for s in rule.spans)
        longer = longer and model.spans[0].start >= rule.cue_spans[-1].end
        led = with_spans(document, rule, model.spans if longer else rule.spans)
        return replace(led, rules=(*rule.rules, *model.rules))
    mention, told = _speaker(rule, model), rule.addressee
    spans, cue_spans = _content(document, claim, rule, model), model.cue_spans
    own = mention is not None and mention is not rule.mention
    if own and mention and model.mention and mention.span.end > model.mention.span.end:
        spans = _after_name(document, spans, mention.span)
    if spans[0].start in (w.start for w in _of_cue(rule, model)):  # "lashed out | at the mayor"
        left = trim(document.text, Span(rule.cue_spans[-1].end, spans[0].end))
        spans, cue_spans = (left or spans[0], *spans[1:]), rule.cue_spans
    cue = rule if same_cue(rule, model) and rule.cue_class is not OPEN.cue_class else model
    return replace(
        rule,
        rules=(*rule.rules, *model.rules),
        spans=spans,
        quote_type=quote_type(spans, document.quotations),
        cue_spans=cue_spans,
        cue_lemma=cue.cue_lemma,
        cue_class=cue.cue_class,
        act=cue.act,
        mention=mention or rule.mention,
        inherited=rule.inherited and mention is None,
        addressee=told and apart(rule.sentence, told, model.cue_spans, spans),
    )


def _content(document: Document, claim: Claim, rule: Finding, model: Finding) -> tuple[Span, ...]:
    """What is said: by the candidate, or by the rule where its bounds are better."""
    better = is_better(document, claim) or takes_for_speaker(rule, model)
    better = better or _is_above(rule, model) or _holds_speaker(rule, model)
    apart_ones = not any(a.overlaps(b) for a in rule.spans for b in model.spans)
    more = () if apart_ones and model.quote_type == QuoteType.DIRECT else rule.spans
    whole = joined(document, claim) or model.spans
    spans = rule.spans if better else _with_statements(document, whole, more)
    if rule.quote_type == QuoteType.INDIRECT:
        spans = _of_sentence(document, rule, spans)
    halves = in_own_marks(document, spans) and all(held(spans, s) for s in rule.spans)
    if rule.quote_type == QuoteType.DIRECT and not rule.cue_spans and not halves:
        spans = rule.spans  # what stands beside the marks is the article's own
    told = rule.addressee
    return tuple(s for s in spans if told is None or not told.holds(s)) or spans


def _speaker(rule: Finding, model: Finding) -> Mention | None:
    """Who speaks: by the candidate, or by the rule where the candidate errs."""
    mention = model.mention
    if mention and Rule.LABEL in rule.rules and mention.head.upos == "PRON":
        mention = None  # `They said it` above a list, whose lines name each speaker
    if mention and mention.head.upos == "ADV" and rule.mention:
        return rule.mention  # "“…” So says Jane Roe"
    astray = takes_for_speaker(rule, model) or _reaches_over(rule, mention)
    if astray or (is_tagged(rule) and same_cue(rule, model)):
        return rule.mention
    if mention is None or rule.mention is None:
        return mention
    if mention.span.overlaps(rule.mention.span):
        return _with_head(mention, rule.mention)
    return rule.mention if _is_sure(rule, model) else mention


def is_tagged(finding: Finding) -> bool:
    """Whether a mark beside the quotation tells who speaks: `“…” (Jane Roe, cook)`."""
    cue = finding.cue_head
    if Rule.LABEL not in finding.rules or cue is None or finding.quote_type != QuoteType.DIRECT:
        return False
    return cue.upos != "VERB" or heads(finding)


def _with_head(mention: Mention, known: Mention) -> Mention:
    """A candidate's mention with the head that the rule has, where that is no other's.

    Of "a statement by the agency" the candidate may take the agency alone.
    """
    sentence, head = known.sentence, known.head
    own = mention.span.contains(head.start) or head.start in sentence.named
    mention = mention._replace(span=_with_name(mention, known))
    return mention._replace(sentence=sentence, head=head) if own else mention


def _with_name(mention: Mention, known: Mention) -> Span:
    """With the name beside a role: of "the founder, Dr Jane Roe," a candidate may take the role."""
    sentence, (start, end) = known.sentence, mention.span
    if start != known.span.start or end >= known.span.end:
        return mention.span
    name = next((e for e in sentence.entities if e.span.start >= end), None)
    if name is None or name.type not in PERSON_ENTITIES or not known.span.holds(name.span):
        return mention.span
    between = [w for w in sentence.words if end <= w.start < name.span.start]
    first = top([w for w in sentence.words if name.span.contains(w.start)])
    titled = all(w.text.istitle() for w in between[1:])
    beside = first.rel == "appos" and [w.text for w in between[:1]] == [","] and titled
    return Span(start, name.span.end) if beside else mention.span


def _reaches_over(rule: Finding, mention: Mention | None) -> bool:
    """Whether a candidate takes what is said for the source: "According to Roe[, in May,]"."""
    if rule.cue_lemma != "according to" or mention is None:
        return False
    first = [w for w in rule.sentence.words if w.end > rule.spans[0].start][:1]
    led = any(w.upos == "ADP" and w.text != "of" for w in first)
    return led and mention.span.overlaps(rule.spans[0])


def _after_name(document: Document, spans: tuple[Span, ...], who: Span) -> tuple[Span, ...]:
    """Without the name that was added to a mention: "According to the chair, [Jane Roe,] …"."""
    first, *rest = spans
    left = trim(document.text, Span(max(who.end, first.start), max(who.end, first.end)))
    return (left, *rest) if left and who.start < first.start < who.end else spans


def _is_sure(rule: Finding, model: Finding) -> bool:
    """Whether the clause tells who speaks, whatever the candidate takes: "who leaked and urged"."""
    verb, mine, theirs = rule.cue_head, rule.mention, model.mention
    if verb is None or mine is None or theirs is None or not same_cue(rule, model):
        return False
    if not any(w is verb for w in rule.sentence.words):
        return False  # told in another sentence than it is said in
    if rule.cue_word is not None:
        tellers = (tells(rule.sentence, verb) for tells in TELLERS)
        if any(mine.head is teller for teller in tellers) or _is_put_in(rule, mine, theirs):
            return True
        if _goes_on(rule.sentence, verb, mine.head) or _is_helper(
            rule.sentence, verb, mine, theirs
        ):
            return True
    nearer = verb.rel == "conj" and theirs.span.start > mine.span.start
    return not nearer and shares_subject(rule.sentence, verb, mine.head)


def _goes_on(sentence: Sentence, verb: Word, who: Word) -> bool:
    """Whether the clause before goes on: "asked the ministry, which denied it, adding"."""
    clause, comma = sentence.head(verb), sentence.words[verb.index - 1]
    told = clause is not None and clause.deprel == "acl:relcl" and clause.lemma in entries("verbs")
    mine = clause is not None and (who.rel, who.head) == ("nsubj", clause.index)
    return told and mine and verb.rel == "advcl" and verb.xpos == "VBG" and comma.text == ","


def _is_helper(sentence: Sentence, verb: Word, mine: Mention, theirs: Mention) -> bool:
    """Whether a candidate has who only helps: "The club, led by Roe and backed by Poe, wants …".

    Or what its speaker does: "Roe in a fierce attack called it a lie".
    """
    if theirs.sentence is not sentence:
        return False
    first = first_of(sentence, theirs.head)
    case = sentence.subtree(first)[0].text.lower()
    own = (mine.head.rel, mine.head.head) == ("nsubj", verb.index)
    named = case == "in" and first.head == verb.index and mine.head.start in sentence.named
    helps = case == "by" or named
    return own and helps and first.rel == "obl" != verb.rel


def _holds_speaker(rule: Finding, model: Finding) -> bool:
    """Whether a candidate takes who speaks for what is said: "Trains, said [aides, will run]".

    Or the other way round: "[Trains], said aides, will run". Also "called “a gift” [by unions]".
    """
    who, theirs = rule.mention, model.mention
    held_there = who is not None and any(s.holds(who.span) for s in model.spans)
    astray = theirs is not None and any(s.holds(theirs.span) for s in rule.spans)
    if held_there and rule.rules[0] in (CHARGE, LABEL_BY):
        return True
    return (held_there or astray) and _is_sure(rule, model)


def _of_cue(rule: Finding, model: Finding) -> list[Word]:
    """The words of the rule's cue after the candidate's: "at" of "lashed out at"."""
    if not same_cue(rule, model) or not rule.cue_spans:
        return []
    end, cue = model.cue_spans[-1].end, rule.cue_spans[-1]
    words = [w for w in rule.sentence.words if w.start >= end and cue.contains(w.start)]
    return [w for w in words if w.upos != "PART"]  # "pledged | to pay"


def _is_above(rule: Finding, model: Finding) -> bool:
    """Whether a line leads to the block below, and tells of what: "Roe said of the tax in May:"."""
    led = rule.quote_type == QuoteType.DIRECT and bool(rule.cue_spans)
    led = led and rule.cue_spans[-1].end <= rule.sentence.span.start
    return led and same_cue(rule, model) and model.spans[-1].end <= rule.spans[0].start


def _is_put_in(rule: Finding, mine: Mention, theirs: Mention) -> bool:
    """Whether who speaks stands between commas with the cue: "The plan, aides said, will fail".

    Or "The plan, said aides, will fail".
    """
    words, verb, cues = rule.sentence.words, rule.cue_head, rule.cue_spans
    if verb is None or not cues or mine.head.rel != "nsubj" or mine.head.head != verb.index:
        return False
    first, last = sorted((mine.span, cues[0]))
    before = [w for w in words if w.end <= first.start]
    between = [w for w in words if first.end <= w.start < last.start]
    after = [w for w in words if w.start >= max(last.end, cues[-1].end)]
    commas = [w.text for w in (*before[-1:], *after[:1])] == [",", ","]
    return commas and not between and theirs.span.end < first.start


def heads(rule: Finding) -> bool:
    """Whether a title begins with the words: `‘…’: cook tells of a fire` tells nothing else."""
    title = rule.sentence.section in TITLES and rule.start == rule.sentence.span.start
    return title and Rule.LABEL in rule.rules and rule.quote_type == QuoteType.DIRECT


def _of_sentence(document: Document, rule: Finding, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without a statement after the rule's sentence: `told us he ran. “It was late.”` are two."""
    end = rule.sentence.span.end
    said = [p for q in near(document.statements, spans) for p in q.spans if p.start >= end]
    kept = []
    for span in spans:
        start = min((p.start for p in said if span.holds(p)), default=span.end)
        left = trim(document.text, Span(span.start, start)) if start > span.start else None
        kept += [span] if start == span.end else [left] if left else []
    return tuple(kept) or tuple(spans)


def _is_led(rule: Finding, model: Finding) -> bool:
    """Whether a candidate's cue only leads up to the rule's: "is expected" to "to say".

    Or tells who heard it: "heard Roe say".
    """
    lead, head = model.cue_head, rule.cue_head
    if lead is None or head is None or lead is head or rule.sentence is not model.sentence:
        return False
    heard = rule.cue_verb is not None and perceived(rule.sentence, rule.cue_verb) is not None
    heard = heard and rule.start == model.start
    within = any(s.contains(lead.start) for s in rule.cue_spans)
    return head.head == lead.index and (within or heard)


def _with_statements(
    document: Document, spans: Sequence[Span], more: Sequence[Span]
) -> tuple[Span, ...]:
    """With the statements in marks among `more` that `spans` do not touch."""
    parts = [p for q in near(document.statements, more) for p in q.spans]
    added = [
        p for p in parts if any(m.holds(p) for m in more) and not any(p.overlaps(s) for s in spans)
    ]
    return tuple(sorted([*spans, *added]))
