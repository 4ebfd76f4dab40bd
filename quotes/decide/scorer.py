"""How likely a claim is right: a logistic model over what is known of it."""

from collections.abc import Mapping
from math import exp, log
from pathlib import Path

from quotes.decide.pairs import alike
from quotes.decide.wording import Claim, same_cue
from quotes.errors import QuotesError
from quotes.find.finding import Finding
from quotes.lexicon.entries import OPEN
from quotes.text.kinds import QuoteType

FEATURES = (
    "bias", "model", "seen", "valid", "path", "rule", "rule confidence", "both", "same cue",
    "same content", "same speaker", "speaker", "direct", "mixed", "no cue", "known", "length",
    "parts",
)  # fmt: skip
WEIGHTS = Path("en", "attribution", "weights.tsv")
Weights = Mapping[str, float]

# The scale of the features: chosen once so that all are of one size; the fit does the rest.
SCALE = 3
LEAST_PATH, TINY, CERTAIN = -6.0, 1e-9, 0.002


def features(claim: Claim) -> dict[str, float]:
    """A value of each of `FEATURES`."""
    rule, model, candidate = claim
    finding = model or rule
    assert finding is not None
    values = dict.fromkeys(FEATURES, 0.0)
    values["bias"] = 1
    if candidate is not None:
        values["model"] = 1
        values["seen"] = _logit(candidate.seen)
        values["valid"] = _logit(candidate.valid)
        values["path"] = max(LEAST_PATH, log(candidate.path + TINY)) / SCALE
    if rule is not None:
        values["rule"] = 1
        values["rule confidence"] = _logit(rule.confidence)
    if rule is not None and model is not None:
        values["both"] = 1
        values["same cue"] = same_cue(rule, model)
        values["same content"] = alike(rule.spans, model.spans)
        values["same speaker"] = _same_speaker(rule, model)
    values["speaker"] = finding.mention is not None
    values["direct"] = finding.quote_type == QuoteType.DIRECT
    values["mixed"] = finding.quote_type == QuoteType.MIXED
    values["no cue"] = not finding.cue_spans
    values["known"] = finding.cue_class not in (None, OPEN.cue_class)
    values["length"] = log(1 + sum(s.end - s.start for s in finding.spans)) / SCALE
    values["parts"] = len(finding.spans) > 1
    return values


def _same_speaker(rule: Finding, model: Finding) -> bool:
    if rule.mention is None or model.mention is None:
        return rule.mention is model.mention
    return rule.mention.span.overlaps(model.mention.span)


def _logit(share: float) -> float:
    inside = min(max(share, CERTAIN), 1 - CERTAIN)
    return log(inside / (1 - inside))


def probability(claim: Claim, weights: Weights) -> float:
    """How likely the claim is right."""
    total = sum(weights[name] * value for name, value in features(claim).items())
    return 1 / (1 + exp(-total))


def read_weights(folder: Path | None) -> Weights | None:
    """Weight of each feature, as fitted for a bundle of models; None where it brings none.

    Raises
    ------
    QuotesError
        when the file has other features than these.

    """
    path = folder / WEIGHTS if folder else None
    if path is None or not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    weights = {row[0]: float(row[1]) for row in rows}
    if set(weights) != set(FEATURES):
        odd = ", ".join(sorted(set(weights) ^ set(FEATURES)))
        raise QuotesError(f"{path}: not the features of this version ({odd}): fit them anew")
    return weights
