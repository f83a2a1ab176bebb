"""The report of one group: the same chapters, with the group in front and the total beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

import peil
from peil.errors import PeilError, ProseError
from peil.report.compose import compose
from peil.report.evidencing.mentioned import mentioned
from peil.report.forgroup import ForGroup, choose, without_a_page
from peil.report.model import (
    Bars,
    Block,
    Bullets,
    Figure,
    Heading,
    KeyFigures,
    Page,
    Paragraph,
    Report,
    Stack,
    Table,
    Trend,
    plain,
)
from peil.results.model import Published
from peil.study.benchmarks import Citation
from peil.study.model import Break, Chapter, Condition, Group, Study
from report.builders import HERE, STUDY, SURVEY, contrast, driver, text, whole

OPENING = "# Summary\n\n## The grade is a [7.7]{overall}\n\n::: key figures\n"
CHAPTER = """# Overall

## The grade [rises]{rises overall} to [7.7]{overall}

- Everyone gave a [7.4]{overall previous} in 2011.
- Asylum gives an [8.1]{overall for asylum}. That is more than it was. Social gives a [7.7]{overall for social}.
- Naturalisation gives a [7.5]{overall for naturalisation}, everyone a [7.7]{overall}.
- Nobody knows why.

::: trend overall by directorate
"""
GROUPS = """# The directorates

## Asylum is [well ahead]{higher overall for asylum}

::: trend overall for asylum

## Naturalisation is [behind]{lower overall for naturalisation}

::: trend overall for naturalisation
"""
METHOD = "# Method\n\n## How it was done\n\n::: method\n\n## The guide\n\n::: reading guide\n"


def study(*chapters: str, language: str = "en") -> Study:
    """The small study with these chapters."""
    files = tuple(Chapter(f"chapters/{language}/{i:02d}.md", language, one) for i, one in enumerate(chapters, start=1))
    return replace(STUDY, chapters=files)


def asylum(found: Published | None = None) -> ForGroup:
    return choose(STUDY, found or whole(), "directorate=asylum").groups[0]


def report(*chapters: str, found: Published | None = None, language: str = "en") -> Report:
    """The report of asylum."""
    figures = found or whole()
    return compose(study(*chapters, language=language), figures, language, asylum(figures))


def pages(made: Report) -> list[Page]:
    return [page for section in made.sections for page in section.pages]


def titles(made: Report) -> list[str]:
    return [plain(page.title) for page in pages(made)]


def words(blocks: Iterable[Block]) -> Iterator[str]:
    """The prose of a page, piece by piece."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield plain(block.content)
        elif isinstance(block, Bullets):
            yield from (plain(content) for content, _ in block.items)


def test_the_group_is_named_on_the_front_and_in_the_files() -> None:
    """By its label, in the language of the report; the files by its id, which is the same in all languages."""
    made = report(OPENING)
    assert (made.group, made.stem) == ("Asylum", "kto-directorate-asylum-en")
    assert report(OPENING.replace("7.7", "7,7"), language="nl").group == "Asiel"
    assert compose(study(OPENING), whole(), "en").stem == "kto-en"


def test_page_one_tells_the_grade_of_the_group_with_the_total_beside_it() -> None:
    """Its own grade, margin, n and change; the total in the grey line."""
    first = pages(report(OPENING))[0]
    assert plain(first.title) == "Asylum: overall grade up from 7.1 to 8.1"
    block = first.blocks[0]
    assert isinstance(block, KeyFigures)
    hero = block.figures[0]
    assert (hero.value, hero.label) == ("8.1", "Asylum: overall grade")
    assert hero.detail == "total 7.7 · margin ±0.10, n=180"
    assert hero.change == "+1.0 since 2011 (7.1), significant"
    assert hero.evidence[0] == "vr/2013/overall/mean/directorate=asylum"
    assert hero.evidence[-1] == "vr/2013/overall/mean/all"


def test_page_one_says_whether_the_group_differs_and_what_comes_first_for_it() -> None:
    """By the test against all others and by the matrix of the group, not by those of everyone."""
    own = "importance/directorate=asylum"
    drivers = (driver(f"vr/2013/deadlines/{own}", 0.6, 6.1), driver(f"vr/2013/friendly/{own}", 0.7, 8.2),
               driver("vr/2013/site/importance/all", 0.9, 5.0))  # fmt: skip
    first = pages(report(OPENING, found=replace(whole(), drivers=drivers)))[0]
    assert list(words(first.blocks)) == [
        "Asylum: overall grade 8.1, significantly higher than the others (total 7.7).",
        "To improve first: terms met (6.1).",
        "Strengths: friendliness (8.2).",
    ]


