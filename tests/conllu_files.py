"""Parses as CoNLL-U files, read with the `conllu` package: what case files are made of."""

from collections.abc import Iterable, Iterator

import conllu

from quotes.text.span import Span
from quotes.text.tree import Entity, Sentence, Word


def read_conllu(text: str) -> Iterator[tuple[dict[str, str], list[Sentence]]]:
    """Documents as (comments of the first sentence, sentences).

    Offsets stand in MISC (`start_char=…|end_char=…`), as Stanza writes them.
    """
    metadata: dict[str, str] = {}
    sentences: list[Sentence] = []
    for tokens in conllu.parse(text):
        if "newdoc id" in tokens.metadata and sentences:
            yield metadata, sentences
            metadata, sentences = {}, []
        comments = tokens.metadata
        metadata = metadata or dict(comments)
        sentences.append(
            Sentence(
                [_word(token) for token in tokens if isinstance(token["id"], int)],
                number=len(sentences),
                paragraph=int(comments.get("paragraph", "0")),
                section=comments.get("section", "body"),
                entities=list(_entities(comments.get("entities", ""))),
            )
        )
    if sentences:
        yield metadata, sentences


def _word(token: conllu.Token) -> Word:
    feats = "|".join(f"{k}={v}" for k, v in (token["feats"] or {}).items()) or "_"
    return Word(
        index=token["id"] - 1,
        text=token["form"],
        lemma=token["lemma"],
        upos=token["upos"],
        xpos=token["xpos"] or "_",
        feats=feats,
        head=token["head"] - 1,
        deprel=token["deprel"],
        start=int(token["misc"]["start_char"]),
        end=int(token["misc"]["end_char"]),
        form=token["form"],
    )


def _entities(value: str) -> Iterator[Entity]:
    # "PER 0:14; ORG 20:24"
    for part in filter(None, value.split("; ")):
        kind, _, span = part.partition(" ")
        start, _, end = span.partition(":")
        yield Entity(Span(int(start), int(end)), kind)


def write_conllu(metadata: dict[str, str], sentences: Iterable[Sentence]) -> str:
    """The way back: what `read_conllu` reads."""
    chunks = []
    for i, sentence in enumerate(sentences):
        comments = dict(metadata) if i == 0 else {}
        comments["paragraph"] = str(sentence.paragraph)
        comments["section"] = sentence.section
        if sentence.entities:
            comments["entities"] = "; ".join(
                f"{e.type} {e.span.start}:{e.span.end}" for e in sentence.entities
            )
        lines = [f"# {key} = {value}" for key, value in comments.items()]
        for w in sentence.words:
            misc = f"start_char={w.start}|end_char={w.end}"
            row = (w.index + 1, w.text, w.lemma, w.upos, w.xpos, w.feats, w.head + 1, w.deprel)
            lines.append("\t".join(map(str, row)) + f"\t_\t{misc}")
        chunks.append("\n".join(lines))
    return "\n\n".join(chunks) + "\n"
