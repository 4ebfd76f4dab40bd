"""What notebooks show beside charts: each function gives a `View`, which shows itself as HTML."""

from quotes.html.view import View
from quotes.views.desk import review
from quotes.views.doubts import reviewed, unsure
from quotes.views.marked import AnnotatedArticle, annotated, article, most_quoted
from quotes.views.opening import articles, failures, overview
from quotes.views.rows import all_quotes, downloads, some_quotes
from quotes.views.sourcing import addressees, figures, genders, new_voices, through, voices
from quotes.views.statements import only_in_one_source, wordings

__all__ = [
    "AnnotatedArticle",
    "View",
    "addressees",
    "all_quotes",
    "annotated",
    "article",
    "articles",
    "downloads",
    "failures",
    "figures",
    "genders",
    "most_quoted",
    "new_voices",
    "only_in_one_source",
    "overview",
    "review",
    "reviewed",
    "some_quotes",
    "through",
    "unsure",
    "voices",
    "wordings",
]
