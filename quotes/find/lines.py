"""Lines that are said as a whole: labelled titles and the turns of a dialogue."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from quotes.find.confidence import confidence
from quotes.find.content import LOOSE_ENDS, quote_type
from quotes.find.finding import Finding, Rule
from quotes.find.mention import SHORT_LABEL, mention_of
from quotes.find.standing import TITLES
from quotes.lexicon.entries import LABELLED
from quotes.lexicon.words import lexicon
from quotes.text.characters import DASHES
from quotes.text.dialogues import Turn
from quotes.text.document import Document
from quotes.text.span import Span
from quotes.text.tree import PERSON_ENTITIES, Entity, Mention, Sentence, Word, top

# Chosen by reading, not measured.
SURE_OF_TURN = 0.95  # under its label
MARKS = (":", "–", "—", "-")  # between a label and its turn
TALKING = ("speak", "talk", "answer")
WITH = re.compile(r"\b(?:interview(?:ed)?|conversation|talk)(?: with)?(?: \S+){0,3} $")
OPENING = ("‘", "“", "'", '"')
SAYING = 3  # words beside a label that say something


def find_lines(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Title lines in which nothing else was found."""
    return list(_titled(document, found))


def find_turns(document: Document) -> list[Finding]:
    """`ROE: We will close the bridge.`, `A: In May.`: what the speakers of a dialogue say.

    What is asked under a mere `Q:` is nobody's row.
    """
    asked = _asked(document) if any(_answers(document, t) for t in document.turns) else None
    found = [
        _turn(document, turn, asked)
        for turn in document.turns
        if not turn.label.asks(document.text) and _says(document, turn)
    ]
    return [finding for finding in found if finding is not None]


def _answers(document: Document, turn: Turn) -> bool:
    return turn.label.answers(document.text)


def _says(document: Document, turn: Turn) -> bool:
    return any(re.search(r"\w", document.text[slice(*span)]) for span in turn.spans)


def _turn(document: Document, turn: Turn, asked: Mention | None) -> Finding | None:
    who = turn.label.who
    sentence = document.sentence_at(who.start)
    words = [w for w in sentence.words if w.span.overlaps(who)] if sentence else []
    answers = _answers(document, turn)
    if sentence is None or not (words or (answers and asked)):
        return None
    name = turn.label.name
    named = [w for w in words if name is None or name.holds(w.span)]
    after = [w for w in sentence.words if w.start >= who.end and w.end <= turn.label.turn]
    cue = after[-1] if after and after[-1].text in MARKS else None
    return Finding(
        sentence,
        turn.spans,
        (Rule.TRANSCRIPT,),
        SURE_OF_TURN,
        quote_type=quote_type(turn.spans, document.quotations),
        cue_lemma=cue.text if cue else None,
        cue_class=LABELLED,
        cue_spans=(cue.span,) if cue else (),
        cue_head=cue,
        mention=asked if answers else Mention(sentence, top(named or words), who),
        inherited=answers,
        calibrated=True,
    )


def _asked(document: Document) -> Mention | None:
    """The person who is named most often before the first turn, or else introduced after it."""
    first = document.turns[0].label.who.start
    named = [
        (s, e)
        for s in document.sentences
        for e in s.entities
        if e.type in PERSON_ENTITIES and e.span.end <= first
    ]
    if named and document.turns[0].label.who.end == first:
        above = _above(document, first)
        named = [(s, e) for s, e in named if e.span.start >= above]
    if not named:
        return _interviewed(document)
    surnames = [document.text[slice(*e.span)].split()[-1] for _, e in named]
    often = Counter(surnames).most_common(1)[0][0]
    same = [one for one, surname in zip(named, surnames, strict=True) if surname == often]
    return _mention(*max(same, key=lambda one: one[1].span.end - one[1].span.start))


def _above(document: Document, first: int) -> int:
    """Where the line begins that announces unlabelled answers: the last that does not ask."""
    ends = [s.span for s in document.sentences if s.span.end <= first and s.words[-1].text != "?"]
    return document.text.rfind("\n", 0, ends[-1].start) + 1 if ends else 0


def _interviewed(document: Document) -> Mention | None:
    """Whom lines beside the turns name: `Bo Poe spoke to us`, `This interview with Bo Poe`."""
    for sentence in document.sentences:
        for entity in sentence.entities:
            if document.turn_at(entity.span.start) or entity.type not in PERSON_ENTITIES:
                continue
            before = document.text[sentence.span.start : entity.span.start]
            verb = sentence.root
            speaks = verb is not None and verb.lemma in TALKING and sentence.child(verb, "nsubj")
            subject = speaks and mention_of(sentence, speaks).span.overlaps(entity.span)
            if subject or WITH.search(before):
                return _mention(sentence, entity)
    return None


