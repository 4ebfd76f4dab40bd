"""Who a mention stands for, rule by rule, on trees written by hand; all names are invented."""

import re
from pathlib import Path

import pytest
from corpora import document
from hypothesis import given
from hypothesis import strategies as st

from quotes.find.mention import closed, mention_of
from quotes.speakers.resolve import resolve
from quotes.text.kinds import SpeakerType
from quotes.text.span import Span
from quotes.text.tree import Entity, Mention, Sentence, Word

CASES = Path(__file__).with_name("speaker_sentences.txt").read_text(encoding="utf-8")
SENTENCES = {
    key: rest for line in CASES.splitlines() if "\t" in line for key, *rest in [line.split("\t")]
}


def article(*keys):
    """Text and sentences; "¶" begins a paragraph, "caption" a section of that name."""
    text, sentences, paragraph, section = "", [], 0, "body"
    for key in keys:
        if key in ("¶", "caption", "body"):
            paragraph += 1
            section = section if key == "¶" else key
            text += "\n\n"
            continue
        rows, *names = SENTENCES[key]
        words = []
        for index, row in enumerate(rows.split()):
            form, upos, head, relation = re.fullmatch(r"(.+?):([A-Z]+):(\d+):(.+)", row).groups()
            form, _, lemma = form.partition("=")
            glued = form.startswith("+") and len(form) > 1
            form = form[1:] if glued else form
            text += "" if glued or not text or text.endswith("\n") else " "
            lemma = lemma or (form if upos == "PROPN" else form.lower())
            span = len(text), len(text) + len(form)
            words.append(Word(index, form, lemma, upos, "_", int(head) - 1, relation, *span))
            text += form
        sentence = Sentence(words, len(sentences), paragraph, section)
        for name in names[0].split(" ; ") if names else ():
            kind, _, surface = name.partition(" ")
            at = text.index(surface, words[0].start)
            sentence.entities.append(Entity(Span(at, at + len(surface)), kind))
        sentences.append(sentence)
    return text, sentences


def subject(sentence):
    pronouns = [w for w in sentence.words if w.text == "he"]
    subjects = [w for w in sentence.words if w.rel == "nsubj"]
    return (pronouns or subjects or sentence.words)[0]


def last_speaker(*keys, form=None):
    """Resolve the subject of every sentence; who speaks in the last one, or at `form`."""
    text, sentences = article(*keys)
    heads = [subject(s) for s in sentences]
    if form:
        heads[-1] = next(w for w in sentences[-1].words if w.text == form)
    mentions = [mention_of(s, w) for s, w in zip(sentences, heads, strict=True)]
    return resolve(document(text, sentences), mentions)[-1]


