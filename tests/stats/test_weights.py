"""Cell weights reach their targets or say why they cannot; the price of weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil import stats
from peil.errors import StatisticsError

CODES = np.array([0, 0, 0, 1, 1, 2])
TARGETS = np.array([0.2, 0.3, 0.5])


def test_cell_weights_reach_the_targets_with_mean_one() -> None:
    """Three, two and one respondents to 20, 30 and 50%."""
    weights = stats.cell_weights(CODES, TARGETS)
    assert_allclose(weights, [0.4, 0.4, 0.4, 0.9, 0.9, 3.0], rtol=1e-14)
    assert_allclose(weights.mean(), 1, rtol=1e-14)


def test_design_weights_keep_their_ratios_inside_a_cell() -> None:
    """The weights start from the design weights."""
    base = np.array([1.0, 2, 3, 1, 1, 4])
    weights = stats.cell_weights(CODES, TARGETS, base)
    assert_allclose(weights[1] / weights[0], 2, rtol=1e-14)
    assert_allclose(np.bincount(CODES, weights) / weights.sum(), TARGETS, rtol=1e-12)


def test_respondents_without_a_cell_get_the_weight_of_the_rule() -> None:
    """The targets hold among the respondents who have a cell."""
    codes = np.append(CODES, -1)
    weights = stats.cell_weights(codes, TARGETS, without_cell=1.0)
    assert weights[-1] == 1
    assert_allclose(weights[:-1], stats.cell_weights(CODES, TARGETS), rtol=1e-14)


@pytest.mark.parametrize(
    ("codes", "targets", "message"),
    [
        ([0, 1], [0.2, 0.3, 0.5], "weighting cell 2: found no respondents"),
        ([0, 1], [0.5, 0.3], "targets: found shares that add up to 0.8"),
        ([0, 1], [1.5, -0.5], "targets: found"),
        ([0, 1], [1.0, 0.0], "weighting cell 1: found respondents and a target of 0"),
        ([0, -1], [0.5, 0.5], "row 1 has no weighting cell"),
        ([0, 2], [0.5, 0.5], "cell code of row 1: found 2"),
        ([], [0.5, 0.5], "weighting cell 0: found no respondents"),
    ],
)
def test_targets_that_cannot_be_reached_stop_with_the_cell(
    codes: list[int], targets: list[float], message: str
) -> None:
    """Nothing is silently dropped or rescaled."""
    with pytest.raises(StatisticsError, match=message):
        stats.cell_weights(np.array(codes, np.int64), np.array(targets))


def test_design_weights_of_zero_leave_a_cell_empty() -> None:
    """A cell whose respondents all weigh nothing cannot reach its target."""
    with pytest.raises(StatisticsError, match="weighting cell 2: found no respondents"):
        stats.cell_weights(CODES, TARGETS, np.array([1.0, 1, 1, 1, 1, 0]))


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=60),
    st.lists(st.floats(0.01, 1), min_size=4, max_size=4),
    st.integers(0, 2**31),
)
def test_any_feasible_targets_are_reached(extra: list[int], parts: list[float], seed: int) -> None:
    """Totals equal the targets to 1e-9 and the mean is 1, whatever the design weights."""
    codes = np.array([0, 1, 2, 3, *extra])
    targets = np.array(parts) / sum(parts)
    base = np.random.default_rng(seed).uniform(0.01, 100, len(codes))
    weights = stats.cell_weights(codes, targets, base)
    assert_allclose(np.bincount(codes, weights) / len(codes), targets, atol=1e-9)
    assert_allclose(weights, stats.cell_weights(codes, targets, base * 10), rtol=1e-12)


def test_the_price_of_weights_is_known() -> None:
    """Weights 1, 1, 2: effective base 16/6 of 3."""
    found = stats.summary(np.array([1.0, 1, 2]))
    assert found.n == 3
    assert_allclose([found.n_effective, found.efficiency, found.design_effect], [16 / 6, 800 / 9, 9 / 8], rtol=1e-14)
    assert_allclose([found.smallest, found.largest], [0.75, 1.5], rtol=1e-14)


@pytest.mark.parametrize("weights", [[], [0.0, 0.0], [1.0, -1.0], [1.0, np.nan], [1.0, np.inf]])
def test_weights_that_are_no_weights_are_refused(weights: list[float]) -> None:
    """None, all zero, negative, missing, infinite."""
    with pytest.raises(StatisticsError, match="weight"):
        stats.summary(np.array(weights))
