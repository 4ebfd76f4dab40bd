"""What is done to people, decided on, shown or left untold: no statements."""

from quotes.find.cue import NEGATION, is_passive, verb_entries
from quotes.find.deeds import FOSTERING, TOPICS, is_alone, is_labelled
from quotes.find.finding import Finding
from quotes.find.persons import is_person
from quotes.lexicon.words import around, lexicon
from quotes.text.kinds import Polarity, QuoteType
from quotes.text.tree import Word

SILENT = around("unspoken", "silent")
ASCRIBING = around("unspoken", "ascribing")
DISMISSED = around("unspoken", "dismissed")
FACING = around("unspoken", "facing")
BARING = around("unspoken", "baring")
SETTLING = around("unspoken", "settling")
NOTICING = around("unspoken", "noticing")
OPEN = around("adverbs", "asking") | around("pronouns", "relative") | {"whether"}
COMMENTS = around("nouns", "issued")
REFERRING = ("introduce", "know", "refer")
NAMING = around("unspoken", "naming") | lexicon("roles", "naming")
SURVEYS = around("nouns", "surveys")
EMPTY = around("nouns", "empty")
QUESTIONING = lexicon("roles", "judging")
REQUESTS = ("ask", "urge")  # classes of cues
STORIES = ("story", "tale")
TOLD = (Polarity.AFFIRMED, Polarity.EXPECTED)
USING = ("go", "take", "use")
MUTE = around("unspoken", "mute")
VOLUMES = tuple(around("unspoken", "volumes"))
SAYING = ("say", "speak", "tell")
POINTING = ("that", "this", "which")


def is_doing(finding: Finding) -> bool:
    """`the court dismissed the charges`, `welcomed her guests`, `announced the news`."""
    if _is_silent(finding):
        return True
    verb = finding.cue_verb
    if verb is None or finding.quote_type == QuoteType.DIRECT:
        return False
    given = verb.lemma in ASCRIBING and is_passive(finding.sentence, verb)
    if given or _is_ruling(finding, verb) or _is_mutual(finding, verb):
        return True
    return finding.quote_type == QuoteType.INDIRECT and (
        _is_prosecuted(finding, verb)
        or _is_settled(finding, verb)
        or _is_told_by_a_thing(finding, verb)
        or _is_shown(finding, verb)
        or _is_unseen(finding, verb)
        or (finding.polarity in TOLD and _is_empty(finding.words))
        or _is_aim(finding, verb)
        or _is_faced(finding, verb)
        or _bares(finding, verb)
        or _keeps_name(finding)
    )


def _is_silent(finding: Finding) -> bool:
    # "created to ensure “a fair share”": its last verb tells nothing
    cue = finding.cue_spans
    words = [w for w in finding.sentence.words if any(s.contains(w.start) for s in cue)]
    verbs = [w for w in words if w.upos == "VERB"]
    return bool(verbs) and verbs[-1].lemma in SILENT


def _is_ruling(finding: Finding, verb: Word) -> bool:
    """`the court dismissed the charges`, `the state agreed to a raise`; not `as a joke`."""
    sentence = finding.sentence
    if verb.lemma == "agree":
        if finding.quote_type != QuoteType.INDIRECT or any(w.is_finite for w in finding.words):
            return False
        to, *what = sentence.words[verb.index + 1 :][:2] or [verb]
        return to.text.lower() == "to" and all(w.upos != "VERB" for w in what)
    if verb.lemma != "dismiss" or is_labelled(finding, verb):
        return False
    on = sentence.children(verb, "obj", "nsubj:pass")
    of = [part for w in on if w.upos == "NUM" for part in sentence.children(w, "nmod")]
    return any(w.lemma.lower() in DISMISSED for w in (*on, *of))


def _is_prosecuted(finding: Finding, verb: Word) -> bool:
    """`police charged Roe with theft`, `a judge indicted Roe`; not `charged that he stole`."""
    sentence = finding.sentence
    people = sentence.children(verb, "obj", "iobj", "nsubj:pass")
    if verb.lemma == "indict":
        return bool(people)
    beside = [p for w in sentence.children(verb, "obl") for p in sentence.subtree(w)]
    return (
        verb.lemma == "charge"
        and bool(people)
        and any(w.text == "with" for w in (*finding.words, *beside))
    )


def _is_mutual(finding: Finding, verb: Word) -> bool:
    # "they encourage each other to go on"
    after = [w.text.lower() for w in finding.sentence.words[verb.index + 1 :][:2]]
    return verb.lemma in FOSTERING and after in (["each", "other"], ["one", "another"])


def _is_settled(finding: Finding, verb: Word) -> bool:
    # "they played on to determine who was best", but "the study determined who is at risk"
    after = {w.text.lower() for w in finding.sentence.words[verb.index + 1 :][:1]}
    who = finding.mention
    found = who is not None and who.head.lemma.lower() in lexicon("document", "findings", "finders")
    return verb.lemma in SETTLING and bool(OPEN & after) and not found


