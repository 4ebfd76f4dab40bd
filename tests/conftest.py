"""What the tests share: the `--update` switch."""


def pytest_addoption(parser):
    """Add `--update`: rewrite the expected rows of the case files instead of comparing."""
    parser.addoption("--update", action="store_true", help="rewrite expected rows of cases")
