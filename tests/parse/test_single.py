"""What single words are asked for, and where Stanza has no answer."""

from types import SimpleNamespace

from quotes.parse.endings import Change
from quotes.parse.single import lemmas_of, words_of


class Lemmatizer:
    """Has some lemmas in its table, and reads others; of the rest it has none."""

    def __init__(self):
        self.trainer, self.read = self, []

    def predict_dict(self, pairs):
        """Lemmas by the table, else the words."""
        return [{"went": "go"}.get(word, word) for word, _ in pairs]

    def skip_seq2seq(self, pairs):
        """What the table has."""
        return [word == "went" for word, _ in pairs]

    def process(self, document):
        """Lemmas by reading."""
        for word in document.sentences[0].words:
            self.read.append(word.text)
            word.lemma = {"wugged": "wug"}.get(word.text)
        return document


def test_only_words_that_have_other_forms_are_read():
    words = Lemmatizer()
    pairs = [("went", "VERB"), ("Ward", "PROPN"), ("wugged", "VERB"), ("blick", "NOUN")]
    found = lemmas_of(words, [*pairs, ("Wards", "PROPN"), ("went", "VERB")])
    assert list(found.values()) == ["go", "Ward", "wug", "blick", "Wards"]
    assert words.read == ["wugged", "blick", "Wards"]


def test_changes_take_the_place_of_the_network():
    words = Lemmatizer()
    changes = {("VERB", "ged"): Change(3, ""), ("VERB", ""): Change(0, "")}
    found = lemmas_of(words, [("went", "VERB"), ("wugged", "VERB"), ("blick", "NOUN")], changes)
    assert list(found.values()) == ["go", "wug", "blick"]
    assert words.read == []


def test_without_a_splitter_a_token_is_one_word():
    assert words_of(None, ["don't"]) == {"don't": ["don't"]}
    assert words_of(SimpleNamespace(), []) == {}
