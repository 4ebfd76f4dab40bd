"""An article while its mentions are resolved, from the first to the last.

Each phrase goes to a referent: a name to whom it names, "who" to its noun, pronouns and definite
descriptions to the most likely of the referents so far (see `ranking`), "A and B" to both.
"""

from collections.abc import Sequence

from quotes.speakers.barred import challenging, owned, speaking_of_others, spoken_to, told_by
from quotes.speakers.by_words import same_words
from quotes.speakers.cast import PERSONS, Cast, is_bare_date
from quotes.speakers.clauses import answering, by_clause, named_after_it
from quotes.speakers.groups import (
    all_together,
    bodies_speaking_apart,
    counted_by_party,
    holders_of,
    named_apart,
    only_nearby,
)
from quotes.speakers.identified import identified
from quotes.speakers.introduced import body_named_later, fuller_bodies, fuller_sources, named_later
from quotes.speakers.issued import Issued, may_issue
from quotes.speakers.joined import Joined
from quotes.speakers.kin_told import by_kin
from quotes.speakers.lettered import holder_by_letters, holder_of_honour
from quotes.speakers.named_next import named_next
from quotes.speakers.named_together import named_together
from quotes.speakers.namesakes import own_pronoun
from quotes.speakers.offices import is_counterpart
from quotes.speakers.owners import owner_told, told_within, with_owner
from quotes.speakers.phrases.nouns import genderless
from quotes.speakers.phrases.phrase import Kind, Phrase, Place
from quotes.speakers.phrases.read import JOINED, conjuncts
from quotes.speakers.pointing import pointed_to
from quotes.speakers.quantities import last_named, number_of, quantity
from quotes.speakers.ranking import Choice, Option, weigh
from quotes.speakers.referent import Referent, Seen
from quotes.speakers.relatives import Relatives
from quotes.speakers.resolved import SURE, UNSURE, Resolved
from quotes.speakers.speaking_on import speaking_on
from quotes.speakers.spoken_of import Phrases
from quotes.speakers.syntax import first_conjunct, weight_of
from quotes.speakers.within import name_beside, owner_of, who_tells
from quotes.text.document import Document
from quotes.text.kinds import SpeakerType
from quotes.text.tree import Mention, Word

TELLING = 0.75  # from here on a pronoun tells of what sex somebody is. Chosen on newswire (train)


