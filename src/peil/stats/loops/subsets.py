"""`subsets.walk`, for one task, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled, joined

# Problems side by side: many, for a loop over them takes some steps to begin with; few enough for the blocks to stay
# near the processor.
LANES = 128
# A predictor whose variance, given those taken in, is below this (on the scale of correlations) adds nothing to them.
TOLERANCE = 1e-9
# Predictors at the end whose subsets are taken together, in the registers of the processor.
LAST = 5


@joined
def _take_in(old: Any, new: Any, inverse: Any, k: int, y: int) -> None:
    """The block behind predictor k once it is taken in, the first outcome at y; `inverse` (L,) is for use meanwhile."""
    end = len(old)
    for lane in range(LANES):
        inverse[lane] = 1.0 / old[k, k, lane] if old[k, k, lane] > TOLERANCE else 0.0
    for i in range(k + 1, y + 1):
        # Of the outcomes only the entry that they share.
        for j in range(i if i < y else end - 1, end):
            for lane in range(LANES):
                new[i, j, lane] = old[i, j, lane] - old[k, i, lane] * inverse[lane] * old[k, j, lane]


@joined
def _two(v: Any, w: Any, none: float, weights: Any) -> tuple[float, ...]:
    """Over the four subsets of the last two predictors, v and w, the weighted sum of what is left; and over those with
    v, and with w.

    `v`: its entries with v, w and the outcomes y and d; `w`: with w, y and d; `none`: with nothing taken in;
    `weights`: by how many are.
    """
    vv, vw, vy, vd = v
    ww, wy, wd = w
    has_v, has_w = vv > TOLERANCE, ww > TOLERANCE
    vv, vw, ww = vv if has_v else 1.0, vw if has_v else 0.0, ww if has_w else 1.0
    both = vv * w[0] - vw * vw
    has_both = both > TOLERANCE * vv
    both = both if has_both else 1.0
    # One division for three: these take longest.
    inverse = 1.0 / (vv * ww * both)
    by_v, by_w = inverse * (ww * both) if has_v else 0.0, inverse * (vv * both) if has_w else 0.0
    by_left = inverse * ww * (vv * vv) if has_both else 0.0
    for_v = vw * by_v
    first = vy * vd * by_v
    with_v, with_w = weights[1] * (none - first), weights[1] * (none - wy * wd * by_w)
    with_both = weights[2] * (none - first - (wy - vy * for_v) * (wd - vd * for_v) * by_left)
    return weights[0] * none + with_v + with_w + with_both, with_v + with_both, with_w + with_both


@joined
def _three(u: Any, v: Any, w: Any, none: float, weights: Any) -> tuple[float, ...]:
    """The same over the eight subsets of the last three."""
    uu, uv, uw, uy, ud = u
    vv, vw, vy, vd = v
    ww, wy, wd = w
    by_u = 1.0 / uu if uu > TOLERANCE else 0.0
    for_v, for_w, for_y = uv * by_u, uw * by_u, uy * by_u
    every, own_v, own_w = _two(v, w, none, weights[:3])
    v = vv - for_v * uv, vw - for_v * uw, vy - for_v * uy, vd - for_v * ud
    w = ww - for_w * uw, wy - for_w * uy, wd - for_w * ud
    own_u, more_v, more_w = _two(v, w, none - for_y * ud, weights[1:])
    return every + own_u, own_u, own_v + more_v, own_w + more_w


@joined
def _four(t: Any, u: Any, v: Any, w: Any, none: float, weights: Any) -> tuple[float, ...]:
    """The same over the sixteen subsets of the last four."""
    tt, tu, tv, tw, ty, td = t
    uu, uv, uw, uy, ud = u
    vv, vw, vy, vd = v
    ww, wy, wd = w
    by_t = 1.0 / tt if tt > TOLERANCE else 0.0
    for_u, for_v, for_w, for_y = tu * by_t, tv * by_t, tw * by_t, ty * by_t
    every, own_u, own_v, own_w = _three(u, v, w, none, weights[:4])
    u = uu - for_u * tu, uv - for_u * tv, uw - for_u * tw, uy - for_u * ty, ud - for_u * td
    v = vv - for_v * tv, vw - for_v * tw, vy - for_v * ty, vd - for_v * td
    w = ww - for_w * tw, wy - for_w * ty, wd - for_w * td
    own_t, more_u, more_v, more_w = _three(u, v, w, none - for_y * td, weights[1:])
    return every + own_t, own_t, own_u + more_u, own_v + more_v, own_w + more_w


@joined
def _five(s: Any, others: Any, none: float, weights: Any) -> tuple[float, ...]:
    """The same over the 32 subsets of the last five."""
    ss, st, su, sv, sw, sy, sd = s
    t, u, v, w = others
    tt, tu, tv, tw, ty, td = t
    uu, uv, uw, uy, ud = u
    vv, vw, vy, vd = v
    ww, wy, wd = w
    by_s = 1.0 / ss if ss > TOLERANCE else 0.0
    for_t, for_u, for_v, for_w, for_y = st * by_s, su * by_s, sv * by_s, sw * by_s, sy * by_s
    every, own_t, own_u, own_v, own_w = _four(t, u, v, w, none, weights[:5])
    t = tt - for_t * st, tu - for_t * su, tv - for_t * sv, tw - for_t * sw, ty - for_t * sy, td - for_t * sd
    u = uu - for_u * su, uv - for_u * sv, uw - for_u * sw, uy - for_u * sy, ud - for_u * sd
    v = vv - for_v * sv, vw - for_v * sw, vy - for_v * sy, vd - for_v * sd
    w = ww - for_w * sw, wy - for_w * sy, wd - for_w * sd
    own_s, more_t, more_u, more_v, more_w = _four(t, u, v, w, none - for_y * sd, weights[1:])
    return every + own_s, own_s, own_t + more_t, own_u + more_u, own_v + more_v, own_w + more_w


@joined
def _last(m: Any, weights: Any, own: Any, total: Any, sums: Any) -> None:
    """The last five predictors of the block m: their 32 subsets at once, for outcomes y and d."""
    s, y, d = len(own) - LAST, len(own), len(m) - 1
    t, u, v, w = s + 1, s + 2, s + 3, s + 4
    for n in range(LANES):
        first = m[s, s, n], m[s, t, n], m[s, u, n], m[s, v, n], m[s, w, n], m[s, y, n], m[s, d, n]
        others = (
            (m[t, t, n], m[t, u, n], m[t, v, n], m[t, w, n], m[t, y, n], m[t, d, n]),
            (m[u, u, n], m[u, v, n], m[u, w, n], m[u, y, n], m[u, d, n]),
            (m[v, v, n], m[v, w, n], m[v, y, n], m[v, d, n]),
            (m[w, w, n], m[w, y, n], m[w, d, n]),
        )
        by_count = weights[0, n], weights[1, n], weights[2, n], weights[3, n], weights[4, n], weights[5, n]
        found = _five(first, others, m[y, d, n], by_count)
        # Into one array, which begins elsewhere: of rows of several LLVM would not know that they are not read here.
        sums[n], sums[LANES + n], sums[2 * LANES + n] = found[0], found[1], found[2]
        sums[3 * LANES + n], sums[4 * LANES + n], sums[5 * LANES + n] = found[3], found[4], found[5]
    for lane in range(LANES):
        total[lane] = sums[lane]
    for place in range(LAST):
        for lane in range(LANES):
            own[s + place, lane] += sums[(1 + place) * LANES + lane]


@compiled(
    "void(float64[:,:,::1], float64[:,::1], float64[:,::1], float64[::1], "
    "float64[:,:,:,::1], float64[:,::1], int64[:,::1])"
)
def walk_one(start: Any, weights: Any, own: Any, whole: Any, blocks: Any, sums: Any, marks: Any) -> None:
    """One task: `start` (q+1, q+1, L) or (q+2, q+2, L), `weights` (q+1, L), sums into `own` (q, L) and the first L of
    `whole`, ((LAST+1)·L,).

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
        _last(blocks[holder[last]], weights[count[last] :], own, sums[last], whole)
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
        _take_in(blocks[holder[level]], blocks[level + 1], sums[last + 1], level, len(own))
        into[level] = 1
        holder[level + 1], count[level + 1] = level + 1, count[level] + 1
        level += 1
    for lane in range(LANES):
        whole[lane] = sums[0, lane]
