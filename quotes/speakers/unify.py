"""One name for each speaker across the articles of a run."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from quotes.speakers.names import Shorter, full_names, fullest_role, short_organization
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType

Key = TypeVar("Key", bound=Hashable)


RULES: Mapping[SpeakerType, tuple[Shorter, ...]] = {
    SpeakerType.PERSON: (),
    SpeakerType.ORGANIZATION: (short_organization,),
    SpeakerType.COUNTRY: (),
}


def unify(articles: Mapping[Key, Sequence[Speaker | None]]) -> dict[Key, list[Speaker | None]]:
    """One name for each person, body and country across the articles of a run.

    People are one by their full name only: a bare "Roe" of one article is nobody of another. A
    body is one by its full name or its initials.

    A person keeps the role that its article gives, or has a fuller one that holds it. Groups,
    documents and those without a name stay what their article calls them: two articles'
    "senior official" need not be one.

    Parameters
    ----------
    articles : speakers of each article by the article's key. The order of articles and
        of speakers does not matter.

    """
    every = [s for speakers in articles.values() for s in speakers if s is not None]
    names = {
        kind: full_names((s.name for s in every if s.type == kind), *rules)
        for kind, rules in RULES.items()
    }
    roles = _roles((s, names) for s in every)
    return {
        key: [s and _renamed(s, names, roles) for s in speakers]
        for key, speakers in articles.items()
    }


Names = Mapping[SpeakerType, Mapping[str, str]]


def _roles(speakers: Iterable[tuple[Speaker, Names]]) -> dict[str, str]:
    seen: dict[str, list[str]] = {}
    for speaker, names in speakers:
        if speaker.type == SpeakerType.PERSON and speaker.role:
            seen.setdefault(names[speaker.type][speaker.name], []).append(speaker.role)
    return {name: fullest_role(roles) for name, roles in seen.items()}


def _renamed(speaker: Speaker, names: Names, roles: Mapping[str, str]) -> Speaker:
    name = names.get(speaker.type, {}).get(speaker.name, speaker.name)
    role, fuller = speaker.role, roles.get(name, "")
    # two people of one name keep the roles of their own articles
    if speaker.type == SpeakerType.PERSON and (role or "").casefold() in fuller.casefold():
        role = fuller or None
    return speaker._replace(name=name, role=role)