def test_a_split_by_the_break_of_the_group_becomes_the_group_beside_the_total() -> None:
    """In the figure the other groups are gone, and the total is the line in grey."""
    page = pages(report(OPENING, CHAPTER))[1]
    figure = next(block for block in page.blocks if isinstance(block, Trend))
    assert [(line.label, line.beside) for line in figure.series] == [("Total", True), ("Asylum", False)]


def test_a_title_about_everyone_gives_way_to_one_about_the_group() -> None:
    """The figure now shows the group; the title says what it shows."""
    assert titles(report(OPENING, CHAPTER))[1] == "Asylum: overall grade up from 7.1 to 8.1"


def test_a_title_about_the_group_stays_as_it_was_written() -> None:
    """And the chapter that goes group by group is now the one about this group, before the others."""
    made = report(OPENING, CHAPTER, GROUPS)
    assert [section.title for section in made.sections][:2] == ["Summary", "Asylum"]
    assert "Asylum is well ahead" in titles(made)
    assert not any("Naturalisation" in title for title in titles(made))


def test_a_chapter_about_other_groups_alone_is_left_out() -> None:
    """Although its figures split by the break: they were chosen for those groups."""
    chapter = (
        "# Those who fall behind\n\n## Naturalisation is [behind]{lower overall for naturalisation}\n\n"
        "::: trend friendly by directorate\n\n## Social is [not shown to differ]{unproven overall for social}\n\n"
        "::: trend deadlines by directorate\n\n## A word\n\n::: answers status\n"
    )
    assert [section.title for section in report(OPENING, chapter).sections] == ["Summary", "About this study"]


def test_sentences_about_other_groups_are_left_out_and_those_about_everyone_stand_apart() -> None:
    """A sentence without a figure goes with the one before it; what leans on another group goes with it."""
    page = pages(report(OPENING, CHAPTER))[1]
    assert list(words(page.blocks)) == [
        "Asylum gives an 8.1. That is more than it was.",
        "All respondents",
        "Everyone gave a 7.4 in 2011.",
    ]


OPENS_WITH_EVERYONE = """# Overall

## A page

- Asylum gives an [8.1]{overall for asylum}, all [7.7]{overall}. So it is. It was [7.4]{overall previous}. A pity.
- The grade is a [7.7]{overall}, in asylum an [8.1]{overall for asylum}. Social gives a [7.7]{overall for social}.
- The grade was a [7.4]{overall previous}. In asylum it [rises]{rises overall for asylum}.
- The grade is a [7.7]{overall}.
    - In asylum an [8.1]{overall for asylum}.
    - In social a [7.7]{overall for social}.
- Social gives a [7.7]{overall for social}.
    - Asylum gives an [8.1]{overall for asylum}.

::: trend overall by directorate
"""


def test_a_figure_of_everyone_does_not_stand_as_if_it_were_of_the_group() -> None:
    """What opens with everyone stands below the heading, also where it comes to the group; within what opens with the
    group a sentence about everyone alone is left out. Below an item about another group nothing stays."""
    page = pages(report(OPENING, OPENS_WITH_EVERYONE))[1]
    assert list(words(page.blocks)) == [
        "Asylum gives an 8.1, all 7.7. So it is.",
        "All respondents",
        "The grade is a 7.7, in asylum an 8.1.",
        "The grade was a 7.4. In asylum it rises.",
        "The grade is a 7.7.",
    ]
    below = [
        plain(one) for block in page.blocks if isinstance(block, Bullets) for _, all_ in block.items for one in all_
    ]
    assert below == ["In asylum an 8.1."]


