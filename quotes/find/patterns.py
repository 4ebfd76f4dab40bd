"""The shapes in which English reports speech, as paths over a dependency tree.

A path starts at the cue. `>ccomp` goes down to a child with that relation, `<parataxis` up to
the governor that the cue hangs from by it; `+` joins two parts into one content, `|` lists
alternatives, the first that fits wins. In brackets stands a condition: the lemma of a `case`,
`mark` or `advmod` child of the part (of the cue, for `<`), `*` for the preposition that the
lexicon gives, `-` for no such child, `”` for a part that holds quotation marks, `noun` for
one headed by a reporting noun.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.lexicon.entries import entries
from quotes.text.tree import Sentence, Word

MARKERS = ("case", "mark", "advmod")


QUOTING = frozenset({*'“”„«»‘’"', "'", "``", "''"})


TERM = re.compile(r"(?P<way>[<>])(?P<relation>[a-z]+(?::[a-z]+)?)(?:\[(?P<condition>[^\]]+)\])?")


class Pattern(NamedTuple):
    """One shape: its name (it goes into the table), the kind of cue, the way to the content."""

    name: str
    kind: str
    path: str
    example: str


# Order matters: for one cue the first shape that fits decides.
PATTERNS = (
    Pattern(
        "request",
        "verb",
        ">obj + >xcomp[to] | >iobj + >xcomp[to] | >obj + >ccomp[to] | >obj + >advcl[to]",
        "The minister urged lawmakers to vote.",
    ),
    Pattern(
        "charge",
        "verb",
        ">obj + >obl[of] | >obj + >advcl[of] | >obj + >obl[for] | >obj + >advcl[for]",
        "Critics accused the minister of delay.",
    ),
    Pattern(
        "label",
        "verb",
        ">obj + >xcomp[-] | >obj + >obl[as] | >obj + >xcomp[as] | >obj + >advcl[as] "
        "| >obj + >ccomp[-] | >obj + >obj[-] | >ccomp[-]",
        "She called the plan a mistake.",
    ),
    Pattern(
        "object as",
        "verb",
        ">obj + >obl[as] | >obj + >xcomp[as] | >obj + >advcl[as] | >obj + >obl[to] "
        "| >obj + >advcl[to]",
        "She described the plan as a mistake.",
    ),
    Pattern(
        "clause",
        "verb",
        ">ccomp | >advcl[that] | >acl[that] | >xcomp[that]",
        "The minister said the plan was ready.",
    ),
    Pattern(
        "preposition",
        "verb",
        ">obl[*] + >xcomp[to] | >obl[*] + >advcl[to] | >obl[*] | >advcl[*] | >ccomp[*] | >xcomp[*]",
        "The minister warned of delays.",
    ),
    Pattern("gerund", "verb", ">xcomp[-]", "The minister denied hiding the report."),
    Pattern("infinitive", "verb", ">xcomp[to]", "The minister promised to resign."),
    Pattern("parenthetical", "verb", "<parataxis", "“The plan,” she said, “is ready.”"),
    Pattern("as-clause", "verb", "<advcl[as]", "The plan failed, as the minister had warned."),
    Pattern(
        "reported object",
        "verb",
        ">obj[noun] + >obl[about] | >obj[noun] + >obl[over] | >obj[noun] + >obl[on] | >obj[noun]",
        "The minister raised concerns about the plan.",
    ),
    Pattern("quoted object", "verb", ">obj[”]", "The minister promised “a new start”."),
    Pattern("evidence", "verb", ">obj", "The survey found little support."),
    Pattern("object", "verb", ">obj | >nsubj:pass", "The minister denied the report."),
    Pattern(
        "noun clause",
        "noun",
        ">acl[that] | >ccomp[that] | >ccomp | >acl:relcl[that]",
        "His claim that the plan failed is wrong.",
    ),
    Pattern(
        "noun infinitive",
        "noun",
        ">acl[to] | >xcomp[to]",
        "Its promise to pay was kept.",
    ),
    Pattern("noun preposition", "noun", ">nmod[*] | >acl[*]", "Calls for reform grew."),
    Pattern(
        "according to",
        "phrase",
        "<obl | <nmod | <advcl | <parataxis",
        "The plan is ready, according to the minister.",
    ),
)


BY_POSITION = Pattern(
    "position", "verb", "", "The minister added at the end that the plan was ready."
)


class Part(NamedTuple):
    """One part of a content: the word it hangs from, and whether the path went up to it."""

    root: Word
    upwards: bool
    marker: Word | None


def parse_path(path: str) -> tuple[tuple[re.Match[str], ...], ...]:
    """Alternatives, each a series of terms.

    Raises
    ------
    ValueError
        when a term is not of the notation; it is named.

    """
    alternatives = []
    for alternative in path.split(" | "):
        terms = []
        for term in alternative.strip().split(" + "):
            match = TERM.fullmatch(term.strip())
            if match is None:
                raise ValueError(f"pattern path {path!r}: {term!r} is no term like '>ccomp[that]'")
            terms.append(match)
        alternatives.append(tuple(terms))
    return tuple(alternatives)


PATHS = {pattern.name: parse_path(pattern.path) for pattern in PATTERNS}


def follow(
    sentence: Sentence, cue: Word, pattern: Pattern, preposition: str | None = None
) -> list[Part]:
    """Parts of the content that this shape gives from the cue; none when it does not fit."""
    for terms in PATHS[pattern.name]:
        parts: list[Part] = []
        for term in terms:
            part = _step(sentence, cue, term, preposition, [p.root for p in parts])
            if part is None:
                break
            parts.append(part)
        else:
            return parts
    return []


def _step(
    sentence: Sentence,
    cue: Word,
    term: re.Match[str],
    preposition: str | None,
    used: Sequence[Word],
) -> Part | None:
    relation, condition = term["relation"], term["condition"]
    if term["way"] == "<":
        governor = sentence.head(cue)
        if governor is None or relation not in (cue.rel, cue.deprel):
            return None
        fits, marker = _condition(sentence, cue, condition, preposition)
        return Part(governor, True, marker) if fits else None
    found = []
    for word in sentence.children(cue, relation) or _indirect(sentence, cue, relation):
        fits, marker = _condition(sentence, word, condition, preposition)
        if fits and word not in used:
            found.append(Part(word, False, marker))
    # Of two clauses the longer is what is said: "said, who knew him, that the plan was ready"
    if relation == "ccomp":
        found.sort(key=lambda part: -len(sentence.subtree(part.root)))
    return found[0] if found else None


def _indirect(sentence: Sentence, cue: Word, relation: str) -> list[Word]:
    # "accused the firm of lying": parsers take the firm for an indirect object
    return sentence.children(cue, "iobj") if relation == "obj" else []


def _condition(
    sentence: Sentence, word: Word, condition: str | None, preposition: str | None
) -> tuple[bool, Word | None]:
    if condition is None:
        return True, None
    if condition == "”":
        return any(_is_mark(w) for w in sentence.subtree(word)), None
    if condition == "noun":
        return word.lemma.lower() in entries("nouns"), None
    markers = sentence.children(word, *MARKERS)
    if condition == "-":
        return not any(m.rel in ("case", "mark") for m in markers), None
    lemma = preposition if condition == "*" else condition
    if condition == "*":  # "warned of", not "ahead of"
        markers = [m for m in markers if m.index == sentence.subtree(word)[0].index]
    for marker in markers:
        if marker.lemma.lower() == lemma or marker.text.lower() == lemma:
            return True, marker
    return False, None


def _is_mark(word: Word) -> bool:
    return word.upos == "PUNCT" and word.text in QUOTING


def fitting(
    sentence: Sentence, cue: Word, names: Sequence[str], preposition: str | None = None
) -> Iterator[tuple[Pattern, list[Part]]]:
    """The shapes of these names that fit, in the table's order."""
    for pattern in PATTERNS:
        if pattern.name in names:
            parts = follow(sentence, cue, pattern, preposition)
            if parts:
                yield pattern, parts
