"""That a group changed more than the others: in tables, under figures, and behind a number."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.compose import compose
from peil.report.model import Page, Table, plain
from peil.results.model import ChangePart, ChangeSplit, Contrast, Published
from peil.study.model import Compared, Survey
from report.builders import STUDY, SURVEY, context, contrast, page, pages, whole

PAGE = (Path(__file__).parents[2] / "docs" / "blocks.md").read_text(encoding="utf-8")
LEFT = "vr/2013/overall/mean/directorate"
SPLIT = "vr/2013/overall/mean/all~2011/directorate"


def survey(strict: float | None = None) -> Survey:
    """The small survey, which compares changes by directorate with the rest."""
    compared = Compared(changes={"directorate": (("asylum", ""), ("social", ""), ("naturalisation", ""))})
    return replace(SURVEY, settings=replace(SURVEY.settings, compared=compared, strict_level=strict))


def change(group: str, difference: float, flag: int, wave: str = "2011", p: float | None = None) -> Contrast:
    """A change since a wave against that of everyone else; without a mark it is not significant, unless said."""
    known = p if p is not None else 0.001 if flag else 0.4
    return replace(contrast(f"{LEFT}={group}~{wave}~rest", difference, p=known, flag=flag), kind="change")


CHANGES = (change("asylum", 0.9, 1), change("social", 0.1, 0), change("naturalisation", -0.5, -1))


def figures(*changes: Contrast) -> Published:
    """Everything, with these changes compared."""
    found = whole()
    return replace(found, contrasts=(*found.contrasts, *changes))


def here(language: str = "en", changes: tuple[Contrast, ...] = CHANGES) -> Context:
    """These figures in that survey."""
    return context(figures(*changes), language, survey=survey())


def table(made: Page) -> Table:
    """The only table of a page."""
    (found,) = made.blocks
    assert isinstance(found, Table)
    return found


@pytest.mark.parametrize(
    ("language", "title", "measure", "mark"),
    [
        ("en", "Overall grade: since 2011 further up for Asylum than for the others, further down for Naturalisation",
         "Change since 2011 in points", "+ or −: since 2011 went further up or further down than the figure of all "
         "other respondents; 95% confidence"),
        ("nl", "Totaaloordeel: sinds 2011 bij Asiel meer omhoog dan bij de anderen, bij Naturalisatie meer omlaag",
         "Verandering sinds 2011 in punten", "+ of −: sinds 2011 meer omhoog of meer omlaag gegaan dan bij alle andere "
         "respondenten; 95% betrouwbaarheid"),
    ],
)  # fmt: skip
def test_changes_stand_beside_each_other_with_the_mark_of_their_test(
    language: str, title: str, measure: str, mark: str
) -> None:
    """7.1 to 8.1 in asylum is +1.0, 0.9 more than elsewhere; the total bears no mark here, though it rose."""
    made = page("table overall by directorate changes", here(language))
    assert plain(made.title) == title
    assert made.subtitle.startswith(measure)
    rows = [(row.label, [(one.text, one.flag) for one in row.cells]) for row in table(made).rows]
    point = "," if language == "nl" else "."
    last = [("+0.3", 0), ("+1.0", 1), ("+0.3", 0), ("−0.1", -1)]
    assert rows[-1] == (
        "Change" if language == "en" else "Verandering", [(text.replace(".", point), flag) for text, flag in last]
    )  # fmt: skip
    assert [label for label, _ in rows[:2]] == ["2011", "2013"]
    assert made.foot.marks[0] == mark


def test_a_change_opens_the_test_that_it_rests_on() -> None:
    """Of a group that against the others; of everyone that over waves."""
    last = table(page("table overall by directorate changes", here())).rows[-1]
    assert [one.evidence for one in last.cells[:2]] == ["vr/2013/overall/mean/all~2011", f"{LEFT}=asylum~2011~rest"]


def test_nothing_is_said_where_no_group_differs() -> None:
    """The title says what was not shown, and no mark is explained."""
    some = (change("asylum", 0.9, 0), change("social", 0.1, 0))
    made = page("table overall by directorate changes", here(changes=some))
    assert plain(made.title) == "Overall grade: since 2011 no group changed demonstrably otherwise than the others"
    assert made.foot.marks == ()
    line = "Since 2011 no group changed demonstrably otherwise than all other respondents (95% confidence)."
    assert line in page("trend overall by directorate", here(changes=some)).foot.marks


def test_of_one_group_that_does_not_differ_its_name_is_told() -> None:
    """As in the report of that group."""
    where = here("nl", changes=(change("asylum", 0.9, 0),))
    title = plain(page("table overall by directorate changes", where).title)
    assert title == "Totaaloordeel: sinds 2011 bij Asiel niet aantoonbaar anders veranderd dan bij de anderen"
    (line,) = [line for line in page("trend overall by directorate", where).foot.marks if "Sinds 2011" in line]
    assert line.startswith("Sinds 2011 bij Asiel geen aantoonbaar andere verandering")


def test_a_change_that_is_significant_without_a_mark_is_not_called_undemonstrated() -> None:
    """Too small to matter, or a survey without marks: nothing is said of it."""
    where = here(changes=(change("asylum", 0.05, 0, p=0.001),))
    assert (
        plain(page("table overall by directorate changes", where).title) == "Overall grade: change since 2011 by group"
    )
    assert not any("Since 2011" in line for line in page("trend overall by directorate", where).foot.marks)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("table overall changes", "expected `by BREAK`"),
        ("table overall by role changes", r"report: {compare: {changes: {role: the rest}}}"),
        ("table overall by directorate changes pairs", "found 'pairs'"),
        ("table overall by directorate changes waves 2009 2011", "since one earlier wave"),
        ("table overall by directorate changes over waves", "since one earlier wave"),
        ("table overall by directorate changes 2011", "nothing behind `changes`"),
        ("table overall by directorate changes waves this", "nothing to show"),
    ],
)
def test_what_cannot_be_compared_is_refused(line: str, told: str) -> None:
    """With the setting that would make the test, or with how to write it."""
    with pytest.raises(Refused, match=re.escape(told)):
        pages(line, here())


def test_the_line_under_a_trend_names_who_went_further() -> None:
    """With the group's own change and that of all others, both from unrounded figures."""
    found = page("trend overall by directorate", here()).foot.marks
    assert (
        "Since 2011 further up than the figure of all other respondents: Asylum (+1.0, others +0.1); further down: "
        "Naturalisation (−0.1, others +0.4) (95% confidence)."
    ) in found
    (dutch,) = [line for line in page("trend overall by directorate", here("nl")).foot.marks if "Sinds 2011" in line]
    assert dutch.startswith("Sinds 2011 meer omhoog dan bij alle andere respondenten: Asiel (+1,0, anderen +0,1)")


