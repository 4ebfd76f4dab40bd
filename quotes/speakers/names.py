"""Names of speakers: their words, and short forms to full ones.

A short name goes to the one full name that it may be short for: "Roe" to "Jane Roe". Where
two would do, it stays as it is.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.lexicon.given import gender_of_given
from quotes.lexicon.words import lexicon

Shorter = Callable[[str, str], bool]
CAMEL = re.compile(r"[A-Z][a-z]+")


@lru_cache(maxsize=10_000)
def tokens(name: str) -> tuple[str, ...]:
    """Words of a name for comparison: "José Q. Roe, Jr." gives jose, q, roe, jr; "U.N." un."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\.(?=[^\W\d_]{2})", " ", name))
    letters = "".join(c for c in plain if c != "." and not unicodedata.combining(c))
    return tuple(w for part in letters.split() if (w := part.strip(",'’“”\"()").casefold()))


def strip_possessive(name: str) -> str:
    """Name without 's: "Roe's" and "James'" give "Roe", "James"."""
    return re.sub(r"(?<=\w|\.)\s?['’][sS]?$", "", name.strip())


def _plain(name: str) -> tuple[str, ...]:
    # "Roe Jr." as roe
    words = tokens(name)
    while len(words) > 1 and words[-1] in lexicon("titles", "generations"):
        words = words[:-1]
    return words


def generation(name: str) -> frozenset[str]:
    """Find "Jr.", "Sr." and the like, where the name bears one."""
    return frozenset(tokens(name)[1:]) & lexicon("titles", "generations")


def _initials_fit(short: Sequence[str], full: Sequence[str]) -> bool:
    # "j", "jane" and "jane q" fit "jane quincy"; the first name must be there
    if not _fits(short[0], full[0]):
        return False
    rest = iter(full[1:])
    return len(short) <= len(full) and all(any(_fits(s, f) for f in rest) for s in short[1:])


