"""Rows reviewed in a notebook, one by one: accept, fix, reject, or add what was missed."""

from collections.abc import Iterator, Mapping
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from quotes.errors import QuotesError
from quotes.html.view import style
from quotes.review.applied import corrected
from quotes.review.context import chosen, context, names
from quotes.review.corrections import Correction, add_corrections, judged, read_corrections
from quotes.review.estimates import told
from quotes.review.verdicts import EDITED, Reviewer
from quotes.table.extraction import Extraction
from quotes.table.records import records
from quotes.text.kinds import Polarity, QuoteType, SpeakerType, Verdict

if TYPE_CHECKING:
    import ipywidgets

UNKNOWN = ""
"""Stands in a field for no value."""
LISTS = {"speaker_type": SpeakerType, "quote_type": QuoteType, "polarity": Polarity}


class Desk:
    """The rows that nobody has reviewed, the doubtful first, with fields and buttons for each.

    What is said goes into the file of corrections at once.

    Attributes
    ----------
    fields : the widgets of the columns that may be changed, by name.
    buttons : the widgets that say a verdict, by name, and `skip`.
    box : all of it, as a notebook shows it.

    """

    def __init__(self, found: Extraction, corrections: Path, who: str) -> None:
        import ipywidgets

        self._found, self._file = found, corrections
        lines = read_corrections(corrections) if corrections.exists() else []
        hashes = found.hashes
        self._texts = {article.id: article.text for article in found.articles}
        rows = (
            chosen(corrected(found, lines)[0].frame, None) if lines else chosen(found.frame, None)
        )
        self._rows = [{**row, "sha256": hashes.get(row["doc_id"])} for row in rows]
        self._at = 0
        self._reviewer = Reviewer(found.articles, self._rows, who)
        self._shown, self._status = ipywidgets.HTML(), ipywidgets.HTML()
        self.fields = self._fields(ipywidgets)
        self.buttons = {name: ipywidgets.Button(description=name) for name in (*Verdict, "skip")}
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self._press(name))
        self.box = ipywidgets.VBox(
            [
                self._shown,
                *self.fields.values(),
                ipywidgets.HBox(list(self.buttons.values())),
                self._status,
            ]
        )
        self._show()

    def _fields(self, ipywidgets: Any) -> dict[str, "ipywidgets.DOMWidget"]:
        speakers = list(names(records(self._found.frame)))
        made: dict[str, Any] = {}
        for name in EDITED:
            if name in LISTS:
                options = [UNKNOWN, *map(str, LISTS[name])]
                made[name] = ipywidgets.Dropdown(options=options, description=name)
            elif name == "speaker":
                made[name] = ipywidgets.Combobox(options=speakers, description=name)
            else:
                made[name] = ipywidgets.Textarea(description=name, rows=2)
        return made

    def _show(self) -> None:
        if self._at >= len(self._rows):
            self._shown.value = "<p>No row is left to review.</p>"
            return
        row = self._rows[self._at]
        before, words, after = context(row, self._texts.get(row["doc_id"]))
        self._shown.value = str(
            style()
            + Markup(
                '<div class="quotes-view tex2jax_ignore mathjax_ignore"><p><small>{}, {} of {}, '
                "{:.0%} sure</small></p><p>{}<mark>{}</mark>{}</p></div>"
            ).format(
                row["source"], self._at + 1, len(self._rows), row["confidence"],
                before, words, after,
            )
        )  # fmt: skip
        for name, field in self.fields.items():
            field.value = str(row[name]) if row[name] is not None else UNKNOWN

    def _press(self, name: str) -> None:
        try:
            lines = list(self._said(name))
            add_corrections(lines, self._file)
        except QuotesError as error:
            self._status.value = str(Markup("<p><b>{}</b></p>").format(str(error)))
            return
        if lines:
            every = read_corrections(self._file)
            run = corrected(self._found, every)[0].run
            said = told(run["review"], judged(every))
            self._status.value = str(Markup("<pre>{}</pre>").format(said))
        self._at += name != Verdict.MISSED
        self._show()

    def _said(self, name: str) -> Iterator[Correction]:
        if name == "skip" or self._at >= len(self._rows):
            return
        row = self._rows[self._at]
        filled: Mapping[str, str | None] = {
            field: widget.value or None for field, widget in self.fields.items()
        }
        if name == Verdict.MISSED:
            yield from self._reviewer.missed({**filled, "doc_id": row["doc_id"]})
        else:
            said = {**filled, "quote_id": row["quote_id"], "verdict": name}
            yield from self._reviewer.verdict(said)


def review(
    found: Extraction, corrections: str | Path = "corrections.csv", *, who: str | None = None
) -> "ipywidgets.DOMWidget":
    """Review rows in a notebook; what was missed is added to the article of the row in sight.

    Parameters
    ----------
    found : table and articles, as `quotes.load` gives them, without corrections applied.
    corrections : the file to which verdicts are added.
    who : the reviewer; without it the login name.

    """
    return Desk(found, Path(corrections), who or getuser()).box
