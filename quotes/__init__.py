"""Who said what: quotations in news articles, and who speaks."""

__version__ = "0.1.0"