def _mention(sentence: Sentence, entity: Entity) -> Mention | None:
    words = [w for w in sentence.words if w.span.overlaps(entity.span)]
    return Mention(sentence, top(words), entity.span) if words else None


def _titled(document: Document, found: Sequence[Finding]) -> Iterator[Finding]:
    """`Roe: plan is ready`, `Plan is ready: Roe` and `Plan is ready - minister` on a title line."""
    for sentence in document.sentences:
        if sentence.section not in TITLES or any(f.sentence is sentence for f in found):
            continue
        colons = [w for w in sentence.words if w.text == ":"]
        for colon in colons:
            left = _without_lead(sentence.words[: colon.index])
            right = sentence.words[colon.index + 1 :]
            for label, content in ((left, right), (right, left)):
                speaks = label is left and _is_office(label) and _is_clause(content)
                if len(content) >= SAYING and (speaks or _names(sentence, label)):
                    yield _title(document, sentence, label, content, colon)
                    break
            else:
                continue
            break
        else:
            yield from _dashed(document, sentence)


def _dashed(document: Document, sentence: Sentence) -> Iterator[Finding]:
    """`Mill ‘spied on’ its own bakers - union`, `Road will be shut – minister`."""
    dash = next((w for w in reversed(sentence.words) if w.text in DASHES), None)
    if dash is None:
        return
    content, label = sentence.words[: dash.index], sentence.words[dash.index + 1 :]
    speaks = _is_office(label) or any(_speaks(w) for w in label[-1:])
    plain = all(w.text.islower() for w in label) and len(label) < SAYING
    told = any(w.is_finite or w.text.startswith(OPENING) for w in content)
    phrase = [w for w in sentence.subtree(top(label)) if w.upos != "PUNCT"] if speaks else []
    apart = bool(phrase) and phrase[0].index > dash.index
    if apart and plain and told and len(content) >= SAYING:
        yield _title(document, sentence, label, content, dash)


def _speaks(word: Word) -> bool:
    noun = word.lemma.lower()
    finders = lexicon("document", "findings", "finders")
    return word.upos == "NOUN" and (noun in finders or noun in lexicon("organization"))


def _without_lead(words: Sequence[Word]) -> Sequence[Word]:
    # "WATCH l Bridge is safe: Roe", "VIDEO | …"
    if len(words) > 2 and words[0].text.isupper() and len(words[1].text) == 1:
        return words[2:]
    return words


def _is_office(words: Sequence[Word]) -> bool:
    # "Mayor: bridge is safe", "Police: bridge is closed"
    speaking = lexicon("person", "offices", "work") | lexicon("organization", "organs")
    who = bool(words) and words[-1].lemma.lower() in speaking
    return who and len(words) < SAYING


def _is_clause(words: Sequence[Word]) -> bool:
    marked = bool(words) and words[0].text in ("‘", "“")  # "Mayor: ‘No plans’ to sell"
    return marked or any(w.is_finite for w in words)


def _names(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether these words are a name of somebody, and little else."""
    words = [w for w in words if w.upos != "PUNCT"]
    if not 0 < len(words) <= SHORT_LABEL:
        return False
    if words[-1].lemma.lower() in lexicon("document", "findings", "finders"):
        return True
    return any(
        e.type in PERSON_ENTITIES | {"ORG"} and e.span.holds(words[-1].span)
        for e in sentence.entities
    )


def _title(
    document: Document,
    sentence: Sentence,
    label: Sequence[Word],
    content: Sequence[Word],
    colon: Word,
) -> Finding:
    label = [w for w in label if w.upos != "PUNCT"]
    words = content[:-1] if content[-1].text in LOOSE_ENDS else content
    span = Span(words[0].start, words[-1].end)
    return Finding(
        sentence,
        (span,),
        (Rule.TITLE_LABEL,),
        confidence(Rule.TITLE_LABEL, LABELLED),
        quote_type=quote_type((span,), document.quotations),
        cue_lemma=":",
        cue_class=LABELLED,
        cue_spans=(colon.span,),
        cue_head=colon,
        mention=Mention(sentence, top(label), Span(label[0].start, label[-1].end)),
    )
