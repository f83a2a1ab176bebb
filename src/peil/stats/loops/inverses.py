"""Inverses of covariances, within loops that run as machine code."""

from __future__ import annotations

from math import inf
from typing import Any

from peil.stats.machine import joined

# An item of which less is its own, after all before it, repeats others: digits would be lost in the inverse.
_REPEATED = 1e-4


@joined
def invert(matrix: Any, size: int) -> float:
    """The inverse in place, by sweeping; returns the smallest pivot, of which too little says that it is none."""
    smallest = inf
    for p in range(size):
        smallest = min(smallest, matrix[p, p])
        inverse = 1.0 / matrix[p, p]
        for i in range(size):
            if i != p:
                times = matrix[i, p] * inverse
                for j in range(size):
                    matrix[i, j] -= times * matrix[p, j]
                matrix[i, p] = -times
        for j in range(size):
            matrix[p, j] *= inverse
        matrix[p, p] = inverse
    return smallest


@joined
def precision_of(state: Any, precision: Any) -> bool:
    """The inverse of the covariances in the first columns of `state`; False where it is not to be relied on."""
    q = len(state)
    largest = 0.0
    for i in range(q):
        largest = max(largest, state[i, i])
        for j in range(q):
            precision[i, j] = state[i, j]
    return invert(precision, q) >= _REPEATED * largest
