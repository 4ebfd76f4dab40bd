"""Exports of databases, made up as those write them: each article's body, and its fields."""

import pytest

from quotes.read.exports import split
from quotes.read.files import read

FIRST = "“The bridge is safe,” Ann Lee said on Monday.\n\nShe denied that it had cost too much."
SECOND = "Length: that is what matters to most of them, Bo Ek said.\n\n“We know,” she added."

LEXIS = """
                               1 of 2 DOCUMENTS


                               The Daily News

                     March 4, 2021 Thursday
                        Late Edition - Final

Bridge opens

BYLINE: By JANE ROE

SECTION: Section A; Column 0; Metropolitan Desk; Pg. 1

LENGTH: 812 words

DATELINE: ALBANY

{first}

URL: http://www.example.org

LOAD-DATE: March 4, 2021

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                      Copyright 2021 The Daily News Company
                              All Rights Reserved


                               2 of 2 DOCUMENTS

                               The Post

                     March 5, 2021 Friday

LENGTH: 300 words

HEADLINE: Bridge shut

BODY:
{second}

LOAD-DATE: March 5, 2021
"""

NEXIS = """Bridge opens
The Daily News
March 4, 2021 Thursday

Copyright 2021 The Daily News Company All Rights Reserved
Section: Section A; Column 0; Pg. 1
Length: 812 words
Byline: By JANE ROE
Body

{first}

Classification

Language: ENGLISH
Publication-Type: Newspaper

Load-Date: March 4, 2021

End of Document

Bridge shut
The Post
March 5, 2021 Friday

Copyright 2021 The Post
Length: 300 words
Body

{second}

Load-Date: March 5, 2021

End of Document
"""

PROQUEST = """____________________________________________________________

Document 1 of 2

Bridge opens

Author: Roe, Jane

ProQuest document link

Abstract: A bridge.

Full text: {first}

Subject: Bridges; Towns

Title: Bridge opens

Publication title: The Daily News

Publication date: Mar 4, 2021

ProQuest document ID: 1234567

Document URL: http://search.example.org/1

Copyright: Copyright Daily News Mar 4, 2021

____________________________________________________________

Document 2 of 2

Bridge shut

Full text: {second}

Title: Bridge shut

Publication title: The Post

Publication date: Mar 5, 2021

ProQuest document ID: 1234568

____________________________________________________________

Contact ProQuest
"""

FACTIVA = """Bridge opens

By Jane Roe
812 words
4 March 2021
The Daily News
DNEWS
Late Edition - Final
1
English
Copyright 2021 The Daily News Company. All Rights Reserved.

{first}

Document DNEWS00020210304eh340001z

Bridge shut

300 words
5 March 2021
10:22
The Post
POST
English
(c) 2021 The Post

{second}

Document POST000020210305eh350002b
"""

CODES = """HD
Bridge opens
BY
By Jane Roe
WC
812 words
PD
4 March 2021
SN
The Daily News
LA
English
LP
“The bridge is safe,” Ann Lee said on Monday.
TD
She denied that it had cost too much.
CO
bridge : Bridge Company

Document DNEWS00020210304eh340001z

HD  Bridge shut
WC  300 words
PD  5 March 2021
SN  The Post
LP  {second}
AN  Document POST000020210305eh350002b

Document POST000020210305eh350002b
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "export",
    [LEXIS, NEXIS, PROQUEST, FACTIVA, CODES],
    ids=["lexis", "nexis", "proquest", "factiva", "codes"],
)
def test_export_is_split_into_its_articles(tmp_path, export, end):
    text = export.format(first=FIRST, second=SECOND).replace("\n", end)
    (tmp_path / "all.txt").write_bytes(f"\ufeff{text}".encode())
    first, second = read(tmp_path)
    assert (first.id, second.id) == ("all/1", "all/2")
    assert first.text.split() == FIRST.split()
    assert second.text == SECOND.replace("\n", end)
    about = [(item.source, item.title, item.published) for item in (first, second)]
    assert about == [
        ("The Daily News", "Bridge opens", "2021-03-04"),
        ("The Post", "Bridge shut", "2021-03-05"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He read page 1 of 2 documents\n\nLENGTH: a mile",
        "End of Document\n",
        "Document A1234567820210304abcde\n",
        f"{'_' * 60}\nFull text: none",
    ],
)
def test_other_texts_are_no_export(text):
    assert split(text) is None
