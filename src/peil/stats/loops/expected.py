"""What a row lacks, as expected from what it has, within loops that run as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.inverses import invert
from peil.stats.machine import joined


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


@joined
def what_is_left(state: Any, seen: Any, has: int, precision: Any, sure: bool, meanwhile: Any) -> None:
    """Into the last of `meanwhile` (3, q, q) the (m, m) covariances of the m items that rows of one pattern lack, once
    what they have is known; into the others what `expect_row` needs.

    `state`: covariances in its first q columns; `seen`: (q,) the positions of what there is, then of what is lacking;
    `precision`: the inverse of `state`, to be relied on where `sure`.
    """
    factor, across, left = meanwhile[0], meanwhile[1], meanwhile[2]
    if sure and len(precision) - has < has:
        _by_what_is_lacking(precision, seen, has, left)
    else:
        _by_what_is_there(state, seen, has, factor, across, left)


@joined
def expect_row(row: Any, seen: Any, has: int, precision: Any, sure: bool, meanwhile: Any, vector: Any) -> None:
    """What the row lacks (0 before), as expected from what it has, after `what_is_left` of its pattern."""
    factor, across, left = meanwhile[0], meanwhile[1], meanwhile[2]
    if sure and len(precision) - has < has:
        _expect_by_precision(row, seen, has, precision, left, vector)
    else:
        _expect_by_factor(row, seen, has, factor, across, vector)