def _is_told_by_a_thing(finding: Finding, verb: Word) -> bool:
    """`the survey asks guests to rate rooms`, `the remarks refer to a vote`, `it was found that`.

    So with `the novel tells the story of a baker`, where people tell their own.
    """
    who, sentence = finding.mention, finding.sentence
    if verb.lemma == "find":
        return who is None and is_passive(sentence, verb)
    objects = sentence.children(verb, "obj")
    if verb.lemma == "tell" and any(w.lemma in STORIES for w in objects):
        return who is None or not (
            is_person(who.sentence, who.head) or who.head.lemma.lower() in lexicon("organization")
        )
    noun = who.head.lemma.lower() if who is not None else ""
    if verb.lemma in TOPICS and noun in COMMENTS:
        return not objects and not sentence.child(verb, "ccomp")
    asks = finding.cue_class is not None and finding.cue_class.name in REQUESTS
    asks = asks and not any(w.is_finite for w in finding.words)  # but "asked whether they had paid"
    return asks and noun in SURVEYS


def _is_shown(finding: Finding, verb: Word) -> bool:
    """`a bell warned of the tide`, `that says a lot about her`, `which is to say that …`."""
    who = finding.mention
    if who is None:
        return False
    noun, points = who.head.lemma.lower(), who.head.text.lower() in POINTING
    named = any(e.span.contains(who.head.start) for e in who.sentence.entities)
    thing = who.head.upos == "NOUN" and not named
    if thing and noun in MUTE:
        return True
    words = " ".join(w.text.lower() for w in finding.words)
    marks = {w.text.lower() for w in finding.sentence.children(verb, "mark")}
    clause = any(w.is_finite or w.xpos in ("VB", "TO", "CD") for w in finding.words)
    told = words.startswith(VOLUMES) and not clause
    if verb.lemma not in SAYING or not (told or (points and "to" in marks)):
        return False
    any_one = any(w.text.lower() in ("a", "an") for w in who.sentence.children(who.head, "det"))
    speaks = noun in lexicon("document") or (noun in lexicon("organization") and not any_one)
    return points or (thing and not speaks and not is_person(who.sentence, who.head))


def _is_unseen(finding: Finding, verb: Word) -> bool:
    # "banks do not recognize that villages have no streets"
    adverbs = finding.sentence.children(verb, "advmod")
    return verb.lemma in NOTICING and any(w.text.lower() in NEGATION for w in adverbs)


def _is_empty(words: list[Word]) -> bool:
    # "announced the news", "will announce the details soon", "agreed wholeheartedly"
    told = [w for w in words if w.upos != "ADV"]
    if not told:
        return bool(words) and all(w.text.endswith("ly") for w in words)
    return [w.text.lower() for w in told[:-1]] == ["the"] and told[-1].lemma.lower() in EMPTY


def _is_aim(finding: Finding, verb: Word) -> bool:
    """`they met to tell old tales`, `a week in which to explain why`: it may yet be told.

    In `took to the air to describe the fire` it was.
    """
    sentence, who, above = finding.sentence, finding.mention, finding.sentence.head(verb)
    marks = [m for m in sentence.children(verb, "mark") if m.text.lower() == "to"]
    if not marks or above is None or who is None or verb.rel not in ("advcl", "acl"):
        return False
    before = [w.text.lower() for w in sentence.words[: marks[0].index][-2:]]
    if before[-1:] == ["which"]:
        return True
    neutral = finding.cue_class is not None and finding.cue_class.neutral
    led = finding.cue_spans[0].start < marks[0].start or above.lemma in USING
    own = who.head.rel == "nsubj" and who.head.head == above.index
    return neutral and own and not led and not any(w.is_finite for w in finding.words)


def _is_faced(finding: Finding, verb: Word) -> bool:
    """`welcomed her guests`, `the guests were welcomed`, `police questioned Roe`."""
    sentence, words = finding.sentence, finding.words
    people = sentence.children(verb, "obj", "nsubj:pass")
    if verb.lemma not in FACING or any(w.is_finite for w in words):
        return False
    if not any(is_person(sentence, w) for w in people):
        return False
    officers = [w.lemma.lower() in QUESTIONING for w in sentence.children(verb, "nsubj")]
    asked = bool(sentence.children(verb, "nsubj:pass")) or any(officers)
    return (verb.lemma == "question" and asked) or is_alone(sentence, people, words)


def _bares(finding: Finding, verb: Word) -> bool:
    """`he rolled his sleeve up, revealing a scar`: it comes in sight."""
    above = finding.sentence.head(verb)
    if verb.lemma not in BARING or verb.xpos != "VBG" or above is None or verb.rel != "advcl":
        return False
    said = any(e.cue_class.utterance for e in verb_entries(finding.sentence, above))
    return not said and not any(w.is_finite for w in finding.words)


def _keeps_name(finding: Finding) -> bool:
    """`a nurse who asked to be called Zita`, `asked not to be named`, `that it not be told`."""
    asks = finding.cue_class is not None and finding.cue_class.name in REQUESTS
    words = [w.lemma.lower() for w in finding.words if w.upos not in ("PART", "ADV", "PUNCT")]
    texts = {w.text.lower() for w in finding.words}
    named = words[:1] == ["be"] and bool(NAMING & set(words[1:2]))
    named = named and (words[1] not in REFERRING or "as" in texts)
    kept = words[1:2] == ["name"] and {"not", "be"} <= texts
    kept |= "name" in words and (words[:2] == ["go", "by"] or {"be", "used"} <= texts)
    return asks and (kept or (named and not any(w.is_finite for w in finding.words)))
