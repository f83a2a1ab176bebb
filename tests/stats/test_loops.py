"""Loops that run as machine code give what plain linear algebra gives."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from peil.stats.arrays import aligned
from peil.stats.loops.influence import expect_moments
from peil.stats.loops.orders import LANES, whiten
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


def test_covariances_are_factored_in_every_order() -> None:
    """L⁻¹ and D of LDL′ of the items as they are ordered, in the places that they have in the covariance."""
    rng = np.random.default_rng(7)
    p = 7
    root = rng.normal(size=(p, p))
    covariance = root @ root.T + np.eye(p)
    orders = np.argsort(rng.random((2 * LANES, p)), axis=1)
    rows, pivots = np.empty((len(orders), p, p)), np.empty((len(orders), p))
    whiten(covariance, orders, rows, pivots, aligned(p, p, LANES))
    for order, found, d in zip(orders, rows, pivots, strict=True):
        factor = np.linalg.cholesky(covariance[np.ix_(order, order)])
        expected = np.linalg.inv(factor / np.diag(factor))
        assert_allclose(found[np.ix_(order, order)], expected, rtol=1e-9, atol=1e-12)
        assert_allclose(d[order], np.diag(factor) ** 2, rtol=1e-9)


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
