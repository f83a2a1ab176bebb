"""A whole report: the standard order, chapters with directives, and everything that is wrong in them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from peil.errors import ProseError
from peil.report.blocks.feet import Shown, foot
from peil.report.blocks.registry import BLOCKS
from peil.report.compose import compose
from peil.report.model import (
    Bars,
    Bullets,
    Foot,
    KeyFigures,
    Page,
    Paragraph,
    Report,
    Stack,
    Table,
    Trend,
    Value,
    plain,
)
from peil.report.pages import joined
from peil.results.model import NoAnswerCount, Published
from peil.study.model import Chapter, Study
from report.builders import EMPTY, STUDY, SURVEY, context, contrast, text, whole

CHAPTER = """---
survey: vr
---
# Overall grade

## The line goes up

The grade is a [7.7]{overall this}.

::: trend overall

- A remark

::: bars overall by directorate

## Only words

Nothing to draw.
"""


def with_chapter(markdown: str, language: str = "en") -> Study:
    return replace(STUDY, chapters=(Chapter(f"chapters/{language}/01-overall.md", language, markdown),))


def all_pages(report: Report) -> Iterator[Page]:
    for section in report.sections:
        yield from section.pages


def test_a_report_without_chapters_has_the_standard_order() -> None:
    """Page one first, the survey's results behind it; at the end the study, how to read it and how it was made."""
    report = compose(STUDY, whole(), "en")
    assert [section.title for section in report.sections] == ["Foreign nationals and sponsors", "About this study"]
    assert [page.id for page in report.sections[0].pages] == [
        "vr-key", "vr-overall-trend", "vr-overall-trend-directorate", "vr-overall-bars-directorate",
        "vr-overall-answers", "vr-aspects-aspects", "vr-aspects-aspects-directorate", "vr-status-answers",
        "vr-contact-bars",
    ]  # fmt: skip
    assert [page.id for page in report.sections[1].pages] == [
        "question", "vr-guide", "vr-composition", "vr-method", "vr-method-weighting", "vr-method-margins",
    ]  # fmt: skip


def test_several_surveys_have_their_key_figures_in_front() -> None:
    """A page each, in a section of their own."""
    other = replace(SURVEY, id="boak", title=text("Organisations"))
    found = whole()
    rows = tuple(replace(one, id=one.id.replace("vr/", "boak/", 1), survey="boak") for one in found.estimates)
    study = replace(STUDY, surveys={"vr": SURVEY, "boak": other})
    report = compose(study, replace(found, estimates=(*found.estimates, *rows)), "en")
    assert [page.id for page in report.sections[0].pages] == ["vr-key", "boak-key"]
    assert [section.id for section in report.sections] == ["key-figures", "vr", "boak", "about"]


def test_questions_are_split_by_a_break_only_where_a_group_differs() -> None:
    """One row per question with the answer that differs most; questions without a flag are not in the table."""
    name = "vr/2013/contact={}/share/directorate={}"
    tests = [
        contrast(f"{name.format('line', 'asylum')}~rest", 0.1),
        contrast(f"{name.format('desk', 'social')}~rest", -0.2),
    ]
    found = whole()
    pages = compose(STUDY, replace(found, contrasts=(*found.contrasts, *tests)), "en").sections[0].pages
    page = next(one for one in pages if one.id == "vr-differences-directorate")
    (table,) = page.blocks
    assert isinstance(table, Table)
    assert [row.label for row in table.rows] == ["How were you in contact? Desk"]
    assert plain(page.title) == "By directorate: differences on 1 of 2 questions"


def test_two_languages_tell_the_same_figures() -> None:
    """Titles differ in words; pages, figures and the estimates behind them do not."""

    def skeleton(language: str) -> list[tuple[str, list[str]]]:
        return [
            (page.id, [type(block).__name__ for block in page.blocks])
            for page in all_pages(compose(STUDY, whole(), language))
        ]

    assert skeleton("en") == skeleton("nl")


