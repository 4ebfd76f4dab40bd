"""One statement told twice in a sentence; the sentences are invented."""

from dataclasses import replace

from corpora import document

from quotes.find.finding import Finding
from quotes.find.statements import prepare
from quotes.find.twice import told_once
from quotes.find.unsaid import is_topic
from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word

PRONOUNS = ("it", "he", "she")


def parsed(text):
    """A document of one sentence, its words by blanks, all of them below the last one."""
    words, at = [], 0
    forms = text.split(" ")
    for index, form in enumerate(forms):
        upos = "PRON" if form in PRONOUNS else "NOUN"
        head = len(forms) - 1 if index < len(forms) - 1 else -1
        words.append(Word(index, form, form, upos, "_", head, "dep", at, at + len(form)))
        at += len(form) + 1
    return prepare(document(text, [Sentence(words)]))


def told(article, who, cue, *contents, lemma="say"):
    """A finding: words of the text, the last place of each of them."""
    (sentence,) = article.sentences

    def place(words):
        return Span(article.text.rindex(words), article.text.rindex(words) + len(words))

    head = next(w for w in sentence.words if w.start == place(who).start)
    return Finding(
        sentence,
        tuple(map(place, contents)),
        ("clause",),
        1.0,
        cue_spans=(place(cue),),
        cue_lemma=lemma,
        mention=Mention(sentence, head, place(who)),
    )


def contents(article, found):
    return [[article.text[slice(*s)] for s in one.spans] for one in told_once(article, found)]


def test_who_said_so_closes_the_sentence():
    article = parsed("minister told reporters the bridge was safe, she said")
    frame = told(article, "minister", "told", "the bridge was safe")
    whole = told(article, "she", "said", "minister told reporters the bridge was safe")
    assert contents(article, [frame, whole]) == [["the bridge was safe"]]


def test_another_one_may_say_so():
    article = parsed("court told reporters the bridge was safe, she said")
    frame = told(article, "court", "told", "the bridge was safe")
    whole = told(article, "she", "said", "court told reporters the bridge was safe")
    assert len(contents(article, [frame, whole])) == 2


def test_what_follows_stays():
    article = parsed("minister said the bridge was safe, and the road was shut, she said")
    frame = told(article, "minister", "said the", "the bridge was safe")
    words = "minister said the bridge was safe, and the road was shut"
    whole = told(article, "she", "said", words)
    assert contents(article, [frame, whole]) == [["the bridge was safe"], ["the road was shut"]]


def test_according_to_whom_he_said():
    article = parsed("according to minister , the bridge was safe, she said on Monday")
    phrase = told(
        article,
        "minister",
        "according to",
        "the bridge was safe, she said on Monday",
        lemma="according to",
    )
    closing = told(article, "she", "said", "the bridge was safe")
    assert contents(article, [phrase, closing]) == [["the bridge was safe"]]


def test_two_asides():
    article = parsed("the dam, said Roe, is safe, and the road is shut, she added")
    first = told(article, "Roe", "said", "the dam", "is safe")
    second = told(article, "she", "added", "is safe, and the road is shut")
    assert contents(article, [first, second]) == [["the dam", "is safe"], ["the road is shut"]]


def test_a_noun_tells_again_what_its_phrase_does():
    article = parsed("according to guild forecast bread doubles")
    whole = "bread doubles"
    phrase = told(article, "guild forecast", "according to", whole, lemma="according to")
    noun = told(article, "guild", "forecast", whole)
    noun = replace(noun, cue_head=article.sentences[0].words[3])
    assert contents(article, [phrase, noun]) == [[whole]]


def test_whom_remarks_are_against_is_not_what_they_say():
    article = parsed("baker remarks against millers")
    remarks = replace(
        told(article, "baker", "remarks against", "millers"),
        cue_head=article.sentences[0].words[1],
    )
    article.sentences[0].words[1].lemma = "remark"
    assert is_topic(remarks)
    article.sentences[0].words[1].lemma = "warning"
    assert not is_topic(remarks)
