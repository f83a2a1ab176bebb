"""Loops that run as machine code give what plain linear algebra gives."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil.stats.arrays import aligned
from peil.stats.loops.influence import expect_moments
from peil.stats.loops.orders import LANES, bend
from peil.stats.loops.placing import TOGETHER, count_corners, count_ranks


@pytest.mark.parametrize("repeats", [False, True], ids=["by what is lacking", "by what is there"])
def test_a_row_has_the_moments_that_are_expected_from_what_it_has(repeats: bool) -> None:
    """1, deviations and products, and the sums with what is left of what is lacking, by plain regression; for rows that
    lack nothing, some, most and all but one; an item that nearly repeats another leaves no inverse of all to rely on.
    """
    rng = np.random.default_rng(6)
    q = 8
    root = rng.normal(size=(q, q))
    root[1] = root[1] * (1e-2 if repeats else 1.0) + repeats * root[0]
    covariance = root @ root.T / q + np.eye(q) * (1e-6 if repeats else 1.0)
    values, lacking = rng.normal(size=(30, q)), rng.integers(0, q, 30)
    values[rng.permuted(np.arange(q) < lacking[:, None], axis=1)] = np.nan
    weights, upper = rng.uniform(1, 2, 30), np.triu_indices(q)
    moments, sums = np.empty((30, 1 + q + len(upper[0]))), np.zeros((len(upper[0]), 1 + q + len(upper[0])))
    expect_moments(values, weights, covariance, moments, sums, np.empty((5, q, q)), np.empty(q, np.int64))
    expected = np.zeros_like(sums)
    for n, row in enumerate(values):
        has = np.isfinite(row)
        slopes = covariance[:, has] @ np.linalg.inv(covariance[np.ix_(has, has)])
        left = covariance - slopes @ covariance[has]
        left[has] = left[:, has] = 0.0
        z = slopes @ row[has]
        moment = [[1.0], z, (np.outer(z, z) + left)[upper]]
        assert_allclose(moments[n], np.concatenate(moment), rtol=1e-8, atol=1e-9)
        less = np.concatenate([*moment[:2], (np.outer(z, z) + left / 2)[upper]])
        expected += weights[n] * np.outer(left[upper], less)
    assert_allclose(sums, expected, rtol=1e-8, atol=1e-8)


def test_what_predictors_add_moves_as_in_each_order_by_itself() -> None:
    """λ_k, b_k, d_k and z_k by a Cholesky factor of the items in every order, put back in their places."""
    rng = np.random.default_rng(7)
    p = 7
    root = rng.normal(size=(p, p))
    covariance, outcomes = root @ root.T + np.eye(p), rng.normal(size=(2, p))
    orders = np.argsort(rng.random((LANES, p)), axis=1)
    rows, bent, added = np.empty((LANES, p, p)), np.empty((LANES, p, p + 2)), np.zeros(p)
    bend(covariance, outcomes, orders, rows, bent, added, aligned(p + 7, p, LANES))
    expected = np.zeros(p)
    for order, row, bow in zip(orders, rows, bent, strict=True):
        factor = np.linalg.cholesky(covariance[np.ix_(order, order)])
        d = np.diag(factor) ** 2
        unit = np.linalg.inv(factor / np.diag(factor))
        one, other = (unit @ outcome[order] / d for outcome in outcomes)
        assert_allclose(row[np.ix_(order, order)], unit, rtol=1e-9, atol=1e-12)
        for k in range(p):
            curve = -sum(((one[k] * other[j] + other[k] * one[j]) * unit[j] for j in range(k)), np.zeros(p))
            curve = curve - one[k] * other[k] * unit[k]
            assert_allclose(bow[order[k]], np.append(curve[order.argsort()], [other[k], one[k]]), rtol=1e-9, atol=1e-12)
        expected[order] += one * other * d
    assert_allclose(added, expected, rtol=1e-9)


def test_places_among_draws_are_counted() -> None:
    """How often each item is the first, the second and so on, in three lots of draws; the largest is the first."""
    drawn = np.random.default_rng(8).normal(size=(6, 3 * TOGETHER)) + np.linspace(0, 1, 6)[:, None]
    counts = np.zeros((6, 6), np.int64)
    count_ranks(drawn, counts, np.empty((6, TOGETHER), np.int64))
    ranks = (-drawn).argsort(axis=0).argsort(axis=0)
    assert counts.tolist() == [np.bincount(one, minlength=6).tolist() for one in ranks]


def test_draws_are_counted_by_their_side_of_both_borders() -> None:
    """On a border counts as important and high; the squares are those of a variance of the distances."""
    rng = np.random.default_rng(9)
    axes, borders = rng.normal(5, 1, (2, 4, 100)), rng.normal(5, 1, (2, 100))
    axes[0, 0, :50] = borders[0, :50]
    counts, squares = np.empty((4, 3), np.int64), np.empty((4, 2))
    count_corners(axes[0], axes[1], borders, counts, squares)
    important, rated = axes >= borders[:, None]
    expected = [(important & rated).sum(axis=1), important.sum(axis=1), rated.sum(axis=1)]
    assert counts.T.tolist() == [one.tolist() for one in expected]
    assert_allclose(squares.T, (axes - borders[:, None]).var(axis=2) * 100)
