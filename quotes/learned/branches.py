"""Where words hang in the tree, seen from a cue: below it or beside it, and by which relations."""

from collections.abc import Sequence
from typing import NamedTuple

RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound",
    "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat",
    "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan",
    "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Those of Universal Dependencies, without subtypes."""


ELSEWHERE, HERE = 0, 1


BRANCHES = 2 + len(RELATIONS)


_NUMBERS = {name: number for number, name in enumerate(RELATIONS, start=2)}


class Tree(NamedTuple):
    """Heads (-1 for a root) and numbers of the relations of a segment's words."""

    heads: Sequence[int]
    relations: Sequence[int]


def numbered(relation: str) -> int:
    """The number of a relation; an unknown one is `dep`."""
    return _NUMBERS.get(relation.partition(":")[0], _NUMBERS["dep"])


def branches(tree: Tree, cue: range, start: int, end: int) -> list[tuple[int, int]]:
    """For each word from `start` to `end` how the cue and it hang from what governs both.

    Returns
    -------
    Pairs of the relation through which the cue hangs there, and of that through which the word
    does: `HERE` where the cue or the word governs the other, `ELSEWHERE` in another sentence.

    """
    chain = dict.fromkeys(cue, HERE)
    word = next((i for i in cue if tree.heads[i] not in cue), cue.start)
    while (above := tree.heads[word]) >= 0 and above not in chain:
        chain[above] = tree.relations[word]
        word = above
    known = {i: (side, HERE) for i, side in chain.items()}
    return [_branch(tree, chain, known, i) for i in range(start, end)]


def _branch(
    tree: Tree, chain: dict[int, int], known: dict[int, tuple[int, int]], word: int
) -> tuple[int, int]:
    path: list[int] = []
    while word >= 0 and word not in known:
        known[word] = (ELSEWHERE, ELSEWHERE)  # also where the tree goes in a circle
        path.append(word)
        word = tree.heads[word]
    found = known[word] if word >= 0 else (ELSEWHERE, ELSEWHERE)
    for below in reversed(path):
        if word in chain:
            found = (chain[word], tree.relations[below])
        known[below] = found
        word = below
    return found