@pytest.mark.parametrize(
    ("text_", "kept"),
    [
        # Both are named.
        ("Social gives a [7.7]{overall for social}, asylum an [8.1]{overall for asylum}.",
         "Social gives a 7.7, asylum an 8.1."),
        # Without the name of the other group its figure reads as asylum's: a title above it named that group.
        ("Together a [7.7]{overall for social}, asylum an [8.1]{overall for asylum}.", None),
        ("**Worth.** It gives a [7.7]{overall for social}. The site a [7.7]{overall for social}, in asylum an "
         "[8.1]{overall for asylum}.", None),
        # What stands by itself stays, with what it leads; what leans on a sentence that is gone does not.
        ("**Ends.** Social gives a [7.7]{overall for social}. Asylum gives an [8.1]{overall for asylum}. So it is.",
         "Ends. Asylum gives an 8.1. So it is."),
        ("Social gives a [7.7]{overall for social}. In asylum that is an [8.1]{overall for asylum}.", None),
        ("Social gives a [7.7]{overall for social}. That is less than in asylum, [8.1]{overall for asylum}.", None),
        ("Social gives a [7.7]{overall for social}. Of all [7.7]{overall}, in asylum [8.1]{overall for asylum}.", None),
    ],
)  # fmt: skip
def test_of_what_opens_with_another_group_stays_what_reads_by_itself(text_: str, kept: str | None) -> None:
    """A sentence stayed wherever it named the group, also behind a figure that nothing said whose it was."""
    for form in (text_, f"- {text_}"):
        found = pages(report(OPENING, f"# Overall\n\n## A page\n\n{form}\n\n::: trend overall by directorate\n"))[1]
        assert list(words(found.blocks)) == ([kept] if kept else [])


def test_a_title_that_opens_with_everyone_gives_way() -> None:
    """Its first figure would be read as the group's."""
    text_ = (
        "# Overall\n\n## The grade is a [7.7]{overall}, in asylum an [8.1]{overall for asylum}\n\n::: trend overall\n"
    )
    assert titles(report(OPENING, text_))[1] == "Asylum: overall grade up from 7.1 to 8.1"


def test_what_comes_to_the_group_keeps_its_page_where_nothing_else_is_said_of_it() -> None:
    """A page of words alone."""
    text_ = "# More\n\n## A page\n\n- The grade is a [7.7]{overall}, in asylum an [8.1]{overall for asylum}.\n"
    assert list(words(pages(report(OPENING, text_))[1].blocks)) == [
        "All respondents",
        "The grade is a 7.7, in asylum an 8.1.",
    ]


def test_a_citation_goes_with_the_sentence_before_it() -> None:
    """It is said of nobody: neither of everyone nor of another group."""
    law = Citation("law", text("It exists since 2013."), False, "The law", "2013", HERE)
    text_ = "# More\n\n## A\n\n- Asylum gives an [8.1]{overall for asylum}. It exists [since 2013]{cites law}.\n"
    asked = replace(study(OPENING, text_), surveys={"vr": replace(SURVEY, citations={"law": law})})
    page = pages(compose(asked, whole(), "en", asylum()))[1]
    assert list(words(page.blocks)) == ["Asylum gives an 8.1. It exists since 2013."]


def test_what_stands_behind_a_colon_is_never_told_without_what_stands_before_it() -> None:
    """“8.1 and 7.7” alone says nothing."""
    text_ = (
        "# More\n\n## A\n\n- It is a [7.7]{overall}, in social [7.7]{overall for social} and in asylum: "
        "[8.1]{overall for asylum}.\n"
    )
    page = pages(report(OPENING, text_))[1]
    assert list(words(page.blocks)) == ["All respondents", "It is a 7.7, in social 7.7 and in asylum: 8.1."]


def test_the_same_figure_is_shown_once() -> None:
    """The page that says most of the group is the one that stays."""
    twice = "# More\n\n## By group\n\n::: bars overall by directorate\n"
    made = report(OPENING, CHAPTER, twice)
    shown = [block for page in pages(made) for block in page.blocks if isinstance(block, Trend | Bars)]
    assert len(shown) == 1
    assert isinstance(shown[0], Trend)


def test_from_python_one_group_is_named_and_a_break_is_refused() -> None:
    """The group comes with the pages that the chapters lack; a break means several groups."""
    assert peil.for_group(study(GROUPS), whole(), "asylum").drafted == ()
    assert peil.for_group(study(CHAPTER), whole(), "asylum").drafted
    with pytest.raises(PeilError, match=r"^--for directorate: means \d groups .*expected one of them"):
        peil.for_group(STUDY, whole(), "directorate")


