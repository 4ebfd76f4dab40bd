"""What the tests share: the `--update` switch, models loaded once, and what is made once a run."""

import pickle
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

SEEDS = Path(__file__).parent.parent / "seeds"
LONGEST = (
    "test_page.py", "test_run.py", "test_notebooks.py", "test_pipeline.py", "test_wheel.py",
    "test_round.py", "test_files.py",
)  # fmt: skip

# The same examples at every run; `--hypothesis-profile=search` looks for others.
settings.register_profile("quotes", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile("quotes")


def pytest_addoption(parser):
    """Add `--update`: rewrite the expected rows of the case files instead of comparing."""
    parser.addoption("--update", action="store_true", help="rewrite expected rows of cases")


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: (*LONGEST, item.path.name).index(item.path.name))


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Make a thing once a run: the worker that asks first makes it, the others read it."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent

    def made(name, make):
        path = folder / f"{name}.pickle"
        with FileLock(f"{path}.lock"):
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
        return pickle.loads(path.read_bytes())

    return made


@pytest.fixture(scope="session")
def extractor():
    from quotes.extractor import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def found(once, request):
    """What is found in the seeds."""
    return once("seeds", lambda: request.getfixturevalue("extractor").extract(SEEDS))
