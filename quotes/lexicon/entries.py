"""Verbs, nouns and phrases that report: their class, and the shapes in which they do."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from quotes.lexicon.source import DataFile
from quotes.lexicon.words import words
from quotes.text.kinds import Act, Polarity

FRAMES: Mapping[str, frozenset[str]] = {
    "verbs": frozenset(
        {
            "request",
            "charge",
            "label",
            "label by",
            "object as",
            "clause",
            "preposition",
            "gerund",
            "hearsay",
            "infinitive",
            "reported object",
            "quoted object",
            "evidence",
            "object",
        }
    ),
    "nouns": frozenset({"noun clause", "noun infinitive", "noun preposition"}),
    "phrases": frozenset({"according to", "in the words of"}),
}
"""The shapes that each kind of cue may name; `quotes.find.patterns` has their paths."""
SUBJECTS = ("hearing", "it")
"""What else than a speaker a verb's subject may be: who is told, or nothing at all."""
PREPOSITIONAL = {"verbs": "preposition", "nouns": "noun preposition"}


class CueClass(NamedTuple):
    """A family of cues and what the rules need to know of it, as `classes.toml` explains."""

    name: str
    act: Act
    polarity: Polarity = Polarity.AFFIRMED
    negated: Polarity = Polarity.DENIED
    neutral: bool = False
    reporting: bool = False
    utterance: bool = False
    aside: bool = False
    continuing: bool = False
    attitude: bool = False
    inward: bool = False
    aim: bool = False


TRAITS = CueClass._fields[4:]


class Entry(NamedTuple):
    """One verb, noun or phrase of a class: its frames, the shapes in which it reports, its act.

    With a `subject` it reports of that alone, and need not tell who spoke.
    """

    lemma: str
    cue_class: CueClass
    frames: frozenset[str]
    act: Act
    preposition: str | None = None
    subject: str | None = None


@cache
def classes() -> Mapping[str, CueClass]:
    """Classes of cues by name, as `classes.toml` declares them."""
    return read_classes(DataFile.of("quotes.lexicon", "classes.toml"))


def read_classes(source: DataFile) -> dict[str, CueClass]:
    """Classes of cues of a table such as `classes.toml`.

    Raises
    ------
    ValueError
        when a property, act, polarity or trait is unknown; with file and line.

    """
    found = {}
    for name, table in source.tables().items():
        source.check("property", table, ("act", "polarity", "negated", "traits"), name)
        if "act" not in table:
            raise source.error(f"class {name!r} has no act", name)
        source.check("act", [table["act"]], list(Act), name, "act")
        for key in {"polarity", "negated"} & set(table):
            source.check("polarity", [table[key]], list(Polarity), name, key)
        source.check("trait", table.get("traits", ()), TRAITS, name, "traits")
        found[name] = CueClass(
            name,
            Act(table["act"]),
            Polarity(table.get("polarity", Polarity.AFFIRMED)),
            Polarity(table.get("negated", Polarity.DENIED)),
            **dict.fromkeys(table.get("traits", ()), True),
        )
    return found


@cache
def entries(kind: str) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by lemma, of `kind` "verbs", "nouns" or "phrases"; a lemma may have several."""
    return read_entries(kind, DataFile.of("quotes.lexicon", f"{kind}.toml"))


def read_entries(kind: str, source: DataFile) -> dict[str, tuple[Entry, ...]]:
    """Entries by lemma of a table such as `verbs.toml`.

    Raises
    ------
    ValueError
        when a key, class, frame, act or preposition is unknown; with file and line.

    """
    table: dict[str, list[Entry]] = {}
    for name, group in source.tables().items():
        for entry in _read(kind, source, name, group):
            table.setdefault(entry.lemma, []).append(entry)
    return {lemma: tuple(found) for lemma, found in table.items()}


def _read(kind: str, source: DataFile, name: str, group: Mapping[str, Any]) -> Iterator[Entry]:
    known = ("class", "frames", "lemmas", "prepositions", "act", "subject", *Act)
    source.check("key", group, known, name)
    source.check("class", [group.get("class", name)], classes(), name)
    cue_class = classes()[group.get("class", name)]
    source.check("frame", group["frames"], FRAMES[kind], name, "frames")
    acts = _acts(source, name, group)
    usual = Act(group.get("act", cue_class.act))
    subject = group.get("subject")
    source.check("subject", [subject] if subject else (), SUBJECTS, name, "subject")
    for lemma in group["lemmas"].split():
        act = acts.get(lemma, usual)
        frames = frozenset(group["frames"])
        yield Entry(lemma.replace("_", " "), cue_class, frames, act, subject=subject)
    for phrase in filter(None, group.get("prepositions", "").split(",")):
        lemma, _, preposition = phrase.strip().rpartition(" ")
        source.check("preposition", [preposition], words("openers"), name, "prepositions")
        act = acts.get(lemma.replace(" ", "_"), usual)
        yield Entry(lemma, cue_class, frozenset({PREPOSITIONAL[kind]}), act, preposition)


def _acts(source: DataFile, name: str, group: Mapping[str, Any]) -> dict[str, Act]:
    """The acts of those lemmas that differ: `writing = "write tweet"`."""
    source.check("act", [group["act"]] if "act" in group else (), list(Act), name, "act")
    found = {}
    for act in set(Act) & set(group):
        source.check("lemma", group[act].split(), group["lemmas"].split(), name, act)
        found.update(dict.fromkeys(group[act].split(), Act(act)))
    return found


# Next to quotation marks any verb may be a cue: "“Never,” she sighed."
OPEN = Entry("", classes()["other"], frozenset({"clause"}), classes()["other"].act)
# What a label says: "Roe: “…”".
LABELLED = classes()["say"]
