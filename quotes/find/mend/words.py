"""The words of a name, which all repairs of names ask for."""

from quotes.text.tree import Entity, Sentence, Word


def words_of(sentence: Sentence, entity: Entity) -> list[Word]:
    """The words that begin within a name."""
    return [w for w in sentence.words if entity.span.contains(w.start)]
