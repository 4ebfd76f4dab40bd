"""Where a content begins that learned attribution proposes; the parses are the cases'."""

import pytest
from case_files import FOLDER, load
from corpora import document

from quotes.find.extent import bounded
from quotes.find.finding import Finding
from quotes.find.statements import prepare
from quotes.text.kinds import QuoteType
from quotes.text.span import Span

PROPOSED = (
    # case, cue, proposed content, what is said of it
    (
        "guilty_of_what",
        "pleading guilty",
        "to taking bikes from the yard",
        "taking bikes from the yard",
    ),
    (
        "phrase_and_no_cue",
        "said instead of",
        "waiting for the bus, they would walk to the hall",
        "instead of waiting for the bus, they would walk to the hall",
    ),
    (
        "as_passed_on",
        "reported",
        "of taking gifts",
        "Two cooks accused the mayor of taking gifts",
    ),
    (
        "predicate_after_an_aside",
        "noted by Acme Bank",
        "The rise in rents",
        "The rise in rents … is a worry for the county",
    ),
    (
        "predicate_after_an_aside",
        "according to Acme Bank",
        "The drop in visits, which",
        "The drop in visits … is a worry",
    ),
    (
        "clause_after_what_leads_to_it",
        "explained",
        "that with rising prices and low wages in the valley",
        "with rising prices and low wages in the valley, a group of thirty traders from Hill Town "
        "met last week with the council",
    ),
    (
        "paraphrase_before_a_colon",
        "urged",
        "cutting the link between rents and wages: “I do not think wages are the cause of our "
        "unusual rents in this town.”",
        "cutting the link between rents and wages: “I do not think wages are the cause of our "
        "unusual rents in this town.”",
    ),
    (
        "blamed_whom",
        "sharply criticised",
        "for “using the flood to look important,”",
        "Poe for “using the flood to look important,”",
    ),
)


@pytest.mark.parametrize(("name", "cue", "proposed", "said"), PROPOSED)
def test_content_begins_and_is_whole(name, cue, proposed, said):
    case = load(FOLDER / f"{name}.conllu")
    article = prepare(document(case.text, case.sentences))
    at, start = case.text.index(cue), case.text.index(proposed)
    sentence = article.sentence_at(at)
    head = next(w for w in sentence.words if at <= w.start and w.upos in ("PROPN", "VERB"))
    found = Finding(
        sentence,
        (Span(start, start + len(proposed)),),
        ("model",),
        1.0,
        QuoteType.MIXED if "“" in proposed else QuoteType.INDIRECT,
        cue_lemma=head.lemma,
        cue_spans=(Span(at, at + len(cue)),),
        cue_head=head,
    )
    spans = bounded(article, found).spans
    assert " … ".join(case.text[slice(*span)] for span in spans) == said
