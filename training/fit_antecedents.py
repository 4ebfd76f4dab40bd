"""Fit the weights by which pronouns and descriptions go to whom they stand for.

    python training/fit_antecedents.py GOLD.jsonl.gz READ.jsonl.gz [--models FOLDER]

Each file tells speakers (see `quotes.scoring.gold`); READ is what `training/read_speakers.py`
writes. Each phrase that a gold statement has as its
source is an example: its options are right where they bear the gold speaker's name. Prints how
often the most likely option is right, on articles left out of the fit, and writes
`quotes/speakers/antecedents.tsv`.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quotes.decide.decision import Judge
from quotes.extractor import Extractor, find
from quotes.find.statements import prepare
from quotes.scoring.gold import Attribution, read_gold
from quotes.scoring.statements import same_speaker
from quotes.speakers import ranking
from quotes.speakers.discourse import Discourse
from quotes.speakers.phrases.phrase import Kind
from quotes.speakers.ranking import Choice, Option
from quotes.text.document import Document

ROUNDS = 2  # of fitting and resolving anew: what is resolved depends on the weights
STRENGTH = 0.2  # inverse of regularization, chosen by the folds
FOLDS = 5


class Example(NamedTuple):
    """The options of one phrase, with whether each is right."""

    article: int
    kind: str
    features: list[dict[str, float]]
    right: list[bool]


def examples(
    articles: Iterable[tuple[Document, Sequence[Attribution]]], judge: Judge | None
) -> Iterator[Example]:
    """The choices that stand at the sources of gold statements, labelled."""
    for number, (parsed, gold) in enumerate(articles):
        document = prepare(parsed)
        found = find(document, judge)
        discourse = Discourse.of(document, [f.mention for f in found if f.mention])
        for choice in discourse.choices:
            at = choice.phrase.head.start
            said = next((g for g in gold if any(s[0] <= at < s[1] for s in g.source)), None)
            if said is None or said.speaker is None or not choice.options:
                continue
            right = [_is_right(option, choice, said) for option in choice.options]
            if choice.phrase.reading.kind == Kind.DESCRIPTION and not any(right):
                right = [o.referent is None for o in choice.options]
            if any(right):
                features = [dict(option.features) for option in choice.options]
                yield Example(number, choice.kind, features, right)


def _is_right(option: Option, choice: Choice, said: Attribution) -> bool:
    name = choice.phrase.reading.name if option.referent is None else option.referent.name
    referent = option.referent
    loose = said._replace(speaker_type="person") if referent and referent.named else said
    return same_speaker(loose, said._replace(speaker=name))


def fit(found: Sequence[Example]) -> dict[str, float]:
    """Weights of the features of one kind: conditional logistic regression.

    Each right option is told from each wrong one of the same phrase by the difference of their
    features.
    """
    vectors = DictVectorizer(sparse=False)
    vectors.fit([f for example in found for f in example.features])
    rows, labels, weights = [], [], []
    for example in found:
        table = vectors.transform(example.features)
        pairs = [
            (r, w)
            for r, good in enumerate(example.right)
            if good
            for w, bad in enumerate(example.right)
            if not bad
        ]
        for r, w in pairs:
            for one, other, label in ((r, w, 1), (w, r, 0)):
                rows.append(table[one] - table[other])
                labels.append(label)
                weights.append(1 / len(pairs))
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000)
    model.fit(np.array(rows), labels, sample_weight=weights)
    names = vectors.get_feature_names_out()
    return dict(zip(names, map(float, model.coef_[0]), strict=True))


def _hits(found: Sequence[Example], weights: dict[str, float]) -> list[bool]:
    hits = []
    for example in found:
        scores = [sum(weights.get(k, 0) * v for k, v in f.items()) for f in example.features]
        hits.append(example.right[int(np.argmax(scores))])
    return hits


def measured(found: Sequence[Example]) -> float:
    """Share of phrases whose best option is right, each article left out of its fit."""
    groups = [example.article for example in found]
    hits: list[bool] = []
    for train, test in GroupKFold(min(FOLDS, len(set(groups)))).split(found, groups=groups):
        weights = fit([found[i] for i in train])
        hits += _hits([found[i] for i in test], weights)
    return sum(hits) / len(hits)


def write(weights: dict[str, dict[str, float]], origin: str) -> Path:
    """Write the weights where the package reads them."""
    path = Path(ranking.__file__).with_name("antecedents.tsv")
    lines = [f"# {origin}", "# kind\tfeature\tweight"]
    for kind, features in sorted(weights.items()):
        lines += [
            f"{kind}\t{name}\t{w:.3f}" for name, w in sorted(features.items()) if abs(w) > 5e-4
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ranking.weights_of.cache_clear()
    return path


def train(articles: Sequence[tuple[Document, Sequence[Attribution]]], judge: Judge | None) -> None:
    """Fit, resolve anew by what was fitted, and fit again."""
    for number in range(ROUNDS):
        found = list(examples(articles, judge))
        weights = {}
        for kind in sorted({example.kind for example in found}):
            mine = [example for example in found if example.kind == kind]
            weights[kind] = fit(mine)
            share = 100 * measured(mine)
            print(f"round {number + 1}: {kind:<12} {share:.1f} % of {len(mine)}")
        write(weights, "Fitted by training/fit_antecedents.py, as its docstring tells.")


def main() -> None:
    """Read the gold, parse it once, fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--models", metavar="SPEC", help="as `quotes extract --models`")
    given = parser.parse_args()
    extractor = Extractor(given.models)
    every = (pair for path in given.gold for pair in read_gold(path))
    articles = [(extractor.document(a), gold) for a, gold in every]
    train(articles, extractor.judge)


if __name__ == "__main__":
    main()
