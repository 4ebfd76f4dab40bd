"""What notebooks show beside charts: each function gives a `View`, which shows itself as HTML."""

from quotes.html import View
from quotes.views.article import AnnotatedArticle, article
from quotes.views.overview import articles, failures, overview
from quotes.views.statements import only_in_one_source, wordings
from quotes.views.table import all_quotes, downloads, some_quotes
from quotes.views.unsure import unsure

__all__ = [
    "AnnotatedArticle",
    "View",
    "all_quotes",
    "article",
    "articles",
    "downloads",
    "failures",
    "only_in_one_source",
    "overview",
    "some_quotes",
    "unsure",
    "wordings",
]
