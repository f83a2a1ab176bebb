"""A round of `em.em_covariance` over some rows, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.loops.expected import expect_row, what_is_left
from peil.stats.loops.inverses import precision_of
from peil.stats.machine import compiled


@compiled(
    "void(float64[:,::1], float64[::1], int64[::1], int64[:,::1], float64[:,::1], float64[:,::1], float64[:,:,::1])"
)
def expect(values: Any, roots: Any, starts: Any, seen: Any, state: Any, spread: Any, meanwhile: Any) -> None:
    """Make of `values` (N, q) deviations from the mean, what a row lacks as expected from what it has, and add to
    `spread` (q, q) the weighted covariances of what they lack.

    `values` are times `roots`, (N,) the roots of the weights, and 0 where a row lacks one. Rows of the k-th pattern are
    those from `starts` (K+1,) [k] to [k+1]; `seen`: (K, q+1) the positions that it has, then those that it lacks, both
    going up, and last how many it has. `state`: (q, q+1) covariances, and the means. `meanwhile`: (5, q, q), for use.
    """
    q = len(state)
    precision, vector, pattern = meanwhile[0], meanwhile[1, 0], meanwhile[2:]
    sure, left = precision_of(state, precision), pattern[2]
    for k in range(len(seen)):
        has, places = seen[k, q], seen[k, :q]
        what_is_left(state, places, has, precision, sure, pattern)
        weight = 0.0
        for n in range(starts[k], starts[k + 1]):
            row = values[n]
            for a in range(has):
                row[places[a]] -= roots[n] * state[places[a], q]
            expect_row(row, places, has, precision, sure, pattern, vector)
            weight += roots[n] * roots[n]
        for m in range(q - has):
            for o in range(q - has):
                spread[places[has + m], places[has + o]] += weight * left[m, o]
