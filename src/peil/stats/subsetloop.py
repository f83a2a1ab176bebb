"""`subsets.walk`, for one task, as machine code. Imported when first needed, for numba takes its time."""

from __future__ import annotations

from typing import Any

import numpy as np

from peil.stats.lanes import LANES, TOLERANCE
from peil.stats.machine import compiled


@compiled()
def _take_in(old: Any, new: Any, k: int, q: int) -> None:
    """The block behind predictor k once it is taken in."""
    inverse = np.empty(LANES)
    for lane in range(LANES):
        inverse[lane] = 1.0 / old[k, k, lane] if old[k, k, lane] > TOLERANCE else 0.0
    factor = np.empty(LANES)
    for i in range(k + 1, q + 1):
        for lane in range(LANES):
            factor[lane] = old[k, i, lane] * inverse[lane]
        for j in range(i, q + 1):
            for lane in range(LANES):
                new[i, j, lane] = old[i, j, lane] - factor[lane] * old[k, j, lane]


@compiled()
def _four(block: Any, weights: Any, own: Any, total: Any, u: int) -> None:
    """The last two predictors, u and v: their four subsets at once."""
    v, y = u + 1, u + 2
    for lane in range(LANES):
        uu, uv, uy = block[u, u, lane], block[u, v, lane], block[u, y, lane]
        vv, vy, yy = block[v, v, lane], block[v, y, lane], block[y, y, lane]
        by_u = 1.0 / uu if uu > TOLERANCE else 0.0
        by_v = 1.0 / vv if vv > TOLERANCE else 0.0
        with_u, with_v = yy - uy * uy * by_u, yy - vy * vy * by_v
        left, cross = vv - uv * uv * by_u, vy - uv * uy * by_u
        by_both = 1.0 / left if left > TOLERANCE else 0.0
        both = weights[2, lane] * (with_u - cross * cross * by_both)
        one, other = weights[1, lane] * with_u, weights[1, lane] * with_v
        own[u, lane] += one + both
        own[v, lane] += other + both
        total[lane] = weights[0, lane] * yy + one + other + both


@compiled("void(float64[:,:,::1], float64[:,::1], float64[:,::1], float64[::1])")
def walk_one(start: Any, weights: Any, own: Any, whole: Any) -> None:
    """One task: `start` (q+1, q+1, L), `weights` (q+1, L), sums into `own` (q, L) and `whole` (L,)."""
    q = start.shape[0] - 1
    last = q - 2
    blocks = np.zeros((last + 1, q + 1, q + 1, LANES))
    blocks[0] = start
    sums = np.zeros((last + 1, LANES))
    holder, count = np.zeros(last + 1, np.int64), np.zeros(last + 1, np.int64)
    into = np.zeros(last + 1, np.bool_)
    level = 0
    while True:
        while level < last:
            into[level] = False
            holder[level + 1], count[level + 1] = holder[level], count[level]
            level += 1
        _four(blocks[holder[last]], weights[count[last] :], own, sums[last], last)
        level -= 1
        while level >= 0 and into[level]:
            for lane in range(LANES):
                own[level, lane] += sums[level + 1, lane]
                sums[level, lane] += sums[level + 1, lane]
            level -= 1
        if level < 0:
            break
        for lane in range(LANES):
            sums[level, lane] = sums[level + 1, lane]
        _take_in(blocks[holder[level]], blocks[level + 1], level, q)
        into[level] = True
        holder[level + 1], count[level + 1] = level + 1, count[level] + 1
        level += 1
    for lane in range(LANES):
        whole[lane] = sums[0, lane]
