"""What a user knows of speakers, in a table of their own: it wins over what articles tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quotes.errors import QuotesError
from quotes.speakers.names import tokens
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType

ABOUT = ("affiliation", "party", "gender", "note")
"""Columns that go into the table of speakers as they are."""
ADDED = "register"


@dataclass(frozen=True)
class Known:
    """One speaker: a name, and what else is known; None leaves what the article tells."""

    name: str
    role: str | None = None
    type: SpeakerType | None = None
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """Speakers by their names and aliases, case, accents and full stops aside."""

    by_name: Mapping[tuple[str, ...], Known] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[int, Mapping[str, str]]], where: str) -> "Register":
        """Make it of numbered rows with `name`, and maybe `alias`, `role`, `type` and `ABOUT`.

        Parameters
        ----------
        where : what messages call the table.

        Raises
        ------
        QuotesError
            when a row has no name, an unknown type, or an alias that another name has.

        """
        found: dict[tuple[str, ...], Known] = {}
        for number, row in rows:
            known, alias = _read(row, f"{where}, row {number}")
            for name in filter(tokens, (alias or "", known.name)):
                other = found.setdefault(tokens(name), known)
                if other.name != known.name:
                    raise QuotesError(
                        f"{where}, row {number}: {name!r} is {other.name!r} in another row and "
                        f"{known.name!r} here; keep one"
                    )
        return cls(found)

    @classmethod
    def renaming(cls, names: Mapping[str, str]) -> "Register":
        """Make it of old names with the new ones."""
        return cls({tokens(old): Known(new) for old, new in names.items()})

    def known(self, name: str) -> Known | None:
        """Look up a name or alias."""
        return self.by_name.get(tokens(name))

    def named(self, speaker: Speaker) -> Speaker:
        """A speaker as the register knows him."""
        known = self.known(speaker.name)
        if known is None:
            return speaker
        rule = speaker.rule if ADDED in speaker.rule else f"{speaker.rule} + {ADDED}"
        return speaker._replace(
            name=known.name,
            role=known.role or speaker.role,
            type=known.type or _type(speaker.type),
            rule=rule,
        )


def _type(found: SpeakerType) -> SpeakerType:
    # who was without a name has one now
    return SpeakerType.PERSON if found == SpeakerType.ANONYMOUS else found


def _read(row: Mapping[str, str], where: str) -> tuple[Known, str | None]:
    cells = {key.strip().casefold(): str(cell).strip() for key, cell in row.items() if cell}
    if not cells.get("name"):
        raise QuotesError(f"{where}: no `name` among {sorted(cells)}; add it")
    kind = cells.get("type")
    if kind and kind not in set(SpeakerType):
        raise QuotesError(f"{where}: type {kind!r} is none of {', '.join(SpeakerType)}")
    about = {name: cells[name] for name in ABOUT if cells.get(name)}
    role = cells.get("role") or None
    known = Known(cells["name"], role, SpeakerType(kind) if kind else None, about)
    return known, cells.get("alias")
