"""Mend a tokenizer's sentences where English news breaks them: titles, initials, “…?” he asked.

Works on a Stanza document between the tokenizer and the rest, so that it serves any models.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes.lexicon.words import words
from quotes.text.characters import APOSTROPHES, CLOSING_MARKS

# A parser's memory grows with the square of a sentence, a tagger's with its longest word.
LONGEST_SENTENCE, LONGEST_TOKEN = 250, 60  # tokens, characters


Token = dict[str, Any]


INITIAL = re.compile(r"[A-Z]\.?")


LETTERS = re.compile(r"(?:[A-Z]\.)+")  # of "U.S.", which tokenizers may cut in two


APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


PLURAL_OWNER = re.compile(f"[a-z]s[{APOSTROPHES}]$")  # "the Prosecutors’ Office"


CLIPPED = frozenset({"cannot", "gonna", "wanna", "gotta", "lemme", "gimme", "dunno"})


NAME = re.compile(r"(?=[A-Za-z]*[AEIOUYaeiouy])[A-Z][a-z]{1,3}")  # a short surname: "Poe", "Tan"
ENDED = 3  # letters of a word that is no initial
NAMED, SHORT = 6, 5  # tokens before the verb, and with it to the end. Chosen by reading
WORD = re.compile(r"\w")
SIGNS = frozenset("°№§#$€£¥&/")  # no sentence ends with one that touches what follows


def is_several(token: Token) -> bool:
    """Whether the tokenizer takes it for several words: "don't"."""
    return "MWT=Yes" in token.get("misc", "")


def rejoin(rows: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """Sentences joined where one goes on, abbreviations with their stop, tokens numbered anew.

    Parameters
    ----------
    rows : tokens of each sentence, as `stanza.Document.to_dict` gives them after tokenization.

    """
    joined: list[list[Token]] = []
    for row in rows:
        if joined and _goes_on(joined[-1], row):
            joined[-1].extend(row)
        else:
            joined.append(list(row))
    joined = [part for row in joined for whole in _ended(_with_stops(row)) for part in _cut(whole)]
    for row in joined:
        for number, token in enumerate(row, start=1):
            token["id"] = number
            token["text"] = token["text"][:LONGEST_TOKEN]
            if not APOSTROPHE.search(token["text"]) and token["text"].lower() not in CLIPPED:
                token.pop("misc", None)  # "its" and addresses are one word each
    return joined


def _ended(row: list[Token]) -> Iterator[list[Token]]:
    """Sentences of a row that has a full stop by itself before a capital: "He quit. Roe stayed".

    So has a short name that the tokenizer took for an abbreviation: "said Ann Poe. Mayor Roe".
    """
    row = [token for i in range(len(row)) for token in _without_stop(row, i)]
    start = 0
    for i, (word, stop, after) in enumerate(zip(row, row[1:], row[2:], strict=False), start=2):
        text = word["text"]
        alone = stop["text"] == "." and _touch(word, stop) and not _touch(stop, after)
        whole = len(text) >= ENDED or NAME.fullmatch(text)
        if alone and text.isalpha() and whole and after["text"][0].isupper():
            yield row[start:i]
            start = i
    yield row[start:]


def _without_stop(row: Sequence[Token], at: int) -> list[Token]:
    """A token, or its two parts where it is a surname with the stop of a sentence."""
    token, given = row[at], row[at - 1]["text"] if at else ""
    name = token["text"].removesuffix(".")
    after = row[at + 1]["text"] if at + 1 < len(row) else ""
    ends = NAME.fullmatch(name) and name != token["text"] and after[:1].isupper()
    named = given.istitle() and (given.isalpha() or given[:-1] in words("abbreviations"))
    if not (ends and named) or name in words("abbreviations") | words("clipped"):
        return [token]
    at = token["end_char"] - 1
    parts = {**token, "text": name, "end_char": at}, {**token, "text": ".", "start_char": at}
    return list(parts)


def _cut(row: list[Token]) -> list[list[Token]]:
    """Cut a row that no parser could hold; its offsets stay what they are."""
    return [row[i : i + LONGEST_SENTENCE] for i in range(0, len(row), LONGEST_SENTENCE)]


def _goes_on(before: Sequence[Token], after: Sequence[Token]) -> bool:
    first = after[0]["text"]
    if not any(WORD.search(token["text"]) for token in after):
        return True  # a closing mark by itself
    if first[0].isalpha() and first[0].islower():
        return True  # “Really?” he asked.
    if _is_told(before, after):
        return True
    if WORD.match(before[-1]["text"][-1]):
        return True  # no mark ends it: a name unknown to the tokenizer
    if before[-1]["text"] in SIGNS and _touch(before[-1], after[0]):
        return True  # "25.1°C"
    if PLURAL_OWNER.search("".join(token["text"] for token in before[-2:])):
        return _touch(before[-2], before[-1]) if len(before) > 1 else True
    if _is_numbered(before, after):
        return True
    return _ends_in_abbreviation(before, glued=_touch(before[-1], after[0]))


def _is_numbered(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether a number was to follow: "ward no. 3", but not "He said no. 3 people left"."""
    text = " ".join(token["text"] for token in before[-3:]).lower()
    noun, _, number = text.replace(" .", ".").rpartition(" ")
    lead = noun.rpartition(" ")[2]
    named = number in ("no.", "nos.") and lead.isalpha() and lead not in words("telling")
    return named and after[0]["text"][0].isdigit()