def test_the_line_under_a_trend_stays_away_where_nothing_was_tested() -> None:
    """A survey that does not ask for it, and figures of this wave alone."""
    assert not any("Since" in line for line in page("trend overall by directorate", context(whole())).foot.marks)
    assert not any("Since" in line for line in page("bars overall by directorate waves this", here()).foot.marks)


def test_bars_of_several_waves_have_the_line_too() -> None:
    """Their marks are against the rest in this wave; whether a group changed more than the rest is another test."""
    found = page("bars overall by directorate", here()).foot.marks
    assert any(
        line.startswith("Since 2011 further up than the figure of all other respondents: Asylum") for line in found
    )


def test_the_page_of_real_change_has_both_changes() -> None:
    """Beside what each group adds to the change of the total: how much it changed, and against the others."""
    split = ChangeSplit(
        SPLIT, "vr", "2013", "2011", "overall", "directorate", 0.28, 0.08, 0.16, 0.001, 0.25, 0.08, 0.157, 0.002,
        0.03, 0.03, 0.06, 0.3, False,
    )  # fmt: skip
    parts = (
        ChangePart(SPLIT, "directorate=asylum", 180, 126, 0.12, 0.15, 8.1, 7.1, 0.135, -0.01),
        ChangePart(SPLIT, "", 200, 190, 0.71, 0.71, 7.7, 7.4, 0.115, 0.04),
    )
    found = replace(figures(*CHANGES), changes=(split,), change_parts=parts)
    made = page("change overall by directorate", context(found, survey=survey()))
    columns = table(made).columns
    assert columns[4:] == ("Change", "Against the others", "Real", "Mix")
    assert [(one.text, one.flag) for one in table(made).rows[1].cells[4:6]] == [("+1.0", 0), ("+0.9", 1)]
    assert [one.text for one in table(made).rows[2].cells[4:6]] == ["", ""]
    assert made.foot.marks[-2].startswith("“Against the others” + or −: since 2011")


