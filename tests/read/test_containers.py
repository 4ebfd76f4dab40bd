"""Each kind of file gives the same articles, or is refused with what to do."""

import json
import os
import re
import zipfile

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quotes
from quotes.errors import QuotesError
from quotes.read.files import begun, read
from quotes.read.memory import read_frame, read_texts
from quotes.table.extraction import save_articles
from quotes.text.article import Article, Failure

BODY = "The council approved the plan on Monday, “after a debate,” that lasted for hours."
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\r\n\t,;"')).map(
    lambda text: BODY + text
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.just(""),
            "Text": TEXT,
            "Outlet": st.sampled_from(["Daily", "", 'Post, Ltd; "The"']),
            "published_at": st.sampled_from(["2021-03-04", "4 March 2021"]),
            "mood": st.sampled_from(["", "good"]),
        }
    ),
    min_size=1,
    max_size=5,
).map(lambda rows: [row | {"id": f"{n}"} for n, row in enumerate(rows)])


def _delimited(delimiter):
    def write(frame, path):
        frame.to_csv(path, sep=delimiter, index=False, lineterminator="\r\n")

    return write


FORMATS = {
    "comma.csv": _delimited(","),
    "semicolon.csv": _delimited(";"),
    "tab.tsv": _delimited("\t"),
    "lines.jsonl": lambda frame, path: frame.to_json(path, orient="records", lines=True),
    "table.parquet": lambda frame, path: frame.to_parquet(path),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(rows=ROWS)
def test_each_table_gives_the_articles_of_a_frame(tmp_path, name, rows):
    frame = pd.DataFrame(rows)
    FORMATS[name](frame, tmp_path / name)
    found = list(read(tmp_path / name))
    assert [article.text for article in found] == [row["Text"] for row in rows]
    assert {article.published for article in found} == {"2021-03-04"}
    expected = read_frame(frame)
    stem = name.partition(".")[0]
    for row, mine, theirs in zip(rows, found, expected, strict=True):
        assert mine.id == theirs.id == row["id"]
        assert mine.source == (row["Outlet"] or stem)
        assert (mine.title, mine.url) == (theirs.title, theirs.url)


@settings(suppress_health_check=list(HealthCheck))
@given(texts=st.lists(TEXT, max_size=4))
def test_articles_are_kept_and_read_again(tmp_path, texts):
    articles = [item for item in read_texts(texts) if isinstance(item, Article)]
    save_articles(articles, tmp_path / "articles.jsonl")
    assert list(read(tmp_path / "articles.jsonl")) == articles


def test_rows_fail_by_themselves(tmp_path):
    deep, half = "[" * 100_000, json.dumps({"text": f"{BODY} \ud83d", "title": "\udc00"})
    lines = [json.dumps({"text": BODY}), deep, "{", "[]", '{"text": 3}', '{"text": ""}', half]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    first, *failed, last = read(tmp_path / "a.jsonl")
    assert (first.id, last.id) == ("a/1", "a/7")
    assert (last.text, last.title) == (f"{BODY} \ufffd", "\ufffd")
    assert [failure.path.rpartition(", ")[2] for failure in failed] == [
        f"row {n}" for n in range(2, 7)
    ]
    (tmp_path / "b.csv").write_text(f'text,url\n"{BODY}",u,too,many\n"{BODY}"\n"x"y,z\n"{BODY}"\n')
    many, good, broken = read(tmp_path / "b.csv")
    assert "4 cells in 2 columns" in many.reason
    assert good.text == BODY
    assert "nothing after it was read" in broken.reason


def test_long_text_stands_in_a_cell(tmp_path):
    text = f"{BODY}\n" * 20_000
    pd.DataFrame({"body": [text]}).to_csv(tmp_path / "a.csv", index=False)
    (article,) = read(tmp_path / "a.csv")
    assert article.text == text


@pytest.mark.parametrize(
    "head",
    [
        'text,"note\n(if any)",title',
        "\r\n\r\ntext,note,title",
        "\ufeffsep=,\r\ntext,note,title",
        "text,note,title,,",
        '"note\n",text,title',
    ],
)
def test_line_of_names_is_found(tmp_path, head):
    cells = f'"{BODY}",,"A, B"' if "note,title" in head or head[0] == "t" else f',"{BODY}","A, B"'
    (tmp_path / "a.csv").write_bytes(f"{head}\r\n{cells}\r\n".encode())
    (article,) = read(tmp_path / "a.csv")
    assert (article.text, article.title) == (BODY, "A, B")


def test_table_in_another_encoding_is_read_and_told(tmp_path):
    (tmp_path / "a.csv").write_bytes(f"text;title\n{BODY};Café\n".encode("cp1252"))
    with pytest.warns(UserWarning, match="a.csv: not UTF-8, read as cp1252"):
        (article,) = read(tmp_path / "a.csv")
    assert (article.text, article.title) == (BODY, "Café")
    (tmp_path / "b.csv").write_bytes(f"text;title\n{BODY};Café\n".encode("utf-16"))
    (article,) = read(tmp_path / "b.csv")
    assert (article.text, article.title) == (BODY, "Café")


def test_ids_that_stand_twice_are_told_and_nothing_is_lost(tmp_path):
    for name in ("jan.csv", "feb.csv"):
        (tmp_path / name).write_text(f"id,text\n1,{BODY!r}\n".replace("'", '"'))
    with pytest.warns(UserWarning, match="the id '1' stands twice; the later article is 'jan/1'"):
        found = list(read(tmp_path))
    assert [article.id for article in found] == ["1", "jan/1"]


PAGE = f"""<!DOCTYPE html><html><head><title>Bridge opens | Daily News</title>
<meta charset="windows-1252"><meta property="og:title" content="Bridge opens">
<meta property="og:site_name" content="Daily News">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<link rel="canonical" href="http://ex.org/a"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Bridge opens</h1><p>{BODY}</p><p>“It is <em>safe</em> &amp; sound,” she said of it.
</p></article><footer>Copyright</footer></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt"])
def test_page_gives_its_article(tmp_path, name):
    (tmp_path / name).write_bytes(PAGE.encode("utf-8" if name == "a.txt" else "cp1252"))
    (article,) = read(tmp_path)
    about = (article.source, article.title, article.published, article.url)
    assert about == ("Daily News", "Bridge opens", "2021-03-04", "http://ex.org/a")
    assert BODY in article.text
    assert "“It is safe & sound,” she said of it." in article.text
    assert "Home" not in article.text
    assert list(read(tmp_path)) == [article]


def test_page_that_says_latin_1_is_read_as_browsers_do(tmp_path):
    page = PAGE.replace("windows-1252", "ISO-8859-1")
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    (article,) = read(tmp_path)
    assert "“It is safe & sound,” she said of it." in article.text


def test_page_without_article_is_told(tmp_path):
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    (tmp_path / "b.html").write_text('<html><meta name="generator" content="quotes 0.1.0">')
    empty, ours = read([tmp_path / "a.html", tmp_path / "b.html"])
    assert "copy its text" in empty.reason
    assert list(read(tmp_path)) == [empty]
    assert "a report of this program" in ours.reason


def test_folder_and_zip_file_give_the_same(tmp_path):
    folder = tmp_path / "news"
    for name, text in {
        "a.txt": BODY,
        "sub/a.txt": f"{BODY} Again.",
        "sub/b.html": PAGE,
        "t.csv": f'text\n"{BODY}"\n',
        "metadata.csv": "file;title\nsub/a.txt;Told\n",
        "quotes.csv": "quote_id,doc_id,content,content_spans\n",
        "quotes.csv.datapackage.json": "{}",
        ".hidden.txt": BODY,
        "__MACOSX/._a.txt": BODY,
        "picture.png": "png",
        "paper.pdf": "%PDF-",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for file in folder.rglob("*"):
            archive.write(file, file.relative_to(folder))
    found, packed = list(read(folder)), list(read(tmp_path / "news.zip"))
    assert [item.id for item in found if isinstance(item, Article)] == [
        "news/a", "sub/a", "b", "t/1",
    ]  # fmt: skip
    assert [item.title for item in found if isinstance(item, Article)][1] == "Told"
    assert "a PDF" in next(item for item in found if isinstance(item, Failure)).reason
    assert [item.text for item in packed if isinstance(item, Article)] == [
        item.text for item in found if isinstance(item, Article)
    ]
    (folder / "inner.zip").write_bytes((tmp_path / "news.zip").read_bytes())
    (folder / "broken.zip").write_bytes(b"PK\x03\x04")
    both = list(read(folder))
    assert sum(isinstance(item, Article) for item in both) == 8
    assert any("not a zip file" in item.reason for item in both if isinstance(item, Failure))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"PK", "a word processor's file: save its text as .txt"),
        ("a.pdf", b"%PDF", "a PDF"),
        ("a.xlsx", b"PK", "a spreadsheet"),
        ("a.json", b"[]", "JSON Lines"),
        ("a.csv.gz", b"", "a packed file"),
        ("a.odd", BODY.encode(), r"unknown kind of file \(.odd\)"),
        ("a.txt", b'{"text": "A day."}\n{"text": "It was."}', "save it as a .jsonl file"),
        ("a.txt", b'[{"text": "A day."},\n{"text": "It was."}]', "save it as a .jsonl file"),
        ("a.txt", b'\xef\xbb\xbf"Title";"Body"\n"A";"A day."\n', "save it as a .csv"),
        ("a.csv", b'text,"a note, ""b', "is not closed: mend it"),
        ("a.csv", b"quote_id,doc_id,content,content_spans\n", "a table of quotations"),
        ("a.csv", b"text,body\nx,y\n", "several columns of the name"),
        ("a.csv", b"text,text\nx,y\n", "no column|several columns|two columns"),
        ("a.csv", b"", "no column"),
        ("a.csv", b"a,b\n", "name the one with the articles' text"),
        ("a.parquet", b"PAR1", "Parquet"),
        ("a.html", b"PK\x03\x04", "packed"),
        ("a.zip", b"no zip", "not a zip file"),
    ],
)
def test_what_is_not_read_is_refused(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text(BODY)
    failure, article = read([tmp_path / name, tmp_path / "b.txt"])
    assert isinstance(article, Article)
    with pytest.raises(QuotesError, match=reason):
        begun([failure])


def test_pattern_is_opened(tmp_path):
    for name in ("a.txt", "b.txt", "[c].txt"):
        (tmp_path / name).write_text(BODY)
    assert [a.id for a in read(tmp_path / "?.txt")] == ["a", "b"]
    assert [a.id for a in read(str(tmp_path / "[c].txt"))] == ["[c]"]
    (failure,) = read(tmp_path / "*.html")
    assert "No such file" in failure.reason


def test_dates_are_told_not_guessed(tmp_path):
    (tmp_path / "a.csv").write_text(f'text;date\n"{BODY}";04/03/2021\n"{BODY}";05/03/2021\n')
    with pytest.warns(
        UserWarning, match=r"a\.csv: dates such as '04/03/2021' .* date_format="
    ) as told:
        assert [a.published for a in read(tmp_path / "a.csv")] == [None, None]
    assert len(told) == 1
    found = read(tmp_path / "a.csv", date_format="%d/%m/%Y")
    assert [a.published for a in found] == ["2021-03-04", "2021-03-05"]
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "m.csv").write_text("file;date\nb.txt;04/03/2021\n")
    with pytest.warns(UserWarning, match=r"m\.csv: dates"):
        read(tmp_path / "b.txt", metadata=tmp_path / "m.csv")


@pytest.mark.filterwarnings("ignore:.*not UTF-8")
@pytest.mark.parametrize("stray", [b"\x93", b"\xff", b"\x81", b"\xe2\x80", b"\x93A\x94 \x97 B"])
def test_bad_bytes_cost_no_marks(tmp_path, stray):
    text = f"{BODY} “It’s safe,” she said. "
    (tmp_path / "a.txt").write_bytes(text.encode() + stray + text.encode())
    (article,) = read(tmp_path / "a.txt")
    assert article.text.startswith(text)
    assert article.text.endswith(text)
    assert article.text[len(text) : -len(text)] == stray.decode("cp1252", "replace")


def test_name_that_is_not_utf8_costs_nothing(tmp_path):
    for name in (b"a\xff.txt", b"a\xfe.txt"):
        (tmp_path / name.decode("utf-8", "surrogateescape")).write_text(BODY)
    found = list(read(tmp_path))
    assert len({article.id.encode() for article in found}) == 2
    (failure,) = read(tmp_path / "\udcff.pdf")
    assert failure.path.encode()


def test_ids_that_no_file_can_hold_are_told_apart(tmp_path):
    lines = [json.dumps({"id": id_, "text": BODY}) for id_ in ("\ud800", "\ud801", " ")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    with pytest.warns(UserWarning, match="stands twice"):
        assert [article.id for article in read(tmp_path)] == ["\ufffd", "a/2", "a/3"]
    assert [a.id for a in read_texts([Article(" ", BODY, "a")])] == ["article"]


def test_folder_that_cannot_be_opened_is_told(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text(BODY)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    failure, article = read(tmp_path)
    assert article.text == BODY
    assert (failure.path, "Permission denied" in failure.reason) == (f"{tmp_path}/closed", True)


def test_broken_metadata_in_a_zip_file_is_one_error(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "metadata.csv", "file,title\n" + "".join(f"{n}.txt,A\n" for n in range(99))
        )
    data = bytearray((tmp_path / "a.zip").read_bytes())
    at = data.index(b"metadata.csv") + len("metadata.csv")
    data[at : at + 20] = b"\xff" * 20
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(QuotesError, match=r"metadata\.csv: .*decompressing"):
        read(tmp_path / "a.zip")


def test_only_paths_are_paths():
    for wrong in (pd.DataFrame({"text": [BODY]}), 3, None, [b"a.txt"], [BODY, 3], {"a": 1}):
        with pytest.raises(TypeError, match="where a path is wanted"):
            read(wrong)
    for wrong in (BODY, b"a", 3, pd.DataFrame(), {"a": BODY}):
        with pytest.raises(TypeError, match="where texts are wanted"):
            read_texts(wrong)
    with pytest.raises(TypeError, match="item 2 is of int"):
        list(read_texts([BODY, 3]))
    with pytest.raises(TypeError, match="where a pandas data frame is wanted"):
        read_frame([BODY])
    with pytest.raises(QuotesError, match="no column 'txt' among 'text'"):
        read_frame(pd.DataFrame({"text": [BODY]}), "txt")
    with pytest.raises(QuotesError, match="two columns 'text'"):
        read_frame(pd.DataFrame([[BODY, BODY]], columns=["text", "text"]), "text")
    with pytest.raises(TypeError, match="title is of int"):
        Article("a", BODY, "a", title=3)


def test_texts_are_taken_as_articles():
    own = Article("own", BODY, "Daily", title="Own")
    with pytest.warns(UserWarning, match="the id 'own' stands twice"):
        found = list(read_texts(iter([BODY, own, own, "", f"Title: T\n\n{BODY}"])))
    assert [getattr(item, "id", None) for item in found] == [
        "text/1",
        "own",
        "own~2",
        None,
        "text/5",
    ]
    assert found[1] == own
    assert found[4].title == "T"
    assert found[3] == Failure(
        "no text in it (0 characters): fill it in or leave it out", "text, row 4"
    )


def test_a_run_without_article_ends_before_the_models_load():
    with pytest.raises(QuotesError, match=r"no article could be read: text, row 1: no text"):
        quotes.extract_texts(["", " "], models="no/such/models")


def test_articles_are_read_one_after_the_other(tmp_path):
    (tmp_path / "a.txt").write_text(BODY)
    reading = read([tmp_path / "a.txt", tmp_path / "b.txt"])
    items = iter(reading)
    assert next(items).id == "a"
    (tmp_path / "b.txt").write_text(BODY)
    assert next(items).id == "b"
    assert {file.name for file in reading.files} == {"a.txt", "b.txt"}


def test_damage_in_a_zip_file_costs_what_it_damaged(tmp_path):
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.txt", "It is, she said.")
        packed.writestr("b.txt", "It was, he said.")
    path.write_bytes(path.read_bytes().replace(b"It is,", b"It is;", 1))
    broken, whole = read(path)
    assert broken.name.endswith("news.zip/a.txt")
    assert "damaged" in broken.reason
    assert whole.text == "It was, he said."
    data = bytearray(path.read_bytes())
    for flag in re.finditer(b"PK\x01\x02", data):
        data[flag.start() + 8] |= 1  # a password is wanted
    path.write_bytes(data)
    assert all("unpack it first" in item.reason for item in read(path))
