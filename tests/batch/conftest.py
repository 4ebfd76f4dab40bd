"""Articles for runs, and the table of a run that nothing stopped."""

import shutil

import pytest
from stub_engine import MANY, files, run


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """Articles, in which one speaker is spelled in two ways and one text stands twice."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(MANY):
        who = "JANE ROE" if number == 3 else "Jane Roe"
        text = f"{number}\n{who} says it is {number}.\nAl Poe says “no”.\n"
        (folder / f"{number:02}.txt").write_text(text)
    (folder / "copy.txt").write_bytes((folder / "05.txt").read_bytes())
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def whole(articles, tmp_path_factory):
    """The files of a run that nothing stopped, with one worker."""
    table = tmp_path_factory.mktemp("whole") / "quotes.csv"
    run(articles, table, 1)
    return files(table)


@pytest.fixture
def changed(articles, tmp_path):
    """The articles, to be changed."""
    return shutil.copytree(articles, tmp_path / "articles")


@pytest.fixture
def table(tmp_path):
    (tmp_path / "run").mkdir()
    return tmp_path / "run" / "quotes.csv"