def test_a_dutch_report_has_no_english_number() -> None:
    """Every printed grade has a comma."""
    pages = list(all_pages(compose(STUDY, whole(), "nl")))
    texts = [plain(page.title) for page in pages] + [line for page in pages for line in page.foot.base]
    assert not [one for one in texts if re.search(r"\d\.\d(?!\d\d)", one)]


def test_title_banner_and_contacts_come_from_the_study() -> None:
    """In the language of the report."""
    report = compose(STUDY, whole(), "nl")
    assert (report.title, report.banner) == ("Klanttevredenheidsonderzoek", "gesimuleerd")
    assert report.contacts == ("A. Jansen, Projectleider, Agency",)
    assert report.date_line == "Veldwerk: december 2013 tot en met januari 2014"


def test_ids_of_pages_and_blocks_occur_once() -> None:
    """Anchors and alternative texts hang on them."""
    report = compose(STUDY, whole(), "en")
    pages = [page.id for page in all_pages(report)]
    blocks = [
        block.id
        for page in all_pages(report)
        for block in page.blocks
        if isinstance(block, Trend | Bars | Stack | Table)
    ]
    assert len(set(pages)) == len(pages)
    assert len(set(blocks)) == len(blocks)


def test_every_figure_and_table_page_has_its_base_and_question() -> None:
    """No chart without its question's wording, its base and n."""
    for page in all_pages(compose(STUDY, whole(), "en")):
        if any(isinstance(block, Trend | Bars | Stack) for block in page.blocks):
            assert page.foot.question, page.id
            assert any("n=" in line for line in page.foot.base), page.id
            assert page.subtitle, page.id


def evidence_of(page: Page) -> Iterator[str]:
    for inline in page.title:
        if isinstance(inline, Value):
            yield from inline.evidence
    for block in page.blocks:
        match block:
            case Trend() | Bars() | Stack():
                rows = block.series if isinstance(block, Trend) else block.rows
                yield from (mark.evidence for row in rows for mark in row.marks if mark is not None)
            case Table():
                yield from (cell.evidence for row in block.rows for cell in row.cells if cell.evidence)
            case KeyFigures():
                yield from (name for one in block.figures for name in one.evidence if not name.endswith("/account"))
            case _:
                continue


def test_every_evidence_is_a_published_figure() -> None:
    """A click on any number finds its estimate or contrast."""
    found = whole()
    known = found.by_id.keys() | found.contrasts_by_id.keys()
    named = [name for page in all_pages(compose(STUDY, found, "en")) for name in evidence_of(page)]
    assert named
    assert set(named) <= known


def test_numbers_in_titles_stand_in_the_results() -> None:
    """Every decimal number of a generated title is an estimate that it names, rounded."""
    found = whole()
    for page in all_pages(compose(STUDY, found, "en")):
        evidence = [name for inline in page.title if isinstance(inline, Value) for name in inline.evidence]
        values = {f"{found.by_id[name].estimate:.1f}" for name in evidence if name in found.by_id}
        assert set(re.findall(r"\d+\.\d", plain(page.title))) <= values, plain(page.title)


def test_a_chapter_keeps_its_prose_and_figures_in_order() -> None:
    """One page: words, a figure, remarks, another figure; feet joined; the writer's title."""
    report = compose(with_chapter(CHAPTER), whole(), "en")
    chapter = report.sections[0]
    first, second = chapter.pages
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph", "Trend", "Bullets", "Bars"]
    assert plain(first.title) == "The line goes up"
    assert len(first.foot.question) == 1
    assert len(first.foot.marks) == 3
    assert (second.foot, second.subtitle) == (Foot(), "")
    assert chapter.survey == "Foreign nationals and sponsors"


