"""Reports looked at in a browser: one rendered from the seeds, one by the command on odd texts."""

import csv
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from tempfile import gettempdir

import corpora
import pytest

from quotes.report.notebooks import WORKSHOP
from quotes.report.page import write_report
from quotes.table.extraction import save
from quotes.table.files import read_table

ROOT = Path(__file__).parents[2]
PATIENCE = 600_000  # milliseconds that a browser may take on a busy machine
BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
OPTIONS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def seeds(tmp_path_factory, found):
    target = tmp_path_factory.mktemp("seeds") / "report.html"
    save(found, target.with_name("quotes.csv"))
    write_report(found, [ROOT / "seeds"], target)
    return target


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    """Report by the command on many small sources, hostile, one of them unreadable."""
    folder = tmp_path_factory.mktemp("odd")
    news = folder / "news"
    news.mkdir()
    (news / "empty.txt").write_text("")
    (news / "silent.txt").write_text("Nothing was said all day. It rained.")
    with (news / "metadata.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "source", "title"])
        for n, words in enumerate(corpora.HOSTILE * 5):
            name = f"{n}.txt"
            (news / name).write_text(
                f"“{words} is a fine name,” Ann {words} Lee told reporters.\n\n"
                f"Bo Ek denied that {words} was safe to eat. She said it cost $5, not $6.\n"
            )
            writer.writerow([name, f"Source {n} {words}", f"Title {words}"])
    target = folder / "report.html"
    command = [sys.executable, "-m", "quotes", "report", str(news), "-o", str(target)]
    command += ["--table", str(folder / "quotes.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Not read: 1" in done.stderr
    return target


@pytest.fixture(scope="module")
def browser():
    if BROWSER is None:
        pytest.skip("no Chromium on this machine: install it to look at reports too")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=BROWSER, args=OPTIONS, timeout=PATIENCE
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module", params=["odd", "seeds"])
def report(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["desktop", "phone"])
def opened(request, browser, report):
    """Open the report, once for all tests, and give its page and the browser's complaints."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE)
    shown, trouble = context.new_page(), []
    shown.on("console", lambda message: trouble.append(message.text))
    shown.on("pageerror", lambda error: trouble.append(str(error)))
    shown.on("request", lambda asked: trouble.append(asked.url) if _outside(asked.url) else None)
    shown.on("dialog", lambda dialog: trouble.append(dialog.message))
    shown.goto(report.as_uri())
    shown.wait_for_selector("#quotes_wrapper input")
    yield shown, trouble
    context.close()


@pytest.fixture
def page(opened):
    """Give the page as it was when it was opened; a complaint of the browser fails the test."""
    shown, trouble = opened
    shown.locator("#quotes_wrapper .dt-search input").fill("")
    shown.locator("#show-code").uncheck()
    shown.evaluate("document.querySelectorAll('details.voice').forEach(one => one.open = false)")
    shown.evaluate("document.activeElement.blur(); location.hash = ''; scrollTo(0, 0)")
    yield shown
    complaints = trouble.copy()
    trouble.clear()
    assert complaints == []


def _outside(address):
    return not address.startswith(("file:", "data:", "blob:"))


def test_page_fits_its_window(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "taken" not in page.title()


def test_text_stands_out(page):
    faint = page.evaluate((Path(__file__).parent / "contrast.js").read_text("utf-8"))
    assert faint == []


def test_each_figure_can_be_told(page):
    figures = page.locator("figure.chart")
    assert figures.count() >= 10
    for figure in figures.all():
        assert len(figure.locator("img").get_attribute("alt")) > 20
        assert figure.locator("img").evaluate("image => image.naturalWidth") > 100
        assert len(figure.locator("figcaption").inner_text()) > 20
        assert figure.locator("details table").count() == 1
    assert page.locator("img:not([alt])").count() == 0


def test_each_link_leads_somewhere(page):
    lost = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href').slice(1))
        .filter(name => !document.getElementById(name))"""
    )
    assert lost == []
    twice = page.evaluate(
        """[...document.querySelectorAll('[id]')].map(e => e.id)
        .filter((name, place, all) => all.indexOf(name) !== place)"""
    )
    assert twice == []


def test_table_can_be_searched(page):
    page.locator("#quotes_wrapper .dt-search input").fill("no such words anywhere")
    page.wait_for_selector("#quotes .dt-empty")
    page.locator("#quotes_wrapper .dt-search input").fill("denied")
    page.wait_for_selector("#quotes tbody tr td a")
    rows = page.locator("#quotes tbody tr")
    assert rows.count() >= 1
    assert all("denied" in row.inner_text().casefold() for row in rows.all())


def test_whole_heading_sorts(page):
    page.locator("#quotes thead th", has_text="Source").click(position={"x": 4, "y": 8})
    page.wait_for_selector('#quotes thead th[aria-sort="ascending"]')
    sources = [cell.inner_text() for cell in page.locator("#quotes tbody td:nth-child(8)").all()]
    assert sources == sorted(sources, key=str.casefold)


def test_facets_narrow_the_table(page):
    pane = page.locator(".dtsp-searchPane", has=page.locator('input[placeholder="Type"]'))
    pane.locator(".dtsp-collapseButton").click()
    pane.locator("tbody tr", has_text="direct").first.click()
    wanted = pane.locator("tr.selected .dtsp-name").inner_text()
    rows = page.locator("#quotes tbody tr td:nth-child(4)")
    assert {row.inner_text() for row in rows.all()} == {wanted}
    page.locator(".dtsp-clearAll").click()


def test_name_leads_to_what_is_quoted(page):
    target = page.locator(".to-speaker").first
    name = target.inner_text()
    target.evaluate("link => link.click()")
    opened = page.locator("details.voice[open]", has=page.locator("ol:target"))
    opened.locator("li").first.wait_for()
    assert opened.locator("summary b").inner_text() == name


def test_row_leads_into_the_text(page):
    page.locator("#quotes tbody tr a").first.click()
    target = page.locator("mark:target")
    assert target.count() == 1
    target.focus()
    note = target.evaluate("mark => getComputedStyle(mark, '::after').content")
    assert "% sure" in note
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_code_is_shown_when_asked(page):
    code = page.locator("pre.code").first
    assert not code.is_visible()
    page.locator("#show-code").check()
    assert code.is_visible()


@pytest.mark.parametrize("name", ["speakers.svg", "speakers.png", "quotes.csv"])
def test_files_are_in_the_page(page, name, tmp_path, report):
    with page.expect_download() as waiting:
        page.locator(f'a[download^="{name}"]').evaluate("link => link.click()")
    assert waiting.value.suggested_filename == name
    path = tmp_path / name
    waiting.value.save_as(path)
    if name == "quotes.csv":
        assert read_table(path).equals(read_table(report.with_name("quotes.csv")))
    else:
        assert path.stat().st_size > 2000


def test_seeds_tell_their_story(seeds):
    text = unescape(re.sub(r"<[^>]+>", " ", seeds.read_text("utf-8")))
    text = " ".join(text.split())
    quotes = read_table(seeds.with_name("quotes.csv"))
    assert f"{len(quotes)} quotations in 5 articles" in text
    most, count = quotes["speaker"].value_counts().head(1).to_dict().popitem()
    marked = int((quotes[quotes["speaker"] == most]["quote_type"] != "indirect").sum())
    assert re.search(rf"{most} [^,:]* {count} quotations, {marked} in own words", text)
    (source,) = {s for s in quotes["source"] if "_" not in s}
    own = quotes[quotes["source"] == source]
    marked = int((own["quote_type"] != "indirect").sum())
    assert f"{source} {marked} of {len(own)}" in text


def test_what_was_not_read_is_told(odd):
    assert "empty.txt</code>" in odd.read_text("utf-8")


def test_report_names_no_place_of_this_machine(report):
    shown = report.read_text("utf-8")
    assert WORKSHOP not in shown
    assert str(Path(gettempdir()) / "tmp") not in shown
    assert str(ROOT / "quotes") not in shown
