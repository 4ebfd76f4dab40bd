"""Several speakers at once: "Jane Roe and Bo"."""

from quotes.speakers.discourse import Discourse
from quotes.speakers.phrases.phrase import Phrase, Place
from quotes.speakers.rules.certainty import sure
from quotes.speakers.speaker import Speaker
from quotes.text.kinds import SpeakerType


def all_of_them(phrase: Phrase, discourse: Discourse) -> Speaker | None:
    """Join the names of all; none where one of them stays unknown."""
    if not phrase.joined:
        return None
    places = [phrase.place, *(Place(phrase.place.number, w.index) for w in phrase.joined)]
    parts = [part for place in places if (part := discourse.speaker_at(place))]
    if len(parts) < len(places):
        return None
    marker = phrase.sentence.child(phrase.joined[-1], "cc")
    names = [part.name for part in parts]
    name = f"{', '.join(names[:-1])} {marker.text if marker else 'and'} {names[-1]}"
    confidence = min(sure("conjoined"), *(part.confidence for part in parts))
    return Speaker(name, SpeakerType.GROUP, None, "conjoined", confidence)