def test_the_report_holds_nothing_of_other_groups_and_offers_none_to_choose() -> None:
    """Neither on a page nor in what a reader can open behind a number, nor in the account of the study."""
    made = report(OPENING, CHAPTER, GROUPS, METHOD + "\n## Who\n\n::: composition by directorate\n")
    assert not any("social" in identity or "naturalisation" in identity for identity in mentioned(made.sections))
    keys = {part.key for part in made.evidence.parts}
    assert keys == {"all", "directorate=asylum"}
    assert not any(part.offered for part in made.evidence.parts)
    labels = [
        row.label for page in pages(made) for block in page.blocks if isinstance(block, Table) for row in block.rows
    ]
    assert "Asylum" in labels
    assert not {"Social", "Naturalisation"} & set(labels)


def test_a_claim_about_the_break_opens_the_figures_of_the_group_and_of_everyone_alone() -> None:
    """Asylum is the highest: what the others have is not told behind it. A sentence that names others rests on them."""
    text = (
        "# More\n\n## Asylum is [the highest]{highest overall by directorate: asylum}\n\n"
        "- Asylum gives an [8.1]{overall for asylum}, social a [7.7]{overall for social}. "
        "It is [the most content]{highest overall by directorate: asylum}.\n\n::: trend overall\n"
    )
    made = report(OPENING, text)
    keys = {identity.partition("~")[0].rpartition("/")[2] for identity in mentioned(made.sections)}
    assert keys == {"all", "directorate=asylum", "directorate=social"}


@pytest.mark.parametrize("line", ["trend overall", "bars overall by directorate"])
def test_a_small_base_is_marked_in_titles_and_on_page_one(line: str) -> None:
    """In the report of a small group every figure may be an indication; nothing is called higher or risen."""
    found = whole()
    small = tuple(
        replace(one, n=42, status="small base") if one.group == "asylum" and not one.within else one
        for one in found.estimates
    )
    made = report(OPENING, f"# More\n\n## A page\n\n::: {line}\n", found=replace(found, estimates=small))
    first, title = pages(made)[0].blocks[0], titles(made)[1]
    assert isinstance(first, KeyFigures)
    assert first.figures[0].detail.endswith("n=42, small base")
    assert title.endswith(", small base")
    assert "higher" not in " ".join(titles(made)[:2])


def test_the_account_of_the_study_stays_as_it_is() -> None:
    """It tells how all respondents were asked."""
    found = titles(report(OPENING, METHOD))
    assert found[1:3] == ["How it was done", "Method: weighting and tests"]
    assert "The guide" in found


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("::: trend overall for naturalisation", id="another group"),
        pytest.param("::: bars overall by role", id="everyone, split otherwise"),
        pytest.param("::: key figures", id="page one, which stands in front"),
    ],
)
def test_what_is_not_about_the_group_is_left_out(line: str) -> None:
    """A page that would be empty is no page."""
    assert [page.id for page in pages(report(OPENING, f"# More\n\n## A page\n\n{line}\n"))][:1] == ["vr-key-asylum"]
    assert "A page" not in titles(report(OPENING, f"# More\n\n## A page\n\n{line}\n"))


def test_a_group_is_not_asked_for_what_makes_it_the_group() -> None:
    """All of those who were granted their application were granted it; what else they say is told."""
    granted = Group("granted", text("Granted"), (Condition("status", ("granted",)),))
    by_status = Break("by_status", text("Status"), (granted,), HERE)
    survey = replace(SURVEY, breaks={**SURVEY.breaks, "by_status": by_status})
    rows = [replace(one, id=one.id.replace("directorate=asylum", "by_status=granted")) for one in whole().estimates]
    found = replace(whole(), estimates=tuple({one.id: one for one in (*whole().estimates, *rows)}.values()))
    text_ = "# More\n\n## A\n\n::: answers status\n\n## B\n\n::: answers contact\n"
    asked = replace(study(OPENING, text_), surveys={"vr": survey})
    made = compose(asked, found, "en", choose(asked, found, "by_status").groups[0])
    shown = [block.id for page in pages(made) for block in page.blocks if isinstance(block, Stack | Table)]
    assert shown[0].startswith("vr/contact")


def test_answers_without_a_split_show_the_group_and_the_total() -> None:
    """As bars of 100%, the group in bold."""
    page = pages(report(OPENING, "# More\n\n## The status\n\n::: answers status\n"))[1]
    figure = next(block for block in page.blocks if isinstance(block, Stack))
    assert [(row.label, row.total) for row in figure.rows] == [("Total", False), ("Asylum", True)]


