"""A workbook to review rows in: lists to choose from, what is not to be changed protected."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import QuotesError
from quotes.files import replacing, shown
from quotes.review.context import Context, chosen, context, names
from quotes.review.corrections import CONFIRMED
from quotes.review.verdicts import ADDED, EDITED, VERDICTS
from quotes.table.extraction import Extraction
from quotes.table.records import records
from quotes.text.kinds import Polarity, QuoteType, SpeakerType

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

QUOTES, MISSED, SPEAKERS, FOUND = "quotes", "missed", "speakers", "found"
"""Names of the sheets; the last, hidden, has the rows as they were found."""
TOLD = ("confidence", "speaker_confidence", "source", "title", "doc_id", "quote_id")
ROOM = 300
"""Empty lines for what was missed."""
RENAMED = ("speaker", "quotations", "rename to")
ORIGINAL = ("quote_id", "sha256", "doc_id", *CONFIRMED)
WIDTHS = {
    "in its sentences": 70, "content": 50, "speaker": 26, "rename to": 26, "title": 30,
    "source": 18, "doc_id": 20,
}  # fmt: skip
CELL = 32_000  # characters; a sheet takes a few more
HELP = (
    "Review: what a program found, and what a reader says of it.",
    "quotes: in the column verdict choose accept (the row is right), fix (change what is wrong in "
    "the white cells) or reject (it is no statement). Leave open what you have not looked at. "
    "A change without a verdict counts as fix.",
    "content and cue: words as they stand in the article; put … between parts that stand apart.",
    "missed: a line for each statement that is in no row: choose the article, give the words as "
    "they stand in it, and who says them.",
    "speakers: a name in “rename to” changes that speaker everywhere.",
    "When done: quotes review TABLE ARTICLES --read THIS_FILE --who YOUR_NAME",
)


def write_review(found: Extraction, path: Path, *, sample: int | None = None) -> int:
    """Write the rows that nobody has reviewed as an .xlsx file, the doubtful first.

    Parameters
    ----------
    found : table and articles; without the articles no sentence stands beside a row.
    path : the workbook.
    sample : so many rows by chance, the same each time: precision can be estimated from them
        for the whole table.

    Returns
    -------
    int
        How many rows are in it.

    Raises
    ------
    QuotesError
        when nothing tells which texts the table was made from, or the file cannot be written.

    """
    hashes, texts = found.hashes, {a.id: a.text for a in found.articles}
    rows = chosen(found.frame, sample)
    if rows and not hashes:
        raise QuotesError("the table has no descriptor beside it: name its articles too")
    known = names(records(found.frame))
    around = [context(row, texts.get(row["doc_id"])) for row in rows]
    try:
        with replacing(path) as (part,):
            _write(part, rows, around, known, hashes, sorted(hashes), found)
    except OSError as error:
        raise QuotesError(f"cannot write {shown(path)}: {error}") from error
    return len(rows)


def _write(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    around: Sequence[Context],
    known: Mapping[str, str | None],
    hashes: Mapping[str, str],
    articles: Sequence[str],
    found: Extraction,
) -> None:
    from datetime import datetime

    from xlsxwriter import Workbook

    with path.open("wb") as file, Workbook(file, {"strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # the same rows, the same bytes
        look = _Look(book)
        speakers = f"={SPEAKERS}!$A$2:$A${len(known) + 1}" if known else None
        sheet = look.sheet(QUOTES, ("verdict", *EDITED, "in its sentences", *TOLD), len(rows))
        for number, (row, words) in enumerate(zip(rows, around, strict=True), start=1):
            look.text(sheet, number, 0, None, open_cell=True)
            for column, name in enumerate(EDITED, start=1):
                look.text(sheet, number, column, row[name], open_cell=True)
            look.marked(sheet, number, len(EDITED) + 1, words)
            for column, name in enumerate(TOLD, start=len(EDITED) + 2):
                look.text(sheet, number, column, row[name])
        lists = {"speaker_type": SpeakerType, "quote_type": QuoteType, "polarity": Polarity}
        choose(sheet, 0, len(rows), list(VERDICTS))
        for name, values in lists.items():
            choose(sheet, 1 + EDITED.index(name), len(rows), [str(v) for v in values])
        if speakers:
            choose(sheet, 1, len(rows), speakers, strict=False)
        _write_missed(look, articles, speakers)
        counts = found.frame["speaker"].value_counts()
        sheet = look.sheet(SPEAKERS, RENAMED, len(known))
        for number, name in enumerate(known, start=1):
            look.text(sheet, number, 0, name)
            sheet.write_number(number, 1, int(counts[name]), look.shut)
            look.text(sheet, number, 2, None, open_cell=True)
        sheet = look.sheet("how to", ("how to",), 0)
        sheet.set_column(0, 0, 120)
        for number, line in enumerate(HELP, start=1):
            look.text(sheet, number, 0, line)
        sheet = look.sheet(FOUND, (*ORIGINAL, "article"), max(len(rows), len(articles)))
        sheet.hide()
        for number, row in enumerate(rows, start=1):
            told = {**row, "sha256": hashes.get(row["doc_id"])}
            for column, name in enumerate(ORIGINAL):
                look.text(sheet, number, column, told[name])
        for number, article in enumerate(articles, start=1):
            look.text(sheet, number, len(ORIGINAL), article)


def _write_missed(look: "_Look", articles: Sequence[str], speakers: str | None) -> None:
    sheet = look.sheet(MISSED, ADDED, ROOM)
    for number in range(1, ROOM + 1):
        for column in range(len(ADDED)):
            look.text(sheet, number, column, None, open_cell=True)
    place = chr(ord("A") + len(ORIGINAL))
    if articles:
        choose(sheet, 0, ROOM, f"={FOUND}!${place}$2:${place}${len(articles) + 1}")
    if speakers:
        choose(sheet, ADDED.index("speaker"), ROOM, speakers, strict=False)
    choose(sheet, ADDED.index("speaker_type"), ROOM, [str(v) for v in SpeakerType])
    choose(sheet, ADDED.index("quote_type"), ROOM, [str(v) for v in QuoteType])


class _Look:
    """A workbook whose cells are shut unless a reader is to fill them; all text is text."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        lines = {"text_wrap": True, "valign": "top"}
        self.shut: Format = book.add_format(lines | {"bg_color": "#EEEEEE"})
        self.open: Format = book.add_format(lines | {"locked": False})
        self.bold: Format = book.add_format({"bold": True})

    def sheet(self, name: str, columns: Sequence[str], rows: int) -> "Worksheet":
        sheet = self._book.add_worksheet(name)
        for column, title in enumerate(columns):
            sheet.write_string(0, column, title, self.bold)
            sheet.set_column(column, column, WIDTHS.get(title, 12))
        sheet.freeze_panes(1, 1)
        if rows:
            sheet.autofilter(0, 0, rows, len(columns) - 1)
        sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True})
        return sheet

    def text(
        self, sheet: "Worksheet", row: int, column: int, cell: object, *, open_cell: bool = False
    ) -> None:
        look = self.open if open_cell else self.shut
        if cell is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell[:CELL], look)
        else:
            sheet.write_number(row, column, cell, look)

    def marked(self, sheet: "Worksheet", row: int, column: int, words: Context) -> None:
        parts: list[object] = []
        for text, look in ((words.before, None), (words.words, self.bold), (words.after, None)):
            parts += [*([look] if look else []), text] if text else []
        if len(parts) > 2 and len("".join(words)) <= CELL:
            sheet.write_rich_string(row, column, *parts, self.shut)
        else:
            self.text(sheet, row, column, "".join(words))


def choose(
    sheet: "Worksheet", column: int, rows: int, values: Iterable[str] | str, *, strict: bool = True
) -> None:
    """Let the cells of a column be chosen from a list; others are told of, or refused."""
    if rows:
        sheet.data_validation(
            1, column, rows, column,
            {
                "validate": "list",
                "source": values if isinstance(values, str) else list(values),
                "error_type": "stop" if strict else "information",
                "error_message": "Choose from the list." if strict else "A name not in the table.",
            },
        )  # fmt: skip
