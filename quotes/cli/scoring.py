"""The command `quotes score`."""

from collections.abc import Iterator
from dataclasses import asdict
from itertools import compress, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.cli.entry import app
from quotes.cli.inputs import extractor_of
from quotes.cli.options import Acts, ActsOption, Models, RulesOnly, Threshold
from quotes.decide.decision import THRESHOLD
from quotes.errors import QuotesError
from quotes.files import shown
from quotes.read.files import read
from quotes.text.article import Article
from quotes.text.span import Span

if TYPE_CHECKING:
    from quotes.scoring.reviewed import Reviewed


@app.command(short_help="Measure against annotated articles.")
def score(
    gold: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            metavar="GOLD",
            help="A .jsonl or .jsonl.gz file, or a .csv file of corrections.",
        ),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]", help="Of corrections: the articles that they are of."),
    ] = None,
    models: Models = None,
    rules_only: RulesOnly = False,
    threshold: Threshold = THRESHOLD,
    acts: ActsOption = Acts.SAID,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only the first articles, so many.")
    ] = None,
    by_source: Annotated[
        bool, typer.Option("--by-source", help="Print the relation figures of each outlet.")
    ] = False,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Print how far confidence can be trusted.")
    ] = False,
    errors: Annotated[int, typer.Option(min=0, help="Errors of each kind to print.")] = 0,
) -> None:
    """Compare what is found in annotated articles with their annotations.

    Of reviewed articles, rows of which no reviewer said anything count neither way.
    """
    from tqdm import tqdm

    from quotes.scoring.gold import attribution_from_row
    from quotes.scoring.reliability import reliability
    from quotes.scoring.score import relations_by_source
    from quotes.scoring.score import score as compare
    from quotes.scoring.statements import statements

    articles = list(islice(_gold(gold, paths), limit))
    if not articles:
        raise QuotesError(f"{gold}: no article in it, or none of these articles")
    extractor = extractor_of(models, rules_only, threshold, acts)
    found, rows = [], []
    for one in tqdm(articles, unit="article"):
        quotes = extractor.read_article(one.article)
        given = [attribution_from_row(asdict(quote)) for quote in quotes]
        kept = [one.judgeable(each) for each in given]
        found.append(list(compress(quotes, kept)))
        rows.append(
            (one.article.text, one.gold, [one.called(each) for each in compress(given, kept)])
        )
    scores = compare(rows)
    typer.echo(scores.report())
    told = any(gold.speaker for one in articles for gold in one.gold)
    editors = statements(rows) if told else None
    if editors:
        typer.echo(editors.report())
    if by_source:
        typer.echo(relations_by_source([one.article.source for one in articles], rows))
    if calibration:
        typer.echo(reliability(rows, [[q.confidence for q in quotes] for quotes in found]).report())
    if errors:
        typer.echo(f"\n{(editors or scores).examples(errors)}")


def _gold(path: Path, paths: list[Path] | None) -> "Iterator[Reviewed]":
    from quotes.review.corrections import read_corrections
    from quotes.scoring.gold import read_gold
    from quotes.scoring.reviewed import Reviewed, read_reviewed

    if path.suffix.lower() != ".csv":
        return (Reviewed(a, gold, (Span(0, len(a.text)),)) for a, gold in read_gold(path))
    if not paths:
        raise QuotesError(f"{shown(path)} holds corrections: name the articles too")
    return read_reviewed(
        read_corrections(path), (item for item in read(paths) if isinstance(item, Article))
    )