def test_a_table_below_another_keeps_its_own_subtitle() -> None:
    """As in the report of everyone."""
    page = pages(report("# Overall\n\n## All of it\n\n::: table overall\n\n::: table status\n"))[1]
    found = [block.subtitle for block in page.blocks if isinstance(block, Table)]
    assert page.subtitle.startswith("Mean grade")
    assert [one.partition(" · ")[0] for one in found] == ["", "Percentage of respondents"]


def test_several_answers_are_a_table_of_total_and_group_with_the_n_of_the_group() -> None:
    """The total is muted: the reader looks at the group."""
    page = pages(report(OPENING, "# More\n\n## Contact\n\n::: answers contact\n"))[1]
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert table.columns == ("Total", "Asylum", "n 2013")
    assert [(cell.text, cell.muted) for cell in table.rows[0].cells] == [("52%", True), ("52%", False), ("400", True)]


def test_aspects_over_waves_have_the_total_of_this_wave_behind_them() -> None:
    """In grey, under a heading of its own."""
    page = pages(report(OPENING, "# More\n\n## Aspects\n\n::: aspects aspects over waves\n"))[1]
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert table.columns[-1] == "Total 2013"
    last = {row.label: row.cells[-1] for row in table.rows}["Friendliness"]
    assert (last.text, last.muted) == ("7.9", True)


def test_aspects_against_the_others_are_counted_by_their_flags() -> None:
    """One higher, one lower, by the test against the rest."""
    marks = [contrast("vr/2013/friendly/mean/directorate=asylum~rest", 0.4),
             contrast("vr/2013/deadlines/mean/directorate=asylum~rest", -0.4),
             contrast("vr/2013/site/mean/directorate=asylum~rest", 0.1, p=0.4)]  # fmt: skip
    found = replace(whole(), contrasts=(*whole().contrasts, *marks))
    made = report(OPENING, "# More\n\n## Aspects\n\n::: aspects aspects by directorate\n", found=found)
    assert titles(made)[1] == "Asylum rates 1 of 3 aspects higher than the others, 1 lower"


def test_a_page_on_which_the_group_has_no_figure_is_left_out() -> None:
    """Hidden figures make no page."""
    found = whole()
    hidden = tuple(
        replace(one, estimate=float("nan"), status="hidden: small base")
        if one.question == "status" and one.group == "asylum"
        else one
        for one in found.estimates
    )
    made = report(OPENING, "# More\n\n## The status\n\n::: answers status\n", found=replace(found, estimates=hidden))
    assert len(made.sections) == 2


def test_a_study_without_chapters_has_a_report_of_a_group_too() -> None:
    """Page one, the grade, the aspects, the questions, and the account of the study."""
    made = compose(STUDY, whole(), "en", asylum())
    assert titles(made)[0] == "Asylum: overall grade up from 7.1 to 8.1"
    assert all("Asylum" in title for title in titles(made)[:4])
    assert titles(made)[-1] == "Method: margins"


def test_a_false_claim_stops_the_report_of_a_group_too() -> None:
    """With the place, although its page is about another group and would not be printed."""
    wrong = "# More\n\n## It [rises]{rises overall for naturalisation}\n\n::: trend overall for naturalisation\n"
    with pytest.raises(ProseError, match=r"chapters/en/02.md:3: \[rises\]"):
        report(OPENING, wrong)


# Which group is meant, and whether it may have a report.


def test_a_break_means_all_its_groups_that_may_be_published() -> None:
    """The others are told, with how many they are and what the limit is."""
    found = whole()
    small = tuple(
        replace(one, n=22) if one.group == "social" and one.break_id == "directorate" else one
        for one in found.estimates
    )
    chosen = choose(STUDY, replace(found, estimates=small), "directorate")
    assert [one.part for one in chosen.groups] == ["directorate-asylum", "directorate-naturalisation"]
    assert chosen.left_out == (
        "directorate=social: 22 respondents in 2013; figures on 29 respondents or fewer are not shown "
        "(`hide up to` in the survey file), so this group gets no report of its own.",
    )


def test_a_group_that_is_too_small_is_refused_with_its_n_and_the_limit() -> None:
    """In words that say what to do with it: nothing."""
    found = whole()
    small = tuple(replace(one, n=22) if one.group == "asylum" else one for one in found.estimates)
    with pytest.raises(PeilError, match=r"--for asylum: no report. directorate=asylum: 22 respondents in 2013"):
        choose(STUDY, replace(found, estimates=small), "asylum")


