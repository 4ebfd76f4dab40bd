r"""Sentences as CoNLL-U, and back: trees in its columns, names and place in its comments.

MISC tells where a word stands in the text, as Stanza writes it (`start_char=…|end_char=…`); its
form is as the models were given it. Blanks and control characters in a column are `\uXXXX`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quotes.text.kinds import Section
from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word

if TYPE_CHECKING:
    from conllu import Token

ODD = re.compile(r"[\\\s\x00-\x1f\x7f-\x9f]")
ESCAPED = re.compile(r"\\u([\da-f]{4})")


def to_conllu(sentences: Iterable[Sentence]) -> str:
    """Write sentences, with an empty line after each."""
    return "".join(_block(sentence) for sentence in sentences)


def from_conllu(written: str, text: str) -> list[Sentence]:
    """Read sentences of this text.

    Raises
    ------
    conllu.exceptions.ParseException, KeyError, ValueError
        for what `to_conllu` did not write.

    """
    from conllu import parse

    sentences = []
    for number, tokens in enumerate(parse(written, field_parsers={"feats": _column})):
        told = tokens.metadata
        words = [_word(token, text) for token in tokens]
        section, names = Section(told["section"]), list(_entities(told.get("entities", "")))
        sentences.append(Sentence(words, number, int(told["paragraph"]), section, names))
    return sentences


def _block(sentence: Sentence) -> str:
    lines = [f"# paragraph = {sentence.paragraph}", f"# section = {sentence.section}"]
    if sentence.entities:
        names = (f"{_safe(e.type)} {e.span.start}:{e.span.end}" for e in sentence.entities)
        lines.append(f"# entities = {'; '.join(names)}")
    lines += map(_line, sentence.words)
    return "\n".join(lines) + "\n\n"


def _line(word: Word) -> str:
    place = f"start_char={word.start}|end_char={word.end}"
    told = (word.form or word.text, word.lemma, word.upos, word.xpos, word.feats)
    tree = (str(word.head + 1), word.deprel, "_", place)
    return "\t".join((str(word.index + 1), *map(_safe, told), *tree))


def _word(token: "Token", text: str) -> Word:
    start, end = int(token["misc"]["start_char"]), int(token["misc"]["end_char"])
    return Word(
        index=token["id"] - 1,
        text=text[start:end],
        lemma=_plain(token["lemma"]),
        upos=_plain(token["upos"]),
        feats=_plain(token["feats"]),
        head=token["head"] - 1,
        deprel=token["deprel"],
        start=start,
        end=end,
        xpos=_plain(token["xpos"] or "_"),
        form=_plain(token["form"]),
    )


def _entities(value: str) -> Iterator[Entity]:
    # "PER 0:14; ORG 20:24"
    for part in filter(None, value.split("; ")):
        kind, _, span = part.partition(" ")
        start, _, end = span.partition(":")
        yield Entity(Span(int(start), int(end)), _plain(kind))


def _column(line: list[str], number: int) -> str:
    return line[number]


def _safe(cell: str) -> str:
    return ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", cell)


def _plain(cell: str) -> str:
    return ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), cell)
