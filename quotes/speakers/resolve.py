"""Who speaks: one canonical speaker for all mentions of it in an article.

Names go to the fullest name that the article gives, pronouns and descriptions to whom they most
likely stand for. What nothing in the text tells stays None.
"""

from collections.abc import Sequence

from quotes.speakers.discourse import Discourse
from quotes.speakers.resolved import Resolved
from quotes.speakers.speaker import Speaker
from quotes.text.document import Document
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Mention


def resolve(document: Document, mentions: Sequence[Mention]) -> list[Speaker | None]:
    """Name the speaker of each mention of one article.

    Parameters
    ----------
    document : the article, with its sentences as the mentions have them.
    mentions : in any order.

    Returns
    -------
    list of Speaker or None
        One for each mention, in the order of `mentions`; None where it stays unknown.

    """
    discourse = Discourse.of(document, mentions)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].head.start)
    found = {i: discourse.of_mention(mentions[i]) for i in order}
    return [_speaker(found[i]) for i in range(len(mentions))]


def _speaker(found: Resolved | None) -> Speaker | None:
    if found is None:
        return None
    referent = found.referent
    role = referent.role if referent.type == SpeakerType.PERSON else None
    return Speaker(referent.name, referent.type, role, found.rule, round(found.confidence, 2))
