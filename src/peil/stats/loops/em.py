"""A round of `em.em_covariance` over some rows, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.expected import expect_row, what_is_left
from peil.stats.loops.inverses import precision_of
from peil.stats.machine import compiled, joined


@joined
def _differ(one: Any, other: Any) -> bool:
    for place in range(len(one)):  # noqa: SIM110 - a generator is no machine code
        if one[place] != other[place]:
            return True
    return False


@compiled(
    "void(float64[:,::1], int64[:,::1], int64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,:,::1])"
)
def expect(values: Any, seen: Any, counts: Any, weights: Any, state: Any, spread: Any, meanwhile: Any) -> None:
    """Make of `values` (N, q) deviations from the mean, what a row lacks as expected from what it has, and add to
    `spread` (q, q) the weighted covariances of what they lack.

    `seen`: (N, q) per row the positions that it has, then those that it lacks, both going up; `counts`: (N,) how many
    it has. `state`: (q, q+1) covariances, and the means. Rows with the same pattern that stand together share what
    follows from it. `meanwhile`: (5, q, q), for use.
    """
    q = len(state)
    precision, vector, pattern = meanwhile[0], meanwhile[1, 0], meanwhile[2:]
    sure = precision_of(state, precision)
    left = pattern[2]
    for n in range(len(values)):
        has, row = counts[n], values[n]
        if n == 0 or counts[n - 1] != has or _differ(seen[n], seen[n - 1]):
            what_is_left(state, seen[n], has, precision, sure, pattern)
        for a in range(q):
            row[a] -= state[a, q]
        for a in range(has, q):
            row[seen[n, a]] = 0.0
        expect_row(row, seen[n], has, precision, sure, pattern, vector)
        for m in range(q - has):
            for o in range(q - has):
                spread[seen[n, has + m], seen[n, has + o]] += weights[n] * left[m, o]
