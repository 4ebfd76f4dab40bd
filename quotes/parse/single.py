"""What Stanza says of single words, each asked once: lemmas by tag, parts of contractions.

Nothing is remembered from one article to the next: what a network says of a word differs in its
last bits with the words beside it, and no article is to depend on those before it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from quotes.parse.endings import Changes, lemma

ITSELF = {"PROPN", "NUM", "SYM", "PUNCT", "X"}
"""Tags of words that are their own lemmas, where they are no plural."""


def is_itself(word: str, tag: str) -> bool:
    """Whether it has no other form than its own, as far as its tag tells."""
    return tag in ITSELF and not word.endswith("s")


def lemmas_of(
    processor: Any, pairs: Iterable[tuple[str, str]], changes: Changes | None = None
) -> Mapping[tuple[str, str], str]:
    """Lemmas of words with their universal tags, by Stanza's lemmatizer.

    Its table is asked first, and its network only for words that have other forms than their own,
    or these `changes` in its place.
    """
    from stanza.models.common.doc import Document

    asked = list(dict.fromkeys(pairs))
    told = zip(asked, processor.trainer.predict_dict(asked), strict=True)
    known = zip(told, processor.trainer.skip_seq2seq(asked), strict=True)
    lemmas = {
        pair: told_lemma for (pair, told_lemma), is_listed in known if is_listed or is_itself(*pair)
    }
    others = [pair for pair in asked if pair not in lemmas]
    if changes is not None:
        lemmas |= {pair: lemma(changes, *pair) for pair in others}
    elif others:
        rows = [{"id": i, "text": w, "upos": tag} for i, (w, tag) in enumerate(others, start=1)]
        found = processor.process(Document([rows])).sentences[0].words
        lemmas |= {p: word.lemma for p, word in zip(others, found, strict=True)}
    return {pair: lemmas[pair] or pair[0] for pair in asked}


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
