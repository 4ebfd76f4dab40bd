"""Who said what: quotations in news articles, and who speaks."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes import charts, views
    from quotes.calls import extract, extract_frame, extract_texts, load
    from quotes.compare.repeats import find_repeats
    from quotes.errors import QuotesError
    from quotes.extractor import Extractor
    from quotes.table.cells import read_spans
    from quotes.table.extraction import Extraction, save
    from quotes.table.files import read_table, to_frame, write_table
    from quotes.table.schema import Quote
    from quotes.text.article import Article

__version__ = "0.1.0"

_HOMES = {
    "Article": "quotes.text.article",
    "Extraction": "quotes.table.extraction",
    "Extractor": "quotes.extractor",
    "Quote": "quotes.table.schema",
    "QuotesError": "quotes.errors",
    "charts": "quotes.charts",
    "extract": "quotes.calls",
    "extract_frame": "quotes.calls",
    "extract_texts": "quotes.calls",
    "find_repeats": "quotes.compare.repeats",
    "load": "quotes.calls",
    "read_spans": "quotes.table.cells",
    "read_table": "quotes.table.files",
    "save": "quotes.table.extraction",
    "to_frame": "quotes.table.files",
    "views": "quotes.views",
    "write_table": "quotes.table.files",
}
__all__ = [
    "Article", "Extraction", "Extractor", "Quote", "QuotesError", "__version__", "charts",
    "extract", "extract_frame", "extract_texts", "find_repeats", "load", "read_spans",
    "read_table", "save", "to_frame", "views", "write_table",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name of the public face when it is first asked for: `import quotes` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    module = import_module(_HOMES[name])
    return module if _HOMES[name] == f"quotes.{name}" else getattr(module, name)


def __dir__() -> list[str]:
    return __all__
