"""Covariances factored in many orders of their items, side by side, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled, joined

# Orders side by side: as many as a few instructions take, for their factors to stay near the processor.
LANES = 16


@joined
def _factor(matrix: Any, p: int) -> None:
    """LDL′ in place of (p, p, L) matrices given by their lower triangles: D on the diagonal, L′ above it."""
    for j in range(p):
        for i in range(j + 1, p):
            for lane in range(LANES):
                matrix[j, i, lane] = matrix[i, j, lane] / matrix[j, j, lane]
            for k in range(i, p):
                for lane in range(LANES):
                    matrix[k, i, lane] -= matrix[k, j, lane] * matrix[j, i, lane]


@joined
def _invert(matrix: Any, p: int) -> None:
    """L⁻¹ of the same below the diagonal."""
    for j in range(p):
        for i in range(j + 1, p):
            for lane in range(LANES):
                matrix[i, j, lane] = -matrix[j, i, lane]
            for k in range(j + 1, i):
                for lane in range(LANES):
                    matrix[i, j, lane] -= matrix[k, i, lane] * matrix[k, j, lane]


@compiled("void(float64[:,::1], int64[:,::1], float64[:,:,::1], float64[:,::1], float64[:,:,::1])")
def whiten(covariance: Any, orders: Any, rows: Any, pivots: Any, meanwhile: Any) -> None:
    """(O, p, p) `rows` and (O, p) `pivots`: per order L⁻¹ and D of the covariance of its items, LDL′, in the places
    that items have in the covariance.

    `covariance`: (p, p); `orders`: (O, p) the items in their order, O a multiple of `LANES`. `meanwhile`: (p, p, L),
    for use.
    """
    p = len(covariance)
    for first in range(0, len(orders), LANES):
        for i in range(p):
            for j in range(i + 1):
                for lane in range(LANES):
                    meanwhile[i, j, lane] = covariance[orders[first + lane, i], orders[first + lane, j]]
        _factor(meanwhile, p)
        _invert(meanwhile, p)
        for lane in range(LANES):
            for i in range(p):
                row = orders[first + lane, i]
                pivots[first + lane, row] = meanwhile[i, i, lane]
                for j in range(p):
                    rows[first + lane, row, orders[first + lane, j]] = meanwhile[i, j, lane] if j < i else 0.0
                rows[first + lane, row, row] = 1.0
