"""How what predictors add moves, in many orders in which they are taken in, side by side, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled, joined

# Orders side by side: enough for LLVM to take several at a time, few enough for what they give to stay near the
# processor.
LANES = 64


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


@joined
def _start(covariance: Any, outcomes: Any, orders: Any, matrix: Any, ordered: Any) -> None:
    """The lower triangles, and the two outcomes, in the order of each lane."""
    p = len(covariance)
    for lane in range(LANES):
        order = orders[lane]
        for i in range(p):
            for j in range(i + 1):
                matrix[i, j, lane] = covariance[order[i], order[j]]
            ordered[0, i, lane], ordered[1, i, lane] = outcomes[0, order[i]], outcomes[1, order[i]]


@joined
def _whiten(matrix: Any, ordered: Any, p: int) -> None:
    """L⁻¹ times the outcomes, then divided by D; 1 on the diagonal of L⁻¹, where D was."""
    for i in range(p - 1, -1, -1):
        for y in range(2):
            for j in range(i):
                for lane in range(LANES):
                    ordered[y, i, lane] += matrix[i, j, lane] * ordered[y, j, lane]
            for lane in range(LANES):
                ordered[2 + y, i, lane] = ordered[y, i, lane] / matrix[i, i, lane]
        for lane in range(LANES):
            matrix[i, i, lane] = 1.0


@joined
def _bend(matrix: Any, z: Any, d: Any, i: int, before: Any, bent: Any) -> None:
    """`bent` (p, L) of the i-th row; then what it adds to `before` (2, p, L), the sums Σz_jλ_j and Σd_jλ_j."""
    for j in range(i + 1):
        for lane in range(LANES):
            own = matrix[i, j, lane]
            bent[j, lane] = -z[i, lane] * (before[1, j, lane] + d[i, lane] * own) - d[i, lane] * before[0, j, lane]
            before[0, j, lane] += z[i, lane] * own
            before[1, j, lane] += d[i, lane] * own


@compiled(
    "void(float64[:,::1], float64[:,::1], int64[:,::1], float64[:,:,::1], float64[:,:,::1], float64[::1], "
    "float64[:,:,::1])"
)
def bend(covariance: Any, outcomes: Any, orders: Any, rows: Any, bent: Any, added: Any, meanwhile: Any) -> None:
    """Per order (L, p, p) `rows` λ_k, those of L⁻¹ with LDL′ the covariance, and (L, p, p+2) `bent`: b_k =
    −Σ_{j before k} (z_k·d_j + d_k·z_j)·λ_j − z_k·d_k·λ_k, then d_k and z_k; z_k and d_k being λ_k times the two
    outcomes, over D_k. Adds z_k·d_k·D_k to `added` (p,). Rows and columns stand where items have their places in the
    covariance.

    `covariance`: (p, p); `outcomes`: (2, p); `orders`: (L, p) the items in their order. `meanwhile`: (p+7, p, L), for
    use.
    """
    p = len(covariance)
    matrix, ordered, before, made = meanwhile[:p], meanwhile[p : p + 4], meanwhile[p + 4 : p + 6], meanwhile[p + 6]
    z, d = ordered[2], ordered[3]
    _start(covariance, outcomes, orders, matrix, ordered)
    _factor(matrix, p)
    _invert(matrix, p)
    _whiten(matrix, ordered, p)
    for place in range(2):
        for j in range(p):
            for lane in range(LANES):
                before[place, j, lane] = 0.0
    for i in range(p):
        _bend(matrix, z, d, i, before, made)
        for lane in range(LANES):
            order = orders[lane]
            row, bow = rows[lane, order[i]], bent[lane, order[i]]
            for j in range(p):
                row[j] = bow[j] = 0.0
            for j in range(i + 1):
                row[order[j]], bow[order[j]] = matrix[i, j, lane], made[j, lane]
            bow[p], bow[p + 1] = d[i, lane], z[i, lane]
            added[order[i]] += ordered[0, i, lane] * d[i, lane]
