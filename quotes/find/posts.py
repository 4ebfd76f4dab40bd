"""Posts of a network set into a text: `— Jane Roe (@janeroe) March 3, 2021` names their writer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from quotes.find.confidence import confidence
from quotes.find.finding import Finding, Rule
from quotes.find.signatures import SIGNED
from quotes.find.statements import in_own_marks
from quotes.lexicon.entries import LABELLED
from quotes.text.document import Document
from quotes.text.kinds import Act, QuoteType, Section
from quotes.text.span import Span
from quotes.text.tree import Mention, top

LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\Z")
SAYING = 3  # words of a post that says something


class Post(NamedTuple):
    """The words of a post, its dash, and its writer; whether it tells the day."""

    words: Span
    dash: Span
    writer: Mention
    dated: bool


def signed(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings with the writer of the post that they repeat, where only a pronoun names him.

    A post that the text does not give again is one more.
    """
    posts = _posts(document)
    if not posts:
        return list(found)
    said = [(post, _plain(document.text[slice(*post.words)])) for post in posts]
    told = [_by_writer(document, finding, said) for finding in found]
    whole = _plain(document.text)
    once = [post for post, words in said if not _is_again(whole, words)]
    new = [post for post in once if _is_new(document, post, told)]
    kept = [f for f in told if in_own_marks(document, f.spans) or not _is_within(f, new)]
    return [*kept, *(_written(document, post) for post in new)]


def _is_again(whole: str, words: str) -> bool:
    return whole.find(words, whole.find(words) + 1) >= 0


def _by_writer(document: Document, finding: Finding, posts: Sequence[tuple[Post, str]]) -> Finding:
    if finding.mention is not None and finding.mention.head.upos != "PRON":
        return finding
    said = _plain(" ".join(document.text[slice(*s)] for s in finding.spans))
    writer = next((post.writer for post, words in posts if said.strip() and said in words), None)
    return replace(finding, mention=writer, inherited=True) if writer else finding


def _posts(document: Document) -> list[Post]:
    """Each post: the line above the one that signs it."""
    posts = []
    for above, block in zip(document.blocks, document.blocks[1:], strict=False):
        match = SIGNED.match(document.text, *block.span)
        sentence = document.sentence_at(match.start("name")) if match else None
        if match is None or sentence is None:
            continue
        name = Span(*match.span("name"))
        words = [w for w in sentence.words if name.holds(w.span)]
        if words and not SIGNED.match(document.text, *above.span):
            writer = Mention(sentence, top(words), name)
            said, dash = _without_links(document, above.span), Span(*match.span("dash"))
            posts.append(Post(said, dash, writer, bool(match["date"])))
    return posts


def _without_links(document: Document, span: Span) -> Span:
    match = LINKS.search(document.text, *span)
    return Span(span.start, match.start()) if match and match.start() > span.start else span


def _is_new(document: Document, post: Post, found: Sequence[Finding]) -> bool:
    """Whether a dated post's words stand in no row."""
    text, (start, end) = document.text, post.words
    said = _plain(text[start:end])
    sentence = document.sentence_at(start)
    placed = sentence is not None and sentence.section in (Section.BODY, Section.SUBHEADING)
    if not post.dated or not placed or len(said.split()) < SAYING or text.startswith(":", end - 1):
        return False
    rows = (f for f in found if in_own_marks(document, f.spans) or not _is_within(f, [post]))
    told = (_plain(" ".join(text[slice(*s)] for s in f.spans)) for f in rows if f.mention)
    return not any(len(t.split()) >= SAYING and t in said for t in told)


def _is_within(finding: Finding, posts: Sequence[Post]) -> bool:
    places = (*finding.spans, *finding.cue_spans)
    wholes = (Span(post.words.start, post.dash.end) for post in posts)
    return any(all(whole.holds(place) for place in places) for whole in wholes)


def _written(document: Document, post: Post) -> Finding:
    sentence = document.sentence_at(post.words.start)
    assert sentence is not None
    return Finding(
        sentence,
        (post.words,),
        (Rule.LABEL,),
        confidence(Rule.LABEL, LABELLED),
        quote_type=QuoteType.DIRECT,
        cue_lemma="—",
        cue_class=LABELLED,
        act=Act.WRITING,
        cue_spans=(post.dash,),
        mention=post.writer,
    )


def _plain(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.lower()), ""])
