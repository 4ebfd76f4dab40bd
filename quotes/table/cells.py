"""Cells of spans and of rules, written and read."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotes.errors import QuotesError
from quotes.find.finding import Rule
from quotes.text.span import Span

SPANS = r"\d+:\d+( \d+:\d+)*"


JOIN = " … "
"""Stands between the parts of a content that is broken up."""


BY = "; "
"""Stands in `rule` between what found a quotation and what found its speaker."""


class Rules(NamedTuple):
    """Names of the rules that found a quotation, the model last, and of what found its speaker."""

    found: tuple[str, ...]
    speaker: str


def read_spans(cell: str | None) -> list[Span]:
    """Read a cell of spans.

    Parameters
    ----------
    cell : "start:end" in code points of the article's text, half-open, several separated
        by one blank. No value (None, or NaN as pandas has it) gives no spans.

    Raises
    ------
    QuotesError
        when the cell is no such list, or a span is empty.

    Examples
    --------
    >>> read_spans("12:30 41:57")
    [Span(start=12, end=30), Span(start=41, end=57)]

    """
    if cell is None or cell != cell:  # NaN is not equal to itself
        return []
    parts = [re.fullmatch(r"(\d+):(\d+)", part, re.ASCII) for part in str(cell).split(" ")]
    found = [Span(int(part[1]), int(part[2])) for part in parts if part]
    if len(found) < len(parts) or any(span.start >= span.end for span in found):
        raise QuotesError(f"{cell!r} is no list of spans: write 'start:end', as in '12:30 41:57'")
    return found


def format_spans(parts: Iterable[Span]) -> str:
    """Write spans as a cell: the way back from `read_spans`.

    Raises
    ------
    QuotesError
        when there is no span (a cell then has no value: None), or one is empty.

    Examples
    --------
    >>> format_spans([Span(12, 30), Span(41, 57)])
    '12:30 41:57'

    """
    cell = " ".join(f"{start}:{end}" for start, end in parts)
    read_spans(cell)
    return cell


def read_rules(cell: str) -> Rules:
    """Read a cell of rules.

    Examples
    --------
    >>> read_rules("clause + continued+model; name")
    Rules(found=('clause', 'continued', 'model'), speaker='name')

    """
    found, _, speaker = cell.partition(BY)
    return Rules(tuple(name.strip() for name in found.split("+")), speaker)


def format_rules(found: Sequence[str], speaker: str) -> str:
    """Write rules as a cell: the way back from `read_rules`; a speaker's is "" without one.

    Examples
    --------
    >>> format_rules(["clause", "continued", "model"], "name")
    'clause + continued+model; name'

    """
    rules = " + ".join(rule for rule in found if rule != Rule.MODEL)
    model = Rule.MODEL if Rule.MODEL in found else ""
    cell = "+".join(filter(None, (rules, model)))
    return f"{cell}{BY}{speaker}" if speaker else cell
