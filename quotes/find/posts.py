"""Posts of a network set into a text: `— Jane Roe (@janeroe) March 3, 2021` names their writer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.find.finding import Finding
from quotes.text.document import Document
from quotes.text.span import Span
from quotes.text.tree import Mention, top

SIGNED = re.compile(r"[—–―-]{1,2}\s*(?P<name>[^()@\n]{2,60}?)\s*\(@\w+\)")


def signed(document: Document, found: Sequence[Finding]) -> list[Finding]:
    """Findings with the writer of the post that they repeat, where only a pronoun names him."""
    posts = _posts(document)
    return [_by_writer(document, finding, posts) for finding in found]


def _by_writer(
    document: Document, finding: Finding, posts: Sequence[tuple[str, Mention]]
) -> Finding:
    if not posts or (finding.mention is not None and finding.mention.head.upos != "PRON"):
        return finding
    said = _plain(" ".join(document.text[slice(*s)] for s in finding.spans))
    writer = next((mention for words, mention in posts if said and said in words), None)
    return replace(finding, mention=writer, inherited=True) if writer else finding


def _posts(document: Document) -> list[tuple[str, Mention]]:
    """The words of each post, with its writer: the line above the one that signs it."""
    posts = []
    for above, block in zip(document.blocks, document.blocks[1:], strict=False):
        match = SIGNED.match(document.text, *block.span)
        sentence = document.sentence_at(match.start("name")) if match else None
        if match is None or sentence is None:
            continue
        name = Span(*match.span("name"))
        words = [w for w in sentence.words if name.holds(w.span)]
        if words:
            posts.append(
                (_plain(document.text[slice(*above.span)]), Mention(sentence, top(words), name))
            )
    return posts


def _plain(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.lower()), ""])