def test_a_group_whose_grade_is_hidden_is_refused() -> None:
    """To protect a few respondents, page one would be empty."""
    found = whole()
    hidden = tuple(
        replace(one, estimate=float("nan"), status="hidden: privacy")
        if one.id.endswith("overall/mean/directorate=asylum")
        else one
        for one in found.estimates
    )
    with pytest.raises(PeilError, match="its overall grade in 2013 is not shown"):
        choose(STUDY, replace(found, estimates=hidden), "directorate=asylum")


def test_a_group_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    """And with the forms in which a group can be named."""
    with pytest.raises(PeilError, match=r"Did you mean.*asylum.*vr has the breaks directorate, role, directorate_role"):
        choose(STUDY, whole(), "asylun")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("direktorate", "directorate"), ("Directorates", "directorate"), ("naturalization", "naturalisation"),
     ("social_sponser", "social sponsor"), ("Asiel", "directorate=asylum"),
     ("Naturalisatie", "directorate=naturalisation")],
)  # fmt: skip
def test_a_slip_in_a_break_a_group_or_its_label_is_answered_with_the_name(written: str, meant: str) -> None:
    """A break was never proposed: who wrote `lokatie` got a list of all groups and no word of `locatie`."""
    with pytest.raises(PeilError) as refused:
        choose(STUDY, whole(), written)
    assert f"Did you mean `{meant}`? vr has the breaks" in str(refused.value)


def test_a_name_that_is_like_none_gets_the_breaks_and_no_guess() -> None:
    """Nor a list of every group."""
    with pytest.raises(PeilError) as refused:
        choose(STUDY, whole(), "qqq")
    assert "Did you mean" not in str(refused.value)
    assert str(refused.value).endswith("vr has the breaks directorate, role, directorate_role.")


def test_a_survey_that_does_not_exist_is_refused() -> None:
    """With those that do."""
    with pytest.raises(PeilError, match="--for vx/asylum: found survey 'vx', expected one of vr"):
        choose(STUDY, whole(), "vx/asylum")


def test_a_nested_group_is_named_by_its_outer_group_first() -> None:
    """As in a chapter."""
    chosen = choose(STUDY, whole(), "social sponsor")
    assert [dict(one.keys) for one in chosen.groups] == [{"vr": "directorate=social,role=sponsor"}]


OTHER = replace(SURVEY, id="boak", title=text("Organisations"))


def both() -> Published:
    """The figures of two surveys."""
    found = whole()
    rows = tuple(replace(one, id=one.id.replace("vr/", "boak/", 1), survey="boak") for one in found.estimates)
    return replace(found, estimates=(*found.estimates, *rows))


def test_a_group_of_two_surveys_has_both_in_its_report_and_one_that_is_named_has_that() -> None:
    """Page one of each; with the survey in front of the name the pages of the other are left out."""
    study_of_two = replace(study(OPENING.replace("{overall}", "{vr: overall}")), surveys={"vr": SURVEY, "boak": OTHER})
    chosen = choose(study_of_two, both(), "directorate=asylum").groups[0]
    assert list(chosen.groups) == ["vr", "boak"]
    told = compose(study_of_two, both(), "en", chosen)
    assert [page.id for page in pages(told)][:2] == ["vr-key-asylum", "boak-key-asylum"]
    one = choose(study_of_two, both(), "boak/directorate=asylum").groups[0]
    made = compose(study_of_two, both(), "en", one)
    assert made.stem == "kto-boak-directorate-asylum-en"
    assert not any(identity.startswith("vr/") for identity in mentioned(made.sections))
    assert [source.key for source in made.evidence.sources] == ["boak"]


def test_a_chapter_about_the_group_bears_its_survey_where_the_report_is_about_two() -> None:
    """Two chapters of the same name could not be told apart in the contents."""
    opening = OPENING.replace("{overall}", "{vr: overall}")
    two = replace(study(opening, "---\nsurvey: vr\n---\n" + GROUPS), surveys={"vr": SURVEY, "boak": OTHER})
    made = compose(two, both(), "en", choose(two, both(), "directorate=asylum").groups[0])
    assert made.sections[1].title == "Asylum: foreign nationals and sponsors"


