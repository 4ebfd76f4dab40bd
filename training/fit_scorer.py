"""Fit the scorer that decides between rules and learned attribution, for one bundle.

    python training/fit_scorer.py BUNDLE [--trained-on GOLD]... [--unseen GOLD]...

Of gold that the bundle's heads were trained on, only the articles that `joint.py` held out are
looked at; of unseen gold, all. A claim is right when it takes part in the pairs of the relation
metric; those that stand for borderline statements are left out. Prints figures by weights that did
not see the article, then writes weights fitted over all as the bundle's `weights.tsv`.
"""

import argparse
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from task import held_out
from tqdm import tqdm
from truth import truth

from quotes.decide.decision import THRESHOLD
from quotes.decide.merged import merged
from quotes.decide.pairs import claims
from quotes.decide.scorer import FEATURES, WEIGHTS, features
from quotes.errors import QuotesError
from quotes.extractor import Extractor, rule_findings
from quotes.find.statements import prepare
from quotes.learned.model import AttributionModel
from quotes.parse.bundle import attribution_file
from quotes.scoring.gold import Attribution, read_gold
from quotes.scoring.reliability import Bins
from quotes.text.article import Article
from quotes.text.document import Document

FOLDS = 5
STRENGTH = 0.35
"""Inverse of regularization: that of the weights of version 0.1.0, for some 2,500 claims."""
BIAS, *FITTED = FEATURES


class Example(NamedTuple):
    """A claim: the article it is of, what is known of it, and whether it is right."""

    article: str
    features: Mapping[str, float]
    right: bool


class Set(NamedTuple):
    """The claims of annotated articles, and how many statements these have."""

    name: str
    examples: Sequence[Example]
    statements: int


def examples(document: Document, gold: Sequence[Attribution]) -> Iterator[Example]:
    """The claims of one article, labelled."""
    document = prepare(document)
    found = list(claims(document, rule_findings(document)))
    rows = [merged(document, claim) for claim in found]
    for claim, right in zip(found, truth(document.text, gold, rows), strict=True):
        if right is not None:
            yield Example(document.article.id, features(claim), right)


def table(found: Sequence[Example]) -> tuple[Any, Any]:
    """Features and labels as arrays: claims × `FITTED`, claims."""
    rows = [[float(example.features[name]) for name in FITTED] for example in found]
    return np.array(rows), np.array([example.right for example in found])


def classifier() -> LogisticRegression:
    """The logistic model; its intercept is the bias, which is not regularized."""
    return LogisticRegression(C=STRENGTH, max_iter=2000)


def fit(found: Sequence[Example]) -> dict[str, float]:
    """A weight for each feature.

    Raises
    ------
    QuotesError
        when there are not both right and wrong claims, of several articles.

    """
    rows, right = table(found)
    articles = {example.article for example in found}
    if len(set(right)) < 2 or len(articles) < 2:
        raise QuotesError(
            f"of {len(found)} claims of {len(articles)} articles {sum(right)} are right: a fit "
            "needs right and wrong ones of several articles, so give more annotated articles"
        )
    model = classifier().fit(rows, right)
    return {BIAS: float(model.intercept_[0])} | {
        name: float(weight) for name, weight in zip(FITTED, model.coef_[0], strict=True)
    }


def crossed(found: Sequence[Example]) -> list[float]:
    """Probability of each claim by weights that did not see its article."""
    rows, right = table(found)
    articles = [example.article for example in found]
    folds = GroupKFold(min(FOLDS, len(set(articles))))
    likely = cross_val_predict(
        classifier(), rows, right, groups=articles, cv=folds, method="predict_proba"
    )
    return [float(row[1]) for row in likely]


def figures(name: str, found: Sequence[Example], likely: Sequence[float], statements: int) -> str:
    """A line: F1 of the claims that are likely enough, and whether confidence can be trusted."""
    kept = [e.right for e, sure in zip(found, likely, strict=True) if sure >= THRESHOLD]
    f1 = 200 * sum(kept) / ((len(kept) + statements) or 1)
    return (
        f"{name}: {len(found)} claims, {statements} statements, F1 {f1:.1f} from {THRESHOLD} on, "
        f"calibration error {reliability(found, likely).error:.3f}"
    )


def reliability(found: Sequence[Example], likely: Sequence[float]) -> Bins:
    """Claims by confidence."""
    bins = Bins()
    for example, sure in zip(found, likely, strict=True):
        bins.add(sure, example.right)
    return bins


def report(sets: Sequence[Set]) -> str:
    """Figures with cross-fitting over articles, of each set and of all."""
    found = [example for one in sets for example in one.examples]
    likely = crossed(found)
    lines, first = [], 0
    for one in sets:
        last = first + len(one.examples)
        lines.append(figures(one.name, one.examples, likely[first:last], one.statements))
        first = last
    lines.append(figures("all", found, likely, sum(one.statements for one in sets)))
    return "\n".join([*lines, reliability(found, likely).report()])


def write(bundle: Path, weights: Mapping[str, float], origin: str) -> Path:
    """Write weights where a bundle has them."""
    head = (
        "# How rules and learned attribution are weighed: a logistic model over a claim's "
        f"features.\n#\n# Origin: training/fit_scorer.py over {origin}.\n"
    )
    path = bundle / WEIGHTS
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}\t{weights[name]:.3f}\n" for name in FEATURES]
    path.write_text(head + "".join(lines), encoding="utf-8")
    return path


def load(bundle: Path) -> Extractor:
    """The models of a bundle with its attribution head, which may have no weights yet.

    Raises
    ------
    QuotesError
        when it has no attribution head.

    """
    with warnings.catch_warnings(action="ignore"):  # that there are no weights
        engine = Extractor(str(bundle))
    attribution = attribution_file(bundle)
    if attribution is None:
        raise QuotesError(f"{bundle} has no attribution head, so there is nothing to weigh")
    engine.head = AttributionModel(attribution)
    return engine


def main() -> None:
    """Parse, fit, print, write."""
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("bundle", type=Path)
    for option in ("--trained-on", "--unseen"):
        cli.add_argument(option, type=Path, action="append", default=[], metavar="GOLD")
    given = cli.parse_args()
    if not given.trained_on + given.unseen:
        cli.error("give --trained-on, --unseen or both")
    try:
        engine = load(given.bundle)
        sets = [_read(engine, path, seen=True) for path in given.trained_on]
        sets += [_read(engine, path, seen=False) for path in given.unseen]
        weights = fit([example for one in sets for example in one.examples])
    except QuotesError as error:
        raise SystemExit(str(error)) from None
    print(report(sets))
    print(f"written to {write(given.bundle, weights, ', '.join(one.name for one in sets))}")


def _read(engine: Extractor, path: Path, *, seen: bool) -> Set:
    articles: list[tuple[Article, Sequence[Attribution]]] = list(read_gold(path))
    name = "/".join(path.parts[-2:])
    if seen:
        kept = held_out(article.id for article, _ in articles)
        articles = [(article, gold) for article, gold in articles if article.id in kept]
        name += " (articles that no head was trained on)"
    found = [
        example
        for article, gold in tqdm(articles, unit="article")
        for example in examples(engine.document(article), gold)
    ]
    return Set(name, found, sum(a.level == "core" for _, gold in articles for a in gold))


if __name__ == "__main__":
    main()