def test_a_table_below_another_block_keeps_its_own_subtitle() -> None:
    """Where that differs from the one that a reader sees above it: percentages under grades, then grades again."""
    lines = ["trend overall", "table overall", "table status", "table contact", "table friendly"]
    chapter = "# Overall\n\n## All of it\n\n" + "\n\n".join(f"::: {line}" for line in lines)
    (page,) = compose(with_chapter(chapter), whole(), "en").sections[0].pages
    of_all = "Foreign nationals and sponsors · 2009, 2011, 2013"
    assert page.subtitle == f"Mean grade, scale 1–10 · {of_all}"
    assert [block.subtitle for block in page.blocks if isinstance(block, Table)] == [
        "", f"Percentage of respondents · {of_all}", "", f"Mean grade, scale 1–10 · {of_all}",
    ]  # fmt: skip
    alone = "# Overall\n\n## All of it\n\n::: table status\n"
    (page,) = compose(with_chapter(alone), whole(), "en").sections[0].pages
    (table,) = page.blocks
    assert isinstance(table, Table)
    assert (page.subtitle, table.subtitle) == (f"Percentage of respondents · {of_all}", "")


def test_what_no_chapter_shows_stands_at_the_end() -> None:
    """Method and reading guide are there once, where the writer put them or behind the chapters."""
    end = compose(with_chapter(CHAPTER), whole(), "en").sections[-1]
    assert (end.title, [page.id for page in end.pages]) == ("About this study", [
        "question", "vr-guide", "vr-method", "vr-method-weighting", "vr-method-margins",
    ])  # fmt: skip
    placed = CHAPTER + "\n## How\n\n::: method\n\n::: reading guide\n"
    report = compose(with_chapter(placed), whole(), "en")
    assert len(report.sections) == 1
    assert [page.id for page in report.sections[0].pages] == [
        "overall-1",
        "overall-2",
        "overall-3",
        "vr-method-weighting",
        "vr-method-margins",
        "question",
    ]


def test_an_introduction_stands_behind_the_key_figures() -> None:
    """Page one is the key figures when the first chapter has them; else the introduction opens the report."""
    study = replace(with_chapter(CHAPTER), preface=text("A word."))
    assert [section.id for section in compose(study, whole(), "en").sections] == ["introduction", "overall", "about"]
    study = replace(with_chapter("# Summary\n\n## So\n\n::: key figures\n"), preface=text("A word."))
    sections = compose(study, whole(), "en").sections
    assert [section.title for section in sections] == ["Summary", "Introduction", "About this study"]
    assert [page.id for page in sections[1].pages] == ["preface", "question"]


def test_a_long_block_goes_on_under_the_writers_title() -> None:
    """A table of thirty rows becomes two pages of the chapter."""
    more = {f"a{i:02}": replace(SURVEY.questions["friendly"], id=f"a{i:02}", label=text(f"a{i:02}")) for i in range(30)}
    grid = replace(SURVEY.grids["aspects"], items=tuple(more))
    survey = replace(SURVEY, questions={**SURVEY.questions, **more}, grids={"aspects": grid})
    study = replace(with_chapter("# Aspects\n\n## What clients think\n\n::: aspects aspects\n"), surveys={"vr": survey})
    found = whole()
    rows = tuple(
        replace(one, id=one.id.replace("friendly", name), question=name)
        for one in found.estimates
        if one.question == "friendly"
        for name in more
    )
    report = compose(study, replace(found, estimates=(*found.estimates, *rows)), "en")
    assert [plain(page.title) for page in report.sections[0].pages] == [
        "What clients think (1/2)", "What clients think (2/2)",
    ]  # fmt: skip


def test_all_that_is_wrong_in_directives_is_told_at_once() -> None:
    """With file and line each."""
    wrong = "# A\n\n## B\n\n::: trnd overall\n\n::: trend ovrall\n\n::: bars overall by rol\n"
    with pytest.raises(ProseError) as error:
        compose(with_chapter(wrong), whole(), "en")
    assert [problem.place.line for problem in error.value.problems] == [5, 7, 9]
    assert "chapters/en/01-overall.md:7" in str(error.value)


