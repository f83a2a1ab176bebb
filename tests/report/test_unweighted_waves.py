"""A wave without weights, in a survey that weights its others, is marked wherever it heads a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.model import Bars, Facts, Page, Table, Trend, plain
from peil.study.model import ColumnWeights, Unweighted, Weighting
from report.builders import HERE, SURVEY, context, pages, whole

MEANING = "†: a wave without weights, every respondent counts once"
SOME = ColumnWeights({"2009": "W", "2013": "W"}, HERE)
ALL = ColumnWeights({"2009": "W", "2011": "W", "2013": "W"}, HERE)


def shown(line: str, weighting: Weighting, language: str = "en") -> Page:
    """The first page of a block of a survey weighted so."""
    return pages(line, context(whole(), language, survey=replace(SURVEY, weighting=weighting)))[0]


def heads(page: Page) -> list[str]:
    """The waves that head the first figure of a page."""
    figure = page.blocks[0]
    match figure:
        case Trend():
            return [label for label, _ in figure.moments]
        case Bars() | Table():
            return [label for label in figure.columns if not label.startswith("n ")]
        case _:
            raise AssertionError(figure)


@pytest.mark.parametrize("line", ["trend overall", "aspects aspects over waves"])
def test_a_wave_without_weights_has_a_dagger_and_the_foot_says_why(line: str) -> None:
    """In charts and in tables; the other waves have none."""
    page = shown(line, SOME)
    assert heads(page) == ["2009", "2011†", "2013"]
    assert MEANING in page.foot.marks


@pytest.mark.parametrize("weighting", [ALL, Unweighted(), SURVEY.weighting])
def test_no_dagger_where_all_waves_are_alike(weighting: Weighting) -> None:
    """All weighted, or none: then the foot says so of all figures together."""
    page = shown("trend overall", weighting)
    assert heads(page) == ["2009", "2011", "2013"]
    assert MEANING not in page.foot.marks


def test_a_page_without_such_a_wave_explains_nothing() -> None:
    """The waves of a page count, not those of the survey."""
    page = shown("bars overall by directorate waves 2009 2013", SOME)
    assert MEANING not in page.foot.marks


def test_the_reading_guide_and_the_method_know_the_dagger() -> None:
    """The guide explains it, the table of waves bears it, and the Dutch report says it in Dutch."""
    (facts,) = (block for block in shown("reading guide", SOME, "nl").blocks if isinstance(block, Facts))
    told = {term: [plain(line) for line in said] for term, said in facts.pairs}
    assert told["†"] == ["†: een meting zonder weging, elke respondent telt één keer mee."]
    (table,) = (block for block in shown("method", SOME).blocks if isinstance(block, Table))
    assert [row.label for row in table.rows] == ["2009", "2011†", "2013"]


def test_what_is_known_of_no_wave_is_no_column_of_the_method() -> None:
    """Of waves without a gross sample only fieldwork and the respondents remain."""
    accounts = tuple(replace(one, sent=None, rate=None, rate_formula="") for one in whole().accounts)
    page = pages("method", context(replace(whole(), accounts=accounts)))[0]
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.columns == ("Fieldwork", "Net response")
    assert not any("not known" in line for line in page.foot.notes)
