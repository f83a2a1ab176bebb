"""A round of `em.em_covariance` over some rows, as machine code. Imported when first needed: numba takes its time."""

from __future__ import annotations

from typing import Any

import numpy as np

from peil.stats.machine import compiled


@compiled()
def _factor(matrix: Any, size: int) -> None:
    """Cholesky in place: the lower triangle of the first `size` rows; a pivot that is not above zero becomes zero."""
    for j in range(size):
        pivot = matrix[j, j]
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k]
        root = np.sqrt(pivot) if pivot > 1e-12 else 0.0
        matrix[j, j] = root
        inverse = 1.0 / root if root > 0.0 else 0.0
        for i in range(j + 1, size):
            value = matrix[i, j]
            for k in range(j):
                value -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = value * inverse


@compiled()
def _solve_lower(factor: Any, size: int, vector: Any) -> None:
    """L⁻¹v in place."""
    for i in range(size):
        value = vector[i]
        for k in range(i):
            value -= factor[i, k] * vector[k]
        vector[i] = value / factor[i, i] if factor[i, i] > 0.0 else 0.0


@compiled()
def _solve_upper(factor: Any, size: int, vector: Any) -> None:
    """L⁻ᵀv in place."""
    for i in range(size - 1, -1, -1):
        value = vector[i]
        for k in range(i + 1, size):
            value -= factor[k, i] * vector[k]
        vector[i] = value / factor[i, i] if factor[i, i] > 0.0 else 0.0


@compiled()
def _by_what_is_there(state: Any, seen: Any, has: int, factor: Any, across: Any, left: Any) -> None:
    """What rows with one pattern share: the factor of what they have, how what they lack follows, and what is left."""
    missing = len(state) - has
    for a in range(has):
        for b in range(a + 1):
            factor[a, b] = state[seen[a], seen[b]]
    _factor(factor, has)
    for m in range(missing):
        for a in range(has):
            across[m, a] = state[seen[has + m], seen[a]]
        _solve_lower(factor, has, across[m])
    for m in range(missing):
        for o in range(m + 1):
            value = state[seen[has + m], seen[has + o]]
            for a in range(has):
                value -= across[m, a] * across[o, a]
            left[m, o] = value


@compiled()
def _by_what_is_lacking(precision: Any, seen: Any, has: int, factor: Any, across: Any, left: Any) -> None:
    """The same from the inverse of all covariances: only what is lacking is factored, mostly much less than is there.

    `across` holds the part of the inverse between what is lacking and what is there, `factor` that of what is lacking.
    """
    missing = len(precision) - has
    for m in range(missing):
        for a in range(has):
            across[m, a] = -precision[seen[has + m], seen[a]]
        for o in range(m + 1):
            factor[m, o] = precision[seen[has + m], seen[has + o]]
    _factor(factor, missing)
    for m in range(missing):
        column = left[m, :missing]
        column[:] = 0.0
        column[m] = 1.0
        _solve_lower(factor, missing, column)
        _solve_upper(factor, missing, column)


@compiled()
def _differ(one: Any, other: Any) -> bool:
    for place in range(len(one)):  # noqa: SIM110 - a generator is no machine code
        if one[place] != other[place]:
            return True
    return False


@compiled(
    "void(float64[:,::1], int64[:,::1], int64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,::1])"
)
def fill_rows(values: Any, seen: Any, counts: Any, weights: Any, state: Any, precision: Any, spread: Any) -> None:
    """Make of `values` (N, q) deviations from the mean, what a row lacks as expected from what it has, and add to
    `spread` (q, q) the weighted covariances of what they lack; of two items one of both is added to.

    `seen`: (N, q) per row the positions that it has, then those that it lacks; `counts`: (N,) how
    many it has. `state`: (q, q+1) covariances, and the means; `precision`: (q, q) their inverse, or (0, 0) where they
    have none to rely on. Rows with the same pattern that stand together share its factorisation.
    """
    q = len(state)
    factor, across, left = np.empty((q, q)), np.empty((q, q)), np.empty((q, q))
    there, lacking = np.empty(q), np.empty(q)
    for n in range(len(values)):
        has = counts[n]
        missing = q - has
        inverted = len(precision) > 0 and missing < has
        if n == 0 or counts[n - 1] != has or _differ(seen[n], seen[n - 1]):
            if inverted:
                _by_what_is_lacking(precision, seen[n], has, factor, across, left)
            else:
                _by_what_is_there(state, seen[n], has, factor, across, left)
        for a in range(has):
            there[a] = values[n, seen[n, a]] - state[seen[n, a], q]
            values[n, seen[n, a]] = there[a]
        if not inverted:
            _solve_lower(factor, has, there)
        for m in range(missing):
            value = 0.0
            for a in range(has):
                value += across[m, a] * there[a]
            lacking[m] = value
        if inverted:
            _solve_lower(factor, missing, lacking)
            _solve_upper(factor, missing, lacking)
        for m in range(missing):
            values[n, seen[n, has + m]] = lacking[m]
            for o in range(m + 1):
                spread[seen[n, has + m], seen[n, has + o]] += weights[n] * left[m, o]
