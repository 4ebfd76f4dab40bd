"""The shapes in which English reports speech: what each leads to, refuses and widens.

How a path is written, `quotes.find.paths` tells; what is refused and why, `quotes.find.accept`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotes.find.accept import (
    REFUSALS,
    Fit,
    Refusal,
    has_no_speaker,
    is_led_on,
    is_mere_title,
    is_no_aside,
    is_no_finding,
    is_no_label_by,
    is_nobodys_thought,
    is_not_impersonal,
    leads_on,
    opens_a_statement,
    paraphrases_nobody,
    points_back,
    sets_scene,
    tells_nothing,
)
from quotes.find.cue import Cue
from quotes.find.paths import Part, follow, parse_path
from quotes.find.widen import (
    Widening,
    from_cue_on,
    marked_beside,
    with_complement,
    with_condition,
    without_as,
    without_conjuncts,
    without_passer,
)
from quotes.lexicon.entries import OPEN, Entry
from quotes.text.tree import Sentence

# Who must be known to say it: most verbs ask for a speaker, or at least for quotation marks.
SOMEBODY = (paraphrases_nobody, is_nobodys_thought)


class Pattern(NamedTuple):
    """One shape.

    Attributes
    ----------
    name : it goes into the table; verbs and nouns of the lexicon name it among their frames.
    kind : of the cue: verb, noun, phrase.
    path : the way from the cue to the content.
    example : a sentence of this shape.
    refuses : what fits the path and is none, besides what no shape takes.
    widens : what its content is widened by, or cut, in this order.
    known : whether the verb's entry must name it; any verb may be put in between.
    covers_nouns : whether a noun in its content that reports too says the same once more.

    """

    name: str
    kind: str
    path: str
    example: str
    refuses: tuple[Refusal, ...]
    widens: tuple[Widening, ...] = ()
    known: bool = True
    covers_nouns: bool = False

    def accepts(self, fit: Fit) -> bool:
        """Whether somebody says something here."""
        return not any(refuse(fit) for refuse in (*REFUSALS, *self.refuses))


CHARGE, LABEL_BY = "charge", "label by"
CLAUSE = Pattern(
    "clause",
    "verb",
    ">ccomp | >advcl[that] | >acl[that] | >xcomp[that]",
    "The minister said the plan was ready.",
    refuses=(is_not_impersonal,),
    widens=(without_conjuncts, from_cue_on),
)
REQUEST = Pattern(
    "request",
    "verb",
    ">obj + >xcomp[to] | >iobj + >xcomp[to] | >obj + >ccomp[to] | >obj + >advcl[to]",
    "The minister urged lawmakers to vote.",
    refuses=(is_not_impersonal, is_nobodys_thought, points_back),
    widens=(with_condition,),
    covers_nouns=True,
)


# Order matters: for one cue the first shape that fits decides.
PATTERNS = (
    REQUEST,
    Pattern(
        CHARGE,
        "verb",
        ">obj + >obl[of] | >obj + >advcl[of] | >obj + >obl[for] | >obj + >advcl[for] "
        "| >nsubj:pass + >obl[of] | >nsubj:pass + >advcl[of] "
        "| >nsubj:pass + >obl[for] | >nsubj:pass + >advcl[for]",
        "Critics accused the minister of delay.",
        refuses=(*SOMEBODY, points_back),
    ),
    Pattern(
        "label",
        "verb",
        ">obj + >xcomp[-] | >obj + >obl[as] | >obj + >xcomp[as] | >obj + >advcl[as] "
        "| >obj + >ccomp[-] | >obj + >obj[-] | >nsubj:pass + >xcomp[-] | >ccomp[-]",
        "She called the plan a mistake.",
        refuses=(*SOMEBODY, points_back),
        covers_nouns=True,
    ),
    Pattern(
        "object as",
        "verb",
        ">obj + >obl[as] | >obj + >xcomp[as] | >obj + >advcl[as] | >obj + >obl[to] "
        "| >obj + >advcl[to] | >nsubj:pass + >obl[as] | >nsubj:pass + >advcl[as]",
        "She described the plan as a mistake.",
        refuses=(*SOMEBODY, points_back),
    ),
    Pattern(
        LABEL_BY,
        "verb",
        ">xcomp[”] | >obl[as] | >advcl[as]",
        "Branded “a liar” by the judge, he left.",
        refuses=(has_no_speaker, is_no_label_by),
        widens=(without_as,),
    ),
    CLAUSE,
    Pattern(
        "hearsay",
        "verb",
        ">nsubj:pass + >xcomp[to]",
        "The cook is said to have fled.",
        refuses=(points_back, is_led_on),
    ),
    Pattern(
        "preposition",
        "verb",
        ">obl[*] + >xcomp[to] | >obl[*] + >advcl[to] | >obl[*] | >advcl[*] | >ccomp[*] | >xcomp[*]",
        "The minister warned of delays.",
        refuses=(*SOMEBODY, opens_a_statement),
        widens=(with_condition,),
    ),
    Pattern(
        "gerund", "verb", ">xcomp[-]", "The minister denied hiding the report.", refuses=SOMEBODY
    ),
    Pattern(
        "infinitive",
        "verb",
        ">xcomp[to]",
        "The minister promised to resign.",
        refuses=(*SOMEBODY, leads_on),
        widens=(with_condition,),
    ),
    Pattern(
        "parenthetical",
        "verb",
        "<parataxis",
        "“The plan,” she said, “is ready.”",
        refuses=(is_no_aside,),
        known=False,
    ),
    Pattern(
        "as-clause",
        "verb",
        "<advcl[as]",
        "The plan failed, as the minister had warned.",
        refuses=(is_no_aside,),
        widens=(without_passer,),
        known=False,
    ),
    Pattern(
        "reported object",
        "verb",
        ">obj[noun] + >obl[about] | >obj[noun] + >obl[over] | >obj[noun] + >obl[on] | >obj[noun]",
        "The minister raised concerns about the plan.",
        refuses=(*SOMEBODY, tells_nothing, points_back),
        widens=(with_complement, with_condition),
        covers_nouns=True,
    ),
    Pattern(
        "quoted object",
        "verb",
        ">obj[”]",
        "The minister promised “a new start”.",
        refuses=(*SOMEBODY, is_mere_title),
    ),
    Pattern(
        "evidence",
        "verb",
        ">obj",
        "The survey found little support.",
        refuses=(is_no_finding, points_back),
        widens=(with_complement,),
    ),
    Pattern(
        "object",
        "verb",
        ">obj | >nsubj:pass",
        "The minister denied the report.",
        refuses=(*SOMEBODY, tells_nothing, sets_scene, points_back),
        widens=(with_complement, with_condition),
        covers_nouns=True,
    ),
    Pattern(
        "noun clause",
        "noun",
        ">acl[that] | >ccomp[that] | >ccomp | >acl:relcl[that]",
        "His claim that the plan failed is wrong.",
        refuses=(),
        widens=(with_complement,),
    ),
    Pattern(
        "noun infinitive",
        "noun",
        ">acl[to] | >xcomp[to]",
        "Its promise to pay was kept.",
        refuses=(has_no_speaker,),
    ),
    Pattern(
        "noun preposition",
        "noun",
        ">nmod[*] | >acl[*]",
        "Calls for reform grew.",
        refuses=(has_no_speaker,),
    ),
    Pattern(
        "according to",
        "phrase",
        "<obl | <nmod | <advcl | <parataxis",
        "The plan is ready, according to the minister.",
        refuses=(),
    ),
    Pattern(
        "in the words of",
        "phrase",
        "<obl | <nmod | <advcl | <parataxis",
        "The plan is, in the words of the minister, “a gift”.",
        refuses=(),
        widens=(marked_beside,),
    ),
)


# Where the tree fails: a verb that may have a clause, and what stands after or before it.
BY_POSITION = Pattern(
    "position",
    "verb",
    "",
    "The minister added at the end that the plan was ready.",
    refuses=(is_not_impersonal,),
)


class Match(NamedTuple):
    """A shape that fits, the entry that it fits for, and the parts of the content."""

    pattern: Pattern
    entry: Entry
    parts: list[Part]


PATHS = {pattern.name: parse_path(pattern.path) for pattern in PATTERNS}


def fitting(sentence: Sentence, cue: Cue, known: Sequence[Entry]) -> Iterator[Match]:
    """The shapes that fit: of the known entries first, in the table's order."""
    for some in (known, (OPEN,) if cue.kind == "verb" else ()):
        for pattern in PATTERNS:
            for entry in some:
                named = pattern.name in entry.frames or not pattern.known
                led = entry.preposition and not pattern.known  # "a man they call “the Goose”"
                if pattern.kind != cue.kind or not named or led:
                    continue
                parts = follow(sentence, cue.head, PATHS[pattern.name], entry.preposition)
                if parts:
                    yield Match(pattern, entry, parts)