def test_a_group_that_one_of_two_surveys_knows_leaves_the_other_out() -> None:
    """Its chapters, its pages and its evidence."""
    bare = replace(OTHER, breaks={}, settings=replace(OTHER.settings, breaks=()))
    study_of_two = replace(study(OPENING.replace("{overall}", "{vr: overall}"), "---\nsurvey: boak\n---\n" + CHAPTER),
                           surveys={"vr": SURVEY, "boak": bare})  # fmt: skip
    broken = replace(study_of_two, chapters=study_of_two.chapters[:1])
    made = compose(broken, both(), "en", choose(broken, both(), "directorate=asylum").groups[0])
    assert all(not identity.startswith("boak/") for identity in mentioned(made.sections))


# What the drafter adds.


def test_a_group_has_a_page_where_a_directive_is_for_it() -> None:
    """Of another group, or of everyone by group, is not enough."""
    group = asylum()
    assert set(without_a_page(study(OPENING, CHAPTER), group)) == {"vr"}
    assert set(without_a_page(study(OPENING, CHAPTER + "\n::: trend overall for naturalisation\n"), group)) == {"vr"}
    assert not without_a_page(study(OPENING, GROUPS), group)
    elsewhere = "---\nsurvey: boak\n---\n" + GROUPS
    assert set(without_a_page(study(OPENING, elsewhere), group)) == {"vr"}


def test_what_a_draft_says_of_the_group_stands_behind_page_one() -> None:
    """Before what the chapters show of it, and whether the study has chapters or not."""
    page = "# Asylum\n\n## Asylum gives an [8.1]{overall for asylum}\n\nThat is [more]{rises overall for asylum}.\n"
    drafted = (Chapter("draft.md", "en", page), Chapter("draft.md", "nl", page.replace("8.1", "8,1")))
    group = replace(asylum(), drafted=drafted)
    for one in (study(OPENING, CHAPTER), STUDY):
        assert titles(compose(one, whole(), "en", group))[:2] == [
            "Asylum: overall grade up from 7.1 to 8.1",
            "Asylum gives an 8.1",
        ]


def test_a_passage_for_groups_stands_among_what_is_said_of_the_group() -> None:
    """As one list, with the numbers of the group."""
    passage = "\n::: for directorate\n- {group}: [#]{overall 2011 for group}, now [#]{overall for group}.\n:::\n"
    page = pages(report(OPENING, CHAPTER.replace("\n::: trend", passage + "\n::: trend")))[1]
    lists = [block for block in page.blocks if isinstance(block, Bullets)]
    assert [plain(content) for content, _ in lists[0].items] == [
        "Asylum gives an 8.1. That is more than it was.",
        "Asylum: 7.1, now 8.1.",
    ]


def test_a_page_of_a_passage_whose_title_does_not_hold_takes_that_of_its_figure() -> None:
    """Naturalisation fell; its figure says what it says."""
    passage = "# More\n\n::: for directorate\n## {group} [rises]{rises overall for group}\n\n::: trend overall\n:::\n"
    assert "Asylum rises" in titles(report(OPENING, passage))
    group = choose(STUDY, whole(), "naturalisation").groups[0]
    made = compose(study(OPENING, passage), whole(), "en", group)
    assert titles(made)[1] == "Naturalisation: overall grade 7.5, not demonstrably different from 2011"


# The reference study, whole.


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["directorate=asylum", "vr/regular_social sponsor", "boak/client=education"])
def test_every_page_of_a_report_of_the_reference_study_is_about_the_group(
    reference: tuple[Study, Published], name: str, language: str
) -> None:
    """No page is empty, none shows the same as another, and behind every figure stands the group or everyone."""
    real, found = reference
    group = choose(real, found, name).groups[0]
    made = compose(real, found, language, group)
    own = {f"{survey}/{key}" for survey, key in group.keys.items()}
    assert made.group in plain(pages(made)[0].title)
    assert all(page.blocks and plain(page.title) for page in pages(made))
    figures = [block.id for page in pages(made) for block in page.blocks if isinstance(block, Figure | Table)]
    assert len(set(figures)) == len(figures)
    for page in pages(made):
        drawn = tuple(block for block in page.blocks if isinstance(block, Figure | Table))
        alone = replace(made.sections[0], pages=(replace(page, title=(), blocks=drawn),))
        for identity in mentioned((alone,)):
            survey, *_, key = identity.partition("~")[0].split("/")
            assert key in ("all", "account") or any(f"{survey}/{key}".startswith(one) for one in own), identity
