"""Where rules and learned attribution meet, on parses of the case files with candidates of ours."""

from dataclasses import replace

import pytest
from case_files import FOLDER, load
from corpora import document

from quotes.decide.decision import THRESHOLD, Judge
from quotes.decide.scorer import FEATURES, features, read_weights
from quotes.decide.wording import Claim
from quotes.extractor import attribute, find, rule_findings
from quotes.find.statements import prepare
from quotes.parse.bundle import BUNDLED
from quotes.text.document import Candidate
from quotes.text.span import Span

JUDGE = Judge(read_weights(BUNDLED))
SURE = {"seen": 0.99, "valid": 0.99, "path": 0.9}


def _span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def _with_candidate(name, source, cue, *content, **likely):
    case = load(FOLDER / f"{name}.conllu")
    spans = tuple(_span(case.text, words) for words in content)
    speaker = _span(case.text, source) if source else None
    candidate = Candidate(_span(case.text, cue), speaker, spans, **(SURE | likely))
    return document(case.text, case.sentences, [candidate])


def _texts(text, finding):
    return [text[s.start : s.end] for s in finding.spans]


def test_both_give_one_row_with_the_candidates_boundaries():
    case = _with_candidate("clause", "minister", "said", "plan was ready.")
    (row,) = find(prepare(case), JUDGE)
    assert row.rules == ("clause", "model")
    assert _texts(case.text, row) == ["plan was ready"]  # without its stop
    assert case.text[slice(*row.mention.span)] == "minister"
    assert row.mention.head.text == "minister"
    assert row.cue_lemma == "say"
    assert row.calibrated


@pytest.mark.parametrize(
    ("other", "cue", "content", "speaker"),
    [
        ("Minister Bo Poe", "admitting", "he had moved the guards himself", "Warden Jim Doe"),
        ("The court", "urged", "her to resign", "who"),
        ("The mayor", "promising", "that the lifts would be repaired", "The mayor"),
    ],
)
def test_whose_clause_it_is_speaks_whatever_the_candidate_takes(other, cue, content, speaker):
    case = _with_candidate("subject_of_a_clause", other, cue, content)
    (row,) = (r for r in find(prepare(case), JUDGE) if r.cue_head.text == cue)
    assert case.text[slice(*row.mention.span)] == speaker


@pytest.mark.parametrize(
    ("name", "other", "cue", "content", "speaker"),
    [
        ("clause_goes_on", "HLP", "stressing", "there was no truth to the plan", "which"),
        ("led_and_backed", "Sue Mott", "is calling for", "her resignation", "The HLP women’s wing"),
        ("mended_put_in", "Government", "pointed out", "the minister, will", "the minister"),
        ("mended_on_occasion", "a bitter attack", "called", "the baker a “wretched", "Omar Doe"),
        ("mended_on_occasion", "Jane Roe in an interview", "said", "“For me bread", "Jane Roe"),
        ("tried_after_claims", "he", "has repeatedly accused of", "being “corrupt.”", "he"),
        ("cue_in_marks", "The mayor “", "said", "that he would never leave", "The mayor"),
        (
            "role_with_its_name",
            "The Acme Group chairman designate",
            "said",
            "the cable was laid",
            "The Acme Group chairman designate, Bo Poe",
        ),
    ],
)
def test_a_candidate_may_have_more_or_less_than_who_speaks(name, other, cue, content, speaker):
    case = _with_candidate(name, other, cue, content)
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    assert case.text[slice(*row.mention.span)] == speaker


def test_who_does_the_deed_is_not_who_claims():
    case = _with_candidate(
        "tried_after_claims", "the Judicial Trade Tribunal", "allegations", "that he tried"
    )
    (row,) = (r for r in find(prepare(case), JUDGE) if r.cue_lemma == "allegation")
    assert row.mention is None


@pytest.mark.parametrize("lead", ["", "recent article by the "])
def test_part_of_the_rules_mention_has_its_own_head(lead):
    source, content = f"{lead}University of Hilltown", "The town grew last year"
    case = _with_candidate("part_of_the_speakers_words", source, "noted", content)
    assert attribute(case, JUDGE)[0].speaker.name == source


def test_a_participle_alone_has_its_clauses_subject(monkeypatch):
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [])
    content = "that the lifts would be repaired"
    case = _with_candidate("subject_of_a_clause", None, "promising", content)
    (row,) = find(prepare(case), JUDGE)
    assert case.text[slice(*row.mention.span)] == "The mayor"


