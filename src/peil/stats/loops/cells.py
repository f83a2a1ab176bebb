"""What rows add to the cells of a design, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled


@compiled("void(float64[:,::1], int64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,::1])")
def add_to_cells(u: Any, cells: Any, weights: Any, total: Any, square: Any, cross: Any) -> None:
    """Add the rows of `u` (N, k), of `cells` (N,) and `weights` (N,), to (C, k) their Σu, Σu² and Σw·u."""
    for n in range(len(u)):
        row, weight = u[n], weights[n]
        to_total, to_square, to_cross = total[cells[n]], square[cells[n]], cross[cells[n]]
        for k in range(len(row)):
            to_total[k] += row[k]
            to_square[k] += row[k] * row[k]
            to_cross[k] += weight * row[k]
