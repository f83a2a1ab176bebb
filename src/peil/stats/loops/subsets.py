"""`subsets.walk`, for one task, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled, joined

# Problems side by side: many, for a loop over them takes some steps to begin with; few enough for the blocks to stay
# near the processor.
LANES = 128
# A predictor whose variance, given those taken in, is below this (on the scale of correlations) adds nothing to them.
TOLERANCE = 1e-9
# Predictors at the end whose subsets are taken together.
LAST = 3


@joined
def _take_in(old: Any, new: Any, inverse: Any, k: int, end: int) -> None:
    """The block behind predictor k once it is taken in; `inverse` (L,) is for use meanwhile."""
    for lane in range(LANES):
        inverse[lane] = 1.0 / old[k, k, lane] if old[k, k, lane] > TOLERANCE else 0.0
    for i in range(k + 1, end):
        for j in range(i, end):
            for lane in range(LANES):
                new[i, j, lane] = old[i, j, lane] - old[k, i, lane] * inverse[lane] * old[k, j, lane]


@joined
def _explained(vv: float, vw: float, vy: float, vd: float, ww: float, wy: float, wd: float) -> tuple[float, ...]:
    """What v, w, and both together explain."""
    by_v, by_w = 1.0 / vv if vv > TOLERANCE else 0.0, 1.0 / ww if ww > TOLERANCE else 0.0
    left = ww - vw * vw * by_v
    by_left = 1.0 / left if left > TOLERANCE else 0.0
    first = vy * vd * by_v
    return first, wy * wd * by_w, first + (wy - vy * vw * by_v) * (wd - vd * vw * by_v) * by_left


@joined
def _eight(block: Any, weights: Any, own: Any, total: Any, u: int, d: int) -> None:
    """The last three predictors, u, v and w: their eight subsets at once, for outcomes y and d."""
    v, w, y = u + 1, u + 2, u + 3
    for lane in range(LANES):
        uv, uw, uy, ud = block[u, v, lane], block[u, w, lane], block[u, y, lane], block[u, d, lane]
        vv, vw, vy, vd = block[v, v, lane], block[v, w, lane], block[v, y, lane], block[v, d, lane]
        ww, wy, wd = block[w, w, lane], block[w, y, lane], block[w, d, lane]
        none = block[y, d, lane]
        by_v, by_w, by_vw = _explained(vv, vw, vy, vd, ww, wy, wd)
        by_u = 1.0 / block[u, u, lane] if block[u, u, lane] > TOLERANCE else 0.0
        for_v, for_w, with_u = uv * by_u, uw * by_u, none - uy * ud * by_u
        vv, vw, vy, vd = vv - uv * for_v, vw - uw * for_v, vy - uy * for_v, vd - ud * for_v
        ww, wy, wd = ww - uw * for_w, wy - uy * for_w, wd - ud * for_w
        more_v, more_w, more_vw = _explained(vv, vw, vy, vd, ww, wy, wd)
        one, two = weights[1, lane], weights[2, lane]
        only_u, only_v, only_w = one * with_u, one * (none - by_v), one * (none - by_w)
        u_v, u_w, v_w = two * (with_u - more_v), two * (with_u - more_w), two * (none - by_vw)
        every = weights[3, lane] * (with_u - more_vw)
        own[u, lane] += only_u + u_v + u_w + every
        own[v, lane] += only_v + u_v + v_w + every
        own[w, lane] += only_w + u_w + v_w + every
        total[lane] = weights[0, lane] * none + only_u + only_v + only_w + u_v + u_w + v_w + every


@compiled(
    "void(float64[:,:,::1], float64[:,::1], float64[:,::1], float64[::1], "
    "float64[:,:,:,::1], float64[:,::1], int64[:,::1])"
)
def walk_one(start: Any, weights: Any, own: Any, whole: Any, blocks: Any, sums: Any, marks: Any) -> None:
    """One task: `start` (q+1, q+1, L) or (q+2, q+2, L), `weights` (q+1, L), sums into `own` (q, L) and `whole` (L,).

    For use meanwhile, by level: `blocks`, as `start`; `sums`, (levels+1, L); `marks`, (3, levels).
    """
    end, last = start.shape[0], own.shape[0] - LAST
    holder, count, into = marks[0], marks[1], marks[2]
    for i in range(end):
        for j in range(end):
            for lane in range(LANES):
                blocks[0, i, j, lane] = start[i, j, lane]
    holder[0] = count[0] = 0
    level = 0
    while True:
        while level < last:
            into[level] = 0
            holder[level + 1], count[level + 1] = holder[level], count[level]
            level += 1
        _eight(blocks[holder[last]], weights[count[last] :], own, sums[last], last, end - 1)
        level -= 1
        while level >= 0 and into[level] == 1:
            for lane in range(LANES):
                own[level, lane] += sums[level + 1, lane]
                sums[level, lane] += sums[level + 1, lane]
            level -= 1
        if level < 0:
            break
        for lane in range(LANES):
            sums[level, lane] = sums[level + 1, lane]
        _take_in(blocks[holder[level]], blocks[level + 1], sums[last + 1], level, end)
        into[level] = 1
        holder[level + 1], count[level + 1] = level + 1, count[level] + 1
        level += 1
    for lane in range(LANES):
        whole[lane] = sums[0, lane]
