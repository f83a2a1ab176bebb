"""Tabulating: what is counted of each kind of question, over waves, and what is compared with what."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey, text
from peil.data.model import Occasions, Ticks
from peil.results.model import Results
from peil.study.model import (
    Answer,
    Break,
    Condition,
    Grade,
    Group,
    Multiple,
    Net,
    PublishedFigure,
    Reason,
    Settings,
    Wave,
)
from peil.tables import tabulate

CHANNELS = Multiple(tuple(Answer(name, text(name), ("1",)) for name in ("info", "direct", "web")))


def test_a_grade_has_a_mean_and_a_share_per_mark() -> None:
    """Grades 6, 8 and 8 on a scale of 1-10; an eight is position 7."""
    vr = survey([question("overall")])
    results = tabulate(study(vr), data(vr, [0, 0, 0], {"overall": coded([5, 7, 7])}))
    assert results.by_id["vr/2013/overall/mean/all"].estimate == pytest.approx(22 / 3)
    assert results.by_id["vr/2013/overall=8/share/all"].estimate == pytest.approx(2 / 3)
    assert results.by_id["vr/2013/overall=1/share/all"].estimate == 0


def test_reasons_for_no_answer_stay_out_of_the_base_and_apart() -> None:
    """Does not apply, don't know and not answered are counted one by one; n holds valid answers only."""
    vr = survey([question("overall")])
    codes = [7, Reason.DOES_NOT_APPLY, Reason.DONT_KNOW, Reason.DONT_KNOW, Reason.NOT_ANSWERED]
    results = tabulate(study(vr), data(vr, [0] * 5, {"overall": coded(codes)}))
    assert results.by_id["vr/2013/overall/mean/all"].n == 1
    counts = {row.reason: row.count for row in results.no_answer}
    assert counts == {"does_not_apply": 1, "dont_know": 2, "not_answered": 1}


def test_a_net_of_a_multiple_counts_a_respondent_once() -> None:
    """Two of three respondents used a telephone; one of them used both numbers. Shares are on respondents."""
    channel = question("channel", CHANNELS, nets=(Net("telephone", text("Telephone"), ("info", "direct")),))
    vr = survey([channel])
    marks = np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1], [-1, -1, -1]], np.int8)
    results = tabulate(study(vr), data(vr, [0] * 4, {"channel": Ticks(marks)}))
    row = results.by_id["vr/2013/channel=telephone/share/all"]
    assert row.n == 3
    assert row.estimate == pytest.approx(2 / 3)
    assert results.by_id["vr/2013/channel=direct/share/all"].estimate == pytest.approx(2 / 3)


def test_groups_that_overlap_are_each_compared_with_everyone_else() -> None:
    """A respondent in both groups counts in both; the rest of a group is everyone who is not in it."""
    channel = question("channel", CHANNELS)
    groups = tuple(Group(name, text(name), (Condition("channel", (name,)),)) for name in ("info", "direct", "web"))
    uses = Break("channel", text("Uses"), groups, NOWHERE, question="channel", overlapping=True)
    vr = survey([question("overall"), channel], [uses])
    marks = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]], np.int8)
    answers = data(
        survey([question("overall"), channel]), [0] * 4, {"overall": coded([9, 7, 3, 5]), "channel": Ticks(marks)}
    )
    part = answers.surveys["vr"]
    object.__setattr__(part, "membership", {"channel": marks == 1})
    results = tabulate(study(vr), answers)
    assert results.by_id["vr/2013/overall/mean/channel=info"].estimate == 8
    assert results.by_id["vr/2013/overall/mean/channel=direct"].estimate == 9
    assert results.contrasts_by_id["vr/2013/overall/mean/channel=info~rest"].difference == 8 - (8 + 4) / 2


def test_a_question_put_per_directorate_counts_marks_and_clusters_on_the_respondent() -> None:
    """Three respondents give four marks; a group of the break is the directorate a mark is about."""
    deals = question("deals", CHANNELS)
    graded = question("graded", Grade(), per="deals")
    groups = tuple(Group(name, text(name)) for name in ("info", "direct", "web"))
    by = Break("deals", text("Deals with"), groups, NOWHERE, question="deals", overlapping=True)
    vr = survey([deals, graded], [by])
    marks = np.array([[1, 1, 0], [0, 1, 0], [0, 0, 1]], np.int8)
    rows = Occasions(np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2], np.int16), np.array([9, 5, 7, 3], np.int16))
    answers = data(survey([deals, graded]), [0] * 3, {"deals": Ticks(marks), "graded": rows})
    object.__setattr__(answers.surveys["vr"], "membership", {"deals": marks == 1})
    results = tabulate(study(vr), answers)
    total = results.by_id["vr/2013/graded/mean/all"]
    assert (total.n, total.estimate, total.unit) == (4, 7, "occasions")
    assert results.by_id["vr/2013/graded/mean/deals=direct"].estimate == 7
    assert results.by_id["vr/2013/graded/mean/deals=info"].estimate == 10


