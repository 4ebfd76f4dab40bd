"""What single words are asked for, and where Stanza has no answer."""

from types import SimpleNamespace

from quotes.parse.single import lemmas_of, words_of


class Lemmatizer:
    """Knows some lemmas."""

    def process(self, document):
        """Lemmas of what it knows, None for the rest."""
        for word in document.sentences[0].words:
            word.lemma = {"went": "go"}.get(word.text)
        return document


def test_a_word_without_lemma_is_its_own():
    pairs = [("went", "VERB"), ("Ward", "PROPN"), ("went", "VERB")]
    assert lemmas_of(Lemmatizer(), pairs) == {("went", "VERB"): "go", ("Ward", "PROPN"): "Ward"}


def test_without_a_splitter_a_token_is_one_word():
    assert words_of(None, ["don't"]) == {"don't": ["don't"]}
    assert words_of(SimpleNamespace(), []) == {}
