"""Who speaks: one canonical speaker for all mentions of it in an article.

Names go to the fullest name that the article gives, pronouns and definite descriptions back to
what they stand for. What nothing in the text tells stays None.
"""

from collections.abc import Iterator, Sequence

from quotes.lexicon.words import lexicon
from quotes.speakers.describe import read_phrase
from quotes.speakers.names import PERSON_RULES, fullest, fullest_role
from quotes.speakers.nouns import Kind, Reading, role_nouns, text_of
from quotes.speakers.pronouns import (
    ANONYMOUS,
    COUNTRY,
    GROUP,
    ORGANIZATION,
    PERSON,
    Pronoun,
    is_reported,
    pronoun_of,
    relative_head,
    subject_ahead,
)
from quotes.speakers.referents import Candidate, Place, candidates, conjuncts, gather, holds, match
from quotes.speakers.speaker import Speaker
from quotes.text.document import Document
from quotes.text.tree import Mention, Sentence, Word

SENTENCES, PARAGRAPHS = 3, 2  # how far back a pronoun may reach


# How sure each rule is when nothing speaks against it.
SURE = {
    "name": 0.95,
    "surname": 0.9,
    "relative": 0.9,
    "own words": 0.85,
    "conjoined": 0.85,
    "pronoun": 0.8,
    "description": 0.75,
    "role": 0.75,
    "cataphora": 0.7,
    "only one": 0.6,
    "quantity": 0.6,
}


DOUBT = 0.75  # a rival, or a type that only the words suggest


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
    article = _Article(document, mentions)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].head.start)
    found = {i: article.speaker_of(mentions[i]) for i in order}
    return [found[i] for i in range(len(mentions))]