class Discourse:
    """What the article speaks of, and whom its phrases were found to stand for so far.

    Attributes
    ----------
    choices : what was weighed for each pronoun and description, for reading and for fitting.

    """

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        """Find the phrases and the named referents."""
        self.text, self.sentences = document.text, document.sentences
        self.phrases = Phrases(document, mentions)
        self.choices: list[Choice] = []
        self._resolved: dict[Place, Resolved | None] = {}
        self._described: list[Referent] = []
        self._last_speakers: list[tuple[Place, Referent]] = []
        self._joined = Joined(self.phrases, self.sentences, self._described, self.at)
        self._issued = Issued()
        self._labels = [turn.label.who for turn in document.turns]
        self._relatives = Relatives(self.phrases)
        every = [n.reading for n in self.phrases.named]
        dates = {name for name in {r.name for r in every} if is_bare_date(name, every)}
        named = [n for n in self.phrases.named if n.reading.name not in dates]
        self.cast = Cast(named, self.phrases.short)
        self._named_later: dict[int, Referent] = {}

    @classmethod
    def of(cls, document: Document, mentions: Sequence[Mention]) -> "Discourse":
        """Resolve all phrases of a document, from the first on."""
        read = cls(document, mentions)
        for place in read.phrases.places():
            read.at(place)
        read._named_later = {
            **fuller_sources(read._described),
            **fuller_bodies(read.cast.referents(), read._described),
            **named_together(read._described, read.sentences),
            **body_named_later(read.cast.referents(), read._described, read.sentences),
            **named_later(read.cast.referents(), read._described, read.sentences),
            **named_next(read.sentences, read.cast.referents(), read._described, read.referent_at),
            **identified(read.phrases, read._described, read.referent_at),
        }
        return read

    # ------------------------------------------------------------ whom they stand for

    def of_mention(self, mention: Mention) -> Resolved | None:
        """Whom a speaker's mention stands for; "A and B" only where it holds both."""
        found = self._of_mention(mention)
        later = self._named_later.get(id(found.referent)) if found is not None else None
        return Resolved(later, "named later", SURE["named later"]) if later is not None else found

    def _of_mention(self, mention: Mention) -> Resolved | None:
        place = self.phrases.place_of(mention)
        if place is None:
            return None
        kind = self.phrases.at(place).reading.kind
        if kind == Kind.NAME and (several := self._joined.named_after(place)) is not None:
            return several
        if (teller := who_tells(mention, self.phrases.at(place))) is not None:
            return self.at(Place(place.number, teller.index))
        if kind in (Kind.DESCRIPTION, Kind.OTHER):
            several = self._joined.named_after(place)
            if several is not None:
                return several
        others = conjuncts(mention.sentence, mention.head, mention.span.end)
        return (self._joined.all_of(place, others) if others else None) or self.at(place)

    def at(self, place: Place) -> Resolved | None:
        """Whom the phrase here stands for; while it is being resolved it tells nothing."""
        if place not in self._resolved:
            self._resolved[place] = None
            phrase = self.phrases.at(place)
            found = self._find(phrase)
            self._resolved[place] = found
            if found is not None:
                others = conjuncts(phrase.sentence, phrase.head)
                both = self._joined.all_of(place, others) if others else None
                self._note(phrase, found.referent, alone=both is None)
                self._relatives.note(phrase, found.referent)
                if both is not None:
                    self._note(phrase._replace(reading=JOINED), both.referent)
        return self._resolved[place]

    def referent_at(self, place: Place) -> Referent | None:
        """Whom the phrase here stands for, however sure that is."""
        found = self.at(place)
        return found.referent if found is not None else None

    def _note(self, phrase: Phrase, referent: Referent, *, alone: bool = True) -> None:
        if alone and may_issue(referent):
            self._issued.note(phrase, referent)
        first = first_conjunct(phrase.sentence, phrase.head)
        alone = alone and (first is phrase.head or phrase.place in self.phrases.spoken)
        places = {phrase.place, Place(phrase.place.number, first.index)}
        weight = weight_of(phrase.sentence, first)
        quoted = self.phrases.is_quoted(phrase.head)
        spoke = bool(places & self.phrases.spoken) and not quoted
        referent.seen.append(Seen(phrase.place, weight, spoke, quoted, phrase.reading.kind))
        if spoke and alone:  # of "Roe and Poe said" both are the last speaker, neither is
            self._last_speakers.append((phrase.place, referent))

    def _find(self, phrase: Phrase) -> Resolved | None:
        kind = phrase.reading.kind
        if kind == Kind.PRONOUN:
            if (holder := holder_of_honour(phrase, self.cast.referents())) is not None:
                return Resolved(holder, "role", SURE["role"])
            return (
                self._going_on(phrase)
                or self._by_clause(phrase)
                or self._speaking_on(phrase)
                or self._weighed(phrase)
                or self._after(phrase)
            )
        if kind == Kind.RELATIVE:
            return pointed_to(phrase, self.referent_at, self._joined)
        if (holder := holder_by_letters(phrase, self.cast.referents())) is not None:
            return Resolved(holder, "role", SURE["role"])
        if kind == Kind.NAME:
            return self._named(phrase)
        mention = self.phrases.mentions.get(phrase.place)
        beside = name_beside(mention, phrase) if mention is not None else None
        if beside is not None:
            return self.at(Place(phrase.place.number, beside.index))
        if kind == Kind.DESCRIPTION and self.phrases.is_told_of_name(phrase.sentence, phrase.head):
            other = self.phrases.told_of(phrase.sentence, phrase.head)
            return self.at(Place(phrase.place.number, other.index)) if other else None
        if (
            kind == Kind.DESCRIPTION
            and (several := self._joined.named_after(phrase.place)) is not None
        ):
            return several
        if kind == Kind.DESCRIPTION:
            found = self._author(phrase) or self._as_relative(phrase) or self._weighed(phrase)
            return self._apart(phrase, found) if found is not None else None
        return self._quantity(phrase)

    def _apart(self, phrase: Phrase, found: Resolved) -> Resolved:
        """One of his own, where a label that tells a role is not that of another's name."""
        own = found.referent
        labelled = any(label.contains(phrase.head.start) for label in self._labels)
        places = (self.sentences[s.place.number].words[s.place.word] for s in own.seen)
        other = labelled and any(label.contains(w.start) for w in places for label in self._labels)
        if not (other and own.named and own.type == SpeakerType.PERSON):
            return found
        name = phrase.reading.name.casefold()
        told = next((r for r in self._described if r.name.casefold() == name), None)
        return (
            Resolved(told, "own words", UNSURE) if told else self._new(phrase, Option(None, {}, 1))
        )

    def _named(self, phrase: Phrase) -> Resolved | None:
        reading = phrase.reading
        if is_bare_date(reading.name, self.cast.referents()):
            return None
        if reading.type == SpeakerType.GROUP and (named := self._joined.named_after(phrase.place)):
            return named  # "the two Republicans, Jane Roe and Bo Poe"
        if (several := counted_by_party(phrase, self._described)) is not None:
            return Resolved(several, "description", SURE["description"])
        speaks = phrase.place in self.phrases.spoken
        own = own_pronoun(phrase) if speaks else ""
        referent = self.cast.named(phrase.place, reading, speaks=speaks, own=own)
        for told in self.phrases.called.get(phrase.place, ()):
            referent.is_called(told)
        short = referent.type == SpeakerType.PERSON and referent.name != reading.name
        rule = "surname" if short else "name"
        return Resolved(referent, rule, SURE[rule] * (1 if reading.sure else UNSURE))

    def _through(self, phrase: Phrase, issuer: Referent | None) -> Resolved | None:
        if issuer is None:
            return None
        self._issued.document = phrase.place
        return Resolved(issuer, "author", SURE["author"])

    def _author(self, phrase: Phrase) -> Resolved | None:
        issuer = self._issued.author(phrase, self.referent_at)
        before = [(place, r) for place, r in self._last_speakers if place < phrase.place]
        return self._through(phrase, issuer or self._issued.broadly(phrase, before))

    def _as_relative(self, phrase: Phrase) -> Resolved | None:
        meant = self._relatives.meant(phrase, self.referent_at)
        return Resolved(meant, "role", SURE["role"]) if meant is not None else None

    def _going_on(self, phrase: Phrase) -> Resolved | None:
        return self._through(phrase, self._issued.going_on(phrase, self._last_speakers))

    def _quantity(self, phrase: Phrase) -> Resolved | None:
        """Take "many of the residents" as it is, "the latter", "both" for whom they mean."""
        lemma = phrase.head.lemma.lower()
        if lemma == "latter":
            last = last_named(phrase, self.cast.referents(), self.sentences)
            return Resolved(last, "latter", SURE["latter"]) if last is not None else None
        if number := number_of(phrase):
            group = all_together(phrase, self._described, number)
            if group is not None:
                return Resolved(group, "description", SURE["description"])
            if near := only_nearby(phrase, self.cast.referents(), SpeakerType.PERSON, number):
                return Resolved(
                    self._joined.group(near, phrase.place), "only one", SURE["only one"]
                )
        new = quantity(self.text, phrase, self.phrases)
        if new is None:
            return None
        self._described.append(new)
        return Resolved(new, "quantity", SURE["quantity"])

    # ------------------------------------------------------------ what is weighed

    def _by_clause(self, phrase: Phrase) -> Resolved | None:
        found = by_clause(phrase, self._named_at, self._told_at)
        found = found or by_kin(phrase, self.phrases, self.referent_at)
        return _sure(found or answering(phrase, self.sentences, self.phrases.told, self._named_at))

    def _speaking_on(self, phrase: Phrase) -> Resolved | None:
        referents = [*self.cast.referents(), *self._described]
        who = speaking_on(phrase, self._last_speakers, self.phrases, referents)
        if who is None:
            return None
        if phrase.reading.gender and who.gender != phrase.reading.gender:
            who.gender, who.guessed = phrase.reading.gender, True
        return Resolved(who, "pronoun", SURE["same clause"])

    def _after(self, phrase: Phrase) -> Resolved | None:
        if self._persons_before(phrase.place):
            return None
        return _sure(named_after_it(phrase, self.sentences, self._named_at))

    def _told_at(self, number: int, word: Word) -> Referent | None:
        return self.referent_at(Place(number, word.index))

    def _named_at(self, number: int, word: Word) -> Referent | None:
        """Whom the name here stands for, "A and B" for both; None where there is no name."""
        place = Place(number, word.index)
        if self.phrases.at(place).reading.kind != Kind.NAME:
            return None
        others = conjuncts(self.sentences[number], word)
        both = self._joined.all_of(place, others) if others else None
        return both.referent if both is not None else self.referent_at(place)

    def _persons_before(self, place: Place) -> bool:
        every = [*self.cast.referents(), *self._described]
        return any(r.type in PERSONS and any(s.place < place for s in r.seen) for r in every)

    def _weighed(self, phrase: Phrase) -> Resolved | None:
        """The most likely of the referents, or for a description one of its own."""
        last = [referent for place, referent in self._last_speakers if place < phrase.place]
        referents = [*self.cast.referents(), *self._described]
        barred = {id(r) for r in told_within(phrase, self.phrases, self.referent_at)}
        barred |= told_by(phrase, referents, self.phrases)
        barred |= speaking_of_others(phrase, self.phrases, self.referent_at)
        barred |= challenging(phrase, self.referent_at) | owned(phrase, referents, self.phrases)
        barred |= spoken_to(phrase, referents, self.referent_at)
        free = [r for r in referents if id(r) not in barred]
        same = same_words(phrase, free, self._last_speakers, self.sentences, self.phrases.told)
        if same is not None:
            only, rule = same
            if rule == "only one":
                only.nouns.add(phrase.reading.noun)
            return Resolved(only, rule, SURE[rule])
        several = (
            named_apart(phrase, free)
            or holders_of(phrase, free)
            or bodies_speaking_apart(phrase, self._last_speakers)
        )
        if several:
            group = self._joined.group(several, phrase.place)
            group.nouns.add(phrase.reading.noun)
            return Resolved(group, "only one", SURE["only one"])
        choice = weigh(phrase, free, last, self.sentences, self.phrases.told)
        heard = self.phrases.is_quoted(phrase.head)
        if choice.best is None and phrase.reading.kind == Kind.PRONOUN and not heard:
            choice = self._once_more(phrase, referents, last) or choice
        self.choices.append(choice)
        best = choice.best
        if best is None:
            return None
        if best.referent is None or self._is_apart(phrase, best.referent):
            return self._new(phrase, best)
        referent = owner_of(best, choice) or best.referent
        gender = phrase.reading.gender if best.likely >= TELLING and not heard else ""
        guessed = referent.guessed or not referent.gender
        noun = phrase.reading.noun if best.likely >= TELLING else ""
        referent.learn(phrase.reading._replace(role=None, also=None, gender=gender, noun=noun))
        referent.guessed = guessed
        person = referent.named and referent.type == SpeakerType.PERSON
        rule = "role" if choice.rule == "description" and person else choice.rule
        return Resolved(referent, rule, best.likely)

    @staticmethod
    def _is_apart(phrase: Phrase, referent: Referent) -> bool:
        """Whether a person's description is rather somebody else's: "the landlord" of a tenant."""
        reading = phrase.reading
        described = reading.kind == Kind.DESCRIPTION and reading.type == SpeakerType.ANONYMOUS
        return described and is_counterpart(phrase, referent)

    def _once_more(
        self, phrase: Phrase, referents: Sequence[Referent], last: Sequence[Referent]
    ) -> Choice | None:
        """Weigh those too whose gender was a guess, and named ones who spoke before.

        Only one who is likely by far is taken.
        """
        barred = told_by(phrase, referents, self.phrases, quoted_only=last)
        barred |= speaking_of_others(phrase, self.phrases, self.referent_at)
        barred |= spoken_to(phrase, referents, self.referent_at)
        free = [r for r in referents if id(r) not in barred]
        told = self.phrases.told
        choice = weigh(phrase, free, last, self.sentences, told, guessed=False)
        if not choice.options:  # a slip, or a name that is usual for the other gender elsewhere
            choice = weigh(phrase, free, last, self.sentences, told, guessed=False, usual=False)
        return choice if choice.best is not None and choice.best.likely >= TELLING else None

    def _new(self, phrase: Phrase, best: Option) -> Resolved:
        reading = phrase.reading
        owner = owner_told(phrase, self.referent_at)
        name = with_owner(self.text, phrase, owner)
        whose = owner.name if owner is not None and name.startswith(owner.name) else ""
        full = {word: long for word, long in self.phrases.short.items() if long[0].isupper()}
        name = whose + " ".join(full.get(w, w) for w in name.removeprefix(whose).split(" "))
        new = Referent(name, reading.type, plural=reading.plural, first=phrase.place)
        new.gender, new.sure = reading.gender, reading.sure
        new.owner = owner
        new.described = reading
        new.nouns.add(genderless(reading.noun))
        self._described.append(new)
        return Resolved(new, "own words", best.likely)


def _sure(found: tuple[Referent, str] | None) -> Resolved | None:
    return Resolved(*found, SURE[found[1]]) if found is not None else None
