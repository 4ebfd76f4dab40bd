"""Who speaks: one canonical speaker for all mentions of it in an article.

Names go to the fullest name that the article gives, pronouns and definite descriptions back to
what they stand for. What nothing in the text tells stays None.
"""

from collections.abc import Sequence

from quotes.speakers.discourse import Discourse, Resolver
from quotes.speakers.phrases.read import conjuncts
from quotes.speakers.rules import described, joined, named, pronouns
from quotes.speakers.speaker import Speaker
from quotes.text.document import Document
from quotes.text.tree import Mention

# Asked one after the other: the first to know says it.
RESOLVERS: tuple[Resolver, ...] = (
    joined.all_of_them,  # "Roe and Doe"
    named.full_name,  # "Mayor Roe"
    pronouns.relative,  # "Roe, who said"
    pronouns.subject_ahead,  # "While he hinted at it, Roe said"
    pronouns.antecedent,  # "Roe came. He said"
    described.earlier,  # "a senior official … The official said"
    described.office_holder,  # "The mayor said … Jane Roe, mayor of Hill"
    described.only_one,  # "Acme … The company said"
    described.own_words,  # "A senior official said"
    described.quantity,  # "Many of the residents said"
)


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
    discourse = Discourse(document, mentions, RESOLVERS)
    for antecedent in discourse.all_antecedents():  # so that none needs a long way back
        discourse.speaker_at(antecedent.place)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].head.start)
    found = {i: _speaker(mentions[i], discourse) for i in order}
    return [found[i] for i in range(len(mentions))]


def _speaker(mention: Mention, discourse: Discourse) -> Speaker | None:
    """Resolve one mention; "A and B" only where the mention holds both."""
    place = discourse.place_of(mention)
    if place is None:
        return None
    others = conjuncts(mention.sentence, mention.head, mention.span.end)
    together = discourse.speaker_of(discourse.joined_at(place, others)) if others else None
    return together or discourse.speaker_at(place)