def _fits(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


def short_organization(short: str, full: str) -> bool:
    """Whether it is the same body by other letters: initials, "HillPo", or without "Inc."."""
    a, b = _body(short), _body(full)
    if a == b:
        return len(tokens(full)) > len(tokens(short))
    if is_clipped(short, full):
        return True
    letters = len(a) == 1 and len(b) > 1 and sum(c.isupper() for c in short) > 1
    return letters and short[:1].isupper() and spelled_by(a[0], b, whole=short.isupper())


def is_clipped(short: str, full: str) -> bool:
    """Whether the words of a body begin as the parts of one: "HillPo" of "Hillton Post"."""
    parts = CAMEL.findall(short)
    if len(parts) < 2 or "".join(parts) != short:
        return False
    words = _body(full)
    return len(parts) == len(words) and all(
        w.startswith(part.casefold()) for w, part in zip(words, parts, strict=True)
    )


def spelled_by(letters: str, words: Sequence[str], *, whole: bool = False) -> bool:
    """Whether the beginnings of the words make the letters: "isc" of "Institute of Science".

    Small words may be left out; only the last word gives more than one letter, and with `whole`
    none does.
    """
    small = lexicon("organization", "linking")
    if not words or not letters:
        return not letters and all(w in small for w in words)
    word, rest = words[0], words[1:]
    if word in small and spelled_by(letters, rest, whole=whole):
        return True
    if letters[0] == word[0] and spelled_by(letters[1:], rest, whole=whole):
        return True
    return (
        not whole
        and len(letters) > 1
        and all(w in small for w in rest)
        and word.startswith(letters)
    )


def _body(name: str) -> tuple[str, ...]:
    words = tuple(w for w in tokens(name) if w != "the")
    while len(words) > 1 and words[-1] in lexicon("organization", "suffixes"):
        words = words[:-1]
    return words


def part_of_organization(short: str, full: str) -> bool:
    """Whether one name is part of the other, as is usual within one article.

    It begins or ends it, or leaves out words that may be left out: "the Hill Museum" of the Hill
    Memorial Museum. Initials are a whole name: "HHC" is no "HHC Youth League".
    """
    a, b = _body(short), _body(full)
    begins_or_ends = a in (b[: len(a)], b[-len(a) :]) and not (len(a) == 1 and short.isupper())
    shorter = len(a) < len(b) and (begins_or_ends or _left_out(a, b))
    turned = (len(a), a) < (len(b), b) and is_turned(short, full)
    return short_organization(short, full) or shorter or turned


def _left_out(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether only words are left out that may be: "the Hill Museum" of the Hill Memorial Museum.

    Or the end has another number: "Board Of Road" of "Hill Board of Roads".
    """
    rest = [w for w in full if w not in lexicon("organization", "left-out") or w in short]
    one = [*full[-len(short) : -1], full[-1].removesuffix("s")]
    number = len(short) > 2 and [*short[:-1], short[-1].removesuffix("s")] == one
    return number or (len(short) > 1 and list(short) == rest)


def is_turned(one: str, other: str) -> bool:
    """Whether a ministry has the same words in another order: "Interior Ministry", "of Interior".

    So has what names its country: "Danish Rowing Federation", "Rowing Federation of Denmark". But
    "Hill University" may be another than the "University of Hill".
    """
    a, b = _body(one), _body(other)
    if a == b or _meant(a) != _meant(b):
        return False
    return bool({"ministry", "department"} & set(a)) or (len(_meant(a)) > 2 and _is_national(a))


def _is_national(words: Sequence[str]) -> bool:
    """Whether a country stands among the words of a body."""
    parts = [*words, *(f"{a} {b}" for a, b in pairwise(words))]
    return any(country(p.title()) or country_of_people(p.title()) for p in parts)


def _meant(words: Sequence[str]) -> set[str]:
    """Words of a body without small ones, countries by one name: "France" and "French" are one."""
    small = lexicon("organization", "linking", "of")
    own = (strip_possessive(w) for w in words if w not in small)
    lands = (country_of_people(w.capitalize()) or country(w.capitalize()) or w for w in own)
    return {land.casefold() for land in lands}


def is_bare_noun(name: str) -> bool:
    """Whether a body's name is a mere noun: "the Federation" of some federation."""
    words = _body(name)
    known = len(words) == 1 and words[0] in lexicon("organization", "bodies", "generic")
    return known and not name.isupper()


def is_head_of(noun: str, full: str) -> bool:
    """Whether a body is what a mere noun says: "Federation" of "Football Federation of Hill"."""
    words = _body(full)
    if len(words) < 2:
        return False
    after = (*words[1:], "of")
    heads = {
        w for w, then in zip(words, after, strict=True) if then in lexicon("organization", "of")
    }
    return not heads.isdisjoint(_body(noun))


def fullest(name: str, names: Iterable[str], shorter: Shorter) -> list[str]:
    """Names that this one may be short for, of those that are short for no other."""
    longer = [full for full in names if shorter(name, full)]
    return [full for full in longer if not any(shorter(full, other) for other in longer)]


def full_names(names: Iterable[str], *rules: Shorter) -> dict[str, str]:
    """Each name with its full one: the only one that the first rule with any allows.

    Parameters
    ----------
    rules : see `short_organization`, which none of them goes beyond.

    """
    spellings = _spellings(names)
    known = sorted(set(spellings.values()))
    like: dict[tuple[str, ...], list[str]] = {}
    for name in known if rules else ():
        for key in {_body(name), *_spelled_from(name)}:
            like.setdefault(key, []).append(name)

    def near(name: str) -> list[str]:
        body = _body(name)
        letter = [*like.get((body[0][0],), ())] if len(body) == 1 else []
        return sorted({*like.get(body, ()), *letter})

    full = {name: _full(name, near(name), rules) if rules else name for name in known}
    return {name: full[spelling] for name, spelling in spellings.items()}


def _spelled_from(name: str) -> Iterator[tuple[str]]:
    """The letters with which the initials of a body may begin, each by itself."""
    words = _body(name)
    if len(words) > 1:
        for word in words:
            yield (word[0],)
            if word not in lexicon("organization", "linking"):
                return


def _full(name: str, known: Sequence[str], rules: Sequence[Shorter]) -> str:
    for rule in rules:
        found = fullest(name, known, rule)
        if found:
            return found[0] if len(found) == 1 else name
    return name


def _spellings(names: Iterable[str]) -> dict[str, str]:
    # "JANE ROE" and "Jane Roe" are one: the spelling that is not all capitals, then the
    # most frequent
    count = Counter(names)
    best: dict[tuple[str, ...], str] = {}
    for name in sorted(count, key=lambda n: (n.isupper() and " " in n, -count[n], n)):
        best.setdefault(tokens(name) or (name,), name)
    return {name: best[tokens(name) or (name,)] for name in count}


def person_fits(short: str, full: str) -> int:
    """How well a person's name may be short for a fuller one: 0 not at all, then the higher.

    4 its end ("Roe", "van Roe"), 3 with initials or middle names left out ("J. Roe"), 2 other
    words of it in order ("Luis Roe" of "Luis Roe Doe"), 1 one word of it, or its initials, or
    its first after a title that is kept ("Sheikh Hamid").
    """
    a, b = _plain(short), _plain(full)
    if not a or len(b) < 2 or len(a) > len(b):
        return 0
    if len(a) > FORBEARS and b[1:] == a and sum(AL.match(w) is not None for w in a) >= FORBEARS:
        return 0  # "Ali Omar Al-Hamid Al-Roe" is a child of "Omar Al-Hamid Al-Roe"
    if b[-len(a) :] == a:
        return 4
    if len(a) == 1 and AL.sub("", a[0]) == AL.sub("", b[-1]):
        return 3
    if len(a) > 1 and a[-1] == b[-1] and _initials_fit(a[:-1], b[:-1]):
        return 3
    rest = iter(b)
    if len(a) == 2 and a[0] in lexicon("titles", "kept", "given"):
        return 1 if a[1] == b[0] else 0  # "Sheikh Hamid"
    if len(a) > 1:
        return 2 if all(any(_fits(s, f) for f in rest) for s in a) else 0
    if a[0] in b and len(a[0]) > 1 and a[0] not in lexicon("titles", "particles"):
        return 1
    initials = "".join(part[0] for word in b for part in re.split(r"[-‐‑]", word) if part)
    return 1 if short.isupper() and len(initials) > 2 and a[0] == initials else 0


AL = re.compile(r"^[ae]l[-‐‑]")  # "al-mudhaf" as mudhaf
FORBEARS = 2  # names of a family that end a whole name
DOUBLED = re.compile(r"(.)\1")
MISSPELT = 5  # letters of a name in which one wrong letter, not the first, is a slip
SLIPS = 2  # letters added, left out or changed in a name of twice that length, else one


def spelled_alike(one: str, other: str) -> bool:
    """Whether one name is the other, or the end of it, but for a slip of the pen.

    Of a name of three words whose others are alike one may be short.
    """
    a, b = _plain(one), _plain(other)
    if not a or a == b or len(a) > len(b):
        return False
    slips = [(x, y) for x, y in zip(a, b[-len(a) :], strict=True) if x != y]
    if len(slips) != 1:
        return False
    x, y = slips[0]
    length = min(len(x), len(y))
    allowed = SLIPS if length >= 2 * MISSPELT else 1
    same = len(x) == len(y) or len(a) > 2 or DOUBLED.sub(r"\1", x) == DOUBLED.sub(r"\1", y)
    short = length == MISSPELT and x[0] == y[0] and same
    return (length > MISSPELT or short) and OSA.distance(x, y) <= allowed


def gender_of_given_name(name: str) -> str:
    """Either "m" or "f" where the first word of a full name is usual for one of them."""
    words = tokens(name)
    given = words[1:] if words and words[0] in lexicon("titles", "kept") else words[:-1]
    return gender_of_given(given[0]) if given else ""


def surname_of(name: str) -> str:
    """Words after the first, of a name of two or with a particle: "de Roe" of "Ann de Roe"."""
    _, *rest = name.split() or [""]
    whole = len(rest) == 1 or (rest and rest[0].casefold() in lexicon("titles", "particles"))
    return " ".join(rest) if whole else ""
