"""Fit the scorer that decides between rules and learned attribution, on held-out articles.

    python training/decide.py TRAIN.jsonl.gz PREPARED.pt [--models FOLDER] [--parsed FILE]

PREPARED is `training/attribution.py`'s file of the same articles: it tells which ones no head was
trained on. A claim is right when it takes part in the pairs of the relation metric. Weights are
fitted with cross-fitting over articles for the figures printed, then over all for the package's
`lexicons/decide.tsv`.
"""

import argparse
import pickle
from pathlib import Path

import torch
from attribution_task import held_out

from quotes import decide
from quotes.extractor import rule_findings
from quotes.find.statements import prepare
from quotes.parse.parser import Parser
from quotes.scoring.gold import Attribution, read_gold
from quotes.scoring.relation import fits, token_sets
from quotes.scoring.reliability import Bins
from quotes.text.marks import find_marks

TARGET = Path(decide.__file__).parent / "lexicons" / "decide.tsv"
FOLDS = 5
PENALTY = 0.01
HEAD = """# How rules and learned attribution are weighed: a logistic model over a claim's features.
#
# Origin: training/decide.py over PolNeAR training articles that no head was trained on.
"""


def parsed(arguments):
    """(text, gold, sentences) of each held-out article, kept in a file between runs."""
    if arguments.parsed and arguments.parsed.exists():
        return pickle.loads(arguments.parsed.read_bytes())
    wanted = held_out(torch.load(arguments.prepared))
    pairs = [(a, g) for a, g in read_gold(arguments.gold) if a.id in wanted]
    sentences = Parser(arguments.models).parse([a for a, _ in pairs])
    rows = [(a.text, g, s) for (a, g), s in zip(pairs, sentences, strict=True)]
    if arguments.parsed:
        arguments.parsed.write_bytes(pickle.dumps(rows))
    return rows


def attribution(finding):
    """A finding as the metrics look at it."""
    named = finding.mention if not finding.inherited else None
    source = (named.span,) if named else ()
    return Attribution(source, finding.cue_spans, finding.spans, finding.quote_type)


def examined(text, gold, sentences):
    """Features and truth of each claim of one article, and what its best F1 is made of."""
    source = prepare(text, sentences, find_marks(text))
    claims = list(decide.claims(source, rule_findings(source)))
    found = [attribution(decide.merged(source, c)) for c in claims]
    truth = fits(token_sets(text, gold), token_sets(text, found))
    features = torch.tensor([decide.features(c) for c in claims]).reshape(-1, len(decide.FEATURES))
    return features, torch.tensor(truth, dtype=torch.float), len(gold)


def fitted(features, truth):
    """Weights of the logistic model."""
    weights = torch.zeros(features.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        logits = features @ weights
        value = torch.nn.functional.binary_cross_entropy_with_logits(logits, truth)
        value = value + PENALTY * (weights[1:] ** 2).mean()
        value.backward()
        return value

    optimizer.step(loss)
    return weights.detach()


def crossed(rows):
    """Probability of each claim by weights that did not see its article."""
    result = [None] * len(rows)
    for fold in range(FOLDS):
        seen = [r for i, r in enumerate(rows) if i % FOLDS != fold]
        weights = fitted(torch.cat([r[0] for r in seen]), torch.cat([r[1] for r in seen]))
        for i in range(fold, len(rows), FOLDS):
            result[i] = torch.sigmoid(rows[i][0] @ weights)
    return torch.cat(result)


def f1(likely, truth, gold):
    """F1 of the claims that are as likely as `quotes.decide` wants them."""
    kept = truth[likely >= decide.THRESHOLD]
    return 2 * float(kept.sum()) / (len(kept) + gold)


def main() -> None:
    """Parse, fit, print, write."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("prepared", type=Path)
    cli.add_argument("--models")
    cli.add_argument("--parsed", type=Path)
    rows = [examined(*row) for row in parsed(cli.parse_args())]
    features, truth = torch.cat([r[0] for r in rows]), torch.cat([r[1] for r in rows])
    likely, gold = crossed(rows), sum(r[2] for r in rows)
    weights = fitted(features, truth)
    lines = [f"{n}\t{w:.3f}" for n, w in zip(decide.FEATURES, weights.tolist(), strict=True)]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    bins = Bins()
    for sure, right in zip(likely.tolist(), truth.tolist(), strict=True):
        bins.add(sure, bool(right))
    share = 100 * f1(likely, truth, gold)
    print(f"{len(truth)} claims, F1 {share:.1f} from {decide.THRESHOLD} on\n{bins.report()}")


if __name__ == "__main__":
    main()
