"""What happens where no number can be had: NaN and no mark, or an error that says what to do. Never a wrong number."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError

LAYOUT = stats.Layout(1, 3, 2)
GRADES = np.array([6.0, 8.0])
METHODS = ["design", "q", "pooled_effective", "weighted_n"]


def collected(groups: list[int], answers: list[int]) -> tuple[stats.Moments, stats.Design]:
    """Respondents of one cell with weights 1, 2, 1, 2 ..."""
    size = len(groups)
    weights = np.resize([1.0, 2.0], size)
    zeros = np.zeros(size, np.int64)
    moments = stats.collect(zeros, np.array(groups), np.array(answers), weights, LAYOUT)
    return moments, stats.weights_only(weights)


# Group 0: both answers. Group 1: always answer 1. Group 2: one respondent, or nobody.
VARIED = ([0, 0, 0, 0, 1, 1, 1, 2], [0, 1, 0, 1, 1, 1, 1, 0])
NOBODY = ([0, 0, 0, 0, 1, 1, 1], [0, 1, 0, 1, 1, 1, 1])
ONE_GROUP = ([0, 0, 0], [0, 1, 0])


def test_an_empty_group_is_nan_throughout() -> None:
    """n = 0: no estimate, error or interval, as mean and as share."""
    moments, design = collected(*NOBODY)
    for options in (stats.Options(), stats.Options(share=True)):
        found = stats.estimate(moments, GRADES == 8, design, options).groups
        assert found.n[2] == 0
        for field in ("estimate", "se", "ci_low", "ci_high", "sd", "n_effective"):
            assert np.isnan(getattr(found, field)[2]), field


def test_one_answer_has_an_estimate_and_no_error() -> None:
    """n = 1: the grade itself, no standard error."""
    found = stats.estimate(*_with_grades(*collected(*VARIED))).groups
    assert found.estimate[2] == 6
    assert np.isnan([found.se[2], found.ci_low[2], found.ci_high[2], found.sd[2]]).all()


def test_equal_answers_have_error_zero_and_no_interval() -> None:
    """Everybody gives an 8: the standard error is exactly 0 and says nothing."""
    found = stats.estimate(*_with_grades(*collected(*VARIED))).groups
    assert found.se[1] == 0
    assert found.sd[1] == 0
    assert np.isnan([found.ci_low[1], found.ci_high[1]]).all()


def test_equal_answers_have_error_zero_whatever_the_weights_round_to() -> None:
    """A weighted mean of fifty times 7.3 is 7.3 and not a rounding away from it, in the group and in the rest."""
    weights = np.random.default_rng(3).uniform(0.1, 3, 50)
    zeros, groups = np.zeros(50, np.int64), np.arange(50) % 2
    moments = stats.collect(zeros, groups, zeros, weights, LAYOUT)
    scores = np.array([7.3, 9.1])
    found = stats.estimate(moments, scores, stats.weights_only(weights))
    assert found.total.estimate == 7.3
    assert found.total.se == found.groups.se[0] == found.groups.sd[1] == 0
    assert np.isnan(stats.group_against_rest(moments, scores, stats.weights_only(weights)).p).all()


def test_the_interval_of_a_group_has_its_own_degrees_of_freedom() -> None:
    """19 answers: R's qt(.975, 18) = 2.10092204; by the design alone, 100 respondents, qt(.975, 99) = 1.98421695."""
    zeros, groups = np.zeros(100, np.int64), np.repeat([0, 1], [19, 81])
    answers, weights = np.arange(100) % 2, np.ones(100)
    moments, design = stats.collect(zeros, groups, answers, weights, LAYOUT), stats.weights_only(weights)
    for options, quantile in ((stats.Options(), 2.10092204), (stats.Options(df="design"), 1.98421695)):
        found = stats.estimate(moments, GRADES, design, options).groups
        assert_allclose((found.ci_high[0] - found.estimate[0]) / found.se[0], quantile, atol=5e-9)