def test_a_candidate_alone_becomes_a_row_with_a_speaker(monkeypatch):
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [])
    case = _with_candidate("clause", "The minister", "said", "the plan was ready")
    (row,) = attribute(case, JUDGE)
    assert row.finding.rules == ("model",)
    assert row.finding.cue_class.name == "say"
    assert (row.finding.quote_type, row.finding.polarity) == ("indirect", "affirmed")
    assert row.speaker.name == "minister"


def test_an_unlikely_candidate_is_no_row(monkeypatch):
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [])
    case = _with_candidate(
        "clause", "The minister", "said", "the plan was ready", seen=0.05, valid=0.06, path=1e-4
    )
    assert find(prepare(case), JUDGE) == []
    (row,) = find(prepare(case), JUDGE._replace(threshold=0.0))
    assert 0 < row.confidence < THRESHOLD


def test_what_is_anothers_by_the_noun_before_it_is_not_said():
    case = _with_candidate("vow_of_another", "Members of the party", "vow", "to dig up the river")
    assert "vow" not in [r.cue_head.text for r in find(prepare(case), JUDGE)]


def test_who_closes_a_sentence_is_no_content():
    case = _with_candidate("closed_by_the_speaker", "The town", "added", "Jim Doe")
    (row,) = find(prepare(case), JUDGE)
    assert case.text[slice(*row.mention.span)] == "Jim Doe"
    assert _texts(case.text, row) == ["The town has opened a new road along the river"]


@pytest.mark.parametrize(
    ("source", "cue", "content", "whole"),
    [
        ("Ann Hill", "called", "“a sign of fear at the worst of times.”", "the moment “a sign"),
        ("Jane Roe", "said", "calling it “an odd bunch of rowers,”", "Some guests have"),
        ("Bo Poe", "refers to", "the judge", "the judge, who is his friend, as “Mr. Hill.”"),
        ("Members of the crew", "were adamant", "that the boat would sail", "the boat would sail"),
    ],
)
def test_a_rule_may_have_more_of_what_is_said(source, cue, content, whole):
    case = _with_candidate("longer_than_a_candidate", source, cue, content, path=0.4)
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    assert _texts(case.text, row)[0].startswith(whole)
    assert row.act == "speech"


@pytest.mark.parametrize(
    ("source", "cue", "content", "whole"),
    [
        ("Jane Roe", "said", "the fair had brought “more carts and guests than ever”", "the gate"),
        ("The mill", "announced", "a profit of 30 million crowns for the year", "7 percent"),
        (
            "Bo Poe",
            "proposed",
            "the renewal of the guild “with people who serve the town”",
            "clerk",
        ),
        ("Ann Moe", "claimed", "when Jim Doe retired in May 2000", "would get a mill"),
        ("The guild", "condemned", "the theft of the bell", "the bell"),
        ("Sue Lee", "said", "she did not want to use the word theft at the hearing", "hearing"),
        ("Ida Low", "lashed out", "at the guild for dragging her name into the quarrel", "quarrel"),
        ("Ray Moss", "urged", "the guild to mend the bridge", "work on the tower"),
    ],
)
def test_what_hangs_from_what_is_said_belongs_to_it(source, cue, content, whole):
    case = _with_candidate("cut_by_a_candidate", source, cue, content)
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    assert [text.split()[0] for text in _texts(case.text, row)] == [
        content.removeprefix("at ").split()[0]
    ]
    assert _texts(case.text, row)[-1].endswith(whole)


@pytest.mark.parametrize(
    ("source", "cue", "content", "whole"),
    [
        ("The mayor", "dismissed", "the petition", "distract people"),
        ("Growers", "called on", "the council to drop its plan to drain the marsh", "are done"),
        ("Residents", "ask", "that the stalls be moved to another street", "the square"),
        ("Jane Roe", "spoke about", "the price of bread", "since May"),
        ("Bo Poe", "endorsed", "the plan for the harbour", "the harbour"),
        ("The board", "announced", "it had saved 3 million for its “Green Hill Fund,”", "valley"),
        ("Acme", "said", "the number of mills rose from 7 to 145", "20 percent"),
        ("Ann Low", "expressed concern about", "the growing debt", "three weeks"),
    ],
)
def test_what_ends_the_clause_of_what_is_said_belongs_to_it(source, cue, content, whole):
    case = _with_candidate("cut_by_a_candidate_before_its_end", source, cue, content)
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    assert _texts(case.text, row)[-1].endswith(whole)


