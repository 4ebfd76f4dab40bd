"""Quotation marks: which are, how they pair, and which are reported loose."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from steps import steps

from quotes.text.marks import SPOKEN, Marks, Quotation, find_marks, near
from quotes.text.span import Span

OPENING = "“„‟〝\"＂″«»‹›‘’‚‛`'′＇”“´〞"  # any shape opens where it stands before a word
ALL = sorted(set(OPENING))


def shown(text: str) -> tuple[list[str], str]:
    """Write what was found: "depth spans" of each quotation, and the loose marks."""
    marks = find_marks(text)
    quotations = [
        f"{q.depth} " + " / ".join(text[slice(*span)] for span in q.spans) for q in marks.quotations
    ]
    return quotations, "".join(text[i] for i in marks.loose)


SIMPLE = [
    ("“We won,” the coach said.", "“We won,”"),
    ('"We won," the coach said.', '"We won,"'),
    ("'We won,' the coach said.", "'We won,'"),
    ("‘We won,’ the coach said.", "‘We won,’"),
    ("The coach called it «a gift».", "«a gift»"),
    ("« Un cadeau », dit le coach.", "« Un cadeau »"),
    ("»Ein Geschenk«, sagte sie.", "»Ein Geschenk«"),
    ("She sang ‹la mer›.", "‹la mer›"),
    ("„Ein Geschenk“, sagte sie.", "„Ein Geschenk“"),
    ("„Ein Geschenk”, sagte sie.", "„Ein Geschenk”"),
    ("„Ein Geschenk„, sagte sie.", "„Ein Geschenk„"),
    ("‚Ein Geschenk‘, sagte sie.", "‚Ein Geschenk‘"),
    ("It was ``a gift'' to us.", "``a gift''"),
    ('It was ``a gift" to us.', '``a gift"'),
    ("It was ''a gift'' to us.", "''a gift''"),
    ("It was ‘‘a gift’’ to us.", "‘‘a gift’’"),
    ("It was ‘’a gift’’ to us.", "‘’a gift’’"),
    ("It was `a gift' to us.", "`a gift'"),
    ("It was ＂a gift＂ to us.", "＂a gift＂"),
    ("It was ″a gift″ to us.", "″a gift″"),
    ("It was “a gift“ to us.", "“a gift“"),
    ("It was ”a gift” to us.", "”a gift”"),
    ("It was ”a gift“ to us.", "”a gift“"),
    ("It was “ a gift “, to us.", "“ a gift “"),
    ("It was ” a gift ” to us.", "” a gift ”"),
    ('It was "a gift” to us.', '"a gift”'),
    ('It was “a gift" to us.', '“a gift"'),
    ("It was 'a gift’ to us.", "'a gift’"),
    ("They said:”It is a gift.” We agreed.", "”It is a gift.”"),
    ('They said,"It is a gift." We agreed.', '"It is a gift."'),
    ('A "gift".', '"gift"'),
    ('A "gift," no.', '"gift,"'),
    ('A (so-called "gift")—no.', '"gift"'),
    ('"A gift—" she began.', '"A gift—"'),
    ('The—"gift"—came.', '"gift"'),
    ('A "gift"-like thing.', '"gift"'),
    ('The "gift"\'s weight.', '"gift"'),
    ('He said "...and then?" to us.', '"...and then?"'),
    ("'too late', says minister", "'too late'"),
    ("Minister: 'it is too late'", "'it is too late'"),
    ("‘Tomatoes’ is spelt with an e", "‘Tomatoes’"),
    ("‘Town’s role is key’, he said", "‘Town’s role is key’"),
    ("'Don't go', he said", "'Don't go'"),
    ("‘The officials’ cars are gone’, she said.", "‘The officials’ cars are gone’"),
    ("'Workers' rights', says union", "'Workers' rights'"),
    ("‘Farmers’ killed two of the officials’ goats.", "‘Farmers’"),
    ("They ’scaped the ‘big freeze’ in '68.", "‘big freeze’"),
    ("'90 minutes', says referee", "'90 minutes'"),
    ("'Round the corner', he said.", "'Round the corner'"),
    ("'We met in '68 there', he said.", "'We met in '68 there'"),
    ("‘We beat 'em’, he said.", "‘We beat 'em’"),
    ('"I am 6\'2" tall," he said.', '"I am 6\'2" tall,"'),
    ('"A 5" pipe leaked," he said.', '"A 5" pipe leaked,"'),
    ('The "Top 10" list', '"Top 10"'),
    ('<a href="x">Read</a> “this”', "“this”"),
    ("&quot;No&quot; and “yes”", "“yes”"),
]


@pytest.mark.parametrize(("text", "quotation"), SIMPLE)
def test_one_quotation_is_found_whole_and_nothing_is_loose(text: str, quotation: str) -> None:
    assert shown(text) == ([f"0 {quotation}"], "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\r\n \n",
        "I don't, you don’t, o'clock, l‘eau.",
        "The town’s mayor and the towns’ mayors; James' hat, Chávez’ hat.",
        "The U.N.’s man, the N.G.O.'s man.",
        "The ’90s, the '90s, the ‘90s, the class of ’68, of '68.",
        "Give 'em hell, ’tis late, rock ’n’ roll, rock 'n' roll, rock 'n roll, goin’ home.",
        'He is 6\'2" and she 5\' 10"; a 5" pipe of 12\' x 4\', 5" x 7", 6′2″, 8” deep.',
        "<p class='a' id=\"b\">",
        "The '68 strike and the workers' cars.",
        "Caf\\'e9 is RTF.",
    ],
)
def test_apostrophes_and_units_are_no_quotation_marks(text: str) -> None:
    assert find_marks(text) == Marks((), ())


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“He said, ‘no.’”", ["0 “He said, ‘no.’”", "1 ‘no.’"]),
        ("\"'No,' he told us.\"", ["0 \"'No,' he told us.\"", "1 'No,'"]),
        ("‘He said “no” to us’", ["0 ‘He said “no” to us’", "1 “no”"]),
        ("'He said \"no\"'", ["0 'He said \"no\"'", '1 "no"']),
        ("„Er sagte: ‚Nein‘“", ["0 „Er sagte: ‚Nein‘“", "1 ‚Nein‘"]),
        ("«Il a dit ‹non›»", ["0 «Il a dit ‹non›»", "1 ‹non›"]),
        ("« Il a « dit » non »", ["0 « Il a « dit » non »", "1 « dit »"]),
        ("''She said 'no'''", ["0 ''She said 'no'''", "1 'no'"]),
        ("“A ‘b “c” d’ e”", ["0 “A ‘b “c” d’ e”", "1 ‘b “c” d’", "2 “c”"]),
        ('"We sang "Route 9" all day."', ['0 "We sang "Route 9" all day."', '1 "Route 9"']),
        ("“Yes.”“No.”", ["0 “Yes.”", "0 “No.”"]),
        ('"Yes.""No."', ['0 "Yes."', '0 "No."']),
        ("‘go’ & ‘seems’ to ‘re-enter’", ["0 ‘go’", "0 ‘seems’", "0 ‘re-enter’"]),
    ],
)
def test_nested_and_neighbouring_quotations(text: str, quotations: list[str]) -> None:
    assert shown(text) == (quotations, "")


@pytest.mark.parametrize(
    ("text", "quotations", "loose"),
    [
        ("“One.\n“Two,” he said.", ["0 “One. / “Two,”"], ""),
        ("He said: “One. \r\n\r\n  “Two.\n\n“Three.”", ["0 “One. / “Two. / “Three.”"], ""),
        ('"One.\n"Two," he said. "More.\n"End."', ['0 "One. / "Two,"', '0 "More. / "End."'], ""),
        ("‘One.\n‘Two,’ he said.", ["0 ‘One. / ‘Two,’"], ""),
        ("“One, ‘a.\n“‘b,’ c.”", ["0 “One, ‘a. / “‘b,’ c.”", "1 ‘a. / ‘b,’"], ""),
        ("“One ‘a’.\n“Two ‘b’.”", ["0 “One ‘a’. / “Two ‘b’.”", "1 ‘a’", "1 ‘b’"], ""),
        ("He said “one.\n“Two” so.", ["0 “one. / “Two”"], ""),
        ("“One.\n***\n“Two.”", ["0 “One. / “Two.”"], ""),
        ("“One.\nShe: “Two.”", ["0 “Two.”"], "“"),
        ("“One.\nPlain text.\n“Two.”", ["0 “Two.”"], "“"),
        ("“One.\n“Two.\nPlain text.", [], "““"),
        ("“One.\nTwo.” he said.", ["0 “One. / Two.”"], ""),
        ("She: “one.\nTwo.” he said.", [], "“”"),
        ("“One.\nPlain.\nTwo.” he said.", [], "“”"),
        ("“One.\n  Two, ‘three’.” he said.", ["0 “One. / Two, ‘three’.”", "1 ‘three’"], ""),
        ("“No, she said. “Never,” he said.\n“Yes,” I said.", ["0 “Never,”", "0 “Yes,”"], "“"),
        ("(‘One “two’).\n“Three.”", ["0 ‘One “two’", "0 “Three.”"], "“"),
        ('"One.\n“Two.”', ["0 “Two.”"], '"'),
        ("“.\n“Two.”", ["0 “Two.”"], "“"),
    ],
)
def test_quotations_over_paragraphs(text: str, quotations: list[str], loose: str) -> None:
    assert shown(text) == (quotations, loose)


@pytest.mark.parametrize(
    ("text", "quotations", "loose"),
    [
        ("A stray” and “a gift” too.", ["0 “a gift”"], "”"),
        ("A “stray and “a gift” too.", ["0 “a gift”"], "“"),
        ("“A ‘stray and a gift” too.", ["0 “A ‘stray and a gift”"], "‘"),
        ("‘A “stray and a gift’ too.", ["0 ‘A “stray and a gift’"], "“"),
        ('A \'stray "gift".', ['0 "gift"'], "'"),
        ("A ‘stray and the officials' cars.", [], "‘"),
        ("“It is done’ he said.", [], "“’"),
        ('A stray"\n\n"A gift."', ['0 "A gift."'], '"'),
    ],
)
def test_a_stray_mark_is_loose_and_spoils_no_other(
    text: str, quotations: list[str], loose: str
) -> None:
    assert shown(text) == (quotations, loose)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("„a“", "double"),
        ("``a''", "double"),
        ("''a''", "double"),
        ("″a″", "double"),
        ("‚a‘", "single"),
        ("`a´", "single"),
        ("»a«", "guillemets"),
        ("‹a›", "guillemets"),
    ],
)
def test_style_and_offsets(text: str, style: str) -> None:
    quotation = Quotation((Span(2, 2 + len(text)),), 0, style)
    assert find_marks(f"\U0001f600 {text} é").quotations == (quotation,)


PIECES = ["a", "s", "n", "é", "9", " ", "\u00a0", ",", ".", "-", "(", "\r\n", "``", "''", "‘’"]
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", " “", "” ", "\n“a", *ALL]), max_size=40).map(
    "".join
)
LINES = TEXTS.map(lambda text: text.replace("\n", " ").replace("\r", " "))


@given(TEXTS)
@settings(max_examples=150)
def test_spans_begin_and_end_with_marks(text: str) -> None:
    for quotation in find_marks(text).quotations:
        *earlier, last = quotation.spans
        assert all(0 <= start < end <= len(text) for start, end in quotation.spans)
        marked = [text[start] in OPENING for start, _ in quotation.spans]
        assert all(marked) or (marked == [True, False] and quotation.depth == 0)  # “a⏎b”
        assert text[last.end - 1] in ALL
        for span in earlier:  # ends where the words of its line do
            assert text[span.end :].splitlines()[0].strip() == ""
            assert "\n" not in text[slice(*span)]
        assert list(quotation.spans) == sorted(quotation.spans)


@given(TEXTS)
@settings(max_examples=150)
@example("“a ‘a\n“‘a’ a”")
def test_quotations_nest_or_are_disjoint_and_depth_counts_them(text: str) -> None:
    quotations = find_marks(text).quotations
    spans = [(span, q) for q in quotations for span in q.spans]
    for a, q in spans:
        around = 0
        for b, _ in spans:
            within = b.start <= a.start and a.end <= b.end
            holds = a.start <= b.start and b.end <= a.end
            assert within or holds or a.end <= b.start or b.end <= a.start
            around += within and a != b
        assert a != q.spans[0] or q.depth == around
    assert list(quotations) == sorted(quotations, key=lambda q: q.spans[0].start)


@given(TEXTS)
@settings(max_examples=150)
def test_loose_marks_are_marks_of_no_quotation(text: str) -> None:
    marks = find_marks(text)
    edges = {i for q in marks.quotations for s in q.spans for i in (s.start, q.spans[-1].end - 1)}
    assert all(text[i] in ALL for i in marks.loose)
    assert edges.isdisjoint(marks.loose)
    assert list(marks.loose) == sorted(set(marks.loose))


@given(TEXTS, st.sampled_from(["\n", "\r\n", "\n\n"]))
@example("“a\n“a", "\n")
@example("``9″", "\n")
def test_a_plain_paragraph_after_the_text_changes_nothing(text: str, gap: str) -> None:
    assert find_marks(f"{text}{gap}Some plain words.") == find_marks(text)


@given(st.lists(LINES, min_size=1, max_size=5), st.integers(0, 5), st.sampled_from('"“”″'))
@settings(deadline=None, max_examples=300)
@example(["“a", "“a” a"], 1, '"')
def test_a_stray_mark_in_its_own_paragraph_changes_no_other(
    lines: list[str], place: int, stray: str
) -> None:
    assume(place <= len(lines))
    at = sum(len(line) + 1 for line in lines[:place])

    def moved(i: int) -> int:
        return i + 2 if i >= at else i

    # An end belongs to the character before it, so that a span that ends at `at` stays.
    before = find_marks("\n".join(lines))
    after = find_marks("\n".join([*lines[:place], stray, *lines[place:]]))
    assert after.quotations == tuple(
        q._replace(spans=tuple(Span(moved(s), moved(e - 1) + 1) for s, e in q.spans))
        for q in before.quotations
    )
    assert after.loose == tuple(sorted([*map(moved, before.loose), at]))


@given(LINES, LINES)
def test_a_paragraph_never_changes_the_pairs_of_the_one_before(first: str, second: str) -> None:
    alone = {s for q in find_marks(first).quotations for s in q.spans}
    both = {s for q in find_marks(f"{first}\n{second}").quotations for s in q.spans}
    assert alone <= both


@pytest.mark.parametrize(
    "unit", ['"', "“", '"\n', "“a ", "“a\n", "‘as’ b ", "<a ", "“‘\"'«‹a\n", "'''", "a'"]
)
def test_work_grows_with_length_not_its_square(unit: str) -> None:
    small, large = (steps(find_marks, unit * (size // len(unit))) for size in (500, 4_000))
    assert large < 8 * 2 * small  # a quadratic one runs 64 times as many lines


@given(st.text('“”‘’"a \n', max_size=60), st.integers(0, 60), st.integers(0, 20))
def test_near_misses_no_quotation_that_is_touched(text, start, length):
    spoken = [Quotation((Span(m.start(), m.end()),), 0, SPOKEN) for m in re.finditer(".+", text)]
    outer = [*spoken, *(q for q in find_marks(text).quotations if q.depth == 0)]
    span = Span(start, start + length)
    touched = [q for q in outer if any(p.overlaps(span) for p in q.spans)]
    found = near(outer, (span,))
    assert [q for q in found if q in touched] == touched
