"""What must hold for any respondents of quantiles, spread, promoters, answers, overlapping groups and whole tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil import stats
from peil.stats.arrays import FloatArray
from stats.test_properties import ANSWERS, GROUPS, SCORES, People, agree, people

Measure = Callable[[stats.Moments, FloatArray, stats.Design], object]
NPS = np.array([-100.0, -100.0, 0.0, 0.0, 100.0])
ONE, TWO = np.array([0.0, 1, 0, 1, 0]), np.array([0.0, 0, 1, 1, 0])
SIDES = (np.array([[1.0, 1.0, 0.0]]), np.array([[0.0, 1.0, 1.0]]))


def order(scores: FloatArray, values: FloatArray) -> FloatArray:
    """`values`, which belong to the answers of SCORES, put where these answers are now."""
    return values[np.searchsorted(SCORES, scores)]


MEASURES: dict[str, Measure] = {
    "median": lambda m, s, d: stats.estimate_quantile(m, s, 0.5, d).groups,
    "woodruff": lambda m, s, d: stats.estimate_quantile(m, s, 0.3, d, interval="woodruff").groups,
    "spread": lambda m, s, d: stats.estimate_spread(m, s, d).groups,
    "spread against rest": stats.spread_against_rest,
    "promoters": lambda m, s, d: stats.estimate_promoters(m, order(s, NPS), d).groups,
    "whole table": lambda m, _, d: stats.rao_scott(m, d),
    "answers": lambda m, s, d: stats.answer_against_answer(m, order(s, ONE), order(s, TWO), d),
}


def measured(name: str, rows: People, scores: FloatArray = SCORES) -> object:
    """One measure of these people."""
    return MEASURES[name](rows.moments(), scores, rows.design())


@pytest.mark.parametrize("name", MEASURES)
@given(people(), st.floats(1e-3, 1e3))
def test_the_scale_of_the_weights_changes_nothing(name: str, rows: People, scale: float) -> None:
    """Ten times the weights: the same figure, error and interval."""
    one, two = measured(name, rows), measured(name, replace(rows, weights=rows.weights * scale))
    left, right = dict(vars(one)), dict(vars(two))
    left.pop("sum_weight", None)
    for field, value in left.items():
        assert_allclose(right[field], value, rtol=1e-6, atol=1e-9, err_msg=field)


@pytest.mark.parametrize("name", MEASURES)
@given(people(), st.integers(0, 2**31))
def test_the_order_of_the_rows_changes_nothing(name: str, rows: People, seed: int) -> None:
    """Shuffled respondents give the same figures."""
    shuffled = rows.rows(np.random.default_rng(seed).permutation(len(rows.cells)))
    agree(measured(name, rows), measured(name, shuffled), rtol=1e-7)


@pytest.mark.parametrize("name", MEASURES)
@given(people(), st.floats(0, 1))
def test_blocks_of_rows_add_up(name: str, rows: People, where: float) -> None:
    """Every measure follows from moments that add up."""
    first, second = (rows.rows(part) for part in np.split(np.arange(len(rows.cells)), [int(where * len(rows.cells))]))
    moments, design = first.moments() + second.moments(), first.design() + second.design()
    agree(measured(name, rows), MEASURES[name](moments, SCORES, design), rtol=1e-7)


@pytest.mark.parametrize("name", MEASURES)
@given(people(), st.permutations(range(GROUPS)), st.permutations(range(ANSWERS)))
def test_labels_carry_no_meaning(name: str, rows: People, groups: list[int], answers: list[int]) -> None:
    """Other codes for groups and answers permute the results and nothing else."""
    scores = np.empty(ANSWERS)
    scores[np.array(answers)] = SCORES
    other = replace(rows, groups=np.array([*groups, -1])[rows.groups], answers=np.array([*answers, -1])[rows.answers])
    one, two = measured(name, rows), measured(name, other, scores)
    for field, value in vars(one).items():
        moved = np.asarray(getattr(two, field))
        moved = moved[np.array(groups)] if moved.ndim else moved
        assert_allclose(moved, value, rtol=1e-7, atol=1e-9, err_msg=field)


@given(people())
def test_a_group_of_all_is_the_total(rows: People) -> None:
    """Groups merged into one give what the total of the groups gives."""
    inside = replace(rows, groups=np.where(rows.groups < 0, -1, 0))
    design = rows.design()
    pairs = [
        (
            stats.estimate_quantile(part.moments(), SCORES, 0.5, design),
            stats.estimate_spread(part.moments(), SCORES, design),
            stats.estimate_promoters(part.moments(), NPS, design),
        )
        for part in (rows, inside)
    ]
    for apart, one in zip(*pairs, strict=True):
        total, merged = apart.total, one.groups
        for field, value in vars(total).items():
            found = np.asarray(getattr(merged, field))
            assert_allclose(found[0] if found.ndim else found, value, rtol=1e-8, atol=1e-9, err_msg=field)


@given(people())
def test_sides_that_do_not_overlap_are_two_groups(rows: People) -> None:
    """The general comparison gives what group against group and group against rest give."""
    moments, design = rows.moments(), rows.design()
    eye = np.eye(GROUPS)
    rest = stats.overlapping_groups(moments, SCORES, design, (eye, 1 - eye))
    agree(stats.group_against_rest(moments, SCORES, design), rest, rtol=1e-7)
    pair = stats.overlapping_groups(moments, SCORES, design, (eye[[0]], eye[[1]]))
    agree(stats.group_against_group(moments, SCORES, design, ([0], [1])), pair, rtol=1e-7)


@given(people())
def test_who_stands_on_both_sides_counts_on_both(rows: People) -> None:
    """Groups 0 and 1 against groups 1 and 2, straight from the formulas over all rows."""
    x, w, valid = np.where(rows.answers >= 0, SCORES[rows.answers], 0.0), rows.weights, rows.answers >= 0
    u = np.zeros(len(w))
    for sign, side in ((1, valid & np.isin(rows.groups, (0, 1))), (-1, valid & np.isin(rows.groups, (1, 2)))):
        mean = np.average(x[side], weights=w[side])
        u[side] += sign * w[side] * (x[side] - mean) / w[side].sum()
    expected = 0.0
    for stratum, size in enumerate((300, 500)):
        part = u[rows.cells // 3 == stratum]
        expected += (1 - len(part) / size) * len(part) * part.var(ddof=1)
    found = stats.overlapping_groups(rows.moments(), SCORES, rows.design(calibrated=False), SIDES)
    assert_allclose(found.se[0], np.sqrt(expected), rtol=1e-7)


@given(people())
def test_an_interval_holds_its_estimate(rows: People) -> None:
    """The ends lie on either side, within the scale."""
    moments, design = rows.moments(), rows.design()
    for part in (0.1, 0.5, 0.9):
        median = stats.estimate_quantile(moments, SCORES, part, design).groups
        known = np.isfinite(median.ci_low)
        assert (median.ci_low[known] <= median.estimate[known]).all()
        assert (median.estimate[known] <= median.ci_high[known]).all()
        assert np.isin(median.estimate, SCORES).all()
    score = stats.estimate_promoters(moments, NPS, design).groups
    known = np.isfinite(score.ci_low)
    assert ((score.ci_low >= -100) & (score.ci_low <= score.estimate + 1e-9))[known].all()
    assert ((score.ci_high <= 100) & (score.ci_high >= score.estimate - 1e-9))[known].all()


@given(people())
def test_the_other_way_round_is_the_same_test(rows: People) -> None:
    """a against b is b against a with the sign turned; the table test knows no order of answers."""
    moments, design = rows.moments(), rows.design()
    one = stats.answer_against_answer(moments, ONE, TWO, design)
    two = stats.answer_against_answer(moments, TWO, ONE, design)
    assert_allclose(two.difference, -one.difference, atol=1e-12)
    assert_allclose(two.p, one.p, rtol=1e-9)
    turned = stats.Moments(moments.n[..., ::-1], moments.w[..., ::-1], moments.w2[..., ::-1])
    agree(stats.rao_scott(moments, design), stats.rao_scott(turned, design), rtol=1e-6)


def test_all_alike_have_no_spread_and_no_error_of_it() -> None:
    """Everyone gives an 8: sd 0, no interval, no test; the median is 8, its interval unknown; promoters Wilson-like."""
    zero, n = np.zeros(30, np.int64), 30
    moments = stats.collect(zero, zero, zero + 3, np.ones(n), stats.Layout(1, 1, ANSWERS))
    design = stats.weights_only(np.ones(n))
    spread = stats.estimate_spread(moments, SCORES, design).groups
    assert spread.estimate[0] == 0
    assert np.isnan(spread.ci_low[0])
    median = stats.estimate_quantile(moments, SCORES, 0.5, design).groups
    assert median.estimate[0] == 8
    assert np.isnan(median.ci_low[0])
    score = stats.estimate_promoters(moments, np.full(ANSWERS, 100.0), design).groups
    assert score.ci_high[0] == pytest.approx(100)
    assert 60 < score.ci_low[0] < 100


def test_nobody_gives_nothing() -> None:
    """An empty group has NaN for every measure."""
    none = np.array([], np.int64)
    moments = stats.collect(none, none, none, np.array([]), stats.Layout(1, 2, ANSWERS))
    design = stats.weights_only(np.array([]))
    for found in (
        stats.estimate_quantile(moments, SCORES, 0.5, design).groups,
        stats.estimate_spread(moments, SCORES, design).groups,
        stats.estimate_promoters(moments, NPS, design).groups,
    ):
        assert np.isnan([found.estimate, found.se, found.ci_low, found.ci_high]).all()
    assert np.isnan(stats.answer_against_answer(moments, ONE, TWO, design).difference).all()
    assert np.isnan(stats.rao_scott(moments, design).p)
