"""How far a content goes; the sentences are invented."""

from dataclasses import replace

from corpora import document

from quotes.find.extent import apart, bounded, by_lines
from quotes.find.finding import Finding
from quotes.find.statements import prepare
from quotes.text.kinds import QuoteType
from quotes.text.span import Span
from quotes.text.tree import Mention, Sentence, Word


def parsed(text, **relations):
    """A document of one sentence, its words by blanks; `relations` of some of them."""
    words, at = [], 0
    for index, form in enumerate(text.split(" ")):
        relation = relations.get(form, "dep")
        words.append(Word(index, form, form, "X", "_", index - 1, relation, at, at + len(form)))
        at += len(form) + 1
    return prepare(document(text, [Sentence(words)]))


def finding(article, *contents, mention=None):
    sentence = article.sentences[0]
    spans = tuple(Span(article.text.index(c), article.text.index(c) + len(c)) for c in contents)
    named = mention and Mention(
        sentence, sentence.words[0], Span(article.text.index(mention), len(mention))
    )
    return Finding(sentence, spans, ("clause",), 1.0, QuoteType.MIXED, mention=named)


def texts(article, found):
    return [article.text[slice(*span)] for span in found.spans]


def test_a_that_which_leads_in_is_left_out():
    article = parsed("Roe said that the bridge was safe", that="mark")
    assert texts(article, bounded(article, finding(article, "that the bridge was safe"))) == [
        "the bridge was safe"
    ]


def test_a_that_which_says_something_stays():
    article = parsed("Roe said that was safe", that="nsubj")
    assert texts(article, bounded(article, finding(article, "that was safe"))) == ["that was safe"]


def test_what_is_left_in_marks_is_direct():
    article = parsed("Roe said that “we are ready and willing to go”", that="mark")
    found = bounded(article, finding(article, "that “we are ready and willing to go”"))
    assert texts(article, found) == ["“we are ready and willing to go”"]
    assert found.quote_type == QuoteType.DIRECT


def test_the_speaker_is_no_part_of_the_content():
    article = parsed("Roe is expected to promise help")
    found = bounded(article, finding(article, "Roe", "to promise help", mention="Roe"))
    assert texts(article, found) == ["to promise help"]


def test_no_part_is_told_twice():
    article = parsed("“One” she said adding “two”")
    both, second = finding(article, "“One”", "“two”"), finding(article, "“two”")
    assert [texts(article, f) for f in apart(article, [both, second])] == [["“One”"], ["“two”"]]


def test_marks_in_what_a_cue_tells_are_no_row_of_their_own():
    article = parsed("Roe said it was a “good place to be”")
    told = finding(article, "it was a “good place to be”", mention="Roe")
    told = replace(told, cue_spans=(Span(4, 8),))
    alone = replace(finding(article, "“good place to be”"), quote_type=QuoteType.DIRECT)
    assert apart(article, [told, alone]) == [told]


def test_of_two_cues_the_one_counts_that_knows_its_speaker():
    article = parsed("Roe said “it is late and dark” it was said")
    quoted = "“it is late and dark”"
    nobody, roe = finding(article, quoted), finding(article, quoted, mention="Roe")
    first = [replace(f, quote_type=QuoteType.DIRECT) for f in (nobody, roe)]
    assert [f.mention for f in apart(article, first)] == [first[1].mention]


def test_each_line_is_a_span_of_its_own():
    text = "“We left.\n\n“We came back.”"
    assert [text[slice(*s)] for s in by_lines(text, [Span(0, len(text))])] == [
        "“We left.",
        "“We came back.”",
    ]
