"""The columns of the quote table, declared once.

`Quote` is the declaration. The Arrow schema (`arrow`), the checks, the data frame and the
data package descriptor are all derived from its fields.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType, NoneType
from typing import Any, NamedTuple, get_args, get_type_hints

from quotes.errors import QuotesError
from quotes.table.cells import SPANS
from quotes.text.kinds import Act, Polarity, QuoteType, Section, SpeakerType, Verdict


def _about(description: str, **constraints: str | float) -> dict[str, Any]:
    # The constraints bear the names that Table Schema gives them.
    return {"description": description, **constraints}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation: one row of the table.

    Raises
    ------
    QuotesError
        when a value is missing, empty, out of range or of the wrong kind.

    """

    quote_id: str = field(metadata=_about("Identifier of the quotation, unique in the table."))
    doc_id: str = field(metadata=_about("Identifier of the article."))
    source: str = field(metadata=_about("The outlet that prints the quotation."))
    title: str | None = field(default=None, metadata=_about("Title of the article."))
    published: str | None = field(
        default=None, metadata=_about("Date of the article, as ISO 8601 text.")
    )
    url: str | None = field(default=None, metadata=_about("Address of the article."))
    section: Section = field(metadata=_about("Part of the article where the quotation stands."))
    paragraph: int = field(
        metadata=_about("Paragraph of the cue, or else of the content.", minimum=0)
    )
    sentence: int = field(
        metadata=_about(
            "Sentence of the cue, or else of the content; 0 where a reviewer added the row.",
            minimum=0,
        )
    )
    within: str | None = field(
        default=None,
        metadata=_about("The quotation whose content holds this one's; shares leave it out."),
    )
    quote_type: QuoteType = field(
        metadata=_about(
            "Direct: within quotation marks; indirect: reported without; mixed: partly within."
        )
    )
    act: Act = field(
        default=Act.SPEECH,
        metadata=_about(
            "What its speaker did: speech; writing; thought; document: a report, data or a photo "
            "shows; other."
        ),
    )
    polarity: Polarity = field(
        metadata=_about(
            "Affirmed: said; denied: said not to be so, or not said; declined: would not say; "
            "asked: as a question; expected: to be said."
        )
    )
    cue: str | None = field(default=None, metadata=_about("The words that report, as printed."))
    cue_lemma: str | None = field(default=None, metadata=_about("Lemma of the cue."))
    cue_class: str | None = field(
        default=None, metadata=_about("Family of the cue, such as say, ask, argue or deny.")
    )
    cue_spans: str | None = field(
        default=None, metadata=_about("Where the cue stands in the article's text.", pattern=SPANS)
    )
    content: str = field(metadata=_about("What is said, as printed; parts are joined by “ … ”."))
    content_spans: str = field(
        metadata=_about("Where the content stands in the article's text.", pattern=SPANS)
    )
    mention: str | None = field(
        default=None, metadata=_about("The words that name the speaker at that place, as printed.")
    )
    mention_spans: str | None = field(
        default=None,
        metadata=_about("Where the mention stands in the article's text.", pattern=SPANS),
    )
    speaker: str | None = field(
        default=None, metadata=_about("Who says it, by the fullest name that the article gives.")
    )
    speaker_id: str | None = field(
        default=None,
        metadata=_about(
            "Identifier of the speaker: of one without a name it holds the article's too."
        ),
    )
    speaker_type: SpeakerType | None = field(
        default=None, metadata=_about("What kind of speaker it is.")
    )
    speaker_role: str | None = field(
        default=None, metadata=_about("Office or role that the article gives the speaker.")
    )
    addressee: str | None = field(default=None, metadata=_about("To whom it is said."))
    rule: str = field(
        metadata=_about("What found the quotation (a rule, `model`, or both), and its speaker.")
    )
    confidence: float = field(
        metadata=_about(
            "How sure it is that this is a statement with this content, from 0 to 1.",
            minimum=0,
            maximum=1,
        )
    )
    speaker_confidence: float | None = field(
        default=None,
        metadata=_about(
            "How sure it is that the speaker is the right one, from 0 to 1.", minimum=0, maximum=1
        ),
    )
    review: Verdict | None = field(
        default=None,
        metadata=_about(
            "What a reviewer said: accept: the row is right; fix: it was mended; missed: it was "
            "added. What is rejected is no row."
        ),
    )

    def __post_init__(self) -> None:
        """Check each value; take plain text for the enumerations too."""
        for column in COLUMNS:
            value = getattr(self, column.name)
            problem = column.problem(value)
            if problem:
                raise QuotesError(f"{column.name}: {problem}")
            if value is not None and type(value) is not column.kind:
                object.__setattr__(self, column.name, column.kind(value))
        for name in ("cue", "mention"):
            if (getattr(self, name) is None) != (getattr(self, f"{name}_spans") is None):
                raise QuotesError(f"{name} and {name}_spans: give both, or neither")


class Column(NamedTuple):
    """One column of the table, as the field of `Quote` declares it."""

    name: str
    kind: type
    nullable: bool
    description: str
    constraints: MappingProxyType[str, Any]

    @property
    def base(self) -> type:
        """The plain type behind the kind: str, int or float."""
        return str if issubclass(self.kind, str) else self.kind

    def problem(self, value: object) -> str | None:
        """Say what is wrong with a value of this column, if anything is."""
        if value is None:
            return None if self.nullable else "no value, but one is needed"
        wanted = (float, int) if self.base is float else self.base
        if not isinstance(value, wanted) or isinstance(value, bool):
            return f"{value!r} is no {self.base.__name__}"
        if value == "":
            return "empty text; where nothing is known, give no value (None, null)"
        limits = self.constraints
        if "enum" in limits and value not in limits["enum"]:
            return f"{value!r} is none of {', '.join(limits['enum'])}"
        if "pattern" in limits and not re.fullmatch(limits["pattern"], str(value), re.ASCII):
            return f"{value!r} is no list of spans such as '12:30 41:57'"
        if "minimum" in limits and not limits["minimum"] <= value <= limits.get("maximum", value):
            return f"{value!r} is out of range"
        return None


def _columns() -> Iterator[Column]:
    hints = get_type_hints(Quote)
    for declared in fields(Quote):
        kinds = get_args(hints[declared.name]) or (hints[declared.name],)
        limits = dict(declared.metadata)
        description = limits.pop("description")
        if issubclass(kinds[0], StrEnum):
            limits["enum"] = [str(member) for member in kinds[0]]
        yield Column(
            declared.name, kinds[0], NoneType in kinds, description, MappingProxyType(limits)
        )


COLUMNS = tuple(_columns())


NAMES = tuple(column.name for column in COLUMNS)


NEW = ("review",)
"""Columns that tables of earlier versions lack: there they have no value."""


def need_columns(names: Sequence[str], action: str) -> None:
    """Raise QuotesError where a column is missing or stands twice."""
    missing = [name for name in NAMES if name not in (*names, *NEW)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if missing or twice:
        what = f"no column {', '.join(missing)}" if missing else f"two columns {', '.join(twice)}"
        found = ", ".join(names[:30])
        raise QuotesError(f"{action}: {what}; found {found}")
