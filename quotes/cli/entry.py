"""The command line, and how it begins and ends."""

import signal
import sys
import warnings
from typing import Annotated

import typer

import quotes
from quotes.errors import QuotesError

HELP = """Find who said what in news articles.

Reads articles, finds what is quoted in them, in quotation marks or without, works out
who says it, and writes a table with one row a quotation.

\b
One article:
    quotes extract article.txt -o quotes.csv
\b
A folder of articles, with a table of their titles, dates and outlets:
    quotes extract news/ -o quotes.parquet --metadata articles.csv
\b
A report to read and send on, of the same articles, or of a table made before:
    quotes report news/ -o report.html
    quotes report news/ -o report.html --from quotes.parquet
\b
How well it does on annotated articles, with five errors of each kind:
    quotes score gold.jsonl --errors 5

`quotes COMMAND --help` explains each command.
"""


app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; an error that the user can put right is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    warnings.showwarning = _tell_warning
    signal.signal(signal.SIGTERM, _end)
    try:
        app(prog_name="quotes")
    except QuotesError as error:
        from quotes.views.summary import plain

        typer.echo(f"quotes: {plain(str(error), 2000)}", err=True)
        sys.exit(1)


def _end(number: int, _: object) -> None:
    """End as after an error, so that nothing is left behind."""
    sys.exit(128 + number)


def _tell_warning(message: Warning | str, *_: object, **__: object) -> None:
    from quotes.views.summary import plain

    typer.echo(f"quotes: warning: {plain(str(message), 500)}", err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotes {quotes.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None: ...
