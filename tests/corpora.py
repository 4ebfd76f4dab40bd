"""Articles and quote tables that tests make up: odd shapes, hostile words."""

from dataclasses import replace

from quotes.table.cells import format_spans
from quotes.table.extraction import Extraction
from quotes.table.files import to_frame
from quotes.table.schema import Quote
from quotes.text.article import Article
from quotes.text.document import Document
from quotes.text.span import Span

HOSTILE = (
    '<script>document.title="taken"</script>',
    "</textarea></style></script><img src=x onerror=\"document.title='taken'\">",
    '=HYPERLINK("http://example.org")',
    "$x^2$ & $\\frac{1}{0}$ {{ 7 * 7 }} {% raw %}",
    "'\"`\\u2028\u2028`${document.title}",
)


def document(text, sentences, candidates=()):
    """Build a parsed document of these sentences."""
    made = Document.of(Article("a", text, "a"))
    return replace(made, sentences=tuple(sentences), candidates=tuple(candidates))


def quote(article, content, *, number=1, cue="said", mention=None, **changes):
    """One row whose spans are looked up in the article's text."""

    def where(words):
        start = article.text.index(words)
        return format_spans([Span(start, start + len(words))])

    mentioned = {"mention": mention, "mention_spans": where(mention)} if mention else {}
    row = {
        "quote_id": f"{article.id}-{number}", "doc_id": article.id, "source": article.source,
        "title": article.title, "section": "body", "paragraph": 1, "sentence": 1,
        "quote_type": "indirect", "polarity": "affirmed", "cue": cue, "cue_lemma": "say",
        "cue_class": "say", "cue_spans": where(cue), "content": content,
        "content_spans": where(content), "speaker": mention, "rule": "clause",
        "confidence": 0.7,
    }  # fmt: skip
    return Quote(**row | mentioned | changes)


def one_each(sources, *, speaker="Ann Lee", title=None):
    """Build an extraction with an article a source, each with one quotation by one speaker."""
    articles = [
        Article(f"a{n}", f"{speaker} said the bridge number {n} was safe.", source, title)
        for n, source in enumerate(sources)
    ]
    rows = [
        quote(a, f"the bridge number {n} was safe", mention=speaker) for n, a in enumerate(articles)
    ]
    return Extraction(to_frame(rows), tuple(articles), ())


def hostile():
    """Build an extraction in which every text is hostile."""
    articles, rows = [], []
    for n, words in enumerate(HOSTILE):
        text = f"“{words} it is,” {words} said.\n\n{words}"
        article = Article(f"id {words}", text, f"source {words}", f"title {words}")
        articles.append(article)
        everywhere = dict.fromkeys(("speaker", "speaker_role", "addressee", "cue_lemma"), words)
        said = f"“{words} it is,”"
        rows.append(
            quote(article, said, number=n, mention=words, quote_type="direct", **everywhere)
        )
    return Extraction(to_frame(rows), tuple(articles), ())