@pytest.mark.parametrize(
    ("source", "cue", "content", "end"),
    [
        (
            "Mayor Jane Roe",
            "insists",
            "the council is working hard to make Hill Town’s harbour",
            "safe",
        ),
        (
            "The Board of Parks",
            "declared",
            "a new school would be built at Reedham, in the Low Valley",
            "strike",
        ),
        ("Bo Poe", "added", "the fishing families are spending “cold nights”", "anytime"),
        ("The monks", "found", "it was written in the Reed script", "letters"),
        ("Fishing and farming groups", "welcomed", "the steps", "wells"),
        ("Ray Moss", "hinted", "he was standing by Ms Moe", "sacked"),
        (
            "The cooks",
            "pointed out",
            "the fair will show new kinds of bread and moth butter",
            "fat)",
        ),
        ("Ann Low", "alleged", "the court had asked him to shut the mill", "mill"),
        ("The club", "estimates", "a thousand goats will join this year’s Reed Walk", "Walk"),
    ],
)
def test_an_aside_belongs_to_what_is_said_but_for_the_reporters(source, cue, content, end):
    case = _with_candidate("cut_before_an_aside", source, cue, content, path=0.7)
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    (text,) = _texts(case.text, row)
    assert text.startswith(content)
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("source", "cue", "content", "whole"),
    [
        ("the clerk", "mentioned", "that around 6:45am yesterday (May 5, 2021)", "around"),
        (
            "a document dated June 9, 2021",
            "According to",
            "authorized the June 17 landing of the old Acme boat at the Low Harbour",
            "Hill Town",
        ),
        ("the tenants' guild", "said", "because nobody can pay them", "Rents"),
        ("Ray Moss", "said on", "a ruin by the lake", "The council"),
    ],
)
def test_a_clause_has_its_subject_and_its_verb(source, cue, content, whole):
    case = _with_candidate("cut_before_its_verb", source, cue, content)
    mentioned = (r for r in find(prepare(case), JUDGE) if r.mention)
    (row,) = (r for r in mentioned if case.text.startswith(source, r.mention.span.start))
    (text,) = _texts(case.text, row)
    assert text.startswith(whole)
    assert len(text) > len(content)


def test_a_participle_after_a_comma_is_left_to_the_candidate():
    content = "scores of bakers had marched to the mill"
    case = _with_candidate("adds_by_other_participles", "The guild", "said", content, path=0.4)
    rows = [r for r in find(prepare(case), JUDGE) if "model" in r.rules]
    assert [content] in [_texts(case.text, row) for row in rows]


def test_an_article_may_begin_with_who_says_it():
    case = _with_candidate("begins_with_a_name_and_colon", "Ann Roe", ":", "Ferry Will Be Sold")
    (row,) = find(prepare(case), JUDGE)
    assert (row.act, _texts(case.text, row)) == ("speech", ["Ferry Will Be Sold"])


def test_without_candidates_rules_decide():
    case = load(FOLDER / "clause.conllu")
    (row,) = find(prepare(document(case.text, case.sentences)))
    assert row.rules == ("clause",)
    assert not row.calibrated


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.conllu")), ids=lambda p: p.stem)
def test_each_finding_is_in_one_claim(path):
    case = load(path)
    bare = prepare(document(case.text, case.sentences))
    found = find(bare, JUDGE)
    candidates = [  # one for each finding of the rules, at its own place
        Candidate(f.cue_spans[0], f.mention.span if f.mention else None, f.spans, **SURE)
        for f in sorted(found, key=lambda f: f.cue_spans)
        if f.cue_spans
    ]
    again = find(replace(bare, candidates=tuple(candidates)), JUDGE)
    assert [r.spans for r in again] == [r.spans for r in found]
    assert all(0 <= r.confidence <= 1 for r in again)


def test_features_say_what_they_are_called():
    case = _with_candidate("clause", "The minister", "said", "the plan was ready")
    (finding,) = find(prepare(case), JUDGE)
    by_rules = features(Claim(finding, None, None))
    by_model = features(Claim(None, finding, case.candidates[0]))
    both = features(Claim(finding, finding, case.candidates[0]))
    assert tuple(both) == FEATURES
    assert (by_rules["rule"], by_rules["model"], by_rules["both"]) == (1, 0, 0)
    assert (by_model["rule"], by_model["model"], by_model["both"]) == (0, 1, 0)
    assert both["both"] == both["same cue"] == both["same content"] == both["same speaker"] == 1
    assert both["seen"] == by_model["seen"] > 0 > features(_unlikely(case))["seen"]
    assert both["path"] == by_model["path"] > features(_unlikely(case))["path"]
    assert (both["speaker"], both["direct"], both["mixed"], both["parts"]) == (1, 0, 0, 0)


def _unlikely(case):
    candidate = case.candidates[0]._replace(seen=0.01, path=0.001)
    (finding,) = find(prepare(case), JUDGE)
    return Claim(None, finding, candidate)


