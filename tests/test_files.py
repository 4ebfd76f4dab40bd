"""Files appear whole, all of them or none, and leave nothing beside."""

import pytest

from quotes.files import put, replacing


@pytest.fixture
def old(tmp_path):
    """Three files that were written before."""
    paths = [tmp_path / name for name in ("quotes.csv", "articles.csv", "told.json")]
    for path in paths:
        path.write_text("old")
    return paths


def held(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def write(*targets, told=None):
    """Write all of them anew, and fail before the last one where `told` tells how."""
    with replacing(*targets) as parts:
        for part in parts:
            if told and part is parts[-1]:
                raise OSError(told)
            part.write_text("new")


def test_files_take_their_places_at_the_end(old, tmp_path):
    with replacing(*old) as parts:
        for part in parts:
            part.write_text("new")
        assert {part.parent for part in parts} == {tmp_path}
        assert [path.read_text() for path in old] == ["old"] * 3
    assert held(tmp_path) == {path.name: "new" for path in old}


def test_a_write_that_fails_leaves_what_was(old, tmp_path):
    before = held(tmp_path)
    with pytest.raises(OSError, match="disk full"):
        write(*old, told="disk full")
    assert held(tmp_path) == before


def test_a_folder_in_one_place_leaves_the_others_as_they_were(old, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    before = held(tmp_path)
    with pytest.raises(IsADirectoryError, match="folder is a folder"):
        write(*old, folder)
    assert held(tmp_path) == before
    assert not list(folder.iterdir())


def test_what_is_not_written_stays(old, tmp_path):
    with replacing(*old) as parts:
        parts[0].write_text("new")
    assert held(tmp_path) == {"quotes.csv": "new", "articles.csv": "old", "told.json": "old"}


def test_missing_folders_are_made(tmp_path):
    target = tmp_path / "some" / "where" / "quotes.csv"
    with replacing(target) as (part,):
        part.write_text("new")
    assert held(target.parent) == {"quotes.csv": "new"}


def test_who_stops_between_moves_leaves_none_that_tells_of_others(old, tmp_path):
    first, second, last = old
    new = [tmp_path / f"{n}.part" for n in range(3)]
    new[0].write_text("new")
    new[2].write_text("new")
    with pytest.raises(FileNotFoundError):
        put(zip(new, (first, second, last), strict=True))
    assert (first.read_text(), second.read_text()) == ("new", "old")
    assert not last.exists()
