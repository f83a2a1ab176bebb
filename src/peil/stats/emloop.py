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
def _fill(row: Any, has: int, q: int, factor: Any, across: Any) -> None:
    """What a row lacks, as expected from what it has, both as deviations from the mean."""
    white = row[:has].copy()
    _solve_lower(factor, has, white)
    for m in range(q - has):
        value = 0.0
        for a in range(has):
            value += across[m, a] * white[a]
        row[has + m] = value


@compiled()
def _prepare(state: Any, seen: Any, has: int, factor: Any, across: Any, left: Any) -> None:
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
def _add(row: Any, weight: float, seen: Any, has: int, left: Any, sums: Any) -> None:
    """Add one row, filled in, with the spread of what it lacks."""
    q = len(row)
    for a in range(q):
        sums[seen[a], q] += weight * row[a]
        for b in range(a + 1):
            sums[seen[a], seen[b]] += weight * row[a] * row[b]
    for m in range(q - has):
        for o in range(m + 1):
            sums[seen[has + m], seen[has + o]] += weight * left[m, o]


@compiled("void(float64[:,::1], int64[:,::1], int64[::1], float64[::1], float64[:,::1], float64[:,::1])")
def add_rows(values: Any, seen: Any, counts: Any, weights: Any, state: Any, sums: Any) -> None:
    """Add Σw·xx′ and Σw·x of the rows, as expected from what each row has, to `sums` (q, q+1), x being deviations.

    `values`: (N, q). `seen`: (N, q) per row the positions that it has, then those that it lacks; `counts`: (N,) how
    many it has. `state`: (q, q+1) covariances, and the means. Of two items one of both sums is filled. Rows with the
    same pattern that stand together share its factorisation.
    """
    q = len(state)
    factor, across, left, row = np.empty((q, q)), np.empty((q, q)), np.empty((q, q)), np.empty(q)
    for n in range(len(values)):
        has = counts[n]
        if n == 0 or counts[n - 1] != has or (seen[n] != seen[n - 1]).any():
            _prepare(state, seen[n], has, factor, across, left)
        for a in range(has):
            row[a] = values[n, seen[n, a]] - state[seen[n, a], q]
        _fill(row, has, q, factor, across)
        _add(row, weights[n], seen[n], has, left, sums)
