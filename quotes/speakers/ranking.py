"""Which referent a pronoun or a description stands for: a logistic model over what is known.

Each referent that may be meant is an option; for a description one more is that it stands for
nobody else in the article (`referent` None). Weights: `antecedents.tsv`, fitted by
`training/fit_antecedents.py` on annotated newswire.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import NamedTuple

from quotes.lexicon.source import DataFile
from quotes.speakers.described import described
from quotes.speakers.fitting import fits, is_other
from quotes.speakers.nearness import before as mentioned_before
from quotes.speakers.nearness import nearness
from quotes.speakers.phrases.phrase import Kind, Phrase, Place, Reading
from quotes.speakers.phrases.pronouns import Pronoun, pronoun_of
from quotes.speakers.referent import Referent, Seen
from quotes.speakers.syntax import MAIN_SUBJECT, first_conjunct
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Sentence

TIE = 0.75  # share of the best that makes a second one as likely. Chosen by reading, not measured
LEAST = 0.3  # below this nothing is likely enough to be told. Chosen by reading, not measured
UNTOLD = exp(-2)  # what a pronoun weighs for nobody of those told of. Chosen by reading
KNOWN = 1.0  # "the driver" is rather somebody who was told of. Chosen on newswire (train)

PERSON, ORGANIZATION, COUNTRY, GROUP, ANONYMOUS, DOCUMENT = (
    SpeakerType.PERSON,
    SpeakerType.ORGANIZATION,
    SpeakerType.COUNTRY,
    SpeakerType.GROUP,
    SpeakerType.ANONYMOUS,
    SpeakerType.DOCUMENT,
)
Features = Mapping[str, float]


KINDS = ("he", "it", "they", "person", "body", "plural", "document")


FEATURES = frozenset((
    "anonymous", "back", "bare", "bare, definite", "bare, possessed", "broader", "broader, bare",
    "by pronoun", "counted", "country", "definite", "details", "distance", "document", "generic",
    "generic, definite", "generic, possessed", "group", "has spoken", "head of kin",
    "last speaker", "later", "latest name", "latest subject", "members", "name has it",
    "name has it, definite", "name has it, possessed", "named", "named there", "nearest", "new",
    "new subject", "new, definite", "new, details", "new, document", "new, indefinite",
    "new, others fit", "new, ours", "new, plural", "new, possessed", "new, source", "no role",
    "office", "often", "often spoke", "one body", "one body, has spoken", "one body, unnamed",
    "one source", "only", "organization", "other country", "other role",
    "other section", "paragraphs", "person", "persons", "possessed", "quoted", "role agrees",
    "role has it",
    "same country", "same gender", "same noun", "same noun, definite", "same noun, possessed",
    "same role", "same role, definite", "same role, possessed", "same sentence", "same words",
    "sentence before", "speaker before last", "spoke", "subject", "unsure",
))  # fmt: skip
"""What may speak for an option; those that the fit leaves out have no weight."""


class Option(NamedTuple):
    """A referent that may be meant, what speaks for it, how likely it is."""

    referent: Referent | None
    features: Features
    likely: float


@dataclass(frozen=True)
class Choice:
    """The options for one phrase, the most likely first; `kind` names the weights."""

    phrase: Phrase
    kind: str
    rule: str
    options: tuple[Option, ...]

    @property
    def best(self) -> Option | None:
        """The most likely option, if it is likely enough."""
        if not self.options or self.options[0].likely < LEAST:
            return None
        first = self.options[0]
        rivals = [o for o in self.options[1:] if not _is_of(o, first)]
        if self.rule != "pronoun" or not rivals or rivals[0].likely <= TIE * first.likely:
            return first
        tied = [o for o in (first, *rivals) if o.likely > TIE * first.likely]
        spoke = [o for o in tied if o.features.get("last speaker")]
        if len(spoke) != 1:
            return None  # "Roe and Doe met. He said …"
        named = [o for o in tied if o.referent is not None and o.referent.named]
        return named[0] if _is_definite(spoke[0]) and len(named) == 1 else spoke[0]


def _is_definite(one: Option) -> bool:
    """Whether it was told of as if known, so that it may be who is named: "the president"."""
    told = one.referent.described if one.referent is not None else None
    return told is not None and told.type == ANONYMOUS and (told.definite or told.name.istitle())


def _is_of(one: Option, other: Option) -> bool:
    """Whether one is told of as the other's: of "her doctor … she wrote" both are one choice."""
    a, b = one.referent, other.referent
    return a is not None and b is not None and (a.owner is b or b.owner is a)


