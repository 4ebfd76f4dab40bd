"""What Stanza says of single words, each asked once: lemmas by tag, parts of contractions.

Nothing is remembered from one article to the next: what a network says of a word differs in its
last bits with the words beside it, and no article is to depend on those before it.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def lemmas_of(processor: Any, pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Lemmas of words with their universal tags, by Stanza's lemmatizer."""
    from stanza.models.common.doc import Document

    asked = list(dict.fromkeys(pairs))
    if not asked:
        return {}
    rows = [{"id": i, "text": w, "upos": tag} for i, (w, tag) in enumerate(asked, start=1)]
    found = processor.process(Document([rows])).sentences[0].words
    return {pair: word.lemma or word.text for pair, word in zip(asked, found, strict=True)}


def words_of(processor: Any, tokens: Iterable[str]) -> Mapping[str, list[str]]:
    """Words of tokens that are several.

    Parameters
    ----------
    processor : Stanza's splitter; None where the models bring none, so that a token is one word.

    """
    from stanza.models.common.doc import Document

    asked = list(dict.fromkeys(tokens))
    if not asked or processor is None:
        return {token: [token] for token in asked}
    rows = [{"id": (i,), "text": w, "misc": "MWT=Yes"} for i, w in enumerate(asked, start=1)]
    split = processor.process(Document([rows])).sentences[0].tokens
    return {token.text: [word.text for word in token.words] for token in split}
