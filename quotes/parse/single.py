"""What Stanza says of single words, each asked once: lemmas by tag, parts of contractions."""

from collections.abc import Iterable, Sequence
from typing import Any

REMEMBERED = 50_000  # words


class Lemmas:
    """Stanza's lemmatizer, which looks at single words, with a memory.

    Parameters
    ----------
    processor : Stanza's.

    """

    def __init__(self, processor: Any):
        self._processor = processor
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        """Lemmas of words with their universal tags."""
        from stanza.models.common.doc import Document

        pairs = list(pairs)
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            rows = [{"id": i, "text": w, "upos": tag} for i, (w, tag) in enumerate(new, start=1)]
            found = self._processor.process(Document([rows])).sentences[0].words
            self._known.update(zip(new, (word.lemma for word in found), strict=True))
        lemmas = [self._known[pair] for pair in pairs]
        if len(self._known) > REMEMBERED:
            self._known.clear()
        return lemmas


class Contractions:
    """Stanza's splitter of tokens that are several words, with a memory.

    Parameters
    ----------
    processor : Stanza's; None where the models bring none, so that a token is one word.

    """

    def __init__(self, processor: Any):
        self._processor = processor
        self._known: dict[str, list[str]] = {}

    def learn(self, tokens: Iterable[str]) -> None:
        """Split those that are not known yet, together."""
        from stanza.models.common.doc import Document

        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = [text for text in dict.fromkeys(tokens) if text not in self._known]
        if not new or self._processor is None:
            self._known.update((text, [text]) for text in new)
            return
        rows = [{"id": (i,), "text": w, "misc": "MWT=Yes"} for i, w in enumerate(new, start=1)]
        for token in self._processor.process(Document([rows])).sentences[0].tokens:
            self._known[token.text] = [word.text for word in token.words]

    def __getitem__(self, token: str) -> Sequence[str]:
        """Its words."""
        return self._known[token]
