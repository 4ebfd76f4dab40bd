"""Articles as they come: every byte kept, every failure told, no batch stopped."""

import json
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import QuotesError
from quotes.read.files import read
from quotes.text.article import Article, Failure

BODY = "The council approved the plan on Monday after a debate that lasted for hours."
DAY = "2021-03-04"


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def one(path: Path, **options) -> Article | Failure:
    (item,) = read([path], **options)
    return item


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t")))
def test_text_comes_back_as_written(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{BODY}{text}")
    assert one(path).text == BODY + text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("told", [False, True])
@pytest.mark.filterwarnings("ignore:.*not UTF-8")
def test_byte_order_mark_and_line_ends_are_kept(tmp_path, codec, told):
    text = f"\ufeffBridge opens\r\n\r\n{BODY}\r"
    path = write(tmp_path / "a.txt", text.encode(codec))
    article = one(path, encoding=codec.removesuffix("-le").removesuffix("-be") if told else None)
    assert (article.text, article.title) == (text, "Bridge opens")


def test_other_encoding_is_detected_and_told(tmp_path):
    text = f"{BODY} “It’s the town’s café,” she said."
    path = write(tmp_path / "a.txt", text.encode("cp1252"))
    with pytest.warns(UserWarning, match=r"a\.txt.*cp1252.*encoding="):
        assert one(path).text == text
    with warnings.catch_warnings(action="error"):
        assert one(path, encoding="cp1252").text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b"\xef\xbb\xbf \r\n", "no text"),
        (b"\0" * 100, "NUL"),
        (BODY.encode("utf-16-le"), "NUL"),
        (b"%PDF-1.7 and so on", "PDF"),
        (bytes(range(256)) * 8, ""),
    ],
)
@pytest.mark.filterwarnings("ignore:.*not UTF-8")
def test_broken_file_never_stops_the_batch(tmp_path, data, reason):
    for name, content in (("a.txt", BODY), ("b.txt", data), ("c.txt", BODY)):
        write(tmp_path / name, content)
    first, broken, last = read([tmp_path])
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(broken, Failure)
    assert broken.path.endswith("b.txt")
    assert reason in broken.reason
    assert ": " in broken.reason  # what was found: what to do


def test_path_without_article_is_told(tmp_path):
    absent, empty, odd = read([tmp_path / "absent.txt", tmp_path, "a\0b"])
    assert "No such file" in absent.reason
    assert "nothing to read in it: give" in empty.reason
    assert "null byte" in odd.reason
    assert "say which encoding" in one(write(tmp_path / "a.txt", b"\xff"), encoding="utf-8").reason
    with pytest.raises(QuotesError, match="'no-such'"):
        read([tmp_path], encoding="no-such")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Bridge opens | Site\n", {"title": "Bridge opens | Site", "source": "Site"}),
        ("http://www.ex.org/\n\n", {"url": "http://www.ex.org/", "source": "ex.org"}),
        ("---\ntitle: 'Opens'\ndate: 2021-03-04T05\n---\n", {"title": "Opens", "published": DAY}),
        ("Source: S\r\nPublished: March 4, 2021\r\n\r\n", {"source": "S", "published": DAY}),
        ("Bridge opens\nThursday, 4 March 2021\n", {"title": "Bridge opens", "published": DAY}),
        ("March, 4th, 2021\n", {"published": DAY}),
        ("2021-03-04 10:30\n", {"published": DAY}),
        ("03/04/2021\n", {}),
        ("February 30, 2021\n", {}),
        ("It was a day like March 4, 2021.\n", {}),
        (f"{BODY}\n" * 5 + "March 4, 2021\n", {}),
    ],
)  # fmt: skip
def test_article_tells_about_itself(tmp_path, text, known):
    article = one(write(tmp_path / "a.txt", text + BODY))
    assert article == Article(**({"id": "a", "text": text + BODY, "source": "a"} | known))


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl"])
@pytest.mark.parametrize("given_", [False, True])
def test_sidecar_knows_better(tmp_path, kind, given_):
    rows = [
        {"file": "sub/a.txt", "outlet": "The Example", "date": "4 March 2021", "mood": "good"},
        {"file": "b.txt", "title": "Told", "url": "http://example.org/b", "id": "bee"},
        {"file": "gone.txt", "title": "Gone"},
    ]
    names = ["file", "outlet", "date", "mood", "title", "url", "id"]
    cut = {"csv": ",", "tsv": "\t"}.get(kind, "")
    table = [cut.join(names), *(cut.join(row.get(name, "") for name in names) for row in rows)]
    lines = map(json.dumps, rows) if kind == "jsonl" else table
    path = write(
        tmp_path / ("t" if given_ else "in") / f"metadata.{kind}", "\ufeff" + "\n".join(lines)
    )
    text = f"Title: Own\n\n{BODY}"
    write(tmp_path / "in/sub/a.txt", text)
    write(tmp_path / "in/sub/b.txt", text)
    a, b = read([tmp_path / "in"], metadata=path if given_ else None)
    assert a == Article("a", text, "The Example", "Own", "2021-03-04", None)
    assert b == Article("bee", text, "example.org", "Told", None, "http://example.org/b")


@pytest.mark.parametrize(
    ("name", "table", "message"),
    [
        ("metadata.csv", "file,title\na.txt,x\n./a.txt,y\n", "row 2: a.txt stands there twice"),
        ("metadata.csv", "name;title\na.txt;x\n", "no `file` among"),
        ("metadata.jsonl", "[1]\n", "no object"),
        ("metadata.jsonl", "{\n", "Expecting"),
        ("metadata.jsonl", "[" * 100_000, "row 1: no JSON object in one line"),
        ("metadata.csv", 'file,title\na.txt,"x"y\n', "row 1: .* mend its quotation marks"),
        ("other.xlsx", "", r"unknown kind of table '\.xlsx'"),
        ("metadata.csv", "file,id\na.txt,b\n", "id 'b' names two files"),
    ],
)
def test_unusable_sidecar_is_told(tmp_path, name, table, message):
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "b.txt", BODY)
    path = write(tmp_path / name, table)
    with pytest.raises(QuotesError, match=message):
        read([tmp_path], metadata=path)


def test_ids_are_as_short_as_they_can_be(tmp_path):
    for name in ("a/x/1.txt", "b/x/1.txt", "b/2.txt", "2.TXT", "3.md"):
        write(tmp_path / name, BODY)
    found = list(read([tmp_path / "3.md", tmp_path, tmp_path / "b"]))
    expected = ["3", f"{tmp_path.name}/2", "a/x/1", "b/2", "b/x/1"]
    assert [article.id for article in found] == expected


def test_headline_names_the_site(tmp_path):
    (tmp_path / "a.txt").write_text("Bridge will close in May | Daily News\n\nIt will be shut.\n")
    (article,) = read([tmp_path / "a.txt"])
    assert article.source == "Daily News"
