"""Characters that may be quotation marks, apostrophes or hyphens, and what their shapes say."""

from typing import Literal

Role = Literal["open", "close", "either"]


# What a mark's shape says of its role. Families are paired in this order, so that a stray
# apostrophe can never break up a pair of double marks.
SHAPES: dict[str, dict[Role, tuple[str, ...]]] = {
    "double": {
        "open": ("“", "„", "‟", "〝", "``", "‘‘", "‘’"),
        "close": ("”", "〞", "’’"),
        "either": ('"', "＂", "″", "''"),
    },
    "«": {"open": ("«",), "close": ("»",), "either": ()},
    "‹": {"open": ("‹",), "close": ("›",), "either": ()},
    "single": {
        "open": ("‘", "‚", "‛", "`"),
        "close": ("’", "´"),
        "either": ("'", "′", "＇"),
    },
}


SHAPE: dict[str, tuple[str, Role]] = {
    mark: (family, role)
    for family, shapes in SHAPES.items()
    for role, marks in shapes.items()
    for mark in marks
}


# For those who look at marks one by one: all, those that may close, those that no apostrophe looks
# like, those of them that may open, apostrophes, hyphens, dashes.
QUOTATION_MARKS = frozenset(SHAPE)
CLOSING_MARKS = frozenset(mark for mark, (_, role) in SHAPE.items() if role != "open")
DOUBLE_MARKS = frozenset(mark for mark, (family, _) in SHAPE.items() if family != "single")
DOUBLE_OPENING = frozenset(mark for mark in DOUBLE_MARKS if SHAPE[mark][1] != "close")
APOSTROPHES = "'’‘´`′＇"  # whatever writers type for one
HYPHENS = frozenset("-‐‑")
DASHES = ("-", "–", "—", "--")
QUOTE_CHARACTERS = "".join(sorted(set("".join(QUOTATION_MARKS))))
DOUBLE_CHARACTERS = "".join(sorted(mark for mark in DOUBLE_MARKS if len(mark) == 1))
AFTER_STOP = rf"[{QUOTE_CHARACTERS})\]]*"  # a pattern: what may close behind the stop of a sentence