def test_a_pair_has_no_addressee_within_its_content():
    case = _with_candidate("told_addressee", None, "told", "reporters that the bridge would open")
    (row,) = find(prepare(case), JUDGE)
    assert row.rules == ("clause", "model")
    assert row.addressee is None


@pytest.mark.parametrize(
    ("name", "source", "cue", "content", "whole"),
    [
        (
            "source_before_a_phrase",
            "a report from Acme",
            "According to",
            ["the yacht Goose lost its mast"],
            ["during the race, the yacht Goose lost its mast"],
        ),
        (
            "source_before_a_year",
            "data from the Secretariat of Clubs of Hill Town, until October 2019",
            "According to",
            ["32 clubs were open"],
            ["until October 2019, 32 clubs were open"],
        ),
        (
            "halves_before_the_cue",
            "the council",
            "said",
            ["the chief of the post was given a warning for it"],
            [
                "Poe was barred from the files for three months and the chief of the post was given"
                " a warning for it"
            ],
        ),
        (
            "that_before_a_phrase",
            "Jane Roe",
            "affirms",
            ["that thanks to a good diet, sleep and check-ups she has reached that age"],
            ["thanks to a good diet, sleep and check-ups she has reached that age"],
        ),
        (
            "that_before_a_phrase",
            "the mayor",
            "said",
            ["Also on Monday", "the bridge was closed"],
            ["on Monday", "the bridge was closed"],
        ),
        (
            "said_above_a_quotation",
            "he",
            "said",
            ["Hearing that apology in Hill Town is more important", "“Oslo is Oslo"],
            ["Hearing that apology in Hill Town is more important"],
        ),
    ],
)
def test_what_is_said_begins_with_its_clause(name, source, cue, content, whole):
    case = _with_candidate(name, source, cue, *content)
    row = next(r for r in find(prepare(case), JUDGE) if _cue(case.text, r) == cue)
    assert _texts(case.text, row) == whole


def test_who_is_quoted_speaks_and_not_who_quotes():
    candidate = ["Jane Roe", "as saying the stock was stored with care"]
    case = _with_candidate("passed_on_by", "the Hill Post", "was quoted", *candidate)
    (row,) = find(prepare(case), JUDGE)
    assert case.text[slice(*row.mention.span)] == "Jane Roe"
    assert _texts(case.text, row) == ["the stock was stored with care"]


def _cue(text, row):
    return " ".join(text[slice(*span)] for span in row.cue_spans)


def test_an_adverb_gives_way_to_the_verb_of_its_cue():
    content = "“checks on the clubs are needed now.”"
    adverb = _with_candidate("also_arguing", "Roe", "also", content, seen=0.5)
    verb = _with_candidate("also_arguing", "Roe", "arguing", content)
    both = replace(adverb, candidates=(*adverb.candidates, *verb.candidates))
    rows = [r for r in find(prepare(both), JUDGE) if content in _texts(both.text, r)]
    assert [r.cue_lemma for r in rows] == ["argue"]


def test_a_candidate_has_both_halves_of_a_quotation_that_no_rule_explains(monkeypatch):
    halves = ["“The old garden,”", "“covers 70 hectares and has one of the best lots of roses"]
    text = load(FOLDER / "both_halves_in_marks.conllu").text
    halves[1] = text[text.index(halves[1]) :]
    case = _with_candidate("both_halves_in_marks", "the unnamed author", "says", *halves)
    (found,) = rule_findings(prepare(case))
    alone = replace(found, cue_spans=(), cue_head=None, mention=None)
    monkeypatch.setattr("quotes.extractor.rule_findings", lambda _: [alone])
    (row,) = find(prepare(case), JUDGE)
    assert _texts(case.text, row) == halves


def test_what_another_says_within_it_has_its_own_row():
    content = "that on Monday the Guild of Millers revealed that the river had cost them ten boats"
    case = _with_candidate("another_within_a_statement", "The keepers", "recalled", content)
    who = [case.text[slice(*row.mention.span)] for row in find(prepare(case), JUDGE)]
    assert who == ["The keepers", "the Guild of Millers", "the head of the guild"]


def test_a_pronoun_after_a_comma_closes_a_sentence():
    case = load(FOLDER / "closed_by_a_pronoun.conllu")
    (row,) = find(prepare(document(case.text, case.sentences)), JUDGE)
    assert case.text[slice(*row.mention.span)] == "it"


def test_a_passive_verb_leads_to_the_one_that_reports():
    case = _with_candidate("asked_to_tell", "Bo Poe", "was forced to admit", "the mill had closed")
    (row,) = (r for r in find(prepare(case), JUDGE) if "model" in r.rules)
    assert row.cue_head.text == "admit"
