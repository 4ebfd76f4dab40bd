"""Where the sentences of a paragraph begin: after `LONDON (Agency) - `, `Hill Town, July 3: `."""

import re

from quotes.lexicon.gazetteer import country, country_of_capital
from quotes.lexicon.given import gender_of_given
from quotes.text.blocks import INVISIBLE, Block
from quotes.text.characters import QUOTATION_MARKS
from quotes.text.kinds import Section

# "LONDON (Reuters) - ", "NEW YORK, March 3 — ": place in capitals, day, agency, dash;
# "Tallinn /AGY/ ", "Hill Town, Lowland, Jun 14 2022 (AGY) - "
ANYWHERE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+){0,3}(?:, [A-Z][\w. ]{1,20})?"
    r"(?: ?\([A-Z][^()\n]{1,30}\))? ?(?:--|[-–—]) ?(?=\S)"
    r"|[A-Z][\w.'’ -]{1,30} ?/[A-Z]{2,20}/\.? (?=\S)"
    r"|[A-Z][\w.'’&, -]{1,60}, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:,? \d{4})? \([A-Z][^()\n]{1,20}\) ?(?:--|[-–—]) ?(?=\S)"
)
# Where an article begins also "Hill Town - ", "HILL TOWN, July 3: ", "HILL - 3 July 2022: "
WORD = r"[A-Z][\w.'’]+"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
FIRST = re.compile(
    rf"(?P<place>{WORD}(?:[ -]{WORD}){{0,3}})(?:, {WORD}(?: {WORD})?)??"
    rf"(?:,? ?\(?(?P<day>{DAY})\)?)?(?:,? ?\([A-Z][^()\n]{{1,30}}\))?"
    rf"(?:(?P<dash> -{{1,2}}| ?[–—]|-{{1,2}}(?= )) ?(?:{DAY}: )?|: )(?=[\"“‘A-Z0-9])"
)
LETTERS = 4  # of a place in capitals before a colon: "IMF: No" is none


def opening(text: str, block: Block, *, first: bool = False) -> int:
    """Where the sentences of a block begin: after marks of no width and a dateline.

    Parameters
    ----------
    first : whether it is one of the article's first paragraphs.

    """
    start, end = block.span
    while start < end and text[start] in INVISIBLE:
        start += 1
    if block.section != Section.BODY or block.label is not None:
        return start
    found = [ANYWHERE.match(text, start, end)]
    if first and (dated := FIRST.match(text, start, end)) and _is_place(dated):
        found.append(dated)
    return max((match.end() for match in found if match), default=start)


def _is_place(found: re.Match[str]) -> bool:
    """Whether what stands before a dash or a colon may be where the article was written."""
    place = found["place"]
    given, _, surname = place.partition(" ")
    known = place.title() if place.isupper() else place
    if found["day"] or country(known) or country_of_capital(known):
        return True
    if found.string[found.end()] in QUOTATION_MARKS:
        return False  # "MAYOR: “We won.”"
    if place.isupper():
        return len(place) >= LETTERS
    return bool(found["dash"]) and not (surname and gender_of_given(given.casefold()))