def test_the_preface_is_checked_like_a_chapter() -> None:
    """Paragraphs and values; a number that disagrees stops the build."""
    study = replace(STUDY, preface=text("A word.\n\nClients give a [7.7]{overall this}."))
    page = compose(study, whole(), "en").sections[1].pages[0]
    assert (page.id, [type(block) for block in page.blocks]) == ("preface", [Paragraph, Paragraph])
    with pytest.raises(ProseError, match=r"7\.7"):
        compose(replace(study, preface=text("Clients give a [8.8]{overall this}.")), whole(), "en")


def test_the_same_figure_twice_gets_two_anchors() -> None:
    """A chapter may show a figure again."""
    again = CHAPTER + "\n## Once more\n\n::: method\n\n## And more\n\n::: method\n"
    pages = [page.id for page in all_pages(compose(with_chapter(again), whole(), "en"))]
    assert len(set(pages)) == len(pages)


def test_a_survey_without_figures_still_composes() -> None:
    """Nothing is published: method and guide are there, and no page pretends a finding."""
    report = compose(STUDY, EMPTY, "en")
    titles = [plain(page.title) for page in all_pages(report)]
    assert not [title for title in titles if re.search(r"\d\.\d", title)]


def test_feet_are_joined_without_repeating() -> None:
    """Two figures of one question share its wording."""
    made = foot(context(whole()), (), Shown((), (SURVEY.questions["overall"],), SURVEY.waves))
    assert joined((made, made)) == made


def lines_under(found: Published, language: str, *figures: str) -> tuple[str, ...]:
    """The lines of base and notes under one page with these figures."""
    chapter = "# Overall\n\n## All of it\n\n" + "\n\n".join(f"::: {line}" for line in figures)
    (page,) = compose(with_chapter(chapter, language), found, language).sections[0].pages
    return (*page.foot.base, *page.foot.notes)


@pytest.mark.parametrize(
    ("language", "overall", "friendly", "unasked", "alone"),
    [
        (
            "en", "No valid answer to “Overall grade” in 2013: not answered 12",
            "No valid answer to “Friendliness” in 2013: don't know 30",
            "“Status of the application” was not asked in 2009.",
            {"No valid answer in 2013: not answered 12"},
        ),
        (
            "nl", "Geen geldig antwoord op ‘Totaaloordeel’ in 2013: niet beantwoord 12",
            "Geen geldig antwoord op ‘Vriendelijkheid’ in 2013: weet niet 30",
            "‘Status van de aanvraag’ is niet gevraagd in 2009.",
            {"Geen geldig antwoord in 2013: niet beantwoord 12"},
        ),
    ],
)  # fmt: skip
def test_under_several_questions_a_line_about_one_of_them_names_it(
    language: str, overall: str, friendly: str, unasked: str, alone: set[str]
) -> None:
    """“No valid answer in 2013” stood there twice, with other numbers; under one question its name is not needed."""
    counts = (
        NoAnswerCount("vr", "2013", "overall", "not_answered", 12),
        NoAnswerCount("vr", "2013", "friendly", "dont_know", 30),
    )
    rows = tuple(one for one in whole().estimates if not one.id.startswith("vr/2009/status"))
    found = replace(whole(), estimates=rows, no_answer=counts)
    both = lines_under(found, language, "trend overall", "trend friendly", "bars overall by directorate")
    assert {overall, friendly} < set(both)
    assert not alone & set(both)
    assert alone < set(lines_under(found, language, "trend overall", "bars overall by directorate"))
    assert unasked in lines_under(found, language, "trend overall", "answers status by directorate waves all")


def test_every_block_has_a_usage_that_begins_with_its_name() -> None:
    """The usage is what a refusal shows."""
    assert all(form.usage.startswith(name) for name, form in BLOCKS.items())


def test_bullets_on_page_one_are_findings() -> None:
    """At most three, each resting on estimates."""
    page = compose(STUDY, whole(), "en").sections[0].pages[0]
    bullets = next(block for block in page.blocks if isinstance(block, Bullets))
    assert 1 <= len(bullets.items) <= 3
    assert all(isinstance(item[-1], Value) for item, _ in bullets.items)
