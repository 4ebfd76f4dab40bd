"""Labels of lines, and that they are only labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import steps

from quotes.text.blocks import blocks
from quotes.text.kinds import Section

BODY = "The council approved the plan on Monday after a debate that lasted for hours."
SAID = "“We will open the bridge in spring,” the mayor told a crowd at the town hall."


def labels(*lines: str) -> list[str]:
    return [block.section for block in blocks("\n\n".join(lines))]


def label(line: str) -> str:
    """Section of a line that stands amid the body, where it could be anything."""
    return labels(BODY, line, BODY)[1]


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("dateline", "March, 3rd, 2021"),
        ("dateline", "Updated: Wednesday, 3 March 2021 at 10:30 am"),
        ("dateline", "03/04/2021"),
        ("body", "HILLTOWN (Agency) — The council met on March 3, 2021."),
        ("metadata", "By Ann Example and Bo Sample"),
        ("caption", "The mayor opens the bridge, March 3, 2021. REUTERS/Ann Example/File Photo"),
        ("caption", "FILE - The mayor opens the bridge. (AP Photo/Ann Example, File)"),
        ("caption", "The old bridge at dusk. Photo by Bo Sample"),
        ("caption", "Image: Ann Example"),
        ("body", "The agency sued Getty Images over a picture of the bridge, a judge said."),
        ("teaser", "WATCH l How the bridge was built:"),
        ("teaser", "LISTEN | The engineers speak"),
        ("teaser", "Read more: A bridge too late"),
        ("teaser", "ALSO READ A bridge too late"),
        ("body", "Watch the river rise and you will know why, the mayor said."),
        ("boilerplate", "Share."),
        ("boilerplate", "COMMENTS (12)"),
        ("boilerplate", "Sign up for our newsletter and get the news every morning."),
        ("boilerplate", "© 2021 Example Media. All rights reserved."),
        ("boilerplate", "Home | News | Sport | Weather"),
        ("boilerplate", "* * *"),
        ("body", "“Sign up for our choir and share this song,” the teacher told them."),
        (
            "body",
            "All rights reserved for the few are “a shame for us all,” the teacher told them.",
        ),
        ("body", "Subscribers left."),
        ("subheading", "A bridge for all"),
        ("subheading", "‘We had no choice’"),
        ("body", "“Why us?”"),
        ("body", "which was the last word"),
        ("body", "• Open the bridge"),
    ],
)
def test_line_is_labelled_by_what_it_says(section, line):
    assert label(line) == section


@pytest.mark.parametrize(
    ("lines", "sections"),
    [
        (("Bridge opens | Example News", SAID), "headline body"),
        (("Bridge opens",), "body"),
        ((BODY, "An end without a stop"), "body body"),
        ((BODY, "WATCH l The film:", "A bridge at last", BODY), "body teaser teaser body"),
        ((BODY, "WATCH l The film:", SAID), "body teaser body"),
        ((BODY, "One thing", "Another thing", "A third thing", BODY), "body body body body body"),
        ((BODY, "Latest news", "Dog bites man", "Man bites dog"), "body" + " boilerplate" * 3),
        (("https://example.org/a", "Bridge opens", BODY), "metadata headline body"),
        (("Title: Bridge opens\nDate: 2021-03-03", BODY), "metadata metadata body"),
        (("Title: Bridge opens\nDate: 2021-03-03\n" + BODY,), "headline headline body"),
        (("---\ntitle: Bridge\n  opens\n---\n" + BODY,), "metadata " * 4 + "body"),
        (("\ufeff\n", BODY), "boilerplate body"),
    ],
)
def test_line_is_labelled_by_where_it_stands(lines, sections):
    assert labels(*lines) == sections.split()


pieces = st.sampled_from(
    ["---", "title: x", "\r\n", "\n", "\r", "\u2028", "\x85", "\ufeff", " ", "Share", "A b", SAID]
)


@given(st.lists(pieces | st.text(max_size=8)).map("".join))
def test_each_code_point_lies_in_one_block(text):
    found = blocks(text)
    ends = [0, *(block.span.end for block in found)]
    inside = [i for block in found for i in range(*block.span)]
    assert {i for i, char in enumerate(text) if not char.isspace()} <= set(inside)
    assert all(end <= block.span.start for end, block in zip(ends, found, strict=False))
    assert [block.paragraph for block in found] == list(range(len(found)))
    assert all(text[slice(*span)] == text[slice(*span)].strip() != "" for span, *_ in found)
    assert {block.section for block in found} <= set(Section)


@pytest.mark.parametrize("unit", ["x", "Ab ", f"{SAID}\n\nA title\n", "A | ", "By Ann\n"])
def test_work_grows_with_length_not_its_square(unit):
    small, large = (steps(blocks, unit * (size // len(unit))) for size in (1_000, 8_000))
    assert large < 8 * 2 * small  # a quadratic one runs 64 times as many lines


@pytest.mark.parametrize("unit", ["x", "Ab ", "A | ", "A title\n\n"])
def test_long_text_is_labelled_to_its_end(unit):
    text = unit * (200_000 // len(unit))
    assert blocks(text)[-1].span.end == len(text.rstrip())