RESOLVED = [
    # names
    ("Jude", "Jude Roe", "person", None, "name"),
    ("Jude+Roe", "Jude Roe", "person", None, "surname"),
    ("Roe+Jude+Roe", "Jude Roe", "person", None, "surname"),
    ("Roe", "Roe", "person", None, "name"),
    ("Jude+Ms", "Jude Roe", "person", None, "surname"),
    ("Jude Jr+Jr", "Al Roe Jr.", "person", None, "surname"),
    ("Al Sr+Jude Jr+younger", "Al Roe Jr.", "person", None, "surname"),
    ("Al Sr+Jude Jr+elder", "Al Roe Sr.", "person", None, "surname"),
    ("surnamed", "Poe", "person", "officer", "name"),
    ("union president", "Bo", "person", "president", "name"),
    ("Jude+Mayor", "Jude Roe", "person", "Mayor", "surname"),
    ("Jude+Mayor in name", "Jude Roe", "person", "Mayor", "surname"),
    ("Queen", "Queen Maud", "person", "Queen", "name"),
    ("Sun+Sun's", "Sun Mei", "person", None, "surname"),
    ("Jude+Roe, a place", "Jude Roe", "person", None, "surname"),
    ("Jude+Roe+Bo+Roe", "Jude Roe", "person", None, "surname"),
    ("Jude+Roe+rain+rain+Bo+Roe", "Bo Roe", "person", None, "surname"),
    ("Jude+Bo+Roe", "Bo Roe", "person", None, "surname"),
    ("Jude, mayor+Bo+Mayor", "Jude Roe", "person", "mayor of Hill", "surname"),
    ("unlisted", "Ann Poe", "person", None, "name"),
    # roles
    ("secretary", "Ann", "person", "U.S. Secretary of Trade", "name"),
    ("secretary, low", "Ann Poe", "person", "U.S. Secretary of Trade", "name"),
    ("spokesman", "Al Poe", "person", "spokesman", "name"),
    ("A spokeswoman,", "Jude Roe", "person", "spokeswoman", "name"),
    ("Jude, mayor", "Jude Roe", "person", "mayor of Hill", "name"),
    ("Jude, mayor+Roe", "Jude Roe", "person", "mayor of Hill", "surname"),
    ("Jude is+Roe", "Jude Roe", "person", "teacher", "surname"),
    ("Ms+¶+Her Excellency", "Emir Jude", "person", "Emir", "name"),
    ("for", "spokesman for Mayor Roe", "anonymous", None, "own words"),
    # groups of names
    ("joined", "Jude Roe and Bo", "group", None, "conjoined"),
    ("three", "Jude and Bo and Al", "group", None, "conjoined"),
    ("Roe and Sons", "Roe and Sons", "organization", None, "name"),
    ("joined+They", "Jude Roe and Bo", "group", None, "pronoun"),
    # pronouns
    ("Jude+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude met Al+He", "Jude Roe", "person", None, "pronoun"),
    ("Ms Poe+Jude+rain+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+Ms Poe+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+She+Bo+He+She", "Jude Roe", "person", None, "pronoun"),
    ("Jude+¶+He+¶+rain+¶+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+While", "Poe", "person", None, "cataphora"),
    ("Jude+Poe late", "Jude Roe", "person", None, "pronoun"),
    ("Jude+“Poe”", "Jude Roe", "person", None, "pronoun"),
    ("Jude+“Poe agreed”+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+¶+rain+¶+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+a leader+He", "Jude Roe", "person", None, "pronoun"),
    ("Jude+caption+Ms Poe+rain+rain+rain+body+She", "Jude Roe", "person", None, "pronoun"),
    ("A senior official+He", "senior Chilean official", "anonymous", None, "pronoun"),
    ("Chile+It", "Chile", "country", None, "pronoun"),
    ("Jude+Acme+It", "Acme Corp.", "organization", None, "pronoun"),
    ("report+It", "new report", "document", None, "pronoun"),
    ("Acme+They", "Acme Corp.", "organization", None, "pronoun"),
    ("who", "Jude Roe", "person", None, "relative"),
    ("Jude+his lawyer", "Jude Roe’s lawyer", "anonymous", None, "own words"),
    # descriptions
    ("Jude, president+The leader", "Jude Roe", "person", "president", "role"),
    ("of a place", "Al Poe", "person", "member for Hill", "name"),
    ("Chile party", "Chile Avanza", "organization", None, "name"),
    ("Ms Poe+wept", "Jude Roe", "person", None, "same clause"),
    ("both countries+The two sides", "Chile and Peru", "group", None, "description"),
    ("Chilean minister+The Danish minister", "Danish minister", "anonymous", None, "own words"),
    ("Jude, president+The veteran leader", "Jude Roe", "person", "president", "variation"),
    ("Acme+The safety body", "Acme Corp.", "organization", None, "variation"),
    ("Mr Poe+Ms Poe", "Ms Poe", "person", None, "surname"),
    ("Ms Poe+Mr Poe+Ms Poe", "Ms Poe", "person", None, "surname"),
    ("Jude is+The governor", "governor", "anonymous", None, "own words"),
    ("Jude+The 25-year-old", "Jude Roe", "person", None, "variation"),
    ("joined+The couple", "Jude Roe and Bo", "group", None, "description"),
    ("Prime Minister+The PM", "Jude Roe", "person", "Prime Minister", "role"),
    ("MPs", "two MPs", "group", None, "own words"),
    ("A senior official", "senior Chilean official", "anonymous", None, "own words"),
    ("A senior official+The official", "senior Chilean official", "anonymous", None, "description"),
    ("A senior official+The senior official", "senior Chilean official", "anonymous", None,
     "description"),
    ("A senior official+The senior Danish official", "senior Danish official", "anonymous", None,
     "own words"),
    ("A senior official+The Danish official", "Danish official", "anonymous", None, "own words"),
    ("A Danish official+The senior official", "senior official", "anonymous", None, "own words"),
    ("Jude, mayor+rain+The mayor", "Jude Roe", "person", "mayor of Hill", "role"),
    ("The mayor+Jude, mayor+The mayor", "Jude Roe", "person", "mayor of Hill", "role"),
    ("Jude, mayor+The deputy mayor", "deputy mayor", "anonymous", None, "own words"),
    ("Jude, mayor+A deputy mayor+The deputy mayor", "Al Poe", "person", "Deputy Mayor", "role"),
    ("Jude, mayor+A deputy mayor+The mayor", "Jude Roe", "person", "mayor of Hill", "role"),
    ("The mayor", "mayor", "anonymous", None, "own words"),
    ("officials", "Chilean officials", "group", None, "own words"),
    ("Critics", "critics in town", "group", None, "own words"),
    ("sources", "various sources", "anonymous", None, "own words"),
    ("anonymity", "officials", "anonymous", None, "own words"),
    ("familiar", "people familiar with the plan", "anonymous", None, "own words"),
    ("many of", "many of the residents", "group", None, "quantity"),
    ("report", "new report", "document", None, "own words"),
    ("in two parts", "anti-graft body", "organization", None, "own words"),
    ("in parts", "three-day press survey", "document", None, "own words"),
    ("report+rain+The report", "new report", "document", None, "description"),
    # bodies and countries
    ("Chile", "Chile", "country", None, "name"),
    ("the Council", "State Yuan", "organization", None, "name"),
    ("U.K.", "United Kingdom", "country", None, "name"),
    ("Santiago", "Santiago", "country", None, "name"),
    ("ministry", "Health Ministry", "organization", None, "name"),
    ("ministry+The ministry", "Health Ministry", "organization", None, "description"),
    ("Chilean ministry+ministry", "Chilean Health Ministry", "organization", None, "name"),
    ("administration", "Roe administration", "organization", None, "own words"),
    ("Acme+The company", "Acme Corp.", "organization", None, "only one"),
    ("Acme+Zeta+The company", "company", "organization", None, "own words"),
    ("unlisted lake", "ZBC", "organization", None, "name"),
    ("Greens", "Greens", "group", None, "name"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "kind", "role", "rule"), RESOLVED)
