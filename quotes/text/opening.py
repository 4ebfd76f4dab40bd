"""How an article begins, for one that has no title."""

from quotes.text.blocks import blocks
from quotes.text.kinds import Section

LONGEST = 160
"""Most characters shown."""


def opening(text: str) -> str:
    """Give the first line of a text's body, cut where it is long."""
    body = [b.span for b in blocks(text) if b.section == Section.BODY]
    start, end = body[0] if body else (0, len(text))
    line = text[start:end]
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
