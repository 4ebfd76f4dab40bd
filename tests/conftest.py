"""What the tests share: the `--update` switch, and properties that no slow machine fails."""

from hypothesis import settings

settings.register_profile("quotes", deadline=None)
settings.load_profile("quotes")


def pytest_addoption(parser):
    """Add `--update`: rewrite the expected rows of the case files instead of comparing."""
    parser.addoption("--update", action="store_true", help="rewrite expected rows of cases")