WAVES = [Wave("2009", NOWHERE), Wave("2011", NOWHERE), Wave("2013", NOWHERE)]
LABELS = ("2009", "2011", "2013")
# A hundred respondents a wave, with means 6.5, 7.5 and 8.5 and a spread of half a point.
RISING = [5, 6] * 50 + [6, 7] * 50 + [7, 8] * 50


def three_waves(settings: Settings, new_series: tuple[str, ...] = ()) -> Results:
    """Three waves of a grade that rises a point each time."""
    vr = survey([question("overall", waves=LABELS, new_series=new_series)], waves=WAVES, settings=settings)
    return tabulate(study(vr), data(vr, np.repeat([0, 1, 2], 100).tolist(), {"overall": coded(RISING)}))


def test_a_wave_is_compared_with_every_earlier_wave() -> None:
    """2013 against 2011 and against 2009, each with difference, error and p."""
    results = three_waves(Settings(compare_waves="each earlier wave"))
    ids = [row.id for row in results.contrasts if row.left == "vr/2013/overall/mean/all"]
    assert ids == ["vr/2013/overall/mean/all~2009", "vr/2013/overall/mean/all~2011"]
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 1


def test_a_changed_question_is_not_compared_across_the_change() -> None:
    """From 2011 on the answers are a new series: 2013 is compared with 2011 only, and not flagged by the strict rule."""
    results = three_waves(Settings(compare_waves="each earlier wave"), new_series=("2011",))
    ids = [row.id for row in results.contrasts]
    assert "vr/2013/overall/mean/all~2009" not in ids
    assert "vr/2011/overall/mean/all~2009" not in ids
    assert "vr/2013/overall/mean/all~2011" in ids
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 0


def test_the_minimum_relevant_difference_keeps_flags_away() -> None:
    """A significant step of one point is no flag when only two points matter."""
    results = three_waves(Settings(minimum=2))
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 0
    assert results.contrasts_by_id["vr/2013/overall/mean/all~2011"].p < 0.001


def test_the_other_waves_together_is_a_rule_of_its_own() -> None:
    """2011 lies exactly between the others: no flag; 2013 lies above both."""
    results = three_waves(Settings(compare_waves="the other waves together"))
    assert results.contrasts_by_id["vr/2011/overall/mean/all~others"].difference == pytest.approx(0)
    assert results.flags_by_id["vr/2011/overall/mean/all"] == 0
    assert results.flags_by_id["vr/2013/overall/mean/all"] == 1


@pytest.mark.parametrize(("sd", "tested"), [(1.5, True), (None, False)])
def test_a_published_wave_is_drawn_and_tested_only_with_n_and_sd(sd: float | None, tested: bool) -> None:
    """Welch on the published mean, sd and n; without an sd the difference stands without a p."""
    figure = PublishedFigure("overall", "mean", 7.1, "Report 2011, p. 8", NOWHERE, n=612, sd=sd)
    waves = [Wave("2011", NOWHERE, published=(figure,)), Wave("2013", NOWHERE)]
    vr = survey([question("overall", waves=("2013",))], waves=waves)
    results = tabulate(study(vr), data(vr, [1] * 100, {"overall": coded([7, 8] * 50)}))
    old = results.by_id["vr/2011/overall/mean/all"]
    assert (old.estimate, old.n, old.status) == (7.1, 612, "published elsewhere")
    contrast = results.contrasts_by_id["vr/2013/overall/mean/all~2011"]
    assert contrast.difference == pytest.approx(1.4)
    assert isnan(contrast.p) is not tested
    assert results.flags_by_id["vr/2013/overall/mean/all"] == (1 if tested else 0)


def test_a_group_without_respondents_is_shown_as_empty() -> None:
    """Nothing silent: the row is there, with n=0 and status empty."""
    role = question("role", single("sponsor", "applicant"))
    vr = survey([question("overall"), role], [break_of(role)])
    results = tabulate(study(vr), data(vr, [0, 0], {"overall": coded([5, 6]), "role": coded([0, 0])}))
    row = results.by_id["vr/2013/overall/mean/role=applicant"]
    assert (row.n, row.status, isnan(row.estimate)) == (0, "empty", True)


def test_respondents_without_a_group_belong_to_the_rest() -> None:
    """Total minus the group: also those who did not say which group they are in."""
    role = question("role", single("sponsor", "applicant"))
    vr = survey([question("overall"), role], [break_of(role)])
    results = tabulate(study(vr), data(vr, [0] * 4, {"overall": coded([9, 8, 5, 3]), "role": coded([0, 0, 1, -1])}))
    assert results.contrasts_by_id["vr/2013/overall/mean/role=sponsor~rest"].difference == 9.5 - 5


def test_net_promoter_score_is_promoters_minus_detractors() -> None:
    """Of four respondents one is a detractor (6), one passive (8), two promoters (9, 10): 50 - 25."""
    vr = survey([question("recommend", Grade(0, 10))])
    results = tabulate(study(vr), data(vr, [0] * 4, {"recommend": coded([6, 8, 9, 10])}))
    assert results.by_id["vr/2013/recommend/nps/all"].estimate == 25