def _is_told(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether it tells who said the question or cry before: “Really?” Jane Roe asked him."""
    texts = [token["text"] for token in before[-2:]]
    if len(texts) < 2 or texts[0] not in ("?", "!") or texts[1] not in CLOSING_MARKS:
        return False
    forms = [token["text"].lower() for token in after]
    verb = next((i for i, form in enumerate(forms[:NAMED]) if form in words("telling")), 0)
    return verb > 0 and len(forms) - verb <= SHORT


def _ends_in_abbreviation(row: Sequence[Token], *, glued: bool) -> bool:
    """`Mr.`, or an initial: "Jane C." after a capital, "the U." where more is glued to it."""
    texts = [token["text"] for token in row]
    if texts[-1] == "." and len(texts) > 1 and _touch(row[-2], row[-1]):
        texts = [*texts[:-2], texts[-2] + "."]
    if not texts[-1].endswith("."):
        return False
    if texts[-1][:-1] in words("abbreviations"):
        return True
    named = glued or (len(texts) > 1 and texts[-2][0].isupper())
    return named and bool(INITIAL.fullmatch(texts[-1]))


def _with_stops(row: Sequence[Token]) -> list[Token]:
    """Put "Sen" and "." together where they touch and the sentence goes on."""
    kept: list[Token] = []
    for i, token in enumerate(row):
        before = kept[-1] if kept else None
        titled = (
            before
            and token["text"] == "."
            and i + 1 < len(row)
            and before["text"] in words("abbreviations")
        )
        lettered = before and (
            (LETTERS.fullmatch(before["text"]) and LETTERS.match(token["text"]))
            or _is_first_letter(row[i - 1 : i + 2])
        )
        if before and (titled or lettered) and _touch(before, token):
            kept[-1] = _merged(before, token)
        else:
            kept.append(dict(token))
    return kept


def _is_first_letter(tokens: Sequence[Token]) -> bool:
    # "U", ".", "S." of "U.S.", in one piece
    texts = [token["text"] for token in tokens]
    return (
        len(texts) == 3
        and texts[1] == "."
        and bool(LETTERS.fullmatch(texts[0] + ".") and LETTERS.match(texts[2]))
        and _touch(tokens[1], tokens[2])
    )


def _touch(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    return bool(left["end_char"] == right["start_char"])


def _merged(left: Token, right: Token) -> Token:
    token = {**left, "text": left["text"] + right["text"], "end_char": right["end_char"]}
    token.pop("misc", None)
    if "misc" in right:
        token["misc"] = right["misc"]
    return token
