"""Build the documentation page from its notebook, and README's pictures from the demo's report."""

import argparse
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from quotes import charts, load
from quotes.charts.figure import Chart
from quotes.report.page import write_report

DOCS = Path(__file__).parent
ROOT = DOCS.parent
REPORTS = ROOT / "reports"
WIDE, HIGH = 1280, 900  # pixels of the picture of the report's first screen


def page(output: Path) -> None:
    """Run the guide on the demo's articles."""
    seeds = [ROOT / "seeds"]
    found = load(seeds, REPORTS / "quotes.csv", metadata=ROOT / "analysis" / "seeds.csv")
    write_report(found, ["seeds"], output, title="quotes", chapters=[DOCS / "guide.ipynb"])


def pictures(browser: str) -> None:
    """Draw a chart, and take the first screen of `reports/report.html`, made by `make demo`."""
    found = load(None, REPORTS / "quotes.csv")
    chart = charts.share_of_voice(found.frame)
    if isinstance(chart, Chart):
        (DOCS / "share-of-voice.svg").write_bytes(chart.file("svg"))
    with TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={profile}", f"--window-size={WIDE},{HIGH}",
            f"--screenshot={DOCS / 'first-screen.png'}", (REPORTS / "report.html").as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True)


def main() -> None:
    """Build what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=REPORTS / "docs.html", help="the page")
    parser.add_argument("--pictures", action="store_true", help="README's pictures too")
    given = parser.parse_args()
    page(given.output)
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if given.pictures and browser:
        pictures(browser)
    elif given.pictures:
        parser.error("no Chromium or Chrome was found")


if __name__ == "__main__":
    main()
