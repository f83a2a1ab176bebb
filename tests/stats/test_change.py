"""A change told apart in real change and mix: by hand, against R's svycontrast, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil import stats
from peil.stats.arrays import FloatArray
from stats.schools import EXACT, numbers, wave

CHANGE = numbers("change")
QUESTION = {"mean": "api00", "share": "both"}
# R differentiates ratios of totals near 4 million: of a standard error near 13 this loses some digits.
R_TOLERANCE = 1e-8


def sample(kind: str, file: str, measure: str, break_name: str, scores: FloatArray) -> stats.Sample:
    """A wave of schools, its answers coded by scores that both waves share."""
    schools = wave(kind, file)
    answers = np.searchsorted(scores, schools.columns[QUESTION[measure]])
    groups = schools.codes(break_name)
    layout = stats.Layout(len(schools.design.units), 3 if break_name == "stype" else 2, len(scores))
    return stats.Sample(stats.collect(schools.cells, groups, answers, schools.weights, layout), schools.design)


def split(kind: str, measure: str, break_name: str) -> stats.ChangeSplit:
    """The change from apisrs to apistrat."""
    files = ("apistrat", "apisrs")
    scores = np.unique(np.concatenate([wave(kind, file).columns[QUESTION[measure]] for file in files]))
    now, then = (sample(kind, file, measure, break_name, scores) for file in files)
    return stats.split_change(now, then, scores, EXACT)


@pytest.mark.parametrize("case", CHANGE)
def test_each_part_of_a_change_and_its_error_equal_those_of_r(case: str) -> None:
    """svycontrast of the same nonlinear function of svytotal, both waves stacked."""
    kind, measure, break_name, part = case.split("/")
    found = split(kind, measure, break_name)
    contrast: stats.Contrast = getattr(found, part)
    assert_allclose(contrast.difference, CHANGE[case].estimate, rtol=R_TOLERANCE, atol=1e-9)
    if break_name == "sch.wide" and kind.startswith("poststrat") and part == "mix":
        assert found.fixed  # the weights fix these shares; R's error is rounding
    else:
        assert_allclose(contrast.se, CHANGE[case].se, rtol=R_TOLERANCE)


def plain(shares: tuple[int, int], means: tuple[int, int]) -> stats.Sample:
    """A wave of two groups, all of a group giving the same grade (the score is its code)."""
    groups = np.repeat([0, 1], shares)
    answers = np.repeat(means, shares)
    weights = np.ones(sum(shares))
    layout = stats.Layout(1, 2, 101)
    moments = stats.collect(np.zeros(len(groups), np.int64), groups, answers, weights, layout)
    return stats.Sample(moments, stats.weights_only(weights))


def test_two_groups_that_rise_by_a_tenth_while_the_total_falls_are_told_apart() -> None:
    """7.0 and 5.0 become 7.1 and 5.1, the mix goes from 70/30 to 50/50: 6.4 to 6.1 is +0.1 real and −0.4 mix."""
    found = stats.split_change(plain((50, 50), (71, 51)), plain((70, 30), (70, 50)), np.arange(101) / 10)
    assert_allclose([found.total.difference, found.real.difference, found.mix.difference], [-0.3, 0.1, -0.4])
    assert_allclose(found.group_real, [0.06, 0.04])


def test_a_group_that_only_one_wave_has_counts_in_the_mix() -> None:
    """The others stay at 7.0; 50 new ones who give a 5.0 are a change of the mix alone."""
    found = stats.split_change(plain((50, 50), (70, 50)), plain((70, 0), (70, 50)), np.arange(101) / 10)
    assert_allclose(
        [found.total.difference, found.real.difference, found.mix.difference], [-1.0, 0.0, -1.0], atol=1e-12
    )


def test_a_wave_without_answers_gives_nothing() -> None:
    """No number is made up where one of the waves has no answer."""
    found = stats.split_change(plain((50, 50), (70, 50)), plain((0, 0), (70, 50)), np.arange(101) / 10)
    for part in (found.total, found.real, found.mix):
        assert np.isnan(part.difference)
        assert np.isnan(part.se)
    assert np.isnan(found.group_real).all()


@st.composite
def samples(draw: st.DrawFn) -> tuple[stats.Sample, FloatArray, tuple[FloatArray, ...]]:
    """A random wave: up to 3 cells, 3 groups, 4 answers, weights of any size."""
    size = draw(st.integers(4, 40))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    cells, groups, answers = rng.integers(0, 2, size), rng.integers(0, 3, size), rng.integers(-1, 4, size)
    weights = rng.uniform(0.2, 3, size)
    frame = stats.Frame(stratum=np.zeros(2, np.int64), calibration=np.array([0, 1]) if draw(st.booleans()) else None)
    layout = stats.Layout(2, 3, 4)
    moments = stats.collect(cells, groups, answers, weights, layout)
    return stats.Sample(moments, stats.describe(cells, weights, frame)), np.array([1.0, 3.0, 7.0, 10.0]), ()


@given(samples(), samples())
def test_the_parts_always_add_up_to_the_change(
    one: tuple[stats.Sample, FloatArray, object], two: tuple[stats.Sample, FloatArray, object]
) -> None:
    """real + mix = total, and the groups add up to either part, whatever is empty."""
    found = stats.split_change(one[0], two[0], one[1])
    assert_allclose(found.real.difference + found.mix.difference, found.total.difference, atol=1e-9)
    assert_allclose(found.group_real.sum(axis=-1), found.real.difference, atol=1e-9)
    assert_allclose(found.group_mix.sum(axis=-1), found.mix.difference, atol=1e-9)