def test_zero_and_hundred_percent_have_wilson_s_interval_on_the_effective_base() -> None:
    """Weights 1, 2, 1: effective base 16/6; within 0-1, not of width 0."""
    moments, design = collected(*VARIED)
    both = np.array([[1.0, 0.0], [0.0, 1.0]])
    found = stats.estimate(moments, both, design, stats.Options(share=True)).groups
    z2, e = 1.959963984540054**2, 16 / 6
    assert_allclose([found.ci_low[0, 1], found.ci_high[0, 1]], [0, z2 / (e + z2)], rtol=1e-12)
    assert_allclose([found.ci_low[1, 1], found.ci_high[1, 1]], [e / (e + z2), 1], rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("rows", [VARIED, NOBODY, ONE_GROUP])
def test_a_contrast_that_cannot_be_tested_has_no_p_and_no_mark(method: str, rows: tuple[list[int], list[int]]) -> None:
    """A side without variation, with one answer or without any, under every method; numpy warns of nothing."""
    options = stats.Options(method=method)  # type: ignore[arg-type] # parametrize gives a plain str
    found = stats.group_against_rest(*_with_grades(*collected(*rows)), options)
    assert np.isnan(found.p[1:]).all()
    assert np.isnan(found.statistic[1:]).all()
    assert stats.flag(found.difference, found.p)[1:].tolist() == [0, 0]


def test_the_rest_of_a_group_that_holds_everybody_is_empty() -> None:
    """One group with all respondents: no difference, whatever rounding leaves of the weights."""
    weights = np.array([0.1, 0.2, 0.3])
    zeros = np.zeros(3, np.int64)
    moments = stats.collect(zeros, zeros, np.array([0, 1, 0]), weights, LAYOUT)
    assert (moments.rest().w[:, 0] == 0).all()
    found = stats.group_against_rest(moments, GRADES, stats.weights_only(weights))
    assert np.isnan(found.difference).all()


def test_a_wave_without_a_deviation_can_be_shown_but_not_tested() -> None:
    """An old report that prints mean and n alone."""
    old, new = stats.from_published(7.4, np.nan, 500), stats.from_published(7.7, 1.4, 600)
    found = stats.between_waves(new, old)
    assert_allclose(found.difference, 0.3)
    assert np.isnan(found.p)


def test_a_wave_without_answers_drops_out_of_the_others_together() -> None:
    """Two waves with and one without the figure."""
    waves = [
        stats.from_published(7.4, 1.4, 500),
        stats.from_published(np.nan, np.nan, 0),
        stats.from_published(7.6, 1.4, 500),
    ]
    found = stats.together(waves)
    assert_allclose(found.estimate, 7.5)
    assert_allclose(found.se, 1.4 / np.sqrt(1000), rtol=1e-12)
    assert found.n == 1000


def test_a_small_group_has_few_degrees_of_freedom() -> None:
    """`smaller` takes Welch's for 5 against 500, `design` the design's."""
    random = np.random.default_rng(2)
    groups = np.repeat([0, 1], [5, 500])
    weights = random.uniform(0.5, 2, 505)
    zeros = np.zeros(505, np.int64)
    answers = np.append([0, 1, 0, 1, 1], random.integers(0, 2, 500))
    moments = stats.collect(zeros, groups, answers, weights, LAYOUT)
    design = stats.weights_only(weights)
    assert 4 < stats.group_against_rest(moments, GRADES, design).df[0] < 5
    assert stats.group_against_rest(moments, GRADES, design, stats.Options(df="design")).df[0] == 503


def test_the_effective_base_test_cannot_go_negative_as_the_overlap_formula_does() -> None:
    """500 answers of weight 1 and 10 of weight 50: group against rest has a positive variance."""
    weights = np.repeat([1.0, 50.0], [500, 10])
    answers = np.resize([0, 1], 510)
    zeros = np.zeros(510, np.int64)
    moments = stats.collect(zeros, (weights > 1).astype(np.int64), answers, weights, LAYOUT)
    for method in ("design", "q", "pooled_effective"):
        options = stats.Options(method=method)
        found = stats.group_against_rest(moments, GRADES, stats.weights_only(weights), options)
        assert (found.se[:2] > 0).all()


def _with_grades(moments: stats.Moments, design: stats.Design) -> tuple[stats.Moments, np.ndarray, stats.Design]:
    return moments, GRADES, design


ROWS = np.zeros(2, np.int64)


@pytest.mark.parametrize(
    ("cells", "groups", "answers", "weights", "message"),
    [
        ([0, 1], [0, 0], [0, 0], [1, 1], "cell code of row 1: found 1, expected one of 0..0"),
        ([0, -1], [0, 0], [0, 0], [1, 1], "cell code of row 1: found -1"),
        ([0, 0], [3, 0], [0, 0], [1, 1], "group code of row 0: found 3"),
        ([0, 0], [0, 0], [0, 2], [1, 1], "answer code of row 1: found 2"),
        ([0, 0], [0, 0], [0, 0], [1, -1], "weight of row 1: found -1"),
        ([0, 0], [0, 0], [0, 0], [np.nan, 1], "weight of row 0: found nan"),
        ([0, 0], [0], [0, 0], [1, 1], "found 2 cells, 1 groups"),
    ],
)
def test_rows_that_do_not_fit_are_named(
    cells: list[int], groups: list[int], answers: list[int], weights: list[float], message: str
) -> None:
    """The message has the row, the value and what was expected."""
    c, g, a = (np.array(part, np.int8) for part in (cells, groups, answers))
    with pytest.raises(StatisticsError, match=message):
        stats.collect(c, g, a, np.array(weights, np.float64), LAYOUT)


def test_small_integer_codes_do_not_overflow() -> None:
    """int8 codes of a layout with more than 127 places."""
    layout = stats.Layout(100, 12, 11)
    codes = np.array([99], np.int8), np.array([11], np.int8), np.array([10], np.int8)
    assert stats.collect(*codes, np.ones(1), layout).n[99, 11, 10] == 1


@pytest.mark.parametrize(
    ("units", "population", "message"),
    [
        ([4, 1], None, "stratum 1 has one respondent"),
        ([4, 3], [10.0, 2.0], r"population of stratum 1: found 2.0, expected at least its 3 respondents"),
        ([4, 3], [10.0], "found 1 sizes, expected one for each of 2 strata"),
        ([4, 3], [10.0, np.nan], "population of stratum 1: found nan"),
    ],
)
def test_a_design_that_gives_no_error_says_why(units: list[int], population: list[float] | None, message: str) -> None:
    """A lonely respondent, a frame smaller than its respondents, a frame of unknown size."""
    cells = np.repeat([0, 1], units)
    weights = np.ones(len(cells))
    moments = stats.collect(cells, cells, cells, weights, stats.Layout(2, 2, 2))
    frame = stats.Frame(np.arange(2), None, None if population is None else np.array(population))
    with pytest.raises(StatisticsError, match=message):
        stats.estimate(moments, GRADES, stats.describe(cells, weights, frame))


def test_a_stratum_taken_whole_has_no_sampling_error() -> None:
    """All four members of the frame answered; a lonely respondent who is the whole frame is no problem either."""
    cells = np.array([0, 0, 0, 0, 1])
    frame = stats.Frame(np.arange(2), None, np.array([4.0, 1.0]))
    moments = stats.collect(cells, cells * 0, np.array([0, 1, 0, 1, 1]), np.ones(5), stats.Layout(2, 1, 2))
    assert stats.estimate(moments, GRADES, stats.describe(cells, np.ones(5), frame)).total.se == 0


def test_what_the_strata_fix_has_no_error_and_no_test() -> None:
    """The share of a stratum among all, unweighted: its size was chosen. R: se 0; subtraction leaves 1e-10 of it."""
    waves = []
    for sizes in ([157, 109, 56, 38], [173, 132, 79, 46]):
        strata = np.repeat(np.arange(4), sizes)
        frame = stats.Frame(np.arange(4), None, np.array([900.0, 4000.0, 300.0, 250.0]))
        moments = stats.collect(strata, strata * 0, strata, np.ones(len(strata)), stats.Layout(4, 1, 4))
        design = stats.describe(strata, np.ones(len(strata)), frame)
        waves.append(stats.estimate(moments, np.eye(4), design, stats.Options(share=True)).total)
    for wave in waves:
        assert (wave.se == 0).all()
        assert np.isnan(wave.ci_low).all()
    assert np.isnan(stats.between_waves(waves[0], waves[1]).p).all()


def test_a_mean_that_the_weights_fix_has_no_error_and_no_test() -> None:
    """Calibrated to the same mean in two waves: what rounding makes of the difference is not a change."""
    waves = []
    for seed in (1, 2):
        ages = np.random.default_rng(seed).integers(18, 90, 400)
        places, cells = np.unique(ages, return_inverse=True)
        margins = stats.Margins(np.stack([np.ones(len(places)), places.astype(float)], axis=1))
        weights = 1 + (46.0 - ages.mean()) * (ages - ages.mean()) / ages.var()
        frame = stats.Frame(np.zeros(len(places), np.int64), np.arange(len(places)), None, margins)
        moments = stats.collect(cells, cells * 0, cells, weights, stats.Layout(len(places), 1, len(places)))
        waves.append(stats.estimate(moments, places.astype(float), stats.describe(cells, weights, frame)).total)
    for wave in waves:
        assert_allclose(wave.estimate, 46, rtol=1e-12)
        assert wave.se == 0
        assert np.isnan(wave.ci_low)
    assert np.isnan(stats.between_waves(waves[0], waves[1]).p)


def test_choices_that_make_no_sense_are_refused() -> None:
    """A level of 95, a group against itself, scores of another question, blocks of different layouts."""
    moments, design = collected(*VARIED)
    with pytest.raises(StatisticsError, match="confidence level: found 95"):
        stats.Options(level=95)
    with pytest.raises(StatisticsError, match="group 1: compared with itself"):
        stats.group_against_group(moments, GRADES, design, ([0, 1], [1, 1]))
    with pytest.raises(StatisticsError, match="scores: found 3, expected one for each of 2"):
        stats.estimate(moments, np.ones(3), design)
    with pytest.raises(StatisticsError, match="moments to add"):
        moments + moments.total()
    with pytest.raises(StatisticsError, match="designs to add"):
        design + stats.Design(design.units, design.stratum, np.zeros(1, np.int64), design.weight, design.weight2)
