"""What `eminfluence` needs of every row, and of all together, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.expected import expect_row, what_is_left
from peil.stats.loops.inverses import precision_of
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
def _pair(a: int, b: int, q: int) -> int:
    """Where a pair of items, a ≤ b, stands among all."""
    return a * q - a * (a - 1) // 2 + b - a


@joined
def _products(row: Any, products: Any) -> None:
    """Of every pair of items."""
    place = 0
    for a in range(len(row)):
        for b in range(a, len(row)):
            products[place] = row[a] * row[b]
            place += 1


@compiled(
    "void(float64[:,::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,::1], float64[:,:,::1], int64[::1])"
)
def expect_moments(
    values: Any, weights: Any, covariance: Any, moments: Any, lacking: Any, meanwhile: Any, seen: Any
) -> None:
    """Per row (N, 1+q+m) `moments`, as expected from what it has: 1, its deviations z and the products zz of its m
    pairs of items; and, added up in `lacking` (m, 1+q+m), per pair Σw·c(1, ẑ, ẑẑ + ½c), c being the covariance of what
    a row lacks and ẑ what is expected.

    `values`: (N, q) deviations from the mean, NaN = no answer. `meanwhile`: (5, q, q), and `seen`: (q,), for use.
    """
    q = len(covariance)
    precision, vector, pattern = meanwhile[0], meanwhile[1, 0], meanwhile[2:]
    left = pattern[2]
    sure = precision_of(covariance, precision)
    for n in range(len(values)):
        moment = moments[n]
        row, products = moment[1 : 1 + q], moment[1 + q :]
        has = _places(values[n], seen)
        missing = seen[has:]
        what_is_left(covariance, seen, has, precision, sure, pattern)
        moment[0] = 1.0
        for a in range(q):
            row[a] = values[n, a] if values[n, a] == values[n, a] else 0.0
        expect_row(row, seen, has, precision, sure, pattern, vector)
        _products(row, products)
        for a in range(q - has):
            for b in range(a, q - has):
                products[_pair(missing[a], missing[b], q)] += 0.5 * left[a, b]
        for a in range(q - has):
            for b in range(a, q - has):
                times, sums = weights[n] * left[a, b], lacking[_pair(missing[a], missing[b], q)]
                for place in range(len(moment)):
                    sums[place] += times * moment[place]
        for a in range(q - has):
            for b in range(a, q - has):
                products[_pair(missing[a], missing[b], q)] += 0.5 * left[a, b]


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
