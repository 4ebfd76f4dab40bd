"""Names in parts, and names that belong to one speaker across articles; all are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.lexicon.gazetteer import country, country_of_people
from quotes.speakers.names import (
    full_names,
    part_of_organization,
    person_fits,
    short_organization,
    spelled_alike,
)
from quotes.speakers.speaker import Speaker
from quotes.speakers.titles import split_titles
from quotes.speakers.unify import unify
from quotes.text.kinds import SpeakerType


@pytest.mark.parametrize(
    ("name", "titles", "rest"),
    [
        ("Mr. Bishop", "Mr.", "Bishop"),
        ("Secretary of Trade Jane Roe", "Secretary of Trade", "Jane Roe"),
        ("Sen. Al Roe Jr.", "Sen.", "Al Roe Jr."),
        ("Queen Maud", "", "Queen Maud"),
        ("Prince Al Roe", "Prince", "Al Roe"),
        ("Jane Roe", "", "Jane Roe"),
        ("mayor", "", "mayor"),
    ],
)
def test_titles_are_kept_apart(name, titles, rest):
    assert split_titles(name) == (titles, rest)


@pytest.mark.parametrize(
    ("short", "full", "fit"),
    [
        ("Roe", "Jane Roe", 4),
        ("van Roe", "Jan van Roe", 4),
        ("Jane Roe", "Jane Roe Jr.", 4),
        ("J. Roe", "Jane Roe", 3),
        ("Jane Roe", "Jane Q. Roe", 3),
        ("Jane Q. Roe", "Jane Quincy Roe", 3),
        ("Jane Roe", "Jane Roe Doe", 2),
        ("Jane", "Jane Roe", 1),
        ("JQR", "Jane Quincy Roe", 1),
        ("van", "Jan van Roe", 0),
        ("Bo Roe", "Jane Roe", 0),
        ("Roe Jane", "Jane Roe", 0),
    ],
)
def test_short_names_of_persons(short, full, fit):
    assert person_fits(short, full) == fit


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hartervile", "Jane Harterville", True),
        ("Tamerbalovic", "Al Tamerbolovich", True),
        ("Roe", "Rae", False),
        ("Poe", "Jane Poe", False),
        ("Harterset", "Harterville", False),
    ],
)
def test_slips_of_the_pen(one, other, alike):
    assert spelled_alike(one, other) is alike


@pytest.mark.parametrize(
    ("short", "full", "anywhere", "in_article"),
    [
        ("AZO", "Association of Zither Owners", True, True),
        ("Acme", "Acme Corp.", True, True),
        ("Acme", "Acme Steel", False, True),
        ("Ministry", "Health Ministry", False, True),
        ("AZO", "AZO Winter Ball", False, False),
        ("Azo", "Association of Zither Owners", False, False),
        ("Health Ministry", "Trade Ministry", False, False),
    ],
)
def test_short_names_of_bodies(short, full, anywhere, in_article):
    assert short_organization(short, full) is anywhere
    assert part_of_organization(short, full) is in_article


def test_gazetteer():
    assert country("the U.S.") == country("USA") == country("America") == "United States"
    assert country("us") is None
    assert country_of_people("Danes") == country_of_people("Danish") == "Denmark"
    assert country_of_people("Jane") is None


def person(name, role=None):
    return Speaker(name, SpeakerType.PERSON, role, "name", 0.9)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Roe", "Jane Roe", "J. Roe"], ["Roe", "Jane Roe", "J. Roe"]),
        (["Jane", "Jane Roe"], ["Jane", "Jane Roe"]),
        (["JANE ROE", "Jane Roe"], ["Jane Roe", "Jane Roe"]),
    ],
)
def test_unify_gives_one_name_to_one_person(names, expected):
    articles = {i: [person(name)] for i, name in enumerate(names)}
    assert [speakers[0].name for speakers in unify(articles).values()] == expected


def test_unify_gives_each_person_the_fullest_role():
    articles = {1: [person("JANE ROE", "mayor"), None], 2: [person("Jane Roe", "mayor of Hill")]}
    assert unify(articles) == {
        1: [person("Jane Roe", "mayor of Hill"), None],
        2: [person("Jane Roe", "mayor of Hill")],
    }


def test_a_slip_among_many_is_no_role_of_others():
    mayor = [person("Jane Roe", "mayor")] * 20
    articles = {1: mayor, 2: [person("Jane Roe", "issue mayor")]}
    assert {s.role for s in unify(articles)[1]} == {"mayor"}


def test_unify_leaves_those_without_a_name():
    articles = {
        1: [Speaker("official", SpeakerType.ANONYMOUS, None, "own words", 0.9)],
        2: [Speaker("senior official", SpeakerType.ANONYMOUS, None, "own words", 0.9)],
    }
    assert unify(articles) == articles


SPEAKERS = st.builds(
    Speaker,
    st.lists(
        st.sampled_from(
            [
                "Roe",
                "Jane",
                "J.",
                "Q.",
                "Quincy",
                "Bo",
                "Jr.",
                "van",
                "ROE",
                "Acme",
                "Corp.",
                "A",
                "AC",
                "Co",
            ]
        ),
        min_size=1,
        max_size=4,
    ).map(" ".join),
    st.sampled_from([SpeakerType.PERSON, SpeakerType.ORGANIZATION, SpeakerType.GROUP]),
    st.sampled_from([None, "mayor", "mayor of Hill", "old mayor"]),
    st.just("name"),
    st.just(0.5),
)


@given(st.lists(st.lists(st.none() | SPEAKERS, max_size=5), max_size=4), st.randoms())
def test_unify_is_stable(articles, random):
    run = dict(enumerate(articles))
    united = unify(run)
    assert unify(united) == united
    order = list(run)
    random.shuffle(order)
    assert unify({key: run[key] for key in order}) == united


def test_full_names_stay_in_their_own_spelling():
    assert full_names(["Jane Roe"], short_organization) == {"Jane Roe": "Jane Roe"}