def test_mention_resolves_to(case, name, kind, role, rule):
    speaker = last_speaker(*case.split("+"))
    assert speaker is not None
    assert speaker[:4] == (name, kind, role, rule)
    assert 0 < speaker.confidence <= 1


@pytest.mark.parametrize(
    "case",
    [
        "He",
        "It",
        "They",
        "I",
        "Jude+I",
        "people",
        "many",
        "nobody",
        "rain",
        "Chile+He",
        "Jude+It",
        "Jude+They",
        "Ms Poe+She+rain+He",
        "Jude+" + "rain+" * 9 + "He",
        "caption+Jude+body+He",
        "joined+He",
        "Poe late",
    ],
)
def test_unknown_stays_unknown(case):
    assert last_speaker(*case.split("+")) is None


def test_possessor_is_named_without_its_ending():
    assert last_speaker("Jude", "Roe's", form="Roe").name == "Jude Roe"


@pytest.mark.parametrize(
    ("words", "after", "expected"),
    [
        ("Jude Roe, a teacher", ", said", "Jude Roe, a teacher,"),
        ("Jude Roe", ", said", "Jude Roe"),
        ("Jude Roe, a teacher", ".", "Jude Roe, a teacher"),
        ("Jude Roe, a teacher", "", "Jude Roe, a teacher"),
    ],
)
def test_an_apposition_keeps_the_comma_that_closes_it(words, after, expected):
    text = f"Yes, {words}{after}"
    span = closed(text, Span(5, 5 + len(words)))
    assert text[slice(*span)] == expected


