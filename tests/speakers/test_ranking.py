"""What may speak for an option, and the weights that are read for it."""

import pytest
from case_files import FOLDER, load
from corpora import document

from quotes.extractor import find
from quotes.find.statements import prepare
from quotes.lexicon.source import DataFile
from quotes.speakers.discourse import Discourse
from quotes.speakers.ranking import FEATURES, KINDS, read_weights


def choices(path):
    case = load(path)
    prepared = prepare(document(case.text, case.sentences))
    mentions = [finding.mention for finding in find(prepared) if finding.mention]
    return Discourse.of(prepared, mentions).choices


def test_all_that_speaks_for_an_option_is_declared():
    found = [choice for path in sorted(FOLDER.iterdir()) for choice in choices(path)]
    assert {choice.kind for choice in found} == set(KINDS)
    assert {name for c in found for option in c.options for name in option.features} <= FEATURES


@pytest.mark.parametrize("row", ["her\tback\t-0.2", "he\tbakc\t-0.2"])
def test_weight_of_what_is_unknown_is_refused(row):
    table = f"# weights\nhe\tback\t-0.1\nit\tback\t-0.1\n{row}\n"
    with pytest.raises(ValueError, match=r"antecedents\.tsv, line 4: unknown"):
        read_weights(DataFile("antecedents.tsv", table))


def test_a_feature_needs_no_weight():
    assert read_weights(DataFile("antecedents.tsv", "he\tback\t-0.1\n"))["he"] == {"back": -0.1}