def weigh(
    phrase: Phrase,
    referents: Sequence[Referent],
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
    *,
    guessed: bool = True,
    usual: bool = True,
) -> Choice:
    """Weigh the referents that a pronoun or description may stand for.

    Parameters
    ----------
    phrase : the pronoun or description.
    referents : all of the article so far, and its names to come.
    last : who spoke before, in the order of the text.
    sentences : the article's.
    told : for each sentence, how many the article itself has told until then: no quoted ones.
    guessed : whether a gender that was a guess bars too.
    usual : whether the gender that a given name usually has bars, where nothing else tells it.

    """
    pronoun = pronoun_of(phrase.head)
    if pronoun is not None:
        kind, rule = _kind_of_pronoun(pronoun), "pronoun"
        found: dict[Referent | None, dict[str, float]] = {
            r: meant(phrase, r, pronoun, last, sentences, told)
            for r in referents
            if fits(phrase.place, r, pronoun, sentences, told)
            and not is_other(r, pronoun, guessed=guessed, usual=usual)
        }
    else:
        kind, rule = _kind(phrase.reading), "description"
        found = described(phrase, referents, last, sentences)
    _compare(found, phrase.place, sentences)
    weights = weights_of(kind)
    scores = {r: sum(weights.get(k, 0.0) * v for k, v in f.items()) for r, f in found.items()}
    if kind == "person" and phrase.reading.definite:
        scores[None] -= KNOWN
    total = sum(exp(s) for s in scores.values()) + (UNTOLD if pronoun else 0.0)
    likely = {r: exp(scores[r]) / total for r in found}
    if pronoun is not None and pronoun.plural:
        _join(likely)
    options = [Option(r, found[r], likely[r]) for r in found]
    return Choice(phrase, kind, rule, tuple(sorted(options, key=lambda o: -o.likely)))


def _join(likely: dict[Referent | None, float]) -> None:
    """Give to those named together what speaks for a part of them: "they" are rather all."""
    groups = [r for r in likely if r is not None and r.members]
    for group in sorted(groups, key=lambda r: len(r.members)):
        parts = [r for r in groups if r is not group and set(r.members) < set(group.members)]
        for part in (*group.members, *parts):
            if part in likely:
                likely[group] += likely[part]
                likely[part] = 0.0


def _kind_of_pronoun(pronoun: Pronoun) -> str:
    return "they" if pronoun.plural else "he" if pronoun.gender else "it"


def _kind(reading: Reading) -> str:
    if reading.plural:
        return "plural"
    if reading.type == ANONYMOUS:
        return "person"
    return "document" if reading.type == DOCUMENT else "body"


@cache
def weights_of(kind: str) -> Mapping[str, float]:
    """Weight of each feature of this kind of choice, as fitted."""
    return read_weights(DataFile.of("quotes.speakers", "antecedents.tsv"))[kind]


def read_weights(source: DataFile) -> dict[str, dict[str, float]]:
    """Weights of features by kind of choice.

    Raises
    ------
    ValueError
        when a kind or a feature is unknown; with file and line.

    """
    found: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    for line in source.text.splitlines():
        if line and not line.startswith("#"):
            kind, feature, weight = line.split("\t")
            source.check("kind", [kind], KINDS, line)
            source.check("feature", [feature], FEATURES, line)
            found[kind][feature] = float(weight)
    return found


def _compare(
    found: Mapping[Referent | None, dict[str, float]],
    place: Place,
    sentences: Sequence[Sentence],
) -> None:
    """Tell each option whether it is the nearest, the only one, the latest subject or name."""
    before = {r: mentioned_before(place, r, sentences) for r in found if r is not None}
    for latest, is_such in (("latest subject", _is_main), ("latest name", _is_name)):
        last = {r: max((s.place for s in seen if is_such(s)), default=None)
                for r, seen in before.items()}  # fmt: skip
        known = {r: _first_of_joined(at, sentences) for r, at in last.items() if at is not None}
        best = max(known.values(), default=None)
        for referent in before:
            found[referent][latest] = best is not None and known.get(referent) == best
    real = [(f["distance"], r) for r, f in found.items() if r is not None]
    if not real:
        return
    nearest = min(distance for distance, _ in real)
    for distance, referent in real:
        found[referent]["nearest"] = distance == nearest
        found[referent]["only"] = len(real) == 1


def _first_of_joined(place: Place, sentences: Sequence[Sentence]) -> Place:
    """Where the first of those stands that "and" joins: they count as one place."""
    sentence = sentences[place.number]
    return Place(place.number, first_conjunct(sentence, sentence.words[place.word]).index)


def _is_main(seen: Seen) -> bool:
    return seen.weight == MAIN_SUBJECT and not seen.quoted


def _is_name(seen: Seen) -> bool:
    return seen.kind == Kind.NAME and not seen.quoted


def meant(
    phrase: Phrase,
    referent: Referent,
    pronoun: Pronoun,
    last: Sequence[Referent],
    sentences: Sequence[Sentence],
    told: Sequence[int],
) -> dict[str, float]:
    """What speaks for and against a referent that a pronoun may stand for."""
    before = mentioned_before(phrase.place, referent, sentences)
    features = nearness(phrase, before, referent, last, sentences, told)
    features["same gender"] = bool(pronoun.gender and referent.gender == pronoun.gender)
    features[str(referent.type)] = 1
    features["named"] = referent.named
    features["members"] = bool(referent.members)
    features["unsure"] = not referent.sure
    features["persons"] = bool(referent.members) and all(m.type == PERSON for m in referent.members)
    if pronoun.plural and referent.type == ANONYMOUS:
        features["one source"] = 1.0  # "a source said it was late, they added"
    elif pronoun.plural and not referent.plural:
        features["one body"] = 1.0
        features["one body, unnamed"] = not referent.named
        features["one body, has spoken"] = features.get("has spoken", 0.0)
    return features
