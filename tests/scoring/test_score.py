"""Figures of `quotes.scoring.score`, worked out by hand, and what holds for any attributions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.scoring.figures import Share
from quotes.scoring.gold import ROLES, TYPES, Attribution
from quotes.scoring.relation import matching
from quotes.scoring.score import score
from quotes.text.span import Span

BRIDGE = "Ana Ruiz said the bridge would close on Monday."
SPRING = '"We will rebuild," the mayor added, "by spring."'
NESTED = "Lee said that Kim told reporters the plan was dead."


def attribution(text, source, cue, *content, kind="indirect"):
    """Point to words of the text, each where it first occurs."""

    def spans(*phrases):
        starts = [text.index(phrase) for phrase in phrases if phrase]
        return tuple(
            Span(s, s + len(p)) for s, p in zip(starts, filter(None, phrases), strict=True)
        )

    return Attribution(spans(source), spans(cue), spans(*content), kind)


BRIDGE_GOLD = attribution(BRIDGE, "Ana Ruiz", "said", "the bridge would close on Monday")
SPRING_GOLD = attribution(
    SPRING, "the mayor", "added", '"We will rebuild,"', '"by spring."', kind="direct"
)
OUTER = attribution(NESTED, "Lee", "said", "that Kim told reporters the plan was dead")
INNER = attribution(NESTED, "Kim", "told", "the plan was dead")


def figures(tally):
    return tally.precision, tally.recall


def tallies(scores):
    groups = scores.fragments, scores.relation, scores.citron, scores.ggt
    return [tally for group in groups for tally in group.values()]


def means(scores):
    return [*scores.jaccard.values(), *scores.ggt_matched.values()]


def reasons(scores):
    return [(error.side, error.reason) for error in scores.errors]


def assert_perfect(scores):
    shares = [share for tally in tallies(scores) for share in (tally.found, tally.right)]
    for share in (*shares, *means(scores)):
        assert share.hits == share.total
    assert scores.relation["all"].found.total
    assert not scores.errors


@pytest.mark.parametrize(
    ("text", "gold"),
    [(BRIDGE, [BRIDGE_GOLD]), (SPRING, [SPRING_GOLD]), (NESTED, [OUTER, INNER])],
)
def test_perfect_prediction_scores_one(text, gold):
    scores = score([(text, gold, gold[::-1])])
    assert_perfect(scores)
    assert scores.relation["all"].f1 == 1


def test_nothing_to_count_gives_zero():
    scores = score([(BRIDGE, [], [])])
    assert [tally.f1 for tally in tallies(scores)] == [0] * len(tallies(scores))
    assert scores.jaccard["cue"].value == 0


def test_articles_are_summed_and_numbered():
    scores = score([(BRIDGE, [BRIDGE_GOLD], [BRIDGE_GOLD]), (NESTED, [INNER], [])])
    assert figures(scores.relation["all"]) == (1, 1 / 2)
    assert scores.relation["all"].f1 == pytest.approx(2 / 3)
    assert [error.article for error in scores.errors] == [1]


def test_content_that_begins_a_word_late():
    late = attribution(BRIDGE, "Ana Ruiz", "said", "bridge would close on Monday")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [late])])
    assert figures(scores.fragments["source", "exact"]) == (1, 1)
    assert figures(scores.fragments["content", "exact"]) == (0, 0)
    assert figures(scores.fragments["content", "begin"]) == (0, 0)
    assert scores.jaccard["content"].value == pytest.approx(5 / 6)
    assert figures(scores.relation["all"]) == (1, 1)
    assert figures(scores.citron["content", "exact"]) == (0, 0)
    assert figures(scores.citron["quote", "exact"]) == (0, 0)
    assert figures(scores.citron["content", "linked"]) == pytest.approx((1, 5 / 6))
    assert figures(scores.ggt[0.8]) == (1, 1)  # 28 of 32 characters


def test_content_that_ends_early_begins_right():
    early = attribution(BRIDGE, "Ana Ruiz", "said", "the bridge")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [early])])
    assert figures(scores.fragments["content", "begin"]) == (1, 1)
    assert figures(scores.fragments["content", "exact"]) == (0, 0)
    assert scores.jaccard["content"].value == pytest.approx(2 / 6)
    assert figures(scores.ggt[0.3]) == (1, 1)  # 10 of 32 characters
    assert figures(scores.ggt[0.8]) == (0, 0)
    assert reasons(scores) == [
        ("gold", "cue found, wrong content"),
        ("predicted", "cue found, wrong content"),
    ]
    assert scores.errors[0].nearest == early


def test_half_of_the_words_is_enough_content():
    half = attribution(BRIDGE, "Ana Ruiz", "said", "close on Monday")
    assert figures(score([(BRIDGE, [BRIDGE_GOLD], [half])]).relation["all"]) == (1, 1)


def test_spans_are_snapped_to_tokens():
    start, end = BRIDGE_GOLD.content[0]
    loose = BRIDGE_GOLD._replace(content=(Span(start - 1, end - 2),))
    scores = score([(BRIDGE, [BRIDGE_GOLD], [loose])])
    assert figures(scores.fragments["content", "exact"]) == (1, 1)
    assert figures(scores.citron["quote", "exact"]) == (1, 1)


def test_discontinuous_content_is_several_fragments():
    first = SPRING_GOLD._replace(content=SPRING_GOLD.content[:1])
    scores = score([(SPRING, [SPRING_GOLD], [first])])
    assert figures(scores.fragments["content", "exact"]) == (1, 1 / 2)
    assert scores.jaccard["content"].value == 1 / 2
    assert figures(scores.relation["all"]) == (1, 1)  # 3 of 5 words
    assert figures(scores.citron["content", "exact"]) == (0, 0)
    assert figures(scores.citron["content", "linked"]) == pytest.approx((1, 6 / 11))


def test_prediction_without_the_source_is_no_match():
    scores = score([(BRIDGE, [BRIDGE_GOLD], [BRIDGE_GOLD._replace(source=())])])
    assert figures(scores.relation["all"]) == (0, 0)
    assert reasons(scores) == [
        ("gold", "cue found, wrong source"),
        ("predicted", "cue found, wrong source"),
    ]
    assert scores.citron["source", "exact"].found == Share(0, 1)
    assert scores.citron["source", "exact"].right == Share(0, 0)
    assert scores.ggt_matched[0.8, "speaker"].value == 0
    assert scores.ggt_matched[0.8, "verb"].value == 1


def test_gold_without_source_takes_any():
    scores = score([(BRIDGE, [BRIDGE_GOLD._replace(source=())], [BRIDGE_GOLD])])
    assert figures(scores.relation["all"]) == (1, 1)
    assert scores.citron["source", "exact"].right == Share(0, 1)
    assert scores.jaccard["source"] == Share(0, 1)  # a stray prediction


def test_source_may_be_part_of_the_words():
    ruiz = attribution(BRIDGE, "Ruiz", "said", "the bridge would close on Monday")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [ruiz])])
    assert figures(scores.relation["all"]) == (1, 1)
    assert figures(scores.fragments["source", "begin"]) == (0, 0)
    assert scores.jaccard["source"].value == 1 / 2
    assert scores.ggt_matched[0.8, "speaker"].value == 1


def test_gold_without_cue_takes_any_but_prediction_needs_one():
    mute = BRIDGE_GOLD._replace(cue=())
    assert figures(score([(BRIDGE, [mute], [BRIDGE_GOLD])]).relation["all"]) == (1, 1)
    scores = score([(BRIDGE, [BRIDGE_GOLD], [mute])])
    assert figures(scores.relation["all"]) == (0, 0)
    assert reasons(scores) == [("gold", "missed cue"), ("predicted", "spurious")]


def test_two_predictions_on_one_gold():
    short = attribution(BRIDGE, "Ana Ruiz", "said", "bridge would close on Monday")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [short, BRIDGE_GOLD])])
    assert figures(scores.relation["all"]) == (1 / 2, 1)
    assert reasons(scores) == [("predicted", "duplicate")]
    assert scores.errors[0].attribution == short
    assert figures(scores.citron["cue", "exact"]) == (1, 1)
    assert figures(scores.citron["content", "exact"]) == (1 / 2, 1)
    assert scores.citron["content", "linked"].found == Share(6, 6)
    assert figures(scores.ggt[0.8]) == (1 / 2, 1)


def test_one_prediction_for_two_golds():
    scores = score([(BRIDGE, [BRIDGE_GOLD, BRIDGE_GOLD._replace(source=())], [BRIDGE_GOLD])])
    assert figures(scores.relation["all"]) == (1, 1 / 2)
    assert reasons(scores) == [("gold", "duplicate")]


@pytest.mark.parametrize(
    ("choices", "matched"),
    [([[0, 1], [0]], 2), ([[0, 1], [0, 2], [0]], 3), ([[0], [0], []], 1), ([], 0)],
)
def test_matching_is_maximum(choices, matched):
    owner = matching(choices)
    assert len(owner) == matched
    assert all(choice in choices[one] for choice, one in owner.items())


def test_outermost_attribution_labels_the_tokens():
    scores = score([(NESTED, [OUTER, INNER], [OUTER])])
    for role in ROLES:
        assert scores.fragments[role, "exact"].found == Share(1, 1)
    assert figures(scores.relation["all"]) == (1, 1 / 2)
    assert reasons(scores) == [("gold", "missed cue")]


def test_only_the_nested_attribution_is_predicted():
    scores = score([(NESTED, [OUTER, INNER], [INNER])])
    for role in ROLES:
        assert figures(scores.fragments[role, "begin"]) == (0, 0)
    assert scores.jaccard["source"] == Share(0, 2)
    assert scores.jaccard["content"] == Share(1 / 2, 1)  # 4 of 8 tokens
    assert figures(scores.relation["all"]) == (1, 1 / 2)
    assert figures(scores.citron["quote", "exact"]) == (1, 1 / 2)
    assert figures(scores.citron["content", "linked"]) == pytest.approx((1, 4 / 12))
    assert figures(scores.citron["content", "overlap"]) == pytest.approx((1, 8 / 12))
    assert figures(scores.ggt[0.3]) == figures(scores.ggt[0.8]) == (1, 1 / 2)
    assert scores.ggt_matched[0.3, "speaker"].value == 0  # taken by the outer: 17 of 41 characters
    assert scores.ggt_matched[0.8, "speaker"].value == 1


def test_attributions_side_by_side_stay_apart():
    text = "Ann Bob agree"
    ann, bob = (attribution(text, name, "agree", "agree") for name in ("Ann", "Bob"))
    scores = score([(text, [ann, bob], [attribution(text, "Ann Bob", "agree", "agree")])])
    assert figures(scores.fragments["source", "exact"]) == (0, 0)
    assert figures(scores.fragments["source", "begin"]) == (1, 1 / 2)


def test_surplus_content_is_free_in_ggt_only():
    text = "No, she said, and went home by the old road."
    gold = attribution(text, "she", "said", "No")
    long = attribution(text, "she", "said", text.rstrip("."))
    scores = score([(text, [gold], [long])])
    assert figures(scores.ggt[0.8]) == (1, 1)
    assert figures(scores.relation["all"]) == (0, 0)
    assert reasons(scores)[0] == ("gold", "cue found, wrong content")


def test_ggt_ties_go_to_less_surplus_then_to_the_same_quote():
    loose = INNER._replace(source=OUTER.source, content=OUTER.content)
    nosource = INNER._replace(source=())
    scores = score([(NESTED, [INNER], [loose, INNER._replace(type="direct")])])
    assert scores.ggt_matched[0.8, "speaker"].value == 1
    scores = score([(NESTED, [INNER], [nosource, INNER])])
    assert scores.ggt_matched[0.8, "speaker"].value == 1


def test_ggt_agrees_that_nobody_speaks_and_ignores_capitals_of_the_verb():
    text = "SAID to be safe, the dam was said to hold."
    gold, predicted = (attribution(text, "", cue, "the dam") for cue in ("SAID", "said"))
    scores = score([(text, [gold], [predicted])])
    assert scores.ggt_matched[0.8, "speaker"] == Share(1, 1)
    assert scores.ggt_matched[0.8, "verb"] == Share(1, 1)


def test_content_without_words_is_compared_by_its_tokens():
    text = "He typed ?! and left."
    gold = attribution(text, "He", "typed", "?!")
    assert_perfect(score([(text, [gold], [gold])]))


def test_prediction_elsewhere_is_spurious_beside_a_gold_without_cue():
    mute = attribution(NESTED, "Kim", "", "the plan was dead")
    scores = score([(NESTED, [mute], [attribution(NESTED, "Lee", "said", "that Kim")])])
    assert reasons(scores) == [("gold", "missed cue"), ("predicted", "spurious")]


def test_recall_goes_by_gold_type_and_precision_by_predicted_type():
    as_mixed = BRIDGE_GOLD._replace(type="mixed")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [as_mixed]), (NESTED, [INNER], [])])
    assert scores.relation["indirect"].found == Share(1, 2)
    assert scores.relation["indirect"].right == Share(0, 0)
    assert scores.relation["mixed"].right == Share(1, 1)
    assert scores.relation["all"].found == Share(1, 2)
    assert scores.relation["all"].found.misses == 1


def test_report_has_a_row_for_each_figure():
    report = score([(NESTED, [OUTER, INNER], [INNER])]).report().splitlines()
    rows = {line[:24].strip(): line[24:].split() for line in report}
    assert rows["all"] == ["100.0", "50.0", "66.7", "2", "1"]
    assert rows["source begin"] == ["0.0", "0.0", "0.0", "1", "1"]
    assert rows["content jaccard"] == ["-", "-", "50.0", "of", "1"]
    assert rows["quote > 0.8"] == ["100.0", "50.0", "66.7", "2", "1"]
    assert rows["speaker, quote > 0.3"] == ["-", "-", "0.0", "of", "1"]
    assert report[-1].split() == ["missed", "cue", "(gold)", "1"]


def test_examples_show_the_words_and_stop_at_n():
    wrong = attribution(BRIDGE, "Ana Ruiz", "said", "Monday")
    scores = score([(BRIDGE, [BRIDGE_GOLD], [wrong])] * 3)
    shown = scores.examples(2).splitlines()
    assert shown[0] == "cue found, wrong content (gold): 3"
    assert shown[1] == (
        "  0: [source: Ana Ruiz] [cue: said] [content: the bridge would close on Monday] (indirect)"
    )
    assert shown[2] == "    beside [source: Ana Ruiz] [cue: said] [content: Monday] (indirect)"
    assert len(shown) == 2 * (1 + 2 * 2)


def test_biggest_error_class_comes_first():
    scores = score([(BRIDGE, [BRIDGE_GOLD], []), (NESTED, [], [OUTER, INNER])])
    assert [line.split(":")[0] for line in scores.examples(0).splitlines()] == [
        "spurious (predicted)",
        "missed cue (gold)",
    ]


WORDS = 16
TEXT = " ".join(f"w{i:02}" for i in range(WORDS))


def _well_formed(labels, kind):
    """Turn one label a word into spans: neighbours with one label share a span."""
    spans = {role: [] for role in ROLES}
    for i, label in enumerate(labels):
        if label:
            begin = spans[label].pop().start if i and labels[i - 1] == label else 4 * i
            spans[label].append(Span(begin, 4 * i + 3))
    return Attribution(*(tuple(spans[role]) for role in ROLES), kind)


one_attribution = st.builds(
    _well_formed,
    st.lists(st.sampled_from([*ROLES, "content", None]), min_size=WORDS, max_size=WORDS),
    st.sampled_from(TYPES),
).filter(lambda a: a.content)
attributions = st.lists(one_attribution, max_size=5)
complete = st.lists(one_attribution.filter(lambda a: a.source and a.cue), max_size=5)


@given(attributions.filter(bool))
def test_gold_against_itself_is_perfect(gold):
    assert_perfect(score([(TEXT, gold, gold)]))


@given(attributions, attributions)
def test_figures_lie_between_zero_and_one(gold, predicted):
    scores = score([(TEXT, gold, predicted)])
    values = [x for t in tallies(scores) for x in (t.precision, t.recall, t.f1)]
    assert all(0 <= value <= 1 for value in (*values, *(mean.value for mean in means(scores))))
    missed = sum(error.side == "gold" for error in scores.errors)
    assert missed == scores.relation["all"].found.misses


@given(complete, complete)
def test_swapping_sides_swaps_precision_and_recall(gold, predicted):
    there, back = score([(TEXT, gold, predicted)]), score([(TEXT, predicted, gold)])
    for one, other in (
        *zip(there.fragments.values(), back.fragments.values(), strict=True),
        *zip(there.citron.values(), back.citron.values(), strict=True),
        (there.relation["all"], back.relation["all"]),
    ):
        assert figures(one) == figures(other)[::-1]