class _Article:
    """One article while its mentions are resolved, from the first to the last."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.text, self.sentences = document.text, document.sentences
        self.quoted = [s for q in document.marks.quotations for s in q.spans]
        self.numbers = {id(sentence): i for i, sentence in enumerate(self.sentences)}
        self.memo: dict[Place, Speaker | None] = {}
        self.spoken = {
            Place(self.numbers[id(m.sentence)], m.head.index)
            for m in mentions
            if id(m.sentence) in self.numbers
        }
        self.candidates = [
            list(candidates(self.text, i, sentence, self.spoken, self.quoted))
            for i, sentence in enumerate(self.sentences)
        ]
        every = [c for found in self.candidates for c in found]
        self.known = gather(every)
        for candidate in every:  # from the first on, so that none needs a long way back
            self._speaker(candidate.place)

    def speaker_of(self, mention: Mention) -> Speaker | None:
        """Resolve one mention; "A and B" only where the mention holds both."""
        number = self.numbers.get(id(mention.sentence))
        if number is None:
            return None
        joined = conjuncts(mention.sentence, mention.head, mention.span.end)
        place = Place(number, mention.head.index)
        group = self._conjoined(place, joined) if joined else None
        return group or self._speaker(place)

    def _speaker(self, place: Place) -> Speaker | None:
        """Resolve the phrase of this head; while it is being resolved it tells nothing."""
        if place not in self.memo:
            self.memo[place] = None
            self.memo[place] = self._resolved(place)
        return self.memo[place]

    def _resolved(self, place: Place) -> Speaker | None:
        sentence, word = self._at(place)
        pronoun = pronoun_of(word)
        if pronoun is not None:
            return self._of_pronoun(place, pronoun)
        noun = relative_head(sentence, word)
        if noun is not None:
            speaker = self._speaker(Place(place.number, noun.index))
            return speaker and _as(speaker, "relative")
        reading = read_phrase(self.text, sentence, word)
        if reading is None:
            return self._of_quantity(sentence, word)
        if reading.kind == Kind.NAME:
            return self._of_name(place, reading)
        return self._of_description(place, reading)

    def _at(self, place: Place) -> tuple[Sentence, Word]:
        sentence = self.sentences[place.number]
        return sentence, sentence.words[place.word]

    def _of_candidate(self, candidate: Candidate) -> Speaker | None:
        if candidate.joined:
            return self._conjoined(candidate.place, candidate.joined)
        return self._speaker(candidate.place)

    def _conjoined(self, place: Place, others: Sequence[Word]) -> Speaker | None:
        sentence, _ = self._at(place)
        places = [place, *(Place(place.number, w.index) for w in others)]
        parts = [part for p in places if (part := self._speaker(p))]
        if len(parts) < len(places):
            return None
        marker = sentence.child(others[-1], "cc")
        names = [part.name for part in parts]
        name = f"{', '.join(names[:-1])} {marker.text if marker else 'and'} {names[-1]}"
        sure = min(SURE["conjoined"], *(part.confidence for part in parts))
        return Speaker(name, GROUP, None, "conjoined", sure)

    # ------------------------------------------------------------ names

    def _of_name(self, place: Place, reading: Reading) -> Speaker:
        if reading.type == ORGANIZATION and (PERSON, reading.name) in self.known.full:
            reading = reading._replace(type=PERSON)
        name = self.known.name(reading)
        if reading.type == PERSON and name == reading.name:
            name = self._shared_name(place, reading)
        rule = "surname" if reading.type == PERSON and name != reading.name else "name"
        roles = self.known.roles.get(name) if reading.type == PERSON else None
        role = fullest_role(roles) if roles else reading.role
        return Speaker(name, reading.type, role, rule, _sure(rule, reading))

    def _shared_name(self, place: Place, reading: Reading) -> str:
        """Choose among people of one surname: by the role, else the only one named so far.

        "Roe" after "Jane Roe" is she, also when later a Bo Roe is named in full.
        """
        names = [name for kind, name in self.known.full if kind == PERSON]
        found = [f for rule in PERSON_RULES for f in fullest(reading.name, names, rule)]
        nouns = role_nouns(reading.role or "")
        named = [full for full in found if nouns & self._role_nouns(full)]
        if len(named) != 1:
            named = [full for full in found if self.known.first[full] < place]
        if len(named) == 1:
            self.known.shared.setdefault(reading.name, named[0])
            return named[0]
        return self.known.shared.get(reading.name, reading.name)

    def _role_nouns(self, name: str) -> set[str]:
        return {noun for role in self.known.roles.get(name, ()) for noun in role_nouns(role)}

    # ------------------------------------------------------------ descriptions

    def _of_description(self, place: Place, reading: Reading) -> Speaker | None:
        if reading.definite and not self._is_counted(place):
            found = self._earlier(place, reading) or self._holder(reading)
            found = found or self._only_one(place, reading)
            if found is not None:
                return found
        name = self._with_owner(place, reading)
        return Speaker(name, reading.type, None, "own words", _sure("own words", reading))

    def _is_counted(self, place: Place) -> bool:
        # "the two countries" are whichever two the text is about
        sentence, word = self._at(place)
        return bool(sentence.children(word, "nummod"))

    def _earlier(self, place: Place, reading: Reading) -> Speaker | None:
        """Find what the same noun stood for before: "the official" after "a senior official"."""
        found: list[tuple[int, Speaker, str]] = []
        for candidate in self._before(place):
            rule = match(reading, candidate.reading, self.known)
            speaker = self._of_candidate(candidate) if rule else None
            if rule and speaker:
                # one that has spoken is nearer than one who was only named
                away = place.number - candidate.place.number
                found.append((away + 3 * (candidate.place not in self.spoken), speaker, rule))
        if not found:
            return None
        _, speaker, rule = min(found, key=lambda f: f[0])
        rivals = {other.name for _, other, _ in found} - {speaker.name}
        return _as(speaker, rule, DOUBT if rivals else 1)

    def _before(self, place: Place) -> Iterator[Candidate]:
        for number in range(place.number, -1, -1):
            for candidate in reversed(self.candidates[number]):
                if candidate.place < place:
                    yield candidate

    def _holder(self, reading: Reading) -> Speaker | None:
        """Find the only person with this office in the article, also one named later."""
        if reading.plural:
            return None
        names = [
            name
            for name, roles in self.known.roles.items()
            if any(holds(reading, role) for role in roles)
        ]
        if len(names) != 1:
            return None
        role = fullest_role(self.known.roles[names[0]])
        return Speaker(names[0], PERSON, role, "role", round(SURE["role"] * DOUBT, 2))

    def _only_one(self, place: Place, reading: Reading) -> Speaker | None:
        """Find the only body or country nearby for "the company", "the country"."""
        if reading.type != COUNTRY and reading.noun not in lexicon("organization", "generic"):
            return None
        near = {
            speaker.name: speaker
            for _, _, candidate in self._near(place)
            if candidate.reading.kind == Kind.NAME and candidate.reading.type == reading.type
            if (speaker := self._of_candidate(candidate))
        }
        return _as(next(iter(near.values())), "only one") if len(near) == 1 else None

    def _with_owner(self, place: Place, reading: Reading) -> str:
        # "his lawyer" is "Jane Roe’s lawyer"
        sentence, word = self._at(place)
        owner = sentence.child(word, "nmod:poss")
        if owner is None or owner.upos not in ("PRON", "PROPN"):
            return reading.name
        speaker = self._speaker(Place(place.number, owner.index))
        if speaker is None or (owner.upos == "PROPN" and speaker.type != PERSON):
            return reading.name
        own = sentence.words[owner.index + 1 : word.index + 1]
        while own and (own[0].upos == "PART" or own[0].rel in ("case", "flat")):
            own = own[1:]
        return f"{speaker.name}’s {text_of(self.text, own)}" if own else reading.name

    def _of_quantity(self, sentence: Sentence, head: Word) -> Speaker | None:
        """Read "many of the residents" by its own words; "many" alone tells no one."""
        lemma = head.lemma.lower()
        if lemma not in lexicon("roles", "quantities", "nobody"):
            return None
        for noun in sentence.children(head, "nmod"):
            reading = read_phrase(self.text, sentence, noun)
            if reading is not None and noun.index > head.index:
                name = text_of(self.text, sentence.words[head.index : noun.index + 1])
                kind = ANONYMOUS if lemma == "one" else GROUP
                return Speaker(name[0].lower() + name[1:], kind, None, "quantity", SURE["quantity"])
        return None

    # ------------------------------------------------------------ pronouns

    def _of_pronoun(self, place: Place, pronoun: Pronoun) -> Speaker | None:
        ahead = self._ahead(place, pronoun)
        if ahead is not None:
            return ahead
        best: dict[str, tuple[float, Speaker, Place]] = {}
        for sentences, paragraphs, candidate in self._near(place):
            speaker = self._fitting(candidate, pronoun)
            if speaker is not None and not self._is_told(place, candidate):
                score = candidate.weight - 2 * sentences - paragraphs - 3 * candidate.quoted
                score += 3 * (pronoun.plural and speaker.type == GROUP)
                if speaker.name not in best or score > best[speaker.name][0]:
                    best[speaker.name] = score, speaker, candidate.place
        ranked = sorted(best.values(), key=lambda b: -b[0])  # stable: of equals the nearest first
        return self._chosen(ranked, pronoun) if ranked else None

    def _chosen(
        self, ranked: Sequence[tuple[float, Speaker, Place]], pronoun: Pronoun
    ) -> Speaker | None:
        (score, speaker, place), *rivals = ranked
        if any(s == score and p.number == place.number for s, _, p in rivals):
            return None  # "Roe and Doe met. He said …"
        rival = any(s > score - 1 for s, _, _ in rivals)
        if pronoun.gender and not rival:
            self.known.gender.setdefault(speaker.name, pronoun.gender)
        return _as(speaker, "pronoun", DOUBT if rival else 1)

    def _ahead(self, place: Place, pronoun: Pronoun) -> Speaker | None:
        subject = subject_ahead(*self._at(place))
        for candidate in self.candidates[place.number] if subject else ():
            if subject and candidate.place.word == subject.index:
                speaker = self._fitting(candidate, pronoun)
                if speaker is not None:
                    return _as(speaker, "cataphora")
        return None

    def _near(self, place: Place) -> Iterator[tuple[int, int, Candidate]]:
        """Yield candidates before this place: how many sentences and paragraphs back, and which.

        Captions and teasers between two paragraphs of the body are passed over.
        """
        here = self.sentences[place.number]
        back = paragraphs = 0
        last = here.paragraph
        for number in range(place.number, -1, -1):
            sentence = self.sentences[number]
            if sentence.section not in (here.section, "body"):
                continue
            back += number < place.number
            if sentence.paragraph != last:
                paragraphs, last = paragraphs + 1, sentence.paragraph
            if back > SENTENCES or paragraphs > PARAGRAPHS:
                return
            for candidate in reversed(self.candidates[number]):
                if candidate.place < place:
                    yield back, paragraphs, candidate

    def _fitting(self, candidate: Candidate, pronoun: Pronoun) -> Speaker | None:
        """Take the speaker of a candidate, where number, type and gender allow it."""
        speaker = self._of_candidate(candidate)
        if speaker is None or speaker.type not in pronoun.types:
            return None
        body = speaker.type in (ORGANIZATION, COUNTRY)
        if pronoun.plural:
            return speaker if candidate.reading.plural or body else None
        if candidate.reading.plural and not body:
            return None
        gender = candidate.reading.gender or self.known.gender.get(speaker.name, "")
        return None if pronoun.gender and gender not in ("", pronoun.gender) else speaker

    def _is_told(self, place: Place, candidate: Candidate) -> bool:
        # "“Roe was late,” he said": he is not Roe
        if candidate.place.number != place.number:
            return False
        sentence, word = self._at(place)
        inside = any(span.start <= word.start < span.end for span in self.quoted)
        other = sentence.words[candidate.place.word]
        return (candidate.quoted and not inside) or is_reported(sentence, word, other)


def _sure(rule: str, reading: Reading) -> float:
    return round(SURE[rule] * (1 if reading.sure else DOUBT), 2)


def _as(speaker: Speaker, rule: str, doubt: float = 1) -> Speaker:
    # no surer than what it stands for, and no less sure for being the last of many
    sure = min(speaker.confidence, round(SURE[rule] * doubt, 2))
    return speaker._replace(rule=rule, confidence=sure)
