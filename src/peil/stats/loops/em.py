"""A round of `em.em_covariance` over some rows, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.inverses import invert, precision_of
from peil.stats.machine import compiled, joined


@joined
def _factor(matrix: Any, size: int) -> None:
    """LDL′ in place: LD below the diagonal of the first `size` rows, on it 1/D, 0 for a pivot not above zero."""
    for j in range(size):
        pivot = matrix[j, j]
        for k in range(j):
            pivot -= matrix[j, k] * matrix[j, k] * matrix[k, k]
        matrix[j, j] = 1.0 / pivot if pivot > 1e-12 else 0.0
        for i in range(j + 1, size):
            for k in range(j):
                matrix[i, j] -= matrix[i, k] * matrix[j, k] * matrix[k, k]


@joined
def _solve_lower(factor: Any, size: int, vector: Any) -> None:
    """L⁻¹v in place."""
    for i in range(size):
        for k in range(i):
            vector[i] -= factor[i, k] * factor[k, k] * vector[k]


@joined
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
                value -= across[m, a] * across[o, a] * factor[a, a]
            left[m, o] = left[o, m] = value


@joined
def _by_what_is_lacking(precision: Any, seen: Any, has: int, left: Any) -> None:
    """What is left, from the inverse of all covariances: only what is lacking is inverted, mostly much less than is
    there."""
    missing = len(precision) - has
    for m in range(missing):
        for o in range(missing):
            left[m, o] = precision[seen[has + m], seen[has + o]]
    invert(left, missing)


@joined
def _differ(one: Any, other: Any) -> bool:
    for place in range(len(one)):  # noqa: SIM110 - a generator is no machine code
        if one[place] != other[place]:
            return True
    return False


@joined
def _expect_by_factor(row: Any, seen: Any, has: int, factor: Any, across: Any, there: Any) -> None:
    """What the row lacks, as expected from what it has."""
    for a in range(has):
        there[a] = row[seen[a]]
    _solve_lower(factor, has, there)
    for m in range(len(row) - has):
        value = 0.0
        for a in range(has):
            value += across[m, a] * there[a] * factor[a, a]
        row[seen[has + m]] = value


@joined
def _expect_by_precision(row: Any, seen: Any, has: int, precision: Any, left: Any, pulled: Any) -> None:
    """The same from the inverse of all covariances; what the row lacks is 0 before."""
    missing = len(row) - has
    for m in range(missing):
        value = 0.0
        for a in range(len(row)):
            value -= precision[seen[has + m], a] * row[a]
        pulled[m] = value
    for m in range(missing):
        value = 0.0
        for o in range(missing):
            value += left[m, o] * pulled[o]
        row[seen[has + m]] = value


@compiled(
    "void(float64[:,::1], int64[:,::1], int64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,:,::1])"
)
def expect(values: Any, seen: Any, counts: Any, weights: Any, state: Any, spread: Any, meanwhile: Any) -> None:
    """Make of `values` (N, q) deviations from the mean, what a row lacks as expected from what it has, and add to
    `spread` (q, q) the weighted covariances of what they lack.

    `seen`: (N, q) per row the positions that it has, then those that it lacks, both going up; `counts`: (N,) how many
    it has. `state`: (q, q+1) covariances, and the means. Rows with the same pattern that stand together share what
    follows from it. `meanwhile`: (5, q, q), for use.
    """
    q = len(state)
    precision, factor, across, left = meanwhile[0], meanwhile[1], meanwhile[2], meanwhile[3]
    there, pulled = meanwhile[4, 0], meanwhile[4, 1]
    sure = precision_of(state, precision)
    for n in range(len(values)):
        has, row = counts[n], values[n]
        inverted = sure and q - has < has
        if n == 0 or counts[n - 1] != has or _differ(seen[n], seen[n - 1]):
            if inverted:
                _by_what_is_lacking(precision, seen[n], has, left)
            else:
                _by_what_is_there(state, seen[n], has, factor, across, left)
        for a in range(q):
            row[a] -= state[a, q]
        for a in range(has, q):
            row[seen[n, a]] = 0.0
        if inverted:
            _expect_by_precision(row, seen[n], has, precision, left, pulled)
        else:
            _expect_by_factor(row, seen[n], has, factor, across, there)
        for m in range(q - has):
            for o in range(q - has):
                spread[seen[n, has + m], seen[n, has + o]] += weights[n] * left[m, o]
