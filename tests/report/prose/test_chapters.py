"""Chapters: what Markdown becomes, where spans may stand, and what has no place in a chapter."""

import pytest

from peil.errors import Place
from peil.report.model import Bullets, Heading, Paragraph, Quotation, Run, Table, TableCell, Value, plain
from peil.report.prose import Directive, Prose, read_chapters
from peil.report.prose.markdown import NUMBER
from report.prose import small

OVERALL = ("vr/2013/overall/mean/all",)
WHOLE = """# Totaaloordeel is een [7,7]{overall}

Vooraf.

## Asiel is [tevreden]{higher overall for asylum}

Van [7,4]{overall previous} naar **[7,7]{overall}**, zie [de site](https://example.org).

### Toelichting [7,7]{overall}

::: trend overall by directorate
Tekst direct onder de regel.

## Tweede pagina

1. [7,7]{overall}
   - onder [42%]{website=visited}
2. twee

| Groep | Cijfer | |
|:------|:------:|-:|
| Asiel | **[7,9]{overall for asylum}** | 1,5 |
| Allen | [een 7,7]{overall} | nee |

> Prettig,
> een [7,7]{overall}.
>
> — Een klant
"""


def test_a_chapter_becomes_pages_of_prose_and_directives() -> None:
    """Title, what stands before the first page, pages, headings, directives: each with its place."""
    chapter = small.read(WHOLE)
    assert (chapter.name, chapter.survey, chapter.language) == ("overall", "", "nl")
    assert plain(chapter.title) == "Totaaloordeel is een 7,7"
    assert chapter.lead == (Prose(Paragraph((Run("Vooraf."),)), Place(chapter.file, 3, 1)),)
    one, two = chapter.pages
    assert (plain(one.title), one.place) == ("Asiel is tevreden", Place(chapter.file, 5, 1))
    assert plain(two.title) == "Tweede pagina"
    kinds = [type(element.block).__name__ if isinstance(element, Prose) else "Directive" for element in one.elements]
    assert kinds == ["Paragraph", "Heading", "Directive", "Paragraph"]
    assert one.elements[2] == Directive("trend", "overall by directorate", Place(chapter.file, 11, 1))
    assert isinstance(one.elements[1], Prose)
    assert one.elements[1].block == Heading((Run("Toelichting "), Value("7,7", OVERALL)), 3)


def test_spans_may_stand_in_lists_tables_quotations_and_around_bold() -> None:
    """Everywhere a span becomes a value with its evidence, and its marks stay."""
    chapter = small.read(WHOLE)
    paragraph = small.first(small.read("x **[7,7]{overall}** [een *7,7*]{overall}")).block
    assert paragraph == Paragraph(
        (
            Run("x "),
            Value("7,7", OVERALL, strong=True),
            Run(" "),
            Value("een ", OVERALL),
            Value("7,7", OVERALL, emphasis=True),
        )
    )
    blocks = [element.block for element in chapter.pages[1].elements if isinstance(element, Prose)]
    bullets, table, quotation = blocks
    share = ("vr/2013/website=visited/share/all",)
    assert bullets == Bullets(
        (((Value("7,7", OVERALL),), ((Run("onder "), Value("42%", share)),)), ((Run("twee"),), ())), ordered=True
    )
    assert quotation == Quotation((Run("Prettig, een "), Value("7,7", OVERALL), Run(".")), "Een klant")
    assert isinstance(table, Table)
    assert (table.corner, table.columns) == ("Groep", ("Cijfer", ""))
    asylum = "vr/2013/overall/mean/directorate=asylum"
    assert table.rows[0].cells == (
        TableCell("7,9", asylum, strong=True, align="left"), TableCell("1,5", align="right"),
    )  # fmt: skip
    assert table.rows[1].label == "Allen"


def test_a_row_with_a_bold_heading_is_a_total() -> None:
    """It is printed in bold and set apart; a heading that is bold in part is an ordinary row."""
    body = "# T\n\n## Kop\n\n| a | b |\n|---|--:|\n| **alle** | 1 |\n| **deel** ervan | laag |\n"
    table = small.first(small.read(body, "nl")).block
    assert isinstance(table, Table)
    assert [(row.label, row.kind, row.cells[0].align) for row in table.rows] == [
        ("alle", "total", "right"),
        ("deel ervan", "row", "right"),
    ]


