"""Passages that stand in the reports of groups alone: told where they are true, checked in every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from peil.errors import ProseError
from peil.report.model import Bullets, Inlines, Paragraph, Table, Value, plain
from peil.report.prose import CheckedChapter, Prose, read_chapters, refresh
from peil.report.prose.facts import lay_out
from peil.study.model import Chapter
from report.prose import small

EVERY = """# Title

## A page

Everyone gives a [7.7]{overall}.

::: for directorate
- {group}: [#]{overall for group}, everyone [#]{overall}; [#]{website=visited for group} visit the website.
- Customers [rate it higher]{rises overall for group} than two years ago.
- Customers [rate it lower]{falls overall for group} than two years ago.
:::

Nothing more.
"""
LINE = 8  # of the first item


def read(text: str, group: str = "", language: str = "en") -> CheckedChapter:
    """The chapter in the report of a directorate, or in that of everyone."""
    chapter = Chapter(f"chapters/{language}/01-overall.md", language, text)
    whom = {"vr": f"directorate={group}"} if group else {}
    (checked,) = read_chapters(replace(small.study(), chapters=(chapter,)), small.published(), language, whom)
    return checked


def texts(chapter: CheckedChapter) -> list[str]:
    """Its prose, piece by piece, without titles."""
    return [plain(piece) for page in chapter.pages for piece in pieces(page.elements)]


def pieces(elements: tuple[object, ...]) -> Iterator[Inlines]:
    for one in elements:
        block = one.block if isinstance(one, Prose) else None
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, Bullets):
            yield from (head for head, _ in block.items)


def problems(text: str, group: str = "") -> list[str]:
    try:
        read(text, group)
    except ProseError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_the_main_report_holds_nothing_of_a_passage() -> None:
    """What stands before and behind it does."""
    assert texts(read(EVERY)) == ["Everyone gives a 7.7.", "Nothing more."]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("asylum", ["asylum: 7.9, everyone 7.7; 31% visit the website.",
                    "Customers rate it higher than two years ago."]),
        ("naturalisation", ["naturalisation: 7.4, everyone 7.7; 50% visit the website.",
                            "Customers rate it lower than two years ago."]),
        ("regular_economic", []),
    ],
)  # fmt: skip
def test_an_item_is_told_of_the_groups_of_which_all_of_it_is_true(group: str, told: list[str]) -> None:
    """With their own numbers and names; where a figure may not be told, or a claim is false, it is left out."""
    assert texts(read(EVERY, group)) == ["Everyone gives a 7.7.", *told, "Nothing more."]


def test_a_number_that_was_filled_in_rests_on_the_figure_of_the_group() -> None:
    """So a reader can open it, and it is said of the group."""
    values = [
        one for piece in pieces(read(EVERY, "asylum").pages[0].elements) for one in piece if isinstance(one, Value)
    ]
    assert [(one.text, one.evidence[0], one.whose) for one in values[1:3]] == [
        ("7.9", "vr/2013/overall/mean/directorate=asylum", "own"),
        ("7.7", "vr/2013/overall/mean/all", "everyone"),
    ]


def test_a_passage_for_one_group_is_in_the_report_of_that_group_alone() -> None:
    """With numbers that a person typed, which are checked as everywhere."""
    text = "# T\n\n## P\n\n::: for asylum\nFor asylum: [7.9]{overall for asylum}.\n:::\n"
    assert texts(read(text, "asylum")) == ["For asylum: 7.9."]
    assert texts(read(text, "naturalisation")) == texts(read(text)) == []


def test_a_title_that_does_not_hold_for_the_group_is_empty() -> None:
    """Its page stays, and takes the title of its figure; the sentences behind it do not join the page before."""
    text = "# T\n\n## P\n\nx\n\n::: for directorate\n## {group} [rises]{rises overall for group}\n\ny\n:::\n"
    assert [plain(page.title) for page in read(text, "asylum").pages] == ["P", "asylum rises"]
    assert [plain(page.title) for page in read(text, "naturalisation").pages] == ["P", ""]


def test_a_row_of_a_table_is_left_out_by_itself() -> None:
    """The other rows stay."""
    text = (
        "# T\n\n## P\n\n::: for directorate\n| a | b |\n|---|---|\n| grade | [#]{overall for group} |\n"
        "| more | [yes]{rises overall for group} |\n:::\n"
    )
    tables = [one.block for one in read(text, "naturalisation").pages[0].elements if isinstance(one, Prose)]
    assert [[row.label for row in table.rows] for table in tables if isinstance(table, Table)] == [["grade"]]


# Faults, in the report of everyone and in that of any group.

MUTATIONS = [
    pytest.param("{rises overall", "{rises overall 2009 2011", "does not hold", id="a claim that is true of no group"),
    pytest.param("{overall for group}", "{overal for group}", "Did you mean `overall`?", id="a question misspelled"),
    pytest.param("{falls overall for group}", "{falls overall for groep}", "group `groep`", id="a group misspelled"),
    pytest.param("[#]{overall}", "[# or #]{overall}", "one `#`", id="two numbers for one value"),
    pytest.param("[#]{overall}", "[7.6]{overall}", "expected `7.7`", id="a typed number that is wrong"),
    pytest.param("for directorate", "for directorat", "Did you mean", id="a break misspelled"),
    pytest.param(":::\n\nNothing", "\n\nNothing", "no line `:::` behind it", id="a passage that does not end"),
    pytest.param("- {group}:", "\n::: for role\n- {group}:", "a passage within a passage", id="a passage within one"),
]


@pytest.mark.parametrize(("old", "new", "message"), MUTATIONS)
@pytest.mark.parametrize("group", ["", "asylum", "naturalisation"])
def test_a_fault_in_a_passage_stops_every_report(old: str, new: str, message: str, group: str) -> None:
    """With file and line, also where the passage is not printed."""
    assert old in EVERY
    found = problems(EVERY.replace(old, new), group)
    assert found
    assert all(one.startswith("chapters/en/01-overall.md:") for one in found)
    assert any(message in one for one in found)


def test_a_false_claim_tells_its_line_and_the_figures_of_a_group() -> None:
    """So that the writer sees why it holds for none."""
    text = EVERY.replace(
        "[rate it lower]{falls overall for group}", "[rate it lower]{falls overall 2009 2011 for group}"
    )
    (found,) = problems(text)
    assert found.startswith(
        f"chapters/en/01-overall.md:{LINE + 2}: [rate it lower]{{falls overall 2009 2011 for group}}"
    )
    assert "It can be told of none of the groups of `directorate`; this is `directorate=asylum`." in found


def test_group_means_nothing_outside_a_passage() -> None:
    """The message says where it does."""
    assert problems("# T\n\nx [7.9]{overall for group}\n")[0].endswith(
        "`group` means the group of the report between `::: for BREAK` and `:::` alone."
    )


def test_a_group_that_is_too_small_for_a_report_is_not_asked_for() -> None:
    """A claim that only such a group would bear out holds for none."""
    facts = lay_out(small.study(), small.published())
    survey = small.study().surveys["vr"]
    assert facts.may_report(survey, "directorate=asylum")
    assert not facts.may_report(survey, "directorate=visitors")


def test_refresh_rewrites_a_passage_for_one_group_and_leaves_the_sign_alone() -> None:
    """Where a number is typed it is brought up to date; what holds for no group is listed."""
    text = (
        "# T\n\n::: for asylum\nA [7.1]{overall for asylum}.\n:::\n\n"
        "::: for directorate\n- A [#]{overall for group}.\n- It [sinks]{falls overall 2009 2011 for group}.\n:::\n"
    )
    chapter = Chapter("chapters/en/01-overall.md", "en", text)
    (found,) = refresh(replace(small.study(), chapters=(chapter,)), small.published())
    assert found.text == text.replace("[7.1]", "[7.9]")
    assert [problem.place.line for problem in found.broken_claims] == [9]
    assert not found.unresolved


def test_the_number_has_a_per_cent_sign_unless_one_follows() -> None:
    """In the language of the chapter."""
    text = (
        "# T\n\n## P\n\n::: for directorate\n"
        "A [#]{website=visited for group}, b [# per cent]{website=visited for group}.\n:::\n"
    )
    assert texts(read(text, "asylum")) == ["A 31%, b 31 per cent."]
    dutch = "# T\n\n## P\n\n::: for directorate\nEen [#]{overall for group}.\n:::\n"
    assert texts(read(dutch, "asylum", "nl")) == ["Een 7,9."]
