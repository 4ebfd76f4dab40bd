"""What a speaker did; the sentences are invented."""

import pytest
from corpora import document

from quotes.find.acts import act_of
from quotes.find.finding import Finding
from quotes.find.statements import prepare
from quotes.lexicon.entries import entries
from quotes.text.kinds import Act
from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word


def told(text, **words):
    """A finding of one sentence; of some words: part of speech, relation, head's place."""
    found, at = [], 0
    for index, form in enumerate(text.split(" ")):
        upos, relation, head = words.get(form, ("X", "dep", index - 1))
        found.append(Word(index, form, form, upos, "_", head, relation, at, at + len(form)))
        at += len(form) + 1
    article = prepare(document(text, [Sentence(found)]))
    sentence = article.sentences[0]
    cue = next(w for w in sentence.words if w.deprel == "root")
    who = sentence.child(cue, "nsubj")
    entry = entries("verbs")[cue.lemma][0]
    return Finding(
        sentence,
        (Span(len(text) - 4, len(text)),),
        ("clause",),
        1.0,
        act=entry.act,
        cue_class=entry.cue_class,
        cue_lemma=cue.lemma,
        cue_head=cue,
        cue_spans=(cue.span,),
        mention=Mention(sentence, who, who.span),
    )


@pytest.mark.parametrize(
    ("who", "verb", "act"),
    [
        ("mayor", "say", Act.SPEECH),
        ("ledger", "say", Act.DOCUMENT),
        ("figure", "suggest", Act.DOCUMENT),
        ("inquiry", "reveal", Act.DOCUMENT),
        ("inquiry", "say", Act.SPEECH),
        ("speech", "suggest", Act.SPEECH),
        ("notice", "say", Act.WRITING),
        ("villager", "discover", Act.THOUGHT),
        ("study", "discover", Act.DOCUMENT),
    ],
)
def test_who_tells_it(who, verb, act):
    words = {who: ("NOUN", "nsubj", 2), verb: ("VERB", "root", -1)}
    assert act_of(told(f"The {who} {verb} that it rains", **words)) == act


@pytest.mark.parametrize(
    ("place", "noun", "act"),
    [
        ("in a letter", "letter", Act.WRITING),
        ("on Facebook", "Facebook", Act.WRITING),
        ("in a voice message", "message", Act.SPEECH),
        ("in the garden", "garden", Act.SPEECH),
    ],
)
def test_where_it_is_told(place, noun, act):
    at = 2 + len(place.split())
    words = {
        "Roe": ("PROPN", "nsubj", 1),
        "say": ("VERB", "root", -1),
        noun: ("NOUN", "obl", 1),
        place.split()[0]: ("ADP", "case", at - 1),
        "voice": ("NOUN", "compound", at - 1),
    }
    assert act_of(told(f"Roe say {place} it rains", **words)) == act


def test_a_decision_is_no_speech():
    words = {
        "council": ("NOUN", "nsubj", 1),
        "agree": ("VERB", "root", -1),
        "to": ("PART", "mark", 3),
        "sell": ("VERB", "xcomp", 1),
    }
    assert act_of(told("council agree to sell land", **words)) == Act.OTHER