def test_a_cell_that_is_bold_in_part_keeps_what_is_bold() -> None:
    """And a link in it; a cell of one look has its text alone."""
    body = "# T\n\n## Kop\n\n| a | b | c |\n|---|---|---|\n| x | **Hoog** voor [7,7]{overall} | **hoog** |\n"
    table = small.first(small.read(body, "nl")).block
    assert isinstance(table, Table)
    some, whole = table.rows[0].cells
    assert some.content == (Run("Hoog", strong=True), Run(" voor "), Run("7,7"))
    assert (some.text, some.strong, some.evidence) == ("Hoog voor 7,7", False, OVERALL[0])
    assert (whole.text, whole.strong, whole.content) == ("hoog", True, ())


def test_a_table_has_a_caption_in_the_language_of_the_chapter() -> None:
    """The caption is for those who cannot see the table; it names the heading above it."""
    body = "# T\n\n## Kop\n\n| a | b |\n|---|---|\n| x | 1 |\n"
    for language, caption in (("nl", "Tabel bij ‘Kop’"), ("en", "Table with “Kop”")):
        table = small.first(small.read(body, language)).block
        assert isinstance(table, Table)
        assert (table.caption, table.rows[0].cells[0].align) == (caption, "right")


def test_a_claim_may_hold_values() -> None:
    """Inside the brackets of a claim a value keeps its own evidence."""
    block = small.first(small.read("[steeg van [7,4]{overall previous} naar [7,7]{overall}]{rises overall}")).block
    assert isinstance(block, Paragraph)
    assert [(one.text, len(one.evidence)) for one in small.values(block.content)] == [
        ("steeg van ", 3), ("7,4", 1), (" naar ", 3), ("7,7", 1),
    ]  # fmt: skip


def test_html_is_text() -> None:
    """Tags are printed as they are, in a line and as a block."""
    body = "<b>vet</b>\n\n<script>alert(1)</script>"
    chapter = small.read(body)
    texts = [plain(one.block.content) for one in chapter.lead if isinstance(one, Prose)]  # type: ignore[union-attr]  # all of them paragraphs
    assert texts == ["<b>vet</b>", "<script>alert(1)</script>"]


@pytest.mark.parametrize("href", ["https://example.org/a", "HTTP://example.org", "mailto:a@example.org", "#overall"])
def test_a_link_leads_to_the_web_to_a_mail_address_or_into_the_report(href: str) -> None:
    """These addresses may stand in a chapter, and are handed on as they are."""
    block = small.first(small.read(f"[zie]({href})")).block
    assert block == Paragraph((Run("zie", href=href),))