@pytest.mark.parametrize("wave", ["2011", "2013"])
def test_all_that_rests_on_a_small_base_stands_in_brackets(wave: str) -> None:
    """In both tables of changes: the grade of that wave, and all changes of the group. Its share is one of everyone."""
    split = ChangeSplit(
        SPLIT, "vr", "2013", "2011", "overall", "directorate", 0.28, 0.08, 0.16, 0.001, 0.25, 0.08, 0.157, 0.002,
        0.03, 0.03, 0.06, 0.3, False,
    )  # fmt: skip
    n = {"2013": 180, "2011": 180, wave: 40}
    part = ChangePart(SPLIT, "directorate=asylum", n["2013"], n["2011"], 0.12, 0.15, 8.1, 7.1, 0.135, -0.01)
    found = figures(*CHANGES)
    rows = [
        replace(one, n=40, status="small base") if one.id == f"vr/{wave}/overall/mean/directorate=asylum" else one
        for one in found.estimates
    ]
    where = context(
        replace(found, estimates=tuple(rows), changes=(split,), change_parts=(part,)), survey=survey()
    )  # fmt: skip
    then, now = ("(7.1)", "8.1") if wave == "2011" else ("7.1", "(8.1)")
    made = page("change overall by directorate", where)
    told = table(made).rows[1].cells
    assert [one.text for one in told] == ["15%", then, "12%", now, "(+1.0)", "(+0.9)", "(+0.14)", "(−0.01)"]
    assert [one.muted for one in told] == [one.text.startswith("(") for one in told]
    assert "( ): small base, 30 to 49 answers" in made.foot.marks
    beside = page("table overall by directorate changes", where)
    assert [row.cells[1].text for row in table(beside).rows] == [then, now, "(+1.0)"]
    assert "( ): small base, 30 to 49 answers" in beside.foot.marks


def test_the_window_of_a_number_has_the_test_of_the_change() -> None:
    """Of every group of the report, whether a page mentions that test or not."""
    study = replace(STUDY, surveys={"vr": survey()})
    evidence = compose(study, figures(*CHANGES), "en").evidence
    parts = {one.key: place for place, one in enumerate(evidence.parts)}
    asked = [one.key for one in evidence.asked].index("overall/mean")
    (row,) = [one for one in evidence.series if (one.asked, one.part) == (asked, parts["directorate=asylum"])]
    figure = row.figures[-1]
    assert figure is not None
    assert [(one.against, one.difference, one.verdict) for one in figure.tests if "~" in one.suffix] == [
        ("change since 2011 against that of all other respondents", "+0.9", 1)
    ]


@pytest.mark.parametrize("line", re.findall(r"^::: (.*\bchanges\b.*)$", PAGE, re.MULTILINE))
def test_an_example_of_the_page_about_blocks_runs(line: str) -> None:
    """Those of changes; the aspects have no earlier wave by group in this small study."""
    compared = (*CHANGES, change("asylum", 0.7, 1, "2009"))
    waves = contrast(f"{LEFT}=asylum~2009", 0.9), contrast("vr/2013/friendly/mean/all~2009", 0.2)
    where = context(figures(*compared, *waves), survey=survey())
    assert pages(line, where)
