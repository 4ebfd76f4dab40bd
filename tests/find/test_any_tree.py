"""Properties of the rules on any text and any tree, however odd."""

from corpora import document
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.extractor import attribute
from quotes.table.cells import read_spans
from quotes.table.rows import assemble
from quotes.text.article import Article
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

FORMS = (
    'said says told warned of that to “ ” ‘ ’ " : , . – according claim urged Roe Jane she it '
    "mayor the minister who as if not will declined accused he officials report and Hill Acme ’s "
    "( ) I quoted saying for which group company both engineer Dr same many party along with "
    "together today Sunday two three — members police website statement caucus ACME"
).split()
RELATIONS = (
    "nsubj obj iobj ccomp xcomp advcl obl nmod nmod:poss acl acl:relcl parataxis conj cc mark case "
    "punct aux aux:pass nsubj:pass appos flat advmod det compound:prt expl"
).split()
TAGS = ("VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "AUX", "ADV", "SCONJ")
LEMMAS = {"said": "say", "says": "say", "told": "tell", "warned": "warn", "urged": "urge"}


@st.composite
def parses(draw):
    """A text of a few paragraphs with a random tree over each."""
    text, sentences = "", []
    for paragraph in range(draw(st.integers(1, 3))):
        forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=14))
        words = []
        for i, form in enumerate(forms):
            start = len(text)
            text += form + draw(st.sampled_from(["", " ", " "]))
            head = draw(st.integers(0, i - 1)) if i else -1
            words.append(
                Word(
                    index=i,
                    text=form,
                    lemma=LEMMAS.get(form, form),
                    upos=draw(st.sampled_from(TAGS)),
                    feats=draw(st.sampled_from(["_", "Tense=Past|VerbForm=Fin", "VerbForm=Ger"])),
                    head=head,
                    deprel=draw(st.sampled_from(RELATIONS)) if i else "root",
                    start=start,
                    end=start + len(form),
                )
            )
        kinds = {"Roe": "PER", "Jane": "PER", "Hill": "LOC", "Acme": "ORG"}
        names = [Entity(w.span, kinds[w.text]) for w in words if w.text in kinds]
        if len(words) > 1 and draw(st.booleans()):  # one of several words
            first = draw(st.integers(0, len(words) - 2))
            span = Span(words[first].start, words[first + 1].end)
            kind = draw(st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
            names = [*(n for n in names if not n.span.overlaps(span)), Entity(span, kind)]
            names.sort(key=lambda n: n.span.start)
        section = draw(st.sampled_from(["body", "headline"]))
        sentences.append(Sentence(words, len(sentences), paragraph, section, names))
        text += "\n"
    return text, sentences


@settings(max_examples=150)
@given(parses())
def test_each_row_is_verbatim(parse):
    text, sentences = parse
    for quote in assemble([Article("a", text, "a")], [attribute(document(text, sentences))]):
        for cell, where in (
            (quote.content, quote.content_spans),
            (quote.cue, quote.cue_spans),
            (quote.mention, quote.mention_spans),
        ):
            if where is not None:
                assert cell == " … ".join(text[s.start : s.end] for s in read_spans(where))
        inside = read_spans(quote.content_spans)
        assert inside == sorted(inside)
        assert all(0 <= s.start < s.end <= len(text) for s in inside)
        assert 0 <= quote.confidence <= 1


@settings(max_examples=50)
@given(parses())
def test_a_run_names_what_an_article_names(parse):
    text, sentences = parse
    found = attribute(document(text, sentences))
    rows = assemble([Article("a", text, "a")], [found])
    assert len(rows) == len(found)
    assert [bool(r.speaker) for r in rows] == [f.speaker is not None for f in found]
