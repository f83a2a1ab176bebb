"""Exact importance: relaimpo's numbers, brute force over all subsets, and what may not change it."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray
from peil.stats.importance import attribution, importance
from stats.schools import REFERENCE

# R relaimpo 2.2-7, calc.relimp(type = "lmg"), on R's built-in data.
RELAIMPO = {
    "swiss": (0.7067350016, [0.05709122077, 0.1711730289, 0.26013467862, 0.10557015037, 0.11276592293]),
    "swiss weighted": (0.7098518008, [0.06727662347, 0.16159610828, 0.30389482805, 0.08279756102, 0.09428667995]),
    "attitude": (
        0.7326019925,
        [0.370816194319, 0.050903792972, 0.155765990169, 0.120345079404, 0.006588722546, 0.028182213122],
    ),
    "mtcars": (0.7619773, [0.1774892, 0.2027032, 0.3817849]),
}
COLUMNS = {"mtcars": ("am", "vs", "cyl", "mpg")}


def answers(name: str) -> FloatArray:
    """(rows, p+1) the built-in data, the outcome last: it is the first column of the file."""
    lines = (REFERENCE / "data" / f"{name}.csv").read_text("utf-8").splitlines()
    heads = [head.strip('"') for head in lines[0].split(",")]
    table = np.array([[float(one) for one in line.split(",")] for line in lines[1:]])
    if name in COLUMNS:
        return table[:, [heads.index(column) for column in COLUMNS[name]]]
    return np.roll(table, -1, axis=1)


def correlation(table: FloatArray, weights: FloatArray | None = None) -> FloatArray:
    """The (weighted) covariance matrix on the scale of correlations."""
    covariance = np.cov(table.T, aweights=weights)
    scale = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(scale, scale), np.float64)


def random(predictors: int, seed: int, problems: int = 1) -> FloatArray:
    """Correlations of satisfied people: everything goes together."""
    rng = np.random.default_rng(seed)
    return np.stack(
        [correlation(rng.normal(size=(200, predictors + 1)) + rng.normal(size=(200, 1))) for _ in range(problems)]
    )


def by_brute_force(matrix: FloatArray) -> FloatArray:
    """The definition, word for word."""
    p = len(matrix) - 1

    def r2(subset: tuple[int, ...]) -> float:
        chosen = list(subset)
        return float(matrix[-1, chosen] @ np.linalg.solve(matrix[np.ix_(chosen, chosen)], matrix[chosen, -1]))

    found = np.zeros(p)
    for one in range(p):
        others = [k for k in range(p) if k != one]
        for size in range(p):
            weight = factorial(size) * factorial(p - 1 - size) / factorial(p)
            for subset in combinations(others, size):
                found[one] += weight * (r2((*subset, one)) - (r2(subset) if subset else 0.0))
    return found


@pytest.mark.parametrize("name", RELAIMPO)
def test_the_shares_are_those_of_relaimpo(name: str) -> None:
    """On swiss, swiss with weights from 1 to 2, attitude and mtcars."""
    file, *weighted = name.split()
    table = answers(file)
    found = importance(correlation(table, np.linspace(1, 2, len(table)) if weighted else None))
    r2, shares = RELAIMPO[name]
    digits = 1e-6 if name == "mtcars" else 1e-9
    assert_allclose(found.r2, [r2], rtol=digits)
    assert_allclose(found.shares[0], shares, rtol=digits)


@pytest.mark.parametrize("predictors", [1, 2, 3, 4, 7, 9, 12])
def test_the_shares_are_those_of_the_definition(predictors: int) -> None:
    """Every subset by a regression of its own, up to twelve predictors, equal to 1e-12."""
    matrix = random(predictors, predictors)[0]
    assert_allclose(importance(matrix).shares[0], by_brute_force(matrix), atol=1e-12)


def test_many_problems_give_what_each_gives_alone() -> None:
    """Seventy replicates side by side: the lanes do not meet."""
    matrices = random(6, 3, 70)
    alone = np.concatenate([importance(matrix).shares for matrix in matrices])
    assert_allclose(importance(matrices).shares, alone, atol=1e-14)


@given(st.integers(2, 8), st.integers(0, 10**6))
def test_order_and_scale_change_nothing_and_shares_add_up_to_r2(predictors: int, seed: int) -> None:
    """Items in another order, or in other units, have the same shares; none is negative."""
    rng = np.random.default_rng(seed)
    matrix = random(predictors, seed)[0]
    found = importance(matrix)
    order = np.concatenate([rng.permutation(predictors), [predictors]])
    scale = rng.uniform(0.1, 10, predictors + 1) * rng.choice([-1, 1], predictors + 1)
    other = importance((matrix * np.outer(scale, scale))[np.ix_(order, order)])
    assert_allclose(other.shares[0], found.shares[0, order[:-1]], atol=1e-11)
    assert_allclose(found.shares.sum(axis=1), found.r2, atol=1e-11)
    assert (found.shares >= 0).all()


def test_the_same_aspect_twice_shares_equally_and_a_constant_one_has_nothing() -> None:
    """No traceback, and the others keep what they had: a constant one is no player."""
    matrix = random(4, 1)[0]
    index = [0, 1, 2, 3, 3, 4]
    doubled = importance(matrix[np.ix_(index, index)])
    assert_allclose(doubled.shares[0, 3], doubled.shares[0, 4], rtol=1e-9)
    assert_allclose(doubled.r2, importance(matrix).r2, atol=1e-9)
    constant = np.zeros((6, 6))
    kept = [0, 1, 2, 4, 5]
    constant[np.ix_(kept, kept)] = matrix
    assert_allclose(
        importance(constant).shares[0], [*importance(matrix).shares[0, :3], 0, importance(matrix).shares[0, 3]]
    )


def test_a_matrix_that_no_answers_can_have_given_is_refused() -> None:
    """Pairwise correlations of different people: .9, .9 and −.9 do not fit together."""
    matrix = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1.0]])
    with pytest.raises(StatisticsError, match=r"found an eigenvalue of -0\.8, expected none below 0"):
        importance(matrix)
    with pytest.raises(StatisticsError, match="found 31, expected 1 to 30"):
        importance(np.eye(32))


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_change_is_attributed_as_the_definition_says(count: int) -> None:
    """The Shapley value of β_S′Δ_S by brute force, also of fewer predictors than are taken together; in all β′Δ."""
    matrix, change = random(count, 8)[0], np.array([0.3, -0.1, 0.05, 0.2, 0.0, -0.4])[:count]
    predictors, outcome = matrix[:-1, :-1], matrix[:-1, -1] * 1.7

    def value(subset: tuple[int, ...]) -> float:
        chosen = list(subset)
        return float(change[chosen] @ np.linalg.solve(predictors[np.ix_(chosen, chosen)], outcome[chosen]))

    expected = np.zeros(count)
    for one in range(count):
        others = [k for k in range(count) if k != one]
        for size in range(count):
            weight = factorial(size) * factorial(count - 1 - size) / factorial(count)
            for subset in combinations(others, size):
                expected[one] += weight * (value((*subset, one)) - (value(subset) if subset else 0.0))
    found = attribution(predictors[None], outcome, change)[0]
    assert_allclose(found, expected, atol=1e-12)
    assert_allclose(found.sum(), value(tuple(range(count))), atol=1e-12)


def test_a_change_in_many_aspects_adds_up_and_a_repeated_one_shares() -> None:
    """Eleven predictors, the last the same as the first: what these carry is equal, and all together β′Δ."""
    matrix = random(10, 3)[0]
    twice = [*range(10), 0]
    predictors, outcome, change = matrix[:-1, :-1], matrix[:-1, -1], np.linspace(-0.5, 0.6, 10)
    found = attribution(predictors[np.ix_(twice, twice)][None], outcome[twice], change[twice])[0]
    assert_allclose(found[0], found[-1], atol=1e-12)
    assert_allclose(found.sum(), change @ np.linalg.solve(predictors, outcome), atol=1e-12)
