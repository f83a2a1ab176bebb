"""Covariances of answers of which some are missing: R lavaan's numbers, and what may not change them."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil.errors import FewTogetherError, StatisticsError
from peil.stats.arrays import FloatArray
from peil.stats.em import em_covariance
from peil.stats.eminfluence import em_influence
from peil.stats.loops.em import expect
from stats.schools import REFERENCE, numbers

EM = numbers("em")
# lavaan stops its search where the likelihood no longer rises in the fifteenth digit: parameters agree to half of that.
LAVAAN = 1e-6


def holes() -> tuple[list[str], FloatArray]:
    """The attitude survey with holes: names of the items, and (30, 7) answers."""
    with (REFERENCE / "data" / "attitude_holes.csv").open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))
    return heads, np.array([[float(one.replace("NA", "nan")) for one in row] for row in rows])


@pytest.mark.parametrize("case", ["plain", "weighted"])
def test_means_and_covariances_equal_those_of_lavaan(case: str) -> None:
    """The saturated model by full-information maximum likelihood, with weights from 1 to 2 as well."""
    names, values = holes()
    weights = np.linspace(1, 2, 30) if case == "weighted" else np.ones(30)
    found = em_covariance(values, weights, tolerance=1e-11)
    assert_allclose(found.mean, [EM[f"{case}/{a}"].estimate for a in names], rtol=LAVAAN)
    expected = [[EM[f"{case}/{a}/{b}"].estimate for b in names] for a in names]
    assert_allclose(found.covariance, expected, rtol=20 * LAVAAN, atol=1e-4)


@pytest.mark.parametrize("repeats", [False, True], ids=["by what is lacking", "by what is there"])
def test_what_a_row_lacks_follows_from_what_it_has(repeats: bool) -> None:
    """Mean μ_m + Σ_mo Σ_oo⁻¹ (x_o − μ_o) and covariance Σ_mm − Σ_mo Σ_oo⁻¹ Σ_om, whichever way they are found, for rows
    that lack nothing, some, most and all but one; an item that nearly repeats another has no inverse to rely on."""
    rng = np.random.default_rng(5)
    root, q = rng.normal(size=(9, 9)), 9
    root[1] = root[1] * (1e-2 if repeats else 1.0) + repeats * root[0]
    covariance, mean = root @ root.T / q + np.eye(q) * (1e-7 if repeats else 1.0), rng.normal(size=q)
    values, lacking = rng.normal(size=(40, q)), rng.integers(0, q, 40)
    known = rng.permuted(np.arange(q) >= lacking[:, None], axis=1)
    weights, seen = rng.uniform(1, 2, 40), np.argsort(~known, axis=1, kind="stable")
    filled, spread = np.where(known, values, 0.0) * np.sqrt(weights)[:, None], np.zeros((q, q))
    seen = np.concatenate([seen, known.sum(axis=1)[:, None]], axis=1)
    state = np.concatenate([covariance, mean[:, None]], axis=1)
    expect(filled, np.sqrt(weights), np.arange(41), seen, state, spread, np.empty((5, q, q)))
    filled /= np.sqrt(weights)[:, None]
    expected, left = values - mean, np.zeros((q, q))
    for row, has in enumerate(known):
        slopes = np.linalg.solve(covariance[np.ix_(has, has)], covariance[np.ix_(has, ~has)]).T
        expected[row, ~has] = slopes @ expected[row, has]
        own = covariance[np.ix_(~has, ~has)] - slopes @ covariance[np.ix_(has, ~has)]
        left[np.ix_(~has, ~has)] += weights[row] * own
    assert_allclose(filled, expected, rtol=1e-10, atol=1e-12)
    assert_allclose(spread, left, rtol=1e-10, atol=1e-12)


def test_without_holes_it_is_the_plain_covariance() -> None:
    """One pass finds it; the divisor is the sum of the weights."""
    rng = np.random.default_rng(1)
    values, weights = rng.normal(5, 2, (50, 4)), rng.uniform(0.5, 2, 50)
    found = em_covariance(values, weights)
    assert_allclose(found.mean, np.average(values, axis=0, weights=weights))
    assert_allclose(found.covariance, np.cov(values.T, aweights=weights, ddof=0))


@given(st.integers(0, 10**6))
def test_order_units_and_empty_rows_change_nothing(seed: int) -> None:
    """Rows and items in another order, other units, weights ten times as large, a row without answers."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(60, 4)) + rng.normal(size=(60, 1))
    values[rng.random((60, 4)) < 0.25] = np.nan
    weights = rng.uniform(0.5, 2, 60)
    found = em_covariance(values, weights, tolerance=1e-11)
    rows, items, scale = rng.permutation(60), rng.permutation(4), rng.uniform(0.1, 10, 4)
    other = np.concatenate([(values * scale)[np.ix_(rows, items)], np.full((1, 4), np.nan)])
    again = em_covariance(other, np.concatenate([weights[rows] * 10, [3.0]]), tolerance=1e-11)
    assert_allclose(again.mean, (found.mean * scale)[items], atol=1e-7 * scale.max())
    expected = (found.covariance * np.outer(scale, scale))[np.ix_(items, items)]
    assert_allclose(again.covariance, expected, rtol=1e-6, atol=1e-6)


def test_an_item_that_everyone_answered_alike_is_named() -> None:
    """It goes together with nothing: the caller must leave it out."""
    values = np.array([[1.0, 5], [2, 5], [3, np.nan]])
    with pytest.raises(StatisticsError, match="item 1: found no two different answers"):
        em_covariance(values, np.ones(3))


@pytest.mark.parametrize("both", [0, 2])
def test_items_that_hardly_anyone_answered_together_have_no_covariance(both: int) -> None:
    """Through two points goes a straight line, whatever they are; rows with weight 0 do not count. Three will do."""
    rng = np.random.default_rng(2)
    values, weights = rng.normal(size=(80, 3)), np.ones(80)
    values[:40, 0], values[40 + both : 79, 1] = np.nan, np.nan
    weights[79] = 0
    with pytest.raises(FewTogetherError, match=f"items 0 and 1: found {both} rows that have both"):
        em_covariance(values, weights)
    weights[79] = 1
    values[40:43, 1] = rng.normal(size=3)
    assert np.linalg.eigvalsh(em_covariance(values, weights).covariance).min() > -1e-9


def test_information_without_an_inverse_is_a_reason_and_no_crash() -> None:
    """A covariance that the answers do not fix: nobody gave the two items together."""
    values = np.random.default_rng(2).normal(size=(80, 3))
    values[:40, 0], values[40:, 1] = np.nan, np.nan
    with pytest.raises(StatisticsError, match="found information without an inverse"):
        em_influence(values, np.ones(80), np.zeros(3), np.eye(3), np.ones((1, 3, 3)))
