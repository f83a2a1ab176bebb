"""The response by stratum: whom do we miss?"""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.model import Page, Table, plain
from peil.results.model import StratumResponse
from peil.study.model import Single, Survey
from report.builders import SURVEY, answers, context, page, pages, published, question, text

DIRECTORATE = question(
    "directorate", Single(answers(asylum="Asylum/Asiel", social="Social/Sociaal")), text("Directorate", "Directie")
)
STRATIFIED: Survey = replace(SURVEY, questions={**SURVEY.questions, "directorate": DIRECTORATE}, stratum="directorate")


def stratum(name: str, listed: int, n: int, p: float, shares: tuple[float, float]) -> StratumResponse:
    """A row of 2013, compared with what was sent."""
    return StratumResponse("vr", "2013", name, "sent", listed, n, n / listed, *shares, 0.5, 9.9, 1, p)


def made(p: float, language: str = "en") -> Page:
    """The page about two strata that differ with this p."""
    rows = (
        stratum("asylum", 1200, 180, p, (0.24, 0.1875)),
        stratum("social", 3800, 780, p, (0.76, 0.8125)),
        stratum("all", 5000, 960, p, (1.0, 1.0)),
    )
    return page("response", context(replace(published(), strata=rows), language, survey=STRATIFIED))


def test_strata_that_answer_less_often_are_named_and_marked() -> None:
    """15% of asylum and 21% of social, p = 0.0001: the title says so, and the shares of respondents have a mark."""
    told = made(0.0001)
    assert plain(told.title) == "Social answered most often (21%), Asylum least often (15%)"
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert [(row.label, row.cells[4].text, row.cells[4].flag) for row in table.rows] == [
        ("Total", "100%", 0), ("Asylum", "19%", -1), ("Social", "81%", 1),
    ]  # fmt: skip
    assert any("p < 0.001" in note for note in told.foot.notes)


def test_strata_that_pass_the_stricter_level_have_a_double_mark() -> None:
    """With the levels 0.05 and 0.01, p = 0.0001 gives ++ and −−."""
    rows = (
        stratum("asylum", 1200, 180, 0.0001, (0.24, 0.1875)),
        stratum("social", 3800, 780, 0.0001, (0.76, 0.8125)),
        stratum("all", 5000, 960, 0.0001, (1.0, 1.0)),
    )
    survey = replace(STRATIFIED, settings=replace(STRATIFIED.settings, strict_level=0.01))
    told = page("response", context(replace(published(), strata=rows), survey=survey))
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert [row.cells[4].flag for row in table.rows] == [0, -2, 2]
    assert "++ and −−: 99% confidence." in told.foot.notes


def test_chance_differences_are_not_told_as_findings() -> None:
    """With p = 0.4 the title names no stratum, in Dutch either."""
    told = made(0.4, "nl")
    assert plain(told.title) == "De respons verschilt niet aantoonbaar tussen de strata"
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert not any(cell.flag for row in table.rows for cell in row.cells)


def test_strata_that_all_answered_have_no_test_to_tell() -> None:
    """A chi-square that cannot be had is not told."""
    told = made(nan)
    assert plain(told.title) == "Response by stratum"
    assert not any("chi-square" in note for note in told.foot.notes)


def test_a_study_without_sizes_of_strata_has_no_such_page() -> None:
    """The directive then has nothing to show, which the build reports with its place."""
    with pytest.raises(Refused, match="nothing to show"):
        pages("response", context(published(), survey=STRATIFIED))