def test_brackets_without_braces_are_text() -> None:
    """Ordinary brackets stay as they are, and what looks like a reference does not vanish."""
    chapter = small.read("Een [opmerking] erbij.\n\n[noot]: tekst")
    blocks = [element.block for element in chapter.lead if isinstance(element, Prose)]
    assert blocks == [Paragraph((Run("Een [opmerking] erbij."),)), Paragraph((Run("[noot]: tekst"),))]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[7,7]{overall", ":3: a value or claim that is not closed, or stands in code: found '[7,7]{overall'"),
        ("`[7,7]{overall}`", ":3: a value or claim that is not closed, or stands in code"),
        ("![x](y.png)", ":3: image in a text, expected words, bold, italics and links"),
        ("[een [link](x) 7,7]{overall}", ":3: a link within the brackets of a value or claim"),
        ("[zie [7,7]{overall}](https://example.org)", ":3: a link that cannot be used: its address has a space"),
        (
            "x\ny [klik](javascript:alert(1))",
            ":4: the address of a link: found `javascript:alert(1)`, expected one that",
        ),
        ("[klik](&#74;avascript:x)", ":3: the address of a link: found `Javascript:x`"),
        ("[klik](<java script:x>)", ":3: the address of a link: found `java script:x`"),
        ("<vbscript:x>", ":3: the address of a link: found `vbscript:x`"),
        ("[klik](data:text/html,x)", ":3: the address of a link: found `data:text/html,x`"),
        ("[klik](file:///etc/hosts)", ":3: the address of a link: found `file:///etc/hosts`"),
        ("[klik](ftp://example.org)", ":3: the address of a link: found `ftp://example.org`"),
        ("[klik](//example.org)", ":3: the address of a link: found `//example.org`"),
        ("[klik](bijlage.pdf)", ":3: the address of a link: found `bijlage.pdf`"),
        ("[klik](https:)", ":3: the address of a link: found `https:`"),
        ("[klik]()", ":3: the address of a link: found nothing"),
        ("[klik](https://example.org/a b)", ":3: a link that cannot be used: its address has a space in it"),
        ("x\ny\nz [7,7]{overall", ":5: a value or claim that is not closed"),
        ("x\n\n---\n", ":5: a line (---) has no place in a chapter"),
        ("```\ncode\n```", ":3: a block of code has no place in a chapter"),
        ("    code", ":3: an indented block of code has no place in a chapter"),
        ("- a\n  - b\n    - c", ":5: a third level of a list has no place in a chapter, expected two levels"),
        ("- > a", ":3: blockquote in a list item has no place in a chapter"),
        ("> ::: trend overall", ":3: directive in a quotation has no place in a chapter"),
        (":::", ":3: `:::`: found no passage that it closes, expected ::: for GROUP, or ::: for BREAK"),
        ("# T\n\n# Nog een\n", ":3: `# Nog een`: found a title where the chapter has begun"),
        ("## Pagina zonder titel\n", ":1: chapter without a title, expected a line `# Title`"),
        ("---\nsurvy: vr\n---\n# T", ":1: front matter > survy: found 'vr', expected `survey: ID` or `title: TEXT`"),
        ("---\nsurvey: vrr\n---\n# T", ":1: front matter > survey: found vrr, expected a survey of the study. Did you"),
        ("---\nsurvey: [a\n---\n# T", ":2: front matter, expected `survey: ID` or `title: TEXT`"),
        ("---\nvr\n---\n# T", ":1: front matter: found 'vr', expected `survey: ID`"),
        ("---\nsurvey: vr\n", ":1: front matter that does not end, expected a second line of ---"),
    ],
)
def test_what_has_no_place_in_a_chapter_is_a_problem(body: str, message: str) -> None:
    """Nothing is dropped silently: each is named with its line."""
    assert message in "\n".join(small.problems(body))


def test_front_matter_leaves_the_line_numbers_alone() -> None:
    """A message after front matter names the line of the file; the title may stand in it."""
    body = "---\ntitle: Kop\nsurvey: vr\n---\n\nx [7,6]{overall}"
    assert "01-overall.md:6: [7,6]{overall}" in small.only(body)
    assert plain(small.read("---\ntitle: Kop\n---\n\ntekst").title) == "Kop"


def test_a_message_names_the_column_too() -> None:
    """Two mistakes on one line come in the order of the line."""
    found = small.problems("[7,5]{overall} en [7,6]{overall}")
    assert ["7,5" in found[0], "7,6" in found[1]] == [True, True]


def test_chapters_come_in_the_order_of_their_files_and_in_one_language() -> None:
    """Only the chapters of the language asked for, by name; none is no error."""
    files = ("02-b.md", "01-a.md")
    of = small.study(*(small.chapter("x", "nl", name) for name in files), small.chapter("x", "en", "01-a.md"))
    assert [one.name for one in read_chapters(of, small.published(), "nl")] == ["a", "b"]
    assert len(read_chapters(of, small.published(), "en")) == 1
    assert read_chapters(small.study(), small.published(), "nl") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("een 7,7", ["7,7"]),
        ("7,7.", ["7,7"]),
        ("(7,7)", ["7,7"]),
        ("**7,7**", ["7,7"]),
        ("_7,7_", ["7,7"]),
        ("1.234", ["1.234"]),
        ("42%", ["42"]),
        ("−0,3", ["−0,3"]),
        ("-0,3", ["-0,3"]),
        ("+0,3", ["+0,3"]),
        ("ruim-7,7", ["7,7"]),
        ("V2 of 2e", []),
        ("in 2013 een 7", ["2013", "7"]),
        ("geen", []),
    ],
)
def test_a_number_is_found_among_words(text: str, numbers: list[str]) -> None:
    """A number stands by itself, with its sign; codes and ordinals are words."""
    assert NUMBER.findall(text) == numbers
