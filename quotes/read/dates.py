"""Days as articles and tables write them, without a guess."""

import re
import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from quotes.errors import QuotesError
from quotes.text.blocks import DATE, MONTH

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_DATE = re.compile(DATE, re.IGNORECASE)


@dataclass
class Dates:
    """Reads days; of the first in each file that can be read in no way, or in two, it warns.

    Parameters
    ----------
    form : how days are written where neither ISO 8601 nor a month's name tells,
        as `datetime.strptime` has it: "%d/%m/%Y".

    Raises
    ------
    QuotesError
        when the form names no year, month and day.

    """

    form: str | None = None
    warned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Check the form by writing a day in it and reading it again."""
        day = datetime(2021, 11, 23)
        if self.form is not None:
            with suppress(ValueError):
                if datetime.strptime(day.strftime(self.form), self.form).date() == day.date():
                    return
            raise QuotesError(
                f"date_format={self.form!r} tells no day, month and year: write it as in '%d/%m/%Y'"
            )

    def read(self, value: str, where: str) -> str | None:
        """The day that a value names, as ISO 8601 text; none where it cannot be told."""
        if not value:
            return None
        if self.form:
            with suppress(ValueError):
                return datetime.strptime(value, self.form).date().isoformat()
        with suppress(ValueError):
            return datetime.fromisoformat(value).date().isoformat()
        found = day(value)
        if not found and where not in self.warned:
            self.warned.add(where)
            warnings.warn(
                f"{where}: dates such as {value[:40]!r} are left out, for they can be read in no "
                "way or in two: say how they are written with date_format=, as in '%d/%m/%Y'",
                stacklevel=2,
            )
        return found


def day(line: str) -> str | None:
    """ISO date of a line that is nothing but a date with a day, a month and a year."""
    if not _DATE.fullmatch(line):
        return None
    if iso := re.search(r"(\d{4})-(\d\d)-(\d\d)", line):
        year, month, number = map(int, iso.groups())
    else:
        number, year = map(int, re.findall(r"(?<!\d)(?:\d{4}|\d{1,2})(?!\d)", line)[:2])
        name = next(re.finditer(rf"\b{MONTH}", line, re.IGNORECASE))[0]
        month = MONTHS.index(name[:3].lower()) + 1
    with suppress(ValueError):
        return date(year, month, number).isoformat()
    return None
