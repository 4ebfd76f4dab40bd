"""Titles, ranks and roles before names: "Deputy Mayor" of "Deputy Mayor Jane Roe"."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.names import tokens

INITIAL = re.compile(r"[^\W\d_]\.")
GLUED_TITLE = re.compile(r"^((?:Mr|Mrs|Ms|Dr|Prof)\.)(?=[^\W\d_])")


def split_titles(name: str) -> tuple[str, str]:
    """Titles and the name after them: "Deputy Mayor Jane Roe" gives "Deputy Mayor", "Jane Roe".

    The last word is never a title: in "Mr. Bishop" Bishop is the name.
    """
    words = GLUED_TITLE.sub(r"\1 ", name).split()
    if not words:
        return "", ""
    own = [w for w in words if w.casefold() not in lexicon("titles", "particles")]
    initial = INITIAL.fullmatch(words[1]) if len(words) > 1 else None
    if (len(own) == 2 or initial) and words[0].casefold() in lexicon("titles", "given"):
        return "", " ".join(words)  # "Don Roe", "Don de Roe", "Sultan A. Roe"
    last = len(words) - 1
    while last and words[last].strip(".,").casefold() in lexicon("titles", "generations"):
        last -= 1
    cut = _after_rank(words, last)
    while cut < last and (n := _title_words(words[cut:last])):
        cut += n
    kept = lexicon("titles", "kept")
    if cut and last == cut and words[cut - 1].casefold() in kept:
        cut -= 1  # "Queen Maud": the bare "Maud" would say too little
    return " ".join(words[:cut]), " ".join(words[cut:])


def split_rank(name: str) -> tuple[str, str]:
    """An abbreviated rank within a name, and the person's name after it; empty without one."""
    words = name.split()
    cut = _after_rank(words, len(words) - 1)
    bodies = lexicon("organization", "generic", "bodies", "suffixes", "outlets")
    if not 0 < cut < len(words) - 1 or set(tokens(name)) & bodies:  # "CP Hill Ltd."
        return "", ""
    return " ".join(words[:cut]), " ".join(words[cut:])


def _after_rank(words: Sequence[str], last: int) -> int:
    """How many words at the front end in an abbreviated rank: "Hilltown SP" of "… Jane Roe"."""
    ranks = [i for i in range(last) if words[i] in lexicon("titles", "ranks")]
    return ranks[-1] + 1 if ranks else 0


def _title_words(words: Sequence[str]) -> int:
    # how many words at the front make a title: "Secretary of State" three
    first = words[0].strip(".,").casefold()
    for n in (3, 2):
        phrase = " ".join(w.strip(".,").casefold() for w in words[:n])
        if len(words) >= n and phrase in lexicon("titles", "phrases", "styles"):
            return n
    titles = lexicon("titles", "kin", "given", "male", "female", "courtesy", "role", "kept")
    ranks = lexicon("titles", "role") | lexicon("person", "offices")
    parts = re.split(r"[-‐‑]", first)  # "Maj-General"
    if first in titles or (len(parts) > 1 and all(p in ranks for p in parts)):
        return 1
    if first not in lexicon("person", "offices") or not words[0][0].isupper():
        return 0
    return 3 if len(words) > 2 and words[1] == "of" else 1


def gender_of_title(titles: str) -> str:
    """Either "m" or "f" where a title tells; else nothing."""
    for word in tokens(titles):
        if word in lexicon("titles", "male") | lexicon("gender", "male"):
            return "m"
        if word in lexicon("titles", "female") | lexicon("gender", "female"):
            return "f"
    return ""


def role_of_titles(titles: str) -> str | None:
    """Titles without those of mere courtesy: "Mr. President" gives "President"."""
    courtesy = lexicon("titles", "male", "female", "courtesy")
    styles = "|".join(map(re.escape, sorted(lexicon("titles", "styles"), reverse=True)))
    titles = re.sub(rf"\b(?:{styles})(?!\w)", "", titles, flags=re.IGNORECASE)
    plain = [w.strip(".,").casefold() for w in titles.split()]
    words = [
        w
        for w, word, before in zip(titles.split(), plain, ["", *plain], strict=False)
        if word not in courtesy or before == "first"  # "First Lady"
    ]
    return " ".join(words) or None


def fullest_role(roles: Iterable[str]) -> str:
    """Choose the longest role; of equally long ones the most frequent."""
    count = Counter(roles)
    return min(count, key=lambda r: (-len(tokens(r)), -count[r], r))
