"""One name for each speaker across the articles of a run."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from quotes.speakers.names import Shorter, full_names, short_organization
from quotes.speakers.speaker import Speaker
from quotes.speakers.titles import fullest_role
from quotes.text.kinds import SpeakerType

Key = TypeVar("Key", bound=Hashable)


RULES: Mapping[SpeakerType, tuple[Shorter, ...]] = {
    SpeakerType.PERSON: (),
    SpeakerType.ORGANIZATION: (short_organization,),
    SpeakerType.COUNTRY: (),
}


RARE = 10  # mentions among which a role of one may be a slip. Chosen by reading, not measured


class Names:
    """How the speakers of a run are called: one name for each person, body and country.

    People are one by their full name only: a bare "Roe" of one article is nobody of another. A
    body is one by its full name or its initials.

    A person keeps the role that its article gives, or has a fuller one that holds it. Groups,
    documents and those without a name stay what their article calls them: two articles'
    "senior official" need not be one.

    Parameters
    ----------
    speakers : of all articles, in any order; memory grows with different ones only.

    """

    def __init__(self, speakers: Iterable[Speaker]) -> None:
        count = Counter((s.type, s.name, s.role) for s in speakers if s.type in RULES)
        names: dict[SpeakerType, Counter[str]] = {kind: Counter() for kind in RULES}
        for (kind, name, _), times in count.items():
            names[kind][name] += times
        self._names = {kind: full_names(names[kind].elements(), *RULES[kind]) for kind in RULES}
        roles: dict[str, Counter[str]] = {}
        for (kind, name, role), times in count.items():
            if kind == SpeakerType.PERSON and role:
                roles.setdefault(self._names[kind][name], Counter())[role] += times
        self._roles = {name: fullest_role(_usual(given)) for name, given in roles.items()}

    def of(self, speaker: Speaker) -> Speaker:
        """The speaker as the run calls it."""
        name = self._names.get(speaker.type, {}).get(speaker.name, speaker.name)
        role, fuller = speaker.role, self._roles.get(name, "")
        # two people of one name keep the roles of their own articles
        if speaker.type == SpeakerType.PERSON and _plain(role or "") in _plain(fuller):
            role = fuller or None
        return speaker._replace(name=name, role=role)


def _plain(role: str) -> str:
    """A role however it is written: "US senator", "U.S. Senator"."""
    return role.casefold().replace(".", "")


def _usual(roles: Counter[str]) -> list[str]:
    """Roles that are no slip among many; all where none is given often."""
    usual = [role for role, times in roles.items() if times * RARE >= roles.total()]
    return usual or list(roles)


def unify(articles: Mapping[Key, Sequence[Speaker | None]]) -> dict[Key, list[Speaker | None]]:
    """One name for each speaker across articles, as `Names` gives them.

    Parameters
    ----------
    articles : speakers of each article by the article's key. The order of articles and
        of speakers does not matter.

    """
    names = Names(s for speakers in articles.values() for s in speakers if s is not None)
    return {key: [s and names.of(s) for s in speakers] for key, speakers in articles.items()}
