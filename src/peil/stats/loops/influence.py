"""What `eminfluence` needs of every row, and of all together, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.inverses import invert, precision_of
from peil.stats.machine import compiled, joined


@joined
def _places(row: Any, places: Any) -> int:
    """How many items the row has; their positions come first in `places`, then those of what it lacks."""
    q, has = len(row), 0
    for a in range(q):
        if row[a] == row[a]:
            places[has] = a
            has += 1
    lacking = has
    for a in range(q):
        if row[a] != row[a]:
            places[lacking] = a
            lacking += 1
    return has


@joined
def _by_itself(covariance: Any, places: Any, has: int, left: Any, found: Any) -> None:
    """The inverse of the covariance of what is there, zero elsewhere."""
    q = len(covariance)
    for a in range(has):
        for b in range(has):
            left[a, b] = covariance[places[a], places[b]]
    invert(left, has)
    for a in range(q):
        for b in range(q):
            found[a, b] = 0.0
    for a in range(has):
        for b in range(has):
            found[places[a], places[b]] = left[a, b]


@joined
def _by_all(precision: Any, places: Any, has: int, left: Any, found: Any) -> None:
    """The same from the inverse of all, less what goes by way of what is lacking."""
    q = len(precision)
    missing = q - has
    for m in range(missing):
        for o in range(missing):
            left[m, o] = precision[places[has + m], places[has + o]]
    invert(left, missing)
    for a in range(q):
        for b in range(q):
            found[a, b] = precision[a, b]
    for m in range(missing):
        across = left[missing]
        for a in range(q):
            across[a] = 0.0
        for o in range(missing):
            for a in range(q):
                across[a] += left[m, o] * precision[places[has + o], a]
        for a in range(q):
            for b in range(q):
                found[a, b] -= precision[places[has + m], a] * across[b]
    for m in range(missing):
        for a in range(q):
            found[places[has + m], a] = found[a, places[has + m]] = 0.0


@compiled(
    "void(float64[:,::1], float64[:,::1], float64[:,::1], float64[:,::1], float64[:,::1], float64[:,:,::1], int64[::1])"
)
def spread_out(
    values: Any, covariance: Any, white: Any, inverse: Any, square: Any, meanwhile: Any, places: Any
) -> None:
    """Per row (N, q) `white`, the inverse of the covariance of what it has times its deviations, and, as upper
    triangles (N, m), that `inverse`, and `square`, the products of `white`.

    `values`: (N, q) deviations from the mean, NaN = no answer. `meanwhile`: (3, q+1, q), and `places`: (q,), for use.
    """
    q = len(covariance)
    precision, left, found = meanwhile[0, :q], meanwhile[1], meanwhile[2]
    sure = precision_of(covariance, precision)
    for n in range(len(values)):
        has = _places(values[n], places)
        if sure and 2 * has > q:
            _by_all(precision, places, has, left, found)
        else:
            _by_itself(covariance, places, has, left, found)
        for a in range(q):
            value = 0.0
            for b in range(has):
                value += found[a, places[b]] * values[n, places[b]]
            white[n, a] = value
        place = 0
        for a in range(q):
            for b in range(a, q):
                inverse[n, place] = found[a, b]
                square[n, place] = white[n, a] * white[n, b]
                place += 1


@compiled("void(float64[:,::1], int64[:,::1], int64[::1], int64[::1], float64[:,::1])")
def both_ways(sums: Any, place: Any, i: Any, j: Any, result: Any) -> None:
    """(m, m) per pairs ij and kl: the sums for jk with il, and for ik with jl, half of them where a pair is one item.

    `sums`: (m, m) by pairs; `place`: (q, q) which pair two items are; `i`, `j`: (m,) the items of a pair.
    """
    for one in range(len(i)):
        for two in range(len(i)):
            a, b, k, l = i[one], j[one], i[two], j[two]  # noqa: E741  # the second pair
            found = sums[place[b, k], place[a, l]] + sums[place[a, k], place[b, l]]
            result[one, two] = found * (0.5 if a == b else 1.0) * (0.5 if k == l else 1.0)
