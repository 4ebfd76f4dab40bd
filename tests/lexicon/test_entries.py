"""The tables of verbs and nouns: what they say, and what is refused in them."""

import re

import pytest

from quotes.lexicon.entries import FRAMES, classes, entries, read_classes, read_entries
from quotes.lexicon.source import DataFile
from quotes.text.kinds import Act

GROUP = (
    """# Verbs.
[say]
frames = ["clause"]
lemmas = """
    + '''"""say add
point_out write"""
prepositions = "speak of, talk about"
writing = "write"
'''
)

CLASS = """[say]
act = "speech"
negated = "declined"
traits = ["neutral", "aside"]
"""


def test_a_table_gives_its_verbs():
    table = read_entries("verbs", DataFile("verbs.toml", GROUP))
    assert set(table) == {"say", "add", "point out", "write", "speak", "talk"}
    (say,), (write,), (speak,) = table["say"], table["write"], table["speak"]
    assert say.frames == {"clause"}
    assert say.cue_class is classes()["say"]
    assert (speak.preposition, speak.frames) == ("of", {"preposition"})
    assert (say.act, write.act, speak.act) == (Act.SPEECH, Act.WRITING, Act.SPEECH)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("[say]", "[sya]", "line 2: unknown class 'sya'"),
        ("frames", "frame", "line 3: unknown key 'frame'"),
        ('["clause"]', '["clause", "claus"]', "line 3: unknown frame 'claus'"),
        ('["clause"]', '["noun clause"]', "line 3: unknown frame 'noun clause'"),
        ("talk about", "talk abuot", "line 6: unknown preposition 'abuot'"),
        ('writing = "write"', 'writing = "wirte"', "line 7: unknown lemma 'wirte'"),
        ('writing = "write"', 'act = "wirting"', "line 7: unknown act 'wirting'"),
        ('writing = "write"', 'class = "says"', "line 7: unknown class 'says'"),
        ("# Verbs.", "verbs = 1", "line 1: 'verbs' stands outside of a"),
        ("[say]", "[say", "at line 2"),
    ],
)
def test_what_is_unknown_is_refused_with_its_line(right, wrong, problem):
    assert right in GROUP
    source = DataFile("verbs.toml", GROUP.replace(right, wrong))
    with pytest.raises(ValueError, match=f"verbs.toml.*{re.escape(problem)}"):
        read_entries("verbs", source)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("negated", "negtaed", "line 3: unknown property 'negtaed'"),
        ("speech", "spech", "line 2: unknown act 'spech'"),
        ("declined", "declind", "line 3: unknown polarity 'declind'"),
        ("aside", "asdie", "line 4: unknown trait 'asdie'"),
        ('act = "speech"\n', "", "line 1: class 'say' has no act"),
    ],
)
def test_what_no_class_can_be_is_refused_with_its_line(right, wrong, problem):
    assert right in CLASS
    with pytest.raises(ValueError, match=f"classes.toml, {re.escape(problem)}"):
        read_classes(DataFile("classes.toml", CLASS.replace(right, wrong)))


@pytest.mark.parametrize(
    ("kind", "lemma", "acts"),
    [
        ("verbs", "say", {Act.SPEECH, Act.DOCUMENT}),  # "she said", "the report says"
        ("verbs", "tweet", {Act.WRITING}),
        ("verbs", "think", {Act.THOUGHT}),
        ("verbs", "predict", {Act.SPEECH}),
        ("verbs", "refuse", {Act.OTHER}),
        ("nouns", "belief", {Act.THOUGHT}),
        ("phrases", "according to", {Act.SPEECH}),
    ],
)
def test_act_of(kind, lemma, acts):
    assert {entry.act for entry in entries(kind)[lemma]} == acts


def test_each_class_has_its_words():
    used = {e.cue_class.name for kind in FRAMES for known in entries(kind).values() for e in known}
    assert used | {"other"} == set(classes())