def test_who_is_introduced_is_named_later():
    text, sentences = article("a former teacher", "¶", "Jude, teacher")
    first, last = (mention_of(s, subject(s)) for s in sentences)
    assert [s.name for s in resolve(document(text, sentences), [first, last])] == ["Jude Roe"] * 2
    text, sentences = article("a former teacher", "¶", "Jude, mayor")
    found = resolve(document(text, sentences), [mention_of(s, subject(s)) for s in sentences])
    assert [s.name for s in found] == ["former Hill teacher", "Jude Roe"]


def test_gender_of_a_title_excludes():
    assert last_speaker("Ms Poe", "He") is None


def test_order_of_mentions_does_not_matter():
    text, sentences = article("Jude", "Ms Poe", "She", "Roe", "It")
    mentions = [mention_of(s, subject(s)) for s in sentences]
    assert (
        resolve(document(text, sentences), mentions[::-1])
        == resolve(document(text, sentences), mentions)[::-1]
    )


def test_both_conjuncts_must_be_in_the_mention():
    text, sentences = article("joined")
    head = sentences[0].words[0]
    [speaker] = resolve(document(text, sentences), [Mention(sentences[0], head, Span(0, 8))])
    assert speaker.name == "Jude Roe"


@st.composite
def trees(draw):
    """Sentences of any words in any tree, with any names."""
    forms = st.sampled_from(
        [
            "Roe",
            "he",
            "who",
            "The",
            "official",
            "Chile",
            "U.S.",
            "its",
            "reports",
            "'s",
            "and",
            ",",
            "people",
            "X",
        ]
    )
    tags = st.sampled_from(
        ["NOUN", "PROPN", "PRON", "VERB", "DET", "ADJ", "ADP", "PUNCT", "PART", "NUM", "CCONJ"]
    )
    relations = st.sampled_from(
        [
            "nsubj",
            "appos",
            "flat",
            "compound",
            "nmod",
            "nmod:poss",
            "acl:relcl",
            "conj",
            "cc",
            "advcl",
            "obl",
            "parataxis",
            "ccomp",
        ]
    )
    sentences, at = [], 0
    for number in range(draw(st.integers(1, 4))):
        words = []
        for index in range(draw(st.integers(1, 9))):
            form = draw(forms)
            # a head before or after: cycles too, which a broken file may hold
            head, rel = draw(st.integers(0, 8)), draw(relations)
            words.append(Word(index, form, form, draw(tags), "_", head, rel, at, at + len(form)))
            at += len(form) + 1
        for word in words:
            word.head = word.head % len(words) - (word.index == 0)
        sentence = Sentence(words, number, draw(st.integers(0, 2)))
        for word in draw(st.lists(st.sampled_from(words), max_size=3)):
            kind = draw(st.sampled_from(["PER", "ORG", "LOC", "NORP", "GPE", "DATE"]))
            sentence.entities.append(Entity(word.span, kind))
        sentences.append(sentence)
    return " ".join(w.text for s in sentences for w in s.words), sentences


@given(trees(), st.randoms())
def test_any_tree_gives_an_answer_for_each_mention(tree, random):
    text, sentences = tree
    mentions = [Mention(s, w, w.span) for s in sentences for w in s.words]
    random.shuffle(mentions)
    speakers = resolve(document(text, sentences), mentions)
    assert len(speakers) == len(mentions)
    for speaker in speakers:
        assert speaker is None or (speaker.name and speaker.type in set(SpeakerType))
